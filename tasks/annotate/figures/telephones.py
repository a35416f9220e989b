"""Tell the parts of telephone numbers."""

from __future__ import annotations

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.language.numbers import HYPHENS, Number, Words

_DIALLED_SIGNS = HYPHENS | frozenset("()+")
# A telephone number has at most 15 digits (ITU-T E.164); with a mark behind each it is not longer than this.
_MOST_DIALLED_WORDS = 30


def is_telephone(words: Words, number: Number) -> bool:
    """Groups of digits joined by hyphens, dots or a bracket: 202-555-0123, (202) 555-0123, +86 139-2014-2018."""
    if number.form != "digits" or number.is_grouped:
        return False
    start, end = number.start, number.end
    text = words.texts[start]
    if words.text(start - 1) == "+" and words.is_glued(start) and len(text) <= 3 and words.text(end)[:1].isdecimal():
        return True
    if _is_dialled(words, number):
        return True
    is_area = len(text) == 3 and words.text(start - 1) + words.text(end) == "()" and len(words.text(end + 1)) == 3
    if is_area and words.text(end + 2) in HYPHENS and words.text(end + 1).isdecimal():
        return len(words.text(end + 3)) == 4  # "(202) 555-0123"
    groups = 1
    at = end
    while (
        words.text(at) in HYPHENS and words.is_glued(at) and words.is_glued(at + 1) and words.text(at + 1).isdecimal()
    ):
        groups += 1
        at += 2
        if groups == 3:
            return True
    return groups == 2 and len(text) == 3 and len(words.text(end + 1)) == 4


def _is_dialled(words: Words, number: Number) -> bool:
    """Whether groups of digits with spaces between are to be called: "call (02) 9999 1234"."""
    start = number.start
    while start and _is_dialled_word(words.texts[start - 1]):
        start -= 1
        if number.start - start > _MOST_DIALLED_WORDS:
            return False
    calls = load_figure_words().calls
    if not any(word in calls for word in words.lowers[max(start - 4, 0) : start]):
        return False
    end, digits = start, 0
    while digits < 6 and _is_dialled_word(words.text(end)):
        digits += len(words.text(end)) if words.text(end).isdecimal() else 0
        end += 1
    return digits >= 6


def _is_dialled_word(text: str) -> bool:
    return text in _DIALLED_SIGNS or text.isdecimal()
