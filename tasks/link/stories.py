"""Find the articles that tell one event: its names, its rare words and figures, within a few days."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from expectations.link_tables import STORY_GROUPS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.language.inflection import stem
from tasks.link.lexicon import load_arguing
from tasks.link.openings import Opening, cut_opening, lose_by_openings, read_opening, weigh_opening
from tasks.link.partition import NEVER, Frame, Hashes, first_time, list_rows, pair_rows, read_columns
from tasks.link.readings import NO_SHELF, Column, Made, Shelf, join_texts, split_texts
from tasks.link.words import hash_word, load_common_words

STORY_COLUMNS = ("article_id", "outlet", "published_at", "title", "body", "is_opinion")
LEAST_SIMILARITY = 0.185  # .22 loses a tenth of the labelled pairs
LEAST_TO_STORY = 0.12  # mean to the story's latest articles, against chains from one event to the next
# Share of the similarity that is lost by the days between two articles: what goes on for weeks has another event each
# day. Of 102 pairs read, 36 of 50 up to a day apart told one event, 4 of 52 further apart, all of those very alike.
LOST_BY_DAYS = (0.0, 0.08, 0.35, 0.5, 0.6, 0.65)
# Of 154 labelled pairs of articles on one event none lies further apart than 4.
WINDOW_DAYS = len(LOST_BY_DAYS) - 1
# Who argues about an event, or asks, does not tell it. Of 155 labelled reports 3 have so many words of the author's
# own, and quote more; one asks and quotes little. Of 20 pairs of 50 read that fall by it 16 held an opinion, an
# explainer or another event.
LOST_BY_ARGUING = 0.62
MOST_BETWEEN = 4  # words of a title in which what it lists stands after the number
LEAST_ARGUING = 0.012  # share of the words outside of quotation marks that are the author's: I, we, should, must
MOST_QUOTED = 0.2  # share of an article that stands in quotation marks, beyond which it reports all the same
MOST_QUOTED_ASKING = 0.15  # the same of one that asks
UNKNOWN_DAYS = 2  # that are taken to lie between articles without a day
# How much the whole text, its opening and its names weigh.
WEIGHTS = {"word": 0.4, "lead": 0.3, "name": 0.3}
LEAD_CHARACTERS = 600
TITLE_TIMES = 2
MOST_MENTIONS = 3  # that count: who is named in every sentence is not more telling for it
TERMS_INDEXED = 24
FEWEST_SHARED = 2
MOST_ALL_PAIRS = 60
NEIGHBOURS = 12
LATEST = 12
_READ = ("article_id", "title", "body", "is_opinion", "outlet")
_NAMED = ("article_id", "entity_key")

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_QUOTED = re.compile(r"[\"\u201c][^\"\u201c\u201d\n]*[\"\u201d]")
_PART = re.compile(r"([:;?!.|/])(?:\s|$)")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019"), "'")
Weights = npt.NDArray[np.float32]
_Links = dict[int, list[tuple[float, int]]]  # by article, how alike it is to which others


@dataclass(frozen=True, slots=True)
class _Terms:
    """An article's terms: hashes in order, how much each weighs there, and what its kind takes from its likeness."""

    hashes: Hashes
    weights: Weights
    opening: Opening
    lost: float = 0.0


@lru_cache(maxsize=200_000)
def _find_term(word: str) -> str | None:
    return None if len(word) < 2 or word in load_common_words() else stem(word)


def _count_words(text: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, count in Counter(_WORD.findall(text.translate(_APOSTROPHES).lower())).items():
        if (term := _find_term(word)) is not None:
            counts[term] += count
    return counts


def _asks(words: Sequence[str], mark: str) -> bool:
    """Whether a part of a title asks; who counts ("How many died") or tells ("What he said") asks by its mark alone."""
    if not words:
        return False
    if mark == "?":
        return words[0] in load_arguing().asking
    return words[0] in load_arguing().explaining and load_arguing().measured.isdisjoint(words[1:2])


def does_explain(title: str) -> bool:
    """Whether a title asks (Why …, is …?) or lists (Seven myths …), as those of reports of one event do not."""
    pieces = _PART.split(_QUOTED.sub(" ", title.translate(_APOSTROPHES)).lower())
    parts = [_WORD.findall(part) for part in pieces[::2]]
    if any(_asks(part, mark) for part, mark in zip(parts, [*pieces[1::2], ""], strict=True)):
        return True
    for part in parts:
        for at, word in enumerate(part[:-1]):
            is_few = word in load_arguing().numbers or (word.isdigit() and len(word) < 3)
            if is_few and not load_arguing().listed.isdisjoint(part[at + 1 : at + 1 + MOST_BETWEEN]):
                return True
    return False


def does_argue(body: str) -> bool:
    """Whether the author of a text speaks for himself, or asks, and quotes little."""
    own = _QUOTED.sub(" ", body)
    if "?" in own and len(own) >= (1 - MOST_QUOTED_ASKING) * len(body):
        return True
    words = _WORD.findall(own.translate(_APOSTROPHES).lower())
    n_own = sum(word in load_arguing().words for word in words)
    return len(own) >= (1 - MOST_QUOTED) * len(body) and n_own >= max(1, LEAST_ARGUING * len(words))


def _weigh_counts(title: str, body: str, keys: Counter[str], is_opinion: bool, outlet: str | None) -> _Terms:
    lead = _count_words(body[:LEAD_CHARACTERS])
    words = _count_words(body)
    words.update(lead)
    for term, count in _count_words(title).items():
        words[term] += TITLE_TIMES * count
    names = Counter({key: min(count, MOST_MENTIONS) for key, count in keys.items()})
    kinds = {"word": words, "lead": lead, "name": names}
    counted = {hash_word(f"{kind} {term}"): n for kind, counts in kinds.items() for term, n in counts.items()}
    weights = 1 + np.log(np.fromiter(counted.values(), np.float32, len(counted)))
    # The lowest two bits tell the kind, whose share each article's vector is brought to.
    kind_of = np.fromiter((at for at, counts in enumerate(kinds.values()) for _ in counts), np.uint64, len(counted))
    hashes = (np.fromiter(counted, np.uint64, len(counted)) & ~np.uint64(3)) | kind_of
    order = np.argsort(hashes)
    # An opinion that is labelled as one stands beside the event, however much it says of it.
    lost = 1.0 if is_opinion else LOST_BY_ARGUING if does_explain(title) or does_argue(body) else 0.0
    opened = (_mark_kind(f"word {term}", 0) for term in _count_words(cut_opening(title, body)))
    return _Terms(hashes[order], weights[order].astype(np.float32), read_opening(body, opened, outlet), lost)


def _mark_kind(term: str, kind: int) -> int:
    """Hash a term; the lowest two bits tell its kind."""
    return hash_word(term) & ~3 | kind


def _make_reading(articles: pa.Table, entities: pa.Table | None = None) -> Made:
    """Give the terms of each article of a part, one behind the other."""
    keys: dict[str, Counter[str]] = defaultdict(Counter)
    if entities is not None:
        for article_id, key in zip(*read_columns(entities, _NAMED).values(), strict=True):
            if key is not None:
                keys[article_id][key] += 1
    columns = read_columns(articles, _READ)
    found = [
        _weigh_counts(title or "", body, keys[article_id], bool(is_opinion), outlet)
        for article_id, title, body, is_opinion, outlet in zip(*columns.values(), strict=True)
    ]
    openings = [each.opening for each in found]
    return Made(
        {
            "article_names": join_texts(columns["article_id"]),
            "lengths": np.array([len(each.hashes) for each in found], np.int64),
            "hashes": np.concatenate([np.zeros(0, np.uint64), *(each.hashes for each in found)]),
            "weights": np.concatenate([np.zeros(0, np.float32), *(each.weights for each in found)]),
            "lost": np.array([each.lost for each in found], np.float64),
            "opening_lengths": np.array([len(each.hashes) for each in openings], np.int64),
            "opening_hashes": np.concatenate([np.zeros(0, np.uint64), *(each.hashes for each in openings)]),
            "opening_days": join_texts(" ".join(sorted(each.days)) for each in openings),
            "opening_outlets": join_texts(" ".join(sorted(each.outlet)) for each in openings),
        }
    )


def _read_terms(articles: Frame, entities: Frame | None, shelf: Shelf) -> Iterator[tuple[str, _Terms]]:
    """Give the terms of each article."""
    asked: list[tuple[Frame, Sequence[str]]] = [
        (articles, _READ),
        *([] if entities is None else [(entities, _NAMED)]),
    ]
    for reading in shelf.read("stories", asked, _make_reading):
        columns, openings = reading.columns, _read_openings(reading.columns)
        end = 0
        told = zip(split_texts(columns["article_names"]), columns["lengths"], columns["lost"], openings, strict=True)
        for article_id, length, lost, opening in told:
            start, end = end, end + int(length)
            if reading.shown is None or article_id in reading.shown:
                yield (
                    article_id,
                    _Terms(columns["hashes"][start:end], columns["weights"][start:end], opening, float(lost)),
                )


def _read_openings(columns: Mapping[str, Column]) -> Iterator[Opening]:
    """Give the openings of a reading; their words weigh alike."""
    end = 0
    texts = (split_texts(columns[name]) for name in ("opening_days", "opening_outlets"))
    for length, days, outlet in zip(columns["opening_lengths"], *texts, strict=True):
        start, end = end, end + int(length)
        hashes = columns["opening_hashes"][start:end]
        yield Opening(hashes, np.ones(len(hashes), np.float32), frozenset(days.split()), frozenset(outlet.split()))


def _weigh_by_rarity(read: Sequence[_Terms]) -> list[_Terms]:
    """Weigh terms by how few articles have them, give each kind its share, then drop what one article alone has."""
    every = np.concatenate([each.hashes for each in read]) if read else np.zeros(0, np.uint64)
    known, holders = np.unique(every, return_counts=True)
    rarity = np.log(1 + len(read) / holders).astype(np.float32)
    shares = [np.float32(share) for share in WEIGHTS.values()]
    weighed = []
    for each in read:
        at = np.searchsorted(known, each.hashes)
        weights = each.weights * rarity[at]
        kinds = each.hashes & np.uint64(3)
        for kind, share in enumerate(shares):
            of_kind = kinds == kind
            norm = np.sqrt(np.sum(weights[of_kind] ** 2))
            if norm:
                weights[of_kind] *= np.sqrt(share) / norm
        kept = holders[at] > 1
        opening = weigh_opening(each.opening, _look_up(each.opening.hashes, known, rarity))
        weighed.append(_Terms(each.hashes[kept], weights[kept], opening, each.lost))
    return weighed


def _look_up(hashes: Hashes, known: Hashes, weights: Weights) -> Weights:
    """Give the weights of hashes among known ones, which stand in order; 0 for those that are not among them."""
    if not len(known):
        return np.zeros(len(hashes), np.float32)
    at = np.minimum(np.searchsorted(known, hashes), len(known) - 1)
    return np.where(known[at] == hashes, weights[at], np.float32(0))


def _compare(first: _Terms, second: _Terms) -> float:
    if len(first.hashes) > len(second.hashes):
        first, second = second, first
    if not len(first.hashes):
        return 0.0
    at = np.searchsorted(second.hashes, first.hashes)
    at[at == len(second.hashes)] = 0
    same = second.hashes[at] == first.hashes
    return float(np.dot(first.weights[same], second.weights[at[same]]))


class Likeness:
    """How alike articles of stories are, whatever days lie between them."""

    def __init__(self, terms: Mapping[str, _Terms]) -> None:
        self._terms = terms
        self._compared: dict[tuple[str, str], float] = {}

    def compare(self, first: str, second: str) -> float:
        """Give the cosine of two articles' weighted terms, each once."""
        pair = min(first, second), max(first, second)
        if pair not in self._compared:
            self._compared[pair] = min(1.0, _compare(self._terms[pair[0]], self._terms[pair[1]]))
        return self._compared[pair]


class LinkedStories(NamedTuple):
    """What linking stories gives.

    Attributes:
        groups: `story_groups`.
        likeness: How alike two articles of them are.
        matters: By article, the matter that it tells of, with which a story may go on for days.
    """

    groups: pa.Table
    likeness: Likeness
    matters: dict[str, str]


def _find_pairs(terms: Sequence[_Terms], days: Sequence[int | None]) -> Iterator[tuple[int, int]]:
    """Pair articles within the window that share some of their most telling terms; each stands in two windows."""
    keys, rows = [], []
    for row, (each, day) in enumerate(zip(terms, days, strict=True)):
        telling = each.hashes[np.argsort(-each.weights, kind="stable")[:TERMS_INDEXED]]
        window = -2 if day is None else day // WINDOW_DAYS
        for at in (window,) if day is None else (window, window + 1):
            keys.append(telling ^ np.uint64(hash_word(str(at))))
            rows.append(np.full(len(telling), row, np.int64))
    if not keys:
        return
    paired = pair_rows(np.concatenate(keys), np.concatenate(rows), MOST_ALL_PAIRS, NEIGHBOURS, FEWEST_SHARED)
    for first, second, _ in list_rows(paired):
        yield first, second


def _find_links(terms: Sequence[_Terms], days: Sequence[int | None]) -> tuple[_Links, _Links]:
    """By article, the earlier ones that are like it enough, the most alike first: to tell its event, and its matter."""
    links: tuple[_Links, _Links] = {}, {}
    for first, second in _find_pairs(terms, days):
        for found, of_event in zip(links, (True, False), strict=True):
            score = _measure(first, second, terms, days, of_event=of_event)
            if score >= LEAST_SIMILARITY:
                found.setdefault(second, []).append((score, first))
    for found in links:
        for each in found.values():
            each.sort(key=lambda link: (-link[0], link[1]))
    return links


def _measure(first: int, second: int, terms: Sequence[_Terms], days: Sequence[int | None], *, of_event: bool) -> float:
    """Say how alike two articles are; of one event they open alike, too."""
    one, other = days[first], days[second]
    gap = UNKNOWN_DAYS if one is None or other is None else abs(one - other)
    if gap > WINDOW_DAYS:
        return 0.0
    lost = max(terms[first].lost, terms[second].lost)
    openings = lose_by_openings(terms[first].opening, terms[second].opening, gap) if of_event else 0.0
    return min(1.0, _compare(terms[first], terms[second])) * (1 - LOST_BY_DAYS[gap]) * (1 - lost) * (1 - openings)


def _join(
    links: _Links, terms: Sequence[_Terms], days: Sequence[int | None], *, of_event: bool
) -> dict[int, list[tuple[int, float]]]:
    """Give each article, in order of time, to the story of the earlier one that it is most like."""
    story_of: dict[int, int] = {}
    stories: dict[int, list[tuple[int, float]]] = {}
    for row in range(len(terms)):
        for score, parent in links.get(row, ()):
            first = story_of.get(parent, parent)
            members = stories.get(first, [(parent, 1.0)])
            near = [each for each, _ in members[-LATEST:] if each != parent]
            scores = [score, *(_measure(each, row, terms, days, of_event=of_event) for each in near)]
            if sum(scores) / len(scores) >= LEAST_TO_STORY:
                stories.setdefault(first, [(first, 1.0)]).append((row, score))
                story_of[row] = first
                break
    return stories


def link_stories(articles: Frame, entities: Frame | None = None, shelf: Shelf = NO_SHELF) -> LinkedStories:
    """Group the articles of a release that tell one event.

    Args:
        articles: The release's `articles`, at least `STORY_COLUMNS`.
        entities: Its `entities`, with the keys of the release.
        shelf: Where readings of parts lie.

    Returns:
        `story_groups`: one row an article in a story of at least two, by story and article. An article joins the story
        of the earlier one that it is most like (cosine of weighted words, opening words and names, less for each day
        between and where they open otherwise). Articles without a day are compared with one another. Row order of the
        input has no effect. With it, how alike two articles of stories are, and what matter each article tells of.

    Source:
        docs/decisions/006-linking.md
    """
    columns = read_columns(articles, ("article_id", "published_at"))
    ids: list[str] = columns["article_id"]
    published: list[datetime] = [first_time(time) for time in columns["published_at"]]
    order = sorted(range(len(ids)), key=lambda row: (published[row], ids[row]))
    days = [None if published[row] == NEVER else published[row].toordinal() for row in order]
    read = dict(_read_terms(articles, entities, shelf))
    terms = _weigh_by_rarity([read.pop(ids[row]) for row in order])
    rows = []
    of_event, of_matter = _find_links(terms, days)
    for first, members in _join(of_event, terms, days, of_event=True).items():
        group_id = hash_id("story", ids[order[first]])
        time = published[order[first]]
        for row, score in members:
            rows.append(
                {
                    "story_group_id": hash_id("story_group", group_id, ids[order[row]]),
                    "article_id": ids[order[row]],
                    "group_id": group_id,
                    "similarity": score,
                    "first_published": None if time == NEVER else time,
                }
            )
    rows.sort(key=lambda row: (row["group_id"], row["article_id"]))
    told = {row["article_id"] for row in rows}
    matters = {
        ids[order[row]]: ids[order[first]]
        for first, members in _join(of_matter, terms, days, of_event=False).items()
        for row, _ in members
    }
    return LinkedStories(
        pa.Table.from_pylist(rows, schema=make_arrow_schema(STORY_GROUPS)),
        Likeness({ids[row]: each for row, each in zip(order, terms, strict=True) if ids[row] in told}),
        matters,
    )
