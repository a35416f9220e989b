"""Tell where a bare number says how many times as much: "three times higher", "3x", "3-fold"."""

from __future__ import annotations

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.matching import skip_hyphen
from tasks.annotate.figures.phrase import Reading
from tasks.language.numbers import Number


def end_of_multiple(reading: Reading, number: Number) -> int | None:
    """Where the words end that make a bare number a multiple."""
    words, after = reading.words, reading.words.lower(number.end)
    if after == "times" and (_compares(reading, number.end + 1) or number.value % 1):
        return number.end + 1
    if after == "x" and words.is_glued(number.end):
        return number.end + 1
    fold = skip_hyphen(words, number.end)
    return fold + 1 if words.lower(fold) == "fold" else None


def _compares(reading: Reading, at: int) -> bool:
    """Whether the word behind "times" compares: "ten times harder", "three times the rate"."""
    if reading.words.lower(at) in load_figure_words().times_after:
        return True
    token = reading.token(at)
    return token is not None and token.tag_ in ("JJR", "RBR") and token.lower_.endswith("er")
