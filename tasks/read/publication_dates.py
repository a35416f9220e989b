"""Read when something was published from what a dump, a page or a file name says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tasks.read.time_zones import write_offset

EARLIEST_YEAR = 1600  # the first newspapers; earlier dates are placeholders such as 0001-01-01
LATEST_YEAR = 2100
# Written by exports for a time that is not known.
_PLACEHOLDER = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_CHARACTERS = 80

# Digits of an epoch → how many of them make a second.
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.\d{1,9})?")
# A pandas or Java time may say its zone's name after the offset, in brackets.
_ISO_LIKE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(?: ?([ap])\.?m\.?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2}|[ECMP][SD]?T)?(?:\[[\w/]{2,40}\])?",
    re.IGNORECASE,
)
# 20241016090000, the time to the second or minute.
_COMPACT = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])(\d{2}) ?([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d)?(Z)?")
# Days since 30 December 1899, as Excel writes a date without its format: from 1990 to 2050.
_EXCEL = re.compile(r"(3[3-9]\d{3}|4\d{4}|5[0-4]\d{3})(\.\d{1,12})?")
_EXCEL_START = datetime(1899, 12, 30)
# "/Date(1729069200000)/" of .NET, {"$date": …} being an object.
_WRAPPED_EPOCH = re.compile(r"/Date\((\d{12,13})\)/")
# The clock of a zone without "standard" or "daylight" goes by the day.
_AMERICAN = {
    "E": ZoneInfo("America/New_York"), "C": ZoneInfo("America/Chicago"),
    "M": ZoneInfo("America/Denver"), "P": ZoneInfo("America/Los_Angeles"),
}  # fmt: skip
_AMERICAN_HOURS = {"E": 5, "C": 6, "M": 7, "P": 8}
_AMERICAN_ZONE = re.compile(r"\b([ECMP])([SD]?)T$", re.IGNORECASE)
_LABEL = re.compile(r"(?:(?:first |originally )?(?:published|posted)|issued)(?: on| at)?:? +", re.IGNORECASE)
# "Published …, | Updated …": the day of a change says nothing of the first.
_LATER_CHANGE = re.compile(
    r"(?<=[\dmMA-Z).])\W{1,4}(?:last )?(?:updated|modified|edited)\b.{0,200}$", re.IGNORECASE | re.DOTALL
)
_NUMERIC = re.compile(
    r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?:,?[T ]+(\d{1,2}:\d{2}(?::\d{2})?)(?: ?([ap])\.?m\.?)?)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_RFC_2822 = re.compile(
    r"(?:[A-Za-z]{3},? +)?\d{1,2} +[A-Za-z]{3} +\d{4} +\d{1,2}:\d{2}(?::\d{2})? *(?:[+-]\d{4}|GMT|UT|UTC|Z|[ECMP][SD]T)"
    r"(?: *\([A-Za-z ]+\))?"
)
_YEAR = re.compile(r"(?<![\d+:-])((?:1[6-9]|20)\d{2})(?!\d)|(?<=[A-Za-z]-)((?:1[6-9]|20)\d{2})(?!\d)")
# "Wed Oct 23 09:15:00 +0000 2024", the year after the zone as `date` and C's ctime family write it.
_YEAR_LAST = re.compile(r"([A-Za-z]{3} [A-Za-z]{3} +\d{1,2} \d{1,2}:\d{2}:\d{2}) ([+-]\d{4}|[A-Z]{3,4}) (\d{4})")
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_SPACED_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.])(\d{2})\2(\d{2})(?!\d)")
_COMPACT_IN_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d{2})(\d{2})(\d{2})(?![0-9A-Za-z])")
# Which of the two comes first; "either" where a date may be read both ways.
DayOrder = Literal["day", "month", "either"]
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Whole parts of a path: days within a headline there are often those of what it tells.
_DAY_IN_ADDRESS = re.compile(
    rf"(?<=/)((?:19|20)\d{{2}})[/-](\d{{1,2}}|{'|'.join(_MONTHS)})[/-](\d{{1,2}})(?=/|$)", re.IGNORECASE
)
# Also behind the headline, at the end of the last part: of numbers of eight figures one in 8,000 is a day of 30 years.
_COMPACT_IN_ADDRESS = re.compile(
    r"(?:(?<=/)|(?<=[a-z]-)(?=\d{8}/?(?:\.s?html?)?$))((?:19|20)\d{2})(\d{2})(\d{2})(?=/|\.|$)"
)


def parse_published(text: str, day_first: bool | None = None, country: str | None = None) -> datetime | None:
    """Read one isolated date or time.

    Tried in this order: ISO 8601, epoch seconds down to nanoseconds, day and month in figures, RFC 2822, then
    dateparser for month names; a day, a month and a year must be there.

    Args:
        text: The date as the dump or page has it.
        day_first: How to read 03/04/2024; None leaves what is ambiguous unread.
        country: The outlet's country, which says whose time "IST" is.

    Returns:
        In the zone that it states, whose day is the outlet's; midnight where only a day is given; a time without a zone
        is taken as UTC. None where it cannot be read or only stands for an unknown time (the epoch's zero, the year 1).
    """
    text = _LABEL.sub("", text.strip(), count=1)
    text = _LATER_CHANGE.sub("", text)
    if not text or len(text) > _MOST_CHARACTERS:
        return None
    text = write_offset(text, country)
    try:
        found = (
            _parse_iso(text)
            or _parse_compact(text)
            or _parse_epoch(text)
            or _parse_numeric(text, day_first)
            or _parse_rfc_2822(text)
            or _parse_month_name(text)
        )
        return None if found is None else _accept(found)
    except (ValueError, OverflowError):  # the thirtieth of February, an offset of a hundred hours
        return None


def tell_day_order(text: str) -> DayOrder | None:
    """Say what a date in figures tells of the order of day and month; None for what is no such date."""
    matched = _NUMERIC.fullmatch(text.strip()) if len(text) <= _MOST_CHARACTERS else None
    if matched is None:
        return None
    first, second = int(matched.group(1)), int(matched.group(3))
    if first == second or min(first, second) < 1:
        return None
    if first > 12 or second > 12:
        return None if min(first, second) > 12 else "day" if first > 12 else "month"
    return "either"


def find_date_in_name(name: str) -> datetime | None:
    """Read the day in a file name such as `2024-10-23_summit.txt` or `summit-20241023.txt`.

    Returns:
        Midnight UTC; None where there is none, or where the name has several that differ.
    """
    days = set()
    for year, _, month, day in _SPACED_IN_NAME.findall(name):
        days.add((int(year), int(month), int(day)))
    for year, month, day in _COMPACT_IN_NAME.findall(name):
        days.add((int(year), int(month), int(day)))
    found = {moment for year, month, day in days if (moment := _make_day(year, month, day)) is not None}
    return found.pop() if len(found) == 1 else None


def find_date_in_address(url: str) -> datetime | None:
    """Read the day in an address such as `https://post.example/2024/10/23/summit` or `…/2024/oct/23/…`.

    Returns:
        Midnight UTC; None where no parts of its path are a day, or where it has several that differ.
    """
    path = urlsplit(url).path
    days = {(int(year), _number_month(month), int(day)) for year, month, day in _DAY_IN_ADDRESS.findall(path)}
    days |= {(int(year), int(month), int(day)) for year, month, day in _COMPACT_IN_ADDRESS.findall(path)}
    found = {moment for year, month, day in days if (moment := _make_day(year, month, day)) is not None}
    return found.pop() if len(found) == 1 else None


def _number_month(month: str) -> int:
    return int(month) if month.isdecimal() else _MONTHS.index(month[:3].casefold()) + 1


def _make_day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _accept(found: datetime) -> datetime | None:
    moment = found.replace(tzinfo=UTC) if found.tzinfo is None else found
    if not EARLIEST_YEAR <= moment.astimezone(UTC).year < LATEST_YEAR or moment == _PLACEHOLDER:
        return None
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


def _parse_iso(text: str) -> datetime | None:
    matched = _ISO_LIKE.fullmatch(text)
    if matched is not None:
        year, _, month, day, time, half, zone = matched.groups()
        return _add_half(_join(year, month, day, time, zone), half)
    if not re.match(r"\d{4}-?\d{2}-?\d{2}(?:T|$)", text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_compact(text: str) -> datetime | None:
    matched = _COMPACT.fullmatch(text)
    if matched is not None:
        year, month, day, hour, minute, second, _ = matched.groups()
        return datetime(*map(int, (year, month, day, hour, minute, second or 0)))  # type: ignore[arg-type]
    matched = _EXCEL.fullmatch(text)
    return None if matched is None else _EXCEL_START + timedelta(days=float(text))


def _parse_epoch(text: str) -> datetime | None:
    wrapped = _WRAPPED_EPOCH.fullmatch(text)
    matched = _EPOCH.fullmatch(wrapped.group(1) if wrapped else text)
    if matched is None:
        return None
    digits = matched.group(1)
    return datetime.fromtimestamp(int(digits) / 1000 ** ((len(digits) - 9) // 3), UTC)


def _parse_numeric(text: str, day_first: bool | None) -> datetime | None:
    matched = _NUMERIC.fullmatch(text)
    if matched is None:
        return None
    first, _, second, year, time, half, zone = matched.groups()
    if int(first) > 12 or first == second:
        is_day_first = True
    elif int(second) > 12:
        is_day_first = False
    elif day_first is None:
        return None
    else:
        is_day_first = day_first
    day, month = (first, second) if is_day_first else (second, first)
    return _add_half(_join(year, month, day, time, zone), half)


def _add_half(found: datetime, half: str | None) -> datetime | None:
    """Count the hours of an afternoon."""
    if half is None:
        return found
    if not 1 <= found.hour <= 12:
        return None
    return found.replace(hour=found.hour % 12 + (12 if half.lower() == "p" else 0))


def _join(year: str, month: str, day: str, time: str | None, zone: str | None) -> datetime:
    clock = "00:00" if time is None else time.replace(",", ".").rjust(len(time) + (time.index(":") == 1), "0")
    is_american = zone is not None and _AMERICAN_ZONE.fullmatch(zone) is not None
    offset = "" if zone is None or is_american else "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
    found = datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}T{clock}{offset}")
    return _set_american(found, zone) if zone and is_american else found


def _set_american(found: datetime, text: str) -> datetime:
    """Give a clock time the offset of the American zone that its text ends in; as it is where it names none."""
    zone = _AMERICAN_ZONE.search(text)
    if zone is None:
        return found
    letter, season = zone.group(1).upper(), zone.group(2).upper()
    if not season:
        return found.replace(tzinfo=_AMERICAN[letter])
    return found.replace(tzinfo=timezone(-timedelta(hours=_AMERICAN_HOURS[letter] - (season == "D"))))


def _parse_rfc_2822(text: str) -> datetime | None:
    return parsedate_to_datetime(text) if _RFC_2822.fullmatch(text) else None


def _parse_month_name(text: str) -> datetime | None:
    """Read "Oct. 23, 2024, 5:06 p.m. EDT": just one year and one month, so that a second date cannot mix in."""
    years = [first or second for first, second in _YEAR.findall(text)]
    if len(years) != 1 or len(_MONTH.findall(text)) != 1:
        return None
    text = _YEAR_LAST.sub(r"\1 \3 \2", text)
    import dateparser  # half the stage's import time, and most dumps never need it
    from dateparser.timezone_parser import pop_tz_offset_from_string

    settings: dict[str, Any] = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "TIMEZONE": "UTC",
    }
    found: datetime | None = dateparser.parse(text, languages=["en"], settings=settings)
    if found is None or found.tzinfo is None:
        return found if found is not None and found.year == int(years[0]) else None
    found = _set_american(found.astimezone(pop_tz_offset_from_string(text)[1]), text)
    return found if found.year == int(years[0]) else None
