"""Figures of one movement: the sentence first, for each figure its change and the first figure of its movement."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
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
        ("They lost the young voters by 20 points.", [(None, None)]),
        ("Unemployment is at 8 percent, compared with 12 percent when Roe took office.", [("to", 0), ("from", 0)]),
        ("The rate is 8 percent here, compared with 12 percent in Velden.", [(None, None), (None, None)]),
        ("The deficit has jumped from $6 billion, the last sum that Roe had seen, to an expected $9 billion this year.",
         [("from", 0), ("to", 0)]),
        ("They handled 400 cases a year, but that number dropped to 124.", [("from", 0), ("to", 0)]),
        ("The share is 5 percent. That is up from 4 percent last year.", [("to", 0), ("from", 0)]),
        ("It will rise from its current 35 miles to 54 miles.", [("from", 0), ("to", 0)]),
        ("It is separate from the 50 clerks who fell.", [(None, None)]),
        ("The panel is made up of three clubs.", [(None, None)]),
        ("They lost three elections and 40 seats.", [(None, None), (None, None)]),
        ("He found 409 clerks, a number that swelled to 600.", [("from", 0), ("to", 0)]),
        ("Some 400 clerks came. That number could grow to 600.", [("from", 0), ("to", 0)]),
        ("The rate edged up to 8.2 percent from April's 8.1 percent.", [("to", 0), ("from", 0)]),
        ("It grew from 304 million in 2004 to an amazing 606 million in 2011.", [("from", 0), ("to", 0)]),
        ("Trent lost four times.", [(None, None)]),
        ("The union dropped three lawsuits.", [(None, None)]),
        ("The flight from 5 to 7 hours is long.", [(None, None)]),
    ],
)  # fmt: skip
def test_from_to_and_by_are_one_movement(parse, sentence, changes):
    figures = find_figures(Body(parse(sentence)), [])
    assert [(figure.change, figure.movement) for figure in figures] == changes


def test_both_ends_of_a_movement_are_per_the_same(parse):
    figures = find_figures(Body(parse("The hit fell from $70 million a year to just $46 million.")), [])
    assert [figure.period for figure in figures] == ["year", "year"]


def test_days_tell_where_a_thing_came_from_in_the_sentence_before(parse):
    body = Body(parse("The rate rose to 4.1 percent in May 2014. It was 3.9 percent in April 2014."))
    figures = find_figures(body, find_dates(body, datetime(2014, 8, 1, tzinfo=UTC)))
    assert [(figure.change, figure.movement) for figure in figures] == [("to", 0), ("from", 0)]
