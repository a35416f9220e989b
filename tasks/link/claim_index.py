"""What pairs of claims are looked for by, as numbers: terms, stories, days; and how rare terms are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from tasks.link.claim_pairs import Rarity
from tasks.link.claim_rows import Claimed
from tasks.link.kept import Kept
from tasks.link.partition import Hashes, Numbers, Rows, first_time, mix_keys, pair_rows, rank_articles
from tasks.link.words import hash_word

_hash_once = hash_word.__wrapped__  # of texts that hardly come again

NEAR_DAYS = 7
FEW_CLAIMS = 3  # a term of so few claims of a story pairs them by itself
SHARE_OF_FEW = 0.05
TERMS_APART = 6  # rarest terms of a claim that are looked up over the release
SHARED_APART = 3
MOST_ALL_PAIRS = 60
NEIGHBOURS = 8
NONE = -1
_NO_DAY = -(2**31)
_STORIES_COUNTED = 256


@dataclass(frozen=True, slots=True)
class ClaimIndex:
    """The claims of a release by what they have.

    Attributes:
        ids: A hash of each claim's id.
        articles: The number of its article.
        stories: That of its story.
        quotes: That of the group of its quote.
        days: Its day.
        said: A hash of its words.
        terms: The numbers of its terms, claim after claim.
        ends: Where in `terms` those of each claim end.
        names: The terms.
        story_names: The stories.
    """

    ids: Hashes
    articles: Numbers
    stories: Numbers
    quotes: Numbers
    days: Numbers
    said: Hashes
    terms: Numbers
    ends: Numbers
    names: tuple[str, ...]
    story_names: tuple[str, ...]

    def find_rows(self, claim_ids: Collection[str]) -> dict[str, int]:
        """Find the rows of claims that are there."""
        hashes = np.fromiter(map(_hash_once, claim_ids), np.uint64, len(claim_ids))
        known, rows, _ = np.intersect1d(self.ids, hashes, return_indices=True)
        row_of = dict(zip(known.tolist(), rows.tolist(), strict=True))
        return {claim_id: row_of[number] for claim_id in claim_ids if (number := _hash_once(claim_id)) in row_of}

    @property
    def lengths(self) -> Rows:
        """How many terms each claim has."""
        return np.diff(self.ends, prepend=0)


class KeptClaims(NamedTuple):
    """The claims of a release, by time of their articles and then id, and their index."""

    claimed: Kept[Claimed]
    terms: ClaimIndex


def keep_claims(read: Iterable[Claimed], folder: Path | None = None) -> KeptClaims:
    """Put claims aside as they are read, and index them.

    Args:
        read: Claims; of an article one after another, by id.
        folder: Where they lie.
    """
    kept, writer = Kept[Claimed](folder), _IndexWriter()
    for claim in read:
        # Before it is indexed, which gives it terms and words that are quickly made again.
        kept.append(claim)
        writer.add(claim)
    order = writer.find_order()
    kept.put_in_order(order)
    return KeptClaims(kept, writer.finish(order))


class _IndexWriter:
    """Makes an index of claims that come one by one."""

    def __init__(self) -> None:
        self._numbers: dict[str, dict[str, int]] = {"article": {}, "story": {}, "quote": {}, "term": {}}
        self._columns = {name: array("i") for name in ("articles", "stories", "quotes", "days", "lengths", "terms")}
        self._said, self._ids = array("Q"), array("Q")
        self._published: list[tuple[datetime, str]] = []

    def add(self, claim: Claimed) -> None:
        """Add a claim behind the others."""
        columns, compared = self._columns, claim.compared
        article = self._number("article", claim.article_id)
        columns["articles"].append(article)
        if article == len(self._published):
            self._published.append((first_time(claim.published_at), claim.article_id))
        columns["stories"].append(self._number("story", compared.story))
        columns["quotes"].append(self._number("quote", claim.quote_group))
        columns["days"].append(_NO_DAY if claim.day is None else claim.day)
        columns["lengths"].append(len(compared.known))
        columns["terms"].extend(self._number("term", term) for term in compared.known)
        self._ids.append(_hash_once(claim.claim_id))
        self._said.append(_hash_once(compared.wording.joined) if compared.story is not None else 0)

    def find_order(self) -> Rows:
        """Order the claims: earliest published first, unknown times last, then by article."""
        return rank_articles(self._published, self._columns["articles"])

    def finish(self, order: Rows) -> ClaimIndex:
        """Give the index, the claims in another order."""
        found = {name: np.array(column, np.int32) for name, column in self._columns.items()}
        lengths = found["lengths"][order]
        ends = np.cumsum(lengths)
        begins = (np.cumsum(found["lengths"]) - found["lengths"])[order]
        places = np.repeat(begins - (ends - lengths), lengths) + np.arange(int(lengths.sum()))
        names = self._numbers
        return ClaimIndex(
            ids=np.array(self._ids, np.uint64)[order],
            articles=found["articles"][order],
            stories=found["stories"][order],
            quotes=found["quotes"][order],
            days=found["days"][order],
            said=np.array(self._said, np.uint64)[order],
            terms=found["terms"][places],
            ends=ends,
            names=tuple(names["term"]),
            story_names=tuple(names["story"]),
        )

    def _number(self, kind: str, name: str | None) -> int:
        numbers = self._numbers[kind]
        return NONE if name is None else numbers.setdefault(name, len(numbers))


class _Told(Counter[tuple[str | None, str]]):
    """How many claims of a story have a term; a story is counted when it is asked for."""

    def __init__(self, index: ClaimIndex) -> None:
        super().__init__()
        self._count = lru_cache(maxsize=_STORIES_COUNTED)(_StoryTerms(index).count)

    def __getitem__(self, place: tuple[str | None, str]) -> int:
        story, term = place
        return 0 if story is None else self._count(story)[term]


class _StoryTerms:
    """The terms of the claims of each story."""

    def __init__(self, index: ClaimIndex) -> None:
        self._index = index
        self._by_story = np.argsort(index.stories, kind="stable")
        self._sorted = index.stories[self._by_story]
        self._numbers = {name: number for number, name in enumerate(index.story_names)}

    def count(self, story: str) -> Counter[str]:
        """Count how many claims of a story have each term."""
        index, number = self._index, self._numbers[story]
        first, last = np.searchsorted(self._sorted, [number, number + 1])
        claims = self._by_story[first:last]
        terms = [index.terms[index.ends[row] - index.lengths[row] : index.ends[row]] for row in claims]
        return Counter(index.names[term] for term in np.concatenate(terms).tolist())


class IndexRarity(Rarity):
    """How telling terms are, counted in an index."""

    def __init__(self, index: ClaimIndex) -> None:
        self._size = len(index.ends)
        counts = np.bincount(index.terms, minlength=len(index.names))
        self._holders = Counter(dict(zip(index.names, counts.tolist(), strict=True)))
        sizes = np.bincount(index.stories[index.stories >= 0], minlength=len(index.story_names))
        self._sizes = Counter(dict(zip(index.story_names, sizes.tolist(), strict=True)))
        self._told = _Told(index)


def find_pairs(index: ClaimIndex) -> npt.NDArray[np.int64]:
    """Pair claims that share two terms within a story, or one that few claims there have, or rare terms in a week.

    Returns:
        Rows of claims of two articles, the lower first; sorted.
    """
    claims = np.repeat(np.arange(len(index.ends), dtype=np.int32), index.lengths)
    keyed = [*_key_stories(index, claims), *_key_weeks(index, claims)]
    quoted = np.flatnonzero(index.quotes != NONE)
    keyed += [(mix_keys(3, time, index.quotes[quoted]), quoted) for time in range(SHARED_APART)]
    keys = np.concatenate([keys for keys, _ in keyed])
    rows = np.concatenate([rows for _, rows in keyed])
    del keyed
    paired = pair_rows(keys, rows, MOST_ALL_PAIRS, NEIGHBOURS, SHARED_APART)
    return paired[index.articles[paired[:, 0]] != index.articles[paired[:, 1]], :2]


def _key_stories(index: ClaimIndex, claims: Numbers) -> list[tuple[Hashes, Numbers]]:
    """Key claims by the terms of their stories and by their words in them."""
    told = np.flatnonzero(index.stories != NONE)
    keyed: list[tuple[Hashes, Numbers]] = [
        (mix_keys(1, time, index.stories[told], index.said[told]), told) for time in range(SHARED_APART)
    ]
    at = np.flatnonzero(index.stories[claims] != NONE)
    claims, stories = claims[at], index.stories[claims[at]]
    codes = stories.astype(np.int64) * len(index.names) + index.terms[at]
    _, places, holders = np.unique(codes, return_inverse=True, return_counts=True)
    sizes = np.bincount(index.stories[told], minlength=len(index.story_names))
    is_few = holders[places] <= np.maximum(FEW_CLAIMS, SHARE_OF_FEW * sizes[stories])
    # A pair needs three common keys: two shared terms give four.
    keyed += [(mix_keys(0, time, codes), claims) for time in range(2)]
    return [*keyed, (mix_keys(0, 2, codes[is_few]), claims[is_few])]


def _key_weeks(index: ClaimIndex, claims: Numbers) -> list[tuple[Hashes, Numbers]]:
    """Key claims by the rarest of their terms in the two windows that their day lies in."""
    counts = np.bincount(index.terms, minlength=len(index.names))
    ranked = np.empty(len(index.names), np.int64)
    # By rarity, then by the alphabet.
    ranked[np.lexsort((np.argsort(np.argsort(np.array(index.names, object))), counts))] = np.arange(len(index.names))
    ranks = ranked[index.terms]
    order = np.lexsort((ranks, claims))
    place = np.arange(len(order)) - np.repeat(index.ends - index.lengths, index.lengths)
    rarest = order[place < TERMS_APART]
    terms, claims = index.terms[rarest], claims[rarest]
    kept = (counts[terms] > 1) & (index.days[claims] != _NO_DAY)
    terms, claims = terms[kept], claims[kept]
    weeks = index.days[claims] // NEAR_DAYS
    return [(mix_keys(2, week, terms), claims) for week in (weeks, weeks + 1)]
