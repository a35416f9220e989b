"""Say whether facts can show that a claim is true or not."""

from __future__ import annotations

from spacy.tokens import Span, Token

from expectations.enumerations import ClaimType
from tasks.annotate.claims.ahead import auxiliaries, is_left_open, is_perfect, is_somebody
from tasks.annotate.claims.lexicon import KindList, list_kind_forms, list_wrongs, load_claim_words
from tasks.annotate.claims.told import PERSONS, shows
from tasks.annotate.claims.wording import is_question
from tasks.annotate.spans import Claim
from tasks.language.function_words import load_function_words
from tasks.language.grammar import (
    ADJECTIVES,
    COMMON_NOUNS,
    NOUNS,
    PROPER_NOUNS,
    TIME_LABELS,
    VERBS,
    child,
    find_agent,
    has_child,
    is_finite,
    object_of,
    own_subject,
)
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun, may_speak
from tasks.language.withheld import is_negated

# What somebody does who wants a thing, or says that it will be done.
WANTED = frozenset({"demands", "promises"})
_PREDICATES = frozenset({"acomp", "attr", "oprd"})
_POINTING = frozenset({"it", "this", "that", "these", "those", "there", "what", "which"})


def is_unreal(verb: Token) -> bool:
    """Whether a clause says what would have been, if something else had: nobody can see whether it would."""
    aux = {each.lower_ for each in auxiliaries(verb)}
    if "have" not in aux or not aux & {"would", "could", "might", "'d", "\u2019d"}:
        return False
    subject = own_subject(verb)
    if "would" in aux and subject is not None and subject.tag_ == "PRP":
        return True  # "they would have got it"
    return any(each.dep_ == "advcl" and any(mark.lower_ == "if" for mark in each.lefts) for each in verb.children)


def find_checkable(
    claim: Claim, words: Span, root: Token, claim_type: ClaimType, has_amount: bool, is_firm: bool
) -> bool:
    """Whether facts can show a claim true or false: no question, wish, taste or opinion.

    Args:
        claim: The claim.
        words: Its words.
        root: Its verb.
        claim_type: What `find_type` gives.
        has_amount: Whether it holds a figure.
        is_firm: Whether it holds a figure or a day.
    """
    is_wish = claim.stance in WANTED or claim.stance == "asks" or claim_type == "position"
    if is_wish or _is_no_fact(words, root, is_firm) or judges(root, has_amount):
        return False
    subject = own_subject(root)
    is_self = subject is not None and subject.lower_ in load_function_words().first_person
    if claim_type == "prediction":
        return is_firm and not is_self and not _hangs_on_condition(root)
    if _is_of_mind(claim, subject, root) or _interprets(root, subject):
        return False
    return has_amount or _holds_fact(claim, words, root, claim_type, is_firm)


def _holds_fact(claim: Claim, words: Span, root: Token, claim_type: ClaimType, is_firm: bool) -> bool:
    """Whether a clause without an amount says what can be found out of somebody or something told."""
    subject = own_subject(root)
    is_self = subject is not None and subject.lower_ in load_function_words().first_person
    if has_child(root, "expl"):
        return is_firm or _exists(root)
    if _grants(root, "displaying") and not is_firm:
        return False
    if _is_open(root, is_firm):
        return False
    if subject is not None and (is_self or _points_elsewhere(claim, subject)):
        is_told = claim_type != "other" and any(each.ent_type_ for each in words)
        return is_firm or is_told or (is_self and claim_type == "event" and _tells_own_deed(root))
    if claim_type == "other":
        return is_firm or _states_fact(root, subject, claim.voice == "direct")
    return is_finite(root) or root.tag_ not in NOUNS or len(words) > 2


def _is_open(verb: Token, is_firm: bool) -> bool:
    """Whether a clause says what may be so, or blames a deed; what cannot be is not so."""
    if verb.lower_ in list_kind_forms("blaming_deeds") and not is_firm and not has_child(verb, "xcomp"):
        return True  # "struggled"; "struggled to put it out" tells what was seen
    open_words = {each.lower_ for each in auxiliaries(verb)} & load_claim_words().kinds.open
    return bool(open_words) and (not is_negated(verb) or not open_words.isdisjoint(("may", "might")))


def _is_no_fact(words: Span, verb: Token, is_firm: bool) -> bool:
    """Whether a clause asks how, says what may be or would have been, or only blames: none is so or not.

    Of what somebody is accused of, wrongs can be shown: "of hacking it", not "of dividing the country".
    """
    if verb.dep_ == "pcomp" and verb.head.lower_ == "of" and not is_firm and verb.lower_ not in list_wrongs():
        return True
    is_open = is_left_open(verb) and not is_negated(verb)
    return is_open or is_unreal(verb) or (words[0].lower_ not in ("whether", "if") and is_question(words))


def _hangs_on_condition(verb: Token) -> bool:
    """Whether a clause says what is so if something else is: only who knows that can check it."""
    clauses = (each for each in verb.children if each.dep_ == "advcl")
    return any(mark.dep_ == "mark" and mark.lower_ in ("if", "unless") for each in clauses for mark in each.children)


def _points_elsewhere(claim: Claim, subject: Token) -> bool:
    """Whether the subject points at a thing, and the claim does not say in brackets at which."""
    return subject.lower_ in _POINTING and f"{subject.text} [" not in (claim.resolved or "")


def _is_of_mind(claim: Claim, subject: Token | None, verb: Token) -> bool:
    """Whether a clause tells of anybody, or what goes on in the mind of who says it: "you never know", "I hope"."""
    if subject is None:
        return False
    is_self = subject.lower_ in load_function_words().first_person
    return (
        subject.lower_ == "you"
        or (subject.lower_ == "one" and subject.tag_ == "PRP")
        # "She said she considered it a gift": who says it knows.
        or (claim.voice != "narrator" and subject.lower_ in PERSONS and verb.lower_ in list_kind_forms("inner"))
        or (is_self and verb.lower_ in list_kind_forms("minding") and not _senses(verb))
        or (claim.voice != "narrator" and _tells_feelings(verb))
    )


def _senses(verb: Token) -> bool:
    """Whether somebody tells what he saw or heard: "I heard three shots"; not "I see a future", "I saw it fail"."""
    what = child(verb, "dobj")
    is_past = verb.tag_ == "VBD" and verb.lower_ in list_kind_forms("sensing")
    vague = load_claim_words().kinds.abstract | load_claim_words().kinds.anything
    return is_past and what is not None and what.tag_ in NOUNS and what.lower_ not in vague


def feels(verb: Token) -> bool:
    """Whether somebody is stunned or troubled: "his inquiry was troubled by leaks" tells what happened to a thing."""
    if verb.lower_ not in load_claim_words().kinds.feelings:
        return False
    subject = own_subject(verb)
    return subject is None or find_agent(verb) is None or is_somebody(subject) or subject.lower_ == "it"


def _tells_feelings(verb: Token) -> bool:
    """Whether a clause tells what somebody feels or makes of a thing: "was stunned", "found it unfair"."""
    feelings, predicate = load_claim_words().kinds.feelings, child(verb, "acomp")
    if feels(verb) or (predicate is not None and predicate.lower_ in feelings):
        return True
    if verb.lower_ not in list_kind_forms("finding"):
        return False
    held = child(verb, "oprd", "ccomp")
    return held is not None and held.tag_ in ADJECTIVES


def judges(verb: Token, has_amount: bool = False) -> bool:
    """Whether a clause says what somebody thinks of a thing: "is great", "the best idea", "did a terrible job".

    Beside an amount only what the verb says itself counts: "cut its key rate by a point" tells what was done.
    """
    judging, subject = load_claim_words().kinds.judging, own_subject(verb)
    is_other = subject is not None and subject.lower_ not in load_function_words().first_person
    is_quoting = is_other and verb.lower_ in list_kind_forms("naming")
    for each in verb.children:
        if is_quoting and each.dep_ in ("oprd", "ccomp", "dobj", "prep"):
            continue
        is_predicate = each.dep_ in _PREDICATES
        is_object = each.dep_ == "dobj" and not has_amount
        # "Sealed it off to clear the debris" does not judge.
        is_word = each.lower_ in judging and each.tag_ not in VERBS
        is_said = (is_word and (is_predicate or not has_amount)) or _is_well(each)
        if is_said or any(
            is_judging(part) and (is_predicate or part.lower_ not in load_claim_words().kinds.sizes)
            for part in (_list_parts(each) if is_predicate else each.children if is_object else ())
        ):
            return True
        if each.dep_ == "attr" and each.left_edge.lower_ in ("my", "our"):
            return True
    return False


def _is_well(word: Token) -> bool:
    """Whether a deed is said to be done well: "did well"; not "may well do it", "did it as well"."""
    return word.lower_ == "well" and word.dep_ == "advmod" and word.i > word.head.i and word.nbor(-1).lower_ != "as"


def _list_parts(noun: Token) -> list[Token]:
    """The words around a noun, and of "one of the best players" those around the players."""
    of = child(noun, "prep") if noun.lower_ in load_claim_words().kinds.of_several else None
    several = None if of is None else object_of(of)
    return [*noun.children, *(() if several is None else several.children)]


def is_topic_noun(noun: Token) -> bool:
    """Whether a noun names what somebody makes a point of: "the biggest problem is", "the best part was"."""
    return singular(noun.lower_) in load_claim_words().answers.topics | load_claim_words().kinds.points


def is_rated(word: Token) -> bool:
    """Whether a superlative says what somebody thinks of a thing: "the worst", "most skilful"; not "most watched"."""
    if word.tag_ == "RBS":
        rated = word.head
        return rated.tag_ == "JJ" and rated.lower_ not in load_claim_words().kinds.measurable
    return is_judging(word)


def is_judging(word: Token) -> bool:
    """Whether a word judges, in whichever degree: "a tough job", "the toughest job", "the most skilful player"."""
    kinds, lower = load_claim_words().kinds, word.lower_
    most = next((each for each in word.lefts if each.tag_ == "RBS" and each.lower_ == "most"), None)
    if most is not None and is_rated(most):
        return True
    if word.tag_ == "JJS":
        # "The biggest employer" can be measured.
        plain = (lower, lower[:-3], lower[:-2], f"{lower[:-4]}y", lower[:-4])
        return not kinds.judging.isdisjoint(plain) and kinds.measurable.isdisjoint(plain)
    return lower in kinds.judging and word.tag_ not in PROPER_NOUNS


def _states_fact(verb: Token, subject: Token | None, is_direct: bool) -> bool:
    """Whether a clause in the present tells of somebody or something definite how it is: "Roe owns the mill"."""
    if subject is None or subject.tag_ not in NOUNS | {"PRP", "CD"}:
        return False
    is_linking = verb.lower_ in list_kind_forms("linking")
    predicate = child(verb, *_PREDICATES)
    if verb.lower_ not in load_function_words().be and not (is_linking and predicate is not None):
        is_vague = verb.lower_ in list_kind_forms("minding") or verb.lower_ in list_kind_forms("swaying")
        is_anybody = subject.lower_ in load_function_words().anybody
        return not (is_vague or is_anybody or _grants(verb, "granting")) and verb.tag_ in VERBS
    if predicate is None:
        return any(_tells_where(each) for each in verb.children)
    if is_linking and predicate.tag_ == "VBN":
        return True  # "remain buried"
    if predicate.tag_ not in NOUNS:
        is_one_of = predicate.lower_ == "one" and child(predicate, "prep") is not None
        is_idea = singular(subject.lower_) in load_claim_words().kinds.abstract
        return is_one_of or (predicate.lower_ in load_claim_words().kinds.plain and not is_idea)
    is_told = not is_topic_noun(subject) and (subject.tag_ != "PRP" or (subject.lower_ in PERSONS and not is_direct))
    return _is_factual(predicate) and is_told


def _grants(verb: Token, how: KindList) -> bool:
    """Whether a clause gives a thing what nobody can measure: "poses a threat", "showed restraint", "did things"."""
    kinds, what = load_claim_words().kinds, child(verb, "dobj")
    noun = None if what is None else singular(what.lower_)
    if verb.lower_ in ("do", "does", "did", "done", "doing"):
        return noun in kinds.anything and not has_child(what or verb, "det")
    return noun in kinds.abstract and verb.lower_ in list_kind_forms(how)


def _exists(verb: Token) -> bool:
    """Whether it can be found out that there is such a thing: "there is no shortage"; not "there is a way".

    "A fire in her belly" is a figure of speech.
    """
    kinds, thing = load_claim_words().kinds, child(verb, "attr", "nsubj")
    if thing is None or any(each.tag_ == "PRP$" for each in verb.subtree if each.i > thing.i):
        return False
    return singular(thing.lower_) in kinds.existing


def _interprets(verb: Token, subject: Token | None) -> bool:
    """Whether a clause says what a thing shows in the eyes of who says so: "the move shows how weak she is"."""
    if subject is None or verb.lower_ not in list_kind_forms("showing") or not has_child(verb, "dobj", "ccomp"):
        return False
    if subject.tag_ in COMMON_NOUNS:
        return not shows(verb) and not may_speak(subject.lower_)
    return subject.tag_ in ("DT", "WDT")


def _tells_own_deed(verb: Token) -> bool:
    """Whether somebody tells of a deed of his that others could have seen: "I briefed her on the mill"."""
    if _senses(verb):
        return True
    if verb.lower_ not in list_kind_forms("seen") or not (verb.tag_ == "VBD" or is_perfect(verb)):
        return False
    if has_child(verb, "prt"):
        return False  # "I fired up the crowd"
    parts = [child(verb, "dobj"), *(object_of(each) for each in verb.rights if each.dep_ == "prep")]
    return verb.tag_ != "VBG" and any(each is not None and each.tag_ in NOUNS for each in parts)


def _tells_where(beside: Token) -> bool:
    """Whether a phrase beside "be" says where or in what somebody is: "in Norland", "on appeal"; not "off base"."""
    kinds = load_claim_words().kinds
    if beside.dep_ == "advmod":
        return beside.lower_ in kinds.whereabouts
    is_place = beside.dep_ == "prep" and beside.lower_ not in kinds.no_place
    place = next(beside.rights, None) if is_place else None
    if place is None:
        return False
    is_named = any(each.ent_type_ for each in (place, *place.lefts))
    is_state = place.lower_ in kinds.conditions and beside.lower_ != "of"
    return is_named or place.like_num or is_state or beside.lower_ in kinds.among


def _is_factual(noun: Token) -> bool:
    """Whether being such a thing is a fact, not a figure of speech: "a citizen", "a Texas mill"; not "a wild west"."""
    kinds, word = load_claim_words().kinds, singular(noun.lower_)
    of = child(noun, "prep") if word == "part" else None
    whole = None if of is None else object_of(of)
    if whole is not None and is_topic_noun(whole):
        return False  # "is part of the problem"
    if noun.tag_ in PROPER_NOUNS or (is_person_noun(noun.lower_) and word not in kinds.heroes):
        return True
    if word in kinds.factual:
        return True
    beside = [each for each in noun.lefts if each.dep_ in ("amod", "compound", "nmod", "nummod", "poss")]
    names = (each for each in beside if each.ent_type_ not in TIME_LABELS)
    return word not in kinds.heroes and any(each.ent_type_ or each.tag_ in PROPER_NOUNS for each in names)
