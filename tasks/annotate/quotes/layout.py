"""The layout of a body with quotations: its units, and the reporting clause right after a mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.rules import DIRECT_AFTER, DIRECT_AFTER_ANY_VERB, DIRECT_AFTER_INVERTED, Rule
from tasks.language.body import Body, Chars
from tasks.language.cues import Cue, load_verb_cues
from tasks.language.grammar import (
    AUXILIARIES,
    FINITE,
    NOMINALS,
    RELATIVE_PRONOUNS,
    TENSED,
    TENSED_OR_PARTICIPLE,
    children_after,
    find_quoted_person,
    own_subject,
)
from tasks.language.quotation_marks import QuotedSpan

_END = re.compile(r"[.?!]")
_PARAGRAPH = re.compile(r"[^\n]+")
# Frames of verbs that may report a whole utterance.
REPORTS_UTTERANCE = frozenset({"clause", "quotation_only"})
LONGEST_SUBJECT = 30  # tokens between a quote and its verb: "said" after an apposition; longer is another clause
_PUTS = frozenset({"described", "describes", "put", "puts"})  # "as Ann Roe put it"
LONGEST_AS = 25  # tokens of "as Ann Roe, a baker who …, put it"


def skip_spaces(text: str, start: int, end: int) -> int:
    """Give the first character of a stretch that is no space; its end for none."""
    while start < end and text[start].isspace():
        start += 1
    return start


def read_before(text: str, end: int) -> str:
    """Give the two characters before a place, spaces between left aside; fewer at the beginning of the text."""
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return text[max(0, end - 2) : end]


@dataclass(slots=True)
class Unit:
    """A stretch of a paragraph that one sentence's end closes, sentence ends inside quotation marks not counted."""

    start: int
    end: int
    spans: list[QuotedSpan] = field(default_factory=list)


class Attribution(NamedTuple):
    """The verb of a reporting clause right after a mark; no cue for a verb that says so by its place alone."""

    verb: Token
    cue: Cue | None
    rule: Rule


def split_units(body: Body) -> list[Unit]:
    """Split a body; a paragraph without quotations is one unit."""
    units: list[Unit] = []
    at = 0
    for paragraph in _PARAGRAPH.finditer(body.text):
        inside: list[QuotedSpan] = []
        while at < len(body.quoted) and body.quoted[at].start < paragraph.end():
            inside.append(body.quoted[at])
            at += 1
        if inside:
            units.extend(_split(body, Chars(paragraph.span()), inside))
        else:
            units.append(Unit(paragraph.start(), paragraph.end()))
    return units


def _split(body: Body, paragraph: Chars, spans: list[QuotedSpan]) -> list[Unit]:
    units: list[Unit] = []
    start, end = paragraph
    collected: list[QuotedSpan] = []
    at = start
    for span in [*spans, None]:
        for cut in _ends_between(body, Chars((at, span.start if span else end))):
            units.append(Unit(start, cut, collected))
            start, collected = cut, []
        if span is None:
            break
        collected.append(span)
        at = span.end
        if _closes_sentence(body, span, end):
            units.append(Unit(start, span.end, collected))
            start, collected = span.end, []
    if body.text[start:end].strip():
        units.append(Unit(start, end, collected))
    return units


def _ends_between(body: Body, chars: Chars) -> Iterator[int]:
    """Where sentences end in a stretch between quotations."""
    for mark in _END.finditer(body.text, *chars):
        token = body.token_at(mark.start())
        if token is None or token.text != mark.group():
            continue
        after = body.token_at(mark.end()) if mark.end() < chars[1] else None
        if after is None or not after.text[:1].islower() or after.idx >= chars[1]:
            yield mark.end()


def _closes_sentence(body: Body, span: QuotedSpan, end: int) -> bool:
    inner = body.text[span.inner_start : span.inner_end].rstrip()
    at = skip_spaces(body.text, span.end, end)
    if at == end:
        return True
    if not inner.endswith((".", "?", "!", "…")):
        return False
    after = body.text[at]
    if after.islower() or after in ",;—–-.?!":
        return False
    if inner.endswith("."):
        return True
    # "Who knows?" Smith said: the sentence goes on.
    return match_after(body, span, end) is None


def match_after(body: Body, span: QuotedSpan, end_char: int) -> Attribution | None:
    """Find the verb in ``," he said`` or ``," said X`` between a closing mark and a place."""
    doc, cues = body.doc, load_verb_cues()
    start, end = body.tokens_begun_in(Chars((span.end, end_char)))
    while start < end and (doc[start].text in (",", "-", "–", "—") or doc[start].is_space):
        start += 1
    is_ended = body.text[span.inner_start : span.inner_end].rstrip().endswith(".")
    if start < end and doc[start].text == "as" and (put := _put_it(doc, start, end)) is not None:
        return Attribution(put, cues[put.lower_], DIRECT_AFTER)
    for verb in _verbs_among(doc, start, end):
        cue = cues.get(verb.lower_)
        if _is_of_outer(verb, span.start, start):
            return None
        if cue is None or not cue.frames & REPORTS_UTTERANCE:
            if not is_ended and _is_plain_attribution(verb, start, end):
                return Attribution(verb, None, DIRECT_AFTER_ANY_VERB)
            if verb.tag_ in TENSED:
                return None
        elif find_quoted_person(verb) is not None:
            return Attribution(verb, cue, DIRECT_AFTER)
        elif _does_something(verb, cue, start):
            return None
        elif verb.i == start:
            return Attribution(verb, cue, DIRECT_AFTER_INVERTED) if _may_invert(verb, cue, end) else None
        elif _starts_clause(verb, start):
            return Attribution(verb, cue, DIRECT_AFTER)
    return None


def _may_invert(verb: Token, cue: Cue, end: int) -> bool:
    """Whether who speaks may follow a verb: not in "“Salt,” published in May", "“go home,” shouted at a rally"."""
    is_alone = "parsed_only" in cue.also or own_subject(verb) is None
    return not (is_alone and verb.i + 1 < end and verb.nbor().tag_ == "IN")


def _put_it(doc: Doc, start: int, end: int) -> Token | None:
    """The verb of "as Ann Roe, a baker, put it", which begins at a token."""
    it = next((token for token in doc[start + 2 : min(end, start + LONGEST_AS)] if token.lower_ == "it"), None)
    return it.nbor(-1) if it is not None and it.nbor(-1).lower_ in _PUTS else None


def _is_of_outer(verb: Token, span_start: int, start: int) -> bool:
    """Whether a verb behind a closing mark has its subject before the quotation, or tells of a noun behind it.

    "The deal, “for all its flaws,” offers a chance"; "sang “High Water,” a hymn written by Roe".
    """
    doc, subject = verb.doc, own_subject(verb)
    if subject is not None:
        near = doc[start : min(verb.i + 2, len(doc))]
        return subject.idx < span_start and not any(token.tag_ in NOMINALS for token in near)
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and start <= verb.head.i < verb.i


def _verbs_among(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """The verbs from a token on that may have what stands before it for their words, until the clause ends."""
    for token in doc[start : min(end, start + LONGEST_SUBJECT)]:
        # "In-N-Out owner Ann Roe said" opens with a name.
        is_led = token.i == start and token.tag_ in ("IN", "WDT") and bool(token.whitespace_)
        if token.text in (".", ";", ":") or is_led:
            return
        # "added pollster Ann Roe" may be parsed as a participle before a noun.
        is_modifier = token.dep_ in AUXILIARIES or (token.dep_ == "amod" and token.i > start)
        if token.tag_ in TENSED_OR_PARTICIPLE and not is_modifier and not _is_relative(token):
            yield token


def _starts_clause(verb: Token, start: int) -> bool:
    """Whether what stands between the mark and the verb is its subject, an auxiliary or an adverb."""
    doc, subject = verb.doc, own_subject(verb)
    if subject is not None and subject.i < verb.i:
        opening = subject.left_edge.i
        return opening <= start or all(token.tag_ in ("RB", ",", "NN", "NNP", "JJ") for token in doc[start:opening])
    before = doc[start : verb.i]
    if subject is not None:
        return all(token.tag_ == "RB" or token.tag_ in FINITE for token in before)
    broken = FINITE if doc[start].tag_ == "NNP" else FINITE | {"IN"}
    return doc[start].tag_ in NOMINALS and not any(token.tag_ in broken for token in before)


def _is_plain_attribution(verb: Token, start: int, end: int) -> bool:
    """Whether a verb that is no cue stands alone before the sentence ends, as in ``," he fumed``."""
    subject = own_subject(verb)
    if subject is None or subject.tag_ not in ("NNP", "PRP") or verb.tag_ != "VBD":
        return False
    return subject.left_edge.i == start and all(
        token.tag_ in (".", ",", "_SP", "RB") for token in verb.doc[verb.i + 1 : end]
    )


def _does_something(verb: Token, cue: Cue, start: int) -> bool:
    """Whether a verb after a closing mark has a thing for its object: "“Great Heart,” the bank slams the door"."""
    if "object" not in cue.frames or "strong" in cue.frames or verb.i == start:
        return False
    return any(children_after(verb, "dobj"))


def _is_relative(verb: Token) -> bool:
    """Whether a verb has a relative pronoun for subject; the parse alone takes "he said" after a noun for one too."""
    subject = own_subject(verb)
    return verb.dep_ == "relcl" and (subject is None or subject.lower_ in RELATIVE_PRONOUNS)
