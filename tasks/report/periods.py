"""Gather counts by day into weeks, months or years where there are too many days to tell apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

# What is wider than a plot's dots: some 200 bars can be told apart.
_MOST_DAYS, _MOST_WEEKS_DAYS, _MOST_MONTHS_DAYS = 180, 1_400, 6_000
_GRAIN_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Periods:
    """Counts by period, from the first to the last, those without any included; but of years only those with any.

    Attributes:
        grain: day, week (from Monday), month or year.
        starts: First day of each.
        counts: By name, one number a period.
    """

    grain: str
    starts: tuple[date, ...]
    counts: Mapping[str, tuple[int, ...]]

    @property
    def days(self) -> int:
        """Days of a period, about."""
        return _GRAIN_DAYS[self.grain]


def gather_periods(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> Periods:
    """Gather counts by day into periods.

    Args:
        rows: Each with `day` and the counts, days in order.
        names: The counts to gather.
    """
    if not rows:
        return Periods("day", (), {name: () for name in names})
    first, last = rows[0]["day"], rows[-1]["day"]
    grain = _choose_grain((last - first).days)
    # A dump that writes year 1 or 9999 for a day it does not know would fill the plot with nothing.
    starts = _list_starts(first, last, grain) if grain != "year" else _list_years(rows)
    places = {start: place for place, start in enumerate(starts)}
    counts = {name: [0] * len(starts) for name in names}
    for row in rows:
        place = places[_find_start(row["day"], grain)]
        for name in names:
            counts[name][place] += int(row[name])
    return Periods(grain, starts, {name: tuple(values) for name, values in counts.items()})


def _list_years(rows: Sequence[Mapping[str, Any]]) -> tuple[date, ...]:
    return tuple(dict.fromkeys(_find_start(row["day"], "year") for row in rows))


def _list_starts(first: date, last: date, grain: str) -> tuple[date, ...]:
    starts, end = [_find_start(first, grain)], _find_start(last, grain)
    step = timedelta(31 if grain == "month" else _GRAIN_DAYS[grain])  # from the first day of a month, in the next one
    while starts[-1] < end:
        starts.append(_find_start(starts[-1] + step, grain))
    return tuple(starts)


def _choose_grain(days: int) -> str:
    if days <= _MOST_DAYS:
        return "day"
    if days <= _MOST_WEEKS_DAYS:
        return "week"
    return "month" if days <= _MOST_MONTHS_DAYS else "year"


def _find_start(day: date, grain: str) -> date:
    if grain == "day":
        return day
    if grain == "week":
        # The week that holds the calendar's first day begins before it.
        return day - timedelta(min(day.weekday(), day.toordinal() - 1))
    return day.replace(day=1) if grain == "month" else day.replace(month=1, day=1)
