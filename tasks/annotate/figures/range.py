"""Read ranges and scores: "between 5 and 7 million", "10–12 percent", "three or four", "52-48"."""

from __future__ import annotations

from tasks.annotate.figures.counted import looks_counted
from tasks.annotate.figures.forms import read_age
from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.names import is_label, is_vote, looks_like_score
from tasks.annotate.figures.phrase import (
    Phrase,
    Reading,
    Unit,
    is_metres,
    read_currency_before,
    read_unit_after,
    share_scale,
    without_scale,
)
from tasks.language.numbers import HYPHENS, Number, round_product


def read_range(
    reading: Reading, left: Number, unit: Unit | None, unit_stop: int
) -> Phrase | tuple[Phrase | None, int] | None:
    """Read a range that begins with a number, or a score; the second of a pair says where to read on."""
    words = reading.words
    at = max(unit_stop, left.stop)
    joint = _joint(reading, at)
    if joint is None:
        return None
    word, first = joint
    found = _read_right(reading, first)
    if found is None:
        return None
    right, currency = found
    after = read_unit_after(words, right, right.stop, reading.home)
    right_unit = currency or after
    is_aged = words.lower(left.first - 1) in load_units().age.before
    if looks_like_score(words, left, right) and unit is None and right_unit is None and not is_aged:
        return _read_score(reading, left, right)
    if (
        word == "to"
        and unit is None
        and right_unit is None
        and is_vote(words, left, right)
        and max(left.value, right.value) < 600
    ):
        return _read_score(reading, left, right)
    if unit is None and right_unit is None and is_label(words, left, reading.token(left.stop - 1), counts=False):
        return None, right.stop
    is_pair = word in ("or", "and") and words.text(at) in HYPHENS
    if is_pair or not _is_range(reading, left, right, unit, right_unit, word):
        is_shared = is_pair or word == "to" and words.lower(left.first - 1) == "from"
        return _lend_unit(left, right, after) if unit is None and currency is None and is_shared else None
    low, high = share_scale(left, right, unit is not None)
    chosen = right_unit or unit
    aged = read_age(reading, right) if currency is None else None
    if chosen is None and is_aged and high <= 120:
        chosen = Unit(left.first, left.first, "age", "a")
    elif aged is not None and aged.unit_text and chosen is not None and chosen.kind == "duration":
        chosen = after = Unit(aged.unit_text[0], aged.stop, "age", aged.unit)
    left_currency = unit is not None and unit.stop <= left.first
    first_word = unit.first if unit is not None and left_currency else left.first
    stop = max(right.stop, after.stop if after and (currency is None or after.kind == "money") else 0)
    if words.lower(first_word - 1) == "between":
        first_word -= 1
    return Phrase(
        first_word,
        stop,
        left.first,
        right.stop,
        chosen.kind if chosen else "count",
        None,
        min(low, high),
        max(low, high),
        "range",
        chosen.code if chosen else None,
        (chosen.first, chosen.stop) if chosen and chosen.stop > chosen.first else None,
        right.scale_text,
        rule="range",
    )


def _read_right(reading: Reading, first: int) -> tuple[Number, Unit | None] | None:
    """The second number of a range, which begins at a word, and the currency in front of it."""
    words = reading.words
    right, currency = reading.numbers.get(first), None
    if right is None:
        right = next((reading.numbers[at] for at in range(first + 1, first + 4) if at in reading.numbers), None)
        currency = read_currency_before(words, right.first, reading.home) if right else None
        if right is None or currency is None or currency.first != first:
            return None
    if right.form == "ordinal" or reading.is_taken(words.starts[right.first], words.ends[right.stop - 1]):
        return None
    if currency is None and right.scale_text in ("m", "M") and is_metres(words, right):
        right = without_scale(right)
    return right, currency


def _lend_unit(left: Number, right: Number, unit: Unit | None) -> Phrase | None:
    """The first number of "rose from 5 to 7 percent" and "a 7- or 8-inch screen", with what stands behind the second.

    Of a scale, numbers that are alike share: "fell from 5 to 3 million", not "rose from 900 to 1.2 million".
    """
    is_alike = left.scale == 1.0 and right.scale >= 1000 and not left.is_grouped
    is_alike = is_alike and 0.1 * right.base < left.value < 10 * right.base
    if unit is None and not is_alike:
        return None
    return Phrase(
        left.first,
        left.stop,
        left.first,
        left.stop,
        unit.kind if unit else "count",
        round_product(left.value, right.scale) if is_alike else left.value,
        unit=unit.code if unit else None,
        unit_text=(unit.first, unit.stop) if unit else None,
        scale_text=right.scale_text if is_alike else left.scale_text,
    )


def _joint(reading: Reading, at: int) -> tuple[str, int] | None:
    words = reading.words
    lower = words.lower(at)
    suspended = lower in HYPHENS and words.is_glued(at) and not words.is_glued(at + 1)
    if suspended and words.lower(at + 1) in ("to", "or", "and"):
        return words.lower(at + 1), at + 2  # "7- or 8-inch"
    if lower in HYPHENS:
        if words.lower(at + 1) == "to" and words.is_glued(at + 1):
            return "to", at + 3 if words.text(at + 2) in HYPHENS else at + 2
        return "-", at + 1
    if lower in ("to", "or", "and", "through"):
        return lower, at + 1
    if lower == "up" and words.lower(at + 1) == "to":
        return "to", at + 2
    return None


def _is_range(
    reading: Reading, left: Number, right: Number, unit: Unit | None, right_unit: Unit | None, joint: str
) -> bool:
    words = reading.words
    low, high = share_scale(left, right, unit is not None)
    if unit is not None and right_unit is not None and (unit.kind, unit.code) != (right_unit.kind, right_unit.code):
        return False
    if (
        unit is not None
        and right_unit is None
        and joint in ("to", "and", "or")
        and unit.kind in ("percent", "measure", "duration")
    ):
        return False
    start = unit.first if unit is not None and unit.stop <= left.first else left.first
    before = words.lower(start - 1)
    if joint == "and":
        return before == "between" and low != high  # "between 50 and 40": the reader puts them in order
    if joint == "or":
        return low < high <= 2 * low + 1 and left.stop + 1 == right.first and left.value < 1000
    if joint == "-":
        spaced = not words.is_glued(right.first)
        counts = looks_counted(reading.body.doc, reading.token(right.stop - 1))
        return low < high and (not spaced or right_unit is not None or left.is_grouped or counts)
    if before == "from":
        return low < high and not _changes(reading, start)
    # "Gold fell $12 to $1,934" is by how much and to what; "prices fell 5 to 7 percent" is a range
    far = 3 if unit is not None and right_unit is not None else 10
    return low < high and not (high >= far * low and _changes(reading, start, reach=1 + (before == "by")))


def _changes(reading: Reading, at: int, reach: int = 10) -> bool:
    """Whether a verb of change stands before: "rose from 5 to 7" gives two figures, not a range."""
    table = load_figure_words().change
    near = reading.words.lowers[max(at - reach, 0) : at]
    return any(word in table.every for word in near)


def _read_score(reading: Reading, left: Number, right: Number) -> tuple[Phrase | None, int] | None:
    words = reading.words
    token = reading.token(right.stop - 1)
    longer = words.text(right.stop) in HYPHENS and words.is_glued(right.stop)
    if longer:
        return None, end_of_run(reading, right.stop)
    if is_vote(words, left, right):
        low, high = sorted((left.value, right.value))
        return Phrase(left.first, right.stop, left.first, right.stop, "score", None, low, high, rule="vote"), right.stop
    if left.value < right.value and looks_counted(reading.body.doc, token):
        return Phrase(
            left.first,
            right.stop,
            left.first,
            right.stop,
            "count",
            None,
            left.value,
            right.value,
            "range",
            rule="range",
        ), right.stop
    return None, right.stop


def end_of_run(reading: Reading, stop: int) -> int:
    """Past everything glued to a part of a name, so that no part of it is read alone."""
    while stop < len(reading.words) and reading.words.is_glued(stop) and reading.words.texts[stop] not in ",;)]\n":
        if reading.words.texts[stop] in ".?!" and not reading.words.is_glued(stop + 1):
            break
        stop += 1
    return stop
