"""Fractions, shares and multiples: the sentence first, kind, value and the thing counted after it."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "counted"),
    [
        ("It fired one half of one percent of its workers.", "percent", 0.5, "workers"),
        ("He got half of 1 percent of the vote.", "percent", 0.5, "vote"),
        ("It fell two-tenths of a percentage point.", "percent", 0.2, None),
        ("You need just 1/2 a teaspoon of salt.", "measure", 0.5, "salt"),
        ("Wheat rose 3-1/4 cents.", "money", 3.25, None),
        ("He lost 18 1/2 pounds.", "measure", 18.5, None),
        ("Add 5 ½ cups of flour.", "measure", 5.5, "flour"),
        ("About seven-in-ten farmers agreed.", "ratio", 0.7, "farmers"),
        ("Nearly two in five adults agreed.", "ratio", 0.4, "adults"),
        ("Two-thirds of the pupils left.", "ratio", pytest.approx(2 / 3), "pupils"),
        ("It cuts deaths by up to a third.", "ratio", pytest.approx(1 / 3), None),
        ("Sales fell by half.", "ratio", 0.5, None),
        ("More than half say they agree.", "ratio", 0.5, None),
        ("Over half the seats are empty.", "ratio", 0.5, "seats"),
        ("It took more than half an hour.", "duration", 0.5, None),
        ("It is half the size of the old one.", "multiple", 0.5, None),
        ("It is half as likely to fail.", "multiple", 0.5, None),
        ("Twice as many women applied.", "multiple", 2, "women"),
        ("Three times as many fires broke out.", "multiple", 3, "fires"),
        ("It trades at 12.5 times earnings.", "multiple", 12.5, None),
        ("It has double the number of beds.", "multiple", 2, "beds"),
        ("It rose at twice the rate of inflation.", "multiple", 2, None),
        ("Spending doubled over the decade.", "multiple", 2, None),
        ("Spending doubled as a result.", "multiple", 2, None),
        ("Sales doubled as the economy grew.", "multiple", 2, None),
    ],
)
def test_parts_and_multiples(parse, sentence, kind, value, counted):
    (figure,) = find_figures(Body(parse(sentence)), [])
    assert (figure.kind, figure.value, figure.counted) == (kind, value, counted)


def test_what_someone_did_in_so_many_games_is_no_share(parse):
    assert [figure.value for figure in find_figures(Body(parse("He scored two in five games.")), [])] == [2, 5]


@pytest.mark.parametrize(
    "sentence", ["He was followed by a third.", "He came at about half past six.", "He scored in the first half."]
)
def test_halves_and_thirds_that_are_no_shares(parse, sentence):
    assert find_figures(Body(parse(sentence)), []) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "On Sunday he doubled down.",
        "He doubled, tripled and quadrupled down on it.",
        "He doubled as a driver.",
        "She doubled over.",
    ],
)
def test_doubling_that_is_no_multiple(parse, sentence):
    assert find_figures(Body(parse(sentence)), []) == []
