"""Bound a sentence by its punctuation, and find a reporting clause and its speaker in it, hardly by the parse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.annotate.overlaps import find_overlapping
from tasks.language.body import Body, Chars, Tokens
from tasks.language.cues import load_cues
from tasks.language.function_words import load_function_words
from tasks.language.grammar import ADJECTIVES, FINITE, NOUNS, PROPER_NOUNS, noun_phrase, trim
from tasks.language.people import may_speak

HAVE = frozenset({"has", "have", "had"})
DASHES = frozenset({"—", "–", "--", "-"})
# Where the phrase of whoever speaks cannot reach.
BOUNDS = DASHES | frozenset({",", ";", ":", "(", ")", "“", "”", '"', "…", "...", "[", "]"})
IN_PHRASE = NOUNS | ADJECTIVES | {"DT", "CD", "POS", "HYPH", "PRP$", "NFP", "AFX", "``", "''"}
_LINKS = frozenset({"of", "for", "at", "in", "with", "from", "on", "and", "to", "&"})
_ENDS = frozenset(".?!")
_MARKS = frozenset({"”", '"', "’", "'", "''"})
_BEFORE_MARKS = frozenset({",", ".", "?", "!", "…", "’", "'"})
_SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PRONOUNS = frozenset({"he", "she", "they"})
# What opens an aside whose verbs are its own: "who", "asked", "speaking", "in", "whose", "now".
_OPENS_ASIDE = frozenset({"WP", "WP$", "WDT", "WRB", "VBN", "VBG", "IN", "RB"})
LONGEST_SENTENCE = 150  # tokens to each side of a cue that are looked at
LONGEST_PHRASE = 25  # tokens of whoever speaks
LONGEST_ASIDE = 30  # tokens of brackets or between dashes behind it


@dataclass(frozen=True, slots=True)
class SurfaceClause:
    """A reporting clause as it stands in its sentence.

    Attributes:
        sentence: What punctuation bounds.
        cue: The verb.
        speaker: The phrase of whoever speaks.
        head: Its noun.
    """

    sentence: Tokens
    cue: Token
    speaker: Tokens
    head: Token


def bound_sentence(body: Body, at: int) -> Tokens:
    """Give the sentence around a token, by its punctuation; what stands in marks is passed over."""
    doc = body.doc
    start = at
    while start > 0 and at - start < LONGEST_SENTENCE:
        before = doc[start - 1]
        if quoted := find_overlapping(body.quoted, before.idx, before.idx + 1):
            opening = body.tokens_of(Chars((quoted[0].start, quoted[0].end)))[0]
            if doc[start].text[:1].isupper() and _ends_words(body, quoted[0].inner_end):
                break
            start = min(start - 1, opening)
        elif before.text in _ENDS or before.text in (";", ":") or "\n" in before.text:
            break
        else:
            start -= 1
    end = at + 1
    while end < len(doc) and end - at < LONGEST_SENTENCE:
        if quoted := find_overlapping(body.quoted, doc[end].idx, doc[end].idx + 1):
            end = max(end + 1, body.tokens_of(Chars((quoted[0].start, quoted[0].end)))[1])
            if end < len(doc) and doc[end].text[:1].isupper() and _ends_words(body, quoted[0].inner_end):
                break
        elif doc[end].text in _ENDS or doc[end].text == ";" or "\n" in doc[end].text:
            break
        else:
            end += 1
    while start < at and doc[start].is_space:
        start += 1
    return Tokens((start, end))


def _ends_words(body: Body, end: int) -> bool:
    return body.text[end - 1 : end] in _ENDS


def find_inverted(doc: Doc, sentence: Tokens, verb: Token) -> SurfaceClause | None:
    """Read ``, said plant manager Tom Orr``: the verb opens its clause, whoever speaks follows."""
    at = verb.i
    if at - 1 <= sentence[0] or doc[at - 1].text not in (",", "”", '"', "—", "–"):
        return None
    end = at + 1
    while end < sentence[1] and end - at < LONGEST_PHRASE and _is_in_phrase(doc[end]):
        end += 1
    head = _find_head(doc, at + 1, end)
    if head is None or not _can_speak(doc[at + 1 : end]) or (end < sentence[1] and doc[end].tag_ in FINITE):
        return None
    span = noun_phrase(head, at)
    if not at < span[0] <= head.i < span[1] <= sentence[1]:
        span = trim(doc, at + 1, end)
    return SurfaceClause(sentence, verb, span, head)


def find_clause(doc: Doc, sentence: Tokens, verb: Token) -> SurfaceClause | None:
    """Read ``the mayor, Ann Roe, has said``: whoever speaks stands before the verb."""
    end = verb.i
    while end > sentence[0] and (doc[end - 1].tag_ == "RB" or doc[end - 1].lower_ in HAVE):
        if doc[end - 1].dep_ == "neg" or doc[end - 1].lower_ in load_function_words().negative_adverbs:
            return None
        end -= 1
    last = doc[end - 1] if end > sentence[0] else None
    if last is None:
        return None
    if last.lower_ in _PRONOUNS:
        return SurfaceClause(sentence, verb, Tokens((end - 1, end)), last)
    if last.text == ",":
        return _find_apposed(doc, sentence, verb, end - 1) or _find_opening(doc, sentence, verb, end - 1)
    for _ in range(2):
        if last.text == ")" or last.text in DASHES:
            end = _skip_aside(doc, sentence[0], end)
            last = doc[end - 1]
    start = _start_of_phrase(doc, sentence[0], end)
    start = skip_openings(doc, start, end)
    head = _find_head(doc, start, end)
    if head is None or last.tag_ not in NOUNS or not _can_speak(doc[start:end]):
        return None
    if doc[start].lower_ in load_function_words().nobody or _follows_marks(doc, start):
        return None
    return SurfaceClause(sentence, verb, Tokens((start, end)), head)


def _find_apposed(doc: Doc, sentence: Tokens, verb: Token, comma: int) -> SurfaceClause | None:
    """``the mayor, Ann Roe, said`` and ``Ann Roe, the mayor, said``: a name beside a function, between commas."""
    second = _start_of_phrase(doc, sentence[0], comma)
    if second <= sentence[0] or doc[second - 1].text != ",":
        return None
    first = skip_openings(doc, _start_of_phrase(doc, sentence[0], second - 1), second - 1)
    heads = _find_head(doc, first, second - 1), _find_head(doc, second, comma)
    if heads[0] is None:
        return None
    is_age = comma - second == 1 and doc[second].tag_ == "CD"
    if not is_age and (heads[1] is None or _is_name(heads[0]) == _is_name(heads[1])):
        return None
    if not _is_name(heads[0]) and doc[first].tag_ not in ("DT", "PRP$") and doc[first].tag_ not in PROPER_NOUNS:
        return None
    return SurfaceClause(sentence, verb, Tokens((first, comma)), heads[0])


def _find_opening(doc: Doc, sentence: Tokens, verb: Token, comma: int) -> SurfaceClause | None:
    """``Ann Roe, who chairs the board and the bank, said``: whoever opens a sentence, and an aside of whatever kind."""
    start = skip_openings(doc, sentence[0], comma)
    end = start
    while end < comma and _is_in_phrase(doc[end]):
        end += 1
    head = _find_head(doc, start, end)
    if head is None or doc[end].text != "," or not _can_speak(doc[start:end]):
        return None
    if doc[start].lower_ in load_function_words().nobody:
        return None
    # A verb in the aside that depends on nothing may have the opening for its subject.
    depends = doc[end + 1].tag_ in _OPENS_ASIDE or comma - end <= 2
    if not depends and any(token.tag_ in FINITE for token in doc[end:comma]):
        return None
    return SurfaceClause(sentence, verb, Tokens((start, end)), head)


def _skip_aside(doc: Doc, floor: int, end: int) -> int:
    """Give the end of what stands before brackets or dashes that end before a token; the token where none do."""
    opening = ("(",) if doc[end - 1].text == ")" else DASHES
    for at in range(end - 2, max(floor, end - LONGEST_ASIDE), -1):
        if doc[at].text in opening:
            return at
    return end


def _can_speak(phrase: Iterable[Token]) -> bool:
    return any(word.tag_ in PROPER_NOUNS or word.ent_type_ in _SPEAKERS or may_speak(word.lower_) for word in phrase)


def _follows_marks(doc: Doc, start: int) -> bool:
    """Whether a phrase begins right behind a closing mark with no comma in it: 'the "Today" show'."""
    return start > 1 and doc[start - 1].text in _MARKS and doc[start - 2].text not in _BEFORE_MARKS


def _is_name(head: Token) -> bool:
    return head.ent_type_ == "PERSON"


def _start_of_phrase(doc: Doc, floor: int, end: int) -> int:
    """Where a phrase begins that ends before a token: behind a mark or a verb."""
    start = end
    while start > floor and end - start < LONGEST_PHRASE and _is_in_phrase(doc[start - 1]):
        start -= 1
    return start


def _is_in_phrase(token: Token) -> bool:
    if token.text in BOUNDS:
        return False
    return token.tag_ in IN_PHRASE or token.lower_ in _LINKS


def skip_openings(doc: Doc, start: int, end: int) -> int:
    """Leave out what links a sentence to the one before."""
    while start < end and (doc[start].lower_ in load_cues().manner.links or doc[start].tag_ == "CC"):
        start += 1
    return start


def _find_head(doc: Doc, start: int, end: int) -> Token | None:
    """The noun of a phrase before any preposition; None where it is no noun phrase."""
    if start >= end or end - start >= LONGEST_PHRASE:
        return None
    if doc[start].lower_ in _LINKS or doc[start].tag_ in ("POS", "HYPH"):
        return None
    head = None
    for token in doc[start:end]:
        if token.lower_ in _LINKS and token.lower_ != "&":
            break
        if token.tag_ in NOUNS or token.tag_ == "CD":
            head = token
    return head if head is not None and (head.tag_ in NOUNS or end - start == 1) else None
