"""Find who says the words between the marks, in the clause that reports them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from tasks.annotate.overlaps import find_overlapping
from tasks.language.grammar import NOMINALS, find_agent, find_quoted_person, is_passive, subject_of
from tasks.language.quotation_marks import QuotedSpan


def find_direct_speaker(verb: Token, clause: tuple[int, int], spans: Sequence[QuotedSpan]) -> Token | None:
    """Find the head of the speaker's mention.

    Args:
        verb: The cue of a quotation.
        clause: First and one past the last token of its reporting clause.
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
    after = next(
        (child for child in verb.children if child.dep_ in ("dobj", "attr", "oprd") and child.i in inside), None
    )
    before_is_empty = verb.i == clause[0] or verb.doc[verb.i - 1].text in (",", "”", '"', "''", "’")
    if after is not None and before_is_empty and after.tag_ in NOMINALS:
        return after
    near = _nearest_noun(verb, clause)
    if near is not None:
        return near
    is_quoted = subject is not None and bool(find_overlapping(spans, subject.idx, subject.idx + 1))
    return None if is_quoted else subject


def _nearest_noun(verb: Token, clause: tuple[int, int]) -> Token | None:
    """Fall back on word order where the parse has no subject: the noun run that touches the verb."""
    doc, i = verb.doc, verb.i - 1
    if i >= clause[0] and doc[i].tag_ in NOMINALS:
        return doc[i]
    i = verb.i + 1
    if verb.i == clause[0] or doc[verb.i - 1].is_punct:
        head = None
        while i < clause[1] and doc[i].tag_ in NOMINALS | {"JJ", "POS", "PRP$"}:
            if doc[i].tag_ in NOMINALS:
                head = doc[i]
            i += 1
        return head
    return None
