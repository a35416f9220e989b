"""What a vote is on: the bill of "passed the bill by a vote of 212-203", the ruling of "a 5-4 ruling"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.clauses import find_subject
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.annotate.figures.naming import Measured, name_holder, name_measured
from tasks.annotate.figures.owners import find_haver
from tasks.language.body import Body
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    NOUNS,
    VERBS,
    WH_PRONOUNS,
    child,
    find_agent,
    is_infinitive,
    is_passive,
    object_of,
)
from tasks.language.people import is_person_noun, may_speak

_LONGEST_CLIMB = 6
_TOPICS = ("on", "for", "against")


def name_voted(body: Body, top: Token, end: int) -> Measured | None:
    """What two sides of a vote decide on, or the vote itself where that is not said.

    Args:
        body: The body.
        top: The highest token of both numbers.
        end: One past the last of them.
    """
    here, words = top, load_figure_words()
    ballot: Token | None = None
    for _ in range(_LONGEST_CLIMB):
        if here.head == here and here.tag_ not in VERBS:
            break
        here = here.head
        if here.lower_ in words.measuring.standings and here.i >= end:
            return _name_standing(body, here)
        if here.tag_ in COMMON_NOUNS and here.lower_ in words.measuring.voted:
            ballot = here
        elif here.tag_ in COMMON_NOUNS and here.i >= end and here.lower_ in words.votes:
            return name_measured(body, here, end)  # "a 5-4 ruling"
        if here.tag_ in VERBS:
            return _name_by_verb(body, here, ballot, top, end)
    return _name_ballot(body, ballot, end) if ballot is not None else None


def _name_by_verb(body: Body, verb: Token, ballot: Token | None, top: Token, end: int) -> Measured | None:
    """What a verb says to be decided; else the vote, or that it was "confirmed" or "ruled"."""
    subject = find_subject(verb, top.i)
    if (
        ballot is None
        and verb.lower_ in load_function_words().be
        and subject is not None
        and subject.lower_ in load_figure_words().measuring.voted
    ):
        return _name_ballot(body, subject, end)
    decided = _find_decided(verb)
    found = name_measured(body, decided, -1) if decided is not None else None
    is_person = decided is not None and is_person_noun(decided.lower_)  # "the clerk was confirmed 50-48"
    if found is not None and found.measured and not is_person:
        return found
    if found is not None and decided is not None and decided.dep_ == "dobj" and decided.head != verb:
        return Measured(found.of, None)  # "voted 6-3 to close the Mill Board"
    if ballot is not None:
        return _name_ballot(body, ballot, end)
    return _name_deed(body, verb, subject, top)


def _name_deed(body: Body, verb: Token, subject: Token | None, top: Token) -> Measured | None:
    """The verb that a vote stands right behind, and who voted, or was confirmed: "the justices ruled 5-4"."""
    forms = load_figure_words().measuring.deciding
    if top.i - verb.i > 2 or not (verb.lower_ in forms or verb.lower_ in load_figure_words().votes):
        return None
    who = subject if subject is not None and subject.tag_ in NOUNS else None
    who = who or (find_agent(verb) if is_passive(verb) else None)
    return Measured(verb.lower_, name_holder(body, who) if who is not None else None)


def _name_ballot(body: Body, ballot: Token, end: int) -> Measured | None:
    """What a vote is on or to do: "the vote on the bill was 5-4"; else the vote."""
    decided = _find_topic(ballot) or _find_aim(ballot)
    return name_measured(body, decided or ballot, end if ballot.i >= end and decided is None else -1)


def _name_standing(body: Body, noun: Token) -> Measured:
    """How two sides stand to each other, and who has it: "Republicans hold a 52-48 majority"."""
    owner = child(noun, "poss")
    owner = owner if owner is not None and owner.tag_ in NOUNS else find_haver(noun)
    return Measured(noun.lower_, name_holder(body, owner) if owner is not None else None)


def _find_decided(verb: Token) -> Token | None:
    """The bill of "passed the bill", "the bill was passed", "voted on the bill" and "voted to pass the bill"."""
    if verb.lower_ in load_figure_words().measuring.voting:
        return _find_topic(verb) or _find_aim(verb)
    if verb.lower_ not in load_figure_words().measuring.deciding:
        return None
    thing = child(verb, "dobj", "nsubjpass")
    clause = next((each for each in (verb, *verb.ancestors) if each.dep_ == "relcl"), None)
    if clause is not None and thing is not None and (thing.tag_ in WH_PRONOUNS or thing.lower_ == "that"):
        return clause.head
    if thing is not None and (thing.tag_ in COMMON_NOUNS or not _names_chamber(thing)):
        return thing if thing.tag_ in NOUNS else None
    subject = find_subject(verb, verb.i)  # "the bill passed the Senate", "the bill passed", "the bill that passed"
    is_thing = subject is not None and subject.tag_ in COMMON_NOUNS and not is_person_noun(subject.lower_)
    return subject if is_thing and subject is not None and not may_speak(subject.lower_) else None


def _find_topic(word: Token) -> Token | None:
    """The bill of "voted on the bill" and of "a vote on the bill"."""
    things = (object_of(link) for link in word.rights if link.lower_ in _TOPICS)
    return next((thing for thing in things if thing is not None and thing.tag_ in COMMON_NOUNS), None)


def _find_aim(word: Token) -> Token | None:
    """The bill of "voted to pass the bill" and of "a vote to pass the bill"."""
    aims = (each for each in word.rights if each.tag_ == "VB" and is_infinitive(each))
    things = (child(aim, "dobj") for aim in aims)
    return next((thing for thing in things if thing is not None and thing.tag_ in NOUNS), None)


def _names_chamber(noun: Token) -> bool:
    return noun.ent_type_ in ("ORG", "GPE")
