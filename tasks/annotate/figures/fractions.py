"""Read fractions, shares, and feet with inches: "two-thirds", "1/2 pound", "one in five", "6-foot-4"."""

from __future__ import annotations

from dataclasses import replace

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import match_ending, skip_hyphen
from tasks.annotate.figures.noun_phrases import looks_counted
from tasks.annotate.figures.phrase import Phrase, Reading, WordSpan
from tasks.annotate.figures.units import read_part_of_scale, read_part_of_unit, read_unit_after
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words

_ROUND = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
_FEET = ("foot", "feet", "ft", "'", "\u2019", "\u2032")
_INCHES = ("inch", "inches", "in", "ins", '"', "\u201d", "\u2033")
_LOWER_HALVES = ("2", "3", "4", "5", "8", "10", "16")
_CLAUSE_OPENERS = ("", ".", "\n", ",", '"', "\u201c", "that", ":", ";")


def read_feet(reading: Reading, number: Number) -> Phrase | None:
    """Read feet with inches: 6-foot-4, 5'3", 5’3”, "6 feet 4 inches"; the value is in feet."""
    words = reading.words
    at = skip_hyphen(words, number.end)
    mark = words.lower(at)
    if number.form == "ordinal" or mark not in _FEET:
        return None
    inch = skip_hyphen(words, at + 1)
    inch += words.text(inch) == "," and mark == "feet"
    inches = reading.numbers.get(inch)
    if inches is None or inches.value >= 12 or inches.form == "ordinal" or inches.scale != 1.0:
        return None
    unit_at = skip_hyphen(words, inches.end)
    names_inches = words.lower(unit_at) in _INCHES
    if mark.isalpha():
        is_whole = names_inches if inch == at + 1 else words.is_glued(inch)  # "6 feet 4" may be two numbers
    else:
        is_whole = names_inches and words.is_glued(at)
    if not is_whole:
        return None
    return Phrase(
        start=number.start,
        end=unit_at + 1 if names_inches else inches.end,
        number_start=number.start,
        number_end=unit_at + 1 if names_inches else inches.end,
        kind="measure",
        value=round(number.value + inches.value / 12, 4),
        unit="[ft_i]",
        unit_words=WordSpan((at, at + 1)),
        rule="fractions.feet",
    )


def read_fraction(reading: Reading, number: Number) -> Phrase | None:
    """Read "two-thirds", "three quarters of", "one half of one percent", "1/2 pound", "1/2 a teaspoon"."""
    words = reading.words
    parts = _read_parts(words, number)
    if parts is None:
        return _read_slash(reading, number)
    end, value = parts
    after = end + (words.lower(end) == "of")
    span, home = WordSpan((number.start, end)), reading.home
    if after > end and (whole := read_part_of_scale(words, span, after, value, home, "fractions.of_scale")) is not None:
        return whole
    made = read_part_of_unit(words, span, after, value, home)
    return made or make_ratio(start=number.start, end=end, value=value, rule="fractions.words")


def make_ratio(*, start: int, end: int, value: float, rule: str) -> Phrase:
    """A share of something, which its words state alone."""
    return Phrase(start=start, end=end, number_start=start, number_end=end, kind="ratio", value=value, rule=rule)


def _read_parts(words: Words, number: Number) -> tuple[int, float] | None:
    """Where "two-thirds" ends, and what it is worth."""
    fractions = load_number_words().fractions
    is_joined = words.text(number.end) in HYPHENS and words.is_glued(number.end)
    at = number.end + 1 if is_joined else number.end
    word = words.lower(at)
    if number.scale != 1.0 or number.value >= 10 or not float(number.value).is_integer() or word not in fractions:
        return None
    is_plural = word.endswith("s") or word == "halves"
    if is_plural != (number.value > 1) or (word == "quarters" and not is_joined and words.lower(at + 1) != "of"):
        return None
    return at + 1, float(f"{number.value * fractions[word]:.15g}")


def _read_slash(reading: Reading, number: Number) -> Phrase | None:
    """Read "1/2 pound", "1/2 a teaspoon"."""
    words, slash, end = reading.words, number.end, number.end + 2
    below = words.text(slash + 1)
    is_slash = words.text(slash) == "/" and words.is_glued(slash) and words.is_glued(slash + 1)
    if not is_slash or below not in _LOWER_HALVES or number.form != "digits":
        return None
    if number.is_grouped or number.value >= float(below):
        return None
    value = number.value / float(below)
    after = end + (words.lower(end) == "of")
    part = read_part_of_unit(words, WordSpan((number.start, end)), after, value, reading.home)
    unit = read_unit_after(words, replace(number, end=end, value=value), end, reading.home)
    if part is not None or unit is None:
        return part
    return Phrase(
        start=number.start,
        end=unit.end,
        number_start=number.start,
        number_end=end,
        kind=unit.kind,
        value=value,
        unit=unit.code,
        unit_words=unit.words,
        rule="fractions.slash",
    )


def read_share(reading: Reading, number: Number) -> Phrase | None:
    """Read "one in five", "nine out of ten", "seven-in-ten", "six of every ten"."""
    whole = reading.numbers.get(_find_whole(reading.words, number.end))
    if whole is None or not _is_part(number, whole) or _stands_for_more(reading, whole):
        return None
    is_in = reading.words.lower(skip_hyphen(reading.words, number.end)) == "in"
    is_round = number.value == 1 or whole.value in _ROUND
    if is_in and not is_round and not _opens_clause(reading, number, whole):
        return None
    return make_ratio(start=number.start, end=whole.end, value=number.value / whole.value, rule="fractions.share")


def _is_part(number: Number, whole: Number) -> bool:
    """Whether two numbers can be a part and its whole."""
    is_small = number.scale == 1.0 and not number.is_grouped and number.value < whole.value
    return is_small and whole.form != "ordinal" and not (whole.is_grouped and whole.value < 1000)


def _stands_for_more(reading: Reading, whole: Number) -> bool:
    """Whether a number belongs to a date or a unit: "two in 2019", "one in 5 years"."""
    is_dated = reading.is_dated(whole.start, whole.end)
    return is_dated or read_unit_after(reading.words, whole, whole.end, reading.home) is not None


def _find_whole(words: Words, end: int) -> int:
    """Where the number behind "in", "in every", "of every" or "out of" stands; -1 without these."""
    joint = skip_hyphen(words, end)
    if words.lower(joint) == "in":
        at = skip_hyphen(words, joint + 1)
    elif (words.lower(end), words.lower(end + 1)) == ("out", "of"):
        at = end + 2
    elif words.lower(joint) == "of" and words.lower(joint + 1) in ("every", "each"):
        at = joint + 1
    else:
        return -1
    return at + 1 if words.lower(at) in ("every", "each") else at


def _opens_clause(reading: Reading, number: Number, whole: Number) -> bool:
    """Whether "two in five adults" is a subject, and not what someone did: "scored two in five games"."""
    words = reading.words
    if not whole.value <= 20 or not looks_counted(reading.body.doc, reading.token(whole.end - 1)):
        return False
    found = match_ending(words, number.start, load_figure_words().bounds_before)
    return words.text(found[0] - 1 if found else number.start - 1) in _CLAUSE_OPENERS
