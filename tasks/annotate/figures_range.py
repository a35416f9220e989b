"""Read ranges and scores: "between 5 and 7 million", "10–12 percent", "three or four", "52-48"."""

from __future__ import annotations

from tasks.annotate.figures_counted import looks_counted
from tasks.annotate.figures_names import is_label, is_vote, looks_like_score
from tasks.annotate.figures_phrase import (
    Phrase,
    Reading,
    Unit,
    is_metres,
    read_currency_before,
    read_unit_after,
    share_scale,
    without_scale,
)
from tasks.annotate.numbers import HYPHENS, Number
from tasks.lexicon import load_lexicon


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
    right = reading.numbers.get(first)
    currency = None
    if right is None:
        found = next((reading.numbers[k] for k in range(first + 1, first + 4) if k in reading.numbers), None)
        currency = read_currency_before(words, found.first, reading.home) if found else None
        if found is None or currency is None or currency.first != first:
            return None
        right = found
    if right.form == "ordinal" or reading.is_taken(words.starts[right.first], words.ends[right.stop - 1]):
        return None
    if currency is None and right.scale_text in ("m", "M") and is_metres(words, right):
        right = without_scale(right)
    after = read_unit_after(words, right, right.stop, reading.home)
    right_unit = currency or after
    if looks_like_score(words, left, right) and unit is None and right_unit is None:
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
    if not _is_range(reading, left, right, unit, right_unit, word):
        return None
    low, high = share_scale(left, right, unit is not None)
    chosen = right_unit or unit
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
        (chosen.first, chosen.stop) if chosen else None,
        right.scale_text,
        rule="range",
    )


def _joint(reading: Reading, at: int) -> tuple[str, int] | None:
    words = reading.words
    lower = words.lower(at)
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
        return before == "between" and low < high
    if joint == "or":
        return low < high <= 2 * low + 1 and left.stop + 1 == right.first and left.value < 1000
    if joint == "-":
        spaced = not words.is_glued(right.first)
        return low < high and (not spaced or right_unit is not None or left.is_grouped)
    if before == "from":
        return low < high and not _changes(reading, start)
    return low < high


def _changes(reading: Reading, at: int) -> bool:
    """Whether a verb of change stands before: "rose from 5 to 7" gives two figures, not a range."""
    table = load_lexicon("figure_words")["change"]
    near = reading.words.lowers[max(at - 10, 0) : at]
    return any(word in table["up"] or word in table["down"] or word in table["other"] for word in near)


def _read_score(reading: Reading, left: Number, right: Number) -> tuple[Phrase | None, int] | None:
    words = reading.words
    token = reading.token(right.stop - 1)
    longer = words.text(right.stop) in HYPHENS and words.is_glued(right.stop)
    if longer:
        return None, end_of_run(reading, right.stop)
    if is_vote(words, left, right):
        low, high = sorted((left.value, right.value))
        return Phrase(left.first, right.stop, left.first, right.stop, "score", None, low, high, rule="vote"), right.stop
    if left.value < right.value and looks_counted(reading.index.doc, token):
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
