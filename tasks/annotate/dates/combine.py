"""Join dates already read with what stands around them: clock times, zones, steps, ranges, bounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta, tzinfo

from tasks.annotate.dates.calendar import (
    COMPARED,
    DAY_OF_MONTH,
    THAT_WEEKDAY,
    WEEKDAY,
    Period,
    add_units,
    find_zone,
    make_day,
    month_end,
    span_of,
)
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, Spec, count_of, is_weekday, pick, unit_of
from tasks.annotate.dates.parts import edge_of, part_of
from tasks.annotate.dates.resolve import Context, resolve_spec, spec_in_year, stepped


def _dates(items: Sequence[Item]) -> list[Item]:
    return [item for item in items if item.symbol == "date"]


def _names_holiday(item: Item) -> bool:
    return item.spec is not None and item.spec.kind == "holiday"


def _names_weekday(item: Item) -> bool:
    return item.spec is not None and item.spec.kind == "weekday"


def _weekday_date(items: Sequence[Item], context: Context) -> Read | None:
    """Read "Tuesday, March 8": the weekday tells the year where none is given."""
    weekday, dated = sorted(_dates(items), key=_names_weekday, reverse=True)
    if weekday.spec is None or weekday.spec.kind != "weekday" or dated.period is None or pick(items, "part", "of"):
        return None
    spec = dated.spec
    if spec is None or spec.kind not in ("day", "holiday"):
        return (dated.period, spec) if dated.period.grain == "day" and dated.period.kind == "written" else None
    if dated.period.first is not None and dated.period.first.weekday() != weekday.spec.number:
        if pick(items, "on"):
            return None  # "into Christmas on Monday"
        if dated.period.year == "said":
            return dated.period, spec
        for year in (dated.period.first.year - 1, dated.period.first.year + 1):
            other = spec_in_year(spec, year)
            if other and other.first and other.first.weekday() == weekday.spec.number:
                return replace(other, anchor="published_at"), spec
        return replace(dated.period, first=None, last=None, anchor="none", year=None), spec
    return dated.period, spec


def _weekday_of_week(items: Sequence[Item], context: Context) -> Read | None:
    """Read "Monday of next week", "next week on Tuesday", "Wednesday evening last week"."""
    weekday = next((item for item in _dates(items) if item.spec and item.spec.kind == "weekday"), None)
    week = next((item for item in _dates(items) if item.period and item.period.grain == "week"), None)
    if weekday is None or week is None or weekday.spec is None or week.period is None:
        return None
    if week.period.first is None:
        return week.period, None
    day = week.period.first + timedelta(days=weekday.spec.number)
    return week.period.become("weekday_of_week", first=day, last=day, grain="day"), None


def _name_of_year(items: Sequence[Item], context: Context) -> Read | None:
    """Read "March last year", "Christmas of this year", "next year in May"."""
    dated = _dates(items)
    year = next((item for item in dated if item.period and item.period.kind == "unit"), None)
    named = next((item for item in dated if item.spec and item.spec.kind not in ("weekday", "deictic")), None)
    if year is None or named is None or year.period is None or named.spec is None or pick(items, "part"):
        return None
    if pick(items, "comma") and context.body.text[items[-1].end : items[-1].end + 2] in ("'s", "’s"):
        return None  # "before Christmas, this year's budget passed"
    if year.period.grain != "year" or named.spec.which or (named.period and named.period.year == "said"):
        return None
    if year.period.first is None:
        return named.period, None
    period = spec_in_year(named.spec, year.period.first.year)
    return (replace(period, anchor="published_at"), named.spec) if period else None


def _weekday_of_step(items: Sequence[Item]) -> Read | None:
    """Read "in three days on Friday": the weekday decides, for people count the days from either end."""
    step, weekday = items[0], items[-1]
    if step.period is None or step.period.kind != "ago" or not _names_weekday(weekday) or pick(items, "comma"):
        return None
    if step.period.first is None or step.period.grain != "day" or weekday.spec is None:
        return None
    for shift in (0, -1, 1):
        day = step.period.first + timedelta(days=shift)
        if day.weekday() == weekday.spec.number:
            return replace(step.period, first=day, last=day), weekday.spec
    return None


def join_two_dates(items: Sequence[Item], context: Context) -> Read | None:
    """Read two dates side by side as one: "Tuesday, March 8", "next week's Friday"."""
    between = pick(items, "other")
    if between is not None and context.body.text[between.start : between.end] not in ("'s", "’s"):
        return None
    return (
        _name_of_year(items, context)
        or _weekday_of_week(items, context)
        or _weekday_of_step(items)
        or _weekday_date(items, context)
    )


def join_part(items: Sequence[Item], context: Context) -> Read | None:
    """Read "Friday night", "early Monday", "early March", "the end of 2019", "mid-1990s"."""
    dated = _dates(items)[0]
    if dated.period is None:
        return None
    if pick(items, "part"):
        if dated.period.grain not in ("day", "part_of_day"):
            return None
        return replace(dated.period, grain="part_of_day"), dated.spec
    part = pick(items, "early", "late", "earlier", "later", "mid", "start", "end", "half")
    if part is None or dated.period.grain in ("interval", "week", "weekend", "hour", "minute"):
        return None
    if part.symbol in ("earlier", "later") and dated.period.grain not in ("month", "year", "day", "season"):
        return None
    return part_of(_begun(dated, context) if part.symbol == "earlier" else dated.period), dated.spec


def _begun(dated: Item, context: Context) -> Period:
    """What "earlier this autumn" means before the autumn has begun: that of the year before."""
    period, today = dated.period, context.today
    assert period is not None
    if today is None or period.first is None or period.first <= today or dated.spec is None or period.grain != "season":
        return period
    before = spec_in_year(dated.spec, period.first.year - 1)
    return replace(period, first=before.first, last=before.last) if before else period


def join_zone(items: Sequence[Item], context: Context) -> Read | None:
    """Read "On Wednesday (Korea time)": which Wednesday is told by the day that it was there."""
    dated, zone_item = _dates(items)[0], pick(items, "zone")
    zone: tzinfo | None = find_zone(zone_item.text) if zone_item else None
    if dated.period is None or zone_item is None or zone is None or dated.period.grain not in ("day", "part_of_day"):
        return None
    period = dated.period
    if dated.spec is not None and period.year != "said":
        grain = period.grain
        period = replace(resolve_spec(dated.spec, context.today_in(zone), context.direction(dated.start)), grain=grain)
    return replace(period, zone=zone_item.text), dated.spec


def join_article(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the 1960s" with its article, which in "the 1960s songs" is that of the songs."""
    dated = items[-1]
    is_decade = dated.period is not None and dated.period.kind == "decade"
    return (dated.period, dated.spec) if is_decade and context.ends_phrase(dated.end) else None


def join_week_on(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the vote is a week on Monday": so many weeks after the coming one. "A week on Monday's agenda" is none."""
    dated, unit_item, count = _dates(items)[0], pick(items, "unit"), count_of(items)
    is_coming = dated.spec is not None and dated.spec.kind == "weekday" and context.ends_phrase(dated.end)
    day = dated.period.first if dated.period is not None else None
    weeks = {"week": 1, "fortnight": 2}.get(unit_of(unit_item) if unit_item is not None else "", 0)
    if not weeks or not count or not is_coming or day is None:
        return None
    if context.today is None or day < context.today:
        return None
    moved = day + timedelta(weeks=count * weeks)
    return Period(moved, moved, "day", anchor="published_at", rule="week_on"), None


def join_weekday_beside(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the Friday after Thanksgiving": the first such weekday behind or before a day."""
    weekday, other = _dates(items)
    base, spec = other.period, weekday.spec
    if base is None or spec is None or spec.kind != "weekday" or spec.which or base.grain != "day":
        return None
    if other.spec is None or other.spec.kind not in ("day", "holiday"):
        return None
    if base.first is None:
        return Period(None, None, "day", rule="offset"), None
    if pick(items, "after"):
        day = base.first + timedelta(days=(spec.number - base.first.weekday() - 1) % 7 + 1)
    else:
        day = base.first - timedelta(days=(base.first.weekday() - spec.number - 1) % 7 + 1)
    return Period(day, day, "day", anchor=base.anchor, rule="offset"), None


def join_offset(items: Sequence[Item], context: Context) -> Read | None:
    """Read "two days after January 12", "the day before Christmas", "three weeks from tomorrow"."""
    dated, unit_item = _dates(items)[0], pick(items, "unit", "part")
    count = count_of(items)
    if dated.period is None or unit_item is None:
        return None
    unit = unit_of(unit_item)
    if unit in ("hour", "minute", "second") or (items[0].symbol == "the" and unit_item.text.endswith("s")):
        return None  # "in the weeks before Christmas"
    base = dated.period.last if not pick(items, "before") else dated.period.first
    if base is None or count is None:
        return Period(None, None, unit if unit in ("week", "month", "year") else "day", rule="offset"), None
    sign = -1 if pick(items, "before") else 1
    anchor = dated.period.anchor if dated.period.anchor != "none" else "text"
    first, last, grain = stepped(base, sign * count, unit, dated.period.grain != "day")
    is_less = context.follows(items[0].start, "less than", "under", "fewer than", "within")
    if is_less or (pick(items, "from") and context.follows(items[0].start, "for")):
        first, last = (first, base) if sign < 0 else (base, last - timedelta(days=1))
        grain = "interval"
    return (Period(first, last, grain, anchor=anchor, rule="offset"), None) if first <= last else None


def join_span_from(items: Sequence[Item], context: Context) -> Read | None:
    """Read "two weeks starting May 20": so many units, the named day included."""
    period, unit, count = items[-1].period, unit_of(items[1]), count_of(items)
    if period is None or period.grain != "day" or count is None or unit in ("hour", "minute", "second"):
        return None
    if period.first is None:
        return Period(None, None, "interval", rule="span_from"), None
    last = add_units(period.first, count, unit) - timedelta(days=1)
    return period.become("span_from", last=last, grain="interval"), None


def join_ended(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the week ended March 9", "the 12 months to September": so many units, the last day included."""
    dated, unit_item, count = items[-1].period, pick(items, "unit"), count_of(items)
    unit = unit_of(unit_item) if unit_item else ""
    if dated is None or count is None or unit not in ("week", "month", "quarter", "year"):
        return None
    if dated.grain not in ("day", "month") or dated.unit is not None:
        return None
    if dated.last is None:
        return Period(None, None, "interval", rule="ended"), None
    first = add_units(dated.last + timedelta(days=1), -count, unit)
    return dated.become("ended", first=first, grain="interval"), None


def join_week_of(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the week of April 10": the week or month that holds a day."""
    dated, unit_item = _dates(items)[0], pick(items, "unit")
    if dated.period is None or unit_item is None or unit_item.text not in ("week", "month", "weekend"):
        return None
    if dated.period.first is None or dated.period.grain not in ("day",):
        return (dated.period, None) if dated.period.first is None else None
    first, last = span_of(unit_of(unit_item), dated.period.first)
    return dated.period.become("week_of", first=first, last=last, grain=unit_of(unit_item)), None


def join_edge(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the first three months of 2019", "the last two weeks of August"."""
    whole = items[-1].period
    if whole is None or whole.grain not in ("week", "month", "quarter", "half", "season", "year", "decade", "century"):
        return None
    edge = edge_of(whole, items[:-1])
    return (edge, None) if edge else None


def join_range(items: Sequence[Item], context: Context) -> Read | None:
    """Read "from March to May 2017", "between July 2003 and December 2004", "Nov. 18–Dec. 19"."""
    left, right, *year = _dates(items)
    first, last = left.period, right.period
    if first is None or last is None or first.unit is not None or last.unit is not None:
        return None
    if (
        not year
        and _is_whole(left)
        and _is_whole(right)
        and pick(items, "to", "and", "until")
        and not pick(items, "hyphen")
    ):
        return None
    if _names_holiday(left) and _names_holiday(right) and not pick(items, "from", "between"):
        return None  # "renamed Columbus Day to Indigenous Peoples' Day"
    if pick(items, "hyphen") and is_weekday(left) and is_weekday(right) and not context.ends_phrase(right.end):
        return Period(None, None, "interval", rule="range"), None  # of every week: "the Tuesday-Saturday shift"
    if year:
        whole = year[0].period
        if whole is None or whole.grain != "year" or whole.first is None or left.spec is None or right.spec is None:
            return None
        first = spec_in_year(left.spec, whole.first.year) or first
        last = spec_in_year(right.spec, whole.first.year) or last
    first = _borrow_year(first, left.spec, last, right.spec)
    anchor = last.anchor if last.anchor != "none" else first.anchor
    return _between(first.first, last, right.spec, anchor)


def _between(first: date | None, last: Period, spec: Spec | None, anchor: str) -> Read | None:
    if first is None or last.last is None:
        return Period(None, None, "interval", anchor=anchor, rule="range"), None
    if last.last < first and last.anchor == "published_at" and spec and spec.kind != "deictic":
        last = resolve_spec(spec, first, "future")
    if last.last is None or last.last < first:
        return None
    return Period(first, last.last, "interval", anchor=anchor, rule="range"), None


def _is_whole(item: Item) -> bool:
    """Whether an end of a range says all of its date: two such ends in words are two dates, as in TimeML."""
    is_named = item.spec is None or (item.spec.kind in ("day", "month", "weekday") and not item.is_slashed)
    return item.period is not None and (is_named or item.period.year == "said")


def _borrow_year(first: Period, spec: Spec | None, last: Period, last_spec: Spec | None) -> Period:
    if spec is None or last.first is None or first.anchor != "published_at" or spec.kind in ("weekday", "deictic"):
        return first
    if last_spec is not None and last.year != "said":
        return first
    for year in (last.first.year, last.first.year - 1):
        borrowed = spec_in_year(spec, year)
        if borrowed and borrowed.first and borrowed.first <= (last.last or last.first):
            return borrowed
    return first


def join_now(items: Sequence[Item], context: Context) -> Read | None:
    """Read "between Jan. 22 and now"."""
    dated = _dates(items)[0].period
    if dated is None or context.today is None:
        return None
    first, last = (context.today, dated.last) if items[1].symbol == "now" else (dated.first, context.today)
    return (
        (Period(first, last, "interval", anchor="published_at", rule="range"), None)
        if first and last and first <= last
        else None
    )


def _same_end(day: date) -> date:
    """The end of February, whichever day that is."""
    return month_end(day) if day.month == 2 else day


def _day_in_month_of(period: Period, anchor: Period) -> Period:
    if anchor.first is None or anchor.kind not in ("day", "month") or anchor.year not in ("said", "guessed"):
        return period
    day = make_day(anchor.first.year, anchor.first.month, period.step or 0)
    return replace(period, first=day, last=day, anchor="text") if day else period


def _weekday_from(period: Period, anchor: Period) -> Period:
    if anchor.first is None or anchor.first != anchor.last or period.step is None:
        return period
    number = abs(period.step) - 1
    if period.step < 0:
        day = anchor.first - timedelta(days=(anchor.first.weekday() - number - 1) % 7 + 1)
    elif period.unit == THAT_WEEKDAY:
        day = anchor.first + timedelta(days=(number - anchor.first.weekday()) % 7)
    else:
        day = anchor.first + timedelta(days=(number - anchor.first.weekday() - 1) % 7 + 1)
    return replace(period, first=day, last=day, anchor="text")


def from_anchor(period: Period, anchor: Period) -> Period:
    """Resolve a period that leans on the date before it in the text."""
    if period.unit == DAY_OF_MONTH:
        return _day_in_month_of(period, anchor)
    if period.unit in (WEEKDAY, THAT_WEEKDAY):
        return _weekday_from(period, anchor)
    if period.unit == COMPARED:
        return _year_from(period, anchor)
    return _step_from(period, anchor)


def _year_from(period: Period, anchor: Period) -> Period:
    """Resolve "from a year earlier": the same month or quarter of that year, or else that year."""
    is_like = anchor.grain in ("month", "quarter", "half", "season") or anchor.kind == "edge"
    if is_like and anchor.first and anchor.last and period.step:
        first, last = (add_units(day, period.step, "year") for day in (anchor.first, anchor.last))
        return replace(period, first=first, last=_same_end(last), grain=anchor.grain, anchor="text")
    return _step_from(replace(period, unit="year"), anchor)


def _step_from(period: Period, anchor: Period) -> Period:
    unit, step = period.unit, period.step
    if unit is None or step is None or anchor.first is None or anchor.last is None or not _is_finer(anchor.grain, unit):
        return period
    base = anchor.first if step <= 0 else anchor.last
    if step == 0 and period.kind == "step":
        first, last = span_of(unit, base)
        return replace(period, first=first, last=last, anchor="text")
    there = add_units(base, step, unit)
    if unit in ("day", "night"):
        return replace(period, first=there, last=there, grain="day", anchor="text")
    first, last = span_of(unit if unit in ("week", "month", "quarter", "year") else "year", there)
    return replace(period, first=first, last=last, anchor="text")


def _is_finer(grain: str, unit: str) -> bool:
    """Whether steps of a unit can be counted from such a period: "two days later" after "in March" names no day."""
    if grain in ("decade", "interval", "century") or unit in ("hour", "minute", "second"):
        return False
    if unit in ("day", "night"):
        return grain not in ("year", "half", "quarter", "season", "month", "week", "weekend")
    if unit == "week":
        return grain not in ("year", "half", "quarter", "season", "month")
    return grain != "year" or unit != "month"
