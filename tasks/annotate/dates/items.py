"""What the grammar of time expressions reads and makes: symbols of the text, the names that recur, helpers for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Literal, NamedTuple

from tasks.annotate.dates.calendar import NameKind, Period
from tasks.annotate.dates.lexicon import Symbol, load_calendar

Which = Literal["last", "this", "next"]


class Spec(NamedTuple):
    """A name that recurs, so that its date hangs on a year or on the day of reading.

    Attributes:
        kind: What recurs.
        number: Which weekday (Monday is 0), month, quarter or half; of a deictic word how many days from today.
        day: The day of its month.
        name: That of a season or a holiday.
        which: The last, this or the next; "this past Monday" and "this coming Monday" are the nearest on either side of
            today, whatever week they lie in.
    """

    kind: NameKind
    number: int = 0
    day: int = 0
    name: str = ""
    which: Which | Literal["past", "coming"] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One symbol of the text: a word, or a longer stretch that a rule has already read.

    Attributes:
        symbol: What it is to the grammar.
        start: Its first character.
        end: One past its last.
        text: The word in lower case, the name of a holiday, or a figure as written; empty for what a rule has read.
        value: The number it stands for.
        period: The days of what is already a date.
        spec: The name that a date goes by, where it is one that recurs.
        is_slashed: Whether it is a month and a day with a slash, and no more.
    """

    symbol: Symbol
    start: int
    end: int
    _: KW_ONLY
    text: str = ""
    value: float = 0.0
    period: Period | None = None
    spec: Spec | None = None
    is_slashed: bool = False


def pick(items: Sequence[Item], *symbols: Symbol) -> Item | None:
    """The first item whose symbol is among these."""
    return next((item for item in items if item.symbol in symbols), None)


def which_of(items: Sequence[Item]) -> Which | None:
    """The symbol of last, this or next; of "this past", "this coming" the second."""
    first: Which | None = None
    for item in items:
        if item.symbol == "last" or item.symbol == "next":
            return item.symbol
        if item.symbol == "this":
            first = item.symbol
    return first


def unit_of(item: Item) -> str:
    """The unit that a word names: "days" is day."""
    if item.text == "night":
        return "night"
    return load_calendar().units[item.text]


def count_of(items: Sequence[Item]) -> float | None:
    """How many units a phrase counts: its number, 1 for "a", None for "a few" and "several"."""
    if pick(items, "few"):
        return None
    number = pick(items, "number")
    if number is not None:
        return number.value
    return 1.0


def is_weekday(item: Item) -> bool:
    """Whether an item is a weekday without the last, this or next before it."""
    return item.spec is not None and item.spec.kind == "weekday" and item.spec.which is None
