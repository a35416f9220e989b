"""Sources without a verb, and who is none of them though the parse joins them."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, Row, quotes_of, rows

SOURCES = [
    (
        "According to police, Peter Brandt, 41, was driving north.",
        [("indirect", "Peter Brandt, 41, was driving north", "According to", "police")],
    ),
    (
        "According to the mayor, Maria Lopez, the bridge was sold.",
        [("indirect", "the bridge was sold", "According to", "the mayor, Maria Lopez")],
    ),
    (
        "But according to Delta, the port, which closed in May, has lost 300 jobs.",
        [("indirect", "the port, which closed in May, has lost 300 jobs", "according to", "Delta")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), SOURCES)
def test_who_acts_is_no_part_of_the_source(parse: Parse, body: str, expected: list[Row]) -> None:
    assert rows(body, quotes_of(parse, body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Maria Lopez's call for the council to sell the bridge angered drivers.",
            [("indirect", "the council to sell the bridge", "call", "Maria Lopez's")],
        ),
        (
            "Maria Lopez's call on the council to resign was ignored.",
            [("indirect", "the council to resign", "call", "Maria Lopez's")],
        ),
        (
            "Delta has held firm despite criticisms that it ignores drivers.",
            [("indirect", "that it ignores drivers", "criticisms", None)],
        ),
        (
            "Delta has insisted on the toll despite criticism from drivers that it is too high.",
            [
                ("indirect", "that it is too high", "criticism", "drivers"),
            ],
        ),
    ],
)
def test_what_a_noun_asks_or_blames(parse: Parse, body: str, expected: list[Row]) -> None:
    assert rows(body, quotes_of(parse, body)) == expected


def test_what_others_fear_is_nobodys_report(parse: Parse) -> None:
    assert quotes_of(parse, "The Delta Board pressed ahead in spite of fears that the bridge would sink.") == []
