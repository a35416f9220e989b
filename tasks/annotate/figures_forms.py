"""Read ages, fractions and shares, and tell whether a bare number states an amount at all."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from spacy.tokens import Token

from tasks.annotate.figures_counted import looks_counted, noun_follows, read_one_of
from tasks.annotate.figures_names import is_label, is_year
from tasks.annotate.figures_phrase import (
    Phrase,
    PhraseTable,
    Reading,
    ending_table,
    make_table,
    match_ending,
    match_phrase,
    read_unit_after,
    skip_hyphen,
)
from tasks.annotate.numbers import HYPHENS, Number, Words
from tasks.lexicon import load_lexicon


def states_amount(reading: Reading, number: Number) -> bool:
    """Whether a number without a unit is an amount: no label, part of a name, pronoun or hyphenated epithet."""
    words = reading.words
    token = reading.token(number.stop - 1)
    counts = looks_counted(reading.index.doc, token)
    modified = match_ending(words, number.first, ending_table("figure_words", "approximation")) is not None
    if is_label(words, number, token, counts or modified) or is_year(words, number, counts):
        return False
    if words.lower(number.first) == "zero" and words.lower(number.stop) == "in":
        return False  # "to zero in on"
    following = noun_follows(reading.index, words.starts[number.stop]) if number.stop < len(words) else None
    if (
        words.text(number.stop) in HYPHENS
        and words.is_glued(number.stop)
        and words.lower(number.stop + 1) in ("or", "and")
    ):
        return False  # "two- or three-bedroom homes"
    hyphenated = words.text(number.stop) in HYPHENS and words.is_glued(number.stop) and words.is_glued(number.stop + 1)
    if hyphenated and words.text(number.stop + 1)[:1].isalpha() and number.form == "words":
        return False
    if number.form == "words" and number.scale == 1.0 and number.value <= 12 and not modified:
        return _small_word_counts(reading, number, token, following)
    if words.lower(number.first - 1) in ("a", "an") and number.scale == 1.0 and following is None:
        return False  # "a 747"
    return not (number.form == "digits" and words.text(number.first - 1) == "#")


def _small_word_counts(reading: Reading, number: Number, token: Token | None, following: str | None) -> bool:
    """Whether "one", "two" … count something here rather than stand for it: not "the two met", "one of the"."""
    words, lexicon = reading.words, load_lexicon("figure_words")
    before = words.lower(number.first - 1)
    if words.lower(number.stop) == "of" and number.value == 1:
        several = read_one_of(reading.index, words, number.stop)
        return several is not None and several not in lexicon["uncounted"]["list"]
    if number.value == 1:
        wrong = before in lexicon["one_pronoun_after"]["list"]
        return (
            not wrong
            and following is not None
            and words.lower(number.stop) not in lexicon["one_idioms"]["list"]
            and words.text(number.stop) not in ("'", "\u2019")
            and following not in lexicon["one_idioms"]["list"]
            and token is not None
            and token.tag_ == "CD"
        )
    if following is None and words.lower(number.stop) != "of":
        return before not in lexicon["pronoun_after"]["list"]
    return True


def read_age(reading: Reading, number: Number) -> Phrase | None:
    """Read an age: "aged 34", "50-year-old", the 42 of "Jane Roe, 42,"."""
    words = reading.words
    at = number.stop
    if words.text(at) in HYPHENS and words.is_glued(at):
        at += 1
    found = match_phrase(words, at, _age_table())
    code = "a"
    if found is not None:
        stop = found[0]
        code = {"month": "mo", "week": "wk", "day": "d"}.get(words.lower(at).rstrip("s"), "a")
        return Phrase(
            number.first,
            stop,
            number.first,
            number.stop,
            "age",
            number.value,
            unit=code,
            unit_text=(at, stop),
            scale_text=number.scale_text,
        )
    before = words.lower(number.first - 1)
    if not (1 <= number.value <= 120 and number.scale == 1.0):
        return None
    if _is_age(reading, number, before):
        return Phrase(_age_start(words, number), number.stop, number.first, number.stop, "age", number.value, unit=code)
    person = words.text(number.first - 2)[:1].isupper() and before == "," and words.text(number.stop) in (",", ".", ";")
    if person and number.form == "digits" and number.value >= 5:
        token = reading.token(number.first - 2)
        if (
            token is not None
            and (token.ent_type_ == "PERSON" or token.tag_ == "NNP")
            and token.ent_type_ not in ("GPE", "DATE", "FAC")
        ):
            return Phrase(number.first, number.stop, number.first, number.stop, "age", number.value, unit=code)
    return None


def _age_start(words: Words, number: Number) -> int:
    """Where "the age of 18" begins behind a bound, so that "under" is read; else the number itself."""
    at = number.first - 2
    if words.lower(at + 1) != "of" or words.lower(at) != "age":
        return number.first
    at -= words.lower(at - 1) == "the"
    return at if words.lower(at - 1) in ("under", "over", "below", "above") else number.first


def _is_age(reading: Reading, number: Number, before: str) -> bool:
    """Whether a number up to 120 is an age by the words around it: "the age of 5", "as young as 11", "65 and older"."""
    words, ages = reading.words, load_lexicon("units")["age"]
    earlier = words.lower(number.first - 2)
    if before in ages["before"] or before == "of" and earlier in ("age", "ages"):
        return True
    if before == "than" and earlier in ("older", "younger"):
        return True
    if before == "as" and earlier in ("young", "old") and words.lower(number.first - 3) == "as":
        return True
    after = (words.lower(number.stop), words.lower(number.stop + 1))
    if after[0] in ("and", "or") and after[1] in ("older", "younger"):
        return True
    is_bound = before in ("under", "over") or after in (("and", "over"), ("and", "under"), ("and", "up"))
    persons = earlier if before in ("under", "over") else before
    if not is_bound or persons not in ages["persons"]:
        return False
    return (
        after[0] in ("and", "or")
        or number.stop >= len(words)
        or noun_follows(reading.index, words.starts[number.stop]) is None
    )


def read_feet(reading: Reading, number: Number) -> Phrase | None:
    """Read feet with inches: 6-foot-4, 5'3", 5’3”, "6 feet 4 inches"; the value is in feet."""
    words, stop = reading.words, number.stop
    at = skip_hyphen(words, stop)
    mark = words.lower(at)
    if number.form == "ordinal" or mark not in ("foot", "feet", "ft", "'", "\u2019", "\u2032"):
        return None
    inch = skip_hyphen(words, at + 1)
    inch += words.text(inch) == "," and mark == "feet"
    inches = reading.numbers.get(inch)
    if inches is None or inches.value >= 12 or inches.form == "ordinal" or inches.scale != 1.0:
        return None
    end = skip_hyphen(words, inches.stop)
    names_inches = words.lower(end) in ("inch", "inches", "in", '"', "\u201d", "\u2033")
    is_sign = not mark.isalpha()
    if not (names_inches if is_sign or inch == at + 1 else words.is_glued(inch)) or is_sign and not words.is_glued(at):
        return None
    stop = end + 1 if names_inches else inches.stop
    value = round(number.value + inches.value / 12, 4)
    return Phrase(
        number.first, stop, number.first, stop, "measure", value, unit="[ft_i]", unit_text=(at, at + 1), rule="feet"
    )


def read_fraction(reading: Reading, number: Number) -> Phrase | None:
    """Read "two-thirds", "three quarters of", "1/2 pound"."""
    words, stop = reading.words, number.stop
    fractions = load_lexicon("numbers")["fractions"]
    joined = words.text(stop) in HYPHENS and words.is_glued(stop)
    at = stop + 1 if joined else stop
    word = words.lower(at)
    if number.scale == 1.0 and number.value < 10 and float(number.value).is_integer() and word in fractions:
        plural = word.endswith("s") or word == "halves"
        if plural == (number.value > 1) and (
            word not in ("quarters", "second") or joined or words.lower(at + 1) == "of"
        ):
            value = float(f"{number.value * fractions[word]:.15g}")
            return Phrase(number.first, at + 1, number.first, at + 1, "ratio", value, rule="fraction")
    slash = (
        words.text(stop) == "/"
        and words.is_glued(stop)
        and words.text(stop + 1) in ("2", "3", "4", "5", "8", "10", "16")
    )
    if slash and number.form == "digits" and not number.is_grouped and words.is_glued(stop + 1):
        below = float(words.text(stop + 1))
        end = stop + 2
        made = replace(number, stop=end, value=number.value / below)
        unit = read_unit_after(words, made, end, reading.home)
        if number.value < below and unit is not None:
            return Phrase(
                number.first,
                unit.stop,
                number.first,
                end,
                unit.kind,
                made.value,
                unit=unit.code,
                unit_text=(unit.first, unit.stop),
                rule="fraction",
            )
    return None


def read_share(reading: Reading, number: Number) -> Phrase | None:
    """Read "one in five", "nine out of ten"."""
    words, stop = reading.words, number.stop
    if number.scale != 1.0 or number.is_grouped:
        return None
    at = (
        stop + 1
        if words.lower(stop) == "in"
        else stop + 2
        if (words.lower(stop), words.lower(stop + 1)) == ("out", "of")
        else -1
    )
    if at > 0 and words.lower(at) in ("every", "each"):
        at += 1
    other = reading.numbers.get(at)
    if (
        other is None
        or other.form == "ordinal"
        or not number.value < other.value
        or other.is_grouped
        and other.value < 1000
    ):
        return None
    if reading.is_taken(words.starts[other.first], words.ends[other.stop - 1]) or read_unit_after(
        words, other, other.stop, reading.home
    ):
        return None
    if words.lower(stop) == "in" and not (number.value == 1 or other.value in (10, 100, 1000)):
        return None
    value = number.value / other.value
    return Phrase(number.first, other.stop, number.first, other.stop, "ratio", value, rule="share")


@cache
def _age_table() -> PhraseTable:
    return make_table(load_lexicon("units")["age"]["after"])
