"""Find the figures of an article: every number that it states, with unit, bounds and the thing counted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tasks.annotate.figures.context import find_held_dates, read_change, read_per, read_period
from tasks.annotate.figures.counted import (
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
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.modifiers import read_bound_after, stands_in_total
from tasks.annotate.figures.phrase import Phrase, Reading
from tasks.annotate.figures.reader import read_phrases
from tasks.annotate.spans import DateSpan, Figure
from tasks.language.body import Body
from tasks.language.numbers import HYPHENS, Words, split_words


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
    words = body.words
    taken = [(date.start, date.end) for date in dates]
    starts = [start for start, _ in taken]

    def is_taken(start: int, end: int) -> bool:
        place = bisect_right(starts, end - 1) - 1
        return place >= 0 and taken[place][1] > start

    reading = Reading(body, is_taken, outlet_country)
    figures: list[Figure] = []
    last: tuple[int, str | None] = (-1, None)
    named = (0, 0)
    for phrase in read_phrases(reading):
        # "four old 747 Cargo planes": the number within the thing counted is part of its name
        if phrase.kind == "count" and named[0] <= words.starts[phrase.head] < named[1]:
            continue
        figure = _make_figure(reading, phrase, dates, last)
        if figures and figure.start < figures[-1].end:
            continue
        named = _find_counted(body.text, figure) or named
        figures.append(figure)
        token = body.token_at(words.starts[phrase.head])
        if (
            token is not None
            and figure.kind == "count"
            and figure.counted
            and figure.value != 1
            and not _is_passed_over(figure.counted)
        ):
            last = (token.sent.start, figure.counted)
    return [_lend_counted(body, *pair) for pair in zip(figures, (*figures[1:], None), strict=False)]


def _lend_counted(body: Body, figure: Figure, following: Figure | None) -> Figure:
    """Give "killing 12 and wounding 30 people" its people twice: the noun stands with the second number.

    Only within a sentence, and between numbers less than ten times apart: an index and a head count are not alike.
    """
    if figure.kind != "count" or figure.counted or following is None or following.kind != "count":
        return figure
    here, there = figure.value, following.value
    if not here or not there or not following.counted or _is_passed_over(following.counted):
        return figure
    is_index = following.counted in ("points", "pts") and following.change in (
        "up",
        "down",
    )  # "at 16,369, up 58 points"
    if not (is_index or 0.1 <= here / there <= 10):
        return figure
    left, right = body.token_at(figure.start), body.token_at(following.start)
    if left is None or right is None or left.sent.start != right.sent.start:
        return figure
    token = body.token_at(figure.end)
    if token is not None and token.idx < figure.end and token.i + 1 < len(token.doc):
        token = token.nbor(1)
    if (
        "including" in body.text[figure.end : following.start]
        or body.text[following.end : following.end + 1] in HYPHENS
    ):
        return figure  # "arrested 15, including three minors", "27 of them in an 18-seat house"
    # "three current and one former members": what describes the second noun does not describe the first
    is_described = token is not None and token.tag_ in ("JJ", "NN", "NNP") and token.idx < following.start
    return replace(figure, counted=following.counted.split()[-1] if is_described else following.counted)


def _is_passed_over(counted: str) -> bool:
    """Whether a number without a noun of its own does not count these: "dead", "others"."""
    return counted == "others" or counted in load_figure_words().states


def _find_counted(text: str, figure: Figure) -> tuple[int, int] | None:
    """Where the thing counted stands, when that is right behind its number."""
    counted = figure.counted or ""
    place = text.find(counted, figure.end, figure.end + len(counted) + 20)
    return (place, place + len(counted)) if counted and place >= 0 else None


def _make_figure(reading: Reading, phrase: Phrase, dates: Sequence[DateSpan], last: tuple[int, str | None]) -> Figure:
    body, words = reading.body, reading.words
    start, end = words.starts[phrase.first], words.ends[phrase.stop - 1]
    counted = _count(body, words, phrase)
    after = _word_after(words, phrase, counted) if counted else phrase.stop
    period = _read_rate(reading, phrase, after)
    if counted:
        phrase = read_bound_after(reading, phrase, after)
    change = read_change(reading, phrase)
    if phrase.kind == "percent" and counted is None and change in ("up", "down"):
        counted = read_risen(body, words, phrase)
    is_total = phrase.is_total or bool(counted and stands_in_total(words, after))
    if phrase.kind == "count" and counted is None:
        token = body.token_at(words.starts[phrase.head])
        # "A dozen is 12 units and a gross is 144": a number that says what its subject is counts nothing else.
        is_carried = token is not None and token.sent.start == last[0] and token.dep_ != "attr"
        is_carried = is_carried and (refers_back(words, phrase.stop) or not has_own_thing(body, words, phrase))
        own = read_apposed(body, words, phrase) or read_numbered(body, words, phrase)
        counted = own or (last[1] if is_carried else None) or read_state(words, phrase.stop)
    if counted in load_figure_words().states:
        # "three people dead and five hurt"
        token = body.token_at(words.starts[phrase.head])
        counted = last[1] if token is not None and token.sent.start == last[0] else counted
    date_start, date_end = None, None
    if phrase.kind not in ("age", "duration"):
        date_start, date_end = find_held_dates(body, (words.starts[phrase.head], end), dates)
    unit = phrase.unit_text
    return Figure(
        start=start,
        end=end,
        kind=phrase.kind,
        value=phrase.value,
        low=phrase.low,
        high=phrase.high,
        approximation=phrase.approximation,
        unit=phrase.unit,
        unit_text=body.text[words.starts[unit[0]] : words.ends[unit[1] - 1]] if unit else None,
        scale_text=phrase.scale_text,
        counted=counted,
        is_additional=phrase.is_additional,
        is_total=is_total,
        change=change,
        period=period,
        date_start=date_start,
        date_end=date_end,
        rule=phrase.rule,
    )


def _read_rate(reading: Reading, phrase: Phrase, after: int) -> str | None:
    """What a figure is per, right behind it or behind the thing counted, which ends before the word `after`."""
    for at in {phrase.stop: None, after: None}:
        period, _ = read_period(reading.words, phrase, at)
        if period is None and phrase.kind in ("money", "count", "measure"):
            period = read_per(reading, phrase, at)
        if period is not None:
            return period
    return None


def _count(body: Body, words: Words, phrase: Phrase) -> str | None:
    """The thing counted; of a share, a measure or a sum only what "of" names: "10 percent of the workforce"."""
    if phrase.kind == "money" and words.lower(phrase.stop) in ("in", "worth"):
        return read_money_of(body, words, phrase)
    if phrase.kind in ("age", "duration", "score"):
        return None
    if phrase.kind == "multiple":
        multiplied = read_multiplied(body, words, phrase)
        if multiplied:
            return multiplied
    if phrase.kind not in ("count", "ratio") and words.lower(phrase.stop) != "of":
        return None
    span = read_counted(body, words, phrase)
    return body.text[slice(*span)] if span else None


def _word_after(words: Words, phrase: Phrase, counted: str) -> int:
    """The first word behind the thing counted."""
    at = phrase.stop + (words.lower(phrase.stop) in ("of", "more"))
    return at + len(split_words(counted))
