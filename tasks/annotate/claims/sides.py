"""Whether a claim says what is to be done, or which side somebody takes."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.claims.ahead import auxiliaries, is_somebody, is_time_to
from tasks.annotate.claims.lexicon import list_kind_forms, load_claim_words
from tasks.annotate.claims.stance import has_to
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS, child, has_child, own_subject
from tasks.language.people import may_speak

_FAVOR = frozenset({"favor", "favour"})


def is_called_for(verb: Token) -> bool:
    """Whether a clause says that something is to be done: "has to go", "should go", "what we need is time"."""
    norms = load_claim_words().kinds.norms
    if has_to(verb) or is_time_to(verb) or any(each.lower_ in norms for each in auxiliaries(verb)):
        return True
    wish = child(verb, "csubj")
    return (
        wish is not None
        and verb.lower_ in load_function_words().be_present
        and wish.left_edge.lower_ == "what"
        and wish.lower_ in list_kind_forms("craving")
    )


def takes_part(verb: Token) -> bool:
    """Whether a clause takes a side: "we support it", "they stand with the mayor", "he is against the sale".

    "The house stands empty" takes none.
    """
    if verb.lower_ in load_function_words().be:
        return _is_on_side(verb)
    subject = own_subject(verb)
    if verb.lower_ not in list_kind_forms("siding"):
        return False
    is_backing = verb.lower_ in list_kind_forms("backing") and not has_child(verb, "auxpass")
    if is_backing and subject is not None and is_thing(subject):
        return False  # "the records support her account"
    return verb.lower_ not in list_kind_forms("standing") or has_word(verb, load_claim_words().kinds.standing_by)


def _is_on_side(verb: Token) -> bool:
    """Whether somebody is for or against a thing: "is against the sale", "is in favor of it", "is opposed to it"."""
    subject = own_subject(verb)
    if subject is None or not is_somebody(subject):
        return False
    predicate = child(verb, "acomp")
    if predicate is not None and predicate.lower_ in load_claim_words().kinds.sided:
        return has_child(predicate, "prep")
    for each in verb.children:
        if each.dep_ == "prep" and each.lower_ == "against":
            return has_child(each, "pobj", "pcomp")
        if each.dep_ == "prep" and each.lower_ == "in" and has_word(each, _FAVOR):
            return True
    return False


def is_thing(subject: Token) -> bool:
    """Whether a subject is none that wants anything: "the records", "the case"; not "the public", "senators"."""
    if subject.tag_ not in COMMON_NOUNS or may_speak(subject.lower_):
        return False
    return subject.lower_ not in load_claim_words().kinds.peoples


def has_word(verb: Token, words: frozenset[str]) -> bool:
    """Whether one of some words hangs on a verb."""
    return any(each.lower_ in words for each in verb.children)
