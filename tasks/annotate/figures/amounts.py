"""Tell whether a number without a unit states an amount: "40 miners" does, "Section 40" and "the two met" do not."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.capitals import is_named_before, is_title_word
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.marks import MOST_MARKS
from tasks.annotate.figures.matching import match_ending
from tasks.annotate.figures.names import is_aircraft, is_label, is_year
from tasks.annotate.figures.noun_phrases import looks_counted, noun_follows, read_one_of
from tasks.annotate.figures.phrase import Reading
from tasks.language.number_words import load_number_words
from tasks.language.numbers import HYPHENS, Number, Words

# Up to it a bare word may stand for things ("the two met").
_MOST_PRONOUN = 12
_THREE = 3


def states_amount(reading: Reading, number: Number) -> bool:
    """Whether a number without a unit is an amount: no label, part of a name, pronoun or hyphenated epithet."""
    words, token = reading.words, reading.token(number.end - 1)
    is_bounded = match_ending(words, number.start, load_figure_words().bounds_before) is not None
    counts = looks_counted(reading.body.doc, token)
    if (
        is_title_word(words, number)
        or is_year(words, number, counts)
        or _is_no_count(words, number)
        or _is_suspended(words, number)
    ):
        return False
    if is_named_before(reading, number):
        return False
    if is_label(words, number, token, counts or is_bounded) or is_aircraft(words, number, counts or is_bounded):
        return False
    if _is_epithet(words, number):
        return words.lower(number.end + 1) in ("odd", "some", "plus", "ish")
    following = noun_follows(reading, number.end) if number.end < len(words) else None
    if number.form == "words" and number.scale == 1.0 and number.value <= _MOST_PRONOUN and not is_bounded:
        return _small_word_counts(reading, number, token, following)
    if words.lower(number.start - 1) in ("a", "an") and number.scale == 1.0 and following is None:
        return False  # "a 747"
    return not (number.form == "digits" and words.text(number.start - 1) == "#")


def _is_no_count(words: Words, number: Number) -> bool:
    """Whether it is the zero of "zero tolerance" and "ground zero", the seven of "seven hundredth", a list's mark."""
    idioms, after = load_figure_words().zero_idioms, words.lower(number.end)
    is_mark = words.text(number.start - 1) == "(" and after == ")" and number.value <= MOST_MARKS
    if is_mark and number.form == "digits" and not words.text(number.start - 2).isalnum():
        return True  # "better off? (3) The plan"
    is_idiom = after in idioms.before or words.lower(number.start - 1) in idioms.behind
    return (words.lower(number.start) == "zero" and is_idiom) or after in load_number_words().ordinal_scales


def _is_suspended(words: Words, number: Number) -> bool:
    """Whether a word behind another number ends what this one begins: "two- or three-bedroom homes"."""
    is_hyphened = words.text(number.end) in HYPHENS and words.is_glued(number.end)
    return is_hyphened and words.lower(number.end + 1) in ("or", "and")


def _is_epithet(words: Words, number: Number) -> bool:
    """Whether a number in words is the first part of a word: "a five-member panel"."""
    is_hyphened = words.text(number.end) in HYPHENS and words.is_glued(number.end) and words.is_glued(number.end + 1)
    return is_hyphened and words.text(number.end + 1)[:1].isalpha() and number.form == "words"


def _small_word_counts(reading: Reading, number: Number, token: Token | None, following: str | None) -> bool:
    """Whether "one", "two" … count something here rather than stand for it: not "the two met", "one of the"."""
    words, lexicon = reading.words, load_figure_words()
    is_quoted = words.is_glued(number.end) and words.text(number.end) in ('"', "\u201d", "\u2019")
    if (following is None or is_quoted) and _is_nickname(reading, number):
        return False
    if number.value == 1:
        return _one_counts(reading, number, token, following)
    if words.lower(number.end) in lexicon.states:
        return True  # "the five dead"
    is_listed = words.text(number.end) == "," and words.lower(number.start - 1) in (",", "and", "\u2014", ":")
    if following is None and is_listed and number.value == 2:
        return False  # "one, it is old, and two, it leaks"
    if following is None and number.value == _THREE and words.lower(number.start - 1) == "from":
        return words.lower(number.end) == "to"  # "hit 45 percent from three"
    if following is None and words.lower(number.end) != "of":
        return words.lower(number.start - 1) not in lexicon.pronoun_after or _is_whole(reading, number)
    return True


def _one_counts(reading: Reading, number: Number, token: Token | None, following: str | None) -> bool:
    """Whether "one" counts: "one man", "one of the gunmen"; not "one day", "this one", "one of them"."""
    words, lexicon = reading.words, load_figure_words()
    after = words.lower(number.end)
    if after == "of":
        several = read_one_of(reading, number.end)
        return several is not None and several not in lexicon.uncounted
    if following is None or following in lexicon.one_idioms or after in lexicon.one_idioms:
        return False
    behind = {words.lower(at) for at in range(number.end + 1, number.end + 3)}
    if behind & {"after", "to"} and any(
        words.lower(at) in ("another", "next", "other") for at in range(number.end + 1, number.end + 6)
    ):
        return False  # "one blow after another", "from one town to the next"
    if words.lower(number.start - 1) in lexicon.one_pronoun_after or after in ("'", "\u2019"):
        return False
    return token is not None and token.tag_ == "CD"


def _is_nickname(reading: Reading, number: Number) -> bool:
    """The Four of "the Fab Four"."""
    before = reading.token(number.start - 1)
    return before is not None and before.tag_ == "NNP" and reading.words.text(number.start).istitle()


def _is_whole(reading: Reading, number: Number) -> bool:
    """Whether a number says of how many the one before it is a part: the five of "two of the five"."""
    words, of = reading.words, number.start - 2
    if words.lower(of) != "of" or words.lower(of + 1) not in ("the", "these", "those", "its", "their", "our"):
        return False
    return any(reading.numbers[at].end == of for at in range(of - 3, of) if at in reading.numbers)
