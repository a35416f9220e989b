"""How the words around a date bound an event by its days. Published on a Thursday."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.annotate.dates.find import find_dates
from tasks.annotate.event_days import group_ranges, span_events
from tasks.annotate.figures.find import find_figures
from tasks.language.body import Body

PUBLISHED = datetime(2024, 10, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sentence", "rows"),
    [
        ("The bridge will open by December.", [("December", "by")]),
        ("The bridge must open no later than Friday.", [("Friday", "by")]),
        ("He has led the club since 2016.", [("2016", "since")]),
        ("He has led the club since at least 2016.", [("2016", "since")]),
        ("They have until Friday to pay.", [("Friday", "until")]),
        ("The ban runs through Monday.", [("Monday", "through")]),
        ("The shop closed before 2016.", [("2016", "before")]),
        ("No train will run after Sunday.", [("Sunday", "after")]),
        ("He was mayor from 2004 to 2009.", [("2004", "from"), ("2009", "through")]),
        ("He was mayor from 2004 until 2009.", [("2004", "from"), ("2009", "until")]),
        ("It was built between May 2003 and July 2004.", [("May 2003", "from"), ("July 2004", "through")]),
        ("The rule holds from 2026 onwards.", [("2026", "from")]),
        ("She found a photo from 2016.", [("2016", None)]),
        ("They met in December.", [("December", None)]),
        ("The town was hit by Monday's storm.", [("Monday", None)]),
        ("He resigned after Monday's vote.", [("Monday", None)]),
        ("Since Monday is a holiday, the shops close.", [("Monday", None)]),
        ("It was open June 26-28, 2020.", [("June 26-28, 2020", None)]),
    ],
)
def test_bound(parse, sentence, rows):
    found = find_dates(Body(parse(sentence)), PUBLISHED)
    assert [(sentence[date.start : date.end], date.bound) for date in found] == rows


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("It will open by December.", None, "2024-12-31"),
        ("It has run since 2016.", "2016-01-01", None),
        ("It will run until Friday.", None, "2024-10-25"),
        ("It closed before 2016.", None, "2015-12-31"),
        ("It closed after 2016.", "2017-01-01", None),
        ("It closed after Monday night.", "2024-10-21", None),
        ("It closed in 2016.", "2016-01-01", "2016-12-31"),
        ("It ran from 2004 to 2009.", "2004-01-01", "2009-12-31"),
    ],
)
def test_days_of_an_event(parse, sentence, start, end):
    days = span_events(find_dates(Body(parse(sentence)), PUBLISHED))
    assert tuple(day and day.date().isoformat() for day in days) == (start, end)


def test_an_end_alone_opens_no_stretch(parse):
    dates = find_dates(Body(parse("It opened in 2004 and will run until 2009.")), PUBLISHED)
    assert group_ranges(dates) == [[date] for date in dates]
    assert span_events(dates) == (None, datetime(2009, 12, 31, tzinfo=UTC))


def test_a_figure_holds_for_a_whole_range(parse):
    doc = parse("From 2004 to 2009, 40 miners died.")
    (figure,) = find_figures(Body(doc), find_dates(Body(doc), PUBLISHED))
    assert (figure.date_start, figure.date_end) == (
        datetime(2004, 1, 1, tzinfo=UTC),
        datetime(2009, 12, 31, tzinfo=UTC),
    )
