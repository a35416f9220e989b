"""A reporting clause in whose verb the parse sees a noun: "“It is shut,” the email read.", "Added Ann Roe: “No.”"."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from tasks.annotate.quotes.layout import LONGEST_SUBJECT, REPORTS_UTTERANCE
from tasks.annotate.quotes.lexicon import load_verbless
from tasks.annotate.quotes.surface_clause import BOUNDS, IN_PHRASE
from tasks.language.body import Tokens
from tasks.language.cues import Cue, load_verb_cues
from tasks.language.grammar import FINITE, NOUNS, PROPER_NOUNS
from tasks.language.people import may_speak

_LINKS = frozenset({"of", "for", "at", "in", "with", "from", "on", "to"})
_ENDS = frozenset(".;:")
_MARKS = frozenset({"“", '"', "``", "‘"})
_OPENS = NOUNS | {"DT", "PRP", "PRP$", "CD", "JJ", "JJR", "JJS"}
_HEADS = NOUNS | {"PRP", "CD"}
_POSSESSIVES = frozenset({"'s", "’s"})  # the parse may take one for "is"
_QUALITIES = frozenset({"JJ", "JJR", "JJS", "CD"})
LEAST_OPENING = 3  # tokens: "Added Roe:"
_SAME = frozenset({"read"})  # past tense and base form are one word


class Misread(NamedTuple):
    """A reporting clause as its words stand.

    Attributes:
        verb: The word that reports.
        cue: What the lexicon says of it.
        speaker: The phrase of whoever speaks.
        head: Its noun.
    """

    verb: Token
    cue: Cue
    speaker: Tokens
    head: Token


def find_misread(doc: Doc, start: int, end: int) -> Misread | None:
    """Read a noun phrase and a form of a verb of saying between a closing mark and a place, without any other verb.

    A phrase and nothing else behind a quotation is a reporting clause or a note on a title: "“High Water,” the last of
    her novels". So the form ends the clause or a place follows, and no "of" stands before a plural.

    Args:
        doc: Where the clause stands.
        start: The first token behind the mark.
        end: One past the last token of the sentence outside marks.
    """
    while start < end and (doc[start].text in (",", "-", "–", "—") or doc[start].is_space):
        start += 1
    if start >= end or doc[start].tag_ not in _OPENS:
        return None
    cues = load_verb_cues()
    for verb in doc[start + 1 : min(end, start + LONGEST_SUBJECT)]:
        if verb.tag_ in FINITE or verb.text in BOUNDS or verb.text in _ENDS:
            return None
        cue = cues.get(verb.lower_)
        if cue is None or not _may_report(verb, cue) or not _ends_clause(doc, verb, end):
            continue
        words = doc[start : verb.i]
        head = _find_head(words)
        if head is None or _is_noun(words, verb) or (verb.tag_ == "NNS" and any(word.lower_ == "of" for word in words)):
            return None
        if verb.tag_ == "VBN" and not may_speak(head.lower_):
            return None  # "a film posted on the page"
        return Misread(verb, cue, Tokens((start, verb.i)), head)
    return None


def find_misread_opening(doc: Doc, start: int, end: int) -> Misread | None:
    """Read ``Added Ann Roe, a baker:``, a form of a verb of saying with a capital, at the beginning of a sentence."""
    if end - start < LEAST_OPENING or end - start > LONGEST_SUBJECT or doc[end - 1].text != ":":
        return None
    verb, cue = doc[start], load_verb_cues().get(doc[start].lower_)
    words = doc[start + 1 : end - 1]
    is_named = bool(verb.ent_type_)  # it would stand in the name
    if cue is None or is_named or not _may_report(verb, cue) or any(word.tag_ in FINITE for word in words):
        return None
    comma = next((word.i for word in words if word.text == ","), end - 1)
    head = _find_head(doc[start + 1 : comma])
    if head is None or not (head.tag_ in PROPER_NOUNS or may_speak(head.lower_)):
        return None
    return Misread(verb, cue, Tokens((start + 1, end - 1)), head)


def is_misread_participle(doc: Doc, at: int) -> bool:
    """Whether a word before a comma and a quotation is no noun: "got in on it, | writing, “I am here.”"."""
    word = doc[at]
    if word.tag_ != "NN" or not word.lower_.endswith("ing") or doc[at - 1].text != ",":
        return False
    cue = load_verb_cues().get(word.lower_)
    return cue is not None and cue.cue_class in ("speech", "writing") and doc[at + 1].text in (",", ":")


def _may_report(verb: Token, cue: Cue) -> bool:
    """Whether a word may be the past or present of a verb that reports an utterance; nouns of the kind are no forms."""
    if cue.cue_class not in ("speech", "writing") or not cue.frames & REPORTS_UTTERANCE:
        return False
    return verb.lower_ in _SAME or (verb.lower_ != cue.lemma and not verb.lower_.endswith("ing"))


def _is_noun(words: Span, verb: Token) -> bool:
    """Whether the words before make a noun of a form: "Ann Roe's latest reports", "the second read in a row"."""
    at = verb.i - 1
    while at > words.start and (words.doc[at].tag_ in _QUALITIES or words.doc[at].lower_ in load_verbless().alone):
        at -= 1
    if verb.lower_ in _SAME and at < verb.i - 1:
        return True
    return words.doc[at].tag_ in ("POS", "PRP$") or words.doc[at].lower_ in _POSSESSIVES


def _ends_clause(doc: Doc, verb: Token, end: int) -> bool:
    """Whether nothing, a place or another quotation follows, and no verb that would make the phrase its subject."""
    at = verb.i + 1
    if at >= end or doc[at].text in _ENDS or doc[at].text in _MARKS or doc[at].is_space:
        return True
    if doc[at].text == ",":
        return at + 1 >= end or doc[at + 1].text in _MARKS
    rest = doc[at:end]
    return doc[at].lower_ in _LINKS | {"during", "without"} and not any(word.tag_ in FINITE for word in rest)


def _find_head(words: Span) -> Token | None:
    """The noun of a phrase before any preposition; None where it is no noun phrase."""
    head: Token | None = None
    is_linked = False
    for word in words:
        if word.lower_ in _LINKS:
            is_linked = True
        elif word.tag_ not in IN_PHRASE and word.tag_ != "PRP" and word.dep_ != "amod":
            return None
        elif not is_linked and (word.tag_ in _HEADS or word.lower_ in load_verbless().alone or word.text[0].isupper()):
            head = word
    return head
