"""Compare the numbers that claims about the same thing state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf
from typing import NamedTuple

from tasks.language.inflection import stem
from tasks.link.lexicon import load_same_sense
from tasks.link.partition import Frame, read_columns
from tasks.link.words import split_words

OF_ONE = frozenset(("age", "rank", "score", "ratio"))  # kinds of which each person or match has its own
ABOUT = 0.1  # "about 3,000" allows 2,700 to 3,300: outlets round to one or two digits
ROUNDED = 5  # in the second digit or, from a hundred on, the third: "some 16" and "some 1,236" are no rounded numbers
DOZEN, MOST_DOZENS = 12, 5  # "nearly two dozen" is one, too
FIGURE_COLUMNS = (
    "claim_id", "kind", "value", "low", "high", "approximation", "unit", "counted", "is_additional", "is_total",
    "change", "period", "start", "end", "measured",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it is compared.

    Attributes:
        what: Kind, unit, thing counted and the like: amounts compare only within one of these.
        stated: The numbers it states.
        low: Least number it allows.
        high: Greatest number it allows.
        start: Where it begins in the body.
        end: Where it ends there.
    """

    what: tuple[str, ...]
    stated: tuple[float, ...]
    low: float
    high: float
    start: int = 0
    end: int = 0


@cache
def load_senses() -> dict[str, str]:
    """Map words to the first of those that mean the same in news."""
    return {word: words[0] for words in load_same_sense().sets for word in words}


def find_sense(word: str) -> str:
    """Give what stands for a word and for others of its sense and its endings."""
    return load_senses().get(word) or stem(word)


def is_round(number: float) -> bool:
    """Whether a number may stand for those near it."""
    if number in range(DOZEN, DOZEN * MOST_DOZENS + 1, DOZEN):
        return True
    digits = f"{abs(number):.12e}"  # 1.236000000000e+03
    last = 3 if abs(number) >= 100 else 2  # noqa: PLR2004
    told = digits.partition("e")[0].replace(".", "")
    return int(told[last - 1]) % ROUNDED == 0 and not told[last:].strip("0")


def read_amounts(figures: Frame) -> dict[str, list[Amount]]:
    """Read the figures of each claim, by claim_id; figures outside claims are left out."""
    amounts: dict[str, list[Amount]] = defaultdict(list)
    for row in zip(*read_columns(figures, FIGURE_COLUMNS).values(), strict=True):
        figure = dict(zip(FIGURE_COLUMNS, row, strict=True))
        counted = split_words(figure["counted"] or figure["measured"] or "")
        # Without a unit and a thing counted nobody can say that two numbers are about the same.
        if figure["claim_id"] is None or figure["kind"] in OF_ONE or not (counted or figure["unit"]):
            continue
        what = (
            figure["kind"] or "", figure["unit"] or "", find_sense(counted[-1]) if counted else "",
            "additional" if figure["is_additional"] else "", "total" if figure["is_total"] else "",
            figure["change"] or "", figure["period"] or "",
        )  # fmt: skip
        value, low, high = figure["value"], figure["low"], figure["high"]
        # "thousands" states a thousand; the ten thousand that it stays under is only implied.
        bounds = (value, low) if figure["approximation"] == "vague" else (value, low, high)
        stated = tuple(number for number in bounds if number is not None)
        if not stated:
            continue
        if value is not None:
            slack = abs(value) * ABOUT if figure["approximation"] == "about" and is_round(value) else 0.0
            low, high = (value - slack if low is None else low), (value + slack if high is None else high)
        amounts[figure["claim_id"]].append(
            Amount(
                what,
                stated,
                -inf if low is None else low,
                inf if high is None else high,
                figure["start"],
                figure["end"],
            )
        )
    return amounts


def compare_amounts(first: Sequence[Amount], second: Sequence[Amount], is_growth: bool = False) -> str | None:
    """Say whether two claims state the same number of one thing.

    Args:
        first: Figures of a clause.
        second: Figures of another.
        is_growth: Whether the other was published later, and what they count grows.

    Returns:
        `agrees` where both can be right of each thing that both count, `differs` where of one thing they cannot be,
        `updates` where the later one of what grows is the greater; None where they count nothing in common, or
        one of them counts it twice.
    """
    counts = [Counter(amount.what for amount in side) for side in (first, second)]
    found: str | None = None
    for one in first:
        for other in second:
            if one.what != other.what or counts[0][one.what] > 1 or counts[1][one.what] > 1:
                continue
            if one.low <= other.high and other.low <= one.high:
                found = found or "agrees"
            elif is_growth and max(other.stated) > max(one.stated):
                return "updates"
            else:
                found = "differs"
    return found


class Range(NamedTuple):
    """The least and greatest number that a group states of one thing, in its unit."""

    low: float | None = None
    high: float | None = None
    unit: str | None = None


def find_range(claims: Sequence[str], amounts: Mapping[str, Sequence[Amount]]) -> Range:
    """Give the least and greatest number that a group of claims states of the thing most of them count.

    One claim alone counting a thing gives no range, unless it is the only thing counted. A claim with two numbers of a
    thing states a part and its whole ("240 of its 900"), which are no range.
    """
    stated: dict[tuple[str, ...], list[float]] = defaultdict(list)
    holders: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        counted = Counter(amount.what for amount in amounts.get(claim, ()))
        for amount in amounts.get(claim, ()):
            if counted[amount.what] == 1:
                stated[amount.what] += amount.stated
                holders[amount.what] += 1
    if not holders:
        return Range()
    most = max(holders.values())
    leading = [what for what, count in holders.items() if count == most]
    if len(leading) > 1 and most == 1:
        return Range()
    what = min(leading)
    return Range(min(stated[what]), max(stated[what]), what[1] or None)
