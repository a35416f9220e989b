"""Arithmetic of the calendar: periods, steps, holidays, time zones. Dates are plain days; both ends are inclusive."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from tasks.lexicon import load_lexicon

ONE_DAY = timedelta(days=1)
# Units of periods that lean on another date of the text in a way of their own: "from a year earlier" is the same month
# or quarter of that year where the text compares one, "on the 15th" is in the month named before it, "the following
# Monday" (its number plus one, negative for the previous) is the next from there.
COMPARED = "compared year"
DAY_OF_MONTH = "day of the month"
WEEKDAY = "weekday"
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_HOURS = {"hour": 3600, "minute": 60, "second": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, either open (None); `at` is a moment where one is named with its zone.

    `step` and `unit` are set where the period leans on another date of the text: so many units from it.
    """

    first: date | None
    last: date | None
    grain: str
    anchor: str = "none"
    at: datetime | None = None
    zone: str | None = None
    step: int | None = None
    unit: str | None = None
    rule: str = ""

    def with_rule(self, rule: str) -> Period:
        """The same period under the name of the rule that read it."""
        return replace(self, rule=rule)


def add_months(day: date, months: int) -> date:
    """Step by calendar months; the 31st becomes the last day of a shorter month.

    Raises:
        ValueError: The year leaves 1–9999.
    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_units(day: date, count: float, unit: str) -> date:
    """Step by `count` units; hours and less stay on the day that so many seconds reach from midnight.

    Raises:
        ValueError: The result is out of the calendar.
    """
    try:
        if unit in _MONTHS:
            return add_months(day, round(count * _MONTHS[unit]))
        if unit in _DAYS:
            return day + timedelta(days=round(count * _DAYS[unit]))
        return day + timedelta(seconds=round(count * _HOURS[unit]))
    except OverflowError as error:
        raise ValueError(str(error)) from error


def span_of(unit: str, day: date) -> tuple[date, date]:
    """First and last day of the calendar unit that holds a day; a week runs Monday to Sunday."""
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + 6 * ONE_DAY
    if unit == "weekend":
        first = day - timedelta(days=day.weekday()) + 5 * ONE_DAY
        return first, first + ONE_DAY
    if unit == "fortnight":
        first = day - timedelta(days=day.weekday())
        return first, first + 13 * ONE_DAY
    if unit in _MONTHS:
        size = _MONTHS[unit]
        if size < 120:
            first = date(day.year, (day.month - 1) // size * size + 1, 1)
        else:
            first = date(max(day.year // (size // 12) * (size // 12), 1), 1, 1)
        return first, month_end(add_months(first, size - 1))
    return day, day


def month_end(day: date) -> date:
    """Last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def make_day(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def season_span(season: str, year: int) -> tuple[date, date]:
    """First and last day of a northern season; a winter begins in the year named."""
    first, last = load_lexicon("calendar")["seasons"][season]
    return date(year, first, 1), month_end(date(year + (last < first), last, 1))


def find_zone(name: str) -> tzinfo | None:
    """The time zone that an abbreviation or a place names."""
    lexicon = load_lexicon("calendar")
    key = name.lower().replace(".", "").strip()
    if key in lexicon["zone_minutes"]:
        return timezone(timedelta(minutes=lexicon["zone_minutes"][key]))
    if key in lexicon["zone_places"]:
        return ZoneInfo(lexicon["zone_places"][key])
    return None
