"""What a page says of a row."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.report.wording import describe_date, describe_figure, describe_speaker, describe_time, write_number
from tests.unit.report.conftest import make_row


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"value": 300.0, "approximation": "about", "counted": "people"}, "count: about 300 people"),
        ({"value": 40.0, "low": 40.0, "approximation": "at_least"}, "count: at least 40"),
        ({"low": 40.0}, "count: at least 40"),
        ({"high": 10.0}, "count: at most 10"),
        ({"high": 10.0, "approximation": "under"}, "count: under 10"),
        ({"low": 5.0, "high": 6.5, "approximation": "range", "kind": "percent", "unit": "%"}, "percent: 5 to 6.5 %"),
        ({"value": 3.2e12, "kind": "money", "unit": "USD", "is_total": True}, "money: 3,200,000,000,000 USD total"),
        ({"value": 0.0, "counted": "cases", "is_additional": True}, "count: 0 cases additional"),
    ],
)
def test_figure_says_number_unit_and_thing(row, words):
    assert describe_figure(make_row("figures", **row)) == words


@pytest.mark.parametrize(
    ("number", "written"),
    [(1234567890123.0, "1,234,567,890,123"), (0.1, "0.1"), (-4.25, "-4.25"), (None, "…"), (1e300, "1e+300")],
)
def test_number_is_written_in_full(number, written):
    assert write_number(number) == written


def test_date_names_days_moments_and_open_sides():
    day, end = datetime(2025, 3, 6, tzinfo=UTC), datetime(2025, 3, 9, tzinfo=UTC)
    moment = datetime(2025, 3, 6, 14, 30, tzinfo=UTC)
    row = make_row("dates", is_resolved=True, date_start=day, date_end=day)
    assert describe_date(row) == "date: 2025-03-06"
    assert describe_date(row | {"date_end": end}) == "date: 2025-03-06 to 2025-03-09"
    assert describe_date(row | {"date_start": None}) == "date: … to 2025-03-06"
    assert describe_date(row | {"bound": "by"}) == "date: by 2025-03-06"
    assert describe_date(row | {"is_resolved": False, "grain": "week"}) == "date, week, not resolved"
    assert describe_time(moment) == "2025-03-06 14:30 UTC"
    assert describe_time(None) == ""


def test_speaker_is_named_as_far_as_known():
    quote = make_row("quotes", speaker_text="she", speaker_name="Ann Holt")
    assert describe_speaker(quote) == "Ann Holt"
    assert describe_speaker(quote | {"speaker_name": None}) == "she"
    assert describe_speaker(quote | {"speaker_name": None, "is_anonymous": True}) == "she (anonymous)"
    assert describe_speaker(make_row("quotes")) == "speaker unknown"
