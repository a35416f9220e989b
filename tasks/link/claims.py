"""Find claims about the same thing across articles, and how they stand to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from expectations.audit_groups import MOST_MEMBERS
from expectations.link_tables import CLAIM_GROUPS, CLAIM_LINKS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.best_parent import Link, join_best_parents
from tasks.link.claim_pairs import (
    FIGURE,
    Aligned,
    Compared,
    Rarity,
    align,
    explain_pair,
    find_mood,
    have_one_claimant,
    measure_pair,
    score_pair,
    weigh_terms,
)
from tasks.link.claim_relations import Stated, relate_claims
from tasks.link.figures import find_range, read_amounts
from tasks.link.partition import NEVER, Frame, first_time, known_times, pair_rows, read_columns, said_on
from tasks.link.quotes import link_quotes
from tasks.link.told import FIRST_PERSON, find_told
from tasks.link.verdict import share_key
from tasks.link.wordings import Marked, read_wording
from tasks.link.words import hash_word

CLAIM_COLUMNS = (
    "claim_id", "article_id", "start", "text", "proposition", "resolved", "stance", "voice", "quote_id", "said_at",
    "said_grain", "claimant_key", "claimant_name", "claimant_kind",
)  # fmt: skip
ENTITY_COLUMNS = ("article_id", "start", "end", "entity_key")
NAME_COLUMNS = ("article_id", "text", "name", "entity_key", "link")
PLACED_FIGURES = ("article_id", "start", "end", "value")
LEAST_SCORE = 0.3  # leaving each event out, 80 % of labelled pairs from here on are about one thing
LEAST_SCORE_APART = 0.85  # of articles that tell no common story
LEAST_SCORE_ALSO = 0.35  # for a clause beside the one that the claim is in a group for
LEAST_TO_GROUP = 0.1  # mean score to what a group holds already
NEAR_DAYS = 7
FEW_CLAIMS = 3  # a term of so few claims of a story pairs them by itself
SHARE_OF_FEW = 0.05
TERMS_APART = 6  # rarest terms of a claim that are looked up over the release
SHARED_APART = 3
MOST_ALL_PAIRS = 60
NEIGHBOURS = 8


class LinkedClaims(NamedTuple):
    """What linking claims gives: `claim_links` and `claim_groups`."""

    links: pa.Table
    groups: pa.Table


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with what linking it hangs on: its words, its day, the story of its article."""

    claim_id: str
    article_id: str
    outlet: str | None
    label: str
    compared: Compared
    stated: Stated
    published_at: datetime | None
    day: int | None
    quote_group: str | None

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """Earliest published first, unknown times last, ties by id."""
        return first_time(self.published_at), self.article_id, self.claim_id


def read_marks(entities: Frame | None, figures: Frame) -> dict[str, list[Marked]]:
    """Give, by article, the places of keys and numbers, with what stands for them."""
    marks: dict[str, list[Marked]] = defaultdict(list)
    if entities is not None:
        for article_id, start, end, key in zip(*read_columns(entities, ENTITY_COLUMNS).values(), strict=True):
            if key is not None:
                marks[article_id].append((start, end, key))
    for article_id, start, end, value in zip(*read_columns(figures, PLACED_FIGURES).values(), strict=True):
        if value is not None:
            marks[article_id].append((start, end, f"{FIGURE}{value:g}"))
    for found in marks.values():
        found.sort()
    return marks


def read_names(entities: Frame | None) -> dict[str, dict[str, str]]:
    """Give, by article, the keys of its names, lower case."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    if entities is not None:
        for article_id, text, name, key, link in zip(*read_columns(entities, NAME_COLUMNS).values(), strict=True):
            if key is not None and link != "pronoun":
                names[article_id] |= {each.lower(): key for each in (text, name) if each is not None}
    return names


def _read_compared(
    value: Mapping[str, Any], marks: Sequence[Marked], names: Mapping[str, str], story: str | None
) -> Compared:
    start, text = value["start"], value["text"]
    inside = [mark for mark in marks if start <= mark[0] and mark[1] <= start + len(text)]
    wording = read_wording(text, start, inside, find_told(text, start, value["resolved"]), names)
    key, name = share_key(value["claimant_key"]), value["claimant_name"]
    speaks = key is not None and not FIRST_PERSON.isdisjoint(wording.words)
    return Compared(
        wording,
        value["stance"],
        value["voice"],
        key,
        name.split()[-1].lower() if name and value["claimant_kind"] == "person" else None,
        frozenset({key} if speaks and key is not None else ()),
        story,
    )


def read_claims(
    claims: Frame,
    figures: Frame,
    articles: Frame,
    entities: Frame | None,
    quote_groups: pa.Table,
    story_of: Mapping[str, str],
) -> list[Claimed]:
    """Read the claims of a release, by time; arguments as in `link_claims`, with the story of each article."""
    columns = read_columns(articles, ("article_id", "published_at", "outlet"))
    published = dict(zip(columns["article_id"], columns["published_at"], strict=True))
    outlets = dict(zip(columns["article_id"], columns["outlet"], strict=True))
    group_of = dict(zip(*read_columns(quote_groups, ("quote_id", "group_id")).values(), strict=True))
    names = read_names(entities)
    marks, amounts = read_marks(entities, figures), read_amounts(figures)
    claimed = []
    for row in zip(*read_columns(claims, CLAIM_COLUMNS).values(), strict=True):
        value: dict[str, Any] = dict(zip(CLAIM_COLUMNS, row, strict=True))
        article_id = value["article_id"]
        published_at = published.get(article_id)
        time = first_time(said_on(value["said_at"], value["said_grain"]), published_at)
        compared = _read_compared(value, marks.get(article_id, ()), names.get(article_id, {}), story_of.get(article_id))
        claimed.append(
            Claimed(
                value["claim_id"],
                article_id,
                outlets.get(article_id),
                value["proposition"],
                compared,
                Stated(compared, tuple(amounts.get(value["claim_id"], ())), published_at),
                published_at,
                None if time == NEVER else time.toordinal(),
                group_of.get(value["quote_id"]),
            )
        )
    return sorted(claimed, key=lambda each: each.rank)


def find_pairs(claimed: Sequence[Claimed], rarity: Rarity) -> list[tuple[int, int]]:
    """Pair claims that share two terms within a story, or one that few claims there have, or rare terms in a week."""
    keys: list[int] = []
    rows: list[int] = []
    for row, each in enumerate(claimed):
        own = [f"quote {each.quote_group} {time}" for time in range(SHARED_APART) if each.quote_group is not None]
        known = sorted(each.compared.known)
        story = each.compared.story
        if story is not None:
            few = max(FEW_CLAIMS, SHARE_OF_FEW * rarity.size(story))
            for term in known:
                # A pair needs three common keys: two shared terms give four.
                times = 3 if rarity.count(term, story) <= few else 2
                own += [f"story {story} {term} {time}" for time in range(times)]
            own += [f"story {story} said {each.compared.wording.joined} {time}" for time in range(SHARED_APART)]
        if each.day is not None:
            rarest = sorted(known, key=lambda term: (rarity.count(term), term))[:TERMS_APART]
            week = each.day // NEAR_DAYS
            own += [f"week {at} {term}" for term in rarest for at in (week, week + 1) if rarity.count(term) > 1]
        keys += map(hash_word, own)
        rows += [row] * len(own)
    paired = pair_rows(np.array(keys, dtype=np.uint64), np.array(rows, dtype=np.int64), MOST_ALL_PAIRS, NEIGHBOURS)
    return [
        (first, second)
        for first, second, shared in paired.tolist()
        if shared >= SHARED_APART
        and claimed[first].article_id != claimed[second].article_id
        and find_mood(claimed[first].compared) == find_mood(claimed[second].compared)
    ]


class _Measured(NamedTuple):
    """A pair of claims as it was measured."""

    score: float
    evidence: str
    spans: tuple[Aligned, Aligned]
    relation: str


class _Pairs:
    """Pairs of claims, each measured once."""

    def __init__(self, claimed: Sequence[Claimed], rarity: Rarity) -> None:
        self._claimed = claimed
        self._rarity = rarity
        self._measured: dict[tuple[int, int], _Measured] = {}

    def measure(self, first: int, second: int) -> _Measured:
        """Measure two claims; spans are in the order of the rows given."""
        low, high = min(first, second), max(first, second)
        found = self._measured.get((low, high))
        if found is None:
            found = self._measured[low, high] = self._compare(self._claimed[low], self._claimed[high])
        return found if first == low else found._replace(spans=(found.spans[1], found.spans[0]))

    def _compare(self, first: Claimed, second: Claimed) -> _Measured:
        weights = weigh_terms(first.compared, second.compared, self._rarity)
        features = measure_pair(first.compared, second.compared, weights)
        single = {term: weight for term, (weight, _) in weights.items()}
        spans = (
            align(first.compared, second.compared, single),
            align(second.compared, first.compared, single),
        )
        score = score_pair(features)
        return _Measured(
            score, explain_pair(features), spans, relate_claims(first.stated, second.stated, spans, single)
        )

    def is_linked(self, first: int, second: int) -> bool:
        """Whether two claims are about one thing."""
        one, other = self._claimed[first], self._claimed[second]
        shared = one.compared.known & other.compared.known
        # An article's "he was tired" is nobody else's.
        is_slight = len(shared) < 2 and not any(FIGURE in term or ":" in term for term in shared)
        if is_slight and not have_one_claimant(one.compared, other.compared):
            return False
        score = self.measure(first, second).score
        if one.compared.story is not None and one.compared.story == other.compared.story:
            return score >= LEAST_SCORE
        if one.quote_group is not None and one.quote_group == other.quote_group:
            return score >= LEAST_SCORE
        is_near = one.day is not None and other.day is not None and abs(one.day - other.day) <= NEAR_DAYS
        return is_near and score >= LEAST_SCORE_APART


def _keep_nearest(members: Sequence[int], claimed: Sequence[Claimed], pairs: _Pairs) -> list[int]:
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


def _write_links(found: Sequence[Link], claimed: Sequence[Claimed], pairs: _Pairs) -> pa.Table:
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
                "relation": measured.relation,
                "similarity": measured.score,
                "evidence": measured.evidence,
            }
        )
    rows.sort(key=lambda row: str(row["claim_link_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(CLAIM_LINKS))


def _write_group(group: Sequence[int], claimed: Sequence[Claimed], pairs: _Pairs) -> list[dict[str, Any]]:
    members = _keep_nearest(group, claimed, pairs)
    first = claimed[members[0]]
    amounts = {claimed[row].claim_id: claimed[row].stated.amounts for row in members}
    compared = find_range([claimed[row].claim_id for row in members], amounts)
    times = known_times(claimed[row].published_at for row in members)
    group_id = hash_id("claim_group", first.claim_id, claimed[members[1]].claim_id)
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
            "agreement": "agrees" if row == members[0] else pairs.measure(members[0], row).relation,
            "similarity": 1.0 if row == members[0] else pairs.measure(members[0], row).score,
        }
        for row in members
    ]


def link_claims(
    claims: Frame,
    figures: Frame,
    quotes: Frame,
    articles: Frame,
    entities: Frame | None = None,
    quote_groups: pa.Table | None = None,
    story_groups: pa.Table | None = None,
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

    Returns:
        `claim_links`, one row a pair of claims in different articles, the earlier first, with the stretch of either
        that says the same, the relation of this pair and what spoke for it; and `claim_groups`, one row a claim in a
        group of at least two. A claim joins the group of the earlier one that it is most like; with another of its
        clauses it may join another. `agreement` and `similarity` are to the group's first member. `value_low` and
        `value_high` are the least and greatest numbers the group states of the thing that most of its claims count.
        Row order of the input has no effect.

    Source:
        docs/decisions/006-linking.md
    """
    groups = link_quotes(quotes, articles).groups if quote_groups is None else quote_groups
    story_of: dict[str, str] = {}
    if story_groups is not None:
        story_of = dict(zip(*read_columns(story_groups, ("article_id", "group_id")).values(), strict=True))
    claimed = read_claims(claims, figures, articles, entities, groups, story_of)
    rarity = Rarity([each.compared for each in claimed])
    pairs = _Pairs(claimed, rarity)
    found = []
    for first, second in find_pairs(claimed, rarity):
        if pairs.is_linked(first, second):
            measured = pairs.measure(first, second)
            found.append(Link(first, second, measured.score, *measured.spans))
    rows = [
        row
        for group in join_best_parents(
            found, lambda one, other: pairs.measure(one, other).score, LEAST_TO_GROUP, LEAST_SCORE_ALSO
        )
        for row in _write_group(group, claimed, pairs)
    ]
    rows.sort(key=lambda row: (row["group_id"], row["claim_id"]))
    return LinkedClaims(
        _write_links(found, claimed, pairs), pa.Table.from_pylist(rows, schema=make_arrow_schema(CLAIM_GROUPS))
    )
