"""Dates that hang on others of the text: "the following day", "that year", a day whose year stands before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tasks.annotate.dates.calendar import COMPARED, NAMED, Period
from tasks.annotate.dates.combine import from_anchor
from tasks.annotate.dates.items import Item, Spec
from tasks.annotate.dates.resolve import Context, spec_in_year, spec_span
from tasks.language.body import Body

# A date that another leans on stands at most so far before it: about two paragraphs of a news story.
_REACH, _REACH_OF_YEAR = 600, 1200
_FEW_MONTHS, _HALF_A_YEAR, _A_YEAR = timedelta(days=92), timedelta(days=184), timedelta(days=400)
_COMPARED = re.compile(r"(?:prior|previous) (?:month|quarter|year)$")
_ATTRIBUTES = frozenset(("nummod", "compound", "amod", "nmod"))
# "In 2006, when it was told to close by August", and a list of years: "2009: Voted on Christmas Eve".
_WHEN, _OF_A_LIST = re.compile(r",? when "), re.compile(r": | [–—-] ")
_DAYS_AND_YEAR = re.compile(r"(?:(?:, and|,| and| &) ?\d{1,2}\b){1,6}, ?((?:19|20)\d\d)\b")
_OPENING = re.compile(r"(?:^|\n|\. )(?:[\d•*–-]{1,3}[.)]? ?)?(?:In |On )?$")


def lean_on_told(found: Sequence[Item], context: Context) -> list[tuple[Item, Period]]:
    """Settle in text order what each date leans on that stands before it, and give a day told twice one year."""
    told, other = _Told(context), _OtherYear(found, context)
    settled: list[tuple[Item, Period]] = []
    for item in _agree(found, context):
        period = item.period
        assert period is not None
        anchor = told.anchor_of(item, period)
        if period.unit is not None and anchor is not None:
            period = _not_ahead(item, _from_anchor(item, period, anchor[1]), anchor[1], told)
        elif anchor is not None:
            period = _in_told_year(item, period, anchor, context)
        period = other.open(item, _in_year_behind(item, period, context.body.text))
        told.hear(item, period)
        settled.append((item, period))
    return settled


def _in_year_behind(item: Item, period: Period, text: str) -> Period:
    """Put the first day of "Oct. 9, 11, 1981" and "May 3 and 4, 2011" into the year behind the last."""
    found = _DAYS_AND_YEAR.match(text, item.end) if period.kind == "day" and period.year == "guessed" else None
    same = spec_in_year(item.spec, int(found[1])) if found is not None and item.spec is not None else None
    return replace(same, rule="told_year", anchor="text", year="told") if same is not None else period


def _agree(found: Sequence[Item], context: Context) -> list[Item]:
    """Give "the March 6 draft" and a weak "March" the year that the tense gives them elsewhere in the article.

    A day that is told with its year in one place is of that year in all, save where it lies ahead.
    """
    years: dict[Spec, set[int]] = {}
    said: dict[Spec, set[int]] = {}
    for item in found:
        period = item.period
        if period is None or period.first is None or period.kind not in ("day", "month") or item.spec is None:
            continue
        if period.year == "said" and period.kind == "day":
            said.setdefault(item.spec, set()).add(period.first.year)
        elif not period.is_weak and context.today is not None and abs(context.today - period.first) <= _A_YEAR:
            years.setdefault(item.spec, set()).add(period.first.year)
    return [
        _in_said_year(item, said.get(item.spec, set()), context)
        or _in_year_of(item, years.get(item.spec, set()), context)
        if item.spec
        else item
        for item in found
    ]


def _in_said_year(item: Item, years: set[int], context: Context) -> Item | None:
    if len(years) != 1 or item.spec is None or item.period is None or item.period.kind != "day":
        return None
    same = spec_in_year(item.spec, min(years)) if item.period.year == "guessed" else None
    if same is None or same.first == item.period.first or context.lean(item.start) == "future":
        return None
    return replace(item, period=replace(same, rule="told_year", anchor="text", year="told"))


def _in_year_of(item: Item, years: set[int], context: Context) -> Item:
    if len(years) != 1 or item.spec is None or item.period is None or not item.period.is_weak:
        return item
    same = spec_in_year(item.spec, min(years))
    is_open = item.period.kind == "month" and context.lean(item.start) in (None, "present")
    if same is None or not (is_open or item.period.kind == "day"):
        return item
    return replace(item, period=replace(same, rule=item.period.rule, anchor="published_at", year="guessed"))


def _from_anchor(item: Item, period: Period, anchor: Period) -> Period:
    if period.unit == NAMED:
        return _named_beside(item, period, anchor)
    period = from_anchor(period, anchor)
    if item.spec is not None and period.first is not None:  # "August of that year"
        in_year = spec_in_year(item.spec, period.first.year)
        return replace(in_year, anchor="text") if in_year else period
    return period


def _named_beside(item: Item, period: Period, anchor: Period) -> Period:
    """Resolve "the following November", "the previous autumn": the next or the last beside the date told before."""
    if item.spec is None or anchor.first is None or anchor.last is None:
        return period
    years = range(anchor.first.year - 2, anchor.last.year + 3)
    spans = [span for year in years if (span := spec_span(item.spec, year))]
    if period.step == 0:  # "that December"
        span = next((span for span in spans if span[1] >= anchor.last or span[0] > anchor.first), None)
    elif period.step and period.step > 0:
        span = next((span for span in spans if span[0] > anchor.last), None)
    else:
        span = next((span for span in reversed(spans) if span[1] < anchor.first), None)
    return replace(period, first=span[0], last=span[1], anchor="text") if span else period


def _not_ahead(item: Item, period: Period, anchor: Period, told: _Told) -> Period:
    """Leave open "40 years later", "that June" that would lie ahead: the date before it is not the one they lean on."""
    today, step = told.context.today, period.step
    if today is None or period.first is None or period.first <= today or step is None or step < 0:
        return period
    is_from_past = anchor.first is not None and anchor.first <= today
    is_step = period.kind == "step" and step > 0 and (period.grain == "year" or is_from_past)
    is_that = period.unit == NAMED and step == 0
    if not (is_step or is_that) or told.context.direction(item.start) == "future":
        return period
    return replace(period, first=None, last=None, anchor="none")


def _is_attribute(item: Item, body: Body) -> bool:
    """Whether a year only says which thing is meant: nothing happens two days after "the 2016 election"."""
    token = body.token_at(item.start)
    return item.period is not None and item.period.grain == "year" and token is not None and token.dep_ in _ATTRIBUTES


class _OtherYear:
    """The year of which an article tells, where that is not the one of publication.

    "On March 7" of a story told of "March 2015", "the summer of 2015" may be of that year or the last: it stays open.
    """

    def __init__(self, found: Sequence[Item], context: Context) -> None:
        self.today = context.today
        self.months: dict[int, set[int]] = {}
        self.last: int | None = None
        times: Counter[int] = Counter()
        for item in found:
            if (year := _said_year(item.period)) is not None and item.spec is not None:
                times[year] += 1
                if item.spec.kind in ("day", "month"):
                    self.months.setdefault(item.spec.number, set()).add(year)
        most = [*times.most_common(2), (0, 0), (0, 0)]
        self.main = most[0][0] if most[0][1] > max(most[1][1], 1) else None

    def open(self, item: Item, period: Period) -> Period:
        """Leave a day or month open that the tense puts far behind, and the text perhaps into the year it tells of."""
        year = _said_year(period) or (period.first.year if period.year == "told" and period.first else None)
        self.last = year or self.last
        if item.spec is None or period.year != "guessed" or period.kind not in ("day", "month"):
            return period
        if self.today is None or period.first is None or period.last is None:
            return period
        if self.today - period.last < _FEW_MONTHS:
            return period
        is_other = self.main is not None and self.main < period.first.year and self.last == self.main
        if not is_other or self.months.get(item.spec.number) != {self.main}:
            return period
        return replace(period, first=None, last=None, anchor="none")


def _said_year(period: Period | None) -> int | None:
    is_said = period is not None and period.year == "said" and period.kind in ("day", "month", "season")
    return period.first.year if is_said and period is not None and period.first else None


def _is_deictic(item: Item) -> bool:
    return item.spec is not None and item.spec.kind == "deictic" and item.spec.number == 0


class _Told:
    """The dates told so far that a later one may lean on."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.last: tuple[Item, Period] | None = None  # the last date
        self.past: tuple[Item, Period] | None = None  # the last that does not lie ahead
        self.year: tuple[Item, Period] | None = None  # the last that says its year, be it only "the 2016 election"
        self.month: tuple[Item, Period] | None = None  # the last month, which "the month before" counts from

    def hear(self, item: Item, period: Period) -> None:
        """Keep a date, unless it is a deadline, of which nothing is told."""
        if period.first is None or period.last is None:
            return
        if period.anchor == "none":
            self.year = (item, period)
        today, lead = self.context.today, self.context.body.text[item.start : item.start + 6]
        is_end = self.context.follows(item.start, "through") and today is not None and period.first > today
        is_deadline = is_end or self.context.follows(item.start, "by", "until", "till")
        if is_deadline or _is_attribute(item, self.context.body):
            return
        self.last = (item, period)
        if period.grain == "month":
            self.month = self.last
        if (today is None or period.first <= today) and lead.lower() != "later ":
            self.past = self.last

    def anchor_of(self, item: Item, period: Period) -> tuple[Item, Period] | None:
        """The date that a period leans on: what "the prior month" is compared with is over."""
        anchor = self.last
        if period.unit is None:
            return anchor
        words = self.context.body.text[item.start : item.end].lower()
        is_over = anchor is not None and self._is_told_of_past(item, period, anchor[1])
        if is_over or _COMPARED.search(words) or (words.startswith("earlier ") and period.unit == "day"):
            anchor = self.past
        if self.month is not None and self._counts_from_month(item, period, anchor):
            anchor = self.month
        if anchor is not None and "that " in words and _is_deictic(anchor[0]):
            anchor = None  # nobody calls today "that day"
        if period.unit == "year" and period.step == 0 and self.year is not None:
            is_nearer = anchor is None or self.year[0].start > anchor[0].start
            year = self.past if self._is_told_of_past(item, period, self.year[1]) else self.year
            anchor = year if is_nearer or self._is_this_year(anchor) else anchor
        reach = _REACH if item.spec is None else _REACH_OF_YEAR  # "on June 30 of that year"
        return anchor if anchor is not None and item.start - anchor[0].end <= reach else None

    def _counts_from_month(self, item: Item, period: Period, anchor: tuple[Item, Period] | None) -> bool:
        """Whether a step back is from its sentence's month: "the May report out Friday: 4 from 5 the month before"."""
        is_back = period.unit in ("month", COMPARED) and period.step is not None and period.step < 0
        is_day = anchor is not None and anchor[1].grain in ("day", "part_of_day")
        return (
            is_back and is_day and self.month is not None and _in_one_sentence(self.month[0], item, self.context.body)
        )

    def _is_told_of_past(self, item: Item, period: Period, anchor: Period) -> bool:
        """Whether "a day earlier", "the same year" with a past verb cannot lean on a date ahead."""
        today, step = self.context.today, period.step
        if today is None or anchor.first is None or anchor.first <= today or period.kind != "step" or step is None:
            return False
        is_back = step <= 0 and anchor.first.year > today.year if period.unit in ("year", COMPARED) else step < 0
        return is_back and self.context.lean(item.start) in ("past", "surely past")

    def _is_this_year(self, anchor: tuple[Item, Period] | None) -> bool:
        """Whether a date lies in the year of publication, of which nobody says "that year"."""
        today, first = self.context.today, anchor[1].first if anchor else None
        is_near = today is not None and first is not None and first.year == today.year
        return anchor is not None and is_near and anchor[1].anchor == "published_at"


def _in_told_year(item: Item, period: Period, anchor: tuple[Item, Period], context: Context) -> Period:
    """Put "on April 22" into the year of "April 20, 2010" that the same line told of shortly before it.

    So is a month of the same sentence, and one that opens a line of a list told in the present tense.
    """
    before, told = anchor
    is_year = told.grain == "year" and told.kind is None
    is_dated = is_year or told.kind == "step" or (told.kind in ("day", "month") and told.year in ("said", "told"))
    if item.spec is None or period.kind not in ("day", "month", "holiday") or period.year != "guessed":
        return period
    if told.first is None or told.grain not in ("day", "month", "year") or not is_dated:
        return period
    same = spec_in_year(item.spec, told.first.year)
    if told.kind == item.spec.kind == "month" and context.follows(item.start, "up from", "down from"):
        return _before_told(before, told, item, period, context)
    if told.kind == "step" and same is not None and same.first == told.first and _is_beside(before, item, context):
        return replace(same, anchor="text", rule="told_year", year="told")  # "the next day, Aug. 31"
    if same is None or same.first is None or period.first is None:
        return period
    gap = same.first - told.first
    if (
        not timedelta(0) < gap + timedelta(days=is_year)
        or not same.first < period.first
        or not _goes_on(before, told, item, period, gap, context)
    ):
        return period
    return replace(same, anchor="text", rule="told_year", year="told")


def _before_told(before: Item, told: Period, item: Item, period: Period, context: Context) -> Period:
    """The "April" of "in May 2023, up from April": the last one before the month that the sentence tells of."""
    if told.first is None or item.spec is None or not _in_one_sentence(before, item, context.body):
        return period
    same = spec_in_year(item.spec, told.first.year - (item.spec.number >= told.first.month))
    return replace(same, anchor="text", rule="told_year", year="told") if same else period


def _goes_on(before: Item, told: Period, item: Item, period: Period, gap: timedelta, context: Context) -> bool:
    """Whether a day or a month belongs to the story that the date before it tells."""
    text, today = context.body.text, context.today
    if told.grain == "year":
        is_of_list = text[max(before.start - 1, 0) : before.start] in ("", "\n") and _OF_A_LIST.match(text, before.end)
        if is_of_list and "\n" not in text[before.end : item.start]:
            return True
        is_when = _WHEN.match(text, before.end) is not None and context.lean(item.start) != "future"
        return is_when and _in_one_sentence(before, item, context.body)
    if (
        told.grain == "day"
        and period.kind == "day"
        and gap <= _FEW_MONTHS
        and "\n" not in text[before.end : item.start]
    ):
        return True
    if gap > _HALF_A_YEAR or period.kind != "month":
        return False
    is_told = told.grain == "day" or told.year == "told" or _says_when(before, item, context.body)
    if is_told and _in_one_sentence(before, item, context.body):
        return context.direction(item.start) != "future"
    is_listed = period.is_weak and _OPENING.search(text, max(item.start - 12, 0), item.start) is not None
    if not is_listed or today is None or told.first is None or period.first is None:
        return False
    return today - told.first <= _A_YEAR and period.first > today


def _says_when(before: Item, item: Item, body: Body) -> bool:
    """Whether two months say when something was done: "moved in March 2015 and left in August"."""
    months = [body.token_at(each.start) for each in (before, item)]
    return all(
        month is not None
        and month.dep_ == "pobj"
        and month.head.lower_ in ("in", "by")
        and month.head.head.tag_ in ("VBD", "VBN")
        for month in months
    )


def _is_beside(before: Item, item: Item, context: Context) -> bool:
    return context.body.text[before.end : item.start] in (", ", " (", " — ", " – ")


def _in_one_sentence(before: Item, item: Item, body: Body) -> bool:
    one, other = body.token_at(before.start), body.token_at(item.start)
    return one is not None and other is not None and one.sent.start == other.sent.start
