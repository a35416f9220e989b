"""What labels and tallies say of bare numbers and of measures: what is counted and what is measured, for each text."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Attendance: 42,771.", [(None, "Attendance")]),
        ("Roe won the race. Estimated attendance: 60,000.", [(None, "Estimated attendance")]),
        ("Capacity at the time: 75,000.", [(None, "Capacity")]),
        ("Registered voters: 12,300", [("Registered voters", None)]),
        ("Size: 6-foot-8, 209 lbs", [(None, "Size")] * 2),
        ("Bluetooth range - 30 ft.", [(None, "Bluetooth range")]),
        ("Cost per person: $30", [(None, "Cost")]),
        ("Rules for clerks: 1. Eat. Stay.", [(None, None)]),
        ("Roe said: 40 percent.", [(None, None)]),
        ("The team has new rules: 40 for boys.", [(None, None)]),
        ("The hall has a capacity of 75,000.", [(None, "capacity")]),
        ("The death toll has surpassed 20,000.", [(None, "death toll")]),
        ("The highest possible score of 21 is rare.", [(None, "highest possible score")]),
        ("The fees added up to $5 million.", [(None, "fees")]),
        ("Its circulation was 40,000.", [(None, "circulation")]),
        ("A crowd of hundreds came.", [(None, "crowd")]),
        ("The index was 40,000.", [(None, None)]),
        ("Cups: 1 red, 1 tsp.", [("red", None), (None, None)]),
    ],
)
def test_what_labels_and_tallies_tell(parse, text, read):
    assert [(figure.counted, figure.measured) for figure in find_figures(Body(parse(text)), [])] == read
