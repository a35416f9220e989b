"""Figures of one movement: the sentence first, for each figure its change and the first figure of its movement."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("The price went from $41,200 to $39,900, a 3 percent drop.", [("from", 0), ("to", 0), ("down", 0)]),
        ("A move from $41,200 to $39,900, a 3 percent drop, hurts.", [("from", 0), ("to", 0), ("down", 0)]),
        ("The rate was 4.4 percent, up from a low of 3.5 percent.", [("to", 0), ("from", 0)]),
        ("It fell to 5.1 percent from 5.4 percent, and rents rose 3 percent to $18.", [("to", 0), ("from", 0)]
         + [("up", 2), ("to", 2)]),
        ("They raised the fee from $4 to $6.", [("from", 0), ("to", 0)]),
        ("It added 230,000 jobs, bringing the rate to 7 percent.", [("up", None), ("to", None)]),
        ("Sales rose 5 percent.", [("up", None)]),
        ("Sales rose from 5 to 7 million; rents rose to $18.", [("from", 0), ("to", 0), ("to", None)]),
        ("The suit, brought by several men, is new.", [(None, None)]),
        ("They lost the young voters by 20 points.", [("by", None)]),
        ("The flight from 5 to 7 hours is long.", [(None, None)]),
    ],
)  # fmt: skip
def test_from_to_and_by_are_one_movement(parse, sentence, changes):
    figures = find_figures(Body(parse(sentence)), [])
    assert [(figure.change, figure.movement) for figure in figures] == changes


def test_both_ends_of_a_movement_are_per_the_same(parse):
    figures = find_figures(Body(parse("The hit fell from $70 million a year to just $46 million.")), [])
    assert [figure.period for figure in figures] == ["year", "year"]
