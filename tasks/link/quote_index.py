"""Quotes of a release as they are compared, and what pairs of them are looked for by: runs of words, speakers, days."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tasks.link.kept import Kept
from tasks.link.partition import (
    NEVER,
    Frame,
    Hashes,
    Numbers,
    Rows,
    first_time,
    hash_grams,
    mix_keys,
    pair_rows,
    rank_articles,
    read_columns,
    said_on,
)
from tasks.link.readings import Made, Reading, Shelf, dump, hash_thing, join_texts, split_texts
from tasks.link.verdict import NEAR_DAYS as NEWS_DAYS
from tasks.link.verdict import Utterance, make_utterance
from tasks.link.words import hash_word

GRAM_WORDS = 3
MOST_ALL_PAIRS = 60  # quotes that share a gram; longer lists are stock phrases, or wire copies that neighbours connect
NEIGHBOURS = 4
LEAST_WORDS = 4
NEAR_DAYS = 14
MOST_BY_SPEAKER = 60  # quotes of a speaker with a word, in four weeks
FEWEST_BY_SPEAKER = 2
QUOTE_COLUMNS = (
    "quote_id", "article_id", "start", "type", "content", "speaker_key", "speaker_name", "speaker_kind", "said_at",
    "said_grain",
)  # fmt: skip
PLACED_COLUMNS = ("text", "fragments")
NONE = -1
_NO_DAY = -(2**31)
_COLUMNS = ("articles", "speakers", "surnames", "days", "own", "n_grams", "n_telling", "telling")
# Columns of numbers that stand for texts, and what these are.
_NAMED = {"articles": "article", "speakers": "speaker", "surnames": "surname", "telling": "word"}


@dataclass(frozen=True, slots=True)
class Reported:
    """A quote with what its article says of when it stood where."""

    quote_id: str
    article_id: str
    start: int
    text: str
    fragments: Sequence[Mapping[str, int]]
    outlet: str | None
    published_at: datetime | None
    said_at: datetime | None
    utterance: Utterance


@dataclass(frozen=True, slots=True)
class QuoteIndex:
    """The quotes of a release by what they have.

    Attributes:
        hashes: A hash of all that is read of each quote.
        articles: The number of its article.
        speakers: That of its speaker.
        surnames: That of the speaker's surname.
        days: Its day.
        are_own: Whether its words, or some of them, are the speaker's own.
        grams: Hashes of the runs of words that not everybody says, and the quote of each.
        telling: Numbers of the telling words of known speakers, and the quote of each.
    """

    hashes: Hashes
    articles: Numbers
    speakers: Numbers
    surnames: Numbers
    days: Numbers
    are_own: npt.NDArray[np.bool_]
    grams: tuple[Hashes, Numbers]
    telling: tuple[Numbers, Numbers]


CLASSES = (Reported, Utterance)  # of which a quote is made


class KeptQuotes(NamedTuple):
    """The quotes of a release, by time of their articles and then id, and their index."""

    reported: Kept[Reported]
    found_by: QuoteIndex


def read_quotes(articles: pa.Table, quotes: pa.Table) -> Iterator[Reported]:
    """Read quotes with what their articles say; of an article one after another, by id.

    Args:
        articles: `article_id`, `outlet` and `published_at`.
        quotes: `QUOTE_COLUMNS` and `PLACED_COLUMNS`.
    """
    columns = read_columns(articles, ("article_id", "outlet", "published_at"))
    known = {
        article_id: (outlet, published_at) for article_id, outlet, published_at in zip(*columns.values(), strict=True)
    }
    values: dict[str, list[Any]] = read_columns(quotes, quotes.column_names)
    places = zip(values["article_id"], values["quote_id"], strict=True)
    for _, at in sorted((place, at) for at, place in enumerate(places)):
        value = {name: column[at] for name, column in values.items()}
        outlet, published_at = known.get(value["article_id"], (None, None))
        said_at = said_on(value["said_at"], value["said_grain"])
        day = first_time(said_at, published_at)
        utterance = make_utterance(
            value["content"] or "",
            speaker_key=value["speaker_key"],
            speaker_name=value["speaker_name"],
            speaker_kind=value["speaker_kind"] or "unknown",
            kind=value["type"],
            day=None if day == NEVER else day.toordinal(),
        )
        yield Reported(
            value["quote_id"],
            value["article_id"],
            value["start"],
            value["text"],
            value["fragments"],
            outlet,
            published_at,
            said_at,
            utterance,
        )


def keep_quotes(quotes: Frame, articles: Frame, shelf: Shelf) -> KeptQuotes:
    """Read the quotes of a release, or find them read, and index them.

    Args:
        quotes: The release's `quotes`.
        articles: Its `articles`.
        shelf: Where readings lie.
    """
    asked: list[tuple[Frame, Sequence[str]]] = [
        (articles, ("article_id", "outlet", "published_at")),
        (quotes, (*QUOTE_COLUMNS, *PLACED_COLUMNS)),
    ]
    readings = shelf.read("quotes", asked, _make_reading)
    published = dict(zip(*read_columns(articles, ("article_id", "published_at")).values(), strict=True))
    writer = _IndexWriter(published)
    for reading in readings:
        writer.add(reading)
    # Earliest first, so that a row number is an order of precedence that input order cannot change.
    order, places = writer.find_order()
    return KeptQuotes(Kept[Reported](readings, CLASSES, places), writer.finish(order))


def _make_reading(articles: pa.Table, quotes: pa.Table) -> Made:
    """Give the quotes of a part, and the numbers that they are looked for by."""
    numbers: dict[str, dict[str, int]] = {name: {} for name in _NAMED.values()}
    columns = {name: array("i") for name in _COLUMNS}
    grams, hashes = array("Q"), array("Q")
    things = []

    def number(kind: str, name: str | None) -> int:
        return NONE if name is None else numbers[kind].setdefault(name, len(numbers[kind]))

    for quote in read_quotes(articles, quotes):
        # Before it is indexed, which gives it words that are quickly made again.
        things.append(dump(quote))
        hashes.append(hash_thing(things[-1]))
        utterance = quote.utterance
        has_key = utterance.speaker_key is not None
        columns["articles"].append(number("article", quote.article_id))
        columns["speakers"].append(number("speaker", utterance.speaker_key))
        columns["surnames"].append(number("surname", utterance.speaker_surname if has_key else None))
        columns["days"].append(_NO_DAY if utterance.day is None else utterance.day)
        columns["own"].append(utterance.is_direct or utterance.marked is not None)
        is_long = len(utterance.words) >= LEAST_WORDS
        found = _list_grams(utterance) if is_long else np.zeros(0, np.uint64)
        columns["n_grams"].append(len(found))
        grams.frombytes(found.tobytes())
        telling = sorted(utterance.telling_words) if is_long and has_key else ()
        columns["n_telling"].append(len(telling))
        columns["telling"].extend(number("word", word) for word in telling)
    made: dict[str, npt.NDArray[Any]] = {name: np.array(column, np.int32) for name, column in columns.items()}
    made |= {f"{name}_names": join_texts(found) for name, found in numbers.items()}
    return Made(made | {"grams": np.array(grams, np.uint64), "hashes": np.array(hashes, np.uint64)}, things)


class _IndexWriter:
    """Makes an index of the quotes of parts that come one by one."""

    def __init__(self, published: Mapping[str, datetime | None]) -> None:
        self._published = published
        self._numbers: dict[str, dict[str, int]] = {name: {} for name in _NAMED.values()}
        self._columns = {name: [np.zeros(0, np.int32)] for name in _COLUMNS}
        self._grams, self._hashes = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
        self._places = [np.zeros(0, np.int64)]
        self._n_things = 0

    def add(self, reading: Reading) -> None:
        """Add the quotes of a part behind the others."""
        columns = reading.columns
        named = {kind: split_texts(columns[f"{kind}_names"]) for kind in self._numbers}
        is_shown = reading.find_shown(named["article"])[columns["articles"]]
        for name in _COLUMNS:
            found = columns[name][np.repeat(is_shown, columns["n_telling"]) if name == "telling" else is_shown]
            if name in _NAMED:
                numbers = self._numbers[_NAMED[name]]
                known = [numbers.setdefault(each, len(numbers)) for each in named[_NAMED[name]]]
                # Who has none stays without one: the last number of the list is that of nobody.
                found = np.array([*known, NONE], np.int32)[found]
            self._columns[name].append(found)
        self._places.append(self._n_things + np.flatnonzero(is_shown))
        self._n_things += len(reading)
        self._hashes.append(columns["hashes"][is_shown])
        self._grams.append(columns["grams"][np.repeat(is_shown, columns["n_grams"])])

    def find_order(self) -> tuple[Rows, Rows]:
        """Order the quotes, earliest published first, unknown times last, then by article; say where each is kept."""
        ids = self._numbers["article"]
        published = [(first_time(self._published.get(article_id)), article_id) for article_id in ids]
        order = rank_articles(published, np.concatenate(self._columns["articles"]))
        return order, np.concatenate(self._places)[order]

    def finish(self, order: Rows) -> QuoteIndex:
        """Give the index, the quotes in another order."""
        found = {name: np.concatenate(columns) for name, columns in self._columns.items()}
        row_of = np.empty(len(order), np.int32)
        row_of[order] = np.arange(len(order), dtype=np.int32)
        return QuoteIndex(
            hashes=np.concatenate(self._hashes)[order],
            articles=found["articles"][order],
            speakers=found["speakers"][order],
            surnames=found["surnames"][order],
            days=found["days"][order],
            are_own=found["own"][order].astype(bool),
            grams=(np.concatenate(self._grams), np.repeat(row_of, found["n_grams"])),
            telling=(found["telling"], np.repeat(row_of, found["n_telling"])),
        )


def _list_grams(utterance: Utterance) -> Hashes:
    telling = utterance.telling_words
    grams = hash_grams([hash_word(word) for word in utterance.words], GRAM_WORDS)
    is_telling = np.fromiter((word in telling for word in utterance.words), dtype=bool, count=len(utterance.words))
    return grams[np.logical_or.reduce([is_telling[at : at + len(grams)] for at in range(GRAM_WORDS)])]


def _pair_by_speaker(index: QuoteIndex) -> npt.NDArray[np.int64]:
    """Pair quotes of one speaker, near in time, that share two words rare with that speaker."""
    words, quotes = index.telling
    dated = index.days[quotes] != _NO_DAY
    words, quotes = words[dated], quotes[dated]
    # Whatever lies a fortnight apart is in one of two windows of four weeks, which lie a fortnight apart.
    keys = [(index.days[quotes] + moved) // (2 * NEAR_DAYS) for moved in (0, NEAR_DAYS)]
    pairs = np.concatenate(
        [
            pair_rows(mix_keys(index.speakers[quotes], words, key), quotes, MOST_BY_SPEAKER, 0, FEWEST_BY_SPEAKER)
            for key in keys
        ]
    )
    apart: Numbers = np.abs(index.days[pairs[:, 0]] - index.days[pairs[:, 1]])
    return pairs[apart <= NEAR_DAYS]


def find_pairs(index: QuoteIndex) -> npt.NDArray[np.int64]:
    """Pair quotes of two articles that share runs of words, or a speaker, a fortnight and two words.

    Returns:
        Rows, the lower first; sorted.
    """
    candidates = np.concatenate([pair_rows(*index.grams, MOST_ALL_PAIRS, NEIGHBOURS), _pair_by_speaker(index)])
    one, other = candidates[:, 0], candidates[:, 1]
    agree = np.zeros(len(candidates), bool)
    for speakers in (index.speakers, index.surnames):
        agree |= (speakers[one] == speakers[other]) & (speakers[one] != NONE)
    days = index.days[one].astype(np.int64), index.days[other].astype(np.int64)
    are_near = (abs(days[0] - days[1]) <= NEWS_DAYS) & (days[0] != _NO_DAY)
    # Apart in time only words of the speakers' own are compared.
    may_be_compared = are_near | (index.are_own[one] & index.are_own[other])
    # Speakers who do not agree need a run of five words, two of them telling, which holds at least two such grams.
    kept = (index.articles[one] != index.articles[other]) & (agree | (candidates[:, 2] >= 2)) & may_be_compared
    return np.unique(candidates[kept][:, :2], axis=0)
