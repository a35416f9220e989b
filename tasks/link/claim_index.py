"""What pairs of claims are looked for by, as numbers: terms, stories, days; and how rare terms are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tasks.link.claim_pairs import ANSWERS, Compared, Rarity
from tasks.link.claim_relations import Stated
from tasks.link.claim_rows import (
    CLAIM_COLUMNS,
    ENTITY_COLUMNS,
    NAME_COLUMNS,
    PLACED_FIGURES,
    Claimed,
    read_claims,
)
from tasks.link.figures import FIGURE_COLUMNS, Amount
from tasks.link.kept import Kept
from tasks.link.partition import (
    Frame,
    Hashes,
    Numbers,
    Rows,
    first_time,
    mix_keys,
    pair_rows,
    rank_articles,
    read_columns,
)
from tasks.link.readings import Made, Reading, Shelf, dump, hash_thing, join_texts, split_texts
from tasks.link.wordings import Term, Wording
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
CLASSES = (Claimed, Compared, Stated, Amount, Wording, Term)  # of which a claim is made
_OF_CLAIM = ("ids", "hashes", "said", "articles", "quotes", "days", "kinds", "lengths")
_OF_TERM = ("terms", "mains")
# What a claim may answer another by: its stance, or what it negates.
IS_STANCE, NEGATES = 1, 2


@dataclass(frozen=True, slots=True)
class ClaimIndex:
    """The claims of a release by what they have.

    Attributes:
        ids: A hash of each claim's id.
        hashes: A hash of all that is read of it.
        articles: The number of its article.
        stories: That of its story.
        quotes: That of the group of its quote.
        days: Its day.
        said: A hash of its words.
        kinds: What it may answer another by: bits `IS_STANCE`, `NEGATES`.
        terms: The numbers of its terms, claim after claim.
        mains: Whether each stands in the main clause.
        ends: Where in `terms` those of each claim end.
        names: The terms.
        story_names: The stories.
    """

    ids: Hashes
    hashes: Hashes
    articles: Numbers
    stories: Numbers
    quotes: Numbers
    days: Numbers
    said: Hashes
    kinds: Numbers
    terms: Numbers
    mains: Numbers
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


def keep_claims(
    claims: Frame,
    figures: Frame,
    articles: Frame,
    entities: Frame | None,
    quote_groups: pa.Table,
    story_of: Mapping[str, str],
    shelf: Shelf,
) -> KeptClaims:
    """Read the claims of a release, or find them read, and index them; arguments as in `link_claims`.

    Args:
        claims: The release's `claims`.
        figures: Its `figures`.
        articles: Its `articles`.
        entities: Its `entities`, where known.
        quote_groups: Its `quote_groups`.
        story_of: The story of each article that has one.
        shelf: Where readings lie.
    """
    asked: list[tuple[Frame, Sequence[str]]] = [
        (articles, ("article_id", "published_at", "outlet")),
        (claims, CLAIM_COLUMNS),
        (figures, (*PLACED_FIGURES, *FIGURE_COLUMNS)),
        *([] if entities is None else [(entities, (*ENTITY_COLUMNS, *NAME_COLUMNS))]),
    ]
    readings = shelf.read("claims", asked, _make_reading)
    published = dict(zip(*read_columns(articles, ("article_id", "published_at")).values(), strict=True))
    groups = dict(zip(*read_columns(quote_groups, ("quote_id", "group_id")).values(), strict=True))
    writer = _IndexWriter(published, story_of, groups)
    for reading in readings:
        writer.add(reading)
    order, places = writer.find_order()
    index, group_names = writer.finish(order), writer.list_groups()

    def finish(claim: Claimed, row: int) -> Claimed:
        story, group = int(index.stories[row]), int(index.quotes[row])
        return claim.put_in(
            None if story == NONE else index.story_names[story], None if group == NONE else group_names[group]
        )

    return KeptClaims(Kept[Claimed](readings, CLASSES, places, finish), index)


def _make_reading(articles: pa.Table, claims: pa.Table, figures: pa.Table, entities: pa.Table | None = None) -> Made:
    """Give the claims of a part, and the numbers that they are looked for by."""
    numbers: dict[str, dict[str, int]] = {"article": {}, "term": {}}
    columns = {name: array("i") for name in ("articles", "days", "kinds", "lengths", *_OF_TERM)}
    hashes = {name: array("Q") for name in ("ids", "hashes", "said", "quotes")}
    things = []
    for claim, quote_id in read_claims(articles, claims, figures, entities):
        # Before it is indexed, which gives it terms and words that are quickly made again.
        things.append(dump(claim))
        hashes["hashes"].append(hash_thing(things[-1]))
        columns["articles"].append(_number(numbers["article"], claim.article_id))
        columns["days"].append(_NO_DAY if claim.day is None else claim.day)
        columns["kinds"].append(_tell_kinds(claim.compared))
        known = sorted(claim.compared.known)
        columns["lengths"].append(len(known))
        columns["terms"].extend(_number(numbers["term"], term) for term in known)
        columns["mains"].extend(term in claim.compared.wording.main for term in known)
        hashes["ids"].append(_hash_once(claim.claim_id))
        hashes["said"].append(_hash_once(claim.compared.wording.joined))
        hashes["quotes"].append(_hash_quote(quote_id))
    made: dict[str, npt.NDArray[Any]] = {name: np.array(column, np.int32) for name, column in columns.items()}
    made |= {name: np.array(column, np.uint64) for name, column in hashes.items()}
    made |= {f"{name}_names": join_texts(found) for name, found in numbers.items()}
    return Made(made, things)


def _tell_kinds(claim: Compared) -> int:
    return IS_STANCE * (claim.stance in ANSWERS) | NEGATES * bool(claim.wording.negations)


def _hash_quote(quote_id: str | None) -> int:
    return 0 if quote_id is None else _hash_once(quote_id)


def _number(numbers: dict[str, int], name: str) -> int:
    return numbers.setdefault(name, len(numbers))


class _IndexWriter:
    """Makes an index of the claims of parts that come one by one."""

    def __init__(
        self, published: Mapping[str, datetime | None], story_of: Mapping[str, str], groups: Mapping[str, str]
    ) -> None:
        self._published, self._story_of = published, story_of
        self._stories: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._groups: dict[str, int] = {}
        quotes = sorted((_hash_quote(quote), _number(self._groups, group)) for quote, group in groups.items())
        self._quotes = np.array([quote for quote, _ in quotes], np.uint64)
        self._group_of = np.array([group for _, group in quotes], np.int32)
        self._articles: list[tuple[datetime, str]] = []
        self._n_things = 0
        kinds = {"places": np.int64, "ids": np.uint64, "hashes": np.uint64, "said": np.uint64}
        self._columns: dict[str, list[npt.NDArray[Any]]] = {
            name: [np.zeros(0, kinds.get(name, np.int32))] for name in (*_OF_CLAIM, *_OF_TERM, "stories", "places")
        }

    def add(self, reading: Reading) -> None:
        """Add the claims of a part behind the others."""
        columns = dict(reading.columns)
        ids = split_texts(columns["article_names"])
        is_shown = reading.find_shown(ids)[columns["articles"]]
        if not is_shown.all():
            of_term = np.repeat(is_shown, columns["lengths"])
            columns |= {name: columns[name][of_term] for name in _OF_TERM}
            columns |= {name: columns[name][is_shown] for name in _OF_CLAIM}
        stories = [self._story_of.get(article_id) for article_id in ids]
        numbers = np.array([NONE if name is None else _number(self._stories, name) for name in stories], np.int32)
        known = self._terms
        terms = np.array([known.setdefault(term, len(known)) for term in split_texts(columns["term_names"])], np.int32)
        columns |= {
            "places": self._n_things + np.flatnonzero(is_shown),
            "stories": numbers[columns["articles"]],
            "articles": columns["articles"] + np.int32(len(self._articles)),
            "terms": terms[columns["terms"]],
            "quotes": self._find_groups(columns["quotes"]),
        }
        self._n_things += len(reading)
        self._articles += [(first_time(self._published.get(article_id)), article_id) for article_id in ids]
        for name, pieces in self._columns.items():
            pieces.append(columns[name])

    def _find_groups(self, quotes: Hashes) -> Numbers:
        if not len(self._quotes):
            return np.full(len(quotes), NONE, np.int32)
        at = np.minimum(np.searchsorted(self._quotes, quotes), len(self._quotes) - 1)
        return np.where(self._quotes[at] == quotes, self._group_of[at], np.int32(NONE))

    def list_groups(self) -> tuple[str, ...]:
        """The groups of quotes by their numbers."""
        return tuple(self._groups)

    def find_order(self) -> tuple[Rows, Rows]:
        """Order the claims, earliest published first, unknown times last, then by article; say where each is kept."""
        order = rank_articles(self._articles, np.concatenate(self._columns["articles"]))
        return order, np.concatenate(self._columns.pop("places"))[order]

    def finish(self, order: Rows) -> ClaimIndex:
        """Give the index, the claims in another order."""
        found = {name: np.concatenate(columns) for name, columns in self._columns.items()}
        self._columns.clear()
        lengths = found["lengths"][order]
        ends = np.cumsum(lengths)
        begins = (np.cumsum(found["lengths"]) - found["lengths"])[order]
        places = np.repeat(begins - (ends - lengths), lengths) + np.arange(int(lengths.sum()))
        return ClaimIndex(
            ids=found["ids"][order],
            hashes=found["hashes"][order],
            articles=found["articles"][order],
            stories=found["stories"][order],
            quotes=found["quotes"][order],
            days=found["days"][order],
            said=np.where(found["stories"] == NONE, np.uint64(0), found["said"])[order],
            kinds=found["kinds"][order],
            terms=found["terms"][places],
            mains=found["mains"][places],
            ends=ends,
            names=tuple(self._terms),
            story_names=tuple(self._stories),
        )


def expand_rows(index: ClaimIndex, rows: Rows) -> tuple[Rows, Rows]:
    """Give the places of the terms of claims in the index, and of which of the rows given each is."""
    # Not by the lengths of all, of which a few are asked for many times.
    lengths = index.ends[rows] - np.where(rows > 0, index.ends[rows - 1], 0)
    of: Rows = np.repeat(np.arange(len(rows)), lengths)
    begins = np.repeat(index.ends[rows] - np.cumsum(lengths), lengths)
    return of, begins + np.arange(len(of))


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
        _, places = expand_rows(index, self._by_story[first:last])
        return Counter(index.names[term] for term in index.terms[places].tolist())


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
