"""Days that are meant without their year: "the Sept. 11 attacks", "the Jan. 6 riot", "the Sept. 11 anniversary"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tasks.annotate.dates.calendar import Period
from tasks.annotate.dates.items import Item, Spec
from tasks.annotate.dates.lexicon import NamedDay, load_calendar
from tasks.annotate.dates.resolve import Context, resolve_spec

_ANNIVERSARY = 31  # days around it in which "Sept. 11" may be that of the year


def read_named_day(spec: Spec, items: Sequence[Item], context: Context) -> Period | None:
    """Read a day that the words around say without its year; that of an anniversary long ago or ahead stays open."""
    days = [named for named in load_calendar().named_days if (spec.number, spec.day) == (named.month, named.day)]
    if not days:
        return None
    if _is_kept(items[-1].end, context):
        nearest = resolve_spec(spec, context.today, None)
        is_near = nearest.first and context.today and abs((nearest.first - context.today).days) <= _ANNIVERSARY
        day = nearest.first if is_near else None
        return Period(day, day, "day", rule="named_day", anchor="published_at" if day else "none")
    for named in days:
        day = date(named.year, named.month, named.day)
        if (context.today is None or context.today >= day) and _is_meant(named, day, items, context):
            return Period(day, day, "day", rule="named_day")
    return None


def _is_kept(end: int, context: Context) -> bool:
    """Whether a day is one on which another is remembered: "a Sept. 11 memorial service"."""
    token, calendar = context.body.token_at(end + 1), load_calendar()
    if token is None or token.idx <= end:
        return False
    if token.lower_ in calendar.remembering and token.i + 1 < len(token.doc):
        token = token.nbor(1)
    return token.lower_ in calendar.commemorations


def _is_meant(named: NamedDay, day: date, items: Sequence[Item], context: Context) -> bool:
    token = context.body.token_at(items[0].start)
    behind = context.body.token_at(items[-1].end + 1)
    if named.places and not named.places.intersection(context.body.words.lowers):
        return False
    is_far = context.today is None or _ANNIVERSARY < (context.today - day).days % 365 < 365 - _ANNIVERSARY
    is_telling = is_far or bool(named.places)
    is_beside = token is not None and is_telling and any(other.lower_ in named.beside for other in token.sent)
    is_before = behind is not None and behind.idx > items[-1].end and behind.lower_ in named.before
    return is_before or is_beside or context.follows(items[0].start, *named.after)
