"""What the label in front of a number says it is of: "Attendance: 900", "Size: 6-foot-8, 209 lbs", "Range - 30 ft."."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.marks import MOST_MARKS
from tasks.annotate.spans import Figure
from tasks.language.body import Body, Chars
from tasks.language.grammar import NOUNS, PROPER_NOUNS, TENSED, TIME_LABELS

_LONGEST_FIELD = 60  # characters of the label and of what stands before the number
# A label, at the head of a line or of a sentence; behind a dash only at the head of a line.
_LABEL = re.compile(r"([A-Z][\w'\u2019/&-]*(?: [\w'\u2019/&()-]+){0,5}?)(:| [-\u2013]) ?([^\s:][^:\n]{0,24}, )?$")
_ENDS = re.compile(r"[.,;)]?(?:$|\n| ?[(/]|[.,;] )")
_NO_LABELS = frozenset(
    (
        "the",
        "a",
        "an",
        "this",
        "these",
        "that",
        "my",
        "your",
        "our",
        "his",
        "her",
        "its",
        "their",
        "it",
        "he",
        "she",
        "in",
        "at",
    )
)
_SPLIT_SENTENCE = re.compile(r"[.!?\u201d\"] (?=[A-Z])")


def lend_label(body: Body, figure: Figure) -> Figure:
    """Give a figure that has no thing the one that its label names: things counted, or what is measured."""
    if figure.counted or figure.measured or figure.kind in ("age", "score", "multiple"):
        return figure
    if not _ENDS.match(body.text, figure.end):
        return figure
    label = _find_label(body, figure.start)
    noun = _find_noun(body, label, is_share=figure.kind == "percent") if label is not None else None
    if label is None or noun is None:
        return figure
    name = body.text[label[0] : noun.idx + len(noun)]
    is_many = noun.tag_ in ("NNS", "NNPS")
    if figure.kind == "count" and is_many:
        is_mark = (
            body.text[figure.end : figure.end + 2] == ". " and (figure.value or 0) <= MOST_MARKS
        )  # "rules: 1. Eat"
        return figure if is_mark else replace(figure, counted=name)
    if figure.kind == "measure" and is_many:
        return figure  # "Cups: 1 red, 1 tsp."
    return replace(figure, measured=name)


def _find_label(body: Body, start: int) -> Chars | None:
    """The label of the field that a number opens, or goes on with."""
    line = body.text.rfind("\n", max(start - _LONGEST_FIELD, 0), start) + 1
    front = body.text[max(line, start - _LONGEST_FIELD, 0) : start]
    cut = [found.end() for found in _SPLIT_SENTENCE.finditer(front)]
    floor = start - len(front) + (cut[-1] if cut else 0)
    found = _LABEL.match(body.text, floor, start)
    opens_line = floor == 0 or body.text[floor - 1] == "\n" or bool(cut)
    if found is None or not opens_line or (found[2] != ":" and (cut or floor != line)):
        return None
    listed = found[3]
    if listed is not None and not any(map(str.isdecimal, listed)):
        return None
    return Chars((found.start(1), found.end(1)))


def _find_noun(body: Body, label: Chars, *, is_share: bool) -> Token | None:
    """The noun that a label names: the one before its first preposition; none of a sentence, of a name or of a day.

    A name alone before a share has it ("Roe: 45 percent").
    """
    first, end = body.tokens_of(label)
    tokens = list(body.doc[first:end])
    if not tokens or tokens[0].lower_ in _NO_LABELS or any(token.tag_ in TENSED for token in tokens):
        return None
    link = next((at for at, token in enumerate(tokens) if token.tag_ == "IN"), len(tokens))
    noun = tokens[link - 1] if link else None
    if noun is None or noun.tag_ not in NOUNS or noun.lower_ in load_figure_words().measuring.fractions:
        return None
    is_name = noun.tag_ in PROPER_NOUNS and (noun.ent_type_ != "" or is_share)
    return None if is_name or noun.ent_type_ in TIME_LABELS or (is_share and len(tokens) == 1) else noun
