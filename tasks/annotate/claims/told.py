"""Which clause a claim is about where its own verb only says how that is known or thought: "I think it will close"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.claims.ahead import auxiliaries
from tasks.annotate.claims.lexicon import list_kind_forms, load_claim_words
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS, WH_WORDS, child, is_finite, own_subject
from tasks.language.inflection import singular
from tasks.language.withheld import is_negated

# "I think we know that it closed": no claim goes deeper.
MOST_STEPS = 2
PERSONS = frozenset({"he", "she", "they"})


def find_told(verb: Token, *, is_own: bool) -> Token:
    """The verb of what is told: `close` of "I think it will close", "records show that it closed".

    Args:
        verb: The verb of a claim.
        is_own: Whether the words are the claimant's own: only in others' report of them "he" may be the claimant.
    """
    for _ in range(MOST_STEPS):
        clause = child(verb, "ccomp")
        if clause is None or clause.i < verb.i or not is_finite(clause) or own_subject(clause) is None:
            return verb
        if clause.left_edge.tag_ in WH_WORDS or clause.left_edge.lower_ in ("whether", "if"):
            return verb
        if not (is_held(verb, is_own=is_own) or shows(verb)):
            return verb
        verb = clause
    return verb


def is_held(verb: Token, *, is_own: bool) -> bool:
    """Whether a verb only says that the claimant thinks or knows what follows: "I think", "he said he knew"."""
    subject = own_subject(verb)
    if subject is None or verb.lower_ not in list_kind_forms("holding"):
        return False
    is_claimant = subject.lower_ in load_function_words().first_person or (not is_own and subject.lower_ in PERSONS)
    if not is_claimant or any(each.tag_ == "MD" for each in auxiliaries(verb)):
        return False
    return not is_negated(verb) or verb.lower_ in ("think", "believe")


def shows(verb: Token) -> bool:
    """Whether a verb says what records hold: "emails show that", "the data suggest that"; not "the move shows that"."""
    subject = own_subject(verb)
    if subject is None or subject.tag_ not in COMMON_NOUNS or verb.lower_ not in list_kind_forms("showing"):
        return False
    return singular(subject.lower_) in load_claim_words().kinds.records
