"""Find claims about the same thing across articles, and how they stand to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from heapq import heappop, heappush
from math import inf
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from expectations.audit_groups import MOST_MEMBERS
from expectations.link_tables import CLAIM_GROUPS, CLAIM_LINKS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.best_parent import Link, join_best_parents
from tasks.link.claim_index import IndexRarity, find_pairs, keep_claims
from tasks.link.claim_relations import BROADER, NARROWER
from tasks.link.claim_rows import Claimed
from tasks.link.figures import Amount, find_range
from tasks.link.likely_pairs import find_likely
from tasks.link.measured_pairs import LEAST_SCORE, Pairs, read_counted
from tasks.link.partition import Frame, Numbers, known_times, list_rows, read_columns
from tasks.link.quotes import link_quotes
from tasks.link.readings import NO_SHELF, Shelf
from tasks.link.stories import Likeness

LEAST_SCORE_ALSO = 0.35  # for a clause beside the one that the claim is in a group for
LEAST_LEFT = 0.6  # of a pair that no group has both of
LEAST_TO_GROUP = 0.1  # mean score to what a group holds already


class LinkedClaims(NamedTuple):
    """What linking claims gives: `claim_links` and `claim_groups`."""

    links: pa.Table
    groups: pa.Table


def _keep_nearest(members: Sequence[int], claimed: Sequence[Claimed], pairs: Pairs) -> list[int]:
    """Keep of each article the claims nearest to the group's first: a speaker may say one thing ten times over."""
    ranked = sorted(members[1:], key=lambda row: (-pairs.measure(members[0], row).score, row))
    kept = {members[0]}
    n_kept = Counter({claimed[members[0]].article_id: 1})
    for row in ranked:
        if n_kept[claimed[row].article_id] < MOST_MEMBERS:
            n_kept[claimed[row].article_id] += 1
            kept.add(row)
    return [row for row in members if row in kept]


def _pick_label(members: Sequence[int], claimed: Sequence[Claimed]) -> str:
    """Give the wording that has most of what several of a group have, and of two such the shorter."""
    holders = Counter(term for row in members for term in claimed[row].compared.known)
    common = {term for term, count in holders.items() if count > 1}
    best = min(members, key=lambda row: (-len(common & claimed[row].compared.known), len(claimed[row].label), row))
    return claimed[best].label


def _write_links(found: Sequence[Link], claimed: Sequence[Claimed], pairs: Pairs) -> pa.Table:
    rows = []
    for link in found:
        first, second = claimed[link.parent], claimed[link.child]
        measured = pairs.measure(link.parent, link.child)
        rows.append(
            {
                "claim_link_id": hash_id("claim_link", first.claim_id, second.claim_id),
                "claim_id": first.claim_id,
                "article_id": first.article_id,
                "other_claim_id": second.claim_id,
                "other_article_id": second.article_id,
                "aligned_start": measured.spans[0].start,
                "aligned_end": measured.spans[0].end,
                "other_aligned_start": measured.spans[1].start,
                "other_aligned_end": measured.spans[1].end,
                "relation": _name_relation(measured.relation),
                "similarity": measured.score,
                "evidence": measured.evidence,
            }
        )
    rows.sort(key=lambda row: str(row["claim_link_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(CLAIM_LINKS))


def _list_amounts(members: Sequence[int], claimed: Sequence[Claimed], pairs: Pairs) -> dict[str, list[Amount]]:
    """List by claim the figures of the clauses that it and its group's first say the same in."""
    first = claimed[members[0]]
    amounts: dict[str, list[Amount]] = {first.claim_id: []}
    for row in members[1:]:
        spans = pairs.measure(members[0], row).spans
        amounts[first.claim_id] += first.stated.list_amounts(spans[0])
        amounts[claimed[row].claim_id] = claimed[row].stated.list_amounts(spans[1])
    amounts[first.claim_id] = list(dict.fromkeys(amounts[first.claim_id]))
    return amounts


def say_agreement(members: Sequence[int], linked: Mapping[int, Sequence[int]], pairs: Pairs) -> dict[int, str]:
    """Say how each member of a group stands to its first: who is not linked with it, as to whom it is most like."""
    first = members[0]
    said = {first: "agrees"}
    waiting: list[tuple[bool, float, int, int]] = []

    def reach(one: int) -> None:
        for row in linked.get(one, ()):
            if row not in said:
                heappush(waiting, (one != first, -pairs.measure(one, row).score, row, one))

    reach(first)
    within = set(members)
    while waiting:
        _, _, row, one = heappop(waiting)
        if row in said or row not in within:
            continue
        said[row] = pairs.measure(one, row).relation
        if said[row] in ("agrees", NARROWER, BROADER):
            reach(row)
    return {row: _name_relation(said.get(row) or pairs.measure(first, row).relation) for row in members}


def _name_relation(relation: str) -> str:
    """Give the value of `relation` and `agreement`: who says less than another agrees with it."""
    return "agrees" if relation == BROADER else relation


def _write_group(
    group: Sequence[int], linked: Mapping[int, Sequence[int]], claimed: Sequence[Claimed], pairs: Pairs
) -> list[dict[str, Any]]:
    members = _keep_nearest(sorted(group), claimed, pairs)
    amounts = _list_amounts(members, claimed, pairs)
    compared = find_range(list(amounts), amounts)
    times = known_times(claimed[row].published_at for row in members)
    agreement = say_agreement(members, linked, pairs)
    group_id = hash_id("claim_group", *(claimed[row].claim_id for row in group[:2]))
    shared = {
        "group_id": group_id,
        "label": _pick_label(members, claimed),
        "value_low": compared.low,
        "value_high": compared.high,
        "value_unit": compared.unit,
        "n_outlets": len({claimed[row].outlet for row in members} - {None}),
        "first_seen": min(times, default=None),
    }
    return [
        shared
        | {
            "claim_group_id": hash_id("claim_group", group_id, claimed[row].claim_id),
            "claim_id": claimed[row].claim_id,
            "article_id": claimed[row].article_id,
            "agreement": agreement[row],
            "similarity": 1.0 if row == members[0] else pairs.measure(members[0], row).score,
        }
        for row in members
    ]


def measure_in_group(articles: Numbers, pairs: Pairs) -> Callable[[int, int], float]:
    """Say how alike two claims are that are to share a group.

    A third claim may be like two of one article that tell two things: they share a group only where two articles of one
    story might have them linked, or where one says that it is not so, as an article does that tells both sides.
    """

    def measure(one: int, other: int) -> float:
        measured = pairs.measure(one, other)
        is_apart = articles[one] == articles[other] and measured.score < LEAST_SCORE and not measured.is_two_sided
        return -inf if is_apart else measured.score

    return measure


def link_claims(
    claims: Frame,
    figures: Frame,
    quotes: Frame,
    articles: Frame,
    entities: Frame | None = None,
    quote_groups: pa.Table | None = None,
    story_groups: pa.Table | None = None,
    figure_links: pa.Table | None = None,
    likeness: Likeness | None = None,
    shelf: Shelf = NO_SHELF,
) -> LinkedClaims:
    """Link the claims of a release that are about the same thing, and group them.

    Args:
        claims: The release's `claims`.
        figures: Its `figures`; those with a `claim_id` are compared.
        quotes: Its `quotes`; read only where `quote_groups` is not given.
        articles: Its `articles`; `article_id`, `outlet` and `published_at` are read.
        entities: Its `entities`, where known: names of one entity then count as one term.
        quote_groups: What `link_quotes` gave for them, to spare doing it again.
        story_groups: What `link_stories` gave: claims of one story are compared more closely than others of a week.
        figure_links: What `link_figures` gave: claims with figures of one thing are about one thing.
        likeness: How alike articles of stories are, where known: claims of less alike ones must be more alike.
        shelf: Where readings of parts lie.

    Returns:
        `claim_links`, one row a pair of claims in different articles, the earlier first, with the stretch of either
        that says the same, the relation of this pair and what spoke for it; and `claim_groups`, one row a claim in a
        group of at least two. A claim joins the group of the earlier one that it is most like; with another of its
        clauses it may join another. `agreement` and `similarity` are to the group's first member; who is not linked
        with it agrees with it as with whom it is most like. `value_low` and `value_high` are the least and greatest
        numbers the group states of the thing that most of its claims count.
        Row order of the input has no effect.

    Source:
        docs/decisions/006-linking.md
    """
    groups = link_quotes(quotes, articles, shelf).groups if quote_groups is None else quote_groups
    story_of: dict[str, str] = {}
    if story_groups is not None:
        story_of = dict(zip(*read_columns(story_groups, ("article_id", "group_id")).values(), strict=True))
    claimed, index = keep_claims(claims, figures, articles, entities, groups, story_of, shelf)
    counted = read_counted(figure_links, figures, index)
    pairs = Pairs(claimed, IndexRarity(index), counted, likeness)
    found = []
    linked: dict[int, list[int]] = defaultdict(list)
    paired = np.array([*counted], np.int64).reshape(-1, 2)
    likely = find_likely(index, find_pairs(index), claimed, shelf)
    for first, second in list_rows(np.unique(np.concatenate([likely, paired]), axis=0)):
        if pairs.is_linked(first, second):
            measured = pairs.measure(first, second)
            found.append(Link(first, second, measured.score, *measured.spans, measured.is_sure))
            linked[first].append(second)
            linked[second].append(first)
        else:
            pairs.forget(first, second)
    rows = [
        row
        for group in join_best_parents(
            found, measure_in_group(index.articles, pairs), LEAST_TO_GROUP, LEAST_SCORE_ALSO, LEAST_LEFT
        )
        for row in _write_group(group, linked, claimed, pairs)
    ]
    rows.sort(key=lambda row: (row["group_id"], row["claim_id"]))
    links = _write_links(found, claimed, pairs)
    return LinkedClaims(links, pa.Table.from_pylist(rows, schema=make_arrow_schema(CLAIM_GROUPS)))
