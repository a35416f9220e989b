"""What is no quote, what a reporting clause adds, and bodies that no writer means."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.annotate.spans import DateSpan
from tests.unit.annotate.quotes.quoting import Parse, quotes_of

NOT_QUOTES = [
    "The so-called “bridge of sighs” opened in May.",
    "Peter “Bobby” Lane lives in Rome.",
    "Maria Lopez read “The Old Man and the Sea” on the train.",
    "The word “bridge” has six letters.",
    "A motion to dismiss the mayor failed.",
    "Everything went according to plan.",
    # Whether somebody talks to the outlet is nothing that they say.
    "Maria Lopez declined to comment.",
    "Maria Lopez declined to comment on the plan.",
    "Maria Lopez did not respond to a request for comment.",
    "An engineer, who asked not to be named, left the room.",
    "Maria Lopez requested anonymity.",
    "Maria Lopez, who is 50, said nothing.",
    # A name that things have, a decision, a figure of speech: nobody says them.
    "The plan helps young people often called “dreamers” at school.",
    "Maria Lopez’s decision to leave the council came late.",
    "That said, the bridge is safe.",
]


@pytest.mark.parametrize("body", NOT_QUOTES)
def test_leaves_terms_titles_and_nicknames_alone(parse: Parse, body: str) -> None:
    assert quotes_of(parse, body) == []


@pytest.mark.parametrize(
    ("body", "addressee", "channel"),
    [
        ("Maria Lopez told reporters in Rome that it was safe.", "reporters", "told reporters in Rome"),
        ("“It is safe,” Maria Lopez said via email.", None, "via email"),
        ("“It is safe,” Maria Lopez said in a statement on Tuesday.", None, "in a statement"),
        ("Maria Lopez said during a press conference that it was safe.", None, "during a press conference"),
        ("Maria Lopez said it was safe.", None, None),
        ("“It is safe,” Maria Lopez said in a May 30 statement.", None, "in a May 30 statement"),
        ("“It is safe,” Maria Lopez said in a statement issued on Tuesday.", None, "in a statement"),
        (
            "“It is safe,” Maria Lopez said in an interview with the Post that aired on Sunday.",
            None,
            "in an interview with the Post",
        ),
        ("“It is safe,” Maria Lopez said at his daily briefing.", None, "at his daily briefing"),
        ("“It is safe,” Maria Lopez said on CNN.", None, "on CNN"),
        ("“It is safe,” Maria Lopez said in his “Harbour Hour” appearance.", None, "in his “Harbour Hour” appearance"),
        ("Maria Lopez, in a letter to the mayor, said that it was safe.", None, "in a letter to the mayor"),
        ("Speaking at a rally in Porto, Maria Lopez said that it was safe.", None, "at a rally in Porto"),
        ("In exchange, Maria Lopez said that it was safe.", None, None),
        ("“It is safe,” Maria Lopez said in response.", None, None),
        ("Lawmakers in the debate said that it was safe.", None, None),
        ("Maria Lopez told reporters on Tuesday in Rome that it was safe.", "reporters", "in Rome"),
        ("Maria Lopez told lawmakers of Texas that it was safe.", "lawmakers of Texas", None),
        ("Maria Lopez urged the council to stay calm.", "the council", None),
        ("Maria Lopez is telling those on the left that it is safe.", "those on the left", None),
    ],
)
def test_reads_addressee_and_channel(parse: Parse, body: str, addressee: str | None, channel: str | None) -> None:
    (quote,) = quotes_of(parse, body)
    assert (quote.addressee, quote.channel) == (addressee, channel)


def test_a_date_in_the_reporting_clause_says_when(parse: Parse) -> None:
    body = "On Tuesday, Maria Lopez said that the bridge would open on Friday."
    day = datetime(2024, 10, 22, tzinfo=UTC)
    later = datetime(2024, 10, 25, tzinfo=UTC)
    tuesday, friday = body.index("Tuesday"), body.index("Friday")
    dates = [
        DateSpan(tuesday, tuesday + 7, "day", day, day, "published_at"),
        DateSpan(friday, friday + 6, "day", later, later, "published_at"),
    ]
    (quote,) = quotes_of(parse, body, dates)
    assert quote.said_at == day
    (without,) = quotes_of(parse, body, dates[1:])
    assert without.said_at is None


def test_an_empty_body_has_no_quotes(parse: Parse) -> None:
    assert quotes_of(parse, "") == []


WORDS = [
    "“",
    "”",
    '"',
    "''",
    "'",
    "‘",
    "’",
    "«",
    "»",
    "said",
    "Maria Lopez",
    "that it",
    "was",
    ",",
    ".",
    ":",
    "\n",
    "–",
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=25), glue=st.sampled_from([" ", ""]))
def test_odd_marks_never_raise_and_spans_stay_inside(parse: Parse, words: list[str], glue: str) -> None:
    body = glue.join(words)
    for quote in quotes_of(parse, body):
        assert 0 <= quote.start < quote.end <= len(body)
        assert (quote.start, quote.end) == (quote.fragments[0][0], quote.fragments[-1][1])
        ends = [offset for fragment in quote.fragments for offset in fragment]
        assert ends == sorted(ends)
