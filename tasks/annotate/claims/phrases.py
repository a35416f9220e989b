"""Whether a phrase with "the" says by itself which one it means: "the Senate", "the largest bank", "the idea that"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from tasks.annotate.claims.lexicon import load_pointing_words
from tasks.annotate.claims.stretch import Story
from tasks.language.grammar import (
    ADJECTIVES,
    COMMON_NOUNS,
    NOUN_SUBJECTS,
    PLURALS,
    PROPER_NOUNS,
    TIME_LABELS,
    VERBS,
)
from tasks.language.inflection import singular
from tasks.language.people import is_body, is_person_noun

_COMPLEMENTS = frozenset({"relcl", "acl", "appos", "ccomp"})
_DESCRIBING = ADJECTIVES | {"RBS", "RBR"}
_ORDINALS = frozenset({"JJS", "RBS"})
_MARKS = frozenset({",", "-", "--", "\u2013", "\u2014", "("})
# What many things are called after.
_OF_MANY = frozenset({"nationality", "place"})
_OF_BODIES = _OF_MANY | {"organization", "group"}
_OF_COUNTRY = frozenset({"GPE", "NORP", "LOC"})
# What only says where or how one of many was: "the comment in jest".
_BESIDE = frozenset({"in", "at", "during", "after", "before", "as", "with", "within", "since", "until", "without"})
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_ONLY = frozenset({"only", "first", "second", "third", "last", "next", "sole", "fourth", "fifth"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def is_everybody(head: Token) -> bool:
    """Whether a word is of all who are so: "the poor"."""
    words = load_pointing_words()
    return head.tag_ in _DESCRIBING and head.lower_ in words.unique | words.everywhere


def is_told_amount(head: Token) -> bool:
    """Whether a superlative or a sum is told of which: "the gravest in the world", "the $40,000 covered by Acme"."""
    return (head.tag_ in ("JJS", "$") or head.ent_type_ == "MONEY") and has_complement(head)


def is_of_many(head: Token, determiner: Token) -> bool:
    """Whether a noun says of which kind a country is: "the island nation" is one of many."""
    return head.lower_ in load_pointing_words().kinds["place"] and any(
        each.i > determiner.i and each.dep_ == "compound" and each.tag_ in COMMON_NOUNS for each in head.lefts
    )


def is_known(head: Token, determiner: Token) -> bool:
    """Whether everybody knows what a noun means; as a subject "the country" and "the news" are told of before."""
    words = load_pointing_words()
    if head.lower_ not in words.unique or is_of_many(head, determiner):
        return False
    host = head.head if head.dep_ == "poss" else head
    return head.lower_ not in words.unique_beside or host.dep_ not in NOUN_SUBJECTS


def is_at_one_time(head: Token, determiner: Token) -> bool:
    """Whether "at the time" is one told of before; "at the time he left" is not."""
    if head.lower_ != "time" or not determiner.i or determiner.nbor(-1).lower_ != "at":
        return False
    after = head.nbor() if head.i + 1 < len(head.doc) else None
    return after is None or after.is_punct or after.tag_ in VERBS


def is_general(head: Token, determiner: Token) -> bool:
    """Whether a phrase is understood everywhere: "the unemployment rate"."""
    if head.tag_ not in COMMON_NOUNS or is_person_noun(head.lower_) or is_body(head.lower_):
        return False
    return _has_kind(head, determiner) and singular(head.lower_) in load_pointing_words().general


def is_of_year(head: Token) -> bool:
    """Whether a year says which one is meant: "the 2010 earthquake"; of "the 2012 policy" there are others."""
    is_told = any(_YEAR.fullmatch(each.text) for each in head.lefts)
    return is_told and singular(head.lower_) not in load_pointing_words().particular


def _has_kind(head: Token, determiner: Token) -> bool:
    """Whether words before a noun say of which kind it is, so that there is one: "the unemployment rate"."""
    before = [each for each in head.lefts if each.i > determiner.i]
    if any(each.lower_ in load_pointing_words().deictic or each.tag_ in ("VBN", "VBG", "CD") for each in before):
        return False
    return any(each.dep_ in ("compound", "amod") for each in before)


def names_itself(story: Story, head: Token, determiner: Token) -> bool:
    """Whether a phrase names what it means: "the Senate", "the Obama administration", "the Russian army"."""
    if is_person_noun(head.lower_) and head.tag_ not in PLURALS:
        return any(word.ent_type_ == "PERSON" for word in (head, *head.children))
    words = head.doc[determiner.i + 1 : head.i + 1]
    kinds = load_pointing_words().kinds
    if head.tag_ in PROPER_NOUNS:  # "the Committee" is one of many
        return len(words) > 1 or head.lower_ not in kinds["organization"] | kinds["law"]
    mentions = [story.mention_of(word) for word in words]
    labels = {mention.label for mention in mentions if mention is not None}
    noun = singular(head.lower_)
    if noun in load_pointing_words().of_many and not any(word.ent_type_ in TIME_LABELS for word in words):
        return False  # "the Post story"
    is_dated = any(word.ent_type_ in TIME_LABELS or _YEAR.fullmatch(word.text) for word in words)
    if noun in load_pointing_words().of_bodies and labels <= _OF_BODIES and not (labels and is_dated):
        return False  # "the Senate bill"; not "the June 2011 Acme poll"
    is_place = all(word.ent_type_ in _OF_COUNTRY for word in words if word.tag_ in PROPER_NOUNS)
    if labels <= _OF_MANY and is_place and noun in kinds["organization"] | kinds["law"]:
        return False  # "the Swiss bank"
    return bool(labels) or any(word.tag_ in PROPER_NOUNS for word in words)


def is_single(head: Token, determiner: Token) -> bool:
    """Whether a word before a noun says which one: "the largest bank", "the only way"; not "the first cases came"."""
    is_told_of = has_complement(head) or _is_most_in_place(head)
    if head.dep_ in NOUN_SUBJECTS and not is_told_of and head.lower_ not in load_pointing_words().vague:
        return False
    for each in head.lefts:
        is_most = each.tag_ in _ORDINALS or any(inner.tag_ in _ORDINALS for inner in each.lefts)
        if each.i > determiner.i and (is_most or each.lower_ in _ONLY):
            return True
    return False


def _is_most_in_place(head: Token) -> bool:
    """Whether a superlative is one of a named place: "the oldest bridge in Oslo"."""
    is_most = any(each.tag_ == "JJS" or any(inner.tag_ == "RBS" for inner in each.lefts) for each in head.lefts)
    places = (each for each in head.rights if each.dep_ == "prep" and each.lower_ in ("in", "of"))
    return is_most and any(inner.ent_type_ in _PLACES for each in places for inner in each.children)


def tells_which(head: Token) -> bool:
    """Whether what follows "that" or "those" and a noun says which is meant: "those votes that were lost"."""
    for each in head.rights:
        if each.dep_ == "relcl" or (each.dep_ == "prep" and any(inner.ent_type_ for inner in each.subtree)):
            return True
    return False


def _is_in_place_or_thing(head: Token, preposition: Token) -> bool:
    """Whether "in" says which change or event it is: "the rise in taxes", "the shooting in Aurora"."""
    words = load_pointing_words()
    if singular(head.lower_) in words.changes:
        return True
    return singular(head.lower_) in words.occurrences and any(
        each.ent_type_ in _PLACES for each in preposition.children
    )


def has_complement(head: Token) -> bool:
    """Whether what stands after a noun says which one: "the terms of her contract", "the idea that it failed"."""
    for each in head.rights:
        is_apart = each.left_edge.i > 0 and each.left_edge.nbor(-1).text in _MARKS
        if each.dep_ in _COMPLEMENTS and not is_apart and each.tag_ != "PRP":  # "the company itself"
            return True
        is_next = each.i == head.i + 1 or (each.i == head.i + 2 and each.lower_ == "of" and head.nbor().is_quote)
        if each.dep_ == "prep" and is_next:
            if each.lower_ in _BESIDE and singular(head.lower_) in load_pointing_words().particular:
                return each.lower_ == "in" and _is_in_place_or_thing(head, each)
            return any(inner.ent_type_ not in TIME_LABELS for inner in each.children)
    return False
