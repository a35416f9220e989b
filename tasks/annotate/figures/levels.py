"""Tell whether a bare number is a level: the 2,956 of "the index hit 2,956", the 40 of "the death toll reached 40"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.clauses import may_change
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import Measured
from tasks.annotate.spans import Figure
from tasks.language.function_words import load_function_words
from tasks.language.grammar import VERBS

_NO_LEVELS = frozenset(("nummod", "appos", "conj", "compound", "nsubj", "nsubjpass", "ROOT", "nmod"))


def is_tally(found: Measured | None) -> bool:
    """Whether what a bare number measures is told in bare numbers alone: "a capacity of 75,000"."""
    words = (found.measured or "").lower().split() if found is not None else []
    return bool(words) and words[-1] in load_figure_words().measuring.tallies


def may_be_level(top: Token, figure: Figure, text: str, found: Measured | None) -> bool:
    """Whether a verb of change or standing says a number of one thing, and not how many there are.

    Args:
        top: The highest token of the figure.
        figure: The figure, which counts nothing, or points.
        text: Its words.
        found: What the verb says it of.
    """
    if top.dep_ in _NO_LEVELS or figure.approximation == "vague" or not any(map(str.isdecimal, text)):
        return False
    verb = next((each for each in top.ancestors if each.tag_ in VERBS), None)
    if verb is None or verb.lower_ in load_function_words().be or not may_change(verb):
        return False
    return found is not None and found.measured is not None and bool(figure.counted or not found.measured.endswith("s"))
