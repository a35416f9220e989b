"""Where words are said, and what a cue hangs on: letters and meetings; the verbs whose time and place are its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from tasks.annotate.quotes.outside import is_unsaid
from tasks.annotate.quotes.reports import Report
from tasks.language.channels import list_released, load_channels
from tasks.language.grammar import LONGEST_CLIMB, NOUNS, VERBS, is_infinitive, own_subject
from tasks.language.inflection import make_forms, singular

_ADVERBS = frozenset({"advmod", "npadvmod"})


def is_channel(noun: Token) -> bool:
    """Whether a noun is something in or at which words are said: "a police briefing", "the lawsuit"."""
    channels = load_channels()
    known = channels.nouns | channels.documents | channels.gatherings
    if noun.lower_ in known or (noun.tag_ == "NNS" and singular(noun.lower_) in known):
        return True
    if is_op_ed(noun):
        return True
    return noun.tag_ in NOUNS and any(
        each.dep_ == "compound" and each.lower_ in channels.nouns for each in noun.children
    )


def is_op_ed(noun: Token) -> bool:
    """Whether a noun is the end of "op-ed"."""
    return noun.lower_ == "ed" and noun.i > 1 and noun.doc[noun.i - 2].lower_ == "op"


@cache
def list_engaged() -> frozenset[str]:
    """Forms of verbs for being in a talk: "Speaking on Tuesday, she said"."""
    return frozenset(form for verb in load_channels().engaged for form in make_forms(verb))


@cache
def list_contacting() -> frozenset[str]:
    """Forms of verbs for getting hold of somebody: "reached her on Sunday"."""
    return frozenset(form for verb in load_channels().contacting for form in make_forms(verb))


@cache
def list_asking() -> frozenset[str]:
    """Forms of verbs for having somebody talk: "asked her on Sunday whether"."""
    return frozenset(form for verb in load_channels().asking for form in make_forms(verb))


def _is_engaged(aside: Token) -> bool:
    return aside.tag_ == "VBG" and aside.lower_ in list_engaged() and aside.i > 0 and aside.nbor(-1).text == ","


def find_frames(verb: Token, report: Report | None) -> Iterator[Token]:
    """Give a cue, then what it hangs on and has its time of: "met them Monday, saying", "sent a Monday note saying"."""
    frame: Token | None = verb
    for _ in range(LONGEST_CLIMB):
        if (
            frame is None
            or not (frame.tag_ in VERBS or frame.tag_ in NOUNS)
            or (report is not None and not is_unsaid(report, frame))
        ):
            return
        yield frame
        for each in frame.children:
            if each.dep_ == "advcl" and each.tag_ in ("VBG", "VBN") and each.lower_ in list_engaged():
                yield each
            if each.dep_ == "nsubj":  # "Roe, speaking to the Courier on Monday, said"
                yield from (aside for aside in each.children if aside.dep_ == "acl" and _is_engaged(aside))
        frame = _lender(frame)


def _lender(verb: Token) -> Token | None:
    """The verb whose time a verb without a time of its own has, or None."""
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.tag_ not in VERBS:
        return _lender_of_noun(verb)
    if verb.dep_ == "pcomp" and verb.tag_ == "VBG":
        return head.head if head.lower_ in ("by", "in", "while") else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return head if is_channel(head) else None
    if verb.dep_ in ("advcl", "xcomp", "dep") and verb.tag_ == "VBG" and own_subject(verb) is None:
        return head
    if verb.dep_ in ("xcomp", "advcl") and is_infinitive(verb):
        return head if head.tag_ in ("VBD", "VBN", "VBG") else None
    if verb.dep_ == "conj" and own_subject(verb) is None:
        return head if head.tag_ == verb.tag_ and not is_at_another_time(verb) else None
    if verb.dep_ == "advcl" and verb.tag_ == "VBD" and head.tag_ == "VBD" and not is_at_another_time(verb):
        return head if any(each.lower_ in ("when", "as", "while") for each in verb.children) else None
    return None


def _lender_of_noun(noun: Token) -> Token | None:
    """The verb whose time that of a document is: "released a statement", "agreed in a statement", not "cited it"."""
    head = noun.head
    if noun.dep_ == "dobj":
        return head if head.lower_ in list_released() or (noun.tag_ in NOUNS and not is_channel(noun)) else None
    return head.head if noun.dep_ == "pobj" and head.lower_ in ("in", "via", "with", "through") else None


def is_at_another_time(verb: Token) -> bool:
    """Whether a word parts a verb's time from that of the verb before it: "later said", "has said"."""
    return any(
        each.lower_ in load_channels().another_time if each.dep_ in _ADVERBS else _parts_times(each)
        for each in verb.children
    )


def _parts_times(auxiliary: Token) -> bool:
    return auxiliary.dep_ == "aux" and auxiliary.lower_ != "did"
