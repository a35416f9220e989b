"""The first and last day of what happens, as the dates of a stretch of text bound it together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from spacy.tokens import Token

from expectations.enumerations import DAY_GRAINS, GRAINS
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_SUBJECTS, NOUNS, VERBS

EventDays = tuple[datetime | None, datetime | None]


_SHORT_OF_A_DAY = ("part_of_day", "hour", "minute", "second")


_LONGEST_JOIN = 30  # characters between both dates of a range
# Words between a day and the verb that it is a day of.
_LONGEST_WAY = 8
# A day beside one of these is not that of the verb above it.
_OTHER_VERBS = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "pcomp", "csubj"})
_OF_THINGS = frozenset({"compound", "nummod", "amod", "nmod", "poss"})


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
        if is_end and last is not None and date.start - last.end <= _LONGEST_JOIN:
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


def find_grain(dates: Sequence[DateSpan]) -> str | None:
    """How fine the days are that `span_events` gives: the coarsest grain among them."""
    return max((date.grain for date in dates), key=GRAINS.index, default=None) if any(span_events(dates)) else None


def span_events(dates: Sequence[DateSpan]) -> EventDays:
    """First and last day of what dates tell of together; a side that one of them leaves open stays open."""
    groups = group_ranges(dates)
    days = [_range_days(group[0], group[1]) if group[1:] else event_days(group[0]) for group in groups]
    starts, ends = [start for start, _ in days if start], [end for _, end in days if end]
    return (
        min(starts) if len(starts) == len(days) and starts else None,
        max(ends) if len(ends) == len(days) and ends else None,
    )


def is_day_of(body: Body, date: DateSpan, verb: Token) -> bool:
    """Whether a day is that of a clause's own verb, and not of another verb inside, or of a thing: "the 2016 race"."""
    words = body.span_of(Chars((date.start, date.end)))
    at = None if words is None else words.root
    # "In a May tweet he said" tells when he did, "won the 2016 race" does not.
    if at is not None and at.dep_ in _OF_THINGS and at.head.tag_ in NOUNS:
        is_own, at = at.dep_ == "poss", at.head
        # "Tuesday's vote ended it" tells when it did, "the results of Tuesday's vote" do not.
        is_where = at.dep_ == "pobj" and at.head.head == verb and at.head.lower_ in load_function_words().at_which
        if not is_where and not (is_own and at.dep_ in NOUN_SUBJECTS and at.head == verb):
            return False
    if at is None or (at.dep_ == "dobj" and at.head == verb):
        return False  # "dropped Columbus Day"
    return _leads_to(at, verb, is_long=date.grain not in DAY_GRAINS)


def _leads_to(at: Token, verb: Token, *, is_long: bool) -> bool:
    """Whether a day hangs on a verb, over no other verb and no thing that it is told of: "notes from May".

    A month or more that hangs on a thing of a thing is not the verb's: "a picture of Roe in 2013 was found".
    """
    n_things = 0
    for _ in range(_LONGEST_WAY):
        if at.head == at:
            return False
        at = at.head
        if at == verb:
            return True
        if at.tag_ in VERBS and at.dep_ in _OTHER_VERBS:
            # "When they met on Friday, they fought" tells when they did.
            return at.dep_ == "advcl" and at.head == verb and any(each.lower_ == "when" for each in at.lefts)
        n_things += at.tag_ in NOUNS
        is_of_thing = at.dep_ == "prep" and at.lower_ in load_function_words().out_of and at.head.tag_ in NOUNS
        if is_of_thing or (is_long and n_things > 1 and at.head == verb and at.dep_ in NOUN_SUBJECTS):
            return False
    return False
