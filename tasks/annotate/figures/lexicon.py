"""The word lists of figures, in `figure_words.toml`, `units.toml` and `currencies.toml`, which say what each is for."""

from __future__ import annotations

from functools import cache, cached_property

from tasks.annotate.figures.matching import PhraseTable, make_ending_table, make_table
from tasks.language.function_words import load_function_words
from tasks.language.inflection import make_forms
from tasks.lexicon import Lexicon, read_lexicon


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

    stating: tuple[str, ...]
    pricing: tuple[str, ...]
    paying: tuple[str, ...]
    giving: tuple[str, ...]
    holders: frozenset[str]
    fining_forms: frozenset[str]
    telling: tuple[str, ...]
    costing_forms: frozenset[str]
    adding: tuple[str, ...]
    particles: frozenset[str]
    voted: frozenset[str]
    voting_forms: frozenset[str]
    standings: frozenset[str]
    deciding: tuple[str, ...]
    composing: tuple[str, ...]
    parts: frozenset[str]
    fractions: frozenset[str]
    leading: tuple[str, ...]
    trailing: tuple[str, ...]
    losing_forms: frozenset[str]
    leads: frozenset[str]
    losses: frozenset[str]
    opinions: frozenset[str]
    sorts: frozenset[str]
    deeds: tuple[str, ...]
    calling: tuple[str, ...]
    having: tuple[str, ...]
    winning: tuple[str, ...]
    holding: tuple[str, ...]
    leaning: frozenset[str]
    surveys: frozenset[str]
    asked: frozenset[str]
    asking: tuple[str, ...]
    ways: frozenset[str]
    extents: frozenset[str]
    gauges: frozenset[str]
    no_holders: frozenset[str]
    earned: frozenset[str]
    levels: frozenset[str]
    standing: frozenset[str]
    pointing: frozenset[str]
    no_things: frozenset[str]
    indexes: frozenset[str]

    @cached_property
    def stating_forms(self) -> frozenset[str]:
        """All forms of `stating`."""
        return _all_forms(self.stating) | load_function_words().be

    @cached_property
    def pricing_forms(self) -> frozenset[str]:
        """All forms of `pricing`."""
        return _all_forms(self.pricing)

    @cached_property
    def paying_forms(self) -> frozenset[str]:
        """All forms of `paying`."""
        return _all_forms(self.paying)

    @cached_property
    def giving_forms(self) -> frozenset[str]:
        """All forms of `giving`, and of `paying`."""
        return _all_forms(self.giving) | self.paying_forms

    @cached_property
    def deed_forms(self) -> frozenset[str]:
        """All forms of `deeds`."""
        return _all_forms(self.deeds)

    @cached_property
    def telling_forms(self) -> frozenset[str]:
        """All forms of `telling`."""
        return _all_forms(self.telling)

    @cached_property
    def calling_forms(self) -> frozenset[str]:
        """All forms of `calling`."""
        return _all_forms(self.calling)

    @cached_property
    def adding_forms(self) -> frozenset[str]:
        """All forms of `adding`."""
        return _all_forms(self.adding)

    @cached_property
    def deciding_forms(self) -> frozenset[str]:
        """All forms of `deciding`."""
        return _all_forms(self.deciding)

    @cached_property
    def composing_forms(self) -> frozenset[str]:
        """All forms of `composing`, and of "be"."""
        return _all_forms(self.composing) | load_function_words().be

    @cached_property
    def asking_forms(self) -> frozenset[str]:
        """All forms of `asking`."""
        return _all_forms(self.asking)

    @cached_property
    def leading_forms(self) -> frozenset[str]:
        """All forms of `leading`."""
        return _all_forms(self.leading)

    @cached_property
    def trailing_forms(self) -> frozenset[str]:
        """All forms of `trailing`."""
        return _all_forms(self.trailing)

    @cached_property
    def having_forms(self) -> frozenset[str]:
        """All forms of `having`."""
        return _all_forms(self.having)

    @cached_property
    def winning_forms(self) -> frozenset[str]:
        """All forms of `winning`."""
        return _all_forms(self.winning)

    @cached_property
    def holding_forms(self) -> frozenset[str]:
        """All forms of `holding`."""
        return _all_forms(self.holding)


def _all_forms(verbs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in make_forms(verb))


class FigureWords(Lexicon):
    """`data/lexicon/figure_words.toml`."""

    moving: frozenset[str]
    fillers: frozenset[str]
    differing: frozenset[str]
    before_share: frozenset[str]
    margins: frozenset[str]
    sides: frozenset[str]
    ahead: frozenset[str]
    uncounted: frozenset[str]
    comparing: frozenset[str]
    compared_fillers: frozenset[str]
    earlier: frozenset[str]
    level_words: frozenset[str]
    current: frozenset[str]
    odds: frozenset[str]
    contests: frozenset[str]
    spans: frozenset[str]
    chance_bounds: frozenset[str]
    against: frozenset[str]
    points: frozenset[str]
    ballots: frozenset[str]
    saying: frozenset[str]
    timely: frozenset[str]
    outdoing: tuple[str, ...]
    lasting: tuple[str, ...]
    events: frozenset[str]
    publishing: frozenset[str]
    recurring: frozenset[str]
    priced_by: frozenset[str]
    per_person: frozenset[str]
    plural_labels: frozenset[str]
    labels: frozenset[str]
    streets: frozenset[str]
    votes: frozenset[str]
    one_idioms: frozenset[str]
    over_bounds: frozenset[str]
    loose_labels: frozenset[str]
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
    def outdoing_forms(self) -> frozenset[str]:
        """All forms of `outdoing`."""
        return _all_forms(self.outdoing)

    @cached_property
    def lasting_forms(self) -> frozenset[str]:
        """All forms of `lasting`, and of "be"."""
        return _all_forms(self.lasting) | load_function_words().be

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
    persons: frozenset[str]

    @cached_property
    def phrases_after(self) -> PhraseTable:
        """The phrases behind an age."""
        return make_table(self.after)


class Units(Lexicon):
    """`data/lexicon/units.toml`."""

    before_duration: frozenset[str]
    glued_only: frozenset[str]
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
