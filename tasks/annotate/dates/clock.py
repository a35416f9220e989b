"""Clock times: beside their day, or in the same clause as the one day that it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from spacy.tokens import Token

from tasks.annotate.dates.calendar import Period, find_zone
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, pick
from tasks.annotate.dates.resolve import Context
from tasks.language.grammar import VERBS

_DAYS = ("day", "part_of_day")
_ADVERBIAL = ("pobj", "prep", "npadvmod", "nummod", "advmod", "tmod")


def join_clock(items: Sequence[Item], context: Context) -> Read | None:
    """A day and a clock time: the moment where the zone is named, else the day, for nothing says which moment."""
    dated = next(item for item in items if item.symbol == "date")
    period = dated.period
    if period is None or period.grain not in _DAYS:
        return None
    return _at_clock(period, items), dated.spec


def _at_clock(period: Period, items: Sequence[Item]) -> Period:
    clock, zone_item = pick(items, "clock"), pick(items, "zone")
    assert clock is not None
    grain = "minute" if clock.value % 60 else "hour"
    zone = find_zone(zone_item.text) if zone_item else None
    if zone is None or zone_item is None or period.first is None or period.first != period.last:
        return replace(period, grain=grain)
    hour, minute = divmod(int(clock.value), 60)
    moment = datetime.combine(period.first, time(hour, minute), tzinfo=zone).astimezone(UTC)
    return replace(period, at=moment, grain=grain, zone=zone_item.text)


def place_clocks(items: Sequence[Item], context: Context) -> list[Item]:
    """Give clock times that stand alone the day of their clause: "sank at 10 a.m. off the coast on Monday".

    A clock time is read only where one day, and no other, hangs on the same verb; opening hours and other ranges of
    clock times tell of any day.
    """
    made = list(items)
    all_days = [item for item in items if _is_day(item)]
    for place, item in enumerate(items):
        if item.symbol != "clock" or (joined := _joined(items, place)) is None:
            continue
        days = _days_beside(item, all_days, context)
        if len(days) != 1 or days[0].period is None:
            continue
        period = _at_clock(days[0].period, joined).become("clock_of_clause")
        made[place] = Item("date", item.start, joined[-1].end, period=period)
    return made


def _days_beside(clock: Item, all_days: Sequence[Item], context: Context) -> list[Item]:
    """The days on the verb of a clock time, or those of its sentence where what it tells is over.

    The latter reads "fell on Monday before the firm confirmed it at 5 p.m."; a coming hour may be of any day.
    """
    token = context.body.token_at(clock.start)
    verb = _find_verb(token)
    if token is None or verb is None:
        return []
    sentence = token.sent  # what hangs on one verb stands in one sentence
    first = bisect_left(all_days, sentence.start_char, key=lambda day: day.start)
    days = all_days[first : bisect_left(all_days, sentence.end_char, lo=first, key=lambda day: day.start)]
    beside = [day for day in days if _find_verb(context.body.token_at(day.start)) == verb]
    if beside or context.direction(clock.start) != "past":
        return beside
    return [day for day in days if not _is_owner(context.body.token_at(day.start))]


def _is_owner(token: Token | None) -> bool:
    """Whether a day only says which thing is meant: "cleared away Monday night's glass by 9 a.m."."""
    return token is not None and token.dep_ in ("poss", "compound", "nmod", "amod") and token.head.i > token.i


def _is_day(item: Item) -> bool:
    return (
        item.symbol == "date"
        and item.period is not None
        and item.period.grain in _DAYS
        and item.period.first is not None
    )


def _joined(items: Sequence[Item], place: int) -> list[Item] | None:
    """A clock time with its zone, or None where it is one end of a range."""
    before = items[place - 1].symbol if place else None
    after = items[place + 1].symbol if place + 1 < len(items) else None
    if before in ("to", "hyphen", "until", "from", "between") or after in ("to", "hyphen", "until"):
        return None
    return list(items[place : place + 2]) if after == "zone" else [items[place]]


def _find_verb(token: Token | None) -> Token | None:
    """The verb that a time hangs on by prepositions, nouns of time and nothing else."""
    for _ in range(4):
        if token is None or token.head == token or token.dep_ not in _ADVERBIAL:
            return None
        token = token.head
        if token.tag_ in VERBS:
            return token
    return None
