"""Read numbers whose separators are not English: "3,4 percent", "12.500 people", "$1 943 million"."""

from __future__ import annotations

from dataclasses import replace

from tasks.annotate.figures.phrase import Reading
from tasks.annotate.figures.units import read_unit_after
from tasks.language.numbers import Number, round_product
from tasks.language.people import is_person_noun

_UNITS = frozenset(("percent", "measure", "money"))


def settle_separators(reading: Reading, number: Number, is_money: bool) -> Number:
    """Read a number again where what stands around it tells how its digits are parted; else leave it as it is."""
    text = reading.words.text(number.start)
    if number.form != "digits" or len(text) > 7:
        return number
    whole, point, part = text.partition(".")
    if point and len(part) == 3 and number.scale == 1.0 and not is_money and whole.strip("0"):
        is_of_people = is_person_noun(reading.words.lower(number.end)) and not reading.words.is_glued(number.end)
        value = float(whole + part)
        return replace(number, value=value, base=value) if is_of_people else number
    if len(text) > 3 or not text.isdecimal() or number.scale != 1.0 or number.end != number.start + 1:
        return number
    return _join_comma(reading, number, is_money) or (_join_space(reading, number) if is_money else None) or number


def _join_comma(reading: Reading, number: Number, is_money: bool) -> Number | None:
    """Read "3,4 percent" and "€1,5 billion": one or two digits behind a comma are no thousands."""
    words, at = reading.words, number.end + 1
    right = reading.numbers.get(at)
    if words.text(at - 1) != "," or right is None or not (words.is_glued(at - 1) and words.is_glued(at)):
        return None
    part = words.text(at)
    if (
        right.form != "digits"
        or not part.isdecimal()
        or len(part) > 2
        or not reading.text(number.start, at + 1).isascii()
    ):
        return None
    unit = read_unit_after(words, right, right.end, reading.home)
    is_scaled = right.scale > 1.0 and (is_money or right.scale >= 1e6)
    if not is_scaled and (unit is None or unit.kind not in _UNITS):
        return None
    base = float(f"{words.text(number.start)}.{part}")
    return replace(right, start=number.start, value=round_product(base, right.scale), base=base, is_grouped=True)


def _join_space(reading: Reading, number: Number) -> Number | None:
    """Read "$1 943 million": three digits with a scale behind one to three of a sum."""
    words, at = reading.words, number.end
    right = reading.numbers.get(at)
    if right is None or right.form != "digits" or right.scale < 1e6 or len(words.text(at)) != 3:
        return None
    if not words.text(at).isdecimal() or words.starts[at] - words.ends[at - 1] != 1:
        return None
    base = float(words.text(number.start) + words.text(at))
    return replace(right, start=number.start, value=round_product(base, right.scale), base=base, is_grouped=True)
