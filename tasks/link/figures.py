"""Compare the numbers that claims about the same thing state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import inf

from tasks.language.inflection import stem
from tasks.link.lexicon import load_same_sense
from tasks.link.partition import Frame, read_columns
from tasks.link.words import split_words

ABOUT = 0.1  # "about 3,000" allows 2,700 to 3,300: outlets round to one or two digits
FIGURE_COLUMNS = (
    "claim_id", "kind", "value", "low", "high", "approximation", "unit", "counted", "is_additional", "is_total",
    "change", "period",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as it is compared.

    Attributes:
        what: Kind, unit, thing counted and the like: amounts compare only within one of these.
        stated: The numbers it states.
        low: Least number it allows.
        high: Greatest number it allows.
    """

    what: tuple[str, ...]
    stated: tuple[float, ...]
    low: float
    high: float


@cache
def load_senses() -> dict[str, str]:
    """Map words to the first of those that mean the same in news."""
    return {word: words[0] for words in load_same_sense().sets for word in words}


def find_sense(word: str) -> str:
    """Give what stands for a word and for others of its sense and its endings."""
    return load_senses().get(word) or stem(word)


def read_amounts(figures: Frame) -> dict[str, list[Amount]]:
    """Read the figures of each claim, by claim_id; figures outside claims are left out."""
    amounts: dict[str, list[Amount]] = defaultdict(list)
    for row in zip(*read_columns(figures, FIGURE_COLUMNS).values(), strict=True):
        figure = dict(zip(FIGURE_COLUMNS, row, strict=True))
        counted = split_words(figure["counted"] or "")
        # Without a unit and a thing counted nobody can say that two numbers are about the same.
        if figure["claim_id"] is None or not (counted or figure["unit"]):
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
            slack = abs(value) * ABOUT if figure["approximation"] == "about" else 0.0
            low, high = (value - slack if low is None else low), (value + slack if high is None else high)
        amounts[figure["claim_id"]].append(
            Amount(what, stated, -inf if low is None else low, inf if high is None else high)
        )
    return amounts


def do_differ(first: Iterable[Amount], second: Iterable[Amount]) -> bool:
    """Whether two claims state numbers of the same thing of which no two can both be right."""
    seconds = list(second)
    verdicts: dict[tuple[str, ...], bool] = {}
    for one in first:
        for other in seconds:
            if one.what == other.what:
                is_apart = one.high < other.low or other.high < one.low
                verdicts[one.what] = verdicts.get(one.what, True) and is_apart
    return any(verdicts.values())


def find_range(claims: Sequence[str], amounts: Mapping[str, Sequence[Amount]]) -> tuple[float | None, float | None]:
    """Give the least and greatest number that a group of claims states of the thing most of them count.

    One claim alone counting a thing gives no range, unless it is the only thing counted.
    """
    holders = Counter(what for claim in claims for what in {amount.what for amount in amounts.get(claim, ())})
    if not holders:
        return None, None
    most = max(holders.values())
    leading = [what for what, count in holders.items() if count == most]
    if len(leading) > 1 and most == 1:
        return None, None
    what = min(leading)
    stated = [
        number
        for claim in claims
        for amount in amounts.get(claim, ())
        if amount.what == what
        for number in amount.stated
    ]
    return min(stated), max(stated)
