"""Read ages: "aged 34", "50-year-old", the 42 of "Jane Roe, 42,", "in his 30s"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_units
from tasks.annotate.figures.matching import match_phrase
from tasks.annotate.figures.noun_phrases import looks_counted
from tasks.annotate.figures.phrase import Phrase, Reading, WordSpan
from tasks.language.function_words import load_function_words
from tasks.language.grammar import ADJECTIVES, NOUNS, PLURALS, PROPER_NOUNS, TIME_LABELS, WH_PRONOUNS, subject_of
from tasks.language.numbers import HYPHENS, Number, Words, is_written_as_year
from tasks.language.people import is_person_noun

LEVEL = "ages.level"  # an age that a people has on average, which changes from year to year
_OLDEST = 120
# "Jane Roe, 4," may be the fourth of something.
_YOUNGEST_NAMED = 5
_OLDEST_IN_WORDS = 12
_YOUNGEST_TOLD = 10  # "Roe was 4," may be a place or a score
_NEXT_GUESS = 5  # words of "or maybe even three"
_YOUNGEST_OF_A_PLACES_NAME = 16
_LONGEST_LIST = 10
_MOVED = 8
_CODES = {"month": "mo", "week": "wk", "day": "d"}
_SENTENCE_ENDS = (".", ",", ";", "\n", "")
_STATEMENT_ENDS = (*_SENTENCE_ENDS, ")", "year", "years")


def read_age(reading: Reading, number: Number) -> Phrase | None:
    """Read an age: "aged 34", "50-year-old", the 42 of "Jane Roe, 42,"."""
    words = reading.words
    at = number.end
    if words.text(at) in HYPHENS and words.is_glued(at):
        at += 1
    found = match_phrase(words, at, load_units().age.phrases_after)
    if found is not None:
        return Phrase(
            start=number.start,
            end=found[0],
            number_start=number.start,
            number_end=number.end,
            kind="age",
            value=number.value,
            unit=_CODES.get(words.lower(at).rstrip("s"), "a"),
            unit_words=WordSpan((at, found[0])),
            scale_text=number.scale_text,
            rule="ages.after",
        )
    if words.text(number.start - 1) == "(" and _names(reading, number.start - 2):
        span = match_phrase(words, number.end, load_units().durations)
        if span is not None and words.text(span[0]) == ")":
            return replace(
                _make_years(number, start=number.start, rule="ages.bracket"),
                end=span[0],
                unit=span[1],
                unit_words=WordSpan((number.end, span[0])),
            )
    if not (1 <= number.value <= _OLDEST and number.scale == 1.0):
        return None
    if _is_level(reading, number):
        return _make_years(number, start=number.start, rule=LEVEL)
    if _is_said_to_be_age(reading, number):
        return _make_years(number, start=_age_start(words, number), rule="ages.around")
    lead = number.start - 1 - (words.lower(number.start - 1) in load_units().age.fillers)  # "Roe, also 42,"
    if words.lower(lead) != "," or (lead < number.start - 1 and not _is_of_person(reading, lead - 1, number)):
        return None
    if number.form != "digits":
        is_told = words.text(number.end) == "," and number.value <= _OLDEST_IN_WORDS and _is_full_name(reading, lead)
        if any(at in reading.numbers for at in range(number.end + 1, number.end + _NEXT_GUESS)):
            return None  # "next to Ann Roe, two, perhaps three, cars"
        return _make_years(number, start=number.start, rule="ages.name") if is_told else None
    is_noun = is_person_noun(words.lower(lead - 1))
    if is_noun and words.text(number.end) == ",":
        return _make_years(number, start=number.start, rule="ages.person_noun")
    return _make_years(number, start=number.start, rule="ages.name") if _follows_name(reading, number, lead) else None


def _make_years(number: Number, *, start: int, rule: str) -> Phrase:
    return Phrase(
        start=start,
        end=number.end,
        number_start=number.start,
        number_end=number.end,
        kind="age",
        value=number.value,
        unit="a",
        rule=rule,
    )


def _is_of_person(reading: Reading, at: int, number: Number) -> bool:
    """Whether a person is told at a word, and nothing behind the number's comma that it may count: "only 12, votes"."""
    behind = reading.token(number.end + 1)
    is_person = _names(reading, at) or is_person_noun(reading.words.lower(at))
    return is_person and (behind is None or behind.tag_ not in PLURALS)


def _is_full_name(reading: Reading, comma: int) -> bool:
    """Whether a person's whole name ends before the comma in front of a number: "Jane Roe, six, was"."""
    token = reading.token(comma - 1)
    return token is not None and _names(reading, comma - 1) and token.ent_iob_ == "I"


def _follows_name(reading: Reading, number: Number, comma: int) -> bool:
    """Whether a number between commas is the age of the person named before it: "Jane Roe, 42,"."""
    words, token = reading.words, reading.token(comma - 1)
    is_capitalized = words.text(comma - 1)[:1].isupper() and words.text(number.end) in (",", ".", ";")
    if not is_capitalized or token is None or number.value < _YOUNGEST_NAMED:
        return False
    if is_written_as_year(words.text(number.end + 1)):
        return False  # "to the council on March, 22, 2019"
    if not (token.ent_type_ == "PERSON" or token.tag_ == "NNP" or _is_apposed(reading, number, token)):
        return False
    return token.ent_type_ not in ("DATE", "FAC") and (token.ent_type_ != "GPE" or _names_person(reading, number))


def _is_apposed(reading: Reading, number: Number, token: Token) -> bool:
    """Whether a number explains one capitalized word taken for a common noun: "Baker, 59, had"."""
    age = reading.token(number.start)
    return token.tag_ == "NN" and age is not None and age.dep_ == "appos" and age.head == token


def _names_person(reading: Reading, number: Number) -> bool:
    """Whether a verb or "who" follows "Jordan, 45,": a name that is a place's too is a person's there."""
    after = reading.token(number.end + 1)
    is_inserted = reading.words.text(number.end) == "," and number.value >= _YOUNGEST_OF_A_PLACES_NAME
    return is_inserted and after is not None and after.tag_ in ("VBZ", "VBD", "MD", "WP")


def _age_start(words: Words, number: Number) -> int:
    """Where "the age of 18" begins behind a bound, so that "under" is read; else the number itself."""
    at = number.start - 2
    if words.lower(at + 1) != "of" or words.lower(at) != "age":
        return number.start
    at -= words.lower(at - 1) == "the"
    return at if words.lower(at - 1) in ("under", "over", "below", "above") else number.start


def _is_said_to_be_age(reading: Reading, number: Number) -> bool:
    """Whether a number up to 120 is an age by the words around it: "the age of 5", "as young as 11", "65 and older"."""
    words = reading.words
    return (
        _is_named_age(reading, number)
        or _is_age_of_person(reading, number)
        or _is_age_of_subject(reading, number)
        or _is_age_moved(reading, number)
        or _stands_in_ages(reading, number)
        or (words.lower(number.end) in ("and", "or") and words.lower(number.end + 1) in ("older", "younger"))
        or _bounds_ages(reading, number)
    )


def _is_named_age(reading: Reading, number: Number) -> bool:
    """Read "aged 5", "the age of 5", "Age: 5", "older than 5", "as young as 5", "aged 12 and 14"."""
    words = reading.words
    lead = tuple(words.lower(number.start - back) for back in (3, 2, 1))
    earliest, earlier, before = lead
    ages = load_units().age
    if before in ages.turning and _is_thing(reading, number.end):
        return False  # "turned 40 acres into a farm"
    if before in ages.before or (before == "of" and earlier in ("age", "ages")):
        return True
    if before == "between" and earlier in ages.before:
        return True
    if before == ":" and earlier in ("age", "ages"):
        return words.lower(number.end) in _STATEMENT_ENDS  # not "by age: 18 percent of those"
    if before == "than" and earlier in ("older", "younger"):
        return True
    if before == "as" and earlier in ("young", "old") and earliest == "as":
        return True
    if before not in ("and", "or", ",", "to", "&"):
        return False
    at = number.start - 1
    for _ in range(_LONGEST_LIST):
        if not (words.lower(at) in ("and", "or", ",", "&") or words.text(at).isdecimal()):
            break
        at -= 1
    return words.lower(at) in ages.before and at < number.start - 2


def _is_thing(reading: Reading, at: int) -> bool:
    """Whether a noun that tells no time follows, or what leads to one: "turned 12 mills", not "turned 40 Monday"."""
    token = reading.token(at)
    return token is not None and token.tag_ in NOUNS | ADJECTIVES and token.ent_type_ not in TIME_LABELS


def _names(reading: Reading, at: int) -> bool:
    """Whether a word ends the name of a person."""
    token = reading.token(at)
    return token is not None and token.ent_type_ == "PERSON" and token.tag_ in PROPER_NOUNS


def _is_age_of_person(reading: Reading, number: Number) -> bool:
    """Read "two of the victims, both 17, were", "died at 90", "at 34, she won", "he is 60."."""
    words = reading.words
    earlier, before = words.lower(number.start - 2), words.lower(number.start - 1)
    after = words.lower(number.end)
    if before == "both" and earlier == "," and after in (",", ".", ";"):
        return True
    opens_clause = after in ("he", "she") or (after == "," and words.lower(number.end + 1) in ("he", "she", "i"))
    if before == "at" and (earlier in load_units().age.dying or opens_clause):
        return True
    is_young = before == "of" and earlier in load_units().age.young and words.lower(number.start - 3) in ("a", "an")
    if is_young and (words.text(number.end)[:1] in _SENTENCE_ENDS or _goes_on(reading, number)):
        return True
    is_of_name = before in ("is", "was") and after in (".", ",", ";", "and", "but", "\n", "", ")")
    if is_of_name and number.form == "digits" and number.value >= _YOUNGEST_NAMED and _names(reading, number.start - 2):
        return True
    is_of_pronoun = earlier in ("he", "she") and before in ("was", "is")
    is_of_pronoun = is_of_pronoun or (before == "s" and words.lower(number.start - 3) in ("he", "she"))
    is_of_pronoun = is_of_pronoun or (before in ("m", "re") and words.lower(number.start - 3) in ("i", "you"))
    return is_of_pronoun and words.text(number.end)[:1] in _SENTENCE_ENDS


def _goes_on(reading: Reading, number: Number) -> bool:
    """Whether a verb, "who" or a second person follows: "a boy of 12 drowned", "a boy of 12 and his sister"."""
    after, behind = reading.token(number.end), reading.words.lower(number.end + 1)
    if after is None or after.tag_ in ("VBD", "VBZ", "MD", "WP"):
        return after is not None
    return after.lower_ == "and" and behind in ("a", "an", "his", "her", "the", "another")


def _is_level(reading: Reading, number: Number) -> bool:
    """Read "the median age in Velden was just 31"."""
    token = reading.token(number.start)
    subject = subject_of(token.head) if token is not None and token.head.lower_ in load_function_words().be else None
    if token is None or subject is None or subject.lower_ != "age" or token.dep_ not in ("attr", "acomp", "npadvmod"):
        return False
    return any(each.lower_ in load_units().age.levels for each in subject.lefts)


def _is_age_of_subject(reading: Reading, number: Number) -> bool:
    """Read "Roe was 9 when", "Roe was 19 in 1984", "her father, who is 71,"; not "Roe was 70 in the final"."""
    token, words = reading.token(number.start), reading.words
    verb = token.head if token is not None else None
    subject = subject_of(verb) if verb is not None else None
    if token is None or verb is None or subject is None or token.dep_ not in ("attr", "acomp", "npadvmod"):
        return False
    is_dated = _is_told_of_time(words, number.end)
    is_told = is_dated or (words.text(number.end)[:1] in _SENTENCE_ENDS and number.value >= _YOUNGEST_TOLD)
    if verb.lower_ not in load_function_words().be or not is_told:
        return False
    is_relative = False
    if subject.tag_ in WH_PRONOUNS and verb.dep_ == "relcl":
        subject, is_relative = verb.head, True
    if number.form != "digits" and (not is_dated or number.value == 1):
        return False  # "Roe is hardly an entrenched one."
    if subject.tag_ == "NN" and is_person_noun(subject.lower_):
        return is_dated or is_relative
    is_named = subject.tag_ in PROPER_NOUNS and subject.ent_type_ == "PERSON" and number.value >= _YOUNGEST_NAMED
    return is_named or (is_dated and subject.lower_ in ("he", "she", "i"))


def _is_told_of_time(words: Words, at: int) -> bool:
    """Whether "when", "in" a year or "at the time" stands at a word."""
    lead, behind = words.lower(at), words.lower(at + 1)
    if lead == "at":
        return behind == "the" and words.lower(at + 2) == "time"
    return lead == "when" or (lead == "in" and is_written_as_year(words.text(at + 1)))


def _bounds_ages(reading: Reading, number: Number) -> bool:
    """Read "children under 5", "adults 65 and over", where no other thing is counted."""
    words = reading.words
    before, after = words.lower(number.start - 1), (words.lower(number.end), words.lower(number.end + 1))
    is_led = before in ("under", "over")
    is_bound = is_led or after in (("and", "over"), ("and", "under"), ("and", "up"))
    persons = words.lower(number.start - 2) if is_led else before
    if not is_bound or not (is_person_noun(persons) or persons in load_units().age.persons):
        return False
    if after[0] in ("and", "or") or number.end >= len(words):
        return True
    return not looks_counted(reading.body.doc, reading.token(number.end - 1))


def _is_age_moved(reading: Reading, number: Number) -> bool:
    """Read "raise the voting age from 18 to 21"."""
    words = reading.words
    is_end = words.lower(number.start - 1) in ("from", "to") and number.form == "digits"
    if not is_end or looks_counted(reading.body.doc, reading.token(number.end - 1)):
        return False
    near = words.lowers[max(number.start - _MOVED, 0) : number.start - 1]
    return "age" in near and ("from" in near or words.lower(number.start - 1) == "from")


def _stands_in_ages(reading: Reading, number: Number) -> bool:
    """Read "two girls, 12 and 14, were": a row between commas behind persons."""
    words, start, end = reading.words, number.start, number.end
    while number.start - start < _LONGEST_LIST and _joins_ages(words, start - 1):
        start -= 1
    while end - number.end < _LONGEST_LIST and _joins_ages(words, end):
        end += 1
    is_closed = words.text(end - 1) == "," or words.text(end) in (".", ";", ")")
    row = words.lowers[start:end]
    if not is_closed or row[0] != "," or "and" not in row[2:] or words.text(start + 1).isdecimal() is False:
        return False
    person = words.lower(start - 1)
    return person.endswith(("s", "men", "women", "children")) and is_person_noun(person)


def _joins_ages(words: Words, at: int) -> bool:
    return words.lower(at) in (",", "and") or (words.text(at).isdecimal() and len(words.text(at)) <= 3)


def read_decade_age(reading: Reading, number: Number) -> Phrase | None:
    """Read "in his 30s", "in their late 60s": ten years of age; which of them "late" means is not stated."""
    words, end = reading.words, number.end
    end += words.text(end) in ("'", "\u2019")
    if number.form != "digits" or words.lower(end) != "s" or not words.is_glued(end) or number.value % 10:
        return None
    start = number.start
    while words.text(start - 1) in HYPHENS or words.lower(start - 1) in ("early", "mid", "late"):
        start -= 1
    if words.lower(start - 1) not in ("his", "her", "their", "my", "your", "our") or not 10 <= number.value <= 110:
        return None
    return Phrase(
        start=number.start,
        end=end + 1,
        number_start=number.start,
        number_end=end + 1,
        kind="age",
        value=None,
        low=number.value,
        high=number.value + 9,
        approximation="range",
        unit="a",
        rule="ages.decade",
    )
