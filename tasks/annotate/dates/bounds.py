"""Whether the words before a date make it a bound of an event: "by December", "since 2016", "from 2004 to 2009"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.resolve import Context
from tasks.annotate.spans import DateSpan
from tasks.language.grammar import NOUN_SUBJECTS

# What may stand between a bound's word and its date: "since at least 2016", "by the 2020s".
_BEFORE = re.compile(
    r"(?<!\w)(?P<lead>[a-z]+(?: (?:than|to))?)\s(?:(?:at least|about|around|approximately|roughly|the) )?$"
)
_BETWEEN = re.compile(
    r",? (?P<join>and|to|until|till|til|through|up to|up until|through to)(?: (?:the|early|late|mid))? "
)
_ONWARD = re.compile(r",? (?:on|onwards?|forward)(?=[\s.,;])")


_LONGEST_LEAD = 30  # characters, the words that may stand between included


def add_bounds(found: Sequence[DateSpan], context: Context) -> list[DateSpan]:
    """Give each date the relation that the word before it states, as a signal of TimeML does; the days stay its own.

    "From" bounds only with an end, or "on" behind it: "a photo from 2016" does not begin in 2016.
    """
    text = context.body.text
    made: list[DateSpan] = []
    for place, date in enumerate(found):
        begin = max(date.start - _LONGEST_LEAD, 0)
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
    bound = load_calendar().bounds.get(word)
    token = context.body.token_at(at)
    if bound is None or token is None:
        return None
    day = context.body.token_at(date.start)
    is_told = day is None or day.dep_ in NOUN_SUBJECTS or " the " in context.body.text[at : date.start]
    if token.dep_ == "mark" and is_told:
        return None  # "since Monday is a holiday", not "since January prices have risen"
    is_of_a_thing = context.body.text[date.end : date.end + 2] in ("'s", "’s") or not context.ends_phrase(date.end)
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
