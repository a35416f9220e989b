"""Convert measures to SI units, so that acres compare with square kilometres."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pint

from tasks.annotate.figures.lexicon import load_units
from tasks.annotate.spans import Figure

SIGNIFICANT_DIGITS = 12  # conversion factors are not exact in binary; no article states as many


@dataclass(frozen=True, slots=True)
class Conversion:
    """How a unit's numbers become those of an SI unit: times `factor`, plus `offset`.

    Attributes:
        unit: UCUM code of the SI unit.
        factor: SI units in one of the unit.
        offset: What zero of the unit is in SI units; only temperatures have one.
    """

    unit: str
    factor: float
    offset: float

    def convert(self, number: float | None, *, is_change: bool) -> float | None:
        """Convert a number; of a change ("2 degrees warmer") only the size counts."""
        if number is None:
            return None
        return float(f"{number * self.factor + (0.0 if is_change else self.offset):.{SIGNIFICANT_DIGITS}g}")


def make_si_fields(figure: Figure) -> dict[str, float | str | None]:
    """Give the SI columns of a figure; all null but for a measure whose unit has an SI counterpart.

    Returns:
        `si_value`, `si_low`, `si_high` and `si_unit`.

    Source:
        Factors are those of pint's registry.
    """
    conversion = find_conversion(figure.unit) if figure.kind == "measure" and figure.unit else None
    is_change = figure.change in ("up", "down", "by")
    # How far two readings are apart has no zero; without a column that says so, nobody could tell it from a reading.
    if conversion is None or (figure.is_difference and not is_change and conversion.offset):
        return {"si_value": None, "si_low": None, "si_high": None, "si_unit": None}
    return {
        "si_value": conversion.convert(figure.value, is_change=is_change),
        "si_low": conversion.convert(figure.low, is_change=is_change),
        "si_high": conversion.convert(figure.high, is_change=is_change),
        "si_unit": conversion.unit,
    }


@cache
def find_conversion(code: str) -> Conversion | None:
    """Find how a unit converts to SI; None where it has no SI counterpart.

    Args:
        code: A UCUM code of `data/lexicon/units.toml`.

    Raises:
        pint.UndefinedUnitError: The lexicon names a unit that pint does not know.
    """
    lexicon = load_units()
    name = lexicon.pint.get(code, code)
    if not name:
        return None
    registry = _load_registry()
    unit = registry.Unit(name)
    named = next((each for each in lexicon.si_named if unit.is_compatible_with(each)), None)
    target = registry.Unit(named) if named else registry.Quantity(1.0, unit).to_base_units().units
    zero, one = (registry.Quantity(number, unit).to(target).magnitude for number in (0.0, 1.0))
    return Conversion(lexicon.si_named[named] if named else _write_code(target), one - zero, zero)


@cache
def _load_registry() -> pint.UnitRegistry[float]:
    return pint.UnitRegistry(non_int_type=float)


def _write_code(unit: object) -> str:
    """Write an SI unit as UCUM does: `m2`, `m/s`, `m3/s`."""
    return f"{unit:~C}".replace("**", "").replace("*", ".")
