"""Whose money a figure is: the sentence first, value and currency after it."""

from __future__ import annotations

import pytest

from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body


def sums(parse, sentence, country=None):
    return [(figure.kind, figure.value, figure.unit) for figure in find_figures(Body(parse(sentence)), [], country)]


@pytest.mark.parametrize(
    ("sentence", "value", "unit"),
    [
        ("The fine was R5 million.", 5e6, "ZAR"),
        ("They paid NIS 40 for bread.", 40, "ILS"),
        ("The plan costs N500 billion.", 5e11, "NGN"),
        ("It costs 82p there.", 82, "GBP-penny"),
        ("She was fined 900 Danish kroner.", 900, "DKK"),
        ("Damage is put at P500 million.", 5e8, None),
        ("He owes 40,000 pula.", 4e4, "BWP"),
        ("He lost 500 Icelandic kronur.", 500, "ISK"),
        ("The sale fetched 3 million Turkmen manat.", 3e6, "TMT"),
        ("The sale fetched ₸3 million.", 3e6, "KZT"),
        ("The sale fetched Rs 40 cr.", 4e8, "INR"),
    ],
)
def test_currencies(parse, sentence, value, unit):
    assert sums(parse, sentence) == [("money", value, unit)]


@pytest.mark.parametrize(
    ("sentence", "country", "unit"),
    [
        ("Damage is put at P500 million.", "PH", "PHP"),
        ("Damage is put at P500 million.", "BW", "BWP"),
        ("Damage is put at 500 million manat.", "AZ", "AZN"),
    ],
)
def test_letters_and_words_that_countries_share(parse, sentence, country, unit):
    assert sums(parse, sentence, country) == [("money", 5e8, unit)]


@pytest.mark.parametrize("sentence", ["It took the R5 line.", "It plays 1080p video.", "The P5 powers met."])
def test_letters_that_are_no_money(parse, sentence):
    assert sums(parse, sentence) == []


def test_a_bare_number_priced_as_one_before_is_of_its_currency(parse):
    told = sums(parse, "It costs 435,000 yen ($3,000) with 5 doors and 380,000 ($2,620) without.")
    assert ("money", 3.8e5, "JPY") in told
    told = sums(parse, "It costs 435,000 yen ($3,000) with 5 doors and sold 380,000 ($9) there.")
    assert ("count", 3.8e5, None) in told
