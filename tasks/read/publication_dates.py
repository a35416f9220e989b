"""Read when something was published from what a dump, a page or a file name says."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any

EARLIEST_YEAR = 1600  # the first newspapers; earlier dates are placeholders such as 0001-01-01
LATEST_YEAR = 2100
# Written by exports for a time that is not known.
_PLACEHOLDER = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_CHARACTERS = 80

# Digits of an epoch → how many of them make a second.
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13}|\d{15,16}|\d{18,19})(?:\.\d{1,9})?")
_ISO_LIKE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?))?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?",
    re.IGNORECASE,
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


def parse_published(text: str, day_first: bool | None = None) -> datetime | None:
    """Read one isolated date or time.

    Tried in this order: ISO 8601, epoch seconds down to nanoseconds, day and month in figures, RFC 2822, then
    dateparser for month names; a day, a month and a year must be there.

    Args:
        text: The date as the dump or page has it.
        day_first: How to read 03/04/2024; None leaves what is ambiguous unread.

    Returns:
        In the zone that it states, whose day is the outlet's; midnight where only a day is given; a time without a zone
        is taken as UTC. None where it cannot be read or only stands for an unknown time (the epoch's zero, the year 1).
    """
    text = text.strip()
    if not text or len(text) > _MOST_CHARACTERS:
        return None
    try:
        found = (
            _parse_iso(text)
            or _parse_epoch(text)
            or _parse_numeric(text, day_first)
            or _parse_rfc_2822(text)
            or _parse_month_name(text)
        )
        return None if found is None else _accept(found)
    except (ValueError, OverflowError):  # the thirtieth of February, an offset of a hundred hours
        return None


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
        year, _, month, day, time, zone = matched.groups()
        return _join(year, month, day, time, zone)
    if not re.match(r"\d{4}-?\d{2}-?\d{2}(?:T|$)", text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_epoch(text: str) -> datetime | None:
    matched = _EPOCH.fullmatch(text)
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
    found = _join(year, month, day, time, zone)
    if half is None:
        return found
    if not 1 <= found.hour <= 12:
        return None
    return found.replace(hour=found.hour % 12 + (12 if half.lower() == "p" else 0))


def _join(year: str, month: str, day: str, time: str | None, zone: str | None) -> datetime:
    clock = "00:00" if time is None else time.replace(",", ".").rjust(len(time) + (time.index(":") == 1), "0")
    offset = "" if zone is None else "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
    return datetime.fromisoformat(f"{year}-{int(month):02}-{int(day):02}T{clock}{offset}")


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
    found = found.astimezone(pop_tz_offset_from_string(text)[1])
    return found if found.year == int(years[0]) else None
