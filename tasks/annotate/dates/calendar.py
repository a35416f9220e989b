"""Arithmetic of the calendar: periods, steps, holidays, time zones. Dates are plain days; both ends are inclusive."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import Any, Literal
from zoneinfo import ZoneInfo

from tasks.annotate.dates.lexicon import load_calendar

ONE_DAY = timedelta(days=1)
# Units of periods that lean on another date of the text in a way of their own: "from a year earlier" is the same month
# or quarter of that year where the text compares one, "on the 15th" is in the month named before it, "the following
# Monday" (its number plus one, negative for the previous) is the next from there, "that Monday" may be that day itself;
# "the following November" and "the previous autumn" are the nearest beside it.
COMPARED = "compared year"
DAY_OF_MONTH = "day of the month"
WEEKDAY = "weekday"
THAT_WEEKDAY = "that weekday"
NAMED = "month or season"
SOUTHERN = "southern "
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_HOURS = {"hour": 3600, "minute": 60, "second": 1}


NameKind = Literal["weekday", "deictic", "month", "day", "quarter", "half", "season", "holiday"]
Kind = NameKind | Literal["unit", "ago", "written", "decade", "edge", "step"]


@dataclass(frozen=True, slots=True)
class Period:
    """Days, and what later rules ask of how they were read.

    Attributes:
        first: The first day, None where it is open.
        last: The last day, which belongs to the period.
        grain: A value of `dates.grain`.
        anchor: A value of `dates.anchor`.
        at: A moment, where one is named with its zone.
        zone: That zone as written.
        step: Where the period leans on another date of the text: how many units from it.
        unit: What `step` counts.
        rule: The rule that read it, for the row alone: no rule asks for it.
        kind: A name that recurs, or "last year" (unit), "three days ago" (ago), digits alone (written), "the 1960s"
            (decade), "the first two weeks of May" (edge), "a year later" (step); None for all else, parts included.
        year: Whether the year of a name is said with it, told before it in the text, or guessed from publication.
        is_weak: Whether no verb or other word says on which side of publication it lies.
    """

    first: date | None
    last: date | None
    grain: str
    _: KW_ONLY
    anchor: str = "none"
    at: datetime | None = None
    zone: str | None = None
    step: int | None = None
    unit: str | None = None
    rule: str = ""
    kind: Kind | None = None
    year: Literal["said", "told", "guessed"] | None = None
    is_weak: bool = False

    def become(self, rule: str, **changes: Any) -> Period:
        """What a rule makes of it, which is no longer what it was read as: a part of it, or a day in it."""
        return replace(self, rule=rule, kind=None, year=None, is_weak=False, **changes)


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
    """First and last day of a season; one that runs into the next year begins in the year named.

    A season of the south is named with it: "southern summer".
    """
    calendar, name = load_calendar(), season.removeprefix(SOUTHERN)
    first, last = calendar.seasons[name] if name == season else calendar.southern_seasons[name]
    return date(year, first, 1), month_end(date(year + (last < first), last, 1))


def find_zone(name: str) -> tzinfo | None:
    """The time zone that an abbreviation or a place names."""
    calendar = load_calendar()
    key = name.lower().replace(".", "").strip()
    if key in calendar.zone_minutes:
        return timezone(timedelta(minutes=calendar.zone_minutes[key]))
    if key in calendar.zone_places:
        return ZoneInfo(calendar.zone_places[key])
    return None
