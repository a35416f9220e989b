"""Plots and the periods they show."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from tasks.report.periods import gather_periods
from tasks.report.plots import plot_bars, plot_periods


def count(*days: date) -> list[dict[str, object]]:
    return [{"day": day, "articles": 2, "quotes": 3} for day in days]


@pytest.mark.parametrize(
    "labels",
    [["plain"], [], ["costs $5 and $6", "<script>alert(1)</script> & \"quotes\"", "", "a\nb", "x" * 200, "كلمة"]],
)  # fmt: skip
def test_bars_are_whole_svg_without_outside_references(labels):
    drawn = plot_bars(labels, range(len(labels)), 'Bars of "$" <b>')
    assert drawn.startswith("<svg")
    assert not re.search(r"https?:|<script|<metadata|xmlns", drawn)
    assert not re.search(r'href="(?!#)|url\((?!#)', drawn)
    root = ElementTree.fromstring(drawn.replace("xlink:href", "href"))
    words = [" ".join("".join(each.itertext()).split()) for each in root.iter("text")]
    assert 'Bars of "$" <b>' in words
    # A label of more than 40 characters is cut.
    assert {" ".join(label.split()) for label in labels if label and len(label) <= 40} <= set(words)
    assert drawn == plot_bars(labels, range(len(labels)), 'Bars of "$" <b>')


@pytest.mark.parametrize(
    ("days", "grain", "n"),
    [
        ([], "day", 0),
        ([date(2025, 3, 6)], "day", 1),
        ([date(2025, 3, 6), date(2025, 3, 9)], "day", 4),
        ([date(2025, 1, 1), date(2025, 12, 31)], "week", 53),
        ([date(2015, 1, 1), date(2025, 12, 31)], "month", 132),
        ([date(1, 1, 1), date(1970, 1, 1), date(9999, 12, 31)], "year", 3),
        ([date(9999, 12, 31)], "day", 1),
    ],
)
def test_periods_keep_every_count_and_can_be_drawn(days, grain, n):
    periods = gather_periods(count(*days), ("articles", "quotes"))
    assert (periods.grain, len(periods.starts)) == (grain, n)
    assert sum(periods.counts["articles"]) == 2 * len(days)
    assert sum(periods.counts["quotes"]) == 3 * len(days)
    assert list(periods.starts) == sorted(set(periods.starts))
    for names in ({"articles": "articles"}, {"articles": "articles", "quotes": "quotes"}):
        assert f"Rows by {grain}" in plot_periods(periods, names, "Rows")


def test_weeks_begin_on_monday_and_gaps_count_nothing():
    days = [date(2025, 1, 1) + timedelta(at) for at in (0, 1, 300)]
    periods = gather_periods(count(*days), ("articles",))
    assert periods.starts[0] == date(2024, 12, 30)
    assert all(start.weekday() == 0 for start in periods.starts)
    assert periods.counts["articles"][0] == 4
    assert set(periods.counts["articles"][1:-1]) == {0}
