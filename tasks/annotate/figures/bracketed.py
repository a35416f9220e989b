"""Of whom a share in brackets is: "most of the money (85 percent)", "a majority (53 percent) say so"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.noun_phrases import text_of, with_modifiers
from tasks.annotate.figures.wholes import is_persons
from tasks.annotate.spans import Figure
from tasks.language.body import Body
from tasks.language.grammar import NOUN_SUBJECTS, NOUNS

_SHARES = ("percent", "ratio")
_WITHIN = ("of", "in", "at", "on")
_MOST_STEPS = 4
_ROLES = NOUN_SUBJECTS | {"dobj", "attr"}


def count_bracketed(body: Body, figures: Sequence[Figure]) -> list[Figure]:
    """Give each share that stands alone in brackets, and has no thing yet, what it is a share of."""
    told, lent = list(figures), set[int]()
    for at, figure in enumerate(told):
        first = body.token_at(figure.start)
        if first is None or first.i < 2 or not _is_alone(body.text, figure):
            continue
        noun = first.nbor(-2)
        last = told[at - 1] if at else None
        counted = _read_majority(body, noun)
        if counted is None and last is not None and last.kind in _SHARES and last.counted is not None:
            left = body.token_at(last.end - 1)
            is_near = left is not None and left.sent == first.sent
            is_told = noun.lower_ in load_figure_words().majorities or (
                left is not None and _is_said(left, noun, is_next=at - 1 in lent)
            )
            counted = last.counted if is_near and is_told else None
        if counted is not None:
            lent.add(at)
            told[at] = replace(figure, counted=counted, measured_of=None)
    return told


def _is_alone(text: str, figure: Figure) -> bool:
    """Whether a share stands alone in brackets."""
    is_share = figure.kind == "percent" and figure.unit == "%" and figure.change is None
    is_share = is_share and figure.counted is None and figure.measured is None
    return is_share and text[figure.start - 1 : figure.start] + text[figure.end : figure.end + 1] == "()"


def _read_majority(body: Body, noun: Token) -> str | None:
    """The money of "most of the money in the fund (85 percent)"."""
    words = load_figure_words()
    for _ in range(_MOST_STEPS):
        link = noun.head
        if noun.tag_ not in NOUNS or noun.dep_ != "pobj" or link.lower_ not in _WITHIN:
            return None
        part = link.head
        if link.lower_ == "of" and part.lower_ in words.majorities | words.mostly:
            return text_of(body, with_modifiers(noun)) if part.dep_ in _ROLES else None
        noun = part
    return None


def _is_said(left: Token, noun: Token, *, is_next: bool) -> bool:
    """Whether those of the share before say what stands in front of a bracket, alone or behind another bracket."""
    between = left.doc[left.i + 1 : noun.i + 1]
    if any(is_persons(each) for each in between[2:]):
        return False
    holding = load_figure_words().measuring.holding
    return is_next or any(each.lower_ in holding and each.tag_ in ("VBD", "VBP") for each in between)
