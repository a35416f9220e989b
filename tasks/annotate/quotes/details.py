"""What a reporting clause adds: who was told, how or where."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from tasks.annotate.quotes.channels import join_words, read_channel
from tasks.annotate.quotes.outside import is_outside
from tasks.annotate.quotes.reports import Report
from tasks.language.channels import load_channels
from tasks.language.cues import list_verb_forms
from tasks.language.grammar import NOUNS, RECEIVERS, TIME_LABELS, VERBS, children_after, trim

_HEARERS = NOUNS | {"PRP", "CD"}
_AFTER_HEARER = frozenset({"relcl", "appos", "punct", "mark"})
_WHO_HEARS = frozenset({"PERSON", "ORG", "NORP"})


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
        if each.dep_ in RECEIVERS and each.tag_ in _HEARERS and verb.lower_ in list_verb_forms("tells"):
            return each
        if each.dep_ in ("prep", "dative") and each.lower_ == "to":
            told = next((noun for noun in each.children if noun.dep_ == "pobj" and noun.tag_ in _HEARERS), None)
            if told is not None and (told.lower_ in channels.audiences or told.ent_type_ in _WHO_HEARS):
                return told
    return None


def _text(hearer: Token, report: Report) -> str | None:
    doc, end = hearer.doc, hearer.i + 1
    while end <= hearer.right_edge.i and is_outside(report, doc[end]) and doc[end].dep_ not in _AFTER_HEARER:
        if doc[end].head.i == hearer.i and doc[end].dep_ == "prep" and doc[end].lower_ != "of":
            break
        end += 1
    start, end = trim(doc, hearer.left_edge.i, end)
    return join_words(doc, start, end) if start < end else None
