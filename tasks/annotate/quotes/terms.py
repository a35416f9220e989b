"""Words between marks that are nobody's words: titles, and terms that are only marked as such."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import INDIRECT_PREDICATE, SOURCE_ACCORDING_TO
from tasks.language.body import Body, Chars
from tasks.language.cues import load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUNS
from tasks.language.quotation_marks import QuotedSpan

_SMALL_WORDS = frozenset({"IN", "DT", "CC", "TO", "PRP$", "POS"})
_SAID_OF = frozenset({"attr", "oprd", "acomp"})
_BEFORE_NOUN = frozenset({"amod", "compound", "nmod"})
_ENDS_SENTENCE = frozenset(".!?")
FEWEST_WORDS_TITLE = 2
MOST_WORDS_TERM = 2
LONGEST_OPENING = 20  # characters before a mark in which "so-called" stands


def is_term(body: Body, report: Report, span: QuotedSpan) -> bool:
    """Whether what stands between marks in a content is a title, or a term that is only marked as such."""
    inside = body.span_of(Chars((span.inner_start, span.inner_end)))
    words = [token for token in inside or () if token.text[:1].isalnum()]
    if inside is None or not words or report.rule is INDIRECT_PREDICATE:
        return False
    opening = body.text[max(0, span.start - LONGEST_OPENING) : span.start].split()
    if opening and opening[-1].lower() in load_function_words().so_called:
        return True
    if words[-1].dep_ in _SAID_OF or inside.root.dep_ in _SAID_OF:
        return False
    return _is_title(words, inside) or _is_label(words, report)


def _is_title(words: Sequence[Token], inside: Span) -> bool:
    """``his book, “Great Ports of Lorne”``; not ``he shouted “Death to Lorne”``."""
    before = inside.doc[inside.start - 2] if inside.start > 1 else None
    cue = load_verb_cues().get(before.lower_) if before is not None else None
    if len(words) < FEWEST_WORDS_TITLE or inside.text.isupper() or (cue is not None and cue.cue_class == "speech"):
        return False
    if any(token.text in _ENDS_SENTENCE for token in inside[:-1]):
        return False
    is_cased = (token.text[:1].isupper() or token.text[:1].isdigit() or token.tag_ in _SMALL_WORDS for token in words)
    return words[0].text[:1].isupper() and all(is_cased)


def _is_label(words: Sequence[Token], report: Report) -> bool:
    """``the “magic number” rule``, and of a paper's or an office's words ``the “faithless” elector``."""
    last = words[-1]
    is_before = last.dep_ in _BEFORE_NOUN and last.head.i > last.i and last.head.tag_ in NOUNS
    if not is_before or len(words) > MOST_WORDS_TERM:
        return False
    if last.tag_ in NOUNS and all(token.text.isalnum() for token in last.doc[words[0].i : last.i + 1]):
        return True  # not "a “common-sense” plan"
    return report.rule is SOURCE_ACCORDING_TO and report.said_by.kind != "person" and len(words) == 1
