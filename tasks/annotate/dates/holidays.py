"""The days of holidays that move: by Easter, by weekday, by the Hebrew calendar, by table."""

from __future__ import annotations

from datetime import date, timedelta

from tasks.annotate.dates.calendar import make_day, month_end
from tasks.annotate.dates.lexicon import load_calendar

# The Hebrew calendar cuts the hour in 1080 parts; a month lasts 29 days and 13,753 of them.
_DAY_PARTS = 24 * 1080
_DAYS_BEFORE_YEAR_ONE = 1_373_427  # from the first new year of the Hebrew calendar


def easter_sunday(year: int) -> date:
    """Easter Sunday of the western churches.

    Source:
        Anonymous Gregorian algorithm, in J. Meeus, Astronomical Algorithms, chapter 8.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter_sunday(year: int) -> date:
    """Easter Sunday of the eastern churches, as a day of the common calendar.

    Source:
        Meeus's Julian algorithm, in J. Meeus, Astronomical Algorithms, chapter 8.
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year, or None for a name that is not in the calendar."""
    calendar = load_calendar()
    if name in calendar.holidays:
        return make_day(year, *calendar.holidays[name])
    if name in calendar.easter:
        return easter_sunday(year) + timedelta(days=calendar.easter[name])
    if name in calendar.orthodox_easter:
        return orthodox_easter_sunday(year) + timedelta(days=calendar.orthodox_easter[name])
    if name in calendar.hebrew:
        return hebrew_day(year, calendar.hebrew[name])
    if name in calendar.kislev:
        return hebrew_day(year, calendar.kislev[name], is_in_kislev=True)
    if name in calendar.lunar_new_year.names:
        days = calendar.lunar_new_year.days.get(year)
        return make_day(year, *days) if days else None
    if name in calendar.nth_weekdays:
        month, weekday, which, after = calendar.nth_weekdays[name]
        return nth_weekday(year, month, weekday, which) + timedelta(days=after)
    return None


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """The first (1), second, … or last (-1) such weekday of a month."""
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
    last = month_end(date(year, month, 1))
    return last - timedelta(days=(last.weekday() - weekday) % 7)


def hebrew_day(year: int, days: int, is_in_kislev: bool = False) -> date:
    """The first full day of a Jewish holiday in a common year, which begins the evening before.

    Args:
        year: The common year in which the holiday lies.
        days: Days from the Hebrew new year of that autumn, negative for spring; or from the first of Kislev.
        is_in_kislev: Count from Kislev: the month before it has 30 days in a long year, else 29.
    """
    first, following = _new_year(year + 3761), _new_year(year + 3762)
    if is_in_kislev:
        days += 60 if (following - first).days % 10 == 5 else 59
    return first + timedelta(days=days)


def _new_year(hebrew_year: int) -> date:
    """Rosh Hashanah.

    Source:
        E. Reingold and N. Dershowitz, Calendrical Calculations, chapter on the Hebrew calendar.
    """
    before, days, after = (_count_days(hebrew_year + step) for step in (-1, 0, 1))
    delay = 2 if after - days == 356 else 1 if days - before == 382 else 0
    return date.fromordinal(days + delay - _DAYS_BEFORE_YEAR_ONE)


def _count_days(hebrew_year: int) -> int:
    months = (235 * hebrew_year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // _DAY_PARTS
    return day + 1 if 3 * (day + 1) % 7 < 3 else day
