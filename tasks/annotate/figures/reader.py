"""Read the phrases of numbers in a text, left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tasks.annotate.figures.counted import looks_counted
from tasks.annotate.figures.forms import (
    read_age,
    read_decade_age,
    read_feet,
    read_fraction,
    read_share,
    states_amount,
)
from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.modifiers import add_modifiers
from tasks.annotate.figures.names import (
    is_address,
    is_citation,
    is_clock_or_list,
    is_designator,
    is_glued_to_letters,
    is_group_name,
    is_list_mark,
    is_sports_line,
    is_tabular,
)
from tasks.annotate.figures.phrase import (
    Phrase,
    Reading,
    Unit,
    is_metres,
    read_currency_before,
    read_unit_after,
    without_scale,
)
from tasks.annotate.figures.range import end_of_run, read_range
from tasks.annotate.figures.vague import read_vague, vague_openers
from tasks.language.numbers import HYPHENS, Number, Words


def read_phrases(reading: Reading) -> Iterator[Phrase]:
    """Every phrase, in text order."""
    skip, floor = 0, 0
    lowers, openers = reading.words.lowers, vague_openers()
    for at in [k for k, lower in enumerate(lowers) if k in reading.numbers or lower in openers]:
        if at < skip:
            continue
        number = reading.numbers.get(at)
        phrase: Phrase | None = None
        skip = at + 1
        if number is not None:
            skip = number.stop
            if not reading.is_taken(reading.words.starts[at], reading.words.ends[number.stop - 1]):
                found = _read_number(reading, number)
                phrase, skip = found if isinstance(found, tuple) else (found, skip)
        elif not reading.is_taken(reading.words.starts[at], reading.words.ends[at]):
            phrase = read_vague(reading.words, at, reading.token(at), reading.home)
        if phrase is not None:
            phrase = add_modifiers(reading, phrase, floor)
            if not reading.is_taken(reading.words.starts[phrase.first], reading.words.ends[phrase.stop - 1]):
                yield phrase
                floor = skip = max(phrase.stop, skip)
            else:
                skip = max(phrase.tail, skip)


def _read_number(reading: Reading, number: Number) -> Phrase | None | tuple[Phrase | None, int]:
    words = reading.words
    if number.form == "ordinal":
        return None
    currency = read_currency_before(words, number.first, reading.home)
    if currency is None and number.scale > 1.0 and words.text(number.first)[0] == ".":
        return None  # ".2 billion": a sum that has lost its sign and first digit
    if currency is None:
        special = (
            read_feet(reading, number)
            or read_fraction(reading, number)
            or read_share(reading, number)
            or read_decade_age(reading, number)
        )
        if special is not None:
            return special
        if (
            is_citation(words, number)
            or is_clock_or_list(words, number)
            or is_list_mark(words, number)
            or is_address(words, number)
            or is_glued_to_letters(words, number)
            or is_group_name(words, number)
            or is_sports_line(words, number)
            or is_tabular(words, number)
            or words.lower(number.first - 1) == "per"
            or is_designator(words, number)
        ):
            return None, end_of_run(reading, number.stop)
    if (
        currency is None
        and number.scale_text in ("m", "M")
        and words.is_glued(number.stop - 1)
        and (is_metres(words, number) or _is_race(words, number))
    ):
        number = without_scale(number)
    number = _with_spaced_suffix(reading, _with_exponent(reading, number))
    after = read_unit_after(words, number, number.stop, reading.home)
    if after is not None and after.kind == "duration" and _is_no_span(words, number, after):
        return None
    unit = currency or after or _read_magnitude(words, number)
    unit_stop = after.stop if after and (currency is None or after.kind == "money") else number.stop
    if unit is None and _is_unknown_glue(reading, number):
        return None
    ranged = read_range(reading, number, unit, unit_stop)
    if ranged is not None:
        return ranged
    age = read_age(reading, number) if currency is None else None
    if age is not None:
        return age
    if unit is None and (_continues_date(reading, number) or not states_amount(reading, number)):
        return None
    return _make_phrase(reading, number, unit, currency, unit_stop)


def _read_magnitude(words: Words, number: Number) -> Unit | None:
    """The unit of "a magnitude 6.1 quake", which stands in front."""
    at = number.first - 1 - (words.text(number.first - 1) in HYPHENS)
    if words.lower(at) != "magnitude" or number.value >= 10 or words.text(number.first - 1) == "\n":
        return None
    return Unit(at, at + 1, "measure", "{magnitude}")


def _continues_date(reading: Reading, number: Number) -> bool:
    """The 3 of "on October 2 and 3"."""
    words, day = reading.words, number.first - 2
    if day < 0 or number.form != "digits" or number.value > 31 or number.is_grouped or not words.texts[day].isdecimal():
        return False
    if words.lower(day + 1) not in ("and", "or", ",", "&") or not reading.is_taken(words.starts[day], words.ends[day]):
        return False
    return not looks_counted(reading.body.doc, reading.token(number.stop - 1))


def _is_race(words: Words, number: Number) -> bool:
    """The distance of "the 100m", "the men's 4x400m" rather than millions."""
    if number.base not in load_units().races:
        return False
    return words.lower(number.first - 1) in ("the", "s", "a", "in") and not words.text(number.stop)[:1].isdecimal()


def _is_no_span(words: Words, number: Number, after: Unit) -> bool:
    """The programme "60 Minutes", and "one day" where it means some day."""
    if words.text(after.first).istitle():
        return True
    if number.value != 1 or number.form != "words" or words.lower(after.first) != "day" or after.first != number.stop:
        return False
    spans = load_figure_words().one_day
    return words.lower(number.first - 1) not in spans.before and words.lower(after.stop) not in spans.after


def _make_phrase(reading: Reading, number: Number, unit: Unit | None, currency: Unit | None, unit_stop: int) -> Phrase:
    words = reading.words
    first, value = number.first, number.value
    if currency is not None:
        first = currency.first
    if _is_negative(reading, number, currency):
        value = -value
        first -= 1 if currency is None else 0
    kind = unit.kind if unit else "count"
    stop = max(unit_stop, number.stop)
    unit_words = (
        (unit.first, unit.stop if currency is None else currency.first + max(number.first - currency.first, 1))
        if unit
        else None
    )
    if kind == "count" and words.lower(number.stop) == "times" and (_compares(reading, number.stop + 1) or value % 1):
        kind, stop = "multiple", number.stop + 1
    if kind == "count" and words.lower(number.stop) == "x" and words.is_glued(number.stop):
        kind, stop = "multiple", number.stop + 1
    fold = skip_hyphen(words, number.stop)
    if kind == "count" and words.lower(fold) == "fold":
        kind, stop = "multiple", fold + 1
    return Phrase(first, stop, number.first, number.stop, kind, value, unit=unit.code if unit else None,
                  unit_text=unit_words, scale_text=number.scale_text)  # fmt: skip


def _compares(reading: Reading, at: int) -> bool:
    """Whether the word behind "times" compares: "ten times harder", "three times the rate"."""
    if reading.words.lower(at) in load_figure_words().times_after:
        return True
    token = reading.token(at)
    return token is not None and token.tag_ in ("JJR", "RBR") and token.lower_.endswith("er")


def _is_negative(reading: Reading, number: Number, currency: Unit | None) -> bool:
    words, first = reading.words, number.first
    if currency is not None:
        return words.text(first - 1) in HYPHENS
    if words.text(first - 1) == "minus" or (words.text(first - 1) in HYPHENS and words.lower(first - 2) == "minus"):
        return True
    dash = words.text(first - 1) in "-\u2212" and words.text(first - 1) != "" and words.is_glued(first)
    return dash and not words.is_glued(first - 1) and not words.text(first - 2)[-1:].isdecimal()


def _with_exponent(reading: Reading, number: Number) -> Number:
    """6.02×10−23, 6 x 10^23."""
    words, at = reading.words, number.stop
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
    return replace(number, stop=at + 1, value=float(f"{number.value}e{sign * int(power)}"))


def _with_spaced_suffix(reading: Reading, number: Number) -> Number:
    """Read "8 B people", "$5 M": a capital letter that stands alone between digits and words."""
    words, letter = reading.words, reading.words.text(number.stop)
    if letter not in ("B", "M") or number.scale != 1.0 or number.form != "digits" or words.is_glued(number.stop + 1):
        return number
    if not words.text(number.stop + 1).islower() and words.text(number.first - 1) not in "$€£":
        return number
    scale = 1e9 if letter == "B" else 1e6
    return replace(number, stop=number.stop + 1, value=number.value * scale, scale=scale, scale_text=letter)


def _is_unknown_glue(reading: Reading, number: Number) -> bool:
    """5G, 1080p, 737s, 4K screens: letters behind the digits that are no unit make a name."""
    words, stop = reading.words, number.stop
    if number.form != "digits":
        return False
    if number.scale_text == "K" and number.base <= 8 and words.text(stop - 2) not in "$€£":
        return True
    return words.is_glued(stop) and words.texts[stop][0].isalpha() and words.lower(stop) != "x"
