"""The day that words stand close to, wherever a parse hangs it: "on Monday, where she said", "Monday, saying"."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.annotate.quotes.occasions import is_channel
from tasks.annotate.quotes.outside import is_unsaid
from tasks.annotate.quotes.reports import Report
from tasks.language.channels import load_channels
from tasks.language.grammar import FINITE, NOUNS, VERBS, object_of, own_subject

_ON_WHICH = frozenset({"when", "where"})
_LONGEST_CLAUSE = 60  # words from a verb to the day that ends its clause
_MOST_BETWEEN = 4  # words from a day to the occasion it is of
_MOST_OPENING = 3  # words before a sentence's first day: "But then, on Tuesday, she said"
_OPENING = frozenset({",", "CC", "RB", "RBR", "IN"})


def is_close(span: Span, report: Report) -> bool:
    """Whether a day stands where a reader takes it for that of a report's words, outside of them.

    It opens the sentence whose verb is the cue, or stands right before "saying" or "where she said".
    """
    verb = report.cue_word
    if verb is None or span.end > verb.i or not is_unsaid(report, span.root) or not _is_plain(span):
        return False
    if verb.tag_ == "VBG":
        return _is_before_participle(span, verb)
    opening = _opening_of(verb)
    return _ends_before(span, opening) if opening is not None else _opens_sentence(span, verb)


def _is_plain(span: Span) -> bool:
    """Whether a day is not the end or the beginning of something: "since Monday"."""
    before = span.doc[max(span.start - 1, 0)]
    return before.tag_ not in ("IN", "TO") or before.lower_ in load_channels().when


def _is_before_participle(span: Span, verb: Token) -> bool:
    """Whether a day ends the clause that a participle hangs on: "took a shot at the council on Monday, saying"."""
    at, above = verb.i - 1, verb.head
    while at > span.end and verb.doc[at].tag_ == "RB":
        at -= 1
    if at != span.end or verb.doc[at].text != "," or above.tag_ not in VERBS or above.i >= span.start:
        return False
    if span.start - above.i > _LONGEST_CLAUSE:
        return False
    # "fired back after it aired on Monday, saying": of another deed.
    return not any(word.tag_ in FINITE or word.tag_ == "VBN" for word in verb.doc[above.i + 1 : span.start])


def _opening_of(verb: Token) -> Token | None:
    """What opens a relative clause of place or time: the first word of "where she said", "in which she said"."""
    for each in verb.children:
        if each.i > verb.i:
            break
        if each.lower_ in _ON_WHICH or (each.lower_ == "as" and each.dep_ == "mark" and verb.tag_ == "VBD"):
            return each
        below = object_of(each) if each.dep_ == "prep" else None
        if below is not None and below.lower_ == "which" and each.lower_ in load_channels().where:
            return each
    return None


def _ends_before(span: Span, opening: Token) -> bool:
    """Whether a day, or the occasion it is of, stands right before a clause: "at Monday's meeting, where she said"."""
    at = opening.i - 1
    if at >= span.end and opening.doc[at].text == "," and opening.lower_ != "as":  # ", as she said it would"
        at -= 1
    between = opening.doc[span.end : at + 1]
    if not len(between):
        return at == span.end - 1
    last = between[-1]
    return (
        len(between) <= _MOST_BETWEEN
        and is_channel(last)
        and all(word.tag_ in NOUNS or word.tag_ in ("POS", "JJ") for word in between)
    )


def _opens_sentence(span: Span, verb: Token) -> bool:
    """Whether a day opens the sentence that a cue in the plain past is the verb of."""
    top = verb.head if verb.dep_ == "conj" and own_subject(verb) is None else verb
    if verb.tag_ != "VBD" or top.head.i != top.i or top.tag_ != "VBD":
        return False
    start = span.start
    while start > span.start - _MOST_OPENING and start > 0 and not span.doc[start].is_sent_start:
        start -= 1
    return bool(span.doc[start].is_sent_start) and all(word.tag_ in _OPENING for word in span.doc[start : span.start])
