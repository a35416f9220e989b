"""What a claim is compared by: the terms of its words in order, each with its place in the article."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import inf
from types import MappingProxyType
from typing import NamedTuple

from tasks.link.lexicon import load_same_sense
from tasks.link.told import DAY, Told, find_names
from tasks.link.words import load_common_words, split_words

_WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:['\u2019][^\W_]+)*")
# A point behind initials and titles ends no clause, nor does that of "No. 2".
_BREAK = re.compile(
    r"(?:[,;:!?()\u2013\u2014]|(?<!\b[^\W\d_])(?<!\b(?:Mr|Ms|Dr|St|Jr|Lt))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen|Col|Sgt))"
    r"(?!(?<=\bNo)\.\s\d)\.)(?=\s|$)"
    r"|\s[-\u2013\u2014]+\s"
)
_VERBAL = re.compile(r"(?<=[a-z]{3})([aeiou]|n)s(?:ions?|ive)$")  # collusion, extensive: what colludes, extends
_SHORTEST_ROOT = 4
_LONGEST_ROOT = 8  # "represent" and "representatives" are one word in two claims about one event
MONTH = "May"  # which may is not
Marked = tuple[int, int, str]  # start, end and the term that stands for what is there: a key, a number


class Term(NamedTuple):
    """A term of a wording and where it stands in the body.

    Attributes:
        term: What stands for the word, the name or the number there.
        start: Where it begins.
        end: Where it ends.
        is_past: Whether the word is a past form.
        is_infinitive: Whether it stands behind "to".
    """

    term: str
    start: int
    end: int
    is_past: bool = False
    is_infinitive: bool = False


@dataclass(frozen=True)
class Wording:
    """A stretch of an article as it is compared.

    Attributes:
        words: All its words, as they are compared.
        terms: Keys of its entities, its numbers and the senses of its telling words, in order.
        negations: Where its negations stand.
        breaks: Where one of its clauses ends and the next begins.
        doubts: Where a word leaves open whether it is so: if, whether.
        prospects: Where a word says that it has not come, maybe never will.
        schedules: Where one says that it is to come.
        asides: Stretches that are told beside its main clause.
    """

    words: tuple[str, ...]
    terms: tuple[Term, ...]
    negations: tuple[int, ...]
    breaks: tuple[int, ...]
    doubts: tuple[int, ...] = ()
    prospects: tuple[int, ...] = ()
    schedules: tuple[int, ...] = ()
    asides: tuple[tuple[int, int], ...] = ()

    @cached_property
    def main(self) -> frozenset[str]:
        """The terms of its main clause, or all where everything seems to stand beside one."""
        terms = frozenset(
            each.term for each in self.terms if not any(start <= each.start < end for start, end in self.asides)
        )
        return terms or frozenset(each.term for each in self.terms)

    def find_clause(self, start: int, end: int) -> tuple[int, float]:
        """Give where the clauses begin and end that a stretch of the body lies in."""
        before = bisect_right(self.breaks, start)
        after = bisect_left(self.breaks, end)
        return (
            self.breaks[before - 1] if before else 0,
            self.breaks[after] if after < len(self.breaks) else inf,
        )

    @cached_property
    def joined(self) -> str:
        """Its words with single spaces."""
        return " ".join(self.words)


@cache
def _load_endings() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(load_same_sense().endings)})$")


@lru_cache(maxsize=200_000)
def find_root(word: str) -> str:
    """Give what a word shares with others of its family: indict, indicted, indictment."""
    if word[0].isdigit():
        return word
    word = _VERBAL.sub(r"\1d", word)
    for _ in range(2):
        shorter = _load_endings().sub("", word)
        if len(shorter) < _SHORTEST_ROOT:
            break
        word = shorter
    # "Committed" and "commit".
    return (word[:-1] if len(word) > _SHORTEST_ROOT and word[-1] == word[-2] else word)[:_LONGEST_ROOT]


@cache
def _load_senses() -> dict[str, str]:
    return {find_root(word): find_root(words[0]) for words in load_same_sense().sets for word in words}


def find_term(word: str) -> str:
    """Give what stands for a word, for its family and for words of its sense."""
    if word in load_same_sense().alone:
        return word.rstrip("s")
    root = find_root(word)
    return _load_senses().get(root, root)


@cache
def list_terms(name: str) -> frozenset[str]:
    """List the terms of a word list of the lexicon."""
    return frozenset(map(find_term, getattr(load_same_sense(), name)))


class _Word(NamedTuple):
    """What is known of a word by itself.

    Attributes:
        lower: It, lower case.
        compared: As it is compared, which may be several words.
        term: What stands for it, unless anybody says it.
        is_past: Whether it looks like a past form.
        negates: Whether it negates.
        joins: Whether it joins clauses.
        doubts: Whether it leaves open what is so.
        is_prospect: Whether it says that something has not come.
        has_will: Whether it says that something comes.
    """

    lower: str
    compared: tuple[str, ...]
    term: str | None
    is_past: bool
    negates: bool
    joins: bool
    doubts: bool
    is_prospect: bool
    has_will: bool


@lru_cache(maxsize=200_000)
def _read_word(word: str) -> _Word:
    words, lexicon = tuple(split_words(word)), load_same_sense()
    telling = [each for each in words if each not in load_common_words() and len(each) > 1]
    return _Word(
        lower=word.lower(),
        compared=words,
        term=find_term(telling[0]) if telling else None,
        is_past=bool(words) and is_past_form(words[0]),
        negates=not lexicon.negations.isdisjoint(words),
        joins=bool(words) and words[0] in lexicon.conjunctions,
        doubts=not lexicon.doubts.isdisjoint(words),
        is_prospect=word != MONTH and not lexicon.prospects.isdisjoint(words),
        has_will="will" in words,
    )


def is_past_form(word: str) -> bool:
    """Whether a word looks like a past form of a verb."""
    return word.endswith("ed") or word in load_same_sense().pasts


def _asserts(before: Sequence[str], word: str) -> bool:
    """Whether a negation and the word behind it deny nothing."""
    return before in (["no"], ["not"]) and word in (
        load_same_sense().certain if before == ["no"] else load_same_sense().besides
    )


def _find_asides(words: Sequence[tuple[str, int, int]], breaks: Sequence[int]) -> list[tuple[int, int]]:
    """Find what is told beside the main clause, up to where a mark ends it: , who was ill, that left four dead.

    Args:
        words: Words, lower case, with their places.
        breaks: Where marks end a clause, ascending.
    """
    asides: list[tuple[int, int]] = []
    since: int | None = None
    before, last = "", -1
    ends = iter(breaks)
    end = next(ends, inf)
    for word, at, until in words:
        is_behind_mark = last >= 0 and end < at
        if is_behind_mark and since is not None:
            asides.append((since, last))
        was_aside, since = since is not None, None if is_behind_mark else since
        while end < at:
            end = next(ends, inf)
        opens = word in load_same_sense().asides or (before == "that" and not is_behind_mark and _is_finite(word))
        if since is None and (opens or (is_behind_mark and not was_aside and word.endswith("ing"))):
            since = at
        before, last = word, until
    return asides if since is None else [*asides, (since, last)]


def _is_finite(word: str) -> bool:
    """Whether a word behind "that" shows that its clause has no other subject."""
    return is_past_form(word) or word in load_same_sense().finites


def _is_scheduled(words: Sequence[str], compared: Sequence[str]) -> bool:
    """Whether the last of some words is a "to" after "scheduled"."""
    return compared[:1] == ("to",) and len(words) > 1 and words[-2] in load_same_sense().schedules


def _put_told(told: Told, keys: Mapping[str, str], place: tuple[int, int], word: str, terms: list[Term]) -> None:
    """Add the terms of what an article tells beside a word, where the word stands; a name counts for its surname."""
    if told.is_date:
        terms.append(Term(DAY + told.text, *place))
        return
    read = read_wording(told.text, 0, find_names(told.text, keys))
    if word in read.words and terms and terms[-1].end == place[1] and ":" not in terms[-1].term:
        terms.pop()
    known = {each.term for each in terms}
    terms += [Term(each.term, *place) for each in read.terms if each.term not in known]


def _read_marked(marked: Marked, text: str, keys: Mapping[str, str]) -> list[Term]:
    """Give what stands for a marked text: of two names that are one by a hyphen, both."""
    start, end, term = marked
    parts = [keys.get(part.lower()) for part in text.split("-")]
    if len(parts) == 1 or None in parts:
        return [Term(term, start, end)]
    return [Term(part, start, end) for part in parts if part is not None]


def read_wording(
    text: str,
    start: int,
    marked: Sequence[Marked],
    told: Sequence[Told] = (),
    keys: Mapping[str, str] = MappingProxyType({}),
) -> Wording:
    """Read the terms of a text.

    Args:
        text: The characters of a stretch of a body.
        start: Where they begin in the body.
        marked: What stands for some of them; the earlier counts, and then the longer, where two overlap.
        told: What its article tells beside it.
        keys: The article's names, lower case, with their keys.

    Returns:
        Terms with their places in the body.
    """
    words: list[str] = []
    terms: list[Term] = []
    negations: list[int] = []
    doubts: list[int] = []
    prospects: list[int] = []
    schedules: list[int] = []
    marks = [match.start() + start for match in _BREAK.finditer(text)]
    breaks = list(marks)
    places: list[tuple[str, int, int]] = []
    free = start
    spans = iter(sorted(marked, key=lambda each: (each[0], -each[1])))
    taken = next(spans, None)
    waiting = list(reversed(told))
    place: tuple[int, int] | None = None
    for match in _WORD.finditer(text):
        at, end = match.start() + start, match.end() + start
        while waiting and waiting[-1].at <= at:
            _put_told(waiting.pop(), keys, place or (at, end), words[-1] if words else "", terms)
        place = (at, end)
        word = _read_word(match.group())
        compared = word.compared
        places.append((word.lower, at, end))
        while taken is not None and taken[0] < end:
            if taken[0] >= free:
                terms += _read_marked(taken, text[taken[0] - start : taken[1] - start], keys)
                free = taken[1]
            taken = next(spans, None)
        breaks += [at] * word.joins
        # "There is no question" asserts, and so does "not only".
        if negations and compared and _asserts(words[-1:], compared[0]):
            negations.pop()
        words += compared
        doubts += [at] * word.doubts
        prospects += [at] * word.is_prospect
        if word.has_will or _is_scheduled(words, compared):
            schedules.append(at)
        if at < free:
            continue
        if word.negates:
            negations.append(at)
        if word.term is not None:
            name = keys.get(word.lower) if match.group()[0].isupper() else None
            is_infinitive = words[-len(compared) - 1 : -len(compared)] == ["to"]
            terms.append(Term(name or word.term, at, end, word.is_past, is_infinitive))
    for each in reversed(waiting):
        _put_told(each, keys, place or (start, start + len(text)), words[-1] if words else "", terms)
    return Wording(
        tuple(words),
        tuple(terms),
        tuple(negations),
        tuple(sorted(breaks)),
        tuple(doubts),
        tuple(prospects),
        tuple(schedules),
        tuple(_find_asides(places, marks)),
    )
