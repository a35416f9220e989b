"""Turn names of time into days: by their year, by the tense around them, by the day of publication."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cached_property

from tasks.annotate.dates.calendar import (
    SOUTHERN,
    NameKind,
    Period,
    add_months,
    add_units,
    make_day,
    month_end,
    season_span,
    span_of,
)
from tasks.annotate.dates.holidays import holiday
from tasks.annotate.dates.items import Spec, Which
from tasks.annotate.dates.lean import read_lean
from tasks.annotate.dates.lexicon import load_calendar
from tasks.annotate.dates.tense import Direction
from tasks.language.body import Body, Chars

# A story of mid-December that has "Jan. 3" beside a past verb means the coming one: no paper leaves the year of a day
# eleven months back unsaid.
_TOO_FAR, _FAR, _HALF_A_YEAR, _NEAR, _LOOSELY_NEAR, _JUST_OVER, _A_MONTH, _HALF_A_MONTH = (
    300, 240, 180, 60, 100, 150, 31, 15,
)  # fmt: skip
_GAMES = 8  # kinds of words; reports of companies have up to five ("points", "season", "team")
_NEARLY_OVER = timedelta(days=15)  # what the first company of the season reports
WHICH_STEP = {"last": -1, "this": 0, "next": 1}
Span = tuple[date, date]


@dataclass
class Context:
    """What a rule may lean on: the day of publication, and the tense of the words around."""

    published_at: datetime | None
    body: Body
    country: str | None = None
    today: date | None = field(init=False)

    def __post_init__(self) -> None:
        self.today = self.published_at.date() if self.published_at else None

    def season(self, word: str) -> str:
        """A season under the name that tells the half of the globe."""
        return SOUTHERN + word if self.country in load_calendar().southern else word

    @cached_property
    def is_of_sport(self) -> bool:
        """Whether so many words of games stand in the article that its halves and quarters are theirs."""
        return len(load_calendar().games.intersection(self.body.words.lowers)) >= _GAMES

    def direction(self, at: int) -> Direction | None:
        """Whether the words around a character speak of the past or the future."""
        found = self.lean(at)
        if found is None or found in ("present", "near", "aimed"):
            return None
        return "past" if found.endswith("past") else "future"

    def lean(self, at: int) -> Direction | None:
        """The direction, and whether it is loose."""
        if self.follows(at, *load_calendar().future.leads):
            return "future"
        token = self.body.token_at(at)
        if self.follows(at, *load_calendar().past.leads) and (token is None or token.dep_ != "nsubj"):
            return "surely past"
        found = read_lean(token)
        return "future" if found != "past" and self.follows(at, "past", "beyond") else found

    def follows(self, at: int, *leads: str) -> bool:
        """Whether one of these words stands right before a character."""
        before = self.body.text[max(at - 24, 0) : at].rstrip().lower()
        return any(before.endswith(lead) and not before[: -len(lead)][-1:].isalnum() for lead in leads)

    def precedes(self, at: int, *words: str) -> bool:
        """Whether one of these stands right behind a character."""
        return self.body.text[at : at + 24].lstrip().lower().startswith(words)

    def ends_clause(self, at: int) -> bool:
        """Whether a comma, the end of a sentence or a closing mark stands there."""
        after = self.body.text[at : at + 2].lstrip(" ")
        return not after or after[0] in '.,;:?!)\n"”’—'

    def ends_phrase(self, at: int) -> bool:
        """Whether the words behind a character begin something new: no noun stands there that "the 15th" counts."""
        token = self.body.token_at(at)
        if token is not None and token.idx < at:
            token = token.nbor(1) if token.i + 1 < len(token.doc) else None
        return token is None or not token.tag_.startswith(("NN", "JJ", "CD", "HYPH"))

    def stands_alone(self, chars: Chars) -> bool:
        """Whether a sentence holds nothing else: "Maybe in two weeks." answers when something will be."""
        start, end = chars
        token = self.body.token_at(start)
        if token is None:
            return False
        fillers = load_calendar().alone
        return all(
            start <= other.idx < end or other.is_punct or other.is_space or other.lower_ in fillers
            for other in token.sent
        )

    def today_in(self, zone: tzinfo) -> date | None:
        """The day of publication in a zone; where only the day is known, that day."""
        if self.published_at is None:
            return None
        if self.published_at.time() == time():
            return self.published_at.date()
        return self.published_at.astimezone(zone).date()


_GRAINS = {"month": "month", "quarter": "quarter", "half": "half", "season": "season"}


def resolve_spec(spec: Spec, today: date | None, direction: Direction | None) -> Period:
    """Resolve a recurring name without a year.

    A bare weekday is the most recent one, the day of publication included, and the next one with a future verb, or
    where no plain past tells of it and it is tomorrow or the day after. Months, days, seasons and holidays are the most
    recent begun or the next not over, by tense; without a tense, the nearest.
    """
    unknown = Period(None, None, _GRAINS.get(spec.kind, "day"), rule=spec.kind, kind=spec.kind, year="guessed")
    if today is None:
        return unknown
    if spec.kind == "weekday":
        return _resolve_weekday(spec, today, direction)
    if spec.kind == "deictic":
        day = today + timedelta(days=spec.number)
        return Period(day, day, "day", anchor="published_at", rule="deictic", kind="deictic")
    spans = [span for year in range(today.year - 4, today.year + 5) if (span := spec_span(spec, year))]
    if spec.which is not None:
        chosen = _choose_which(spec, today, spans, direction)
        resolved = replace(unknown, rule=f"{spec.kind}_which", year=None)
    else:
        is_weak = direction not in ("past", "surely past", "future")
        chosen, resolved = _choose_by_tense(spec, today, spans, direction), replace(unknown, is_weak=is_weak)
    return replace(resolved, first=chosen[0], last=chosen[1], anchor="published_at") if chosen else unknown


def _choose_by_tense(spec: Spec, today: date, spans: list[Span], direction: Direction | None) -> Span | None:
    is_reported = spec.kind in ("quarter", "half")  # what is told of a quarter is told when it is over
    past = [span for span in spans if (span[1] - _NEARLY_OVER if is_reported else span[0]) <= today]
    future = [span for span in spans if span[1] >= today]
    if direction in ("present", "near", "planned"):
        direction = None
    if direction is None and is_reported:
        direction = "past"
    if past and future:
        direction = _weigh(spec.kind, direction, _distance(past[-1], today), _distance(future[0], today))
    if direction in ("past", "surely past"):
        return past[-1] if past else None
    return future[0] if future else None


def _weigh(kind: NameKind, direction: Direction | None, back: int, ahead: int) -> Direction:
    """Weigh the tense against how many days lie back to the last one and ahead to the next."""
    if direction is None:
        direction = "past" if back <= ahead else "future"
    if direction == "past" and kind in ("day", "holiday") and back >= _TOO_FAR:
        return "future"
    if direction == "future" and ahead >= _TOO_FAR and back <= {"day": _A_MONTH, "month": _HALF_A_MONTH}.get(kind, -1):
        return "past"
    if direction == "foretold":
        return "past" if ahead >= _FAR else "future"
    if direction == "loosely past":
        is_nearer = kind == "season" and ahead < back
        is_far = (back >= _FAR and ahead <= _LOOSELY_NEAR) or (back >= _HALF_A_YEAR and ahead <= _NEAR)
        return "future" if is_nearer or is_far else "past"
    if direction in ("loosely future", "aimed"):
        return "past" if ahead >= _FAR and back <= _NEAR else "future"
    return direction


def _distance(span: Span, day: date) -> int:
    return max((span[0] - day).days, (day - span[1]).days, 0)


def _resolve_weekday(spec: Spec, today: date, direction: Direction | None) -> Period:
    if spec.which in ("last", "this", "next"):
        read_on = _reading_day(today) if spec.which == "last" and spec.number < 6 else today
        monday = span_of("week", read_on)[0] + timedelta(days=7 * WHICH_STEP[spec.which])
        day = monday + timedelta(days=spec.number)
    elif spec.which == "past":
        day = today - timedelta(days=(today.weekday() - spec.number - 1) % 7 + 1)
    elif spec.which == "coming":
        day = today + timedelta(days=(spec.number - today.weekday() - 1) % 7 + 1)
    elif direction == "near":
        ahead = (spec.number - today.weekday()) % 7
        day = today + timedelta(days=ahead if ahead < 4 else ahead - 7)
    elif direction in ("future", "loosely future", "foretold", "aimed", "planned", "present"):
        day = today + timedelta(days=(spec.number - today.weekday()) % 7)
    elif direction in (None, "loosely past") and (spec.number - today.weekday()) % 7 in (1, 2):
        # 28 of 32 weekdays of news, told in no plain past, that the most recent one would put five or six days back
        day = today + timedelta(days=(spec.number - today.weekday()) % 7)
    else:
        day = today - timedelta(days=(today.weekday() - spec.number) % 7)
    return Period(day, day, "day", anchor="published_at", rule="weekday", kind="weekday")


def _choose_which(spec: Spec, today: date, spans: list[Span], direction: Direction | None) -> Span | None:
    """The last, this or next March, summer or Easter: over, of this year, or not yet begun.

    "This winter" is the one under way; with a past verb the one that ended a few months ago.
    """
    if spec.which in ("last", "past"):
        return max((span for span in spans if span[1] < today), default=None)
    if spec.which in ("next", "coming"):
        return min((span for span in spans if span[0] > today), default=None)
    over = max((span for span in spans if span[1] < today), default=None)
    if spec.kind == "holiday" and over is not None and (today - over[1]).days <= _NEAR:
        return over  # "this Christmas" in January
    soonest = today - timedelta(days=_JUST_OVER if direction in ("past", "surely past", "loosely past") else 0)
    running = max((span for span in spans if span[0] <= today and soonest <= span[1]), default=None)
    return running or next((span for span in spans if span[0].year == today.year), None)


def spec_span(spec: Spec, year: int) -> Span | None:
    """First and last day of a recurring name in a year, or None where that year has none (29 February)."""
    if not 1 <= year <= 9998:
        return None
    if spec.kind == "month":
        first = date(year, spec.number, 1)
        return first, month_end(first)
    if spec.kind == "quarter":
        first = date(year, 3 * spec.number - 2, 1)
        return first, month_end(add_months(first, 2))
    if spec.kind == "half":
        first = date(year, 6 * spec.number - 5, 1)
        return first, month_end(add_months(first, 5))
    if spec.kind == "season":
        return season_span(spec.name, year)
    day = holiday(spec.name, year) if spec.kind == "holiday" else make_day(year, spec.number, spec.day)
    return (day, day) if day else None


def spec_in_year(spec: Spec, year: int) -> Period | None:
    """A recurring name with its year."""
    span = spec_span(spec, year)
    if span is None:
        return None
    return Period(*span, _GRAINS.get(spec.kind, "day"), rule=f"{spec.kind}_year", kind=spec.kind, year="said")


def year_period(year: int) -> Period | None:
    """A whole calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year", rule="year") if 1 <= year <= 9999 else None


def _reading_day(today: date) -> date:
    """Monday for a paper of Sunday, whose "last week" is the one that ends that day."""
    return today + timedelta(days=today.weekday() == 6)


def unit_which(unit: str, which: Which, today: date | None) -> Period:
    """The last, this or next calendar week, month, year and so on."""
    grain = "week" if unit == "fortnight" else unit
    if today is None:
        return Period(None, None, grain, rule="unit_which", kind="unit")
    if unit == "week" and which == "last":
        today = _reading_day(today)
    first, last = span_of(unit, add_units(span_of(unit, today)[0], WHICH_STEP[which], unit))
    return Period(first, last, grain, anchor="published_at", rule="unit_which", kind="unit")


def stepped(day: date, count: float, unit: str, grain_unit: bool = True) -> tuple[date, date, str]:
    """The day, or the whole week, month or year, that lies `count` units from a day, and its grain."""
    there = add_units(day, count, unit)
    if unit in ("month", "quarter", "year") and grain_unit and float(count).is_integer():
        return (*span_of(unit, there), unit)
    if unit in ("decade", "century") and grain_unit:
        return (*span_of("year", there), "year")
    if unit in ("year", "decade", "century"):
        return (*span_of("month", there), "month")
    return there, there, "day"
