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
        ("Air holds 300 parts per million.", "measure", 300, None, None),
    ],
)
def test_what_it_is_per(parse, sentence, kind, value, period, counted):
    (figure,) = find_figures(Body(parse(sentence)), [])
    assert (figure.kind, figure.value, figure.period, figure.counted) == (kind, value, period, counted)
