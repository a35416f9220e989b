"""Days inside a quotation, which are those of the day on which it was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from expectations.enumerations import YEAR_GRAINS
from tasks.annotate.dates.calendar import add_months, span_of
from tasks.annotate.dates.items import Spec
from tasks.annotate.dates.resolve import Context, resolve_spec
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import DateSpan, Quote
from tasks.language.body import Body

_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_OF_A_DAY = YEAR_GRAINS.index("day")
_A_WEEK, _A_MONTH = timedelta(days=7), timedelta(days=31)


def lean_on_saying(
    dates: Sequence[DateSpan], quotes: Sequence[Quote], published_at: datetime | None, body: Body
) -> list[DateSpan]:
    """Move "tomorrow" and "this week" of words quoted as spoken to the day on which they were said, where it is known.

    A weekday moves where they were said a week and more ago, a month or day of a month after a month. Where only the
    month or year of saying is known, a day that leans on it stays open.

    Args:
        dates: Those of a body, in text order, as `find_dates` reads them: by the day of publication.
        quotes: Its quotes; the words of a direct one are the speaker's.
        published_at: When the article was published.
        body: The body.

    Returns:
        The dates, those moved with the anchor `said_at`.
    """
    if published_at is None:
        return list(dates)
    moved = {date.start: date for date in dates}
    context = Context(published_at, body)
    for quote in quotes:
        if quote.said_at is None or quote.type != "direct":
            continue
        for start, end in quote.fragments:
            for date_in in find_overlapping(dates, start, end):
                moved[date_in.start] = _move(date_in, quote, context)
    return list(moved.values())


def _move(span: DateSpan, quote: Quote, context: Context) -> DateSpan:
    today, said = context.today, quote.said_at.astimezone(UTC).date() if quote.said_at else None
    if said is None or today is None or said > today or span.anchor != "published_at":
        return span
    if span.date_start is None or span.date_end is None:
        return span
    grain = quote.said_grain or "day"
    fineness = YEAR_GRAINS.index(grain) if grain in YEAR_GRAINS else len(YEAR_GRAINS)
    if span.rule == "unit_which" and (span.grain == "week" or span.grain in _MONTHS):
        is_known = fineness <= max(YEAR_GRAINS.index(span.grain), _OF_A_DAY)
        return _move_unit(span, today, said) if is_known else _leave_open(span)
    if span.rule == "deictic":
        step = said - today
        if fineness > _OF_A_DAY:
            return _leave_open(span)
        return replace(span, date_start=span.date_start + step, date_end=span.date_end + step, anchor="said_at")
    if span.rule in ("rolling", "ago") and today - said >= _A_WEEK:
        return _move_count(span, today, said) if fineness <= _OF_A_DAY else _leave_open(span)
    if span.rule not in ("weekday", "day", "month"):
        return span
    is_old = today - said >= (_A_WEEK if span.rule == "weekday" else _A_MONTH)
    if not is_old and not (span.rule == "weekday" and _is_amiss(span, said, context)):
        return span
    is_known = fineness <= (_OF_A_DAY if span.rule == "weekday" else YEAR_GRAINS.index("month"))
    return _move_name(span, said, context) if is_known else _leave_open(span)


def _is_amiss(span: DateSpan, said: date, context: Context) -> bool:
    """Whether a weekday of words of this week lies on the wrong side of their day: "was released on Friday"."""
    assert span.date_start is not None
    lean = context.lean(span.start)
    return lean in ("past", "surely past") and span.date_start.date() > said


def _move_count(span: DateSpan, today: date, said: date) -> DateSpan:
    """Move "the past ten years", "two weeks ago" as far as the day of saying lies from that of publication."""
    assert span.date_start is not None and span.date_end is not None
    if span.grain in _MONTHS or span.grain == "week":
        return _move_unit(span, today, said)
    step = said - today
    return replace(span, date_start=span.date_start + step, date_end=span.date_end + step, anchor="said_at")


def _move_name(span: DateSpan, said: date, context: Context) -> DateSpan:
    """Read a weekday, a month or a day of it anew, by the day of saying."""
    assert span.date_start is not None
    named = span.date_start.date()
    lean = context.lean(span.start)
    if span.rule == "weekday":
        if lean is None:
            return _leave_open(span)  # "see you on Monday": before or after it was written
        spec = Spec("weekday", named.weekday())
    else:
        spec = Spec("day", named.month, named.day) if span.rule == "day" else Spec("month", named.month)
    period = resolve_spec(spec, said, lean)
    if period.first is None or period.last is None:
        return _leave_open(span)
    return replace(span, date_start=_at_midnight(period.first), date_end=_at_midnight(period.last), anchor="said_at")


def _move_unit(span: DateSpan, today: date, said: date) -> DateSpan:
    """Step a week, month or year as far as the unit of saying lies from that of publication."""
    assert span.date_start is not None
    ours, theirs = span_of(span.grain, today)[0], span_of(span.grain, said)[0]
    named = span.date_start.date()
    if span.grain == "week":
        first = theirs + (named - ours)
    else:
        first = add_months(theirs, (named.year - ours.year) * 12 + named.month - ours.month)
    start, end = (_at_midnight(day) for day in span_of(span.grain, first))
    return replace(span, date_start=start, date_end=end, anchor="said_at")


def _leave_open(span: DateSpan) -> DateSpan:
    return replace(span, date_start=None, date_end=None, anchor="none")


def _at_midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
