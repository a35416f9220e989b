"""Turn names of time into days: by their year, by the tense around them, by the day of publication."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo

from spacy.tokens import Token

from tasks.annotate.dates.calendar import Period, add_months, add_units, make_day, month_end, season_span, span_of
from tasks.annotate.dates.holidays import holiday
from tasks.annotate.dates.tense import Direction, read_direction
from tasks.annotate.dates.words import Spec
from tasks.language.body import Body
from tasks.lexicon import load_lexicon

# A story of mid-December that has "Jan. 3" beside a past verb means the coming one: no paper leaves the year of a day
# eleven months back unsaid.
_TOO_FAR, _FAR, _HALF_A_YEAR, _NEAR, _LOOSELY_NEAR, _JUST_OVER = 300, 240, 180, 60, 100, 120
_INNER = frozenset(("compound", "amod", "nmod", "poss", "nummod"))
_PARTS_OF_YEAR = frozenset(("quarter", "half", "first", "second", "third", "fourth"))
_WHICH_STEP = {"p": -1, "r": 0, "x": 1}
PAST, COMING = "past", "coming"  # "this past Monday" is the last one before today, whatever week it lies in


@dataclass
class Context:
    """What a rule may lean on: the day of publication, and the tense of the words around."""

    published_at: datetime | None
    body: Body
    today: date | None = field(init=False)

    def __post_init__(self) -> None:
        self.today = self.published_at.astimezone(UTC).date() if self.published_at else None

    def direction(self, char: int) -> Direction | None:
        """Whether the words around a character speak of the past or the future."""
        found = self.lean(char)
        if found is None or found in ("present", "near"):
            return None
        return "future" if found.endswith("future") else "past"

    def lean(self, char: int) -> Direction | None:
        """The direction, and whether it is loose."""
        token = self.body.token_at(char)
        if self.follows(char, "until at least", "till at least"):
            return "future"  # what lasts so long at least is not over
        while (
            token is not None and token.dep_ in _INNER and token.head.i > token.i and token.head.tag_.startswith("NN")
        ):
            names_time = (
                token.head.lower_ in ("day", "eve", "weekend", *load_lexicon("calendar")["parts"])
                or token.head.lower_ in load_lexicon("calendar")["weekdays"]
            )
            if token.head.ent_type_ not in ("DATE", "TIME", "EVENT") and not names_time:
                return _read_owner(token)
            token = token.head
        if token is not None and token.dep_ == "pobj":
            return _read_preposition(token) or read_direction(token)
        return read_direction(token)

    def follows(self, char: int, *leads: str) -> bool:
        """Whether one of these words stands right before a character."""
        before = self.body.text[max(char - 24, 0) : char].rstrip().lower()
        return any(before.endswith(lead) and not before[: -len(lead)][-1:].isalnum() for lead in leads)

    def precedes(self, char: int, *words: str) -> bool:
        """Whether one of these stands right behind a character."""
        return self.body.text[char : char + 24].lstrip().lower().startswith(words)

    def ends_clause(self, char: int) -> bool:
        """Whether a comma, the end of a sentence or a closing mark stands there."""
        after = self.body.text[char : char + 2].lstrip(" ")
        return not after or after[0] in '.,;:?!)\n"”’—'

    def ends_phrase(self, char: int) -> bool:
        """Whether the words behind a character begin something new: no noun stands there that "the 15th" counts."""
        token = self.body.token_at(char)
        if token is not None and token.idx < char:
            token = token.nbor(1) if token.i + 1 < len(token.doc) else None
        return token is None or not token.tag_.startswith(("NN", "JJ", "CD", "HYPH"))

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether a sentence holds nothing else: "Maybe in two weeks." answers when something will be."""
        token = self.body.token_at(start)
        if token is None:
            return False
        fillers = load_lexicon("calendar")["alone"]["list"]
        return all(
            start <= other.idx < end or other.is_punct or other.is_space or other.lower_ in fillers
            for other in token.sent
        )

    def today_in(self, zone: tzinfo) -> date | None:
        """The day of publication in a zone; where only the day is known, that day."""
        if self.published_at is None:
            return None
        moment = self.published_at.astimezone(UTC)
        if (moment.hour, moment.minute, moment.second) == (0, 0, 0):
            return moment.date()
        return moment.astimezone(zone).date()


def _read_owner(token: Token) -> Direction | None:
    """The direction of a date that says which thing is meant: the verb's time is not that of "the April report"."""
    noun, lexicon = token.head, load_lexicon("calendar")
    if noun.lower_ in lexicon["past"]["documents"]:
        return "surely past"
    direction = read_direction(noun)
    is_weekday = any(word.lower_ in lexicon["weekdays"] for word in (token, *token.lefts))  # "Tuesday night's debate"
    if noun.head.lower_ == "after" and is_weekday:
        return "near" if direction == "future" else direction  # "after Sunday's debate, his lead could shrink"
    if noun.head.lower_ in ("before", "until", "after") and direction == "future":
        return "future"  # "no law is expected before November's elections"
    is_poll = noun.lower_ in lexicon["future"]["polls"]
    if is_weekday and is_poll and noun.head.lower_ in ("before", "of"):
        return "future"  # "a poll before Tuesday's election"
    if noun.dep_ in ("dobj", "attr", "nsubj") and token.lower_ in _PARTS_OF_YEAR:
        return direction  # "expects second-quarter profit"
    if is_poll:
        return "loosely past" if direction == "past" else "loosely future"
    if direction == "past" and noun.dep_ == "pobj" and noun.head.lower_ in ("at", "during", "in"):
        return "loosely past"  # "at a March 2 press conference, she acknowledged"
    return direction if is_weekday and direction == "future" else None


def _read_preposition(token: Token) -> Direction | None:
    """What the preposition before a date tells of its direction, with the verb that governs it."""
    word, verb, lexicon = token.head.lower_, token.head.head, load_lexicon("calendar")["future"]
    if word in ("until", "till", "to") and verb != token.head:
        if verb.lower_ in lexicon["moved"]:
            return "future"  # "was postponed until April 3"
        if word != "to" and (verb.tag_ in ("VBP", "VBZ") or verb.lower_ in lexicon["granting"]):
            return "future"  # "had until Friday"
    if word in ("until", "till", "by") and verb.tag_ == "VB" and any(child.tag_ == "TO" for child in verb.children):
        return "loosely future"  # "told them to answer by Tuesday"
    if word == "by" and verb.lower_ in lexicon["foreseeing"]:
        return "future"  # "forecasters warned of more rain by Saturday"
    if word == "of" and verb.lower_ == "as" and token.lower_ in load_lexicon("calendar")["weekdays"]:
        return "past"  # "as of Monday"
    if word != "for" or token.lower_ in load_lexicon("calendar")["units"]:
        return None
    if verb.lower_ in load_lexicon("calendar")["past"]["measures"]:
        return "surely past"  # "the figure for October"
    is_ahead = token.head.i > verb.i or verb == token.head
    return "future" if is_ahead else None  # "called the election for Oct. 16", not "For September, it said"


def resolve_spec(spec: Spec, today: date | None, direction: Direction | None) -> Period:
    """Resolve a recurring name without a year.

    A bare weekday is the most recent one, the day of publication included, and the next one with a future verb. Months,
    days, seasons and holidays are the most recent begun or the next not over, by tense; without a tense, the nearest.
    """
    grain = _GRAINS.get(spec.kind, "day")
    if today is None:
        return Period(None, None, grain, rule=spec.kind)
    if spec.kind == "weekday":
        return _resolve_weekday(spec, today, direction)
    if spec.kind == "deictic":
        day = today + timedelta(days=spec.number)
        return Period(day, day, "day", "published_at", rule="deictic")
    spans = [(span, year) for year in range(today.year - 4, today.year + 5) if (span := spec_span(spec, year))]
    if spec.which:
        return _resolve_which(spec, today, [span for span, _ in spans], grain, direction)
    is_reported = spec.kind in ("quarter", "half")  # what is told of a quarter is told when it is over
    past = [span for span, _ in spans if (span[1] if is_reported else span[0]) <= today]
    future = [span for span, _ in spans if span[1] >= today]
    if direction in ("present", "near"):
        direction = None
    if direction is None and is_reported:
        direction = "past"
    if direction is None and past and future:
        direction = "past" if _distance(past[-1], today) <= _distance(future[0], today) else "future"
    if direction == "past" and spec.kind in ("day", "holiday") and past and future:
        direction = "future" if _distance(past[-1], today) >= _TOO_FAR else direction
    if direction == "loosely past" and past and future:
        back, on = _distance(past[-1], today), _distance(future[0], today)
        is_ahead = (
            (spec.kind == "season" and on < back)
            or (back >= _FAR and on <= _LOOSELY_NEAR)
            or (back >= _HALF_A_YEAR and on <= _NEAR)
        )
        direction = "future" if is_ahead else "past"
    if direction == "loosely future" and past and future:
        is_over = _distance(future[0], today) >= _FAR and _distance(past[-1], today) <= _NEAR
        direction = "past" if is_over else "future"
    chosen = past[-1:] if direction in ("past", "surely past") else future[:1]
    if not chosen:
        return Period(None, None, grain, rule=spec.kind)
    return Period(*chosen[0], grain, "published_at", rule=spec.kind)


_GRAINS = {"month": "month", "quarter": "quarter", "half": "half", "season": "season"}


def _distance(span: tuple[date, date], day: date) -> int:
    return max((span[0] - day).days, (day - span[1]).days, 0)


def _resolve_weekday(spec: Spec, today: date, direction: Direction | None) -> Period:
    if spec.which in _WHICH_STEP:
        read_on = _reading_day(today) if spec.which == "p" and spec.number < 6 else today
        monday = span_of("week", read_on)[0] + timedelta(days=7 * _WHICH_STEP[spec.which])
        day = monday + timedelta(days=spec.number)
    elif spec.which == PAST:
        day = today - timedelta(days=(today.weekday() - spec.number - 1) % 7 + 1)
    elif spec.which == COMING:
        day = today + timedelta(days=(spec.number - today.weekday() - 1) % 7 + 1)
    elif direction == "near":
        ahead = (spec.number - today.weekday()) % 7
        day = today + timedelta(days=ahead if ahead < 4 else ahead - 7)
    elif direction in ("future", "loosely future", "present"):
        day = today + timedelta(days=(spec.number - today.weekday()) % 7)
    else:
        day = today - timedelta(days=(today.weekday() - spec.number) % 7)
    return Period(day, day, "day", "published_at", rule="weekday")


def _resolve_which(
    spec: Spec, today: date, spans: list[tuple[date, date]], grain: str, direction: Direction | None
) -> Period:
    """The last, this or next March, summer or Easter: over, of this year, or not yet begun.

    "This winter" is the one under way; with a past verb the one that ended a few months ago.
    """
    if spec.which in ("p", PAST):
        chosen = [span for span in spans if span[1] < today][-1:]
    elif spec.which in ("x", COMING):
        chosen = [span for span in spans if span[0] > today][:1]
    else:
        soonest = today - timedelta(days=_JUST_OVER if direction in ("past", "surely past") else 0)
        running = [span for span in spans if span[0] <= today and soonest <= span[1]]
        chosen = running[-1:] or [span for span in spans if span[0].year == today.year][:1]
    if not chosen:
        return Period(None, None, grain, rule=spec.kind)
    return Period(*chosen[0], grain, "published_at", rule=f"{spec.kind}_which")


def spec_span(spec: Spec, year: int) -> tuple[date, date] | None:
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
    return Period(*span, _GRAINS.get(spec.kind, "day"), rule=f"{spec.kind}_year") if span else None


def year_period(year: int) -> Period | None:
    """A whole calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year", rule="year") if 1 <= year <= 9999 else None


def _reading_day(today: date) -> date:
    """Monday for a paper of Sunday, whose "last week" is the one that ends that day."""
    return today + timedelta(days=today.weekday() == 6)


def unit_which(unit: str, which: str, today: date | None) -> Period:
    """The last, this or next calendar week, month, year and so on."""
    grain = "week" if unit == "fortnight" else unit
    if today is None:
        return Period(None, None, grain, rule="unit_which")
    if unit == "week" and which == "p":
        today = _reading_day(today)
    first, last = span_of(unit, add_units(span_of(unit, today)[0], _WHICH_STEP[which], unit))
    return Period(first, last, grain, "published_at", rule="unit_which")


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
