"""Whose an age is: the sentence first, then the name for each age; None where nobody is told."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("text", "aged"),
    [
        ("Booker, 49, became the latest to join the race.", ["Booker"]),
        ("The 31-year-old southpaw joined a 145-year-old club.", ["southpaw", "club"]),
        ("Ann Roe, 42, came. The 42-year-old was hurt.", ["Ann Roe", "Ann Roe"]),
        ("Ann Roe, 42, came. The 42-year-old's mother wept.", ["Ann Roe", "Ann Roe"]),
        ("A 20-year-old man and a 20-year-old woman came. The 20-year-old left.", ["man", "woman", None]),
        ("A 30-year-old left.", [None]),
        ("Bebe Roe, six, and Elsie Doe, seven, were hurt.", ["Bebe Roe", "Elsie Doe"]),
        ("Girls between the ages of 12 and 14 may not.", ["Girls"]),
        ("Americans older than 45 agree. Those older than 60 do not.", ["Americans", None]),
        ("The lawmakers, all 50 years old or younger, voted.", ["lawmakers"]),
        ("Men in their 20s live with a parent. Those in their 50s do not.", ["Men", None]),
        ("Ann Roe retired in her 60s.", ["Ann Roe"]),
        ("Some of the girls were as young as 14.", ["girls"]),
        ("John Roe died Thursday at age 95.", ["John Roe"]),
        ("Young adults stay on their parents' plans until age 26.", ["Young adults"]),
        ("They used records of 90 women (mean age 57).", [None]),
        ("Zephyr Roe, a 34-year-old representing Missoula, spoke.", [None]),
        ("When my 11-year-old tries to do that, we stop it.", [None]),
        ("You have to wait until you're 21.", [None]),
        ("Our 12-year-old plays tennis.", [None]),
        ("Her 15-year-old left school.", [None]),
        ("The 80-year-old mills burned.", ["mills"]),
        ("Behind Jan Doe, three, maybe four, barns burned.", []),
    ],
)
def test_whose_an_age_is(parse, text, aged):
    ages = [figure for figure in find_figures(Body(parse(text)), []) if figure.kind == "age"]
    assert [age.measured_of for age in ages] == aged


def test_the_day_of_a_month_is_no_age(parse):
    body = Body(parse("He wrote to the Mill Council on March, 22, 2019."))
    assert "age" not in [figure.kind for figure in find_figures(body, [])]
