"""Dates that lean on the day of publication, or on another date of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from tasks.annotate.dates_calendar import Period, add_units, span_of
from tasks.annotate.dates_grammar import Read, count_of, pick, unit_of
from tasks.annotate.dates_resolve import Context, resolve_spec, stepped, unit_which
from tasks.annotate.dates_words import Item, Spec
from tasks.lexicon import load_lexicon


def read_deictic(items: Sequence[Item], context: Context) -> Read | None:
    """Read "today", "yesterday", "the day before yesterday"."""
    word = pick(items, "d")
    if word is None or _is_named_today(word, context):
        return None
    offset = load_lexicon("calendar")["days"][word.text]
    if len(items) == 4 or pick(items, "BA"):  # "the day before yesterday"
        offset += -1 if pick(items, "B") else 1
    spec = Spec("deictic", offset)
    period = resolve_spec(spec, context.today, None)
    if word.text == "tonight":
        period = replace(period, grain="part_of_day")
    return period, spec


def _is_named_today(word: Item, context: Context) -> bool:
    """USA TODAY, the Today show."""
    token = context.index.at(word.start)
    if token is None or not token.text[0].isupper() or token.is_sent_start:
        return False
    before = token.nbor(-1) if token.i else None
    return (
        before is not None
        and before.tag_ in ("NNP", "DT")
        or (token.tag_ == "NNP" and token.dep_ in ("compound", "poss"))
    )


def read_part_of_day(items: Sequence[Item], context: Context) -> Read | None:
    """Read "this morning", "last night": "last night" is yesterday's."""
    which = pick(items, "prx")
    if which is None:
        return None
    part = items[-1].text
    if which.symbol == "p" and part in ("noon", "midnight"):
        return None
    step = {"p": -1, "r": 0, "x": 1}[which.symbol]
    spec = Spec("deictic", step)
    return replace(resolve_spec(spec, context.today, None), grain="part_of_day"), spec


def read_unit_which(items: Sequence[Item], context: Context) -> Read | None:
    """Read "last week", "this year"; "the past year" runs back from today."""
    which, unit_item = pick(items, "prx"), items[-1]
    if which is None:
        return None
    unit = unit_of(unit_item)
    if unit in ("second", "minute", "hour"):
        return None
    plural = unit_item.text.endswith("s")
    rolls = (
        items[0].symbol == "t"
        and unit not in ("weekend",)
        and (
            which.text in ("last", "coming")
            or (
                which.text == "next"
                and _word_before(items[0].start, context) in load_lexicon("calendar")["spanning"]["list"]
            )
        )
    )
    if plural:  # "the coming weeks": no number says how many
        if which.symbol != "x":
            return None
        return _rolling_from(None, unit, which.symbol, context), None
    if which.text == "past" or (rolls and unit != "day"):
        return _rolling_from(1.0, unit, which.symbol, context), None
    if unit == "day":
        if which.symbol != "x":
            return None
        return _text_step(1, unit, context), None
    if which.symbol == "x" and items[0].symbol == "t" and context.direction(items[0].start) == "past":
        return _text_step(1, unit, context), None
    period = unit_which(unit, which.symbol, context.today)
    if (
        unit == "weekend"
        and which.symbol == "r"
        and period.first
        and context.today
        and context.today < period.first
        and context.direction(items[0].start) == "past"
    ):
        period = unit_which(unit, "p", context.today)  # early in the week a story's "this weekend" is the one just over
    return period, None


def read_weekend(items: Sequence[Item], context: Context) -> Read | None:
    """Read the weekend of "over the weekend", "at the weekend": the last one begun or the coming one, by tense."""
    if items[-1].text != "weekend":
        return None
    direction = context.direction(items[-1].start)
    coming = unit_which("weekend", "r", context.today)
    if direction is None or context.today is None or coming.first is None:
        return Period(None, None, "weekend", rule="weekend"), None
    is_over = direction == "past" and context.today < coming.first
    return replace(unit_which("weekend", "p" if is_over else "r", context.today), rule="weekend"), None


def _word_before(char: int, context: Context) -> str:
    token = context.index.at(char)
    return token.nbor(-1).lower_ if token is not None and token.i else ""


def read_rolling(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the past 30 days", "the next two years"."""
    which = pick(items, "px")
    if which is None or (which.text == "previous" and not pick(items, "N")):
        return None
    if which.symbol == "x" and context.direction(items[0].start) == "past":
        return None  # "the next 30 hours" of a story told in the past
    if pick(items, "~"):
        return _business_days(items, which.symbol, context)
    return _rolling_from(count_of(items), unit_of(items[-1]), which.symbol, context), None


def _business_days(items: Sequence[Item], which: str, context: Context) -> Read | None:
    count = count_of(items)
    if unit_of(items[-1]) != "day" or count is None or not 0 < count <= 400:
        return None
    if context.today is None:
        return Period(None, None, "interval", rule="business_days"), None
    day, left, step = context.today, int(count), timedelta(days=1 if which == "x" else -1)
    days = []
    while left:
        day += step
        if day.weekday() < 5:
            left -= 1
            days.append(day)
    return Period(min(days), max(days), "interval", "published_at", rule="business_days"), None


def _rolling_from(count: float | None, unit: str, which: str, context: Context) -> Period:
    today = context.today
    if today is None:
        return Period(None, None, "interval", rule="rolling")
    if unit == "quarter" and count is not None:
        return _quarters(int(count), which, today)
    if which == "p":
        first = None if count is None else add_units(today, -count, unit)
        if unit in ("hour", "minute", "second") and count is not None:
            first = _hours_back(context, count, unit)
        return Period(first, today, "interval", "published_at", rule="rolling")
    start = today + timedelta(days=1) if unit in ("day", "night") else today
    last = None if count is None else add_units(today, count, unit)
    return Period(min(start, last) if last else start, last, "interval", "published_at", rule="rolling")


def _quarters(count: int, which: str, today: date) -> Period:
    """So many whole quarters before or after this one."""
    this = span_of("quarter", today)
    if which == "p":
        first, last = add_units(this[0], -count, "quarter"), this[0] - timedelta(days=1)
    else:
        first, last = this[1] + timedelta(days=1), add_units(this[1], count, "quarter")
    return Period(first, last, "interval", "published_at", rule="rolling")


def _hours_back(context: Context, count: float, unit: str) -> date | None:
    if context.published_at is None:
        return None
    seconds = count * {"hour": 3600, "minute": 60, "second": 1}[unit]
    return (context.published_at - timedelta(seconds=seconds)).date()


def read_ago(items: Sequence[Item], context: Context) -> Read | None:
    """Read "three days ago" is a day, "two years ago" a whole year; "a few weeks ago" stays open."""
    unit_item = pick(items, "UP")
    if unit_item is None:
        return None
    unit, count = unit_of(unit_item), count_of(items)
    if count is not None and pick(items, "#"):
        count = count + 0.5 if pick(items, "&") else 0.5
    grain = {"decade": "year", "century": "year", "fortnight": "day", "night": "day"}.get(unit, unit)
    grain = "week" if unit == "week" else grain
    if context.today is None or count is None:
        return Period(None, None, grain, rule="ago"), None
    exact = pick(items, "d") is not None
    if unit in ("hour", "minute", "second"):
        day = _hours_back(context, count if pick(items, "g") else -count, unit)
        return Period(day, day, "day", "published_at", rule="ago"), None
    step = -count if pick(items, "g") else count
    first, last, grain = stepped(context.today, step, unit, not exact)
    return Period(first, last, grain, "published_at", rule="ago"), None


def read_in_future(items: Sequence[Item], context: Context) -> Read | None:
    """Read "in two weeks" with a future verb; otherwise it tells how long something took."""
    if items[0].text != "in" or context.direction(items[0].start) != "future":
        return None
    return read_ago(items, context)


def read_within(items: Sequence[Item], context: Context) -> Read | None:
    """Read "within two weeks" with a future verb: from today on."""
    if context.direction(items[0].start) != "future":
        return None
    return _rolling_from(count_of(items), unit_of(items[-1]), "x", context), None


def _text_step(step: float | None, unit: str, context: Context) -> Period:
    """A period that leans on the date before it in the text; `dates.py` resolves it in text order."""
    whole = step is not None and float(step).is_integer()
    grain = {
        "decade": "year",
        "century": "year",
        "night": "day",
        "fortnight": "day",
        "hour": "day",
        "minute": "day",
        "second": "day",
    }
    return Period(
        None,
        None,
        grain.get(unit, unit),
        unit=unit,
        step=int(step) if whole and step is not None else None,
        rule="from_text",
    )


def read_later(items: Sequence[Item], context: Context) -> Read | None:
    """Read "two days later", "a year earlier"."""
    unit_item, count = pick(items, "UP"), count_of(items)
    if unit_item is None:
        return None
    sign = -1 if items[-1].symbol in "jB" else 1
    if unit_of(unit_item) in ("hour", "minute", "second"):
        return None
    return _text_step(None if count is None else sign * count, unit_of(unit_item), context), None


def read_following(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the following day", "the same week": a step from the date before it in the text."""
    unit = unit_of(items[-1]) if items[-1].symbol in "U" else "day"
    if items[-1].text.endswith("s") or (
        items[-1].symbol == "P" and items[-1].text != "night" and not pick(items, "fx=")
    ):
        return None
    word = pick(items, "f=")
    step = 0 if word and word.symbol == "=" else -1 if word and word.text == "preceding" else 1
    if word and word.text == "that" and unit in ("hour", "minute", "second", "quarter", "weekend"):
        return None
    return _text_step(step, unit, context), None


def read_part_of_unit(items: Sequence[Item], context: Context) -> Read | None:
    """Read "earlier this month", "late last year", "the end of the year"."""
    which = pick(items, "prx")
    unit = unit_of(items[-1])
    if unit in ("day", "hour", "minute", "second"):
        return None
    whole = unit_which(unit, which.symbol if which else "r", context.today)
    part = items[0].symbol if items[0].symbol != "t" else items[1].symbol
    return part_of(whole, part, context.today, items[0].text), None


def read_edge_of_unit(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the first six months of this year", "the last two weeks of the year"."""
    which, unit = items[-2], unit_of(items[-1])
    if unit in ("day", "hour", "minute", "second") or (which.symbol == "t" and unit not in ("year", "month")):
        return None
    whole = unit_which(unit, "r" if which.symbol == "t" else which.symbol, context.today)
    edge = edge_of(whole, items[:-2])
    return (edge, None) if edge else None


def edge_of(whole: Period, items: Sequence[Item]) -> Period | None:
    """The first or the last so many days, weeks, months or years of a period, as long as they fit in it."""
    side, unit_item, count = pick(items, "pO"), pick(items, "U"), count_of(items)
    if side is None or unit_item is None or side.text not in ("first", "last") or count is None:
        return None
    unit = unit_of(unit_item)
    if unit not in ("day", "week", "month", "quarter", "year", "decade") or not float(count).is_integer():
        return None
    if whole.first is None or whole.last is None:
        return Period(None, None, "interval", rule="edge_of")
    first, last, one = whole.first, whole.last, timedelta(days=1)
    if side.text == "first":
        last = add_units(first, count, unit) - one
    else:
        first = add_units(last + one, -count, unit)
    if first < whole.first or last > whole.last or (first, last) == (whole.first, whole.last):
        return None
    return replace(whole, first=first, last=last, grain="interval", rule="edge_of")


def part_of(whole: Period, part: str, today: date | None, word: str = "") -> Period | None:
    """The early (e, c), middle (m) or late (l, z) part of a period; j and k part it at the day of publication.

    Thirds: of a month days 1–10, 11–20, 21 on; of a year four months each.
    """
    first, last = whole.first, whole.last
    if first is None or last is None or whole.grain in ("day", "part_of_day", "hour"):
        grain = "part_of_day" if whole.grain == "day" else whole.grain
        return replace(whole, grain=grain)
    if part in "jk" and today is not None and whole.anchor == "published_at":
        if first <= today <= last:
            first, last = (first, today) if part == "j" else (today, last)
        return replace(whole, first=first, last=last, grain="interval", rule="part_of_unit")
    thirds = _thirds(first, last, whole.grain)
    first, last = thirds[0 if part in "ecj" else 1 if part == "m" else 2]
    return replace(whole, first=first, last=last, grain="interval", rule="part_of")


def _thirds(first: date, last: date, grain: str) -> list[tuple[date, date]]:
    if grain == "month":
        cuts = [first + timedelta(days=10), first + timedelta(days=20)]
    elif grain == "year":
        cuts = [date(first.year, 5, 1), date(first.year, 9, 1)]
    else:
        length = (last - first).days + 1
        cuts = [first + timedelta(days=round(length / 3)), first + timedelta(days=round(2 * length / 3))]
    one = timedelta(days=1)
    return [(first, cuts[0] - one), (cuts[0], cuts[1] - one), (cuts[1], last)]
