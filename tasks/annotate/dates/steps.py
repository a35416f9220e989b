"""Steps from the date told before in the text: "two days later", "the following day", "the previous autumn"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tasks.annotate.dates.calendar import COMPARED, NAMED, Period
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, Spec, count_of, pick, unit_of
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.resolve import Context, unit_which


def read_day_around(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the day before", "two years after that" where nothing follows: a step from the date told before it."""
    unit_item = pick(items, "unit")
    unit, count = unit_of(unit_item) if unit_item else "", count_of(items)
    if unit in ("hour", "minute", "second") or not context.ends_clause(items[-1].end) or items[-1].text == "same":
        return None
    if items[0].symbol == "the" and items[1].text.endswith("s"):
        return None  # "in the weeks after"
    sign = -1 if pick(items, "before") else 1
    return text_step(None if count is None else sign * count, unit, context), None


def text_step(step: float | None, unit: str, context: Context) -> Period:
    """A period that leans on the date before it in the text; `dates.py` resolves it in text order."""
    whole = step is not None and float(step).is_integer()
    years, days = ("decade", "century"), ("night", "fortnight", "hour", "minute", "second")
    grain = "year" if unit in years else "day" if unit in days else unit
    count = int(step) if whole and step is not None else None
    return Period(None, None, grain, unit=unit, step=count, rule="from_text", kind="step")


def read_later(items: Sequence[Item], context: Context) -> Read | None:
    """Read "two days later", "a year earlier"."""
    unit_item, count = pick(items, "unit", "part"), count_of(items)
    if unit_item is None:
        return None
    sign = -1 if items[-1].symbol in ("earlier", "before") else 1
    if unit_of(unit_item) in ("hour", "minute", "second") or context.precedes(items[-1].end, "than "):
        return None  # "two years earlier than planned"
    if context.follows(items[0].start, "half"):
        return None  # "half a century later"
    step = text_step(None if count is None else sign * count, unit_of(unit_item), context)
    token = context.body.token_at(items[0].start)
    if step.unit == "year" and sign < 0 and token is not None and not token.is_sent_start:
        return replace(step, unit=COMPARED), None  # "rose in March from a year earlier": from March of that year
    return step, None


def read_following(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the following day", "the same week": a step from the date before it in the text."""
    unit = unit_of(items[-1]) if items[-1].symbol == "unit" else "day"
    if pick(items, "last"):
        return _read_previous(items, unit, context)
    if items[-1].text.endswith("s") or (
        items[-1].symbol == "part" and items[-1].text != "night" and not pick(items, "following", "next", "same")
    ):
        return None
    word = pick(items, "following", "same")
    if word and word.symbol == "same" and context.precedes(items[-1].end, *load_calendar().after_same):
        return None  # "the same month last year", "the same day as the vote"
    step = 0 if word and word.symbol == "same" else -1 if word and word.text == "preceding" else 1
    if word and word.text == "that" and unit in ("hour", "minute", "second", "quarter"):
        return None
    return text_step(step, unit, context), None


def read_same_of_last(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the same month last year": that of the date told before it, a year back; else all of last year."""
    units = [item for item in items if item.symbol == "unit"]
    if units[0].text not in ("month", "quarter") or units[1].text != "year" or items[-2].text not in ("last", "past"):
        return None
    last = unit_which("year", "last", context.today)
    return replace(
        text_step(-1, "year", context), unit=COMPARED, first=last.first, last=last.last, anchor=last.anchor
    ), None


def read_following_name(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the following November", "that autumn": the nearest beside the date told before it."""
    word, named = items[-2], items[-1]
    token = context.body.token_at(word.start)
    is_read_so = token is not None and token.tag_ == "DT" and token.head.idx == named.start
    is_that = word.text == "that" and (is_read_so or context.ends_clause(named.end))  # "told the host that December."
    if not is_that and word.text not in ("following", "preceding", "previous", "prior"):
        return None
    step = 0 if is_that else 1 if word.text == "following" else -1
    is_month = named.symbol == "month"
    spec = Spec("month", int(named.value)) if is_month else Spec("season", name=context.season(named.text))
    return Period(None, None, named.symbol, unit=NAMED, step=step, rule=word.text), spec


def _read_previous(items: Sequence[Item], unit: str, context: Context) -> Read | None:
    """Read "the previous month": that before the one told about, else the one before that of publication."""
    if (
        items[-2].text not in ("previous", "prior")
        or items[-1].text.endswith("s")
        or unit in ("hour", "minute", "second")
    ):
        return None
    period = text_step(-1, unit, context)
    if unit in ("day", "night"):
        return period, None
    if unit in ("decade", "century"):
        return Period(None, None, unit, rule="from_text"), None
    last = unit_which(unit, "last", context.today)
    return replace(period, first=last.first, last=last.last, anchor=last.anchor), None
