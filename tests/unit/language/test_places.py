"""What the lexicons of places and organizations hold, and how they are found."""

from __future__ import annotations

import pytest
import spacy

from tasks.language.known_names import load_countries
from tasks.language.places import acts, find_known_names, find_words_between, load_gazetteer, make_slug, plain


def test_every_country_is_listed():
    codes = set(load_countries())
    # ISO 3166-1 assigns 249 codes; XK is the code in use for Kosovo.
    assert len(codes) == 250
    assert all(len(code) == 2 and code.isupper() and code.isascii() for code in codes)
    assert {"AX", "BQ", "CI", "EH", "GB", "KP", "PS", "SS", "TL", "TW", "UM", "VA", "XK", "ZW"} <= codes


def test_no_sure_name_means_two_countries():
    shared = {
        text: {entry.key for entry in entries}
        for text, entries in load_gazetteer().items()
        if len({e.key for e in entries if e.kind in ("country", "demonym") and e.condition == "always"}) > 1
    }
    assert shared == {}


def test_entries_name_known_countries():
    countries = load_countries()
    unknown = {e.country for entries in load_gazetteer().values() for e in entries if e.country} - set(countries)
    assert unknown == set()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kiev", "place:kyiv"),
        ("Washington, D.C.", "place:washington"),
        ("Hague", "place:hague"),
        ("Danes", "place:DK"),
        ("Chinese", "place:CN"),
        ("Burma", "place:MM"),
        ("Calif.", "place:california"),
        ("European", "place:europe"),
        ("WHO", "org:who"),
    ],
)
def test_names(text, key):
    assert load_gazetteer()[text][0].key == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The  United\nStates", "United States"), ("People’s Party", "People's Party"), ("the", "the")],
)
def test_plain(text, expected):
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "slug"), [("São Tomé", "sao-tome"), ("Sana'a", "sanaa"), ("The Hague", "hague"), ("U.S. Navy", "u-s-navy")]
)
def test_slug(text, slug):
    assert make_slug(text) == slug


def test_the_longest_name_is_found(parse):
    doc = parse("South Korea and the Democratic Republic of Congo met.")
    assert [doc[start:end].text for start, end in find_known_names(doc)] == [
        "South Korea",
        "Democratic Republic of Congo",
    ]


@pytest.mark.parametrize(
    ("text", "city", "expected"),
    [
        ("Oslo announced new sanctions.", "Oslo", True),
        ("The ban was imposed by Oslo.", "Oslo", True),
        ("It was the first confirmation from Oslo.", "Oslo", True),
        ("Oslo-backed forces withdrew.", "Oslo", True),
        ("The flight from Oslo was late.", "Oslo", False),
        ("Oslo is a city of parks.", "Oslo", False),
        ("He was born in Oslo.", "Oslo", False),
    ],
)
def test_acts(parse, text, city, expected):
    doc = parse(text)
    at = next(token.i for token in doc if token.text == city)
    assert acts(doc[at : at + 1]) is expected


def test_finds_words_of_a_list_between_two_tokens():
    doc = spacy.blank("en")("The mill closed because the dam broke, Because it was old.")
    leads = frozenset({"because", "the"})
    assert find_words_between(doc, leads, 0, len(doc)) == [0, 3, 4, 8]
    assert find_words_between(doc, leads, 3, 8) == [3, 4]
    assert find_words_between(doc, leads, 5, 8) == []
