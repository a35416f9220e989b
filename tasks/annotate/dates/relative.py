"""Dates counted from the day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from tasks.annotate.dates.calendar import Period, add_units, span_of
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, Spec, count_of, pick, unit_of, which_of
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.resolve import WHICH_STEP, Context, resolve_spec, stepped, unit_which
from tasks.annotate.dates.steps import text_step
from tasks.annotate.dates.tense import Direction, is_told
from tasks.language.body import Chars
from tasks.language.grammar import NOUNS, PRESENT, VERBS

_REACH_OF_SUPERLATIVE = 10  # words


def read_deictic(items: Sequence[Item], context: Context) -> Read | None:
    """Read "today", "yesterday", "the day before yesterday"."""
    word = pick(items, "today")
    if word is None or _is_named_today(word, context) or context.follows(word.start, "a", "an"):
        return None  # "there will be a tomorrow"
    offset = load_calendar().days[word.text]
    if len(items) == 4 or pick(items, "before", "after"):  # "the day before yesterday"
        offset += -1 if pick(items, "before") else 1
    spec = Spec("deictic", offset)
    period = resolve_spec(spec, context.today, None)
    if word.text == "tonight":
        period = replace(period, grain="part_of_day")
    return period, spec


def _is_named_today(word: Item, context: Context) -> bool:
    """USA TODAY, the Today show."""
    token = context.body.token_at(word.start)
    if token is None or not token.text[0].isupper() or token.is_sent_start:
        return False
    before = token.nbor(-1) if token.i else None
    if before is not None and (before.tag_ in ("NNP", "DT") or before.text[:1].isupper()):
        return True
    return (token.tag_ == "NNP" and token.dep_ in ("compound", "poss")) or context.precedes(
        word.end, *load_calendar().after_today
    )


def read_part_of_day(items: Sequence[Item], context: Context) -> Read | None:
    """Read "this morning", "last night": "last night" is yesterday's."""
    which = pick(items, "last", "this", "next")
    if which is None:
        return None
    part = items[-1].text
    if (which.symbol == "last" and part in ("noon", "midnight")) or _is_programme(which, items[-1], context):
        return None
    step = WHICH_STEP[which.symbol]
    spec = Spec("deictic", step)
    return replace(resolve_spec(spec, context.today, None), grain="part_of_day"), spec


def _is_programme(which: Item, part: Item, context: Context) -> bool:
    """Whether capitals behind a name make it a programme: "CBS This Morning"."""
    text, token = context.body.text, context.body.token_at(which.start)
    is_titled = text[which.start : which.end].istitle() and text[part.start : part.end].istitle()
    return is_titled and token is not None and token.i > 0 and token.nbor(-1).tag_ == "NNP"


def read_unit_which(items: Sequence[Item], context: Context) -> Read | None:
    """Read "last week", "this year"; "the past year" runs back from today."""
    symbol, unit_item = which_of(items), items[-1]
    which = next((item for item in reversed(items) if item.symbol == symbol), None)
    if which is None or symbol is None or _is_title(unit_item, context) or _is_one_of_many(unit_item, context):
        return None
    unit = unit_of(unit_item)
    if unit in ("second", "minute", "hour"):
        is_one_hour = unit == "hour" and not unit_item.text.endswith("s") and which.symbol != "this"
        return _rolling(1.0, unit, which, context) if is_one_hour else None
    if unit_item.text.endswith("s"):  # "the coming weeks": no number says how many
        return (_rolling_from(None, unit, "next", context), None) if which.symbol == "next" else None
    if _rolls(items, which, unit, context):
        return _rolling_from(1.0, unit, which.symbol, context), None
    if unit == "day":
        return (text_step(1, unit, context), None) if which.symbol == "next" else None
    if which.symbol == "next" and items[0].symbol == "the" and context.direction(items[0].start) == "past":
        return text_step(1, unit, context), None
    period = unit_which(unit, symbol, context.today)
    if unit == "weekend" and symbol == "this" and _is_over(period, items[0].start, context):
        return unit_which(unit, "last", context.today), None
    return period, None


def _is_over(weekend: Period, at: int, context: Context) -> bool:
    """Whether a story tells of "this weekend" before it has begun: early in the week it is the one just over."""
    is_ahead = weekend.first is not None and context.today is not None and context.today < weekend.first
    return is_ahead and context.direction(at) == "past"


def _rolls(items: Sequence[Item], which: Item, unit: str, context: Context) -> bool:
    """Whether a unit runs back or on from today: "the past year", "the last year", "for the next year"."""
    if which.text == "past":
        return unit != "weekend"
    if items[0].symbol != "the" or items[1] is not which or unit in ("weekend", "day"):
        return False
    before = _word_before(items[0].start, context) if which.text == "next" else ""
    is_spanned = before in load_calendar().spanning and not is_told(context.body.token_at(items[0].start))
    if before == "in":  # "will visit in the next week", not "in the next year, it closed"
        is_spanned = unit not in ("decade", "century") and context.direction(items[0].start) != "past"
    return is_spanned or which.text in ("last", "coming")


def _is_one_of_many(unit: Item, context: Context) -> bool:
    """Whether "of" says what it is a week of: "the last week of the tour", not "blamed them this week of lying"."""
    if not context.precedes(unit.end, "of "):
        return False
    token, of = context.body.token_at(unit.start), context.body.token_at(unit.end + 1)
    is_blamed = token is not None and token.i + 2 < len(token.doc) and token.nbor(2).tag_ == "VBG"
    return token is None or of is None or (of.head == token and not (is_blamed and token.nbor(-1).lower_ == "this"))


def _is_title(unit: Item, context: Context) -> bool:
    """Whether a capital makes it a name: ABC's "This Week"."""
    written = context.body.text[unit.start : unit.end]
    return written[:1].isupper() and not written.isupper()


def read_week_after(items: Sequence[Item], context: Context) -> Read | None:
    """Read "Friday week", "tomorrow week": a week after the coming one."""
    name, unit_item = items
    start, end = name.start, unit_item.end
    weeks = {"week": 1, "fortnight": 2}.get(unit_item.text)
    if weeks is None or not context.ends_clause(end) or context.follows(start, "the", "a", "every", "last"):
        return None
    if name.symbol == "weekday":
        spec = Spec("weekday", int(name.value), which="coming")
    elif name.text in ("today", "tomorrow"):
        spec = Spec("deictic", load_calendar().days[name.text])
    else:
        return None
    coming = resolve_spec(spec, context.today, None)
    day = coming.first + timedelta(weeks=weeks) if coming.first else None
    return coming.become("week_on", first=day, last=day), None


def read_weekend(items: Sequence[Item], context: Context) -> Read | None:
    """Read the weekend of "over the weekend", "at the weekend": the last one begun or the coming one, by tense."""
    if items[-1].text != "weekend" or items[0].text == "to":
        return None
    direction = context.direction(items[-1].start)
    coming = unit_which("weekend", "this", context.today)
    if direction is None or context.today is None or coming.first is None:
        return Period(None, None, "weekend", rule="weekend"), None
    is_over = direction == "past" and context.today < coming.first
    return unit_which("weekend", "last" if is_over else "this", context.today).become("weekend"), None


def _word_before(char: int, context: Context) -> str:
    token = context.body.token_at(char)
    return token.nbor(-1).lower_ if token is not None and token.i else ""


def read_rolling(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the past 30 days", "the next two years"."""
    which = pick(items, "last", "next")
    token = context.body.token_at(which.start) if which is not None else None
    if token is not None and token.tag_ in VERBS:
        return None  # "expected to last six weeks"
    if which is None or (which.text in ("previous", "prior") and not pick(items, "number")):
        return None
    if pick(items, "working"):
        return _business_days(items, which.symbol, context)
    unit_item = pick(items, "unit")
    if unit_item is None:
        return None
    count = 1.5 if pick(items, "half") else count_of(items)
    return _rolling(count, unit_of(unit_item), which, context)


def _rolling(count: float | None, unit: str, which: Item, context: Context) -> Read | None:
    if which.symbol == "next" and context.direction(which.start) == "past":
        return None  # "the next 30 hours" of a story told in the past
    return _rolling_from(count, unit, which.symbol, context), None


def _business_days(items: Sequence[Item], which: str, context: Context) -> Read | None:
    count = count_of(items)
    if unit_of(items[-1]) != "day" or count is None or not 0 < count <= 400:
        return None
    if context.today is None:
        return Period(None, None, "interval", rule="business_days"), None
    day, left, step = context.today, int(count), timedelta(days=1 if which == "next" else -1)
    days = []
    while left:
        day += step
        if day.weekday() < 5:
            left -= 1
            days.append(day)
    return Period(min(days), max(days), "interval", anchor="published_at", rule="business_days"), None


def _rolling_from(count: float | None, unit: str, which: str, context: Context) -> Period:
    today = context.today
    if today is None:
        return Period(None, None, "interval", rule="rolling")
    if unit == "quarter" and count is not None:
        return _quarters(int(count), which, today)
    if which == "last":
        first = None if count is None else add_units(today, -count, unit)
        if unit in ("hour", "minute", "second") and count is not None:
            first = _hours_back(context, count, unit)
        return Period(first, today, "interval", anchor="published_at", rule="rolling")
    start = today + timedelta(days=1) if unit in ("day", "night") else today
    last = None if count is None else add_units(today, count, unit)
    if unit in ("hour", "minute", "second") and count is not None:
        last = _hours_back(context, -count, unit)
    return Period(min(start, last) if last else start, last, "interval", anchor="published_at", rule="rolling")


def _quarters(count: int, which: str, today: date) -> Period:
    """So many whole quarters before or after this one."""
    this = span_of("quarter", today)
    if which == "last":
        first, last = add_units(this[0], -count, "quarter"), this[0] - timedelta(days=1)
    else:
        first, last = this[1] + timedelta(days=1), add_units(this[1], count, "quarter")
    return Period(first, last, "interval", anchor="published_at", rule="rolling")


def _hours_back(context: Context, count: float, unit: str) -> date | None:
    if context.published_at is None:
        return None
    seconds = count * {"hour": 3600, "minute": 60, "second": 1}[unit]
    return (context.published_at - timedelta(seconds=seconds)).date()


def read_ago(items: Sequence[Item], context: Context) -> Read | None:
    """Read "three days ago" is a day, "two weeks ago" a whole week, "a year ago" a year; "a few weeks ago" stays open.

    What lies ahead is counted to the day ("in two weeks"), and so is "two weeks ago today".
    """
    unit_item = pick(items, "unit", "part")
    if unit_item is None:
        return None
    unit, count = unit_of(unit_item), count_of(items)
    if count is not None and pick(items, "half"):
        count = count + 0.5 if pick(items, "and") else 0.5
    is_past = pick(items, "ago") is not None
    fortnight = "week" if is_past else "day"
    grain = {"decade": "year", "century": "year", "fortnight": fortnight, "night": "day"}.get(unit, unit)
    if context.today is None or count is None:
        return Period(None, None, grain, rule="ago", kind="ago"), None
    exact = pick(items, "today") is not None
    if unit in ("hour", "minute", "second"):
        day = _hours_back(context, count if is_past else -count, unit)
        return Period(day, day, "day", anchor="published_at", rule="ago", kind="ago"), None
    there = -count if is_past else count
    is_rounded = unit == "fortnight" or (unit == "week" and count > 1)  # "a week ago" is the same weekday
    if is_rounded and is_past and not exact and float(count).is_integer():
        first, last = span_of("week", add_units(context.today, there, unit))
    elif exact or context.precedes(items[-1].end, "to the day"):
        first = last = add_units(context.today, there, unit)
        grain = "day"
    else:
        first, last, grain = stepped(context.today, there, unit)
    period = Period(first, last, grain, anchor="published_at", rule="ago", kind="ago")
    return _less_than(items[0].start, period, context), None


def read_ago_this(items: Sequence[Item], context: Context) -> Read | None:
    """Read "10 years ago this week", "a year ago Thursday": the same week or date of that year.

    "A week ago Monday" is a week before the last Monday.
    """
    unit, count = unit_of(items[1]), items[0].value if items[0].symbol == "number" else 1.0
    if pick(items, "on") and unit != "week":
        return read_ago(items[:3], context)  # of that year: the day may be the date's or the weekday's
    inner = "day" if items[-1].symbol == "weekday" else unit_of(items[-1])
    is_week = unit == "week" and inner == "day"
    if unit not in ("year", "decade", "century") and not is_week:
        return None
    if inner not in ("day", "week", "weekend", "month") or not count.is_integer():
        return None
    day = context.today
    if day is not None and inner == "day":
        near: Direction = "past" if is_week else "near"
        day = resolve_spec(Spec("weekday", int(items[-1].value)), day, near).first
    if day is None:
        return Period(None, None, inner, rule="ago", kind="ago"), None
    first, last = span_of(inner, add_units(day, -count, unit))
    return Period(first, last, inner, anchor="published_at", rule="ago", kind="ago"), None


def _less_than(start: int, period: Period, context: Context) -> Period:
    """With "less than" before it, the time between that day and the day of publication."""
    if not context.follows(start, "less than", "under", "fewer than") or period.first is None or period.last is None:
        return period
    if context.today is None:
        return period
    return replace(
        period, first=min(period.first, context.today), last=max(period.last, context.today), grain="interval"
    )


def read_compound_ago(items: Sequence[Item], context: Context) -> Read | None:
    """Read "two years and three months ago": as fine as its smaller unit."""
    units = [unit_of(item) for item in items if item.symbol == "unit"]
    counts = [item.value if item.symbol == "number" else 1.0 for item in items if item.symbol in ("number", "a")]
    if units[0] == units[1] or units[0] not in ("year", "month", "week") or units[1] not in ("month", "week", "day"):
        return None
    if context.today is None:
        return Period(None, None, units[1], rule="ago", kind="ago"), None
    sign = -1 if pick(items, "ago") else 1
    first, last, grain = stepped(add_units(context.today, sign * counts[0], units[0]), sign * counts[1], units[1])
    return Period(first, last, grain, anchor="published_at", rule="ago", kind="ago"), None


def read_in_future(items: Sequence[Item], context: Context) -> Read | None:
    """Read "in two weeks" with a future verb; otherwise it tells how long something took."""
    if items[0].text != "in":
        return None
    start = items[0].start
    if context.stands_alone(Chars((start, items[-1].end))):
        return read_ago(items, context)
    if context.follows(start, "once", "twice", "times") or _is_told_more(items, context):
        return None  # "once in 25 years", "in a year when"
    unit_item = pick(items, "unit")
    unit = unit_of(unit_item) if unit_item else ""
    if not pick(items, "half") and _is_superlative(start, unit, context):
        if context.lean(start) in ("past", "surely past", "loosely past"):
            return None  # counted from when it was so: "was the first in 40 years"
        return _rolling_from(count_of(items), unit, "last", context), None
    token = context.body.token_at(start)
    if token is not None and (token.head.tag_ in NOUNS or _is_duration(token)):
        return None  # "would bring savings of $2 billion in ten years"
    if _is_appointed(start, context):
        return read_ago(items, context)
    is_ahead = context.direction(start) == "future" and unit not in ("hour", "minute", "second")
    return read_ago(items, context) if is_ahead else None


def _is_told_more(items: Sequence[Item], context: Context) -> bool:
    """Whether words behind "in a month" say which one it was: "in a month marked by bad news", "in a decades-long"."""
    token = context.body.token_at(items[-1].start)
    if token is None or pick(items, "number") or token.i + 1 == len(token.doc):
        return False
    after = token.nbor(1)
    return after.tag_ in ("VBN", "HYPH", "WDT", "WRB") or after.lower_ in ("that", "-", "of", "in")


def _is_duration(word: Token) -> bool:
    """Whether it tells how long something counted takes: "to spend $1 million in a week", not "to hit $1 million"."""
    verb = word.head
    if verb.tag_ not in VERBS or verb.lower_ in load_calendar().future.reaching:
        return False
    objects = (child for child in verb.children if child.dep_ == "dobj" and verb.i < child.i < word.i)
    return any(other.tag_ in ("CD", "$") for thing in objects for other in thing.subtree if other.i < word.i)


def _is_superlative(at: int, unit: str, context: Context) -> bool:
    """Whether it says since when nothing was like it: "the worst storm in 40 years", "its third in a decade"."""
    token = context.body.token_at(at)
    if token is None:
        return False
    ranks = load_calendar().ranks
    before = token.doc[max(token.sent.start, token.i - _REACH_OF_SUPERLATIVE) : token.i]
    is_ranked = any(other.tag_ in ("JJS", "RBS") and other.lower_ not in ("least", "most", "best") for other in before)
    is_most = any(other.lower_ == "most" and other.nbor(1).tag_ in ("JJ", "RB") for other in before)
    is_first = any(other.lower_ == "time" and other.nbor(-1).lower_ in ranks for other in before[1:])
    is_rare = unit in ("year", "decade", "century") and any(other.lower_ in ranks for other in before)
    return is_ranked or is_most or is_first or is_rare


def _is_appointed(start: int, context: Context) -> bool:
    """Whether a verb of meeting, opening or leaving in the present tense governs it: "we meet in half an hour"."""
    token = context.body.token_at(start)
    verb = token.head if token is not None else None
    if verb is None or verb.tag_ not in PRESENT | {"VB"}:
        return False
    return verb.lower_.removesuffix("s") in load_calendar().future.appointed


def read_within(items: Sequence[Item], context: Context) -> Read | None:
    """Read "within two weeks", "within the next day and five hours" with a future verb: from today on."""
    if context.precedes(items[-1].end, "of ", "after ") or context.direction(items[0].start) != "future":
        return None  # "within two weeks of the vote"
    units = [unit_of(item) for item in items if item.symbol == "unit"]
    if len(units) == 1:
        return _rolling_from(count_of(items), units[0], "next", context), None
    if units[0] != "day" or units[1] != "hour" or context.published_at is None:
        return None
    counts = [item.value for item in items if item.symbol == "number"]
    days, hours = (counts[0], counts[1]) if len(counts) == 2 else (1.0, counts[0])
    return _rolling_from(24 * days + hours, "hour", "next", context), None
