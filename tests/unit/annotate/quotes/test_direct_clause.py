"""Quotations behind a colon that go on with a clause of the same speaker."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, Row, quotes_of, rows

COLONS = [
    (
        "Maria Lopez said the bridge was older than the town: “We must look at it as it is.”",
        [("mixed", "the bridge was older than the town: “We must look at it as it is.”", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez told me most of those are quoting someone else: “I never wrote it.”",
        [("mixed", "most of those are quoting someone else: “I never wrote it.”", "told", "Maria Lopez")],
    ),
    (
        "Maria Lopez told the sailors what she would do: “I would build a bridge.”",
        [("direct", "I would build a bridge.", "told", "Maria Lopez")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), COLONS)
def test_a_clause_before_a_colon_is_said_too(parse: Parse, body: str, expected: list[Row]) -> None:
    assert rows(body, quotes_of(parse, body)) == expected
