"""Years in digits, and which four digits are no year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from tasks.annotate.dates.calendar import ONE_DAY, Period, add_months
from tasks.annotate.dates.grammar import Read
from tasks.annotate.dates.items import Item, Spec, pick, which_of
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.resolve import WHICH_STEP, Context, spec_in_year, year_period
from tasks.language.body import Body

_LONGEST_STREET = 6  # words of a house number, and of the street behind it
_SPACED_NUMBER = re.compile(r"\d [-–] $")


def read_year(items: Sequence[Item], context: Context) -> Read | None:
    """Read a year on its own."""
    year = pick(items, "year")
    if year is None or not is_year(year, context.body):
        return None
    return year_period(int(year.value)), None


def is_year(year: Item, body: Body) -> bool:
    """Whether four digits without a sign or unit are a year rather than an amount: not "2000 people", "3000 rpm"."""
    token = body.token_at(year.start)
    if token is None:
        return False
    value = int(year.value)
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before is not None and before.lower_ == "least" and token.i > 2 and token.nbor(-3).lower_ in ("since", "until"):
        before = token.nbor(-3)  # "since at least 2016"
    lead = before.lower_ if before is not None else ""
    lexicon = load_calendar().years
    if (
        lead in lexicon.not_after | lexicon.other_months
        or (before is not None and before.tag_ == "$")
        or _is_glued_number(body.text, year.start)
    ):
        return False
    if not 1400 <= value <= 2100 and lead not in ("in", "since", "year", "until", "by") and not _is_in_old_range(token):
        return False
    if _counts_or_labels(lead, token, after):
        return False
    if lead in lexicon.amount_after and value % 10 == 0:
        return False
    if after is None or after.tag_ != "NNS" or lead in ("the", "'s", "’s"):
        return True
    return 1950 <= value <= 2035 and value % 100 != 0 and lead not in lexicon.amount_after


def _counts_or_labels(lead: str, number: Token, after: Token | None) -> bool:
    """Whether the words around it make it an amount, an age or the number of a house."""
    lexicon = load_calendar().years
    if after is not None and (after.lower_ in lexicon.not_before or _is_age(after)):
        return True
    return lead in lexicon.address_leads and _opens_street(number)


def _opens_street(number: Token) -> bool:
    """Whether a street is named behind it: the house of "at 1450 High Street"."""
    streets = load_calendar().years.streets
    for word in number.doc[number.i + 1 : number.i + _LONGEST_STREET]:
        if not (word.text[:1].isupper() or word.text[:1].isdecimal()):
            return False
        if word.i > number.i + 1 and word.lower_.rstrip(".") in streets:
            return True
    return False


def _is_age(unit: Token) -> bool:
    """Whether it counts the years of "a 1500 year old vase"."""
    behind = unit.doc[unit.i + 1 : unit.i + 4]
    return unit.lower_ in ("year", "years", "-") and any(token.lower_ == "old" for token in behind)


def _is_in_old_range(token: Token) -> bool:
    """Whether it is a year of "between A.D. 1000 and 1260", "from 1066 to 1087"; round numbers may count anything."""
    if token.i >= 3 and token.nbor(-1).lower_ in ("and", "to") and token.nbor(-3).lower_ in ("a.d.", "ad"):
        return True
    first = token.i - 1 if token.i and token.nbor(-1).lower_ in ("from", "between") else token.i - 3
    span = token.doc[max(first, 0) : first + 5]
    if first < 0 or len(span) < 4:
        return False
    lead, start, join, end, after = [*(word.lower_ for word in span), ""][:5]
    is_range = lead in ("from", "between") and join in ("to", "and", "until") and (start + end).isdecimal()
    if not is_range or len(start) != 4 or len(end) != 4 or not start < end:
        return False
    return (int(start) % 10 > 0 or int(end) % 10 > 0) and not after.isalpha()


def _is_glued_number(text: str, start: int) -> bool:
    """Whether a sign and letters or digits stand right before: a telephone or registration number."""
    if _SPACED_NUMBER.search(text, max(start - 5, 0), start):
        return True  # "32 - 2015" counts something
    if start >= 2 and text[start - 1] == "/" and text[start + 4 : start + 5] == "/":
        return True  # in a web address
    return start >= 2 and text[start - 1] in "-/#+" and not (text[start - 2].isspace() or text[start - 2].islower())


def read_years(items: Sequence[Item], context: Context) -> Read | None:
    """Read "2012–13", "2014-2018"."""
    first, second = (item for item in items if item.symbol in ("year", "number"))
    last = second.value if second.symbol == "year" else first.value // 100 * 100 + second.value
    if pick(items, "slash") is None and len(second.text) == 2 and last <= first.value and 1 <= second.value <= 12:
        return spec_in_year(Spec("month", int(second.value)), int(first.value)), None  # "2016-01"
    if pick(items, "slash") and last != first.value + 1:
        return None
    if (
        _is_glued_number(context.body.text, first.start)
        or len(second.text) not in (2, 4)
        or not first.value < last < first.value + 100
    ):
        return None
    start, end = year_period(int(first.value)), year_period(int(last))
    return (Period(start.first, end.last, "interval", rule="years"), None) if start and end else None


def read_month_number(items: Sequence[Item], context: Context) -> Read | None:
    """Read "08/2015"."""
    month, year = items[0], items[-1]
    if year.end - month.start not in (6, 7) or month.value not in range(1, 13):
        return None
    return spec_in_year(Spec("month", int(month.value)), int(year.value)), None


def read_fiscal_which(items: Sequence[Item], context: Context) -> Read | None:
    """Read "this fiscal year" of a government by its country; that of a firm begins when the firm likes."""
    which, unit = which_of(items), items[-1]
    if which is None or unit.text != "year":
        return None
    unknown = Period(None, None, "year", rule="fiscal_year")
    token, calendar, today = context.body.token_at(unit.start), load_calendar(), context.today
    month = calendar.fiscal_years.months.get(context.country or "")
    words = calendar.fiscal_years.governments
    is_public = token is not None and any(other.lower_ in words for other in token.sent)
    if month is None or today is None or not is_public or pick(items, "last", "next", "this") is None:
        return unknown, None
    if any(item.text in ("previous", "prior", "following") for item in items):
        return unknown, None  # beside one that the text tells of
    first = date(today.year - (today.month < month) + WHICH_STEP[which], month, 1)
    last = add_months(first, 12) - ONE_DAY
    return replace(unknown, first=first, last=last, anchor="published_at"), None


def read_fiscal(items: Sequence[Item], context: Context) -> Read | None:
    """A fiscal year begins in another month from one body to the next: its days stay unknown."""
    number = pick(items, "number")
    if number is not None and (items[0].text != "fy" or len(number.text) != 2):
        return None
    return Period(None, None, "year", rule="fiscal_year"), None
