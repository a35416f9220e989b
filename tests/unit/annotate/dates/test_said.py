"""Days inside a quotation lean on the day on which it was said. Published on Thursday 14 March 2024."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.annotate.dates.said import lean_on_saying
from tasks.annotate.spans import Quote
from tasks.language.body import Body, Chars

PUBLISHED = datetime(2024, 3, 14, tzinfo=UTC)
MONDAY = datetime(2024, 3, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("We will know more tomorrow.", "2024-03-12", "2024-03-12"),
        ("We will know more next week.", "2024-03-18", "2024-03-24"),
        ("We knew of it last month.", "2024-02-01", "2024-02-29"),
        ("We knew of it last year.", "2023-01-01", "2023-12-31"),
        ("It was shut on Wednesday.", "2024-03-06", "2024-03-06"),
    ],
)
def test_said_on_monday(parse, words, first, last):
    (moved,) = _lean(parse, words, type="direct", said_at=MONDAY)
    assert (_day(moved.date_start), _day(moved.date_end), moved.anchor) == (first, last, "said_at")


def test_a_week_of_a_month_ago(parse):
    (moved,) = _lean(parse, "We meet this week.", type="direct", said_at=datetime(2024, 2, 5, tzinfo=UTC))
    assert (_day(moved.date_start), _day(moved.date_end)) == ("2024-02-05", "2024-02-11")


@pytest.mark.parametrize(
    ("words", "said_at", "day"),
    [
        ("They will vote on Friday.", datetime(2024, 2, 5, tzinfo=UTC), "2024-02-09"),
        ("They voted on Friday.", datetime(2024, 2, 5, tzinfo=UTC), "2024-02-02"),
        ("It will open in June.", datetime(2021, 2, 5, tzinfo=UTC), "2021-06-01"),
        ("It opened on June 3.", datetime(2021, 2, 5, tzinfo=UTC), "2020-06-03"),
        ("They voted on Friday.", MONDAY, "2024-03-08"),
        ("They left two weeks ago.", datetime(2024, 2, 14, tzinfo=UTC), "2024-01-29"),
        ("They left two days ago.", datetime(2024, 2, 14, tzinfo=UTC), "2024-02-12"),
    ],
)
def test_names_in_old_words_are_read_by_the_day_of_saying(parse, words, said_at, day):
    (moved,) = _lean(parse, words, type="direct", said_at=said_at, said_grain="day")
    assert _day(moved.date_start) == day


@pytest.mark.parametrize(
    ("words", "grain"),
    [
        ("We meet today.", "month"),
        ("We meet this week.", "year"),
        ("We will meet on Friday.", "month"),
        ("We lost over the past year.", "month"),
    ],
)
def test_a_day_stays_open_where_only_the_month_or_year_of_saying_is_known(parse, words, grain):
    said_at = datetime(2024, 1, 1, tzinfo=UTC)
    (left,) = _lean(parse, words, type="direct", said_at=said_at, said_grain=grain)
    assert not left.is_resolved and left.anchor == "none"


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("We will know more tomorrow.", {"type": "direct", "said_at": None}),
        ("We will know more tomorrow.", {"type": "indirect", "said_at": MONDAY}),
        ("We knew of it in 2019.", {"type": "direct", "said_at": MONDAY}),
        ("We will know more tomorrow.", {"type": "direct", "said_at": datetime(2024, 3, 20, tzinfo=UTC)}),
    ],
)
def test_what_stays(parse, words, fields):
    assert _lean(parse, words, **fields) == find_dates(Body(parse(words)), PUBLISHED)


def test_without_a_day_of_publication_nothing_moves(parse):
    dates = find_dates(Body(parse("We will know more tomorrow.")), None)
    quote = Quote(start=0, end=27, type="direct", content="", fragments=(Chars((0, 27)),), said_at=MONDAY)
    assert lean_on_saying(dates, [quote], None, Body(parse("We will know more tomorrow."))) == dates


def _lean(parse, words, **fields):
    quote = Quote(start=0, end=len(words), content=words, fragments=(Chars((0, len(words))),), **fields)
    body = Body(parse(words))
    return lean_on_saying(find_dates(body, PUBLISHED), [quote], PUBLISHED, body)


def _day(moment):
    return moment and moment.date().isoformat()
