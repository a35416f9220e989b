"""What the readers of figures hand each other: a phrase with its number, a unit, and the body being read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NewType

from spacy.tokens import Token

from tasks.annotate.figures.home import find_home
from tasks.language.body import Body, Chars

# A half-open span of `Body.words`, which are not the parser's tokens.
WordSpan = NewType("WordSpan", tuple[int, int])


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One number with what belongs to it; positions are words.

    Attributes:
        start: Where it starts, modifiers and unit included.
        end: One past its last word.
        number_start: Where the bare number, or the first of a range, starts.
        number_end: One past the bare number, or the last of a range.
        rule: Which rule read it: the file and what that file calls it.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    kind: str
    value: float | None
    rule: str
    low: float | None = None
    high: float | None = None
    approximation: str | None = None
    unit: str | None = None
    unit_words: WordSpan | None = None
    scale_text: str | None = None
    is_additional: bool = False
    is_total: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit as read: words `start` to `end`, its kind, its code (None where it is ambiguous) and the rule."""

    start: int
    end: int
    kind: str
    code: str | None
    rule: str

    @property
    def words(self) -> WordSpan:
        """Where it stands."""
        return WordSpan((self.start, self.end))


class Reading:
    """One body while its figures are read.

    Attributes:
        body: The body.
        words: Its words.
        numbers: Its numbers, by their first word.
        home: What shared words and signs of money mean in it.
    """

    def __init__(self, body: Body, holds_date: Callable[[Chars], bool], outlet_country: str | None) -> None:
        self.body = body
        self.words = body.words
        self.numbers = {number.start: number for number in body.numbers}
        self.home = find_home(outlet_country, body.text)
        self._holds_date = holds_date

    def token(self, at: int) -> Token | None:
        """The token that holds a word's first character; None outside the text."""
        return self.body.token_at(self.words.starts[at]) if 0 <= at < len(self.words) else None

    def chars(self, start: int, end: int) -> Chars:
        """The characters of some words."""
        return Chars((self.words.starts[start], self.words.ends[end - 1]))

    def text(self, start: int, end: int) -> str:
        """Some words as written."""
        return self.body.text[slice(*self.chars(start, end))]

    def is_dated(self, start: int, end: int) -> bool:
        """Whether some words are part of a date."""
        return self._holds_date(self.chars(start, end))


def find_top(token: Token, first: int, end: int) -> Token:
    """The highest token of a figure, above its number; the figure's tokens run from `first` to `end`."""
    while token.head != token and first <= token.head.i < end:
        token = token.head
    return token
