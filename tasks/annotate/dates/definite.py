"""Names of time with an article: "for the week", "by the fall", "the year-earlier quarter"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tasks.annotate.dates.absolute import read_month, read_named
from tasks.annotate.dates.calendar import COMPARED, THAT_WEEKDAY, WEEKDAY, Period, add_units, span_of
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, Spec, pick, unit_of
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.parts import part_of
from tasks.annotate.dates.resolve import Context, resolve_spec, unit_which
from tasks.annotate.dates.steps import text_step
from tasks.language.grammar import NOUNS

_OWNING = ("'s", "\u2019s")
_GONE_BY = ("past", "surely past", "loosely past")


def read_the_unit(items: Sequence[Item], context: Context) -> Read | None:
    """Read the week, month or year of "for the week", "the week's biggest rally": that told about, else this one.

    "The quarter" is only one that the text names before it, for reports tell of one that is over.
    """
    unit, end = unit_of(items[-1]), items[-1].end
    if items[-1].text not in ("week", "month", "quarter", "year"):
        return None
    is_owner = context.body.text[end : end + 2] in _OWNING
    is_behind = context.follows(items[0].start, *load_calendar().definite_leads)
    if not is_owner and not (is_behind and context.ends_clause(end)):
        return None
    period = text_step(0, unit, context)
    if unit == "quarter":
        return period, None
    is_run = context.follows(items[0].start, "over") and context.lean(items[0].start) in _GONE_BY
    whole = _run_back(unit, context) if is_run else unit_which(unit, "this", context.today)
    return replace(period, first=whole.first, last=whole.last, anchor=whole.anchor, grain=whole.grain), None


def _run_back(unit: str, context: Context) -> Period:
    """The unit up to the day of publication, over which something has changed."""
    if context.today is None:
        return Period(None, None, "interval")
    return Period(add_units(context.today, -1, unit), context.today, "interval", anchor="published_at")


def read_told_year(items: Sequence[Item], context: Context) -> Read | None:
    """Read "August of that year", "on June 3 of the following year": `dates.py` puts them into the year told before."""
    named = read_month(items, context)
    if named is None or named[1] is None or items[-1].text != "year":
        return None
    word = items[-2].text
    if items[-2].symbol == "last" and word not in ("previous", "prior"):
        return None
    step = {"same": 0, "that": 0, "following": 1}.get(word, -1)
    return replace(text_step(step, "year", context), grain=named[0].grain if named[0] else "month"), named[1]


def read_year_earlier(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the year-earlier quarter", "year-ago": what the text compares, a year before."""
    unit = pick(items, "unit")
    if unit is None or unit.text != "year":
        return None
    return replace(text_step(-1, "year", context), unit=COMPARED), None


def read_weekday_around(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the following Monday", "the previous Monday", "that Monday": counted from the date told before it."""
    word, weekday = items[-2], items[-1]
    token = context.body.token_at(word.start)
    is_last = context.ends_clause(weekday.end) and context.body.text[weekday.end : weekday.end + 2] not in _OWNING
    is_that = word.text == "that" and is_last  # "was arrested that Friday."
    if word.text not in ("following", "previous", "prior", "that") or token is None:
        return None
    if token.tag_ == "IN" and not is_that:
        return None
    sign = -1 if word.symbol == "last" else 1
    unit = THAT_WEEKDAY if word.text == "that" else WEEKDAY
    period = Period(None, None, "day", unit=unit, step=sign * (int(weekday.value) + 1), rule=word.text)
    if word.text == "that" and token.tag_ != "DT" and not is_that:
        return None
    if sign > 0:
        return period, None
    nearest = resolve_spec(Spec("weekday", int(weekday.value), which="last"), context.today, None)
    return replace(period, first=nearest.first, last=nearest.last, anchor=nearest.anchor), None


def read_holiday_weekend(items: Sequence[Item], context: Context) -> Read | None:
    """Read "Labor Day weekend": Saturday and Sunday, with the holiday on the Friday before or the Monday after."""
    whole = read_named(items[:-1], context)
    if whole is None or whole[0] is None or items[-1].text != "weekend":
        return None
    day = whole[0].first
    if day is None:
        return replace(whole[0], grain="weekend"), None
    if day.weekday() in (1, 2, 3):
        return None  # in the middle of a week
    first, last = span_of("weekend", day - timedelta(days=1) if day.weekday() == 0 else day)
    return whole[0].become("holiday_weekend", first=min(first, day), last=max(last, day), grain="weekend"), None


def read_season(items: Sequence[Item], context: Context) -> Read | None:
    """Read "in the spring", "late summer", "by fall" by the tense around them; without a tense they stay open."""
    season = items[-1]
    token = context.body.token_at(season.start)
    if token is None or token.tag_ not in NOUNS or token.dep_ == "compound":
        return None  # "in winter sports", "before he will fall"
    part = pick(items, "early", "late", "mid")
    lean = context.lean(season.start)
    if pick(items, "since"):
        lean = "past"
    if pick(items, "by", "until") and (lean is None or (lean.endswith("past") and lean != "past")):
        lean = "future"
    is_of_any_year = lean in ("loosely future", "foretold") and not pick(
        items, "the", "by", "until", "early", "late", "mid"
    )
    if lean is None or lean == "present" or is_of_any_year:  # "it would be dry in summer"
        return Period(None, None, "season", rule="season"), None
    spec = Spec("season", name=context.season(season.text))
    period = resolve_spec(spec, context.today, lean)
    return (part_of(period) if part else period), spec
