"""What the words behind a verb that denies or confirms say: a clause, or a noun that stands for one."""

from __future__ import annotations

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import load_claim_words, load_pointing_words
from tasks.annotate.claims.stance import look_up
from tasks.annotate.claims.wording import drop_conjunction, find_head, trim_span
from tasks.language.cues import class_of_noun, list_nouns, list_verb_forms, load_noun_cues, load_verb_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    COMPLEMENTS,
    NOMINALS,
    NOUN_CLAUSES,
    NOUNS,
    PROPER_NOUNS,
    child,
    has_child,
    is_finite,
    object_of,
)
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun

_LIVING = frozenset({"PERSON", "NORP", "GPE", "ORG"})


def find_answered(verb: Token | None, answered: Span) -> Span | None:
    """Give what somebody confirms, denies or leaves unconfirmed with the words behind a verb.

    Args:
        verb: The verb that answers; some deny only what is claimed, and do something else with the rest: "reject".
        answered: The words behind it.

    Returns:
        A clause as it is; of a noun that reports, what it reports ("the claim | that it failed"); another noun phrase
        as it is ("the merger"). None for somebody, for what only points at words told elsewhere ("the allegations"),
        and for what is no claim behind a verb that needs one ("reject the plan").
    """
    answered = _drop_hearer(answered)
    root = find_head(answered)
    if root.lower_ in load_pointing_words().quantity and (of := child(root, "prep")) is not None:
        root = object_of(of) or root  # "many of the plans"
    needs_claim = verb is not None and verb.lower_ in list_verb_forms("claims_only")
    if root.tag_ not in NOMINALS:
        return None if needs_claim and root.tag_ in ("VBG", "VB") and not is_finite(root) else answered
    if root.tag_ not in NOUNS or is_person_noun(root.lower_) or root.ent_type_ in _LIVING or _counts_people(root):
        return None
    if answered[0].tag_ == "PRP$" and len(answered) == 2 and root.lower_.endswith(("ity", "ness", "cy")):
        return None  # "its authenticity": of what, another sentence tells
    if verb is not None and _is_granted(verb, root):
        return None
    # "admitted him to the ward" lets somebody in.
    if verb is not None and root.dep_ == "pobj" and has_child(verb, "dobj"):
        return None
    if not is_claim_noun(root):
        return None if needs_claim or _is_topic_noun(root) else answered
    held = find_held(root, answered)
    # "Roe's claim that it failed" is Roe's own too, and two claims do not lie on the same words.
    return held and (answered if has_child(root, "poss") else held)


def _drop_hearer(answered: Span) -> Span:
    """Cut off to whom somebody answers, which the parse hangs on what is answered: "the sale | to the outlet"."""
    root, words = find_head(answered), load_claim_words().answers
    last = next((each for each in reversed(answered) if each.lower_ == "to" and each.dep_ == "prep"), None)
    hearer = object_of(last) if last is not None and last.right_edge.i + 1 >= answered.end else None
    if last is None or hearer is None or root.tag_ not in NOUNS | {"VBG"}:
        return answered
    if not {singular(root.lower_), singular(last.head.lower_)}.isdisjoint(words.reaching):
        return answered
    is_outlet = hearer.tag_ in PROPER_NOUNS and any(each.lower_ in words.outlets for each in hearer.subtree)
    if not is_outlet and hearer.lower_ not in words.hearers:
        return answered
    return trim_span(answered.doc[answered.start : last.i]) or answered


def _is_granted(verb: Token, noun: Token) -> bool:
    """Whether something is given or withheld and nothing said of it: "denied entry", "confirmed the nomination"."""
    words = load_claim_words().answers
    granted = words.granted.get(look_up(verb)[1], frozenset())
    return singular(noun.lower_) in granted and not any(each.lower_ in words.at_all for each in noun.lefts)


def _is_topic_noun(noun: Token) -> bool:
    """Whether a noun phrase only names what somebody speaks of: "the gap", "their value"; not "the merger", "a gap"."""
    first = noun.left_edge
    is_known = first.lower_ in load_function_words().definite or first.tag_ == "PRP$" or has_child(noun, "poss")
    return is_known and singular(noun.lower_) in load_claim_words().answers.topics


def _counts_people(noun: Token) -> bool:
    of = child(noun, "prep")
    people = object_of(of) if of is not None and of.lower_ == "of" else None
    return people is not None and is_person_noun(people.lower_) and noun.lower_ in load_claim_words().stance.counts


def is_claim_noun(noun: Token) -> bool:
    """Whether a noun stands for what somebody said or wrote: "the allegation", "those figures"."""
    return noun.tag_ in COMMON_NOUNS and noun.lower_ in list_nouns("claims") | load_claim_words().stance.needs_content


def find_held(noun: Token, within: Span) -> Span | None:
    """What a noun that stands for words says they are: "it failed" of "a claim that it failed"."""
    for each in noun.rights:
        held: Token | None = None
        if each.dep_ == "acl" and each.tag_ == "VBG" and each.lower_ in load_verb_cues():
            held = child(each, "ccomp")
        elif each.dep_ in NOUN_CLAUSES | COMPLEMENTS and _has_that(each):
            held = each
        elif each.dep_ == "prep" and each.lower_ == "of" and noun.lower_ in load_claim_words().stance.of_what:
            held = object_of(each) or child(each, "pcomp")
            if held is not None and (held.lower_ in load_function_words().empty_objects or is_claim_noun(held)):
                held = None
        if held is not None and held.right_edge.i < within.end:
            span = trim_span(noun.doc[held.left_edge.i : held.right_edge.i + 1])
            return None if span is None else drop_conjunction(span)
    return None


def _has_that(verb: Token) -> bool:
    return any(each.lower_ == "that" and each.dep_ == "mark" for each in verb.lefts)


def find_unowned(content: Span, cue: Span | None) -> Token | None:
    """The noun beside a cue that reports, where nobody is named whose it is: "held firm despite criticisms that"."""
    noun = content.root.head
    if cue is None or noun.tag_ not in COMMON_NOUNS or noun.dep_ != "pobj" or cue.start <= noun.i < cue.end:
        return None
    words = load_claim_words().stance
    is_held = noun.lower_ in load_noun_cues() and class_of_noun(noun.lower_) == "belief"
    is_said = noun.lower_ in list_nouns("claims") | words.others_say
    is_beside = noun.head.lower_ in words.beside and not has_child(noun, "poss")
    return noun if is_beside and (is_held or is_said) else None
