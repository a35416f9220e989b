"""SI values beside printed measures."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.annotate.figures.lexicon import load_units
from tasks.annotate.figures.si_units import find_conversion, make_si_fields
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The fire burned 100 acres of forest.", 404687.26, "m2"),
        ("The lake covers 14 square kilometres.", 14e6, "m2"),
        ("The car went 90 km/h on the bridge.", 25.0, "m/s"),
        ("Temperatures will reach 38°C on Friday.", 311.15, "K"),
        ("The well gives 2 million barrels of oil.", 317974.59, "m3"),
        ("The parcel weighed 10 pounds.", 4.5359237, "kg"),
        ("The dam makes 3 megawatts.", 3e6, "W"),
        ("It lies 5 miles from town.", 8046.72, "m"),
        ("The mine sold 100 troy ounces of gold.", 3.11034768, "kg"),
        ("The engine has 50 kilonewtons of thrust.", 5e4, "N"),
        ("They drank 2 imperial gallons of beer.", 0.00909218, "m3"),
        ("It ran for 40 nanoseconds there.", 4e-8, "s"),
    ],
)
def test_measures_have_an_si_value(parse, sentence, value, unit):
    (figure,) = find_figures(Body(parse(sentence)), ())
    fields = make_si_fields(figure)
    assert fields["si_value"] == pytest.approx(value, rel=1e-6)
    assert fields["si_unit"] == unit


@pytest.mark.parametrize("sentence", ["About 40 people came.", "It cost $3 million.", "She waited 3 hours."])
def test_other_figures_have_none(parse, sentence):
    (figure,) = find_figures(Body(parse(sentence)), ())
    assert set(make_si_fields(figure).values()) == {None}


def test_bounds_convert_and_a_change_has_no_zero_point(parse):
    (bound,) = find_figures(Body(parse("The wall is at least 10 feet high.")), ())
    assert make_si_fields(bound)["si_low"] == pytest.approx(3.048)
    (change,) = find_figures(Body(parse("Temperatures rose by 2 degrees Celsius.")), ())
    assert make_si_fields(change)["si_value"] == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The plan would limit warming to 1.5 degrees Celsius.", None),
        ("It was 2 degrees Celsius warmer than usual.", None),
        ("It was 3 degrees Celsius above the average.", None),
        ("Temperatures could rise to 38 degrees Celsius.", 311.15),
        ("It was 3 degrees Celsius below zero.", 270.15),
    ],
)
def test_a_difference_of_temperatures_is_no_reading(parse, sentence, value):
    (figure,) = find_figures(Body(parse(sentence)), ())
    made = make_si_fields(figure)["si_value"]
    assert made == (None if value is None else pytest.approx(value))


def test_every_unit_of_the_lexicon_converts_or_is_said_not_to():
    lexicon = load_units()
    codes = set(lexicon.measure.values())
    assert set(lexicon.pint) <= codes
    without = {code for code in codes if find_conversion(code) is None}
    assert without == {code for code, name in lexicon.pint.items() if not name}
