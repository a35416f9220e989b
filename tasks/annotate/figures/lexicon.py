"""The word lists of figures, in `figure_words.toml`, `units.toml` and `currencies.toml`, which say what each is for."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Annotated

from pydantic import AfterValidator

from tasks.annotate.figures.matching import PhraseTable, make_ending_table, make_table
from tasks.language.function_words import load_function_words
from tasks.language.inflection import make_forms
from tasks.lexicon import Lexicon, read_lexicon


def _inflect(verbs: frozenset[str]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in make_forms(verb))


# Verbs, in the list by their plain forms, here in all of them.
Verbs = Annotated[frozenset[str], AfterValidator(_inflect)]


class Around(Lexicon):
    """What stands before a number or before what follows it, and after."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    @cached_property
    def endings_before(self) -> PhraseTable:
        """The phrases in front, by their last word."""
        return make_ending_table(self.before)

    @cached_property
    def phrases_after(self) -> PhraseTable:
        """The phrases behind, by their first word."""
        return make_table(self.after)


class ChangeWords(Lexicon):
    """Verbs and nouns of change."""

    up: frozenset[str]
    down: frozenset[str]
    other: frozenset[str]
    up_with_by: frozenset[str]
    verbs_that_leap: frozenset[str]

    @cached_property
    def moving(self) -> frozenset[str]:
        """Those that say up or down."""
        return self.up | self.down

    @cached_property
    def every(self) -> frozenset[str]:
        """Those that say that something changed."""
        return self.moving | self.other

    def kinds_of(self, word: str) -> list[str]:
        """Which of `up`, `down` and `other` a word says."""
        return [kind for kind in ("up", "down", "other") if word in getattr(self, kind)]


class Emergency(Lexicon):
    """Numbers that are dialled, the words before them, and those after."""

    numbers: frozenset[str]
    behind: frozenset[str]
    before: frozenset[str]


class Aircraft(Lexicon):
    """Numbers that name aircraft, and what they stand before."""

    numbers: frozenset[str]
    before: frozenset[str]


class ZeroIdioms(Lexicon):
    """What a "zero" that counts nothing stands before and behind."""

    before: frozenset[str]
    behind: frozenset[str]


class Measuring(Lexicon):
    """Verbs and nouns by which a number measures something."""

    stating: Verbs
    pricing: Verbs
    paying: Verbs
    giving: Verbs
    holders: frozenset[str]
    fining: Verbs
    telling: Verbs
    costing: Verbs
    costs: Verbs
    working: Verbs
    making: Verbs
    travelling: Verbs
    no_qualities: frozenset[str]
    adding: Verbs
    particles: frozenset[str]
    voted: frozenset[str]
    voting: Verbs
    standings: frozenset[str]
    deciding: Verbs
    composing: Verbs
    parts: frozenset[str]
    sided: frozenset[str]
    paired: frozenset[str]
    aged: frozenset[str]
    fractions: frozenset[str]
    leading: Verbs
    trailing: Verbs
    losing: Verbs
    dropping: Verbs
    leads: frozenset[str]
    losses: frozenset[str]
    opinions: frozenset[str]
    sorts: frozenset[str]
    deeds: Verbs
    calling: Verbs
    having: Verbs
    winning: Verbs
    shooting: Verbs
    going_on: Verbs
    enduring: Verbs
    passing: Verbs
    filling: Verbs
    undergone: Verbs
    parting: frozenset[str]
    courts: frozenset[str]
    offers: tuple[str, ...]
    sentencing: Verbs
    stays: frozenset[str]
    apart: frozenset[str]
    stretches: frozenset[str]
    holding: Verbs
    leaning: frozenset[str]
    surveys: frozenset[str]
    asked: frozenset[str]
    asking: Verbs
    ways: frozenset[str]
    extents: frozenset[str]
    gauges: frozenset[str]
    tallies: frozenset[str]
    no_holders: frozenset[str]
    earned: frozenset[str]
    levels: frozenset[str]
    standing: frozenset[str]
    pointing: frozenset[str]
    no_things: frozenset[str]
    indexes: frozenset[str]

    @cached_property
    def stating_forms(self) -> frozenset[str]:
        """Those of `stating`, and of "be"."""
        return self.stating | load_function_words().be

    @cached_property
    def giving_forms(self) -> frozenset[str]:
        """Those of `giving`, and of `paying`."""
        return self.giving | self.paying

    @cached_property
    def composing_forms(self) -> frozenset[str]:
        """Those of `composing`, and of "be"."""
        return self.composing | load_function_words().be


class FigureWords(Lexicon):
    """`data/lexicon/figure_words.toml`."""

    moving: frozenset[str]
    bringing: Verbs
    summing: Verbs
    fillers: frozenset[str]
    differing: frozenset[str]
    before_share: frozenset[str]
    margins: frozenset[str]
    own: frozenset[str]
    sides: frozenset[str]
    ahead: frozenset[str]
    uncounted: frozenset[str]
    comparing: frozenset[str]
    compared_fillers: frozenset[str]
    earlier: frozenset[str]
    level_words: frozenset[str]
    current: frozenset[str]
    odds: frozenset[str]
    blows: frozenset[str]
    openers: frozenset[str]
    in_a_row: tuple[str, ...]
    contests: frozenset[str]
    manners: frozenset[str]
    spans: frozenset[str]
    chance_bounds: frozenset[str]
    against: frozenset[str]
    points: frozenset[str]
    ballots: frozenset[str]
    saying: frozenset[str]
    timely: frozenset[str]
    outdoing: Verbs
    lasting: Verbs
    later: frozenset[str]
    standing_now: frozenset[str]
    many_ends: tuple[str, ...]
    majorities: frozenset[str]
    mostly: frozenset[str]
    events: frozenset[str]
    publishing: frozenset[str]
    recurring: frozenset[str]
    priced_by: frozenset[str]
    per_person: frozenset[str]
    plural_labels: frozenset[str]
    labels: frozenset[str]
    votes: frozenset[str]
    one_idioms: frozenset[str]
    over_bounds: frozenset[str]
    loose_labels: frozenset[str]
    headings: frozenset[str]
    scoring: frozenset[str]
    counted_off: frozenset[str]
    times_after: frozenset[str]
    as_compared: frozenset[str]
    half_as_much: frozenset[str]
    as_many: frozenset[str]
    half_of: frozenset[str]
    one_pronoun_after: frozenset[str]
    pronoun_after: frozenset[str]
    change_after: frozenset[str]
    half_no_share_after: frozenset[str]
    numbering: frozenset[str]
    calls: frozenset[str]
    sums_in: frozenset[str]
    reaching: frozenset[str]
    quoted: frozenset[str]
    acting: frozenset[str]
    states: frozenset[str]
    timed: frozenset[str]
    no_counted: frozenset[str]
    calibers: frozenset[str]
    doing_bounds: frozenset[str]
    approximation: dict[str, str]
    approximation_after: dict[str, str]
    approximation_closing: dict[str, str]
    additional: Around
    total: Around
    change: ChangeWords
    multiples: dict[str, float]
    periods: dict[str, str]
    period_adverbs: dict[str, str]
    one_day: Around
    emergency: Emergency
    aircraft: Aircraft
    zero_idioms: ZeroIdioms
    measuring: Measuring

    @cached_property
    def lasting_forms(self) -> frozenset[str]:
        """Those of `lasting`, and of "be"."""
        return self.lasting | load_function_words().be

    @cached_property
    def bounds_before(self) -> PhraseTable:
        """What says in front of a number how exact it is, by its last word."""
        return make_ending_table(self.approximation)

    @cached_property
    def bounds_after(self) -> PhraseTable:
        """What says so behind a number."""
        return make_table(self.approximation_after)

    @cached_property
    def bounds_closing(self) -> PhraseTable:
        """What says so behind a number where the phrase ends."""
        return make_table(self.approximation_closing)


class Ages(Lexicon):
    """Words by which a number is an age."""

    before: frozenset[str]
    after: tuple[str, ...]
    dying: frozenset[str]
    young: frozenset[str]
    between: frozenset[str]
    fillers: frozenset[str]
    turning: frozenset[str]
    groups: frozenset[str]
    headings: frozenset[str]
    levels: frozenset[str]
    at: frozenset[str]
    joining: frozenset[str]
    persons: frozenset[str]

    @cached_property
    def phrases_after(self) -> PhraseTable:
        """The phrases behind an age."""
        return make_table(self.after)


class Units(Lexicon):
    """`data/lexicon/units.toml`."""

    before_duration: frozenset[str]
    glued_only: frozenset[str]
    portions: frozenset[str]
    holding: frozenset[str]
    cups: frozenset[str]
    metre_after: frozenset[str]
    races: frozenset[float]
    screens: frozenset[float]
    percent: dict[str, str]
    duration: dict[str, str]
    measure: dict[str, str]
    measure_cased: dict[str, str]
    age: Ages
    pint: dict[str, str]
    si_named: dict[str, str]

    @cached_property
    def percents(self) -> PhraseTable:
        """Words for a hundredth, each with its code."""
        return make_table(self.percent)

    @cached_property
    def durations(self) -> PhraseTable:
        """Spans of time, each with its code."""
        return make_table(self.duration)

    @cached_property
    def measures(self) -> PhraseTable:
        """Units of measure, each with its code."""
        return make_table(self.measure)


class Pounds(Lexicon):
    """Words near a number that tell pounds of money from pounds of weight."""

    paying: frozenset[str]
    paid: frozenset[str]
    rates: frozenset[str]
    weighing: frozenset[str]
    heavy: frozenset[str]
    spending: Verbs
    monies: frozenset[str]
    foods: frozenset[str]


class Currencies(Lexicon):
    """`data/lexicon/currencies.toml`."""

    letters_before_sums: frozenset[str]
    letters_apart: frozenset[str]
    codes: frozenset[str]
    doubtful: frozenset[str]
    own_currency: frozenset[str]
    dollar_towns: frozenset[str]
    signs: dict[str, str]
    dollar_letters: dict[str, str]
    letters: dict[str, str]
    words: dict[str, str]
    nationalities: dict[str, str]
    parts: dict[str, str]
    cents: dict[str, str]
    home: dict[str, dict[str, str]]
    pounds: Pounds


@cache
def load_figure_words() -> FigureWords:
    """Read the words around numbers, once a process."""
    return read_lexicon("figure_words", FigureWords)


@cache
def load_units() -> Units:
    """Read the units, once a process."""
    return read_lexicon("units", Units)


@cache
def load_currencies() -> Currencies:
    """Read the currencies, once a process."""
    return read_lexicon("currencies", Currencies)
