"""Find who says the words between the marks, in the clause that reports them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from tasks.annotate.overlaps import find_overlapping
from tasks.language.body import Tokens
from tasks.language.grammar import (
    NOMINALS,
    NOUNS,
    TENSED_OR_PARTICIPLE,
    TIME_LABELS,
    find_agent,
    find_quoted_person,
    is_passive,
    object_of,
    subject_of,
)
from tasks.language.people import names_one_person
from tasks.language.quotation_marks import QuotedSpan

_BESIDE_NAMES = NOMINALS | {"JJ", "POS", "PRP$"}
_OF_NAMES = NOUNS | {"DT", "JJ", "POS", "PRP$", "HYPH"}
_PARTS_CLAUSES = frozenset({":", ";", ".", "(", "—", "–", "--"})
_NOBODY = TIME_LABELS | {"GPE", "LOC", "FAC"}
LONGEST_NAME = 8  # tokens that open a clause: "Republican consultant Ann Roe"
LONGEST_TOLD = 24  # tokens between the commas behind them
_BEFORE_CLAUSE = frozenset({",", "”", '"', "''", "’"})


def find_direct_speaker(verb: Token, clause: Tokens, spans: Sequence[QuotedSpan]) -> Token | None:
    """Find the head of the speaker's mention.

    Args:
        verb: The cue of a quotation.
        clause: Its reporting clause.
        spans: Every quoted stretch of the body.
    """
    if (quoted := find_quoted_person(verb)) is not None:
        return quoted
    subject = subject_of(verb)
    if is_passive(verb):
        # "Roe was quoted as saying"
        if any(child.lower_ == "as" for child in verb.children):
            return subject
        return find_agent(verb) or _told_behind_comma(verb, clause)
    inside = range(*clause)
    if subject is not None and subject.i in inside:
        return subject
    near = (
        _object_for_subject(verb, clause)
        or _named_behind_as(verb, clause)
        or _told_between_commas(verb, clause)
        or _nearest_noun(verb, clause)
    )
    if near is not None:
        return near
    is_quoted = subject is not None and bool(find_overlapping(spans, subject.idx, subject.idx + 1))
    return None if is_quoted else subject


def _told_behind_comma(verb: Token, clause: Tokens) -> Token | None:
    """Who posted in "The mayor, Ann Roe, posted on Facebook:", where the parse takes the verb for a part of a name."""
    owner = verb.head
    is_behind = verb.dep_ == "acl" and clause[0] <= owner.i < verb.i and verb.nbor(-1).text == ","
    return owner if is_behind and verb.doc[clause[1] - 1].text == ":" else None


def _object_for_subject(verb: Token, clause: Tokens) -> Token | None:
    """The noun behind a verb that opens its clause, where the parse takes "said Ann Roe" for an object."""
    inside = range(*clause)
    after = next((each for each in verb.children if each.dep_ in ("dobj", "attr", "oprd") and each.i in inside), None)
    opens = verb.i == clause[0] or verb.doc[verb.i - 1].text in _BEFORE_CLAUSE
    return after if after is not None and opens and after.tag_ in NOMINALS else None


def _named_behind_as(verb: Token, clause: Tokens) -> Token | None:
    """Who speaks in "Or as Ann Roe, a baker, put it:", where the parse takes "as" for a preposition."""
    opening = next((each for each in verb.doc[clause[0] : verb.i] if each.lower_ == "as"), None)
    return object_of(opening) if opening is not None and opening.i <= clause[0] + 2 else None


def _told_between_commas(verb: Token, clause: Tokens) -> Token | None:
    """Of whom something is told between commas before a verb: "Ann Roe, a clerk lunching in Harlow, last week, said".

    The parse may hang such a name on the quotation, or take a verb in what is told for that of the sentence.
    """
    doc, at = verb.doc, clause[0]
    if verb.tag_ not in TENSED_OR_PARTICIPLE or doc[verb.i - 1].text != ",":
        return None
    while at < verb.i and (doc[at].is_space or doc[at].is_punct):
        at += 1
    commas = [token.i for token in doc[at : verb.i - 1] if token.text == ","]
    if not commas:
        return None
    head = _end_of_name(doc[at : commas[0]], doc[commas[0] + 1 : verb.i - 1])
    if head is not None or len(commas) == 1:
        return head
    # "Asked about it, Ann Roe, a clerk for the port, said"
    first, last = commas[-2:]
    head = _end_of_name(doc[first + 1 : last], doc[last + 1 : verb.i - 1])
    is_person = head is not None and head.ent_type_ == "PERSON" and doc[first + 1].ent_type_ == "PERSON"
    return head if is_person and any(names_one_person(token.lower_) for token in doc[last + 1 : verb.i]) else None


def _end_of_name(name: Span, told: Span) -> Token | None:
    """The last word of a phrase that names somebody of whom something is told."""
    if not 0 < len(name) <= LONGEST_NAME or any(token.tag_ not in _OF_NAMES for token in name):
        return None
    is_broken = any(token.is_quote or token.is_space or token.text in _PARTS_CLAUSES for token in told)
    if is_broken or not 0 < len(told) <= LONGEST_TOLD or told[0].tag_ == "CC":
        return None
    head = name[-1]
    is_named = head.tag_ == "NNP" and head.ent_type_ not in _NOBODY
    return head if is_named or names_one_person(head.lower_) else None


def _nearest_noun(verb: Token, clause: Tokens) -> Token | None:
    """Fall back on word order where the parse has no subject: the noun run that touches the verb."""
    doc, at = verb.doc, verb.i - 1
    if at >= clause[0] and (doc[at].tag_ in NOMINALS or _is_age(doc[max(clause[0], at - 4) : at + 1])):
        return doc[at]
    at = verb.i + 1
    if verb.i == clause[0] or doc[verb.i - 1].is_punct:
        head = None
        while at < clause[1] and doc[at].tag_ in _BESIDE_NAMES and doc[at].lower_ != "it":
            if doc[at].tag_ in NOMINALS:
                head = doc[at]
            at += 1
        return head
    return None


def _is_age(words: Span) -> bool:
    """Whether words tell somebody by an age: "24-year-old"."""
    return len(words) > 3 and [token.lower_ for token in words[-4:]] == ["-", "year", "-", "old"]
