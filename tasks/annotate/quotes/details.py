"""What a reporting clause adds: who was told, how or where, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from spacy.tokens import Doc, Token

from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.quotes.reports import Report
from tasks.annotate.spans import DateSpan
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import trim as trim_tokens
from tasks.lexicon import load_lexicon

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Details:
    """What else a reporting clause says; None where it does not."""

    addressee: str | None = None
    channel: str | None = None
    said_at: datetime | None = None


def read_details(doc: Doc, report: Report, dates: Sequence[DateSpan]) -> Details:
    """Read addressee, channel and time from the words around a cue, content left aside."""
    if report.cue_token < 0 or report.rule.startswith("source."):
        return Details()
    verb = doc[report.cue_token]
    if not verb.tag_.startswith("VB"):
        return Details()
    addressee = _addressee(doc, verb, report)
    return Details(
        addressee=_text(doc, addressee, report) if addressee is not None else None,
        channel=_channel(doc, verb, addressee, report),
        said_at=_said_at(doc, verb, report, dates),
    )


def _outside(report: Report, token: Token) -> bool:
    if report.speaker is not None and report.speaker[0] <= token.i < report.speaker[1]:
        return False
    return not any(start <= token.idx < end for start, end in report.fragments)


def _addressee(doc: Doc, verb: Token, report: Report) -> Token | None:
    lexicon = load_lexicon("channels")
    for child in verb.children:
        if child.i < verb.i or not _outside(report, child) or child.ent_type_ in ("DATE", "TIME"):
            continue
        if child.dep_ in ("dobj", "dative") and child.tag_ in _NOUNS and verb.lower_ in list_verb_forms("tells"):
            return child
        if child.dep_ in ("prep", "dative") and child.lower_ == "to":
            told = next((t for t in child.children if t.dep_ == "pobj" and t.tag_ in _NOUNS), None)
            if told is not None and (
                told.lower_ in lexicon["audiences"] or told.ent_type_ in ("PERSON", "ORG", "NORP")
            ):
                return told
    return None


def _text(doc: Doc, head: Token, report: Report) -> str | None:
    first, end = head.left_edge.i, head.i + 1
    while (
        end <= head.right_edge.i
        and _outside(report, doc[end])
        and doc[end].dep_ not in ("relcl", "appos", "punct", "mark")
    ):
        if doc[end].head.i == head.i and doc[end].dep_ == "prep" and doc[end].lower_ != "of":
            break
        end += 1
    first, end = trim_tokens(doc, first, end)
    return _join(doc, first, end) if first < end else None


def _join(doc: Doc, first: int, end: int) -> str:
    return " ".join(doc[first:end].text.split())


def _channel(doc: Doc, verb: Token, addressee: Token | None, report: Report) -> str | None:
    lexicon = load_lexicon("channels")
    for owner in (verb, addressee) if addressee is not None else (verb,):
        for child in owner.children:
            if child.dep_ != "prep" or child.lower_ not in lexicon["prepositions"] or not _outside(report, child):
                continue
            noun = next((t for t in child.children if t.dep_ == "pobj"), None)
            if noun is None or not _outside(report, noun):
                continue
            end = _phrase_end(doc, child, report)
            if _is_channel(noun):
                return _join(doc, child.i, end)
            if addressee is not None and noun.ent_type_ in _PLACES and verb.i < child.i:
                return _join(doc, verb.i, end)
    return None


def _is_channel(noun: Token) -> bool:
    nouns = load_lexicon("channels")["nouns"]
    if noun.lower_ in nouns:
        return True
    return noun.tag_ in ("NN", "NNP", "NNS") and any(
        child.dep_ == "compound" and child.lower_ in nouns for child in noun.children
    )


def _phrase_end(doc: Doc, preposition: Token, report: Report) -> int:
    end = preposition.i + 1
    while (
        end <= preposition.right_edge.i
        and _outside(report, doc[end])
        and doc[end].text not in (",", "—", ":", "“", '"')
        and doc[end].ent_type_ not in ("DATE", "TIME")
    ):
        end += 1
    while end - 1 > preposition.i + 1 and doc[end - 1].tag_ == "IN":
        end -= 1
    return trim_tokens(doc, preposition.i, end)[1]


def _said_at(doc: Doc, verb: Token, report: Report, dates: Sequence[DateSpan]) -> datetime | None:
    if not dates:
        return None
    sentence = verb.sent
    start, end = doc[sentence.start].idx, doc[sentence.end - 1].idx + len(doc[sentence.end - 1])
    for date in find_overlapping(dates, start, end):
        if date.date_start is None or date.bound is not None or date.grain not in ("day", "hour", "minute", "second"):
            continue
        span = doc.char_span(date.start, date.end, alignment_mode="expand")
        if span is None or not _outside(report, span.root):
            continue
        if _belongs(span.root, verb):
            return date.date_start
    return None


def _belongs(token: Token, verb: Token) -> bool:
    """Whether a time stands in a verb's own clause: no other verb or noun's clause in between."""
    while token.head.i != token.i:
        token = token.head
        if token.i == verb.i:
            return True
        if token.tag_.startswith("VB") and token.dep_ != "aux":
            return False
    return False
