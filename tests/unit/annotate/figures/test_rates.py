"""What prices and counts are per: the sentence first, kind, value, period and the thing counted after it."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "period", "counted"),
    [
        ("Brent settled at $78.42 a barrel on Friday.", "money", 78.42, "barrel", None),
        ("Copper traded at 8,450 dollars per tonne.", "money", 8450, "tonne", None),
        ("It paid $3 a share.", "money", 3, "share", None),
        ("Income is $40,000 per capita.", "money", 40000, "person", None),
        ("It is a $1.2 bn-a-year plan.", "money", 1.2e9, "year", None),
        ("Infections stood at 120 per 100,000 residents.", "count", 120, "100,000 residents", "Infections"),
        ("Officials counted 40 deaths per 1,000 births.", "count", 40, "1,000 births", "deaths"),
        ("The firm has 40 pupils per class.", "count", 40, "class", "pupils"),
        ("It sold for $20 a few years ago.", "money", 20, None, None),
        ("Some 75,000 people visit the town each year.", "count", 75000, "year", "people"),
        ("The firm gave $500 per dependent.", "money", 500, "dependent", None),
        ("The annual budget of the town is $9 million.", "money", 9e6, "year", None),
        ("Some 40 people who run each day came.", "count", 40, None, "people"),
        ("Air holds 300 parts per million.", "measure", 300, None, None),
    ],
)
def test_what_it_is_per(parse, sentence, kind, value, period, counted):
    (figure,) = find_figures(Body(parse(sentence)), [])
    assert (figure.kind, figure.value, figure.period, figure.counted) == (kind, value, period, counted)


def test_a_number_said_twice_has_one_period(parse):
    figures = find_figures(Body(parse("The job pays 11,400 pounds ($13,000) a month.")), [])
    assert [figure.period for figure in figures] == ["month", "month"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("He waited eight minutes and 46 seconds.", [(8 + 46 / 60, "min")]),
        ("The baby weighed 7lb 4oz.", [(7.25, "[lb_av]")]),
        ("She served two years and three months.", [(2.25, "a")]),
        ("It costs 3 dollars 50 cents.", [(3.5, "USD")]),
        ("It took two hours and 90 minutes.", [(2, "h"), (90, "min")]),
        ("It took two hours, then 20 minutes.", [(2, "h"), (20, "min")]),
    ],
)
def test_an_amount_in_two_units_is_one(parse, sentence, expected):
    assert [(figure.value, figure.unit) for figure in find_figures(Body(parse(sentence)), [])] == expected
