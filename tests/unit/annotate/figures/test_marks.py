"""Numbers that mark a place or a rating are no figures; those beside them that count are: what is read of each text."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Meal 2\nEat 3 plums.", ["3"]),
        ("Goal 4: A low rate of 5 percent", ["5 percent"]),
        ("Deaths 12\nThe toll rose.", ["12"]),
        ("1) Eat 3 plums. 2) Sleep well.", ["3"]),
        ("The plan (which took 3 men and cost more, too, 4) failed.", ["3", "4"]),
        ("Tactic 3: Listen to 2 clerks", ["2"]),
        ("Dead 9\nMissing 4\nThe flood hit Ashby.", ["9", "4"]),
        ("Copper 81\nTrading ended.", ["81"]),
        ("Posts lost: Rye 30, Wick 9; none in Ashby.", ["30"]),
        ("Mills 4, Graz Rovers 1: Jan Roe scored 2 goals.", ["2"]),
        ("Graz Rovers 3, Sabres 2: Jan Roe had 8 saves.", ["8"]),
        ("Boys 30, Girls 14: the guards said so.", ["30", "14"]),
        ("Roe bought 4 mills, Doe 1.", ["4"]),
        ("Display score: 4.5 / 5", []),
        ("The club lost 2 / 7 of its matches.", ["2", "7"]),
        ("The act of 2011; 14: 6 guards quit.", ["2011", "14", "6"]),
        ("Mill Sci. 2015; 28: 685-690.", ["2015"]),
        ("Roe hits 45 percent from three.", ["45 percent"]),
        ("The toll rose from three to five.", ["three", "five"]),
    ],
)
def test_numbers_that_mark(parse, text, read):
    assert [text[figure.start : figure.end] for figure in find_figures(Body(parse(text)), [])] == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Add 1 cup lettuce and ½ cup cherry tomatoes.", [("[cup_us]", "lettuce"), ("[cup_us]", "cherry tomatoes")]),
        ("Add 4 oz. cooked chicken and 1 tsp. olive oil.", [("[oz_av]", "cooked chicken"), ("[tsp_us]", "olive oil")]),
        ("She bought a 4 oz. jar.", [("[oz_av]", None)]),
        ("They lost 1 cup final.", [(None, "cup")]),
        ("Doe won 1 cup in May.", [(None, "cup")]),
        ("The juice is 6 oz next time.", [("[oz_av]", None)]),
        ("The gunman killed 50 people and hurt dozens more.", [(None, "people"), (None, "people")]),
    ],
)
def test_what_a_portion_is_of(parse, text, read):
    assert [(figure.unit, figure.counted) for figure in find_figures(Body(parse(text)), [])] == read
