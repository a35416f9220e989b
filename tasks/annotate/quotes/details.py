"""What a reporting clause adds: who was told, how or where."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.channels import join_words, read_channel
from tasks.annotate.quotes.outside import is_outside
from tasks.annotate.quotes.reports import Report
from tasks.language.channels import load_channels
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import (
    COMPLEMENTS,
    NOUNS,
    RECEIVERS,
    TIME_LABELS,
    VERBS,
    children_after,
    is_infinitive,
    object_of,
    trim,
)
from tasks.language.people import may_speak

_HEARERS = NOUNS | {"PRP", "CD"}
_AFTER_HEARER = frozenset({"relcl", "appos", "punct", "mark"})
_WHO_HEARS = frozenset({"PERSON", "ORG", "NORP"})
_PERSONS = frozenset({"him", "her", "them", "me", "us", "you", "everyone", "everybody", "those"})
_OF_NAME = NOUNS | {"JJ"}
LONGEST_NAME = 6  # tokens of a title and a name


@dataclass(frozen=True, slots=True)
class Details:
    """What else a reporting clause says; None where it does not."""

    addressee: str | None = None
    channel: str | None = None


def read_details(report: Report) -> Details:
    """Read addressee and channel from the words around a cue, content left aside."""
    verb = report.cue_word
    if report.rule.is_shown:
        return Details(channel=report.channel)
    if verb is None or report.rule.is_source or verb.tag_ not in VERBS:
        return Details()
    addressee = _addressee(verb, report)
    return Details(
        addressee=_text(addressee, report) if addressee is not None else None,
        channel=read_channel(verb, addressee, report),
    )


def _addressee(verb: Token, report: Report) -> Token | None:
    channels = load_channels()
    for each in children_after(verb, "prep", *RECEIVERS):
        if not is_outside(report, each) or each.ent_type_ in TIME_LABELS:
            continue
        if each.dep_ in RECEIVERS and _may_hear(each) and verb.lower_ in list_verb_forms("tells"):
            return each
        if each.dep_ in ("prep", "dative") and each.lower_ == "to":
            told = next((noun for noun in each.children if noun.dep_ == "pobj" and noun.tag_ in _HEARERS), None)
            if told is not None and (told.lower_ in channels.audiences or told.ent_type_ in _WHO_HEARS):
                return told
    return _bidden(verb)


def _may_hear(token: Token) -> bool:
    return token.tag_ in _HEARERS or token.lower_ == "those"


def _bidden(verb: Token) -> Token | None:
    """Who is asked to do something, though the content holds the words: "urged the council to act"."""
    if verb.lower_ not in list_verb_forms("bids"):
        return None
    for deed in children_after(verb, *COMPLEMENTS):
        if not is_infinitive(deed):
            continue
        told = next((each for each in deed.children if each.dep_ == "nsubj" and verb.i < each.i < deed.i), None)
        told = told or next((each for each in children_after(verb, "dobj") if each.i < deed.i), None)
        if told is not None and (told.ent_type_ in _WHO_HEARS or told.lower_ in _PERSONS or may_speak(told.lower_)):
            return told
    return None


def _text(hearer: Token, report: Report) -> str | None:
    doc, end = hearer.doc, hearer.i + 1
    is_said = not is_outside(report, hearer)
    while end <= hearer.right_edge.i and doc[end].dep_ not in _AFTER_HEARER:
        if not is_said and not is_outside(report, doc[end]):
            break
        if doc[end].head.i == hearer.i and doc[end].dep_ == "prep" and doc[end].lower_ != "of":
            break
        end += 1
    start, end = trim(doc, hearer.left_edge.i, end)
    if start >= end:
        return None
    if hearer.lower_ == "those":
        noun = object_of(doc[end]) if end < len(doc) and is_outside(report, doc[end]) else None
        return join_words(doc, start, noun.i + 1) if noun is not None and is_outside(report, noun) else None
    if not is_said:
        end = _end_of_name(report, doc, end)
    return join_words(doc, start, end)


def _end_of_name(report: Report, doc: Doc, end: int) -> int:
    """Where a name ends of which the parse cut the rest off: "told Harbour Radio host | Theo Brandt"."""
    at = end
    while at < len(doc) and at < end + LONGEST_NAME and doc[at].tag_ in _OF_NAME and is_outside(report, doc[at]):
        if doc[at].ent_type_ in TIME_LABELS:
            break
        at += 1
    return at if at > end and doc[at - 1].ent_type_ == "PERSON" else end
