"""Dates that say their own name: days, months, years, quarters, holidays, weekdays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from tasks.annotate.dates.calendar import DAY_OF_MONTH, Period, add_months, make_day, span_of
from tasks.annotate.dates.elections import lean_of_vote
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, Spec, pick, unit_of, which_of
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.named_days import read_named_day
from tasks.annotate.dates.resolve import WHICH_STEP, Context, resolve_spec, spec_in_year, unit_which
from tasks.annotate.dates.years import read_year
from tasks.language.grammar import VERBS

_DAY_OF_UNIT = {"week": 3, "weekend": 5}  # ISO 8601 counts weeks by their Thursdays
# "21-7", "trailed by 10".
_SCORE = re.compile(
    r"(?<![\d.,$-])\d{1,3}[-–]\d{1,3}(?![\d-]|\s?%|\s(?:per ?cent|year))"
    r"|\b(?:led|leads?|leading|trail(?:s|ed|ing)?) by \d{1,3}(?![\d.,]|\s?%|\sp)"
)
_NO_SUCH_DAY = Period(None, None, "day", rule="no_such_day")
_SLASH_RANGE = re.compile(r"\d/\d{1,2} (?:to|through|until|and) $")


def read_month(items: Sequence[Item], context: Context) -> Read | None:
    """Read a month, with its day or its year: "March 8, 2011", "8 March", "March 2011", "March"."""
    month, year = pick(items, "month"), pick(items, "year")
    day = pick(items, "number", "ordinal")
    if month is None:
        return None
    if day is None:
        spec = Spec("month", int(month.value))
    else:
        if (
            not 1 <= day.value <= 31
            or not float(day.value).is_integer()
            or (day.symbol == "number" and not day.text.isdecimal() and year is None)
        ):
            return None
        spec = Spec("day", int(month.value), int(day.value))
    return _with_year(spec, year, items, context)


def _with_year(spec: Spec, year: Item | None, items: Sequence[Item], context: Context) -> Read | None:
    between = pick(items, "other")
    if between is not None and context.body.text[between.start : between.end] not in ("'", "’", "‘"):
        return None  # "the summer of '69" holds an apostrophe, and no other word
    if year is not None:
        period = spec_in_year(spec, int(year.value))
        if period is None and spec.kind == "day":
            return _NO_SUCH_DAY, None
        return (period, spec) if period else None
    if spec.kind == "day" and make_day(2000, spec.number, spec.day) is None:
        return (_NO_SUCH_DAY, None) if context.ends_phrase(items[-1].end) else None
    if spec.kind == "day" and (named := read_named_day(spec, items, context)):
        return named, None
    if spec.kind == "holiday" and not spec.which and _names_no_day(items, context):
        return None
    lean = lean_of_vote(spec, items[0].start, context.lean(items[0].start), context)
    return resolve_spec(spec, context.today, lean), spec


def _names_no_day(items: Sequence[Item], context: Context) -> bool:
    """Whether a holiday is only a word: "Halloween costumes", "our independence day", "a book about Christmas"."""
    first, last = context.body.token_at(items[0].start), context.body.token_at(items[-1].end - 1)
    is_object = last is not None and last.dep_ == "pobj" and context.follows(items[0].start, last.head.lower_)
    if is_object and last is not None and _is_matter(last.head):
        return True
    is_own = first is not None and first.text.islower() and first.i > 0 and first.nbor(-1).tag_ == "PRP$"
    return is_own or _is_in_name(items[-1].end, context)


def _is_matter(word: Token) -> bool:
    """Whether a preposition makes what follows a thing: "about Christmas", "out of Christmas"; not "the week of"."""
    if word.lower_ == "about":
        return word.head.tag_ not in ("IN", "RB")
    calendar, noun = load_calendar(), word.head.lower_
    is_time = (
        noun in calendar.units or noun in calendar.parts or noun in calendar.holiday_nouns or noun in calendar.edges
    )
    return (word.lower_ == "of" and not is_time) or (word.lower_ == "on" and noun == "war")


def _is_in_name(end: int, context: Context) -> bool:
    """Whether a holiday only says of what kind the thing behind it is."""
    token = context.body.token_at(end - 1)
    if token is None or token.dep_ != "compound" or token.head.i <= token.i:
        return False
    return token.head.lower_ not in load_calendar().holiday_nouns


def read_dashed(items: Sequence[Item], context: Context) -> Read | None:
    """Read "04-Mar-24" as written in logs: a day, a month and the last two digits of a year."""
    day, month, year = items[0], items[2], items[4]
    if not all(item.text.isdecimal() and len(item.text) <= 2 for item in (day, year)) or len(year.text) != 2:
        return None
    century = 2000 if year.value < 50 else 1900
    made = make_day(century + int(year.value), int(month.value), int(day.value))
    return (Period(made, made, "day", rule="written", kind="written") if made else _NO_SUCH_DAY), None


def read_day_range(items: Sequence[Item], context: Context) -> Read | None:
    """Read "November 18-19", "26 to 28 June 2020", "between March 14 and 28"."""
    month, year = pick(items, "month"), pick(items, "year")
    first, second = (item for item in items if item.symbol in ("number", "ordinal"))
    if month is None or not 1 <= first.value < second.value <= 31:
        return None
    ends = []
    for day in (first, second):
        read = _with_year(Spec("day", int(month.value), int(day.value)), year, items, context)
        if read is None or read[0] is None:
            return None
        ends.append(read[0])
    if ends[0].first and ends[1].first and ends[0].first > ends[1].first:
        return None
    if pick(items, "and") and items[0].symbol == "month" and second.value != first.value + 1:
        return None  # "March 3 and 10" are no stretch of days
    return Period(ends[0].first, ends[1].last, "interval", anchor=ends[0].anchor, rule="day_range"), None


def read_weekday_number(items: Sequence[Item], context: Context) -> Read | None:
    """Read "Friday the 13th": the nearest month, by tense, in which that day falls on that weekday."""
    weekday, number = items[0], items[-1]
    if context.today is None or not 1 <= number.value <= 31:
        return (Period(None, None, "day", rule="weekday_number"), None) if 1 <= number.value <= 31 else None
    months = [add_months(context.today.replace(day=1), step) for step in range(-14, 15)]
    days = [
        day
        for month in months
        if (day := make_day(month.year, month.month, int(number.value))) and day.weekday() == weekday.value
    ]
    direction = context.direction(items[0].start)
    side = [
        day
        for day in days
        if (day <= context.today if direction == "past" else day >= context.today if direction == "future" else True)
    ]
    if not side:
        return None
    day = min(side, key=lambda day: abs((day - context.today).days) if context.today else 0)
    return Period(day, day, "day", anchor="published_at", rule="weekday_number"), None


def read_day_of_month(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the 21st of this month"."""
    number = pick(items, "ordinal")
    if number is None or unit_of(items[-1]) != "month" or not number.text[:1].isdecimal():
        return None
    month = unit_which("month", which_of(items) or "this", context.today)
    if month.first is None:
        return replace(month, grain="day"), None
    day = make_day(month.first.year, month.first.month, int(number.value))
    return (month.become("day_of_month", first=day, last=day, grain="day"), None) if day else None


def read_bare_day(items: Sequence[Item], context: Context) -> Read | None:
    """Read "on the 15th": of the month named before it in the text, else the nearest by tense."""
    number = items[-1]
    token = context.body.token_at(number.end - 1)
    is_day = (number.text[:1].isdecimal() or number.value > 12) and 1 <= number.value <= 31
    if not is_day or token is None or token.dep_ != "pobj" or not context.ends_phrase(number.end):
        return None
    leans = Period(None, None, "day", step=int(number.value), unit=DAY_OF_MONTH, rule="bare_day")
    direction = context.direction(items[0].start)
    if context.today is None or direction is None:
        return leans, None
    months = [add_months(context.today.replace(day=1), step) for step in range(-2, 3)]
    days = [day for month in months if (day := make_day(month.year, month.month, int(number.value)))]
    past, future = [day for day in days if day <= context.today], [day for day in days if day >= context.today]
    day = past[-1] if direction == "past" else future[0]
    return replace(leans, first=day, last=day, anchor="published_at"), None


def read_named(items: Sequence[Item], context: Context) -> Read | None:
    """A weekday, holiday, season, quarter or half, with a year, with last, this, next, or alone."""
    which = which_of(items) or ("next" if pick(items, "following") else None)
    lead = context.body.token_at(items[0].start)
    if items[0].text == "last" and lead is not None and lead.tag_ in VERBS:
        return None  # "will last Monday to Thursday"
    year = pick(items, "year")
    spec = _spec_of(items, context)
    if spec is None:
        return None
    if spec.kind == "weekday" and which is None and _is_any_weekday(items, context):
        return None
    if items[0].text == "past" and not context.follows(items[0].start, "the", "this"):
        return None  # "well past Thanksgiving"
    if which is not None:
        words = {item.text for item in items if item.symbol == which}
        if "past" in words:
            spec = spec._replace(which="past")
        else:
            spec = spec._replace(which="coming" if words & {"coming", "upcoming"} else which)
    elif year is None and spec.kind == "season":
        return None
    return _with_year(spec, year, items, context)


def _is_any_weekday(items: Sequence[Item], context: Context) -> bool:
    """Whether it is left open which one it is: "born on a Tuesday", "on Friday nights", "the first Tuesday after"."""
    at, calendar = items[0].start, load_calendar()
    if context.precedes(items[-1].end, *calendar.recurring_parts) or context.follows(at, *calendar.counted_weekdays):
        return True
    token = context.body.token_at(at)
    while token is not None and token.dep_ == "compound" and token.head.lower_ in calendar.parts:
        token = token.head
    if token is None or token.dep_ == "compound" or not context.follows(at, "a", "an"):
        return False
    return token.i + 1 == len(token.doc) or not token.nbor(1).tag_.startswith("NN")  # not "a Sunday morning walk"


def read_year_season(items: Sequence[Item], context: Context) -> Read | None:
    """Read "2015 spring", not the "2020 Summer Olympics"."""
    if context.body.text[items[1].end : items[1].end + 2].strip()[:1].isupper():
        return None
    return _with_year(Spec("season", name=context.season(items[1].text)), items[0], items, context)


def _spec_of(items: Sequence[Item], context: Context) -> Spec | None:
    for item in items:
        if item.symbol == "holiday":
            return item.spec
        if item.symbol == "weekday":
            return Spec("weekday", int(item.value))
        if item.symbol == "month":
            return Spec("month", int(item.value))
        if item.symbol == "season":
            return Spec("season", name=context.season(item.text))
        if item.symbol == "short_period":
            if item.text == "q":
                return Spec("quarter", int(item.value))
            return Spec("half", int(item.value)) if item.value <= 2 else None
        if item.symbol == "slash_day":
            return item.spec
    ordinal, half = pick(items, "ordinal"), pick(items, "half")
    if ordinal is None or ordinal.value > (2 if half else 4):
        return None
    return Spec("half" if half else "quarter", int(ordinal.value))


def read_quarter(items: Sequence[Item], context: Context) -> Read | None:
    """Read a quarter or half: "the third quarter of 2013", "Q3 2019", "the first half of this year"."""
    unit = pick(items, "unit")
    if unit is not None and unit_of(unit) not in ("quarter", "week") and not pick(items, "half"):
        return None
    if not pick(items, "ordinal", "short_period", "half"):
        return _read_last_quarter(items, context)
    if unit is not None and unit_of(unit) == "week":
        return read_nth_week(items, context)
    spec = _spec_of(items, context)
    which = pick(items, "this", "last", "next")
    if spec is None or _is_of_a_game(items, context):
        return None
    if pick(items, "fiscal"):
        return Period(None, None, spec.kind, rule=f"fiscal_{spec.kind}"), None
    is_of_the_year = items[-1].symbol == "unit" and unit_of(items[-1]) == "year" and pick(items, "of") is not None
    if (which is not None or is_of_the_year) and context.today is not None:
        period = spec_in_year(spec, context.today.year + WHICH_STEP[which.symbol if which else "this"])
        return (replace(period, anchor="published_at"), spec) if period else None
    return _with_year(spec, pick(items, "year"), items, context)


def _read_last_quarter(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the final quarter of 2022", "the last quarter of the year"."""
    unit = pick(items, "unit")
    if unit is None or unit_of(unit) != "quarter":
        return None
    year, spec = pick(items, "year"), Spec("quarter", 4)
    if year is not None:
        return _with_year(spec, year, items, context)
    if items[-1].text != "year" or context.today is None:
        return None
    which = which_of(items[-2:]) or "this"
    period = spec_in_year(spec, context.today.year + WHICH_STEP[which])
    return (replace(period, anchor="published_at"), spec) if period else None


def _is_of_a_game(items: Sequence[Item], context: Context) -> bool:
    """Whether "the first half", "the fourth quarter" parts a game, or a period that is named behind it."""
    if items[0].symbol == "short_period" or pick(items, "year", "last", "this", "next", "fiscal"):
        return False
    if items[-1].symbol in ("half", "unit") and context.precedes(items[-1].end, "of ", "-hour", "-century", "-time"):
        return True
    token, calendar = context.body.token_at(items[0].start), load_calendar()
    if token is None:
        return False
    words = {other.lower_ for other in token.sent}
    if words & calendar.games:
        return True
    is_scored = _SCORE.search(context.body.text, token.sent.start_char, token.sent.end_char) is not None
    return (is_scored or context.is_of_sport) and not words & calendar.past.measures


def read_century(items: Sequence[Item], context: Context) -> Read | None:
    """Read a century by its number, as the hundred years that share their first digits."""
    ordinal = pick(items, "ordinal")
    if ordinal is None or unit_of(items[-1]) != "century" or not 1 <= ordinal.value <= 30:
        return None
    first, last = span_of("century", date(max(int(ordinal.value - 1) * 100, 1), 1, 1))
    return Period(first, last, "century", rule="century"), None


def read_slash(items: Sequence[Item], context: Context) -> Read | None:
    """Read a month and day with a slash, month first, behind a word such as "on"."""
    spec = items[-1].spec
    leads = load_calendar().slash_leads
    if spec is None or context.precedes(items[-1].end, "of ", "the ", "inch", "cup"):  # "for 2/5 of them"
        return None
    start = items[0].start
    is_end = _SLASH_RANGE.search(context.body.text, max(start - 16, 0), start) is not None
    if items[0].symbol not in ("last", "this", "next") and not is_end and not context.follows(start, *leads):
        return None
    which = which_of(items)
    return _with_year(spec._replace(which=which) if which else spec, None, items, context)


def read_numbered_week(items: Sequence[Item], context: Context) -> Read | None:
    """Read "week 27 of last year", by ISO 8601. Without its year, "week 10" may count a season or a treatment."""
    number, year = pick(items, "number"), pick(items, "year")
    unit, which = items[1 if items[0].symbol == "the" else 0], pick(items, "last", "this")
    if number is None or unit_of(unit) != "week" or not 1 <= number.value <= 53 or not number.value.is_integer():
        return None
    if year is not None:
        period = Period(None, None, "week")
        named = int(year.value)
    elif which is not None and unit_of(items[-1]) == "year":
        if context.today is None:
            return Period(None, None, "week", rule="numbered_week"), None
        period = Period(None, None, "week", anchor="published_at")
        named = context.today.year + WHICH_STEP[which.symbol]
    else:
        return None
    monday = date.fromisocalendar(named, int(number.value), 1)
    return replace(period, first=monday, last=monday + timedelta(days=6)), None


def read_nth_week(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the first week of January 2015", "the last Friday of next month"."""
    ordinal, month = pick(items, "ordinal", "last", "final"), pick(items, "month")
    unit = pick(items, "unit", "weekday")
    if ordinal is None or unit is None or (ordinal.symbol == "last" and ordinal.text not in ("last", "final")):
        return None
    if ordinal.symbol == "ordinal" and not 1 <= ordinal.value <= 5:
        return None
    if unit.symbol == "unit" and unit.text not in ("week", "weekend"):
        return None
    spec = Spec("month", int(month.value)) if month else None
    if spec is None and items[-1].symbol == "unit":
        whole = _unit_around(items, context)
    else:
        whole = _with_year(spec, pick(items, "year"), items, context) if spec else read_year(items, context)
    if whole is None or whole[0] is None:
        return None
    grain = "day" if unit.symbol == "weekday" else unit.text
    if whole[0].first is None or whole[0].last is None:
        return Period(None, None, grain, rule=f"nth_{grain}"), None
    weekday = int(unit.value) if unit.symbol == "weekday" else _DAY_OF_UNIT[unit.text]
    number = int(ordinal.value) if ordinal.symbol == "ordinal" else None
    day = _nth_weekday(whole[0].first, whole[0].last, weekday, number)
    if not whole[0].first <= day <= whole[0].last:
        return None
    first, last = span_of(grain, day)
    return whole[0].become(f"nth_{grain}", first=first, last=last, grain=grain), None


def _nth_weekday(first: date, last: date, weekday: int, number: int | None) -> date:
    """Such a weekday of a span by its number, or its last one."""
    if number is None:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


def _unit_around(items: Sequence[Item], context: Context) -> Read | None:
    """The "next month" or "the year" of "the first Friday of next month"."""
    unit = unit_of(items[-1])
    if unit not in ("month", "year"):
        return None
    inner = [item for item in items[2:] if item.symbol in ("last", "this", "next")]
    return unit_which(unit, which_of(inner[-1:]) or "this", context.today), None
