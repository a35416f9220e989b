"""Read numbers in a row of which the last has the unit, the scale or the age of all: "2, 3 and 4 percent"."""

from __future__ import annotations

from dataclasses import replace

from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.annotate.figures.range import lend_unit
from tasks.annotate.figures.units import read_unit_after
from tasks.language.numbers import Number, Words

_LENT_RULE = "series.lent"
_LONGEST = 8
_FAR = 10.0
_LENT = frozenset(("percent", "measure"))


def read_series(reading: Reading, number: Number) -> Phrase | None:
    """A number of "2, 3 and 4 percent" and "5, 6 and 7 million cars", with what stands behind the last one."""
    if not _is_bare(number):
        return None
    last, here = None, number
    for _ in range(_LONGEST):
        joint = _read_joint(reading.words, here.end)
        following = reading.numbers.get(joint[1]) if joint else None
        if joint is None or following is None or reading.is_dated(following.start, following.end):
            return None
        here = following
        if joint[0]:
            last = following
            break
        if not _is_bare(following):
            return None
    if last is None or last.form != "digits" or not _are_alike(number, last):
        return None
    unit = read_unit_after(reading.words, last, last.end, reading.home)
    if unit is not None and unit.kind not in _LENT | {"money"}:
        return None
    phrase = lend_unit(number, last, unit)
    return replace(phrase, rule=_LENT_RULE) if phrase is not None else None


def end_of_lent(reading: Reading, phrase: Phrase, end: int) -> int:
    """One past the token of the unit that a number is lent: the euros of "lost 4 and 6 million euros"."""
    if phrase.rule != _LENT_RULE or phrase.unit_words is None:
        return end
    return reading.body.tokens_of(reading.chars(phrase.start, phrase.unit_words[1]))[1]


def _is_bare(number: Number) -> bool:
    return number.form == "digits" and number.scale == 1.0 and number.value < 1000


def _are_alike(number: Number, last: Number) -> bool:
    """Whether two numbers are near enough to be of one thing."""
    return 0 < number.value < _FAR * last.base and last.base < _FAR * number.value


def _read_joint(words: Words, at: int) -> tuple[bool, int] | None:
    """What joins a number to the next: whether that is the last of the row, and where it starts."""
    is_comma = words.lower(at) == "," and not words.is_glued(at + 1)
    after = at + is_comma
    if words.lower(after) in ("and", "or"):
        return True, after + 1
    return (False, after) if is_comma else None
