"""Whose an age is: of "Jane Roe, 42,", "a 42-year-old clerk", "Roe is 42", "children under 5"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.figures.clauses import find_subject
from tasks.annotate.figures.hanging import find_noun_behind
from tasks.annotate.figures.lexicon import load_units
from tasks.annotate.figures.naming import name_holder, name_whom
from tasks.annotate.figures.noun_phrases import text_of
from tasks.language.body import Body, Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMMON_NOUNS, NOUNS, PROPER_NOUNS, VERBS, child
from tasks.language.people import is_person_noun

_ROW = frozenset((",", "and", "both", "("))
_LONGEST_ROW = 12  # tokens
_IN_NAMES = NOUNS | {"JJ", "VBN", "VBG", "HYPH"}
_NO_PERSONS = frozenset(("GPE", "LOC", "ORG", "FAC", "DATE", "EVENT", "NORP", "PRODUCT", "WORK_OF_ART", "LAW"))


def name_aged(body: Body, top: Token, first: int, end: int) -> str | None:
    """Whom an age is of, where a noun or a name beside it, or the subject of being and dying, says it."""
    doc = body.doc
    behind = find_noun_behind(top, end)
    owner = child(behind, "poss") if behind is not None else None
    kin = behind
    if owner is not None and owner.i >= end:
        behind = owner  # "42-year-old Roe's sister"
    if behind is not None:
        if not _is_aged(behind, kin):
            return None
        start = behind.i
        while start > end and doc[start - 1].tag_ in _IN_NAMES:
            start -= 1
        return text_of(body, Tokens((start, behind.i + 1)))
    before = _find_before(doc, first)
    if before is not None:
        return name_holder(body, before)
    is_of = top.head.lower_ == "of"  # "a child of 4"
    beside = top.head.head if is_of else top.head  # "Jane Roe, a 42-year-old from Ohio"
    if (is_of or top.dep_ == "appos") and beside.i < first and _is_aged(beside):
        return name_holder(body, beside)
    # "Roe is 42", "died at 42", "died at the age of 42".
    above = (top.head, top.head.head, top.head.head.head.head)
    verb = next((each for each in above if each.tag_ in VERBS), None)
    is_told = verb is not None and verb.lower_ in load_function_words().be | load_units().age.dying
    subject = find_subject(verb, first) if verb is not None and is_told else None
    is_person = subject is not None and (subject.tag_ == "PRP" or subject.ent_type_ == "PERSON" or _is_common(subject))
    return name_whom(body, subject) if is_person else None


def _find_before(doc: Doc, first: int) -> Token | None:
    """The person right before an age, or before the row that it stands in: "two girls, 12 and 14", "adults aged 40"."""
    at = first - 1
    while at > max(first - _LONGEST_ROW, 0) and (doc[at].text in _ROW or doc[at].text.isdecimal()):
        at -= 1
    at -= doc[at].lower_ == "aged"
    return doc[at] if at >= doc[first].sent.start and _is_aged(doc[at]) else None


def _is_aged(noun: Token, kin: Token | None = None) -> bool:
    """Whether a noun may name persons, as it does where it has some: "Roe's sister"."""
    return _is_common(kin or noun) or (noun.tag_ in PROPER_NOUNS and noun.ent_type_ not in _NO_PERSONS)


def _is_common(noun: Token) -> bool:
    return noun.tag_ in COMMON_NOUNS and (is_person_noun(noun.lower_) or noun.ent_type_ == "PERSON")
