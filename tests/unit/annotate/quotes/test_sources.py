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
