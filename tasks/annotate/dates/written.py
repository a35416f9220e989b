"""Dates and clock times written in digits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from tasks.annotate.dates.calendar import Period, make_day
from tasks.annotate.dates.lexicon import load_calendar

Order = Literal["month", "day"]
_MONTHS = 12

_CLOCK = (
    r"(?P<hour>[012]?\d)(?:(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?\s?(?P<half>[ap])(?:m|\.\s?m\.?)(?!\w)"
    r"|:(?P<minute24>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\.\d)"
    r"|(?P<minute_zone>[0-5]\d)(?=\s(?:GMT|UTC)\b))"
)
WRITTEN = re.compile(
    r"(?<![\w.,/-])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})(?:T[\d:.]+Z?)?(?![\w-])"
    r"|(?P<full>\d{1,4}[/.]\d{1,2}[/.]\d{1,4}(?![\w/])|\d{1,2}-\d{1,2}-(?:19|20)\d\d(?![\w-]))"
    r"|(?P<short>[0-3]?\d/[0-3]?\d)(?![\w/])"
    rf"|{_CLOCK})"
)

# "June 15,1987", which leaves out the space that parts day and year.
DAY_AND_YEAR = re.compile(r"\s(?P<day>[0-3]?\d),(?P<year>(?:1[5-9]|20)\d\d)(?![\w,]|\.\d)")


def find_order(texts: Iterable[str], country: str | None) -> Order | None:
    """Whether the month or the day stands first: as in the article's other dates, else as the outlet's country writes.

    None where the article has both orders, or tells nothing and the country is unknown or writes both.
    """
    orders: set[Order] = set()
    for text in texts:
        first, second, *_ = (int(part) for part in re.split(r"[-/.]", text))
        if max(first, second) <= 31 and (first > _MONTHS) != (second > _MONTHS):
            orders.add("day" if first > _MONTHS else "month")
    if orders:
        return orders.pop() if len(orders) == 1 else None
    written = load_calendar().written_order
    return "month" if country in written.month_first else "day" if country in written.day_first else None


def read_written_date(text: str, order: Order | None = None) -> Period | None:
    """Read `2011-03-08`, `8/3/2011`, `23.04.2022`.

    A day and a month that could stand for each other leave the date unresolved where nothing tells their order.
    """
    texts = re.split(r"[-/.]", text)
    parts, lengths = [int(part) for part in texts], [len(part) for part in texts]
    if lengths[0] == 4:
        day = make_day(*parts)
    elif lengths[2] in (2, 4) and lengths[0] <= 2:
        year = parts[2] if lengths[2] == 4 else parts[2] + (2000 if parts[2] < 50 else 1900)
        month_first, day_first = make_day(year, parts[0], parts[1]), make_day(year, parts[1], parts[0])
        if lengths[2] == 2 and "." in text:
            return None
        if month_first and day_first and month_first != day_first:
            if order is not None:
                day = month_first if order == "month" else day_first
                return Period(day, day, "day", rule="written_order", kind="written")
            return Period(None, None, "day", rule="written_ambiguous", kind="written")
        day = month_first or day_first
    else:
        return None
    return Period(day, day, "day", rule="written", kind="written") if day else None


def read_month_and_day(text: str) -> tuple[int, int] | None:
    """Read `10/24` as month and day; `24/10` can only be the day first."""
    first, second = map(int, text.split("/"))
    for month, day in ((first, second), (second, first)):
        if make_day(2000, month, day) is not None:
            return month, day
    return None


def read_clock(match: re.Match[str]) -> int | None:
    """Minutes from midnight of a clock time that `WRITTEN` found, or None where the day has no such hour."""
    hour, minute = int(match["hour"]), int(match["minute"] or match["minute24"] or match["minute_zone"] or 0)
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"] == "p")
    return hour * 60 + minute if hour < 24 else None
