"""Who says a quotation whose clause tells more of him or her between commas, whatever the parse makes of it."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, quotes_of

TOLD = [
    (
        "Maria Lopez, 67-year-old Navy veteran and construction worker still owed $50,000, said, "
        "“I worked hard for it. Where is the note?”",
        "Maria Lopez",
    ),
    (
        "Peter Brandt, 41-year-old port pilot and father of two still owed a year of wages, said, “I want it back.”",
        "Peter Brandt",
    ),
]
OTHERS = [
    # The day that ends the clause is nobody.
    ('In Seoul, on Monday, said the mayor, "We will go on with it."', "mayor"),
    ("The union still owed $50,000, and the pilots, who waited, said, “We want it back.”", "pilots"),
]


@pytest.mark.parametrize(("body", "name"), TOLD)
def test_whoever_is_told_more_of_between_commas_speaks(parse: Parse, body: str, name: str) -> None:
    assert [quote.speaker_name for quote in quotes_of(parse, body)] == [name]


@pytest.mark.parametrize(("body", "name"), OTHERS)
def test_no_other_name_of_the_clause_speaks(parse: Parse, body: str, name: str) -> None:
    assert [quote.speaker_name for quote in quotes_of(parse, body)] == [name]
