"""Whether a claim tells what is to come, or what somebody wants."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.claims.lexicon import list_kind_forms, list_states, load_claim_words
from tasks.annotate.event_days import is_day_of
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import DateSpan
from tasks.language.body import Body
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    AUXILIARIES,
    COMMON_NOUNS,
    NOMINALS,
    PRESENT,
    PROPER_NOUNS,
    child,
    has_child,
    is_infinitive,
    own_subject,
)
from tasks.language.people import is_person_noun, may_speak
from tasks.language.withheld import is_negated


def auxiliaries(verb: Token) -> list[Token]:
    """The auxiliaries of a verb."""
    return [each for each in verb.children if each.dep_ in AUXILIARIES]


def is_perfect(verb: Token) -> bool:
    """Whether a clause stands in the perfect: "has sold", "had been selling"."""
    return any(each.lower_ in load_claim_words().narrator.perfect for each in auxiliaries(verb))


def is_left_open(verb: Token) -> bool:
    """Whether a clause says what may come: "could lead to", not "could have led to" and "can lead to"."""
    hedges = load_claim_words().certainty.modals["possible"]
    return any(each.lower_ in hedges for each in auxiliaries(verb)) and not is_perfect(verb)


def is_to_come(verb: Token) -> bool:
    """Whether a clause tells what is to come: "will", "is going to", "is expected to", "would" without a condition."""
    kinds = load_claim_words().kinds
    aux = auxiliaries(verb)
    if any(each.lower_ in kinds.future and each.tag_ == "MD" for each in aux):
        if verb.lower_ in kinds.wishing and any(each.lower_ in kinds.would for each in aux):
            return False  # "would like to go"
        if _muses(verb):
            return False
        is_habit = any(each.lower_ in kinds.habits and each.dep_ == "advmod" for each in verb.lefts)
        return not is_habit and not any(each.lower_ == "have" for each in aux)
    return _find_coming(verb) is not None


def _muses(verb: Token) -> bool:
    """Whether somebody only says what he thinks: "I would say", "I'd call it a win"."""
    subject, kinds = own_subject(verb), load_claim_words().kinds
    is_self = subject is not None and subject.lower_ in load_function_words().first_person
    return is_self and verb.lower_ in kinds.musing and any(each.lower_ in kinds.would for each in verb.lefts)


def _find_coming(verb: Token) -> Token | None:
    """What is to come by an infinitive: `close` of "is expected to close", "is due to close", "plans to close"."""
    kinds, what, predicate = load_claim_words().kinds, child(verb, "xcomp"), child(verb, "acomp")
    if what is not None and is_infinitive(what) and not has_child(verb, "prt"):  # not "set out to close it"
        is_going_on = verb.tag_ == "VBG" and all(each.lower_ != "been" for each in auxiliaries(verb))
        is_planned = verb.lower_ in list_kind_forms("planning") and (is_going_on or verb.tag_ in PRESENT)
        if verb.lower_ in kinds.coming or is_planned:
            return what
    if predicate is None or verb.lower_ not in load_function_words().be:
        return None  # "made sure to go"
    return child(predicate, "xcomp") if predicate.lower_ in kinds.coming else None


def is_shifted_will(body: Body, cue: Token | None, verb: Token) -> bool:
    """Whether "would" is a "will" told in a past tense: "Roe said that the mill would close".

    It is none in words between marks, under a condition, in a wish ("would like to"), before "have", of what may never
    be ("a truce would help") and where it says how a thing would be.
    """
    would = next((each for each in verb.lefts if each.lower_ in load_claim_words().kinds.would), None)
    if cue is None or cue.tag_ not in ("VBD", "VBN") or would is None or is_perfect(verb):
        return False
    if find_overlapping(body.quoted, would.idx, would.idx + 1) or verb.lower_ in load_claim_words().kinds.wishing:
        return False
    subject = own_subject(verb)
    if subject is None or subject.tag_ not in NOMINALS:
        return False  # "selling it would help"
    first = subject.left_edge
    is_any = first.lower_ in load_function_words().indefinite or first.lower_ in ("such", "only", "that", "this")
    if is_any or (verb.lower_ in load_function_words().be and has_child(verb, "acomp", "attr")):
        return False
    clauses = (each for each in verb.children if each.dep_ == "advcl")
    conditions = load_function_words().conditions
    return not any(each.lower_ in conditions for clause in clauses for each in clause.lefts)


def is_own_day(body: Body, date: DateSpan, verb: Token) -> bool:
    """Whether a day is that of a clause: of its verb, or of what is to come in it ("is due to close on Friday")."""
    coming = _find_coming(verb)
    return is_day_of(body, date, verb) or (coming is not None and is_day_of(body, date, coming))


def awaits(verb: Token) -> bool:
    """Whether somebody awaits that something happens: "they expect it to close"; not "had expected it"."""
    if verb.lower_ not in list_kind_forms("awaiting") or own_subject(verb) is None or has_child(verb, "auxpass"):
        return False
    what = child(verb, "ccomp", "xcomp")
    perfect = load_claim_words().narrator.perfect
    is_other = any(each.lower_ in perfect or (each.tag_ == "MD" and each.lower_ != "can") for each in auxiliaries(verb))
    return what is not None and not is_other and (is_infinitive(what) or _has_modal(what))


def may_come(verb: Token) -> bool:
    """Whether a clause says how likely it is that something comes: "it is possible that the mill will close"."""
    predicate = child(verb, "acomp")
    if predicate is None or verb.lower_ not in load_function_words().be:
        return False
    what = child(verb, "ccomp") or child(predicate, "ccomp")
    return predicate.lower_ in load_claim_words().kinds.likely and what is not None and _has_modal(what)


def may_happen(verb: Token, *, is_own: bool, is_ahead: bool) -> bool:
    """Whether a clause says that something may happen yet: "the mill may close"; not "it may be late", "you may go".

    Args:
        verb: The verb of the clause.
        is_own: Whether "could" tells of it: in what others say he said it may be what he can do.
        is_ahead: Whether it has a day that is to come: "could close on Friday".
    """
    subject, kinds = own_subject(verb), load_claim_words().kinds
    if subject is None or _may_anybody(subject, verb) or (is_negated(verb) and not _might(verb)):
        return False
    is_state = verb.tag_ == "VBG" or verb.lower_ in list_states() or verb.lower_ in list_kind_forms("minding")
    if is_state and not _comes_to_be(verb):
        return False
    if is_ahead or verb.lower_ == "become":
        return True
    is_bygone = any(
        each.lower_ in kinds.bygone for part in verb.lefts if part.dep_ == "advmod" for each in part.subtree
    )
    # A thing is not able to do anything: "the battle could drive up turnout".
    is_noun = subject.tag_ in COMMON_NOUNS and not may_speak(subject.lower_) and not is_person_noun(subject.lower_)
    is_thing = is_noun or subject.dep_ == "csubj"
    is_open = is_own or (is_thing and not has_child(verb, "auxpass"))
    return (is_open and not is_bygone) or not any(each.lower_ in kinds.able for each in auxiliaries(verb))


def _may_anybody(subject: Token, verb: Token) -> bool:
    """Whether a clause says what anybody may do or what "I" and "we" can; "we may sell it" tells what is to come."""
    kinds = load_claim_words().kinds
    if subject.lower_ not in kinds.anybody or subject.lower_ not in load_function_words().first_person:
        return subject.lower_ in kinds.anybody
    is_talk = verb.lower_ in kinds.musing | kinds.saying
    return is_talk or any(each.lower_ in kinds.able for each in auxiliaries(verb))


def _might(verb: Token) -> bool:
    """Whether "not" leaves it open: "might not pass"; "may not pass" forbids, too, and "could not" says what failed."""
    return any(each.lower_ == "might" for each in auxiliaries(verb))


def _comes_to_be(verb: Token) -> bool:
    """Whether a verb that tells a state tells what comes with "may": "may become", "may have to", "may be able to"."""
    if verb.lower_ == "become":
        return True
    able = child(verb, "acomp")
    is_able = verb.lower_ == "be" and able is not None and able.lower_ == "able" and has_child(able, "xcomp")
    what = child(verb, "xcomp")
    return is_able or (verb.lower_ == "have" and what is not None and is_infinitive(what))


def _has_modal(verb: Token) -> bool:
    """Whether a verb tells what will or may come, not what may have been."""
    words = load_claim_words()
    aux = {each.lower_ for each in auxiliaries(verb)}
    return "have" not in aux and bool(aux & (words.kinds.future | words.certainty.modals["possible"]))


def is_time_to(verb: Token) -> bool:
    """Whether a clause says that something is to be done now: "it is time to go"; not "it is time for dinner"."""
    if verb.lower_ not in load_function_words().be_present:
        return False
    time = next((each for each in verb.children if each.lower_ == "time" and each.dep_ in ("attr", "nsubj")), None)
    if time is None or any(each.lower_ not in load_claim_words().kinds.high_time for each in time.lefts):
        return False
    behind = (*time.rights, *verb.rights)
    return any(each.lower_ == "that" or is_infinitive(each) or _has_that(each) or _is_for_to(each) for each in behind)


def _is_for_to(word: Token) -> bool:
    """Whether "for" leads in who is to do a thing: "for Roe to go"."""
    return word.lower_ == "for" and any(is_infinitive(each) for each in word.subtree)


def _has_that(verb: Token) -> bool:
    return any(each.lower_ in ("that", "for") for each in verb.lefts)


def wants(verb: Token, has_amount: bool = False) -> bool:
    """Whether a clause says what somebody wants: "Roe wants to sell", "would like to"; not "I want to thank you".

    "Half of them want it" says how many do.
    """
    kinds = load_claim_words().kinds
    subject, what = own_subject(verb), child(verb, "xcomp", "ccomp")
    if subject is None or subject.lower_ in ("you", "who", "what") or has_child(verb, "auxpass"):
        return False
    predicate = child(verb, "acomp")
    if predicate is not None and predicate.lower_ in kinds.willing:
        is_price = has_amount and subject.lower_ not in load_function_words().first_person
        is_willing = verb.lower_ in load_function_words().be and is_somebody(subject) and has_child(predicate, "xcomp")
        return is_willing and not is_price
    if has_amount and (subject.lower_ in kinds.shares or any(each.like_num for each in subject.subtree)):
        return False
    is_wish = verb.lower_ in kinds.wishing and any(each.lower_ in kinds.would for each in auxiliaries(verb))
    if not is_wish and verb.lower_ not in list_kind_forms("wanting"):
        return False
    is_said = what is not None and what.lower_ in kinds.saying
    return not is_said and (what is not None or has_child(verb, "dobj", "prep"))


def is_somebody(subject: Token) -> bool:
    """Whether a subject is one that may want a thing: "I", "the mayor", "Norland"; not "it", "the plan"."""
    if subject.tag_ == "PRP":
        return subject.lower_ not in ("it", "you")
    return subject.tag_ in PROPER_NOUNS or may_speak(subject.lower_)
