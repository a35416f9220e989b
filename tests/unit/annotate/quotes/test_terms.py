"""Titles and terms between marks, which are nobody's words; and what alone says nothing."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, quotes_of

TYPES = [
    # titles, also where they end what is reported
    ("There will be two bands in the “March for Lorne,” the clerk told the Post.", "indirect"),
    ("Maria Lopez said that her book, “The Salt Road,” would be out in May.", "indirect"),
    ("Maria Lopez said that it was the “Worst Day Ever.”", "mixed"),
    ("The crowd shouted “Death to Lorne,” the clerk said.", "mixed"),
    ("“The Salt Road,” Maria Lopez said.", "direct"),
    ("Maria Lopez called it “The Salt Road.”", "mixed"),
    # what is called so
    ("The so-called “dark fleet” has doubled, Maria Lopez said.", "indirect"),
    # nouns that say which one it is; adjectives only where no person speaks
    ("Maria Lopez said that the “magic number” rule must go.", "indirect"),
    ("Maria Lopez said that the “cowardly” attack was a crime.", "mixed"),
    ("The third “phantom” bid was signed in May, according to a local newspaper.", "indirect"),
    ("The fourth “faithful” donor was late, according to a local newspaper.", "indirect"),
    ("The fourth “faithful” donor was late, according to Maria Lopez.", "mixed"),
    # beside a term there may be words of one's own
    ("Maria Lopez said that the “magic number” rule was “a farce.”", "mixed"),
]


@pytest.mark.parametrize(("body", "expected"), TYPES)
def test_titles_and_terms_make_no_quote_mixed(parse: Parse, body: str, expected: str) -> None:
    assert [quote.type for quote in quotes_of(parse, body)] == [expected]


@pytest.mark.parametrize(
    "body",
    [
        "The clerk disagreed with them and left.",
        "The council voted against it in May.",
        "The ship weighed 20 tonnes and carried grain.",
        "The parcel weighs about 3 pounds.",
    ],
)
def test_a_pronoun_or_a_weight_is_no_content(parse: Parse, body: str) -> None:
    assert quotes_of(parse, body) == []
