"""Dates that say their own name: days, months, years, quarters, holidays, weekdays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Token

from tasks.annotate.dates_calendar import Period, add_months, make_day, span_of
from tasks.annotate.dates_grammar import Read, pick, unit_of
from tasks.annotate.dates_resolve import Context, resolve_spec, spec_in_year, unit_which, year_period
from tasks.annotate.dates_words import Item, Spec, TokenIndex
from tasks.lexicon import load_lexicon


def read_month(items: Sequence[Item], context: Context) -> Read | None:
    """Read a month, with its day or its year: "March 8, 2011", "8 March", "March 2011", "March"."""
    month, year = pick(items, "M"), pick(items, "Y")
    day = pick(items, "NO")
    if month is None:
        return None
    if day is None:
        spec = Spec("month", int(month.value))
    else:
        if (
            not 1 <= day.value <= 31
            or not float(day.value).is_integer()
            or (day.symbol == "N" and not day.text.isdecimal() and year is None)
        ):
            return None
        spec = Spec("day", int(month.value), int(day.value))
    return _with_year(spec, year, items, context)


def _with_year(spec: Spec, year: Item | None, items: Sequence[Item], context: Context) -> Read | None:
    if year is not None:
        period = spec_in_year(spec, int(year.value))
        return (period, spec) if period else None
    if spec.kind == "day" and make_day(2000, spec.number, spec.day) is None:
        return None
    if (spec.number, spec.day) == (9, 11) and _names_attacks(items[-1].end, context.index):
        return Period(date(2001, 9, 11), date(2001, 9, 11), "day", rule="named_day"), None
    return resolve_spec(spec, context.today, context.direction(items[0].start)), spec


def _names_attacks(end: int, index: TokenIndex) -> bool:
    """Whether the word behind "Sept. 11" says that it is the day of 2001."""
    token = index.at(end + 1)
    return (
        token is not None
        and token.idx > end
        and token.lower_ in load_lexicon("calendar")["september_eleventh"]["before"]
    )


def read_day_range(items: Sequence[Item], context: Context) -> Read | None:
    """Read "November 18-19", "26 to 28 June 2020", "between March 14 and 28"."""
    month, year = pick(items, "M"), pick(items, "Y")
    first, second = (item for item in items if item.symbol in "NO")
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
    return Period(ends[0].first, ends[1].last, "interval", ends[0].anchor, rule="day_range"), None


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
    return Period(day, day, "day", "published_at", rule="weekday_number"), None


def read_day_of_month(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the 21st of this month"."""
    which, number = pick(items, "rpx"), pick(items, "O")
    if number is None or unit_of(items[-1]) != "month" or not number.text[:1].isdecimal():
        return None
    month = unit_which("month", which.symbol if which else "r", context.today)
    if month.first is None:
        return replace(month, grain="day"), None
    day = make_day(month.first.year, month.first.month, int(number.value))
    return (replace(month, first=day, last=day, grain="day", rule="day_of_month"), None) if day else None


def read_named(items: Sequence[Item], context: Context) -> Read | None:
    """A weekday, holiday, season, quarter or half, with a year, with last, this, next, or alone."""
    which = pick(items, "prxf")
    year = pick(items, "Y")
    spec = _spec_of(items)
    if spec is None:
        return None
    if which is not None:
        spec = spec._replace(which="x" if which.symbol == "f" else which.symbol)
    elif year is None and spec.kind in ("season",) and items[0].symbol == "S":
        return None
    return _with_year(spec, year, items, context)


def _spec_of(items: Sequence[Item]) -> Spec | None:
    for item in items:
        if item.symbol == "H":
            return item.spec
        if item.symbol == "W":
            return Spec("weekday", int(item.value))
        if item.symbol == "M":
            return Spec("month", int(item.value))
        if item.symbol == "S":
            return Spec("season", name=item.text)
        if item.symbol == "9":
            kind = "quarter" if item.text == "q" else "half"
            return Spec(kind, int(item.value)) if kind == "quarter" or item.value <= 2 else None
        if item.symbol == "/":
            return item.spec
    ordinal, half = pick(items, "O"), pick(items, "#")
    if ordinal is None or ordinal.value > (2 if half else 4):
        return None
    return Spec("half" if half else "quarter", int(ordinal.value))


def read_quarter(items: Sequence[Item], context: Context) -> Read | None:
    """Read a quarter or half: "the third quarter of 2013", "Q3 2019", "the first half of this year"."""
    unit = pick(items, "U")
    if unit is not None and unit_of(unit) not in ("quarter", "week") and not pick(items, "#"):
        return None
    if unit is not None and unit_of(unit) == "week":
        return read_nth_week(items, context)
    spec = _spec_of(items)
    which = pick(items, "rpx")
    if spec is None:
        return None
    if which is not None and context.today is not None:
        return _with_year(
            spec, Item("Y", 0, 0, "", context.today.year + {"p": -1, "r": 0, "x": 1}[which.symbol]), items, context
        )
    return _with_year(spec, pick(items, "Y"), items, context)


def read_year(items: Sequence[Item], context: Context) -> Read | None:
    """Read a year on its own."""
    year = pick(items, "Y")
    if year is None or not is_year(year, context.index):
        return None
    return year_period(int(year.value)), None


def is_year(year: Item, index: TokenIndex) -> bool:
    """Whether four digits without a sign or unit are a year rather than an amount: not "2000 people", "3000 rpm"."""
    token = index.at(year.start)
    if token is None:
        return False
    value = int(year.value)
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    lead = before.lower_ if before is not None else ""
    lexicon = load_lexicon("calendar")["years"]
    if (
        lead in lexicon["not_after"]
        or (before is not None and before.tag_ == "$")
        or _is_glued_number(index.text, year.start)
    ):
        return False
    if not 1400 <= value <= 2100 and lead not in ("in", "since", "year", "until", "by") and not _follows_era(token):
        return False
    if after is not None and after.lower_ in lexicon["not_before"]:
        return False
    if lead in lexicon["amount_after"] and value % 10 == 0:
        return False
    if after is None or after.tag_ != "NNS" or lead in ("the", "'s", "’s"):
        return True
    return 1950 <= value <= 2035 and value % 100 != 0 and lead not in lexicon["amount_after"]


def _follows_era(token: Token) -> bool:
    """Whether "A.D." stands with the number before: "between A.D. 1000 and 1260"."""
    return token.i >= 3 and token.nbor(-1).lower_ in ("and", "to") and token.nbor(-3).lower_ in ("a.d.", "ad")


def _is_glued_number(text: str, start: int) -> bool:
    """Whether a sign and letters or digits stand right before: a telephone or registration number."""
    if start >= 2 and text[start - 1] == "/" and text[start + 4 : start + 5] == "/":
        return True  # in a web address
    return start >= 2 and text[start - 1] in "-/#+" and not (text[start - 2].isspace() or text[start - 2].islower())


def read_years(items: Sequence[Item], context: Context) -> Read | None:
    """Read "2012–13", "2014-2018"."""
    first, second = (item for item in items if item.symbol in "YN")
    last = second.value if second.symbol == "Y" else first.value // 100 * 100 + second.value
    if (
        _is_glued_number(context.index.text, first.start)
        or len(second.text) not in (2, 4)
        or not first.value < last < first.value + 100
    ):
        return None
    start, end = year_period(int(first.value)), year_period(int(last))
    return (Period(start.first, end.last, "interval", rule="years"), None) if start and end else None


def read_fiscal(items: Sequence[Item], context: Context) -> Read | None:
    """A fiscal year begins in another month from one body to the next: its days stay unknown."""
    return Period(None, None, "year", rule="fiscal_year"), None


def read_century(items: Sequence[Item], context: Context) -> Read | None:
    """Read a century by its number, as the hundred years that share their first digits."""
    ordinal = pick(items, "O")
    if ordinal is None or unit_of(items[-1]) != "century" or not 1 <= ordinal.value <= 30:
        return None
    first, last = span_of("century", date(max(int(ordinal.value - 1) * 100, 1), 1, 1))
    return Period(first, last, "century", rule="century"), None


def read_slash(items: Sequence[Item], context: Context) -> Read | None:
    """Read a month and day with a slash, month first; the rules ask for a word such as "on" in front."""
    spec = items[-1].spec
    return _with_year(spec, None, items, context) if spec else None


def read_numbered_week(items: Sequence[Item], context: Context) -> Read | None:
    """Read "week 27 of last year", by ISO 8601. Without its year, "week 10" may count a season or a treatment."""
    number, year = pick(items, "N"), pick(items, "Y")
    unit, which = items[1 if items[0].symbol == "t" else 0], pick(items, "pr")
    if number is None or unit_of(unit) != "week" or not 1 <= number.value <= 53 or not number.value.is_integer():
        return None
    if year is not None:
        period = Period(None, None, "week")
        named = int(year.value)
    elif which is not None and unit_of(items[-1]) == "year":
        if context.today is None:
            return Period(None, None, "week", rule="numbered_week"), None
        period = Period(None, None, "week", "published_at")
        named = context.today.year + {"p": -1, "r": 0}[which.symbol]
    else:
        return None
    monday = date.fromisocalendar(named, int(number.value), 1)
    return replace(period, first=monday, last=monday + timedelta(days=6)), None


def read_nth_week(items: Sequence[Item], context: Context) -> Read | None:
    """Read "the first week of January 2015": the week that holds the month's or year's first days, and so on."""
    ordinal, month, year = pick(items, "O"), pick(items, "M"), pick(items, "Y")
    unit = pick(items, "UW")
    if ordinal is None or unit is None or not 1 <= ordinal.value <= 5:
        return None
    spec = Spec("month", int(month.value)) if month else None
    whole = _with_year(spec, year, items, context) if spec else (read_year(items, context))
    if whole is None or whole[0] is None or whole[0].first is None:
        return whole and (Period(None, None, "week", rule="nth_week"), None)
    first, number = whole[0].first, int(ordinal.value)
    if unit.symbol == "W":
        day = first + timedelta(days=(int(unit.value) - first.weekday()) % 7 + 7 * (number - 1))
        return replace(whole[0], first=day, last=day, grain="day", rule="nth_weekday"), None
    if unit_of(unit) != "week":
        return None
    monday = first - timedelta(days=first.weekday())
    if (monday + timedelta(days=3)).month != first.month:  # as ISO 8601: a week belongs where its Thursday lies
        monday += timedelta(days=7)
    monday += timedelta(days=7 * (number - 1))
    return replace(whole[0], first=monday, last=monday + timedelta(days=6), grain="week", rule="nth_week"), None
