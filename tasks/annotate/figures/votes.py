"""What a vote is on: the bill of "passed the bill by a vote of 212-203", the ruling of "a 5-4 ruling"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import Measured, name_measured
from tasks.language.body import Body
from tasks.language.grammar import COMMON_NOUNS, NOUNS, VERBS, child, object_of
from tasks.language.people import is_person_noun, may_speak

_LONGEST_CLIMB = 6
_BALLOTS = ("vote", "votes", "ballot", "margin", "tally", "count")


def name_voted(body: Body, top: Token, end: int) -> Measured | None:
    """What two sides of a vote decide on, or the vote itself where that is not said.

    Args:
        body: The body.
        top: The highest token of both numbers.
        end: One past the last of them.
    """
    here: Token = top
    ballot: Token | None = None
    for _ in range(_LONGEST_CLIMB):
        if here.head == here:
            break
        here = here.head
        if here.tag_ in COMMON_NOUNS and here.lower_ in _BALLOTS:
            ballot = here
        elif here.tag_ in COMMON_NOUNS and here.i >= end and here.lower_ in load_figure_words().votes:
            return name_measured(body, here, end)  # "a 5-4 ruling"
        if here.tag_ in VERBS:
            decided = _find_decided(here)
            if decided is not None:
                return name_measured(body, decided, -1)
            break
    return name_measured(body, ballot, end if ballot.i >= end else -1) if ballot is not None else None


def _find_decided(verb: Token) -> Token | None:
    """The bill of "passed the bill", "the bill was passed" and "voted on the bill"."""
    if verb.lower_ in ("voted", "vote", "votes", "voting"):
        things = (object_of(link) for link in verb.rights if link.lower_ in ("on", "for", "against"))
        return next((thing for thing in things if thing is not None and thing.tag_ in COMMON_NOUNS), None)
    if verb.lower_ not in load_figure_words().measuring.deciding_forms:
        return None
    thing = child(verb, "dobj", "nsubjpass")
    if thing is not None and (thing.tag_ in COMMON_NOUNS or not _names_chamber(thing)):
        return thing if thing.tag_ in NOUNS else None
    subject = child(verb, "nsubj")  # "the bill passed the Senate", "the bill passed"
    is_thing = subject is not None and subject.tag_ in COMMON_NOUNS and not is_person_noun(subject.lower_)
    return subject if is_thing and subject is not None and not may_speak(subject.lower_) else None


def _names_chamber(noun: Token) -> bool:
    return noun.ent_type_ in ("ORG", "GPE")
