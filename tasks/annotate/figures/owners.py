"""Whose a measured thing is by its clause: who has it, and whom "its" stands for."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.figures.antecedents import find_owner
from tasks.annotate.figures.clauses import find_holder, find_subject
from tasks.annotate.figures.lexicon import load_figure_words
from tasks.language.grammar import COMMON_NOUNS, NOUNS, PLURALS, VERBS
from tasks.language.people import is_person_noun

_POSSESSIVES = {"its": "thing", "his": "person", "her": "person", "their": "several"}


def find_haver(noun: Token) -> Token | None:
    """Who has what a noun names: the Roe of "Roe had an approval rating of 40 percent"."""
    link = noun.head
    is_bound = (
        noun.dep_ == "pobj" and link.lower_ in load_figure_words().chance_bounds and link.head.i == link.i - 1
    )  # "has over an 80% chance"
    verb = link.head if is_bound else link
    if (
        (noun.dep_ != "dobj" and not is_bound)
        or verb.tag_ not in VERBS
        or verb.lower_ not in load_figure_words().measuring.having
    ):
        return None
    subject = find_holder(verb, noun.i)
    return subject if subject is not None and subject.tag_ in NOUNS else None


def find_bound_owner(noun: Token) -> Token | None:
    """Whom the "its" of a verb's object stands for, if its subject fits: "Acme cut its dividend"."""
    pronoun = next((each for each in noun.lefts if each.dep_ == "poss" and each.tag_ == "PRP$"), None)
    kind = _POSSESSIVES.get(pronoun.lower_) if pronoun is not None else None
    verb = noun.head.head if noun.dep_ == "pobj" and kind == "person" else noun.head
    if kind is None or noun.dep_ not in ("dobj", "pobj") or verb.tag_ not in VERBS:
        return None  # "would add it to its costs": the agreement's, or another's
    subject = find_subject(verb, noun.i)
    return subject if subject is not None and _fits(subject, kind) else None


def find_whose(noun: Token) -> Token | None:
    """Whom "whose", or a pronoun that no subject of the noun's own clause settles, stands for before a noun."""
    owner = next((each for each in noun.lefts if each.dep_ == "poss"), None)
    if owner is None or owner.lower_ != "whose":
        return find_owner(owner) if owner is not None else None
    clause = next((each for each in noun.ancestors if each.dep_ == "relcl"), None)
    return clause.head if clause is not None and clause.head.i < owner.i else None


def _fits(subject: Token, kind: str) -> bool:
    """Whether a pronoun may stand for a subject: "its" for a thing, "his" for a person, "their" for several."""
    if subject.tag_ not in NOUNS:
        return False
    is_person = subject.ent_type_ == "PERSON" or (subject.tag_ in COMMON_NOUNS and is_person_noun(subject.lower_))
    is_several = subject.tag_ in PLURALS or any(each.dep_ == "conj" for each in subject.rights)
    if kind == "several":
        return is_several
    return not is_several and is_person == (kind == "person")
