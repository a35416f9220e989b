"""What a claim's own words tell before a pronoun, which it may mean, and whether "it" means anything."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Token

from tasks.annotate.claims.lexicon import list_impersonal, load_pointing_words
from tasks.annotate.claims.stretch import LONGEST_LOOK, Stretch
from tasks.language.grammar import (
    COMPLEMENTS,
    LONGEST_CLIMB,
    NOUN_SUBJECTS,
    PLURALS,
    RECEIVERS,
    SINGULARS,
    SUBJECT_PLACE,
    VERBS,
    child,
    has_child,
    is_finite,
    is_infinitive,
    own_subject,
)
from tasks.language.inflection import make_forms
from tasks.language.people import is_body, is_person_noun
from tasks.language.withheld import is_conditional

_BESIDE = frozenset({"with", "behind", "around", "before", "after", "above", "over", "near", "within", "inside"})
_DONE_TO = frozenset({"him", "them"})
_NUMBER_LABELS = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})


def _is_compared(token: Token) -> bool:
    """Whether "it" is what is compared: "more white than it was", where the subject before is meant or nothing."""
    verb = token.head
    mark = verb.left_edge
    return token.dep_ in NOUN_SUBJECTS and mark.lower_ in ("than", "as") and mark.i < token.i and verb.dep_ != "ROOT"


def _is_done(token: Token) -> bool:
    """Whether "it" is a deed told of before: "the best place to do it"."""
    return token.lower_ == "it" and token.dep_ == "dobj" and token.head.lower_ in make_forms("do")


def find_actor(token: Token) -> Token | None:
    """Who does something to what a pronoun means, so that it is another one: "Acme sold it", "Roe stood by him".

    "Roe had it with her" is of one.
    """
    if token.dep_ in RECEIVERS:
        return own_subject(token.head)
    if token.lower_ in _DONE_TO and token.dep_ in NOUN_SUBJECTS and token.head.dep_ in COMPLEMENTS:
        return own_subject(token.head.head)  # "partners make them feel silly"
    is_done_to = token.dep_ == "pobj" and token.head.dep_ == "prep" and token.head.lower_ not in _BESIDE
    return own_subject(token.head.head) if is_done_to and token.head.head.tag_ in VERBS else None


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
    actor = find_actor(token)
    above_it = list(islice(token.ancestors, LONGEST_CLIMB))
    above = {each.i for each in above_it} if token.dep_ == "pobj" else set()
    for noun in stretch.nouns_before(token):
        if (
            noun == actor
            or noun.i in above
            or noun.ent_type_ in _NUMBER_LABELS
            or (noun.head in above_it and _comes_if(noun, token))
            or (is_leading and noun.dep_ not in NOUN_SUBJECTS)
        ):
            continue
        if is_many and (noun.tag_ in PLURALS or has_child(noun, "conj") or is_body(noun.lower_)):
            return True
        if (
            not is_many
            and noun.tag_ in SINGULARS
            and not is_person_noun(noun.lower_)
            and not is_called_person(stretch, noun)
        ):
            return True
    return False


def _comes_if(noun: Token, token: Token) -> bool:
    """Whether a thing there would be is what comes if "it" is so, and not "it": "there is a risk if it fails"."""
    is_there = noun.dep_ == "attr" and has_child(noun.head, "expl")
    return is_there and token.head.head == noun.head and is_conditional(token.head)


def is_called_person(stretch: Stretch, noun: Token) -> bool:
    """Whether a name is a person's: of Jordan and Chad the article tells better than the tagger."""
    mention = stretch.story.mention_of(noun)
    return noun.ent_type_ == "PERSON" if mention is None else mention.label == "person"


def has_clause_before(stretch: Stretch, token: Token) -> bool:
    """Whether a claim has a clause before "that" which it may mean: "If it fails, that is the end"."""
    above = {each.i for each in islice(token.ancestors, LONGEST_LOOK)}
    return any(
        word.i not in above and is_finite(word) and has_child(word, *SUBJECT_PLACE)
        for piece in stretch.pieces
        for word in token.doc[max(piece.start, token.i - LONGEST_LOOK) : min(piece.end, token.i)]
    )


def is_impersonal(stretch: Stretch, token: Token) -> bool:
    """Whether "it" stands for no thing: "it is hard to tell", "it was reported that", "it seems"."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in (*NOUN_SUBJECTS, "expl", "csubj"):
        return _arrives(token)
    behind = [each.dep_ for each in verb.rights if stretch.holds(each)]
    if token.dep_ == "nsubjpass":
        return not {"ccomp", "csubj", "csubjpass"}.isdisjoint(behind)
    if verb.lower_ not in list_impersonal():
        return False
    state = child(verb, "acomp", "attr", "oprd")
    if state is None or state.i < verb.i:
        below = child(verb, "xcomp")
        if below is not None and has_child(below, "attr", "acomp") and not has_child(below, "ccomp", "xcomp", "csubj"):
            return False  # "it turns out to be a trap"
        is_told = not {"ccomp", "xcomp", "csubj"}.isdisjoint(behind) and "dobj" not in behind
        return is_told or _takes_time(verb)
    if state.lower_ in load_pointing_words().of_doers and state.dep_ == "acomp":
        return has_child(verb, "ccomp", "csubj") or has_child(state, "ccomp")  # "it was able to pay"
    if state.ent_type_ in ("DATE", "TIME") or state.lower_ == "time":
        return True
    return _is_of_clause(stretch, state) or not {"ccomp", "csubj", "xcomp"}.isdisjoint(behind)


def _is_of_clause(stretch: Stretch, state: Token) -> bool:
    """Whether a state is said of the clause behind it: "it is hard to tell", "it is unfair and unjust to close it"."""
    return any(
        (each.dep_ in ("ccomp", "xcomp", "csubj") or (each.dep_ == "acl" and is_infinitive(each)))
        and each.i > state.i
        and stretch.holds(each)
        for each in (*state.children, *(below for part in state.conjuncts for below in part.children))
    )


def _takes_time(verb: Token) -> bool:
    """Whether a deed takes time: "it would take years to mend", "it took a year for Oslo to"; it stands behind."""
    if verb.lower_ not in make_forms("take") or not any(each.ent_type_ in ("DATE", "TIME") for each in verb.rights):
        return False
    doers = (below for each in verb.rights if each.lower_ == "for" for below in each.children)
    return any(map(is_infinitive, (*verb.rights, *(below for doer in doers for below in doer.children))))


def _arrives(token: Token) -> bool:
    """Whether "it" is part of a saying: "might not make it to Oslo"."""
    is_made = token.lower_ == "it" and token.dep_ == "dobj" and token.head.lower_ in make_forms("make")
    return is_made and token.i + 1 < len(token.doc) and token.nbor().lower_ in ("to", "through")
