"""Read how large a thing is along its sides: "77.6 x 160.7 x 7.85 mm", "10 by 12 feet"."""

from __future__ import annotations

from dataclasses import replace

from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.annotate.figures.range import lend_unit
from tasks.annotate.figures.units import read_unit_after
from tasks.language.numbers import Number

_TIMES = ("x", "\u00d7")
_JOINTS = (*_TIMES, "by")
_LENGTHS = frozenset(("mm", "cm", "m", "[in_i]", "[ft_i]", "{pixel}"))
_MOST_SIDES = 3
_LEAST_SIDE = 10  # below it the first of two whole numbers may say how many: "2 x 5 cm slices"


def read_size(reading: Reading, number: Number) -> Phrase | tuple[Phrase | None, int] | None:
    """A side of a thing, with the unit that stands behind the last one; sides without a unit are no figures."""
    if number.form != "digits" or number.scale != 1.0:
        return None
    sides, is_by = _read_sides(reading, number)
    last = sides[-1]
    if len(sides) == 1 or last.value == number.value == 1:
        return None
    unit = read_unit_after(reading.words, last, last.end, reading.home)
    if unit is None:
        is_cut = reading.words.is_glued(last.end) and reading.words.text(last.end)[:1].isalpha()
        return None if is_by or is_cut else (None, last.end)
    is_many = len(sides) == 2 and not is_by and number.value < _LEAST_SIDE and float(number.value).is_integer()
    if unit.code not in _LENGTHS or is_many:
        return None
    lent = lend_unit(number, last, unit)
    return replace(lent, rule="sizes.lent") if lent is not None else None


def _read_sides(reading: Reading, number: Number) -> tuple[list[Number], bool]:
    """The numbers of a size from one on, and whether "by" joins them."""
    words, sides, joints = reading.words, [number], set[str]()
    while len(sides) <= _MOST_SIDES and words.lower(sides[-1].end) in _JOINTS:
        side = reading.numbers.get(sides[-1].end + 1)
        is_power = side is not None and words.text(side.start) == "10" and words.text(side.end) in ("^", "-", "\u2212")
        if side is None or is_power or side.form != "digits" or side.scale != 1.0:
            break
        joints.add(words.lower(sides[-1].end))
        sides.append(side)
    return sides, "by" in joints
