"""Cut text into what the tokenizer and the parser read in bounded time; real paragraphs are left whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc, Token

# Of 33,786 paragraphs of news 33 are longer; of what reads a sentence, much looks from each of its words at the others.
LONGEST_PIECE = 400  # tokens
# The latest joint of the best kind counts, but a piece is never so short that its sentences want their context.
SHORTEST_PIECE = 100  # tokens
# The tokenizer goes over what is left of a word once a mark. The longest address in 1,359 articles has 146 characters.
LONGEST_WORD = 250  # characters without a space
LONGEST_RUN = 50  # marks without a letter or digit between them

_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
_LONG_RUN = re.compile(rf"[^\w\s]{{{LONGEST_RUN + 1},}}")
_STRONGEST = 3  # of the joints that `_weigh_joint` tells apart
_ENDS_SENTENCE = frozenset({".", "?", "!", "…", "...", "。", "！", "？", "।", "؟"})
_ENDS_CLAUSE = frozenset({",", ";", ":", "-", "--", "–", "—", "،", "、", "，"})
_CLOSING = frozenset({"”", "’", '"', "'", "''", "»", ")", "]"})


def split_paragraph(nlp: Language, paragraph: str) -> list[Doc]:
    """Split a paragraph into tokens, and these into pieces for the parser.

    Returns:
        Pieces which together are the paragraph; one, unless it has more tokens than a piece may have. A cut falls
        behind a sentence's end, else behind a clause, else between words, and never before a space.
    """
    doc = _split_tokens(nlp, paragraph)
    cuts = [0]
    first = 0
    while len(doc) - first > LONGEST_PIECE:
        first = _find_joint(doc, first + SHORTEST_PIECE, first + LONGEST_PIECE)
        cuts.append(doc[first].idx)
    if len(cuts) == 1:
        return [doc]
    return [_split_tokens(nlp, paragraph[start:end]) for start, end in pairwise([*cuts, len(paragraph)])]


def _split_tokens(nlp: Language, text: str) -> Doc:
    """Split a text into tokens, in time that grows with its length alone, whatever it is made of."""
    cuts = sorted({*_cut_evenly(_LONG_WORD, text, LONGEST_WORD), *_cut_evenly(_LONG_RUN, text, LONGEST_RUN)})
    if not cuts:
        return nlp.make_doc(text)
    parts = [nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
    return Doc.from_docs(parts, ensure_whitespace=False)


def _cut_evenly(pattern: re.Pattern[str], text: str, size: int) -> Iterator[int]:
    for match in pattern.finditer(text):
        yield from range(match.start() + size, match.end(), size)


def _find_joint(doc: Doc, first: int, last: int) -> int:
    """The token before which to cut, between two tokens, the second included."""
    best, found = -1, last
    for at in range(last, first, -1):
        strength = _weigh_joint(doc[at - 1], doc[at])
        if strength > best:
            best, found = strength, at
        if best == _STRONGEST:
            break
    return found


def _weigh_joint(before: Token, after: Token) -> int:
    """How good a place two tokens leave for a cut: a sentence's end 3, a clause's 2, a space 1, none -1."""
    if after.is_space:
        return -1
    if not before.whitespace_ and not before.is_space:
        return 0
    if before.text in _CLOSING and before.i > 0:
        before = before.nbor(-1)
    if before.text in _ENDS_SENTENCE and not after.text[0].islower():
        return _STRONGEST
    return 2 if before.text in _ENDS_CLAUSE else 1
