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
        ("[1] Roe, Jane. The mill.", []),
        ("[12] people came.", ["12"]),
        ("3 When it rains, 5 clerks leave.", ["5"]),
        ("Bills S.B. 1070 and A.B. 5 failed.", []),
        ("Call (202) 555-0123 now.", []),
        ("The mills (202) closed.", ["202"]),
        ("She hit 13-of-15 shots.", []),
        ("The Hawks are back over .500 again.", []),
        ("It was a one-two punch after a one-two week wait.", ["one-two week"]),
        ("They sold the eNok 15 Pro, and 15 Pro Max phones.", []),
        ("Over in Ohio, 15 Tories won, and 15 Tories lost.", ["15", "15"]),
        ("The photo is 8 x 10.", []),
        ("It is in the top eight of all fires.", []),
        ("The top two clerks won.", ["two"]),
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


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("It is 77.6 x 160.7 x 7.85 mm.", [(77.6, "mm"), (160.7, "mm"), (7.85, "mm")]),
        ("The room is 10 by 12 feet.", [(10, "[ft_i]"), (12, "[ft_i]")]),
        ("They open 2 x 400g tins.", [(2, None), (400, "g")]),
        ("They cut 2 x 5cm strips.", [(2, None), (5, "cm")]),
    ],
)
def test_the_sides_of_a_thing(parse, text, read):
    assert [(figure.value, figure.unit) for figure in find_figures(Body(parse(text)), [])] == read
