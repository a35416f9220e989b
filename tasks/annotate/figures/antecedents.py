"""Whom a pronoun stands for that has a sum or a share: "Acme said it paid $5 million", "its sales rose 5 percent"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from tasks.annotate.figures.lexicon import load_figure_words
from tasks.language.grammar import (
    COMMON_NOUNS,
    NOUN_SUBJECTS,
    NOUNS,
    PLURALS,
    PROPER_NOUNS,
    TIME_LABELS,
    VERBS,
    children_after,
    has_child,
    own_subject,
)
from tasks.language.names import GENDERS, count_title_words, guess_gender
from tasks.language.people import is_person_noun, may_speak

_PRONOUNS = frozenset(("it", "he", "she", "they"))
_OWNERS = {"its": "it", "his": "he", "her": "she", "their": "they"}
_FARTHEST = 2  # sentences before that say only the same pronoun again
_LONGEST_CLIMB = 5
_QUOTED = re.compile('["\u201c\u201d]')
_UPWARD = frozenset(("ccomp", "xcomp", "advcl", "conj", "acl"))


def find_antecedent(pronoun: Token, reach: int = _FARTHEST) -> Token | None:
    """The subject that a pronoun stands for, of a clause above its own or else of the sentence before.

    That of the sentence before only if no other subject there fits: a wrong holder is worse than none.
    """
    word = pronoun.lower_
    if (
        word not in _PRONOUNS
        or has_child(pronoun, "conj")
        or pronoun.dep_ not in NOUN_SUBJECTS
        or pronoun.head.tag_ not in VERBS
    ):
        return None
    for verb in _verbs_above(pronoun.head):
        subject = own_subject(verb)
        if subject is None or subject.i >= pronoun.i or subject == pronoun:
            continue
        if subject.lower_ == word:
            return find_antecedent(subject, reach) if subject.i < pronoun.i and verb.dep_ == "ROOT" else None
        told = children_after(verb, "dobj", "dative")  # "Roe told Doe that he owed $5"
        return subject if _fits(subject, word) and not any(_fits(each, word) for each in told) else None
    return _find_alone(pronoun, word, reach)


def find_owner(pronoun: Token) -> Token | None:
    """Whom "its", "his", "her" or "their" stands for: a subject before it, if nobody else is named between.

    "Acme said its sales rose", "farmers saw their yields fall", "Roe lost in May. His approval is 38 percent".
    """
    word = _OWNERS.get(pronoun.lower_)
    verb = next((each for each in pronoun.ancestors if each.tag_ in VERBS), None)
    if word is None or pronoun.tag_ != "PRP$" or verb is None:
        return None
    for above in (verb, *_verbs_above(verb)):
        subject = own_subject(above)
        if subject is None or subject.i >= pronoun.i or subject.is_ancestor(pronoun):
            continue
        if subject.lower_ == word:
            return find_antecedent(subject)
        between = pronoun.doc[subject.right_edge.i + 1 : pronoun.i]
        is_sure = _fits(subject, word) and not any(_may_be_meant(each, word) for each in between)
        return subject if is_sure else None
    return _find_alone(pronoun, word, _FARTHEST)


def _find_alone(pronoun: Token, word: str, reach: int) -> Token | None:
    """The only one in front of a pronoun that it may stand for, as a subject; else that of the sentence before."""
    front = pronoun.doc[pronoun.sent.start : pronoun.i]
    named = [token for token in front if token.dep_ != "compound" and _may_be_meant(token, word)]
    if not named:
        return _find_before(pronoun, word, reach) if reach else None
    is_sure = len(named) == 1 and named[0].dep_ in NOUN_SUBJECTS and _fits(named[0], word)
    return named[0] if is_sure and not _QUOTED.search(pronoun.doc.text, named[0].idx, pronoun.idx) else None


def _verbs_above(verb: Token) -> Iterator[Token]:
    for _ in range(_LONGEST_CLIMB):
        if verb.dep_ in ("relcl", "pcomp"):  # "Roe was glad of the $5 that he had raised"
            above = next((each for each in verb.ancestors if each.tag_ in VERBS), None)
        else:
            above = verb.head if verb.dep_ in _UPWARD else None
        if above is None:
            return
        verb = above
        if verb.tag_ in VERBS:
            yield verb


def _may_be_meant(noun: Token, word: str) -> bool:
    """Whether a pronoun could stand for a noun, though it holds no money."""
    if noun.tag_ not in NOUNS or noun.ent_type_ in TIME_LABELS:
        return False
    if word in GENDERS:
        return _fits(noun, word)
    return word == "it" or noun.tag_ in PLURALS or has_child(noun, "conj")


def _find_before(pronoun: Token, word: str, reach: int) -> Token | None:
    sentence = pronoun.sent
    if sentence.start == 0:
        return None
    before = sentence.doc[sentence.start - 1].sent
    subject = own_subject(before.root)
    between = sentence.doc.text[subject.idx : pronoun.idx] if subject is not None else '"'
    if subject is None or _QUOTED.search(between) or ("\n" in between and word not in GENDERS):
        return None
    if subject.lower_ == word:
        return find_antecedent(subject, reach - 1)
    if not _fits(subject, word):
        return None
    others = [
        token
        for token in before
        if token != subject and token.tag_ in NOUNS and token.dep_ not in ("compound", "appos") and _fits(token, word)
    ]
    others = [token for token in others if not subject.left_edge.i <= token.i <= subject.right_edge.i]
    return subject if not others else None


def _fits(noun: Token, word: str) -> bool:
    """Whether a pronoun may stand for who can hold money: "he" for a man, "it" for a body, "they" for several."""
    if noun.tag_ not in NOUNS:
        return False
    is_unlabelled = noun.tag_ in PROPER_NOUNS and not noun.ent_type_
    is_person = noun.ent_type_ == "PERSON" or (noun.tag_ in COMMON_NOUNS and is_person_noun(noun.lower_))
    is_several = noun.tag_ in PLURALS or any(each.dep_ == "conj" for each in noun.rights)
    if word == "they":
        return is_several and (is_person or noun.ent_type_ in ("NORP", "ORG") or _holds(noun))
    if is_several:
        return False
    if word == "it":
        return not is_person and (is_unlabelled or noun.ent_type_ in ("ORG", "GPE") or _holds(noun))
    return (is_person or is_unlabelled) and _gender_of(noun) in (None, GENDERS[word])


def _holds(noun: Token) -> bool:
    return noun.lower_ in load_figure_words().measuring.holders or may_speak(noun.lower_)


def _gender_of(noun: Token) -> str | None:
    """What the title or the given name of a person says."""
    start = noun.i
    while (
        start > noun.sent.start and noun.doc[start - 1].tag_ in NOUNS and noun.doc[start - 1].head.i in (noun.i, start)
    ):
        start -= 1
    words = [token.text for token in noun.doc[start : noun.i + 1]]
    titles, gender = count_title_words(words)
    return gender or (guess_gender(words[titles]) if titles < len(words) - 1 else None)
