"""Ranges that are written backward: a reader puts them in order, and no row runs backward, whatever stands in them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.annotate.claims.find import find_claims
from tasks.annotate.dates.find import find_dates
from tasks.annotate.event_days import span_events
from tasks.annotate.figures.find import find_figures
from tasks.annotate.spans import Claim, DateSpan, Figure
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body

PUBLISHED = datetime(2024, 10, 24, tzinfo=UTC)

DATES = st.one_of(
    st.integers(1, 9999).map(str),
    st.integers(1, 2100).map("{} BC".format),
    st.integers(1, 30).map("{} AD".format),
    st.sampled_from(["Friday", "last Monday", "March", "March 5", "May 2019", "1 June 2031", "next year", "the 1990s"]),
    st.sampled_from(["today", "now", "2024-12-01", "10/1", "Sept. 30", "Christmas", "late 2018", "the 20th century"]),
    st.sampled_from(["5 p.m. EST on Friday", "9 a.m. GMT Monday", "the end of 9999", "January 1, 0001"]),
    st.dates().map(lambda day: f"{day:%B} {day.day}, {day.year}"),
    st.dates().map(lambda day: f"{day:%B} {day.year}"),
)
NUMBERS = st.one_of(
    st.integers(0, 10**7).map(str),
    st.integers(0, 10**7).map("{:,}".format),
    st.floats(0, 1000).map("{:.1f} million".format),
    st.integers(0, 10**6).map("${:,}".format),
    st.integers(0, 100).map("{} percent".format),
    st.sampled_from(["five", "two dozen", "3½", "half", "a hundred", "$3bn", "€200", "-4", "20 degrees", "7 kg"]),
)
DATED = (
    "{} to {}", "from {} to {}", "between {} and {}", "from {} until {}", "from {} through {}", "{}-{}", "{} – {}",
    "after {} and before {}", "since {} by {}", "before {} or after {}", "until {}, from {}",
)  # fmt: skip
NUMBERED = ("{} to {}", "from {} to {}", "between {} and {}", "{}-{}", "{} – {}", "{} or {}", "at least {}, at most {}")


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("The mill was shut between 2011 and 2008.", "2008-01-01", "2011-12-31"),
        ("Rents fell 3 percent from 2018 to 2014.", "2014-01-01", "2018-12-31"),
        ("Output shrank from December 2021 to March 2021.", "2021-03-01", "2021-12-31"),
        ("The ferry ran from 2022 to June 5, 2021.", "2021-06-05", "2022-12-31"),
        # "Until" says which way it runs, and it cannot.
        ("She will govern from 2031 until 2027.", None, None),
        # Nothing is before the calendar, and nothing after it.
        ("The wall was built before 1 AD.", None, None),
        ("The ferry ran from 2021 to 2022.", "2021-01-01", "2022-12-31"),
    ],
)
def test_days_of_a_backward_range(parse, sentence, start, end):
    days = span_events(find_dates(Body(parse(sentence)), PUBLISHED))
    assert tuple(day and day.date().isoformat() for day in days) == (start, end)


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("Between 50 and 40 boats were lost.", 40.0, 50.0),
        ("It would cost between $9 million and $7 million.", 7e6, 9e6),
        ("Between 30 and 20 percent of the crop was spoiled.", 20.0, 30.0),
        ("Between 40 and 50 boats were lost.", 40.0, 50.0),
    ],
)
def test_values_of_a_backward_range(parse, sentence, low, high):
    doc = parse(sentence)
    (figure,) = find_figures(Body(doc), find_dates(Body(doc), PUBLISHED))
    assert (figure.value, figure.low, figure.high, figure.approximation) == (None, low, high, "range")


def test_numbers_that_fall_are_no_range(parse):
    doc = parse("The number of boats fell from 50 to 40.")
    assert [figure.value for figure in find_figures(Body(doc), find_dates(Body(doc), PUBLISHED))] == [50.0, 40.0]


def find_rows(parse, text) -> tuple[list[DateSpan], list[Figure], list[Claim]]:
    body = Body(parse(text))
    dates = find_dates(body, PUBLISHED)
    claims = find_claims(body, [], [], dates, SpeakerResolver(body, []))
    return dates, find_figures(body, dates), claims


def runs_forward(start, end) -> bool:
    return start is None or end is None or start <= end


@settings(max_examples=150)
@given(st.sampled_from(DATED), DATES, DATES)
def test_no_date_runs_backward(parse, frame, left, right):
    dates, figures, claims = find_rows(parse, f"The port said that 40 boats were lost {frame.format(left, right)}.")
    assert all(runs_forward(date.date_start, date.date_end) for date in dates)
    assert all(runs_forward(figure.date_start, figure.date_end) for figure in figures)
    assert all(runs_forward(claim.event_start, claim.event_end) for claim in claims)
    assert runs_forward(*span_events(dates))


@settings(max_examples=150)
@given(st.sampled_from(NUMBERED), NUMBERS, NUMBERS)
def test_no_value_runs_backward(parse, frame, left, right):
    _, figures, _ = find_rows(parse, f"The port said that {frame.format(left, right)} boats were lost in the storm.")
    assert all(runs_forward(figure.low, figure.high) for figure in figures)
