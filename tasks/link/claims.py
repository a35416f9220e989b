"""Find claims about the same thing across articles, and how they stand to one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from math import log, sqrt
from typing import Any

import numpy as np
import pyarrow as pa

from expectations.audit_groups import MOST_MEMBERS
from expectations.link_tables import CLAIM_GROUPS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.figures import Amount, do_differ, find_range, find_sense, read_amounts
from tasks.link.lexicon import load_same_sense
from tasks.link.partition import NEVER, Frame, Partition, first_time, pair_rows, read_columns, said_on
from tasks.link.quotes import link_quotes
from tasks.link.verdict import share_key
from tasks.link.words import hash_word, load_common_words, split_words

CLAIM_COLUMNS = (
    "claim_id", "article_id", "start", "end", "proposition", "stance", "polarity", "quote_id", "said_at",
    "said_grain", "claimant_key",
)  # fmt: skip
ENTITY_COLUMNS = ("article_id", "start", "end", "entity_key")
# To demand that something be done, to promise it and to report it done are three things.
MOODS = {"demands": "demand", "promises": "promise", "asks": None}
RAREST_TERMS = 8
MOST_ALL_PAIRS = 60
NEIGHBOURS = 6
NEAR_DAYS = 7
LEAST_SHARED_TERMS = 4  # one fewer from one claimant; three common terms alone paired other matters
LEAST_SIMILARITY = 0.6
LEAST_SIMILARITY_QUOTED = 0.5  # where the same utterance is known to state both
LEAST_SIMILARITY_OPPOSED = 0.75  # below it nearly all of about 9 opposed pairs read were about other things
LEAST_SIMILARITY_TO_FIRST = 0.4  # keeps chains of pairs from drifting away from what the group is about


@dataclass(frozen=True, slots=True)
class _Claimed:
    claim_id: str
    article_id: str
    stance: str
    polarity: str
    mood: str
    terms: frozenset[str]
    published_at: datetime | None
    day: int | None
    quote_group: str | None
    claimant_key: str | None
    has_odd_negations: bool

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """Earliest published first, unknown times last, ties by id."""
        return first_time(self.published_at), self.article_id, self.claim_id

    @property
    def is_left_open(self) -> bool:
        """Whether the claimant says neither that it is so nor that it is not."""
        return self.stance == "does_not_confirm"


def _read_entities(entities: Frame | None) -> dict[str, list[tuple[int, int, str]]]:
    by_article: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    if entities is not None:
        for article_id, start, end, key in zip(*read_columns(entities, ENTITY_COLUMNS).values(), strict=True):
            if key is not None:
                by_article[article_id].append((start, end, key))
    for mentions in by_article.values():
        mentions.sort()
    return by_article


def find_terms(proposition: str, start: int, mentions: Sequence[tuple[int, int, str]]) -> frozenset[str]:
    """Give what a proposition is about: keys of the entities in it, and the senses of its telling words.

    Args:
        proposition: The words claimed.
        start: Where they begin in the body.
        mentions: Start, end and key of the article's mentions, in order. Keys replace their words where the words of
            the proposition are found at the same place.

    Returns:
        Terms without numbers, which claims about the same thing may differ in.
    """
    keys, rest, at = set(), [], 0
    for mention_start, mention_end, key in mentions:
        first, last = mention_start - start, mention_end - start
        if at <= first and last <= len(proposition):
            keys.add(key)
            rest.append(proposition[at:first])
            at = last
    words = split_words(" ".join([*rest, proposition[at:]]))
    telling = {word for word in words if word not in load_common_words() and not word[0].isdigit()}
    return frozenset(keys | {find_sense(word) for word in telling})


def _count_negations(proposition: str) -> int:
    negations = load_same_sense().negations
    return sum(word in negations for word in split_words(proposition))


def _read_claims(claims: Frame, articles: Frame, entities: Frame | None, quote_groups: pa.Table) -> list[_Claimed]:
    columns = read_columns(articles, ("article_id", "published_at"))
    published = dict(zip(columns["article_id"], columns["published_at"], strict=True))
    group_of = dict(zip(*read_columns(quote_groups, ("quote_id", "group_id")).values(), strict=True))
    mentions_of = _read_entities(entities)
    claimed = []
    for row in zip(*read_columns(claims, CLAIM_COLUMNS).values(), strict=True):
        value: dict[str, Any] = dict(zip(CLAIM_COLUMNS, row, strict=True))
        mood = MOODS.get(value["stance"], "fact")
        if mood is None:
            continue
        mentions = [
            mention
            for mention in mentions_of.get(value["article_id"], ())
            if value["start"] <= mention[0] and mention[1] <= value["end"]
        ]
        published_at = published.get(value["article_id"])
        time = first_time(said_on(value["said_at"], value["said_grain"]), published_at)
        claimed.append(
            _Claimed(
                value["claim_id"],
                value["article_id"],
                value["stance"],
                value["polarity"],
                mood,
                find_terms(value["proposition"], value["start"], mentions),
                published_at,
                None if time == NEVER else time.toordinal(),
                group_of.get(value["quote_id"]),
                share_key(value["claimant_key"]),
                _count_negations(value["proposition"]) % 2 == 1,
            )
        )
    return sorted(claimed, key=lambda each: each.rank)


class _Similarity:
    """Cosine of two claims' terms, weighted by how few claims have them."""

    def __init__(self, claimed: Sequence[_Claimed]) -> None:
        self._claimed = claimed
        self._holders = Counter(term for each in claimed for term in each.terms)
        self._norms = [sqrt(sum(self.weigh(term) ** 2 for term in sorted(each.terms))) for each in claimed]

    def weigh(self, term: str) -> float:
        # 1 is added so that weights stay alike in a release of a few articles, where counts say nothing.
        return 1 + log(1 + len(self._claimed) / self._holders[term])

    def compare(self, first: int, second: int) -> float:
        shared = self._claimed[first].terms & self._claimed[second].terms
        norm = self._norms[first] * self._norms[second]
        return min(sum(self.weigh(term) ** 2 for term in sorted(shared)) / norm, 1.0) if norm else 0.0

    def rarest(self, row: int) -> list[str]:
        return sorted(self._claimed[row].terms, key=lambda term: (self._holders[term], term))[:RAREST_TERMS]


def _find_pairs(claimed: Sequence[_Claimed], similarity: _Similarity) -> list[list[int]]:
    keys, rows = [], []
    for row, each in enumerate(claimed):
        pairs = [f"{each.mood} {one} {other}" for one, other in combinations(sorted(similarity.rarest(row)), 2)]
        if each.quote_group is not None:
            pairs.append(f"{each.mood} quote {each.quote_group}")
        keys += [hash_word(pair) for pair in pairs]
        rows += [row] * len(pairs)
    paired = pair_rows(np.array(keys, dtype=np.uint64), np.array(rows, dtype=np.int64), MOST_ALL_PAIRS, NEIGHBOURS)
    pairs_only: list[list[int]] = paired[:, :2].tolist()
    return pairs_only


def _do_oppose(first: _Claimed, second: _Claimed) -> bool:
    """Whether two claims say the opposite of one thing, if they are about one thing.

    The main verb's negation tells the stance apart from the wording only when the wordings differ in negation as well:
    "noted that it is not used" and "it is not used" are one statement, whichever verb is the main one.
    """
    if first.is_left_open or second.is_left_open:
        return False
    is_denial = (first.stance == "denies") != (second.stance == "denies")
    is_negation = first.polarity != second.polarity and first.has_odd_negations != second.has_odd_negations
    return is_denial != is_negation


def _is_linked(first: _Claimed, second: _Claimed, similarity: float) -> bool:
    if similarity < LEAST_SIMILARITY_OPPOSED and _do_oppose(first, second):
        return False
    shared = len(first.terms & second.terms)
    if first.quote_group is not None and first.quote_group == second.quote_group:
        return similarity >= LEAST_SIMILARITY_QUOTED and shared >= 2
    if first.day is None or second.day is None or abs(first.day - second.day) > NEAR_DAYS:
        return False
    is_one_claimant = first.claimant_key is not None and first.claimant_key == second.claimant_key
    least_shared = LEAST_SHARED_TERMS - 1 if is_one_claimant else LEAST_SHARED_TERMS
    return shared >= least_shared and similarity >= LEAST_SIMILARITY


def _group_claims(claimed: Sequence[_Claimed], similarity: _Similarity) -> list[list[int]]:
    links = []
    for first, second in _find_pairs(claimed, similarity):
        if claimed[first].article_id != claimed[second].article_id:
            score = similarity.compare(first, second)
            if _is_linked(claimed[first], claimed[second], score):
                links.append((-score, first, second))
    partition = Partition(len(claimed))
    for _, first, second in sorted(links):
        heads = partition.find(first), partition.find(second)
        is_same = claimed[heads[0]].quote_group is not None and (
            claimed[heads[0]].quote_group == claimed[heads[1]].quote_group
        )
        if is_same or similarity.compare(*heads) >= LEAST_SIMILARITY_TO_FIRST:
            partition.join(first, second)
    return partition.groups()


def _keep_nearest(members: Sequence[int], claimed: Sequence[_Claimed], similarity: _Similarity) -> list[int]:
    """Keep of each article the claims nearest to the group's first: a speaker may say one thing ten times over."""
    ranked = sorted(members[1:], key=lambda row: (-similarity.compare(members[0], row), row))
    kept = {members[0]}
    n_kept = Counter({claimed[members[0]].article_id: 1})
    for row in ranked:
        if n_kept[claimed[row].article_id] < MOST_MEMBERS:
            n_kept[claimed[row].article_id] += 1
            kept.add(row)
    return [row for row in members if row in kept]


def _find_agreement(first: _Claimed, other: _Claimed, similarity: float, amounts: Mapping[str, list[Amount]]) -> str:
    if _do_oppose(first, other):
        return "contradicts" if similarity >= LEAST_SIMILARITY_OPPOSED else "differs"
    if first.is_left_open != other.is_left_open:
        return "differs"
    return "differs" if do_differ(amounts.get(first.claim_id, ()), amounts.get(other.claim_id, ())) else "agrees"


def link_claims(
    claims: Frame,
    figures: Frame,
    quotes: Frame,
    articles: Frame,
    entities: Frame | None = None,
    quote_groups: pa.Table | None = None,
) -> pa.Table:
    """Group the claims of a release that are about the same thing.

    Args:
        claims: The release's `claims`.
        figures: Its `figures`; those with a `claim_id` are compared.
        quotes: Its `quotes`; read only where `quote_groups` is not given.
        articles: Its `articles`; `article_id`, `outlet` and `published_at` are read.
        entities: Its `entities`, where known: names of one entity then count as one term.
        quote_groups: What `link_quotes` gave for them, to spare doing it again.

    Returns:
        `claim_groups`: one row per claim in a group of at least two, by group and then claim. `agreement` and
        `similarity` (cosine of weighted terms, 0 to 1) are to the group's first member (earliest published, ties by
        article and claim id). `value_low` and `value_high` are the least and greatest numbers the group states of
        the thing that most of its claims count, in that thing's unit. Row order of the input has no effect.

    Source:
        docs/decisions/006-linking.md
    """
    groups = link_quotes(quotes, articles) if quote_groups is None else quote_groups
    claimed = _read_claims(claims, articles, entities, groups)
    similarity = _Similarity(claimed)
    amounts = read_amounts(figures)
    rows = []
    for group in _group_claims(claimed, similarity):
        members = _keep_nearest(group, claimed, similarity)
        group_id = hash_id("claim_group", min(claimed[row].claim_id for row in members))
        low, high = find_range([claimed[row].claim_id for row in members], amounts)
        for row in members:
            each = claimed[row]
            alike = similarity.compare(members[0], row) if row != members[0] else 1.0
            rows.append(
                {
                    "claim_group_id": hash_id("claim_group", group_id, each.claim_id),
                    "claim_id": each.claim_id,
                    "article_id": each.article_id,
                    "group_id": group_id,
                    "agreement": _find_agreement(claimed[members[0]], each, alike, amounts),
                    "value_low": low,
                    "value_high": high,
                    "similarity": alike,
                }
            )
    rows.sort(key=lambda row: (row["group_id"], row["claim_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(CLAIM_GROUPS))
