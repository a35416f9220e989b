"""What a claim's own words tell before a pronoun, which it may mean."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from tasks.annotate.claims.stretch import LONGEST_LOOK, Stretch
from tasks.language.grammar import (
    LONGEST_CLIMB,
    NOUN_SUBJECTS,
    PLURALS,
    RECEIVERS,
    SINGULARS,
    SUBJECT_PLACE,
    has_child,
    is_finite,
    own_subject,
)
from tasks.language.inflection import make_forms
from tasks.language.people import is_body, is_person_noun

_NUMBER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})


def _is_compared(token: Token) -> bool:
    """Whether "it" is what is compared: "more white than it was", where the subject before is meant or nothing."""
    verb = token.head
    mark = verb.left_edge
    return token.dep_ in NOUN_SUBJECTS and mark.lower_ in ("than", "as") and mark.i < token.i and verb.dep_ != "ROOT"


def _is_done(token: Token) -> bool:
    """Whether "it" is a deed told of before: "the best place to do it"."""
    return token.lower_ == "it" and token.dep_ == "dobj" and token.head.lower_ in make_forms("do")


def leads(stretch: Stretch, token: Token) -> bool:
    """Whether a pronoun is the subject of a claim's main clause, which takes up no object: "In their cars, they"."""
    main = stretch.main
    return main is not None and token.dep_ in NOUN_SUBJECTS and token.head == main.root


def has_thing_before(stretch: Stretch, token: Token, is_many: bool) -> bool:
    """Whether a claim names what "it" or "they" may mean before it."""
    if _is_compared(token) or _is_done(token):
        return _is_compared(token)
    is_leading = leads(stretch, token)
    # "Acme sold it": what Acme sold is another thing, and so is what "his opposition to it" is to.
    actor = own_subject(token.head) if token.dep_ in RECEIVERS else None
    above = {each.i for each in islice(token.ancestors, LONGEST_CLIMB)} if token.dep_ == "pobj" else set()
    for noun in stretch.nouns_before(token):
        if (
            noun == actor
            or noun.i in above
            or noun.ent_type_ in _NUMBER_LABELS
            or (is_leading and noun.dep_ not in NOUN_SUBJECTS)
        ):
            continue
        if is_many and (noun.tag_ in PLURALS or has_child(noun, "conj") or is_body(noun.lower_)):
            return True
        if not is_many and noun.tag_ in SINGULARS and not is_person_noun(noun.lower_) and noun.ent_type_ != "PERSON":
            return True
    return False


def has_clause_before(stretch: Stretch, token: Token) -> bool:
    """Whether a claim has a clause before "that" which it may mean: "If it fails, that is the end"."""
    above = {each.i for each in islice(token.ancestors, LONGEST_LOOK)}
    return any(
        word.i not in above and is_finite(word) and has_child(word, *SUBJECT_PLACE)
        for piece in stretch.pieces
        for word in token.doc[max(piece.start, token.i - LONGEST_LOOK) : min(piece.end, token.i)]
    )
