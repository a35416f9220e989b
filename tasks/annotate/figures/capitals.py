"""Numbers and labels that are part of a name by their capital letters: "the Big Three networks", "a Euro 6 engine"."""

from __future__ import annotations

import re
from functools import lru_cache

from tasks.annotate.figures.phrase import Reading
from tasks.language.numbers import Number, Words

# A number within a name, with the word behind it: the 15 and the Pro of "a Nokari 15 Pro".
_NAMED = re.compile(r"[a-z,] ([a-zA-Z]{1,20}) (\d{1,4}) ([A-Z]\w{0,20})")

_LONGEST_HEADLINE = 20  # words
_SMALL_WORDS = frozenset(("of", "in", "on", "for", "to", "and", "the", "a", "from", "with"))
_LONGEST_SMALL_WORD = 4  # "with", "from"


def is_capital_label(words: Words, at: int) -> bool:
    """The "Euro" of "a Euro 6 engine", "Line" of "the new Line 5 pipeline"; not that of "the House 40 clerks"."""
    return words.text(at).istitle() and words.text(at - 1).islower() and words.lower(at - 1) not in ("the", "in", "on")


def is_named_before(reading: Reading, number: Number) -> bool:
    """Whether a number and its next word end a name that stands whole elsewhere: "the Nokari 15 Pro and 15 Pro Max".

    Of things ("in Ohio 15 Tories", "the 15 Tories") the word behind is a plural.
    """
    words, after = reading.words, reading.token(number.end)
    if number.form != "digits" or number.is_grouped or after is None or after.tag_ != "NNP":
        return False
    return (words.text(number.start), words.text(number.end)) in _list_named(reading.body.text)


@lru_cache(maxsize=4)
def _list_named(text: str) -> frozenset[tuple[str, str]]:
    """The numbers within names of a text, each with the word behind it."""
    return frozenset((number, after) for name, number, after in _NAMED.findall(text) if not name.islower())


def is_title_word(words: Words, number: Number) -> bool:
    """A number word with a capital within a line that is no heading: "the Big Three networks", "the SIX Exchange".

    Letters set large for emphasis ("all TEN of the games") name nothing.
    """
    at = number.start
    word, before = words.text(at), words.text(at - 1)
    is_large = len(word) > 1 and word.isupper() and words.text(number.end).istitle()
    if number.form != "words" or not (word.istitle() or is_large) or not (before[-1:].isalnum() or before == ","):
        return False
    after = words.text(number.end)
    is_beside = after.istitle() or (before.istitle() and before != ",")  # not "a repeat offender Three cases show"
    is_headline = after.istitle() and after.lower() in _SMALL_WORDS  # "Give Her One Of Your Guns"
    return is_beside and not is_headline and not _is_headline(words, at)


def _is_headline(words: Words, at: int) -> bool:
    """Whether all longer words of the line around a word are capitalized."""
    start = at
    while start > 0 and words.texts[start - 1] != "\n" and at - start < _LONGEST_HEADLINE:
        start -= 1
    line = words.texts[start : at + _LONGEST_HEADLINE]
    line = line[: line.index("\n")] if "\n" in line else line
    return not any(word.islower() and len(word) > _LONGEST_SMALL_WORD for word in line)
