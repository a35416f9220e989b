"""The sentence around an as-clause, and as-clauses that tell what went on meanwhile."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, Row, quotes_of, rows

CLAUSES = [
    (
        "But as Maria Lopez noted in the Harbour Post, the bridge is old.",
        [("indirect", "the bridge is old", "noted", "Maria Lopez")],
    ),
    (
        "As Maria Lopez told the council on Monday, this is going to be a long year.",
        [("indirect", "this is going to be a long year", "told", "Maria Lopez")],
    ),
    ("As Maria Lopez says, it is “a start.”", [("mixed", "it is “a start.”", "says", "Maria Lopez")]),
    (
        "As Delta reported in March, Maria Lopez said that the bridge is old.",
        [("indirect", "that the bridge is old", "said", "Maria Lopez")],
    ),
    (
        "As Delta reported, Maria Lopez “said that the bridge is old,” and left.",
        [("mixed", "Maria Lopez “said that the bridge is old,” and left", "reported", "Delta")],
    ),
    (
        "As Delta reported in March, Maria Lopez believed that the bridge is old.",
        [("indirect", "that the bridge is old", "believed", "Maria Lopez")],
    ),
    (
        "As Maria Lopez wrote in the Harbour Post, the bridge was old.",
        [("indirect", "the bridge was old", "wrote", "Maria Lopez")],
    ),
    ("As Maria Lopez told the tale, sweat fell from her chin.", []),
    ("As Maria Lopez told the judge, Peter Brandt sobbed.", []),
    ("As Maria Lopez wrote on Tuesday, rain fell behind her.", []),
    ("As I have noted before, the bridge is old.", []),
    ("As Maria Lopez announced on Monday, hundreds of people cheered.", []),
    ("As lawyers argued over the sale, dozens of people marched outside.", []),
    ("As Maria Lopez says, and as everybody knows, the bridge is old.", []),
]


@pytest.mark.parametrize(("body", "expected"), CLAUSES)
def test_an_as_clause_reports_its_sentence(parse: Parse, body: str, expected: list[Row]) -> None:
    assert rows(body, quotes_of(parse, body)) == expected
