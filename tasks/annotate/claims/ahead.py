"""Whether a claim tells what is to come, or what somebody wants."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.claims.lexicon import list_kind_forms, load_claim_words
from tasks.language.function_words import load_function_words
from tasks.language.grammar import AUXILIARIES, child, has_child, is_infinitive, own_subject


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb."""
    return [each for each in verb.children if each.dep_ in AUXILIARIES]


def is_to_come(verb: Token) -> bool:
    """Whether a clause tells what is to come: "will", "is going to", "is expected to", "would" without a condition."""
    kinds = load_claim_words().kinds
    aux = auxiliaries(verb)
    if any(each.lower_ in kinds.future and each.tag_ == "MD" for each in aux):
        if verb.lower_ in kinds.wishing and any(each.lower_ in kinds.would for each in aux):
            return False  # "would like to go"
        is_habit = any(each.lower_ in kinds.habits and each.dep_ == "advmod" for each in verb.lefts)
        return not is_habit and not any(each.lower_ == "have" for each in aux)
    what = child(verb, "xcomp")
    if what is not None and is_infinitive(what) and verb.lower_ in kinds.coming:
        return True
    predicate = child(verb, "acomp")
    if predicate is None or verb.lower_ not in load_function_words().be:
        return False  # "made sure to go"
    return predicate.lower_ in kinds.coming and child(predicate, "xcomp") is not None


def awaits(verb: Token) -> bool:
    """Whether somebody awaits that something happens: "they expect it to close"; not "had expected it"."""
    if verb.lower_ not in list_kind_forms("awaiting") or own_subject(verb) is None or has_child(verb, "auxpass"):
        return False
    what = child(verb, "ccomp", "xcomp")
    perfect = load_claim_words().narrator.perfect
    is_other = any(each.lower_ in perfect or each.tag_ == "MD" for each in auxiliaries(verb))
    return what is not None and not is_other and (is_infinitive(what) or _has_modal(what))


def may_come(verb: Token) -> bool:
    """Whether a clause says how likely it is that something comes: "it is possible that the mill will close"."""
    predicate = child(verb, "acomp")
    if predicate is None or verb.lower_ not in load_function_words().be:
        return False
    what = child(verb, "ccomp") or child(predicate, "ccomp")
    return predicate.lower_ in load_claim_words().kinds.likely and what is not None and _has_modal(what)


def _has_modal(verb: Token) -> bool:
    """Whether a verb tells what will or may come, not what may have been."""
    words = load_claim_words()
    aux = {each.lower_ for each in auxiliaries(verb)}
    return "have" not in aux and bool(aux & (words.kinds.future | words.certainty.modals["possible"]))


def wants(verb: Token, has_amount: bool = False) -> bool:
    """Whether a clause says what somebody wants: "Roe wants to sell", "would like to"; not "I want to thank you".

    "Half of them want it" says how many do.
    """
    kinds = load_claim_words().kinds
    subject, what = own_subject(verb), child(verb, "xcomp", "ccomp")
    if subject is None or subject.lower_ in ("you", "who", "what") or has_child(verb, "auxpass"):
        return False
    if has_amount and any(each.like_num for each in subject.subtree):
        return False
    is_wish = verb.lower_ in kinds.wishing and any(each.lower_ in kinds.would for each in auxiliaries(verb))
    if not is_wish and verb.lower_ not in list_kind_forms("wanting"):
        return False
    is_said = what is not None and what.lower_ in kinds.saying
    return not is_said and (what is not None or has_child(verb, "dobj", "prep"))
