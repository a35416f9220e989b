"""Find who says the words between the marks, in the clause that reports them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tasks.annotate.overlaps import find_overlapping
from tasks.language.body import Tokens
from tasks.language.grammar import NOMINALS, find_agent, find_quoted_person, is_passive, object_of, subject_of
from tasks.language.quotation_marks import QuotedSpan

_BESIDE_NAMES = NOMINALS | {"JJ", "POS", "PRP$"}
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
        return subject if any(child.lower_ == "as" for child in verb.children) else find_agent(verb)
    inside = range(*clause)
    if subject is not None and subject.i in inside:
        return subject
    near = _object_for_subject(verb, clause) or _named_behind_as(verb, clause) or _nearest_noun(verb, clause)
    if near is not None:
        return near
    is_quoted = subject is not None and bool(find_overlapping(spans, subject.idx, subject.idx + 1))
    return None if is_quoted else subject


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


def _nearest_noun(verb: Token, clause: Tokens) -> Token | None:
    """Fall back on word order where the parse has no subject: the noun run that touches the verb."""
    doc, at = verb.doc, verb.i - 1
    if at >= clause[0] and doc[at].tag_ in NOMINALS:
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
