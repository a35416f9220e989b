"""Read the phrases of numbers in a text, left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tasks.annotate.figures.ages import read_age, read_decade_age
from tasks.annotate.figures.amounts import states_amount
from tasks.annotate.figures.fractions import read_feet, read_fraction, read_share
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.modifiers import add_modifiers
from tasks.annotate.figures.money import read_currency_before
from tasks.annotate.figures.multiples import end_of_multiple
from tasks.annotate.figures.names import is_hour, is_label, stands_in_name
from tasks.annotate.figures.noun_phrases import looks_counted
from tasks.annotate.figures.phrase import Phrase, Reading, Unit, WordSpan
from tasks.annotate.figures.range import end_of_run, read_range
from tasks.annotate.figures.separators import settle_separators
from tasks.annotate.figures.series import read_series
from tasks.annotate.figures.sizes import read_size
from tasks.annotate.figures.units import read_magnitude, read_unit_after, settle_metres
from tasks.annotate.figures.vague import read_vague, vague_openers
from tasks.language.numbers import HYPHENS, Number, Words, is_written_as_year

_LONGEST_MARGIN = 5  # words of "plus-or-minus"
# What was read, and the word to read on from.
_Found = tuple[Phrase | None, int]


def read_phrases(reading: Reading) -> Iterator[Phrase]:
    """Every phrase, in text order."""
    openers = vague_openers()
    places = {at for at, lower in enumerate(reading.words.lowers) if lower in openers}
    skip, floor = 0, 0
    for at in sorted(places.union(reading.numbers)):
        if at < skip:
            continue
        phrase, skip = _read_at(reading, at)
        if phrase is None:
            continue
        phrase = add_modifiers(reading, _below_zero(reading.words, phrase), floor)
        if reading.is_dated(phrase.start, phrase.end):
            skip = max(phrase.number_end, skip)
        else:
            yield phrase
            floor = skip = max(phrase.end, skip)


def _below_zero(words: Words, phrase: Phrase) -> Phrase:
    """Read "5 degrees below zero" as one number."""
    is_below = words.lower(phrase.end) == "below" and words.lower(phrase.end + 1) == "zero"
    is_plain = phrase.value is not None and phrase.value > 0 and phrase.low is None and phrase.high is None
    if not (is_below and is_plain and phrase.kind in ("measure", "count")):
        return phrase
    return replace(phrase, value=-(phrase.value or 0.0), end=phrase.end + 2)


def _read_at(reading: Reading, at: int) -> _Found:
    """What begins at a word that is a number or may stand for one."""
    number = reading.numbers.get(at)
    end = number.end if number is not None else at + 1
    if reading.is_dated(at, end):
        return None, end
    if number is None:
        return read_vague(reading, at), end
    found = _read_number(reading, number)
    return found if isinstance(found, tuple) else (found, end)


def _read_number(reading: Reading, number: Number) -> Phrase | _Found | None:
    """Read a number: with its currency, as a special form, or by the unit behind it; no parts of names and scores."""
    words = reading.words
    if number.form == "ordinal":
        return None
    number = _with_digits_again(reading, number)
    currency = read_currency_before(words, number.start, reading.home)
    number = settle_separators(reading, number, currency is not None)
    if currency is None:
        if number.scale > 1.0 and words.text(number.start)[0] == ".":
            return None  # ".2 billion": a sum that has lost its sign and first digit
        special = _read_special(reading, number) or read_size(reading, number)
        if special is not None:
            return special
        if words.lower(number.start - 1) == "per" or stands_in_name(words, number):
            return None, end_of_run(reading, number.end)
        number = settle_metres(words, number)
    return _read_amount(reading, _with_spaced_suffix(reading, _with_exponent(reading, number)), currency)


def _read_special(reading: Reading, number: Number) -> Phrase | None:
    """Read a form that is more than a number and its unit: "6-foot-4", "two-thirds", "one in five", "in his 30s"."""
    return (
        read_feet(reading, number)
        or read_fraction(reading, number)
        or read_share(reading, number)
        or read_decade_age(reading, number)
    )


def _read_amount(reading: Reading, number: Number, currency: Unit | None) -> Phrase | _Found | None:
    """Read a number with its unit, alone or with the one that it makes a range with; an age; a bare count."""
    words = reading.words
    after = read_unit_after(words, number, number.end, reading.home)
    if after is not None and after.kind == "duration" and _is_no_span(words, number, after):
        return None
    if after is not None and after.kind == "measure" and _is_no_measure(words, number, after):
        return None
    unit = currency or after or read_magnitude(words, number)
    unit_end = after.end if after and (currency is None or after.kind == "money") else number.end
    if unit is None and _is_unknown_glue(reading, number):
        return None
    found = _read_no_hours(reading, read_range(reading, number, unit, unit_end))
    if found is None and currency is None:
        found = read_age(reading, number)
    if found is None and unit is None and not is_label(words, number, reading.token(number.end - 1), counts=False):
        found = read_series(reading, number)
    if found is not None:
        return found
    if unit is None and (_continues_date(reading, number) or not states_amount(reading, number)):
        return None
    if unit is None:
        return _make_count(reading, number)
    return _make_phrase(reading, number, unit=unit, unit_end=unit_end, is_currency_in_front=currency is not None)


def _read_no_hours(reading: Reading, found: Phrase | _Found | None) -> Phrase | _Found | None:
    """A range, unless it is of hours: "2 or 3 a.m."."""
    is_hours = isinstance(found, Phrase) and found.unit is None and is_hour(reading.words, found.end)
    return (None, found.end) if isinstance(found, Phrase) and is_hours else found


def _continues_date(reading: Reading, number: Number) -> bool:
    """The 3 of "on October 2 and 3"."""
    words, day = reading.words, number.start - 2
    if day < 0 or number.form != "digits" or number.value > 31 or number.is_grouped or not words.texts[day].isdecimal():
        return False
    is_year = is_written_as_year(words.texts[day])  # "40 fires in 2015 and 30 in 2016"
    if is_year or words.lower(day + 1) not in ("and", "or", ",", "&") or not reading.is_dated(day, day + 1):
        return False
    return not looks_counted(reading.body.doc, reading.token(number.end - 1))


def _is_no_measure(words: Words, number: Number, after: Unit) -> bool:
    """Ninety Mile Beach: a unit in the singular, with a capital, between capitalized words; "on their own two feet"."""
    if words.lower(number.start - 1) == "own" and words.lower(after.start) in load_figure_words().own:
        return True
    unit = words.text(after.start)
    is_singular = unit.istitle() and not unit.endswith("s") and after.start == number.end and number.value != 1
    return is_singular and words.text(after.end).istitle() and words.text(number.start)[:1].isupper()


def _is_no_span(words: Words, number: Number, after: Unit) -> bool:
    """The programme "60 Minutes", and "one day" where it means some day."""
    if words.text(after.start).istitle():
        return True
    if number.value != 1 or number.form != "words" or words.lower(after.start) != "day" or after.start != number.end:
        return False
    spans = load_figure_words().one_day
    return words.lower(number.start - 1) not in spans.before and words.lower(after.end) not in spans.after


def _make_phrase(reading: Reading, number: Number, *, unit: Unit, unit_end: int, is_currency_in_front: bool) -> Phrase:
    """A number with its unit; of one in front, the words of the unit end where the number starts."""
    words = reading.words
    is_negative = words.text(number.start - 1) in HYPHENS if is_currency_in_front else _is_negative(words, number)
    unit_words = unit.words
    if is_currency_in_front:
        unit_words = WordSpan((unit.start, unit.start + max(number.start - unit.start, 1)))
    return Phrase(
        start=unit.start if is_currency_in_front else number.start - is_negative,
        end=max(unit_end, number.end),
        number_start=number.start,
        number_end=number.end,
        kind=unit.kind,
        value=-number.value if is_negative else number.value,
        unit=unit.code,
        unit_words=unit_words,
        scale_text=number.scale_text,
        rule=unit.rule,
    )


def _make_count(reading: Reading, number: Number) -> Phrase:
    """A bare number, or what it multiplies by: "three times higher", "3x", "3-fold"."""
    multiple_end = end_of_multiple(reading, number)
    is_negative = _is_negative(reading.words, number)
    return Phrase(
        start=number.start - is_negative,
        end=multiple_end or number.end,
        number_start=number.start,
        number_end=number.end,
        kind="multiple" if multiple_end else "count",
        value=-number.value if is_negative else number.value,
        scale_text=number.scale_text,
        rule="reader.multiple" if multiple_end else "reader.count",
    )


def _is_negative(words: Words, number: Number) -> bool:
    """Whether a minus stands in front, as a word or as a sign of its own: "minus 20", "-20"; not the dash of "5-20"."""
    start = number.start
    before, earlier = words.text(start - 1), words.lower(start - 2)
    if before in ("minus", "negative") or (before in HYPHENS and earlier == "minus"):
        return "plus" not in words.lowers[max(start - _LONGEST_MARGIN, 0) : start - 1]  # "plus or minus 3 points"
    is_sign = before in ("-", "\u2212") and words.is_glued(start) and not words.is_glued(start - 1)
    return is_sign and not words.text(start - 2)[-1:].isdecimal()


def _with_digits_again(reading: Reading, number: Number) -> Number:
    """Read "thirty (30) days" as one number."""
    words, again = reading.words, reading.numbers.get(number.end + 1)
    if number.form != "words" or again is None or again.form != "digits" or again.value != number.value:
        return number
    is_set_off = words.text(number.end) == "(" and words.text(again.end) == ")"
    return replace(number, end=again.end + 1) if is_set_off else number


def _with_exponent(reading: Reading, number: Number) -> Number:
    """6.02×10−23, 6 x 10^23."""
    words, at = reading.words, number.end
    if words.text(at) not in ("×", "x", "X") or words.text(at + 1) != "10":
        return number
    sign, at = 1, at + 2
    if words.text(at) in ("^",):
        at += 1
    if words.text(at) in HYPHENS and words.is_glued(at):
        sign, at = -1, at + 1
    power = words.text(at)
    if not power.isdecimal() or len(power) > 2 or not words.is_glued(at):
        return number
    return replace(number, end=at + 1, value=float(f"{number.value}e{sign * int(power)}"))


def _with_spaced_suffix(reading: Reading, number: Number) -> Number:
    """Read "8 B people", "$5 M": a capital letter that stands alone between digits and words."""
    words, letter = reading.words, reading.words.text(number.end)
    if letter not in ("B", "M") or number.scale != 1.0 or number.form != "digits" or words.is_glued(number.end + 1):
        return number
    if not words.text(number.end + 1).islower() and words.text(number.start - 1) not in "$€£":
        return number
    scale = 1e9 if letter == "B" else 1e6
    return replace(number, end=number.end + 1, value=number.value * scale, scale=scale, scale_text=letter)


def _is_unknown_glue(reading: Reading, number: Number) -> bool:
    """5G, 1080p, 737s, 4K screens: letters behind the digits that are no unit make a name."""
    words, end = reading.words, number.end
    if number.form != "digits":
        return False
    if number.scale_text == "K" and number.base <= 8 and words.text(end - 2) not in "$€£":
        return True
    return words.is_glued(end) and words.texts[end][0].isalpha() and words.lower(end) != "x"
