"""Numbers that go on from the one before: what each counts, measures, and whose it is, for each text."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


def read(parse, text):
    return [(figure.counted, figure.measured, figure.measured_of) for figure in find_figures(Body(parse(text)), [])]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Roe earned 42 percent, Doe 34 percent and Poe 11 percent.", [(None, "Roe"), (None, "Doe"), (None, "Poe")]),
        ("Roe earned 42 percent in Ohio, Doe 34 percent.", [(None, "Roe"), (None, "Doe")]),
        ("Turnout was 42 percent, approval 34 percent.", [("Turnout", None), ("approval", None)]),
        ("The state gave $5 million, the town $3 million.", [("gave", "state"), ("gave", "town")]),
        ("Roe won 42 percent, a record 34 percent of it in Rye.", [(None, "Roe"), (None, "Roe")]),
        ("Roe won 42 percent; in Rye, voters gave Doe 30 percent.", [(None, "Roe"), (None, "voters")]),
    ],
)
def test_whose_numbers_are_that_share_a_verb(parse, text, told):
    assert [each[1:] for each in read(parse, text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They have an income cap of $99 for men and $198 for couples.", [("income cap", "men"), ("income cap", None)]),
        ("The fee is $5 for clerks and $3 for nurses and $1 for dogs.", [("fee", None)] * 3),
        ("The state gave $5 million for roads, $3 million for schools.", [("roads", None), ("gave", "state")]),
        ("The growth was 5 percent in May, and inflation 3 percent in June.", [("growth", None), ("inflation", None)]),
        ("The town has paid the firm nearly $449 so far this year.", [("paid", "town")]),
    ],
)
def test_what_numbers_side_by_side_measure(parse, text, told):
    assert [each[1:] for each in read(parse, text)] == told


def test_the_change_is_shared_by_numbers_side_by_side(parse):
    here, there = find_figures(Body(parse("Wages rose 5 percent in Rye and 3 percent in Velden.")), [])
    assert (here.change, there.change, there.measured) == ("up", "up", "Wages")
    fell, rose = find_figures(Body(parse("Prices fell 5 percent in May and rose 3 percent in June.")), [])
    assert (fell.change, rose.change) == ("down", "up")


def test_the_change_is_shared_with_the_verb(parse):
    copper, zinc = find_figures(Body(parse("Copper rose 3 percent and zinc 2 percent.")), [])
    assert (copper.change, zinc.change, zinc.measured) == ("up", "up", "zinc")


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("At the clinic, 447 children came. Of those, 39 stayed.", ["children", "children"]),
        ("The clinic saw 40 children. Nearly 12 of those were ill.", ["children", "children"]),
        ("There were 40 nurses. Some 90 of those asked left.", ["nurses", None]),
        ("About 81 percent of the coast is safe. The remaining 19 percent is not.", ["coast", "coast"]),
        ("About 40 percent of the coast is safe. The other 19 percent is not.", ["coast", None]),
        ("In Rye 96% of the population was well and 99% used taps.", ["population", "population"]),
        ("Nurses are split, with 50% saying yes and 48% saying no.", ["Nurses", "Nurses"]),
    ],
)
def test_what_is_counted_again(parse, text, counted):
    assert [each[0] for each in read(parse, text)] == counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Most of that money (roughly 85 percent) comes through grants.", ["money"]),
        ("Jewish people make up the majority of the population in Velden (74%).", ["population"]),
        ("Only a third of clerks like it, while a majority (53 percent) disapprove.", ["clerks", "clerks"]),
        ("Survey respondents ranked reform as their top priority (46 percent).", ["Survey respondents"]),
        ("Most of clerks said it is legal with no limits (22%) or with some (55%).", [None, None]),
        ("Half of clerks said it is legal with no limits (22%) or with some (55%).", ["clerks"] * 3),
        ("A third of clerks (33 percent) said the mill (40 percent) was sold.", ["clerks", "clerks", None]),
        ("The rate for most of the town (5 percent) rose.", [None]),
        ("Of all nurses who stayed, just over half were women and 7 percent were ill.", ["nurses", "nurses"]),
        ("Of course, 40 percent left.", [None]),
        ("Fox keeps 40% of nurses from voting, while only 10% know it.", ["nurses", "nurses"]),
        ("They got two follow-up calls and three built-in lamps.", ["follow-up calls", "built-in lamps"]),
        ("He makes 38 percent of his catch-and-shoot chances.", ["catch-and-shoot chances"]),
        ("He wears size 10 and-a-half-wide Voit shoes.", [None]),
        ("It comes with four (4) size options.", ["size options"]),
        ("Some 40 percent of clerks oppose it. And 67 percent support allowing it.", ["clerks", "clerks"]),
        ("It costs $25 for one PC.", [None, "PC"]),
    ],
)
def test_whom_a_share_in_brackets_is_of(parse, text, counted):
    assert [each[0] for each in read(parse, text)] == counted
