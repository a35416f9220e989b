"""Numbers that share a unit, a scale or a sign, ages without a word for it, and numbers that are none."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("Shares rose 2, 3 and 4 percent.", [("percent", 2, "%"), ("percent", 3, "%"), ("percent", 4, "%")]),
        ("It sold 5, 6 and 7 million cars.", [("count", 5e6, None), ("count", 6e6, None), ("count", 7e6, None)]),
        ("They gave 5 and 6 milligrams.", [("measure", 5, "mg"), ("measure", 6, "mg")]),
        ("It sold 900 and 7 million cars.", [("count", 900, None), ("count", 7e6, None)]),
        ("The margin was negative 3 percent.", [("percent", -3, "%")]),
        ("It was 5 degrees below zero.", [("measure", -5, "deg")]),
        ("It was 40 C in the shade.", [("measure", 40, "Cel")]),
        ("The flat has 45m2.", [("measure", 45, "m2")]),
        ("The yield rose 5bp.", [("percent", 5, "bp")]),
        ("It cost three quarters of a billion euros.", [("money", 7.5e8, "EUR")]),
        ("He owes a quarter of a million pounds.", [("money", 2.5e5, "GBP")]),
        ("Two girls, 12 and 14, were hurt.", [("count", 2, None), ("age", 12, "a"), ("age", 14, "a")]),
        ("Boys aged 9, 10 and 11 fled.", [("age", 9, "a"), ("age", 10, "a"), ("age", 11, "a")]),
        ("Jane Roe is 71 and well.", [("age", 71, "a")]),
        ("They raised the voting age from 18 to 21.", [("age", 18, "a"), ("age", 21, "a")]),
        ("The gap reached 3,4 percent.", [("percent", 3.4, "%")]),
        ("The deal is worth \u20ac1,5 billion.", [("money", 1.5e9, "EUR")]),
        ("Goods worth $1 943 million were lost.", [("money", 1.943e9, "USD")]),
        ("The town has 12.500 residents.", [("count", 12500, None)]),
        ("It weighs 12.500 tonnes.", [("measure", 12.5, "t")]),
        ("It lay on Ninety Mile Beach.", []),
        ("Calls to 0870 numbers cost more.", []),
        ("He filed Form 990.", []),
        ("The train left at 10.45 and the shares closed at 10.45.", [("count", 10.45, None)]),
        ("At 1600 hours the siren rang.", []),
        ("It took 1600 hours.", [("duration", 1600, "h")]),
        ("The match kicks off at 15.00.", []),
        (
            "The two funds lost 4 and 6 million euros.",
            [("count", 2, None), ("money", 4e6, "EUR"), ("money", 6e6, "EUR")],
        ),
        ("She ran it in 2 hours 6 minutes 36 seconds.", [("duration", 2.11, "h")]),
        ("A fifth of a million voters stayed home.", [("count", 2e5, None)]),
        ("A boy of 12 and his sister, 14, drowned.", [("age", 12, "a"), ("age", 14, "a")]),
        ("A man of 40 employees was seen.", [("count", 40, None)]),
        ("It happened on 15 Shaban 1440.", []),
        ("The 1900 block of Elm Street was closed.", []),
    ],
)
def test_numbers_in_a_row_and_their_kinds(parse, sentence, read):
    figures = find_figures(Body(parse(sentence)), [])
    assert [(figure.kind, figure.value, figure.unit) for figure in figures] == read


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("It plans 20-25,000 job cuts.", (20000, 25000)),
        ("It asked people between the ages of 18 and 29.", (18, 29)),
        ("They were aged between 18 and 64.", (18, 64)),
        ("It plans 3-25,000 job cuts.", (3, 25000)),
    ],
)
def test_ends_of_a_range(parse, sentence, bounds):
    (figure,) = find_figures(Body(parse(sentence)), [])
    assert (figure.low, figure.high) == bounds


def test_a_verb_is_not_counted(parse):
    assert [figure.counted for figure in find_figures(Body(parse("Fewer than 10 remain.")), [])] == [None]


@pytest.mark.parametrize("sentence", ["One in 200 recovers.", "One in 40 survives."])
def test_a_verb_without_another_is_not_counted(parse, sentence):
    (figure,) = find_figures(Body(parse(sentence)), [])
    assert (figure.kind, figure.counted) == ("ratio", None)


def test_it_of_the_weather_measures_nothing_told(parse):
    figures = find_figures(Body(parse("The margin was 3 percent. It was 5 degrees below zero.")), [])
    assert [figure.measured for figure in figures] == ["margin", None]


def test_a_lent_sum_is_of_what_the_last_is(parse):
    figures = find_figures(Body(parse("The two funds lost 4 and 6 million euros.")), [])
    assert [figure.measured for figure in figures[1:]] == ["funds", "funds"]
