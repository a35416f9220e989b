"""Whether a report goes on with a talk whose time is told: what parts its time from that, or its occasion."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import datetime

from spacy.tokens import Token

from tasks.annotate.quotes.occasions import find_frames, is_at_another_time, is_channel, list_engaged
from tasks.annotate.quotes.outside import is_outside, is_unsaid
from tasks.annotate.quotes.reports import Report
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body, Chars
from tasks.language.channels import load_channels
from tasks.language.function_words import load_function_words
from tasks.language.grammar import LONGEST_CLIMB, NOUNS, VERBS, has_child, object_of
from tasks.language.inflection import singular

_ON_NOUN = frozenset({"compound", "nmod", "amod", "nummod"})


def tells_on(report: Report, verb: Token, before: Token | None) -> bool:
    """Whether a cue may go on with a talk: in the plain past, with no word that parts their times.

    Args:
        report: What is told.
        verb: Its cue.
        before: The verb that told of the talk last, or None.
    """
    if any(each.dep_ == "neg" and is_unsaid(report, each) for each in verb.children):
        return False
    above = verb
    for _ in range(LONGEST_CLIMB):
        if before is not None and above.i == before.i:
            return True
        if is_at_another_time(above):
            return False
        if above.tag_ == "VBG" and above.i == verb.i and above.head.tag_ in VERBS:
            verb = above.head  # "said ..., adding"
        if above.dep_ != "conj" and above.tag_ != "VBG":
            break
        above = above.head
    is_past = any(each.lower_ == "did" and each.dep_ == "aux" for each in verb.children) and not has_child(verb, "neg")
    return verb.tag_ == "VBD" or is_past


def moves_on(body: Body, date: DateSpan, time: DateSpan, published_at: datetime | None) -> bool:
    """Whether a time told since a talk takes the story to another: not "next week", "her July bill".

    Args:
        body: Where it stands.
        date: That time.
        time: The time of the talk.
        published_at: When the article appeared.
    """
    if date is time or (date.date_start, date.date_end) == (time.date_start, time.date_end):
        return False
    if published_at is not None and date.date_start is not None and date.date_start > published_at:
        return False
    span = body.span_of(Chars((date.start, date.end)))
    if span is None or span.root.dep_ not in _ON_NOUN:
        return True
    noun = span.root.head
    return noun.tag_ not in NOUNS or is_channel(noun)


def is_elsewhere(report: Report, before: Token | None, is_next: bool = False) -> bool:
    """Whether a clause says anew where its words were said: "told the council at a hearing", not "in that letter".

    Args:
        report: What is told.
        before: The verb that told of the talk last; None where nothing did.
        is_next: Nothing was reported since: a first sentence tells the news, and the next one where it was said.
    """
    verb = report.cue_word
    if verb is None:
        return False
    known = {noun.lower_ for noun in _occasions(before, None)} if before is not None else frozenset[str]()
    is_open = before is not None and not known
    if is_open:
        known = load_channels().messages  # "said on Monday that …": the words came "in a statement"
    is_open &= is_next and report.cue_class != "writing"
    channels = load_channels()
    return any(
        not (_is_known(noun, known) or (is_open and noun.lower_ not in channels.networks))
        or any(each.lower_ in channels.other for each in noun.lefts)
        for noun in _occasions(verb, report)
    )


def _is_known(noun: Token, known: Container[str]) -> bool:
    """Whether an occasion was named before, by its word or as one known: "in that interview"."""
    if noun.lower_ in known or singular(noun.lower_) in known:
        return True
    return any(each.lower_ in load_function_words().definite for each in noun.lefts)


def _occasions(verb: Token, report: Report | None) -> Iterator[Token]:
    """What a clause names of where its words were said: an occasion, or a verb for being in a talk."""
    for frame in find_frames(verb, report):
        if frame.dep_ == "advcl" and frame.lower_ in list_engaged() and frame.tag_ == "VBG":
            yield frame
        for each in frame.children:
            noun = object_of(each) if each.dep_ == "prep" else None
            if noun is not None and is_channel(noun) and (report is None or is_outside(report, noun)):
                yield noun
