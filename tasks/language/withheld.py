"""Whether a verb tells of what is denied, left undone, asked or only possible."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    LONGEST_CLIMB,
    SUBJECT_PLACE,
    child,
    has_child,
    is_infinitive,
    own_subject,
)
from tasks.language.withholding import load_withholding

# How a negation hangs on its verb, and a verb on what keeps it undone.
_NEGATING = frozenset({"neg", "advmod", "preconj", "cc", "det"})
_DEPENDENT = frozenset({"xcomp", "ccomp", "prep", "pcomp", "acomp"})


def is_withheld(verb: Token, steps: int = LONGEST_CLIMB) -> bool:
    """Whether a report is denied or left undone: "has not confirmed", "declined to confirm", "without confirming".

    Args:
        verb: The verb that reports.
        steps: How many verbs above it are looked at.
    """
    if is_negated(verb) or is_held_back(verb, steps):
        return True
    if verb.dep_ != "conj" or verb.head.i == verb.i or steps == 0 or has_child(verb, *SUBJECT_PLACE):
        return False
    # "has not confirmed or denied": what is denied of the first verb is denied of the second.
    return any(each.lower_ in ("or", "nor") for each in verb.head.children) and is_withheld(verb.head, steps - 1)


def is_negated(verb: Token) -> bool:
    """Whether a verb is denied itself: "has not confirmed", "can no longer confirm"."""
    negations = load_withholding().negations
    for each in verb.children:
        is_negation = each.dep_ == "neg" or (each.i < verb.i and each.lower_ in negations and each.dep_ in _NEGATING)
        if is_negation and not _is_not_only(each, verb):
            return True
        if each.lower_ == "longer" and each.i > 0 and each.nbor(-1).lower_ == "no":
            return True
    return False


def _is_not_only(negation: Token, verb: Token) -> bool:
    """Whether a negation denies nothing: "did not just say so", "assailed not only the plan"; not "cannot just say"."""
    if negation.i + 1 == len(negation.doc) or negation.nbor().lower_ not in load_withholding().not_only:
        return False
    is_before = negation.i + 2 == verb.i and not any(each.tag_ == "MD" for each in verb.lefts)
    return is_before or negation.i > verb.i


def is_held_back(verb: Token, steps: int = LONGEST_CLIMB) -> bool:
    """Whether what stands over a verb without a subject keeps it undone: "declined to confirm", "yet to confirm".

    What is not declined is done: "did not hesitate to confirm", "did not leave without confirming".
    """
    words, above = load_withholding(), verb.head
    if steps == 0 or above.i == verb.i or has_child(verb, *SUBJECT_PLACE):
        return False
    if verb.doc[max(0, verb.left_edge.i - 2) : verb.left_edge.i].text.lower() in words.phrases:
        return True
    if verb.dep_ == "pcomp" and above.lower_ in words.prepositions:
        return not is_negated(above.head) or any(each.tag_ == "MD" for each in above.head.lefts)
    if verb.dep_ == "pcomp" and above.lower_ == "from":
        return above.head.lower_ in words.from_ and not is_withheld(above.head, steps - 1)
    return verb.dep_ in _DEPENDENT and _holds_back(above, verb, steps)


def _holds_back(above: Token, verb: Token, steps: int) -> bool:
    """Whether a word leaves undone the verb that depends on it."""
    words, word = load_withholding(), above.lower_
    if word in words.enabling_adjectives:
        return is_negated(above.head)
    if word in words.enabling_verbs:
        return is_negated(above)
    if word in words.adjectives:
        return not is_negated(above.head)
    if word in (words.infinitive if is_infinitive(verb) else words.infinitive | words.gerund):
        return not is_withheld(above, steps - 1)
    return word in ("neither", "nor")


def is_conditional(verb: Token) -> bool:
    """Whether a verb stands under "if" or the like, or is joined to one that does: "if Roe objects or vows to stop"."""
    for _ in range(LONGEST_CLIMB):
        if any(each.dep_ == "mark" and each.lower_ in load_function_words().conditions for each in verb.children):
            return True
        if verb.dep_ != "conj" or own_subject(verb) is not None:
            return False
        verb = verb.head
    return False


def is_questioned(verb: Token) -> bool:
    """Whether a clause asks: "did Roe say so?" has an auxiliary before its subject."""
    subject = own_subject(verb)
    aux = child(verb, *AUXILIARIES)
    return subject is not None and aux is not None and aux.i < subject.left_edge.i and verb.sent.text.endswith("?")
