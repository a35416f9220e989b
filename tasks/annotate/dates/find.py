"""Find the time expressions of an article and resolve them to calendar days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from tasks.annotate.dates.bounds import add_bounds
from tasks.annotate.dates.calendar import Period
from tasks.annotate.dates.clock import place_clocks
from tasks.annotate.dates.combine import from_anchor
from tasks.annotate.dates.grammar import read_dates
from tasks.annotate.dates.items import Item
from tasks.annotate.dates.resolve import Context, spec_in_year
from tasks.annotate.dates.rules import GRAMMARS
from tasks.annotate.dates.words import read_items
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body

# A date that another leans on stands at most so far before it: about two paragraphs of a news story.
_REACH = 600
_FEW_MONTHS = timedelta(days=92)
_JOINED = re.compile(r", (?:and |or )?| (?:and|or|to|through) (?:the |on |in )?")
_THROUGH = re.compile(r",? (?:to|through|until|till|(?P<and>and)) (?:on )?")
_COMPARED = re.compile(r"(?:prior|previous) (?:month|quarter|year)$")
_ATTRIBUTES = frozenset(("nummod", "compound", "amod", "nmod"))


def find_dates(body: Body, published_at: datetime | None) -> list[DateSpan]:
    """Find every expression that names a time.

    Args:
        body: One article's body, tagged and parsed; offsets are code points in it.
        published_at: When the article was published, with its zone; the only anchor from outside the text. Without it
            relative dates are found but stay unresolved.

    Returns:
        Time expressions in text order, not overlapping, without the preposition before them. Days are UTC midnights,
        first and last inclusive, those that the words name; `bound` says how they bound an event ("by December").
        Durations ("for three years"), repeated times ("every Monday") and bare clock times are left out. A clock time
        without a zone names its day only.

    Source:
        docs/decisions/007-dates.md
    """
    context = Context(published_at, body)
    items = place_clocks(read_dates(read_items(body), GRAMMARS, context), context)
    found = [item for item in items if item.symbol == "date" and item.period is not None]
    found = _order_ranges(_share_years(found, body.text), body.text, context.today)
    return add_bounds(_finish(found, context), context)


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
        if today is not None and begin.first > today:
            return left, replace(right, period=replace(end, first=end.first + week, last=end.last + week))
        return replace(left, period=replace(begin, first=begin.first - week, last=begin.last - week)), right
    if left.spec.kind not in ("day", "month") or begin.year == "said":
        return left, right  # the year that is written stays: "from December 2021 to March 2021"
    years = (spec_in_year(left.spec, end.first.year - back) for back in (0, 1))
    earlier = next((year for year in years if year and year.first and year.first <= end.last), begin)
    return replace(left, period=earlier), right


def _is_attribute(item: Item, body: Body) -> bool:
    """Whether a year only says which thing is meant: nothing happens two days after "the 2016 election"."""
    token = body.token_at(item.start)
    return item.period is not None and item.period.grain == "year" and token is not None and token.dep_ in _ATTRIBUTES


def _finish(found: list[Item], context: Context) -> list[DateSpan]:
    told = _Told(context)
    spans: list[DateSpan] = []
    for item in found:
        period = item.period
        assert period is not None
        anchor = told.anchor_of(item, period)
        if period.unit is not None and anchor is not None:
            period = from_anchor(period, anchor[1])
            if item.spec is not None and period.first is not None:  # "August of that year"
                in_year = spec_in_year(item.spec, period.first.year)
                period = replace(in_year, anchor="text") if in_year else period
        elif anchor is not None:
            period = _in_told_year(item, period, anchor, context.body)
        told.hear(item, period)
        spans.append(_make_span(item, period))
    return spans


class _Told:
    """The dates told so far that a later one may lean on."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.last: tuple[Item, Period] | None = None  # the last date
        self.past: tuple[Item, Period] | None = None  # the last that does not lie ahead
        self.year: tuple[Item, Period] | None = None  # the last that says its year, be it only "the 2016 election"

    def hear(self, item: Item, period: Period) -> None:
        """Keep a date, unless it is a deadline, of which nothing is told."""
        if period.first is None or period.last is None:
            return
        if period.anchor == "none":
            self.year = (item, period)
        if self.context.follows(item.start, "by", "until", "till") or _is_attribute(item, self.context.body):
            return
        self.last = (item, period)
        today, lead = self.context.today, self.context.body.text[item.start : item.start + 6]
        if (today is None or period.first <= today) and lead.lower() != "later ":
            self.past = self.last

    def anchor_of(self, item: Item, period: Period) -> tuple[Item, Period] | None:
        """The date that a period leans on: what "the prior month" is compared with is over."""
        anchor = self.last
        if period.unit is None:
            return anchor
        if _COMPARED.search(self.context.body.text, item.start, item.end):
            anchor = self.past
        if period.unit == "year" and period.step == 0 and self.year is not None:
            is_nearer = anchor is None or self.year[0].start > anchor[0].start
            anchor = self.year if is_nearer or self._is_this_year(anchor) else anchor
        return anchor if anchor is not None and item.start - anchor[0].end <= _REACH else None

    def _is_this_year(self, anchor: tuple[Item, Period] | None) -> bool:
        """Whether a date lies in the year of publication, of which nobody says "that year"."""
        today, first = self.context.today, anchor[1].first if anchor else None
        is_near = today is not None and first is not None and first.year == today.year
        return anchor is not None and is_near and anchor[1].anchor == "published_at"


def _in_told_year(item: Item, period: Period, anchor: tuple[Item, Period], body: Body) -> Period:
    """Put "on April 22" into the year of "April 20, 2010" that the same line told of shortly before it."""
    before, told = anchor
    is_dated = told.kind == "step" or (told.kind == "day" and told.year in ("said", "told"))
    if item.spec is None or period.kind != "day" or period.year != "guessed":
        return period
    if told.first is None or told.grain != "day" or not is_dated:
        return period
    same = spec_in_year(item.spec, told.first.year)
    if same is None or same.first is None or period.first is None or "\n" in body.text[before.end : item.start]:
        return period
    is_near = timedelta(0) < same.first - told.first <= _FEW_MONTHS and same.first < period.first
    return replace(same, anchor="text", rule="told_year", year="told") if is_near else period


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
