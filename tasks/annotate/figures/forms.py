"""Read ages, fractions and shares, and tell whether a bare number states an amount at all."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.counted import looks_counted, noun_follows, read_one_of
from tasks.annotate.figures.lexicon import load_figure_words, load_units
from tasks.annotate.figures.matching import match_ending, match_phrase, skip_hyphen
from tasks.annotate.figures.names import is_aircraft, is_label, is_year
from tasks.annotate.figures.phrase import Phrase, Reading, read_part_of_unit, read_unit_after
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words


def states_amount(reading: Reading, number: Number) -> bool:
    """Whether a number without a unit is an amount: no label, part of a name, pronoun or hyphenated epithet."""
    words = reading.words
    token = reading.token(number.stop - 1)
    counts = looks_counted(reading.body.doc, token)
    modified = match_ending(words, number.first, load_figure_words().bounds_before) is not None
    if is_label(words, number, token, counts or modified) or is_year(words, number, counts):
        return False
    if is_aircraft(words, number, counts or modified):
        return False
    idioms = load_figure_words().zero_idioms
    if words.lower(number.first) == "zero" and (
        words.lower(number.stop) in idioms.before or words.lower(number.first - 1) in idioms.behind
    ):
        return False
    if words.lower(number.stop) in load_number_words().ordinal_scales:
        return False
    following = noun_follows(reading.body, words.starts[number.stop]) if number.stop < len(words) else None
    if (
        words.text(number.stop) in HYPHENS
        and words.is_glued(number.stop)
        and words.lower(number.stop + 1) in ("or", "and")
    ):
        return False  # "two- or three-bedroom homes"
    hyphenated = words.text(number.stop) in HYPHENS and words.is_glued(number.stop) and words.is_glued(number.stop + 1)
    if hyphenated and words.text(number.stop + 1)[:1].isalpha() and number.form == "words":
        return words.lower(number.stop + 1) in ("odd", "some", "plus", "ish")
    if number.form == "words" and number.scale == 1.0 and number.value <= 12 and not modified:
        return _small_word_counts(reading, number, token, following)
    if words.lower(number.first - 1) in ("a", "an") and number.scale == 1.0 and following is None:
        return False  # "a 747"
    return not (number.form == "digits" and words.text(number.first - 1) == "#")


def _small_word_counts(reading: Reading, number: Number, token: Token | None, following: str | None) -> bool:
    """Whether "one", "two" … count something here rather than stand for it: not "the two met", "one of the"."""
    words, lexicon = reading.words, load_figure_words()
    before = words.lower(number.first - 1)
    is_quoted = words.is_glued(number.stop) and words.text(number.stop) in ('"', "\u201d", "\u2019")
    if (following is None or is_quoted) and _is_nickname(reading, number):
        return False
    if words.lower(number.stop) == "of" and number.value == 1:
        several = read_one_of(reading.body, words, number.stop)
        return several is not None and several not in lexicon.uncounted
    if number.value == 1:
        wrong = before in lexicon.one_pronoun_after
        return (
            not wrong
            and following is not None
            and words.lower(number.stop) not in lexicon.one_idioms
            and words.text(number.stop) not in ("'", "\u2019")
            and following not in lexicon.one_idioms
            and token is not None
            and token.tag_ == "CD"
        )
    if words.lower(number.stop) in lexicon.states:
        return True  # "the five dead"
    if following is None and words.lower(number.stop) != "of":
        return before not in lexicon.pronoun_after or _is_whole(reading, number)
    return True


def _is_nickname(reading: Reading, number: Number) -> bool:
    """The Four of "the Fab Four"."""
    before = reading.token(number.first - 1) if number.first else None
    return before is not None and before.tag_ == "NNP" and reading.words.text(number.first).istitle()


def _is_whole(reading: Reading, number: Number) -> bool:
    """Whether a number says of how many the one before it is a part: the five of "two of the five"."""
    words, of = reading.words, number.first - 2
    if words.lower(of) != "of" or words.lower(of + 1) not in ("the", "these", "those", "its", "their", "our"):
        return False
    return any(reading.numbers[at].stop == of for at in range(of - 3, of) if at in reading.numbers)


def read_age(reading: Reading, number: Number) -> Phrase | None:
    """Read an age: "aged 34", "50-year-old", the 42 of "Jane Roe, 42,"."""
    words = reading.words
    at = number.stop
    if words.text(at) in HYPHENS and words.is_glued(at):
        at += 1
    found = match_phrase(words, at, load_units().age.phrases_after)
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
    is_noun = words.lower(number.first - 2) in load_units().age.person
    if is_noun and before == "," and words.text(number.stop) == "," and number.form == "digits":
        return Phrase(number.first, number.stop, number.first, number.stop, "age", number.value, unit=code)
    person = words.text(number.first - 2)[:1].isupper() and before == "," and words.text(number.stop) in (",", ".", ";")
    if person and number.form == "digits" and number.value >= 5:
        token = reading.token(number.first - 2)
        if (
            token is not None
            and (token.ent_type_ == "PERSON" or token.tag_ == "NNP" or _is_apposed(reading, number, token))
            and token.ent_type_ not in ("DATE", "FAC")
            and (token.ent_type_ != "GPE" or _names_person(reading, number))
        ):
            return Phrase(number.first, number.stop, number.first, number.stop, "age", number.value, unit=code)
    return None


def _is_apposed(reading: Reading, number: Number, token: Token) -> bool:
    """Whether a number explains one capitalized word taken for a common noun: "Baker, 59, had"."""
    age = reading.token(number.first)
    return token.tag_ == "NN" and age is not None and age.dep_ == "appos" and age.head == token


def _names_person(reading: Reading, number: Number) -> bool:
    """Whether a verb or "who" follows "Jordan, 45,": a name that is a place's too is a person's there."""
    after = reading.token(number.stop + 1)
    is_inserted = reading.words.text(number.stop) == "," and number.value >= 16
    return is_inserted and after is not None and (after.tag_ in ("VBZ", "VBD", "MD", "WP"))


def read_decade_age(reading: Reading, number: Number) -> Phrase | None:
    """Read "in his 30s", "in their late 60s": ten years of age; which of them "late" means is not stated."""
    words, stop = reading.words, number.stop
    stop += words.text(stop) in ("'", "\u2019")
    if number.form != "digits" or words.lower(stop) != "s" or not words.is_glued(stop) or number.value % 10:
        return None
    first = number.first
    while words.text(first - 1) in HYPHENS or words.lower(first - 1) in ("early", "mid", "late"):
        first -= 1
    if words.lower(first - 1) not in ("his", "her", "their", "my", "your", "our") or not 10 <= number.value <= 110:
        return None
    spans = (number.first, stop + 1, number.first, stop + 1)
    return Phrase(*spans, "age", None, number.value, number.value + 9, "range", "a", rule="decade")


def _age_start(words: Words, number: Number) -> int:
    """Where "the age of 18" begins behind a bound, so that "under" is read; else the number itself."""
    at = number.first - 2
    if words.lower(at + 1) != "of" or words.lower(at) != "age":
        return number.first
    at -= words.lower(at - 1) == "the"
    return at if words.lower(at - 1) in ("under", "over", "below", "above") else number.first


def _is_age(reading: Reading, number: Number, before: str) -> bool:
    """Whether a number up to 120 is an age by the words around it: "the age of 5", "as young as 11", "65 and older"."""
    words, ages = reading.words, load_units().age
    earlier = words.lower(number.first - 2)
    if before in ages.before or before == "of" and earlier in ("age", "ages"):
        return True
    if before == "than" and earlier in ("older", "younger"):
        return True
    if before == "as" and earlier in ("young", "old") and words.lower(number.first - 3) == "as":
        return True
    after = (words.lower(number.stop), words.lower(number.stop + 1))
    if before == "and" and words.lower(number.first - 3) in ages.before:
        return True  # "aged 12 and 14"
    if before == "both" and earlier == "," and after[0] in (",", ".", ";"):
        return True  # "two of the victims, both 17, were"
    if before == "at" and (earlier in ages.dying or after[0] == "," and after[1] in ("he", "she", "i")):
        return True
    is_said = (
        earlier in ("he", "she")
        and before in ("was", "is")
        or before == "s"
        and words.lower(number.first - 3) in ("he", "she")
    )
    if is_said and words.text(number.stop)[:1] in (".", ",", ";", "\n", ""):
        return True
    if after[0] in ("and", "or") and after[1] in ("older", "younger"):
        return True
    is_bound = before in ("under", "over") or after in (("and", "over"), ("and", "under"), ("and", "up"))
    persons = earlier if before in ("under", "over") else before
    if not is_bound or persons not in ages.persons:
        return False
    return (
        after[0] in ("and", "or")
        or number.stop >= len(words)
        or not looks_counted(reading.body.doc, reading.token(number.stop - 1))
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
    """Read "two-thirds", "three quarters of", "one half of one percent", "1/2 pound", "1/2 a teaspoon"."""
    words = reading.words
    parts = _read_parts(words, number)
    if parts is not None:
        stop, value = parts
        after = stop + (words.lower(stop) == "of")
        made = read_part_of_unit(words, (number.first, stop), after, value, reading.home)
        return made or Phrase(number.first, stop, number.first, stop, "ratio", value, rule="fraction")
    return _read_slash(reading, number)


def _read_parts(words: Words, number: Number) -> tuple[int, float] | None:
    """Where "two-thirds" stops, and what it is worth."""
    fractions = load_number_words().fractions
    stop = number.stop
    joined = words.text(stop) in HYPHENS and words.is_glued(stop)
    at = stop + 1 if joined else stop
    word = words.lower(at)
    if number.scale != 1.0 or number.value >= 10 or not float(number.value).is_integer() or word not in fractions:
        return None
    is_plural = word.endswith("s") or word == "halves"
    if is_plural != (number.value > 1) or word == "quarters" and not joined and words.lower(at + 1) != "of":
        return None
    return at + 1, float(f"{number.value * fractions[word]:.15g}")


def _read_slash(reading: Reading, number: Number) -> Phrase | None:
    """Read "1/2 pound", "1/2 a teaspoon"."""
    words, stop, end = reading.words, number.stop, number.stop + 2
    below = words.text(stop + 1)
    is_slash = words.text(stop) == "/" and words.is_glued(stop) and words.is_glued(stop + 1)
    if not is_slash or below not in ("2", "3", "4", "5", "8", "10", "16") or number.form != "digits":
        return None
    if number.is_grouped or number.value >= float(below):
        return None
    value = number.value / float(below)
    part = read_part_of_unit(words, (number.first, end), end + (words.lower(end) == "of"), value, reading.home)
    unit = read_unit_after(words, replace(number, stop=end, value=value), end, reading.home)
    if part is not None or unit is None:
        return part
    spans = (number.first, unit.stop, number.first, end)
    return Phrase(*spans, unit.kind, value, unit=unit.code, unit_text=(unit.first, unit.stop), rule="fraction")


def read_share(reading: Reading, number: Number) -> Phrase | None:
    """Read "one in five", "nine out of ten", "seven-in-ten"."""
    words = reading.words
    if number.scale != 1.0 or number.is_grouped:
        return None
    at = _find_whole(words, number.stop)
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
    is_round = number.value == 1 or other.value in (10, 100, 1000)
    if words.lower(skip_hyphen(words, number.stop)) == "in" and not (is_round or _opens_clause(reading, number, other)):
        return None
    value = number.value / other.value
    return Phrase(number.first, other.stop, number.first, other.stop, "ratio", value, rule="share")


def _find_whole(words: Words, stop: int) -> int:
    """Where the number behind "in", "in every" or "out of" stands; -1 without these."""
    joint = skip_hyphen(words, stop)
    if words.lower(joint) == "in":
        at = skip_hyphen(words, joint + 1)
    elif (words.lower(stop), words.lower(stop + 1)) == ("out", "of"):
        at = stop + 2
    else:
        return -1
    return at + 1 if words.lower(at) in ("every", "each") else at


def _opens_clause(reading: Reading, number: Number, other: Number) -> bool:
    """Whether "two in five adults" is a subject, and not what someone did: "scored two in five games"."""
    words = reading.words
    if not other.value <= 20 or not looks_counted(reading.body.doc, reading.token(other.stop - 1)):
        return False
    found = match_ending(words, number.first, load_figure_words().bounds_before)
    before = words.text(found[0] - 1 if found else number.first - 1)
    return before in ("", ".", "\n", ",", '"', "\u201c", "that", ":", ";")
