"""Parts of a week, month or year: "earlier this month", "the rest of the week", "the first six months of 2019"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tasks.annotate.dates.calendar import Period, add_units, span_of
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, Spec, count_of, pick, unit_of, which_of
from tasks.annotate.dates.resolve import Context, resolve_spec, unit_which
from tasks.annotate.dates.steps import text_step

_SHORT = ("day", "night", "hour", "minute", "second")


def read_part_of_unit(items: Sequence[Item], context: Context) -> Read | None:
    """Read "earlier this month", "late last year", "the end of the year", "later in the week"."""
    which = which_of(items)
    unit = unit_of(items[-1])
    is_compared = which is None and items[0].symbol in ("earlier", "later")
    is_next = which == "next" and pick(items, "the") is not None and context.direction(items[0].start) == "past"
    if unit not in _SHORT and (is_next or pick(items, "following")):  # "early the next year" of one told before
        is_back = items[-2].text == "preceding"
        return text_step(-1 if is_back else 1, unit, context), None
    if unit in _SHORT:
        return (text_step(0, unit, context), None) if unit == "day" and is_compared else None
    whole = unit_which(unit, which or "this", context.today)
    if is_compared or (which is None and context.direction(items[0].start) == "past"):
        # of the week told about, which is that of publication where no other is
        return replace(part_of(whole), unit=unit, step=0), None
    return part_of(whole), None


def read_end_of_unit(items: Sequence[Item], context: Context) -> Read | None:
    """Read "by end of week", "by year-end", "until the end of the day"; the last only of a day to come."""
    unit_item = pick(items, "unit")
    unit = unit_of(unit_item) if unit_item else ""
    is_idiom = context.follows(items[0].start, "at")
    if unit == "day" and not is_idiom and context.direction(items[0].start) == "future":
        return unit_which("day", "this", context.today), None
    if unit in ("day", "week", "weekend", "month", "quarter", "year", "decade", "century"):
        return None if unit == "day" else (unit_which(unit, "this", context.today), None)
    return None


def read_rest_of_unit(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the rest of the week": from the day of publication on; told in the past it is another week's."""
    unit = unit_of(items[-1])
    if unit in ("hour", "minute", "second") or context.direction(items[0].start) == "past":
        return None
    return _from_today(unit_which(unit, "this", context.today), context), None


def join_rest(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the rest of 2019", "the rest of March"."""
    whole = items[-1].period
    if whole is None or whole.grain not in ("week", "month", "quarter", "half", "season", "year", "decade", "century"):
        return None
    return _from_today(whole, context), None


def _from_today(whole: Period, context: Context) -> Period:
    if whole.first and whole.last and context.today and whole.first <= context.today <= whole.last:
        return whole.become("rest_of", first=context.today, grain="interval", anchor="published_at")
    return whole


def read_to_date(items: Sequence[Item], context: Context) -> Read | None:
    """Read "year to date": from the first of January to the day of publication."""
    unit_item = pick(items, "unit")
    if unit_item is None or unit_of(unit_item) not in ("week", "month", "quarter", "year", "decade"):
        return None
    whole = unit_which(unit_of(unit_item), "this", context.today)
    return whole.become("to_date", last=context.today, grain="interval"), None


def read_after_next(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the week after next", "the year before last"."""
    sign = 1 if items[2].symbol == "after" else -1
    if items[1].symbol == "weekday":
        spec = Spec("weekday", int(items[1].value), which="coming" if sign > 0 else "past")
        near = resolve_spec(spec, context.today, None)
        if near.first is None:
            return near, None
        day = near.first + timedelta(days=7 * sign)
        return near.become("after_next", first=day, last=day), None
    unit = unit_of(items[1])
    if unit in _SHORT or context.today is None:
        return (Period(None, None, unit, rule="after_next"), None) if unit not in _SHORT else None
    first, last = span_of(unit, add_units(span_of(unit, context.today)[0], 2 * sign, unit))
    grain = "week" if unit == "fortnight" else unit
    return Period(first, last, grain, anchor="published_at", rule="after_next"), None


def read_edge_of_unit(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the first six months of this year", "the last two weeks of the year"."""
    which, unit = items[-2], unit_of(items[-1])
    if unit in _SHORT or (which.symbol == "the" and unit not in ("year", "month")):
        return None
    whole = unit_which(unit, which_of([which]) or "this", context.today)
    edge = edge_of(whole, items[:-2])
    return (edge, None) if edge else None


def edge_of(whole: Period, items: Sequence[Item]) -> Period | None:
    """The first or the last so many days, weeks, months or years of a period, as long as they fit in it."""
    side, unit_item, count = pick(items, "last", "final", "ordinal"), pick(items, "unit"), count_of(items)
    if side is None or unit_item is None or side.text not in ("first", "last", "final") or count is None:
        return None
    unit = unit_of(unit_item)
    if unit not in ("day", "week", "month", "quarter", "year", "decade") or not float(count).is_integer():
        return None
    if whole.first is None or whole.last is None:
        return Period(None, None, "interval", rule="edge_of", kind="edge")
    first, last, one = whole.first, whole.last, timedelta(days=1)
    if side.text == "first":
        last = add_units(first, count, unit) - one
    else:
        first = add_units(last + one, -count, unit)
    if first < whole.first or last > whole.last or (first, last) == (whole.first, whole.last):
        return None
    return replace(whole.become("edge_of"), first=first, last=last, grain="interval", kind="edge")


def part_of(whole: Period) -> Period:
    """The early, middle or late part of a period, or what lies before or after publication in it.

    No word says where "early March" ends or in which days of it "earlier this week" lies: the days are those named.
    """
    if whole.grain in ("day", "part_of_day", "hour"):
        return replace(whole, grain="part_of_day" if whole.grain == "day" else whole.grain)
    return whole.become("part_of")
