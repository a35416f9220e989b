"""Whether the words before a date make it a bound of an event: "by December", "since 2016", "from 2004 to 2009"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tasks.annotate.dates_resolve import Context
from tasks.annotate.spans import DateSpan
from tasks.lexicon import load_lexicon

EventDays = tuple[datetime | None, datetime | None]
_SHORT_OF_A_DAY = ("part_of_day", "hour", "minute", "second")
# What may stand between a bound's word and its date: "since at least 2016", "by the 2020s".
_BEFORE = re.compile(
    r"(?<!\w)(?P<lead>[a-z]+(?: (?:than|to))?)\s(?:(?:at least|about|around|approximately|roughly|the) )?$"
)
_BETWEEN = re.compile(
    r",? (?P<join>and|to|until|till|til|through|up to|up until|through to)(?: (?:the|early|late|mid))? "
)
_ONWARD = re.compile(r",? (?:on|onwards?|forward)(?=[\s.,;])")
_LONGEST = 30


def add_bounds(found: Sequence[DateSpan], context: Context) -> list[DateSpan]:
    """Give each date the relation that the word before it states, as a signal of TimeML does; the days stay its own.

    "From" bounds only with an end, or "on" behind it: "a photo from 2016" does not begin in 2016.
    """
    text = context.index.text
    made: list[DateSpan] = []
    for place, date in enumerate(found):
        begin = max(date.start - _LONGEST, 0)
        lead = _BEFORE.search(text[begin : date.start].lower())
        word = lead["lead"] if lead else ""
        bound = _pair_end(made, date, text)
        if bound is None and word in ("from", "between"):
            bound = "from" if _opens_range(found, place, word, text) else None
        elif bound is None:
            bound = _read_lead(word, begin + lead.start("lead") if lead else 0, date, context)
        made.append(replace(date, bound=bound))
    return made


def _read_lead(word: str, at: int, date: DateSpan, context: Context) -> str | None:
    bound = load_lexicon("calendar")["bounds"].get(word)
    token = context.index.at(at)
    if bound is None or token is None or token.dep_ == "mark":  # "since Monday is a holiday"
        return None
    is_of_a_thing = context.index.text[date.end : date.end + 2] in ("'s", "’s") or not context.ends_phrase(date.end)
    return None if is_of_a_thing and bound in ("by", "before", "after", "from") else str(bound)


def _opens_range(found: Sequence[DateSpan], place: int, word: str, text: str) -> bool:
    if word == "from" and _ONWARD.match(text, found[place].end):
        return True
    if place + 1 == len(found):
        return False
    between = _BETWEEN.fullmatch(text, found[place].end, found[place + 1].start)
    return between is not None and (between["join"] == "and") == (word == "between")


def _pair_end(made: Sequence[DateSpan], date: DateSpan, text: str) -> str | None:
    """The bound of the second date of a range."""
    between = _BETWEEN.fullmatch(text, made[-1].end, date.start) if made and made[-1].bound == "from" else None
    if between is None:
        return None
    return "until" if "til" in between["join"] else "through"


def event_days(date: DateSpan) -> EventDays:
    """First and last day of an event that a date tells of: "by December" has no first, "since 2016" no last.

    "Until Friday" and "through Friday" both reach that day; "before Friday" ends the day before, "after Friday" begins
    the day after.
    """
    start, end = date.date_start, date.date_end
    step = timedelta(0 if date.grain in _SHORT_OF_A_DAY else 1)
    if date.bound in ("since", "from"):
        return start, None
    if date.bound in ("by", "until", "through"):
        return None, end
    if date.bound == "after":
        return end and _step(end, step), None
    if date.bound == "before":
        return None, start and _step(start, -step)
    return start, end


def _step(day: datetime, step: timedelta) -> datetime | None:
    try:
        return day + step
    except OverflowError:  # "before 1 AD": the calendar ends there
        return None


def group_ranges(dates: Sequence[DateSpan]) -> list[list[DateSpan]]:
    """Put both dates of "from 2004 to 2009" together; any other date is alone."""
    groups: list[list[DateSpan]] = []
    for date in dates:
        last = groups[-1][-1] if groups else None
        is_end = date.bound in ("until", "through") and last is not None and last.bound == "from"
        if is_end and last is not None and date.start - last.end <= _LONGEST:
            groups[-1].append(date)
        else:
            groups.append([date])
    return groups


def _range_days(first: DateSpan, last: DateSpan) -> EventDays:
    """First and last day of a range, whichever of its dates is said first.

    "Between 2015 and 2012" is a stretch that a reader puts in order; "from 2030 until 2026" says how it runs, and that
    is impossible, so nothing is known.
    """
    start, end = first.date_start, last.date_end
    if start is None or end is None or start <= end:
        return start, end
    return (None, None) if last.bound == "until" else (last.date_start, first.date_end)


def span_events(dates: Sequence[DateSpan]) -> EventDays:
    """First and last day of what dates tell of together; a side that one of them leaves open stays open."""
    groups = group_ranges(dates)
    days = [_range_days(group[0], group[1]) if group[1:] else event_days(group[0]) for group in groups]
    starts, ends = [start for start, _ in days if start], [end for _, end in days if end]
    return (
        min(starts) if len(starts) == len(days) and starts else None,
        max(ends) if len(ends) == len(days) and ends else None,
    )
