"""Find the figures of an article: every number that it states, with unit, bounds and the thing counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from tasks.annotate.figures.ages import LEVEL
from tasks.annotate.figures.bracketed import count_bracketed
from tasks.annotate.figures.compounds import join_compounds
from tasks.annotate.figures.context import read_change, read_named_period, read_rate, tells_difference
from tasks.annotate.figures.counted import (
    has_own_subject,
    has_own_thing,
    read_apposed,
    read_counted,
    read_money_of,
    read_multiplied,
    read_numbered,
    read_risen,
    read_state,
    refers_back,
)
from tasks.annotate.figures.fields import lend_label
from tasks.annotate.figures.gapped import lend_onward
from tasks.annotate.figures.held import find_held_dates
from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.measured import Measures
from tasks.annotate.figures.modifiers import read_bound_after, stands_in_total
from tasks.annotate.figures.movements import join_movements
from tasks.annotate.figures.noun_phrases import DESCRIBING, noun_follows, text_of
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.annotate.figures.reader import read_phrases
from tasks.annotate.figures.repeats import lend_repeats
from tasks.annotate.figures.sides import name_sides
from tasks.annotate.figures.wholes import Wholes
from tasks.annotate.spans import DateSpan, Figure
from tasks.language.body import Body, Chars
from tasks.language.grammar import NOUN_SUBJECTS, NOUNS, VERBS
from tasks.language.numbers import HYPHENS, Words, split_words

_CLOSING = ('"', "\u201d", "\u2019", "'", ")", "-", "--", "\u2013", "\u2014")
_LONGEST_ASIDE = 8  # words


@dataclass(frozen=True, slots=True)
class _Carried:
    """The thing that a number counted last, which the next one of its sentence may count too."""

    sentence: int
    counted: str | None
    verb: int = -1

    def reaches(self, token: Token | None) -> bool:
        """Whether a token is of the same sentence."""
        return token is not None and token.sent.start == self.sentence

    def does(self, token: Token) -> bool:
        """Whether what was counted acts on what a number counts: "two students set it off, killing three"."""
        is_object = token.dep_ == "dobj" and token.head.tag_ in VERBS
        return is_object and self.verb in (token.head.i, token.head.head.i)

    def is_of_last(self, token: Token | None) -> bool:
        """Whether a token is of the sentence behind: "40 people came. Another 12 stayed away."."""
        start = token.sent.start if token is not None else 0
        return token is not None and start > 0 and token.doc[start - 1].sent.start == self.sentence


def find_figures(body: Body, dates: Sequence[DateSpan], outlet_country: str | None = None) -> list[Figure]:
    """Read every number that an article states as an amount.

    Args:
        body: One article's body, tagged and parsed; offsets are code points in it.
        dates: Time expressions already found, in text order; numbers inside them are not figures.
        outlet_country: ISO 3166-1 alpha-2 code of the outlet's country; it tells whose dollar a bare "$" is. Without
            it see `find_home`.

    Returns:
        Figures in text order, overlapping neither each other nor a date. A figure spans the number with its modifier
        and unit ("around 3,000", "a total of $1.2bn"), not the noun. Values are scaled ("1.2bn" is 1.2e9); a range or a
        vague word has `low` and `high` only. Numbers in names, labels, clock times, telephone numbers, sports scores,
        ordinals and years are no figures.

    Source:
        docs/decisions/004-figures.md
    """
    starts = [date.start for date in dates]

    def holds_date(chars: Chars) -> bool:
        place = bisect_right(starts, chars[1] - 1) - 1
        return place >= 0 and dates[place].end > chars[0]

    reading = Reading(body, holds_date, outlet_country)
    figures: list[Figure] = []
    carried = _Carried(-1, None)
    named = Chars((0, 0))
    measures, wholes = Measures(reading), Wholes(reading)
    for phrase in join_compounds(reading.words, read_phrases(reading)):
        number_start = reading.words.starts[phrase.number_start]
        # "four old 747 Cargo planes": the number within the thing counted is part of its name
        if phrase.kind == "count" and named[0] <= number_start < named[1]:
            continue
        figure = _make_figure(reading, phrase, dates, carried)
        if figures and figure.start < figures[-1].end:
            continue
        found, whole = measures.read(phrase, figure), wholes.read(phrase, figure)
        if (
            whole is None or whole == figure.counted
        ):  # "voters think that prices rose (57 percent)" is no rise of prices
            measured = found.measured or figure.measured
            figure = replace(figure, measured=measured, measured_of=found.of if found.of != whole else None)
        whole = whole or wholes.read_listed(phrase, figure)
        if whole is not None and figure.counted is None and figures:
            figure = _lend_days(body, figure, figures[-1], whole)
        figure = replace(figure, counted=whole)
        figure = replace(figure, period=read_named_period(figure))
        figure = _drop_doubles(figure, reading.words.lower(phrase.start - 1))
        named = _find_counted(body.text, figure) or named
        figures.append(figure)
        token = body.token_at(number_start)
        if token is not None and figure.value != 1 and _may_be_carried(figure):
            is_subject = token.head.dep_ in NOUN_SUBJECTS and token.head.head.tag_ in VERBS
            carried = _Carried(token.sent.start, figure.counted, token.head.head.i if is_subject else -1)
    for at in range(len(figures) - 2, -1, -1):
        figures[at] = _lend_counted(body, figures[at], figures[at + 1])
    figures = [lend_label(body, figure) for figure in figures]
    return lend_repeats(body, name_sides(body, join_movements(body, count_bracketed(body, lend_onward(body, figures)))))


def _drop_doubles(figure: Figure, before: str) -> Figure:
    """A ratio measures nothing that it counts; by how much one is before another is no change: "won by 9 points"."""
    measuring = load_figure_words().measuring
    ahead = measuring.leading | measuring.trailing | measuring.winning | measuring.losing
    if figure.kind == "ratio" and figure.measured and figure.counted and figure.measured != figure.counted:
        is_part = figure.counted.endswith(f" {figure.measured}")  # "six in ten U.S. clerks": the clerks of the U.S.
        return replace(figure, measured=None, measured_of=None) if is_part else figure
    if figure.kind == "ratio" and figure.measured and figure.measured == figure.counted:
        is_many = figure.measured.endswith(load_figure_words().many_ends)  # "one in ten nurses", "a 1 in 5 chance"
        return replace(figure, measured=None) if is_many else replace(figure, counted=None)
    return replace(figure, change=None) if before == "by" and figure.measured in ahead else figure


def _lend_counted(body: Body, figure: Figure, following: Figure | None) -> Figure:
    """Give "killing 12 and wounding 30 people" its people twice: the noun stands with the second number.

    Only within a sentence, and between numbers less than ten times apart: an index and a head count are not alike.
    """
    if following is not None and _shares_whole(body.text, figure, following):
        return replace(figure, counted=following.counted)
    if following is None or figure.kind != "count" or figure.counted or not _may_be_carried(following):
        return figure
    if body.text[figure.end : following.start] == " and " and figure.low == following.low is not None:
        return replace(figure, counted=following.counted)  # "millions and millions of people"
    if not _are_alike(figure, following) or following.counted is None:
        return figure
    left, right = body.token_at(figure.start), body.token_at(following.start)
    if left is None or right is None or left.sent.start != right.sent.start:
        return figure
    is_part = "including" in body.text[figure.end : following.start]
    if is_part or body.text[following.end : following.end + 1] in HYPHENS:
        return figure  # "arrested 15, including three minors", "27 of them in an 18-seat house"
    # "three current and one former members": what describes the second noun does not describe the first
    token = _token_behind(body, figure.end)
    is_described = token is not None and token.tag_ in ("JJ", "NN", "NNP") and token.idx < following.start
    return replace(figure, counted=following.counted.split()[-1] if is_described else following.counted)


def _lend_days(body: Body, figure: Figure, before: Figure, whole: str) -> Figure:
    """Give a share of those whom the one before is of the days of that one: both are of one survey."""
    is_dated = figure.date_start is not None or figure.date_end is not None
    if is_dated or before.kind != figure.kind or before.counted != whole:
        return figure
    left, right = body.token_at(before.start), body.token_at(figure.start)
    if left is None or right is None or body.sentence_number(right.i) - body.sentence_number(left.i) > 1:
        return figure
    return replace(figure, date_start=before.date_start, date_end=before.date_end)


def _shares_whole(text: str, figure: Figure, following: Figure) -> bool:
    """Whether two shares are of one whole: "16 percent and 14 percent of growth, respectively"."""
    is_pair = figure.kind == following.kind == "percent" and figure.unit == following.unit and not figure.counted
    is_joined = text[figure.end : following.start].strip() in (",", "and", "or", ", and", ", or")
    is_of = text[following.end : following.end + 4] == " of "
    return is_pair and is_joined and is_of and figure.measured is None and following.counted is not None


def _are_alike(figure: Figure, following: Figure) -> bool:
    """Whether two numbers are so near that they may count one thing, or are an index and its points."""
    here, there = figure.value, following.value
    if not here or not there:
        return False
    # "at 16,369, up 58 points"
    is_index = following.counted in load_figure_words().points and following.change in ("up", "down")
    return is_index or 0.1 <= here / there <= 10


def _token_behind(body: Body, char: int) -> Token | None:
    """The token that starts at a character or behind it."""
    token = body.token_at(char)
    is_begun = token is not None and token.idx < char
    return token.nbor(1) if token is not None and is_begun and token.i + 1 < len(token.doc) else token


def _may_be_carried(figure: Figure) -> bool:
    """Whether another number may count what this one counts; none counts the "dead" or the "others" again."""
    if figure.kind != "count" or not figure.counted:
        return False
    return figure.counted != "others" and figure.counted not in load_figure_words().states


def _find_counted(text: str, figure: Figure) -> Chars | None:
    """Where the thing counted stands, when that is right behind its number."""
    counted = figure.counted or ""
    place = text.find(counted, figure.end, figure.end + len(counted) + 20)
    return Chars((place, place + len(counted))) if counted and place >= 0 else None


def _make_figure(reading: Reading, phrase: Phrase, dates: Sequence[DateSpan], carried: _Carried) -> Figure:
    words = reading.words
    start, end = reading.chars(phrase.start, phrase.end)
    owner = _skip_aside(words, phrase)
    counted = _read_own(reading, owner)
    after = _word_after(words, owner, counted) if counted else phrase.end
    period = read_rate(reading, phrase, after)
    if counted:
        phrase = read_bound_after(reading, phrase, after)
    change = read_change(reading, phrase)
    is_total = phrase.is_total or bool(counted and stands_in_total(words, after))
    is_moved = counted is None and phrase.kind == "percent" and change in ("up", "down")
    risen = read_risen(reading, phrase) if is_moved else None
    if counted is None:
        counted = _read_elsewhere(reading, phrase, carried)
    if counted in load_figure_words().states:
        # "three people dead and five hurt"
        is_reached = carried.reaches(reading.token(phrase.number_start))
        counted = carried.counted if is_reached else counted
    date_start, date_end = None, None
    if phrase.kind not in ("age", "duration") or phrase.rule == LEVEL:
        number_chars = Chars((words.starts[phrase.number_start], end))
        is_share = phrase.kind in ("percent", "ratio") or counted in load_figure_words().points
        date_start, date_end = find_held_dates(reading.body, number_chars, dates, is_share)
    return Figure(
        start=start,
        end=end,
        kind=phrase.kind,
        value=phrase.value,
        low=phrase.low,
        high=phrase.high,
        approximation=phrase.approximation,
        unit=phrase.unit,
        unit_text=reading.text(*phrase.unit_words) if phrase.unit_words else None,
        scale_text=phrase.scale_text,
        counted=counted,
        measured=risen,
        is_additional=phrase.is_additional,
        is_total=is_total,
        change=change,
        is_difference=phrase.kind == "measure" and tells_difference(reading, phrase),
        period=period,
        date_start=date_start,
        date_end=date_end,
        rule=phrase.rule,
    )


def _skip_aside(words: Words, phrase: Phrase) -> Phrase:
    """A share or measure with the mark or the brackets before its "of": "half (53%) of clerks"."""
    at = phrase.end
    if phrase.kind not in ("percent", "ratio", "measure"):
        return phrase
    if words.text(at) in _CLOSING:
        at += 1 + (words.text(at) == words.text(at + 1) == "-")
    elif words.text(at) == "(":
        at = next((each + 1 for each in range(at, at + _LONGEST_ASIDE) if words.text(each) == ")"), at)
    return replace(phrase, end=at) if at > phrase.end and words.lower(at) == "of" else phrase


def _read_own(reading: Reading, phrase: Phrase) -> str | None:
    """The thing counted; of a share, a measure or a sum only what "of" names: "10 percent of the workforce"."""
    after = reading.words.lower(phrase.end)
    if phrase.kind == "money" and after in ("in", "worth"):
        return read_money_of(reading, phrase)
    if phrase.kind in ("age", "duration", "score"):
        return None
    multiplied = read_multiplied(reading, phrase) if phrase.kind == "multiple" else None
    if multiplied:
        return multiplied
    if phrase.kind == "measure" and after != "of":
        phrase = _skip_point(reading.words, phrase)
        if not _is_portion(reading, phrase):
            return None
    elif phrase.kind not in ("count", "ratio") and after != "of":
        return None
    found = read_counted(reading, phrase)
    return text_of(reading.body, found) if found else None


def _skip_point(words: Words, phrase: Phrase) -> Phrase:
    """A measure with the point behind its unit: "4 oz. cooked chicken"."""
    at = phrase.end
    return replace(phrase, end=at + 1) if words.text(at) == "." and words.is_glued(at) else phrase


def _is_portion(reading: Reading, phrase: Phrase) -> bool:
    """Whether what a measure is of stands right behind it, as in a recipe: "1 tsp. olive oil"; not "a 4 oz. jar"."""
    words, units = reading.words, load_units()
    if phrase.unit not in units.portions or words.is_glued(phrase.end) or not words.text(phrase.end).islower():
        return False
    if words.lower(phrase.start - 1) in ("a", "an", "the", "-"):
        return False
    token = reading.token(phrase.end)
    is_named = token is not None and (token.tag_ in DESCRIBING or token.tag_ in NOUNS)
    measuring, noun = load_figure_words().measuring, noun_follows(reading, phrase.end)
    is_no_food = noun in units.holding | measuring.no_things or words.lower(phrase.end) in measuring.pointing
    return is_named and not is_no_food  # "is 8 oz last time"


def _read_elsewhere(reading: Reading, phrase: Phrase, carried: _Carried) -> str | None:
    """The thing counted where no noun stands with the number: what is told the size of, what came last."""
    if phrase.kind != "count":
        return None
    own = read_apposed(reading, phrase) or read_numbered(reading, phrase)
    if own:
        return own
    token = reading.token(phrase.number_start)
    # "A dozen is 12 units and a gross is 144": a number that says what its subject is counts nothing else.
    is_added = phrase.is_additional and token is not None and token.dep_ in NOUN_SUBJECTS and carried.is_of_last(token)
    is_carried = (carried.reaches(token) or is_added) and token is not None and token.dep_ != "attr"
    is_carried = (
        is_carried and token is not None and not (carried.does(token) or has_own_subject(token, carried.counted))
    )
    ends = reading.words.text(phrase.end) in ("", ",", ".", ";", "\n")
    is_more = (
        phrase.approximation == "vague" and phrase.is_additional and ends
    )  # "killed 50 people and hurt dozens more"
    refers = is_more or refers_back(reading.words, phrase.end)
    is_carried = is_carried and (refers or not has_own_thing(reading, phrase))
    return (carried.counted if is_carried else None) or read_state(reading.words, phrase.end)


def _word_after(words: Words, phrase: Phrase, counted: str) -> int:
    """The first word behind the thing counted."""
    at = phrase.end + (words.lower(phrase.end) in ("of", "more"))
    return at + len(split_words(counted))
