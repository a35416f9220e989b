"""Find the time expressions of an article and resolve them to calendar days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tasks.annotate.dates.bounds import add_bounds
from tasks.annotate.dates.calendar import Period
from tasks.annotate.dates.clock import place_clocks
from tasks.annotate.dates.grammar import read_dates
from tasks.annotate.dates.items import Item
from tasks.annotate.dates.resolve import Context, spec_in_year
from tasks.annotate.dates.rules import GRAMMARS
from tasks.annotate.dates.told import lean_on_told
from tasks.annotate.dates.words import read_items
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body

_JOINED = re.compile(r", (?:and |or )?| (?:and|or|to|through) (?:the |on |in )?")
_THROUGH = re.compile(r",? (?:to|through|until|till|(?P<and>and)) (?:on )?")


def find_dates(body: Body, published_at: datetime | None, country: str | None = None) -> list[DateSpan]:
    """Find every expression that names a time.

    Args:
        body: One article's body, tagged and parsed; offsets are code points in it.
        published_at: When the article was published, with its zone; the only anchor from outside the text. Without it
            relative dates are found but stay unresolved.
        country: That of the outlet, as ISO 3166 code: it tells when its summer is, and whether
            "3/4/2022" is March or April.

    Returns:
        Time expressions in text order, not overlapping, without the preposition before them. Days are UTC midnights,
        first and last inclusive, those that the words name; `bound` says how they bound an event ("by December").
        Durations ("for three years"), repeated times ("every Monday") and bare clock times are left out. A clock time
        without a zone names its day only.

    Source:
        docs/decisions/007-dates.md
    """
    context = Context(published_at, body, country)
    items = place_clocks(read_dates(read_items(body, country), GRAMMARS, context), context)
    found = [item for item in items if item.symbol == "date" and item.period is not None]
    found = _order_ranges(_share_years(found, body.text), body.text, context.today)
    return add_bounds([_make_span(item, period) for item, period in lean_on_told(found, context)], context)


def _share_years(found: list[Item], text: str) -> list[Item]:
    """Give "January" of "January and February 2013" the year that stands behind its neighbour."""
    for place in range(len(found) - 2, -1, -1):
        left, right = found[place], found[place + 1]
        if left.spec is None or right.spec is None or left.period is None or right.period is None:
            continue
        if left.spec.kind not in ("month", "day", "quarter") or left.period.year != "guessed":
            continue
        if right.period.year != "said" or not _JOINED.fullmatch(text, left.end, right.start):
            continue
        year = right.period.first.year if right.period.first else 0
        shared = spec_in_year(left.spec, year)
        if shared and shared.first and right.period.first and shared.first <= right.period.first:
            found[place] = replace(left, period=shared)
    return found


def _order_ranges(found: list[Item], text: str, today: date | None) -> list[Item]:
    for place in range(len(found) - 2, -1, -1):
        if _is_range(found[place], found[place + 1], text):
            found[place], found[place + 1] = _order_ends(found[place], found[place + 1], today)
    return found


def _is_range(left: Item, right: Item, text: str) -> bool:
    """Whether "from" or "between" and what stands between them make two dates the ends of one stretch."""
    join, before = _THROUGH.fullmatch(text, left.end, right.start), text[max(left.start - 9, 0) : left.start].lower()
    return join is not None and (before.endswith("between ") if join["and"] else True)


def _order_ends(left: Item, right: Item, today: date | None) -> tuple[Item, Item]:
    """Put the first day of "from Jan. 1 to March 31" before the last, where the tense had put it behind."""
    begin, end = left.period, right.period
    if begin is None or end is None or left.spec is None or begin.first is None or end.first is None:
        return left, right
    if begin.last is None or end.last is None or begin.first <= end.last:
        return left, right
    if left.spec.kind == "weekday" and right.spec is not None and right.spec.kind == "weekday":
        week = timedelta(days=7)
        if today is not None and begin.first >= today:
            return left, replace(right, period=replace(end, first=end.first + week, last=end.last + week))
        return replace(left, period=replace(begin, first=begin.first - week, last=begin.last - week)), right
    if left.spec.kind not in ("day", "month") or begin.year == "said":
        return left, right  # the year that is written stays: "from December 2021 to March 2021"
    years = (spec_in_year(left.spec, end.first.year - back) for back in (0, 1))
    earlier = next((year for year in years if year and year.first and year.first <= end.last), begin)
    anchor = "text" if end.year == "said" else "published_at"
    return replace(left, period=replace(earlier, anchor=anchor)), right


def _make_span(item: Item, period: Period) -> DateSpan:
    start = period.at or _at_midnight(period.first)
    end = period.at or _at_midnight(period.last)
    resolved = start is not None or end is not None
    return DateSpan(
        item.start,
        item.end,
        period.grain,
        date_start=start,
        date_end=end,
        anchor=period.anchor if resolved else "none",
        time_zone_text=period.zone,
        rule=period.rule or None,
    )


def _at_midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=UTC) if day else None
