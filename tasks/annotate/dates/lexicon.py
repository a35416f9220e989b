"""The words of time expressions, `data/lexicon/calendar.toml`, where each list says what it is for."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from tasks.lexicon import Lexicon, read_lexicon

# What the grammar tells apart. The first line is read out of numbers, marks and lists of names; the rest are words.
Symbol = Literal[
    "number", "ordinal", "year", "clock", "short_period", "slash_day", "holiday", "zone",
    "month", "weekday", "unit", "part", "season", "today",
    "comma", "paren", "paren_end", "bracket", "bracket_end", "hyphen", "slash", "line_break",
    "date",  # what a rule has already read as one
    "other",  # what breaks every expression
    "a", "after", "ago", "and", "at", "before", "between", "by", "date_word", "earlier", "early", "end", "ended",
    "every", "few", "final", "fiscal", "following", "from", "half", "in", "last", "late", "later", "local", "mid",
    "next", "now", "of", "on", "period_word", "rest", "same", "since", "start", "the", "this", "time", "to", "until",
    "within", "working",
]  # fmt: skip
SYMBOLS: tuple[Symbol, ...] = get_args(Symbol)

Bound = Literal["since", "until", "through", "by", "before", "after", "from"]


class LunarNewYear(Lexicon):
    """Names of a new year set by the moon, and the month and day of it by year."""

    names: tuple[str, ...]
    days: dict[int, tuple[int, int]]


class NamedDay(Lexicon):
    """A day that is meant without its year, and the words that say so; of `places` the article must name one."""

    year: int
    month: int
    day: int
    after: tuple[str, ...]
    before: frozenset[str]
    beside: frozenset[str]
    places: frozenset[str] = frozenset()


class WrittenOrder(Lexicon):
    """Countries by what they write first of "3/4/2022", where they write it one way alone."""

    month_first: frozenset[str]
    day_first: frozenset[str]


class Elections(Lexicon):
    """Words of those who stand for a vote."""

    contests: frozenset[str]


class Future(Lexicon):
    """Words that put a date ahead."""

    leads: tuple[str, ...]
    modals: frozenset[str]
    backshifted: frozenset[str]
    words: frozenset[str]
    schedules: frozenset[str]
    moved: frozenset[str]
    granting: frozenset[str]
    foreseeing: frozenset[str]
    bidding: frozenset[str]
    polls: frozenset[str]
    appointed: frozenset[str]
    reaching: frozenset[str]
    meetings: frozenset[str]


class Past(Lexicon):
    """Words that put a date behind."""

    leads: tuple[str, ...]
    blaming: frozenset[str]
    told: frozenset[str]
    recalling: frozenset[str]
    auxiliaries: frozenset[str]
    documents: frozenset[str]
    utterances: frozenset[str]
    measures: frozenset[str]


class Years(Lexicon):
    """Words beside four digits."""

    not_after: frozenset[str]
    other_months: frozenset[str]
    not_before: frozenset[str]
    streets: frozenset[str]
    address_leads: frozenset[str]
    amount_after: frozenset[str]


class FiscalYears(Lexicon):
    """When the fiscal years of governments begin, by country, and words that tell of a government."""

    months: dict[str, int]
    governments: frozenset[str]


class DecadeLeads(Lexicon):
    """Words before a decade."""

    words: frozenset[str]
    bare: frozenset[str]
    degrees: frozenset[str]


class SaidWhen(Lexicon):
    """Words between a reporting verb and what it reports."""

    words: frozenset[str]


class Calendar(Lexicon):
    """The words of time."""

    ambiguous_months: frozenset[str]
    ambiguous_weekdays: frozenset[str]
    spanning: frozenset[str]
    year_leads: frozenset[str]
    month_leads: frozenset[str]
    slash_leads: tuple[str, ...]
    alone: frozenset[str]
    games: frozenset[str]
    southern: frozenset[str]
    short_year_leads: frozenset[str]
    after_same: tuple[str, ...]
    holiday_nouns: frozenset[str]
    definite_leads: tuple[str, ...]
    not_dates: tuple[str, ...]
    recurring_parts: tuple[str, ...]
    counted_weekdays: tuple[str, ...]
    edges: frozenset[str]
    parts_of_year: frozenset[str]
    ranks: frozenset[str]
    after_today: tuple[str, ...]
    remembering: frozenset[str]
    months: dict[str, int]
    weekdays: dict[str, int]
    units: dict[str, str]
    parts: dict[str, str]
    seasons: dict[str, tuple[int, int]]
    southern_seasons: dict[str, tuple[int, int]]
    days: dict[str, int]
    decades: dict[str, int]
    symbols: dict[Symbol, tuple[str, ...]]
    holidays: dict[str, tuple[int, int]]
    easter: dict[str, int]
    orthodox_easter: dict[str, int]
    hebrew: dict[str, int]
    kislev: dict[str, int]
    lunar_new_year: LunarNewYear
    nth_weekdays: dict[str, tuple[int, int, int, int]]
    named_days: tuple[NamedDay, ...]
    commemorations: frozenset[str]
    elections: Elections
    written_order: WrittenOrder
    zone_minutes: dict[str, int]
    zone_places: dict[str, str]
    future: Future
    past: Past
    years: Years
    fiscal_years: FiscalYears
    decade_leads: DecadeLeads
    bounds: dict[str, Bound]
    said_when: SaidWhen


@cache
def load_calendar() -> Calendar:
    """Read the words, once a process."""
    return read_lexicon("calendar", Calendar)
