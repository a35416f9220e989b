"""Days inside a quotation, which are those of the day on which it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from tasks.annotate.dates.calendar import add_months, span_of
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import DateSpan, Quote

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def lean_on_saying(dates: Sequence[DateSpan], quotes: Sequence[Quote], published_at: datetime | None) -> list[DateSpan]:
    """Move "tomorrow" and "this week" of words quoted as spoken to the day on which they were said, where it is known.

    Args:
        dates: Those of a body, in text order, as `find_dates` reads them: by the day of publication.
        quotes: Its quotes; the words of a direct one are the speaker's.
        published_at: When the article was published.

    Returns:
        The dates, those moved with the anchor `said_at`.
    """
    if published_at is None:
        return list(dates)
    today, moved = published_at.astimezone(UTC).date(), {date.start: date for date in dates}
    for quote in quotes:
        if quote.said_at is None or quote.type != "direct":
            continue
        said = quote.said_at.astimezone(UTC).date()
        for start, end in quote.fragments:
            for date_in in find_overlapping(dates, start, end):
                moved[date_in.start] = _move(date_in, today, said)
    return list(moved.values())


def _move(span: DateSpan, today: date, said: date) -> DateSpan:
    if span.date_start is None or span.date_end is None or span.anchor != "published_at" or said > today:
        return span
    if span.rule == "deictic":
        step = said - today
        return replace(span, date_start=span.date_start + step, date_end=span.date_end + step, anchor="said_at")
    if span.rule != "unit_which" or (span.grain != "week" and span.grain not in _MONTHS):
        return span
    ours, theirs = span_of(span.grain, today)[0], span_of(span.grain, said)[0]
    named = span.date_start.date()
    if span.grain == "week":
        first = theirs + (named - ours)
    else:
        first = add_months(theirs, (named.year - ours.year) * 12 + named.month - ours.month)
    start, end = (_at_midnight(day) for day in span_of(span.grain, first))
    return replace(span, date_start=start, date_end=end, anchor="said_at")


def _at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
