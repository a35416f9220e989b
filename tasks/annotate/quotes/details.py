"""What a reporting clause adds: who was told, how or where, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from spacy.tokens import Doc, Token

from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.quotes.reports import Report
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body, Chars
from tasks.language.channels import load_channels
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import NOUNS, RECEIVERS, TIME_LABELS, VERBS, children_after, object_of, trim

_HEARERS = NOUNS | {"PRP", "CD"}
_AFTER_HEARER = frozenset({"relcl", "appos", "punct", "mark"})
_WHO_HEARS = frozenset({"PERSON", "ORG", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ENDS_PHRASE = frozenset({",", "—", ":", "“", '"'})
_MOMENTS = frozenset({"day", "hour", "minute", "second"})


@dataclass(frozen=True, slots=True)
class Details:
    """What else a reporting clause says; None where it does not."""

    addressee: str | None = None
    channel: str | None = None
    said_at: datetime | None = None


def read_details(body: Body, report: Report, dates: Sequence[DateSpan]) -> Details:
    """Read addressee, channel and time from the words around a cue, content left aside."""
    verb = report.cue_word
    if report.rule.is_shown:
        return Details(channel=report.channel, said_at=_day_of(report.said_on, dates))
    if verb is None or report.rule.is_source or verb.tag_ not in VERBS:
        return Details()
    addressee = _addressee(verb, report)
    return Details(
        addressee=_text(addressee, report) if addressee is not None else None,
        channel=_channel(verb, addressee, report),
        said_at=_said_at(body, verb, report, dates),
    )


def _day_of(chars: Chars | None, dates: Sequence[DateSpan]) -> datetime | None:
    if chars is None:
        return None
    named = (date for date in find_overlapping(dates, *chars) if date.grain in _MOMENTS and date.bound is None)
    return next((date.date_start for date in named), None)


def _is_outside(report: Report, token: Token) -> bool:
    """Whether a token belongs neither to the content nor to the speaker's mention."""
    if report.speaker is not None and report.speaker[0] <= token.i < report.speaker[1]:
        return False
    return not any(start <= token.idx < end for start, end in report.fragments)


def _addressee(verb: Token, report: Report) -> Token | None:
    channels = load_channels()
    for each in children_after(verb, "prep", *RECEIVERS):
        if not _is_outside(report, each) or each.ent_type_ in TIME_LABELS:
            continue
        if each.dep_ in RECEIVERS and each.tag_ in _HEARERS and verb.lower_ in list_verb_forms("tells"):
            return each
        if each.dep_ in ("prep", "dative") and each.lower_ == "to":
            told = next((noun for noun in each.children if noun.dep_ == "pobj" and noun.tag_ in _HEARERS), None)
            if told is not None and (told.lower_ in channels.audiences or told.ent_type_ in _WHO_HEARS):
                return told
    return None


def _text(hearer: Token, report: Report) -> str | None:
    doc, end = hearer.doc, hearer.i + 1
    while end <= hearer.right_edge.i and _is_outside(report, doc[end]) and doc[end].dep_ not in _AFTER_HEARER:
        if doc[end].head.i == hearer.i and doc[end].dep_ == "prep" and doc[end].lower_ != "of":
            break
        end += 1
    start, end = trim(doc, hearer.left_edge.i, end)
    return _join(doc, start, end) if start < end else None


def _join(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc[start:end].text.split())


def _channel(verb: Token, addressee: Token | None, report: Report) -> str | None:
    prepositions = load_channels().prepositions
    for owner in (verb, addressee) if addressee is not None else (verb,):
        for each in owner.children:
            if each.dep_ != "prep" or each.lower_ not in prepositions or not _is_outside(report, each):
                continue
            noun = object_of(each)
            if noun is None or not _is_outside(report, noun):
                continue
            if _is_channel(noun):
                return _join(verb.doc, each.i, _phrase_end(each, report))
            if addressee is not None and noun.ent_type_ in _PLACES and verb.i < each.i:
                return _join(verb.doc, verb.i, _phrase_end(each, report))
    return None


def _is_channel(noun: Token) -> bool:
    nouns = load_channels().nouns
    if noun.lower_ in nouns:
        return True
    return noun.tag_ in NOUNS and any(each.dep_ == "compound" and each.lower_ in nouns for each in noun.children)


def _phrase_end(preposition: Token, report: Report) -> int:
    doc, end = preposition.doc, preposition.i + 1
    while (
        end <= preposition.right_edge.i
        and _is_outside(report, doc[end])
        and doc[end].text not in _ENDS_PHRASE
        and doc[end].ent_type_ not in TIME_LABELS
    ):
        end += 1
    while end - 1 > preposition.i + 1 and doc[end - 1].tag_ == "IN":
        end -= 1
    return trim(doc, preposition.i, end)[1]


def _said_at(body: Body, verb: Token, report: Report, dates: Sequence[DateSpan]) -> datetime | None:
    if not dates:
        return None
    sentence = verb.sent
    for date in find_overlapping(dates, sentence.start_char, sentence.end_char):
        if date.date_start is None or date.bound is not None or date.grain not in _MOMENTS:
            continue
        span = body.span_of(Chars((date.start, date.end)))
        if span is not None and _is_outside(report, span.root) and _belongs(span.root, verb):
            return date.date_start
    return None


def _belongs(token: Token, verb: Token) -> bool:
    """Whether a time stands in a verb's own clause: no other verb or noun's clause in between."""
    while token.head.i != token.i:
        token = token.head
        if token.i == verb.i:
            return True
        if token.tag_ in VERBS and token.dep_ != "aux":
            return False
    return False
