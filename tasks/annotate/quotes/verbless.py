"""Quotations that no verb reports: a dash and a name behind them, a name or an answer and a colon before."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.layout import LONGEST_SUBJECT, Unit
from tasks.annotate.quotes.reports import Report
from tasks.annotate.quotes.rules import DIRECT_DASH_NAME, HEADING_COLON
from tasks.language.body import Body, Chars, Tokens
from tasks.language.grammar import FINITE, PROPER_NOUNS, TENSED, is_passive, subject_of, trim

_DASHES = frozenset({"-", "–", "—", "--", "―"})
_GIVERS = PROPER_NOUNS | {"NN", "PRP"}
_NOT_GIVING = frozenset({"to", "of", "got", "received", "read", "saw", "heard", "for"})  # somebody else's words


def lead_before(doc: Doc, at: int) -> str:
    """The token before a quotation that begins with one, a space left aside."""
    if doc[at - 1].tag_ == "_SP" and at >= 2:
        return doc[at - 2].text
    return doc[at - 1].text


def read_dash(body: Body, unit: Unit) -> Report | None:
    """Read the press-release form: a quotation, a dash, a name."""
    span = unit.spans[-1]
    clause = body.tokens_begun_in(Chars((span.end, unit.end)))
    if clause[1] - clause[0] < 2 or body.doc[clause[0]].text not in _DASHES or len(unit.spans) > 1:
        return None
    start, end = trim(body.doc, clause[0] + 1, clause[1])
    if start >= end or end - start > LONGEST_SUBJECT or body.doc[start].tag_ not in PROPER_NOUNS:
        return None
    if any(token.tag_ in FINITE for token in body.doc[start:end]):
        return None
    head = start
    while head + 1 < end and body.doc[head + 1].tag_ in PROPER_NOUNS:
        head += 1
    return Report(
        fragments=[Chars((span.start, span.end))],
        rule=DIRECT_DASH_NAME,
        speaker=Tokens((start, end)),
        speaker_head=body.doc[head],
        clause=clause,
    )


def read_name(body: Body, unit: Unit) -> Report | None:
    """Read ``Mayor Ann Roe: "..."``: a sentence of a name, a colon and a quotation."""
    span = unit.spans[0]
    before = body.tokens_begun_in(Chars((unit.start, span.start)))
    start, end = trim(body.doc, *before)
    if start >= end or end - start > LONGEST_SUBJECT or lead_before(body.doc, before[1]) != ":":
        return None
    name, colon = _named_in(body, Tokens((start, end))), body.doc[end]
    if name is None or any(token.tag_ in FINITE for token in body.doc[start:end]):
        return None
    words = trim(body.doc, *body.tokens_begun_in(Chars((span.end, unit.end))))
    content_end = max(span.end, body.chars_of(Tokens((words[1] - 1, words[1])))[1])
    return Report(
        fragments=[Chars((span.start, content_end))],
        rule=HEADING_COLON,
        cue=Chars((colon.idx, colon.idx + 1)),
        cue_word=colon,
        cue_class="speech",
        speaker=Tokens((start, end)),
        speaker_head=name,
        clause=Tokens((start, end + 1)),
    )


def _named_in(body: Body, clause: Tokens) -> Token | None:
    """The person whose name ends a phrase, or opens it before a function: "Ann Roe, a plumber"."""
    start, end = clause
    if body.doc[end - 1].ent_type_ == "PERSON":
        return body.doc[end - 1]
    last = start
    while last < end and body.doc[last].ent_type_ == "PERSON":
        last += 1
    return body.doc[last - 1] if start < last < end and body.doc[last].text == "," else None


def find_giver(noun: Token, last: Token) -> Token | None:
    """Who gives an answer in ``Ann Roe had a blunt reply: "..."``, where the noun ends its clause."""
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head if noun.dep_ == "pobj" else None
    if verb is None or verb.tag_ not in TENSED or noun.i != last.i or noun.head.lower_ in _NOT_GIVING:
        return None
    giver = subject_of(verb)
    return giver if giver is not None and giver.tag_ in _GIVERS and not is_passive(verb) else None
