"""A talk that narration tells of with its day: "testified on Monday", "gave a speech Tuesday", "asked her Sunday"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.quotes.occasions import is_channel, list_asking, list_contacting, list_engaged
from tasks.language.channels import load_channels
from tasks.language.cues import load_verb_cues
from tasks.language.grammar import (
    LONGEST_CLIMB,
    NOUNS,
    TIME_LABELS,
    VERBS,
    child,
    children_after,
    has_auxiliary,
    object_of,
    subject_of,
)
from tasks.language.people import is_person_noun, may_speak

_TIMES = frozenset({"npadvmod", "advmod", "pobj", "dobj", "compound", "poss", "tmod"})


def find_talk(root: Token) -> tuple[Token, Token] | None:
    """Find the talk that a time is of.

    Args:
        root: The main word of a time.

    Returns:
        The verb that tells of it and the word for who talks, or for who is asked; None where the time is of another
        deed.
    """
    verb = _dated_verb(root)
    if verb is None:
        return None
    main = verb.head if verb.tag_ == "VBG" and verb.dep_ == "advcl" else verb
    if main.tag_ != "VBD" and not (main.tag_ == "VBN" and has_auxiliary(main) and _is_past(main)):
        return None
    if verb.lower_ in list_asking():
        asked = child(verb, "nsubjpass") or next(children_after(verb, "dobj"), None)
        if asked is not None:
            return verb, asked
    who = subject_of(verb)
    return (verb, who) if who is not None and _is_talk(verb) else None


def _is_past(verb: Token) -> bool:
    return all(each.lower_ in ("was", "were") for each in verb.children if each.dep_ in ("aux", "auxpass"))


def _dated_verb(root: Token) -> Token | None:
    """The verb whose deed a time tells the day of, alone or with the occasion: "spoke at a rally in Rome on Monday"."""
    channels, token = load_channels(), root
    for _ in range(LONGEST_CLIMB):
        head = token.head
        if head.i == token.i or token.dep_ not in _TIMES | {"prep"}:
            return None
        if head.tag_ in VERBS:
            return head
        if head.dep_ == "prep":
            is_within = (
                head.lower_ == "of" and head.head.tag_ in NOUNS and is_channel(token)
            )  # "at the end of a briefing on Monday"
            if not (is_within or head.lower_ in (channels.when if token.i == root.i else channels.where)):
                return None
        elif head.tag_ not in NOUNS or not (is_channel(head) or token.dep_ == "prep" or head.ent_type_):
            return None
        token = head
    return None


def _is_talk(verb: Token) -> bool:
    """Whether a verb has somebody talk or write, by itself or by its occasion: "gave a speech", "took the floor"."""
    cue = load_verb_cues().get(verb.lower_)
    if verb.lower_ in list_engaged():
        met = [each for each in children_after(verb, "dobj") if each.ent_type_ not in TIME_LABELS]
        is_met = verb.lower_ in list_contacting()
        return all(_is_heard(each) or (is_channel(each) and not is_met) for each in met)  # not "reached the summit"
    if cue is not None and cue.cue_class in ("speech", "writing"):
        return True
    nouns = (object_of(each) if each.dep_ == "prep" else each for each in children_after(verb, "prep", "dobj"))
    return any(noun is not None and is_channel(noun) for noun in nouns)


def _is_heard(noun: Token) -> bool:
    """Whether a noun names somebody who is talked to: "addressed the council", "reached her"."""
    is_known = noun.tag_ == "PRP" or noun.ent_type_ in ("PERSON", "ORG", "NORP") or is_person_noun(noun.lower_)
    return (is_known and noun.lower_ != "it") or may_speak(noun.lower_) or noun.lower_ in load_channels().audiences
