"""How or where words were said: "in a letter to the council", "at a press conference"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.occasions import is_channel, list_engaged
from tasks.annotate.quotes.outside import is_astray, is_outside, is_parted, is_unsaid
from tasks.annotate.quotes.reports import Report
from tasks.language.channels import load_channels
from tasks.language.grammar import LONGEST_CLIMB, NOUNS, PROPER_NOUNS, TIME_LABELS, VERBS, object_of
from tasks.language.inflection import singular

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SHOWS = frozenset({"ORG", "WORK_OF_ART"})
_ENDS_PHRASE = frozenset({",", "—", "–", "--", ":", ";", "(", ".", "\n"})
_OPENING, _CLOSING = frozenset({"“", '"', "‘"}), frozenset({"”", '"', "’"})
_CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis"})
_ENDS = NOUNS | {"CD", "PRP", "FW"}
_TELLING = frozenset({"amod", "compound", "poss", "nummod"})
LONGEST_PHRASE = 30  # tokens
LONGEST_TITLE = 8  # tokens of a title in marks


def read_channel(verb: Token, addressee: Token | None, report: Report) -> str | None:
    """Read the phrase of a reporting clause that says how or where words were said.

    Args:
        verb: The cue's main word.
        addressee: Who is told, where somebody is.
        report: What the cue reports.
    """
    for owner in _owners(verb, addressee, report):
        for each in _prepositions(owner, report):
            noun = object_of(each)
            if noun is None or not is_unsaid(report, noun):
                continue
            if _leads_to_channel(each, noun):
                phrase = _phrase(each, noun, report, each.i)
            elif addressee is not None and _leads_to_place(each, noun) and verb.i < each.i:
                is_apart = any(token.ent_type_ in TIME_LABELS for token in verb.doc[verb.i : each.i])
                phrase = _phrase(each, noun, report, each.i if is_apart else verb.i)
            else:
                continue
            if phrase is not None:
                return phrase
    return None


def join_words(doc: Doc, start: int, end: int) -> str:
    """The words from one token to before another, with single spaces."""
    words = " ".join(doc[start:end].text.split())
    return words[:-2] + words[-1] if words[-2:-1] in tuple(".,") and words[-1:] in _CLOSING else words


def _prepositions(owner: Token, report: Report) -> Iterator[Token]:
    """The prepositions of a word, and behind a cue those right behind what is said."""
    yield from (each for each in owner.children if each.dep_ == "prep" and is_unsaid(report, each))
    if report.cue_word is None or owner.i != report.cue_word.i:
        return
    for each in owner.doc[owner.i + 1 : owner.sent.end]:
        if each.idx < report.end:
            continue
        if is_parted(each):
            return
        if each.dep_ == "prep" and is_astray(report, each):
            yield each
            return


def _owners(verb: Token, addressee: Token | None, report: Report) -> Iterator[Token]:
    """The words on which a channel may hang: the cue, who is told, talks that frame it, the speaker."""
    yield verb
    if addressee is not None:
        yield addressee
    for frame in (verb, verb.head) if verb.dep_ == "advcl" and verb.tag_ == "VBG" else (verb,):
        if frame.i != verb.i and frame.tag_ in VERBS and frame.i < verb.i and is_outside(report, frame):
            yield frame
        for each in frame.children:
            if each.dep_ == "advcl" and each.tag_ == "VBG" and each.lower_ in list_engaged():
                yield each
    speaker = report.speaker_head
    if speaker is not None and speaker.ent_type_ == "PERSON":
        yield speaker  # "Ann Roe, in a letter, said"; not "lawmakers in the debate"


def _leads_to_channel(preposition: Token, noun: Token) -> bool:
    """Whether a preposition and its noun say how or where: "on the radio", not "on the report"."""
    channels, word = load_channels(), preposition.lower_
    if word not in channels.prepositions:
        return False
    name = singular(noun.lower_) if noun.tag_ == "NNS" else noun.lower_
    if word == "on":
        is_show = noun.ent_type_ in _SHOWS and noun.tag_ in PROPER_NOUNS
        return (
            is_show
            or _owns_show(preposition)
            or name in channels.media
            or any(each.lower_ in channels.media for each in _within(noun))
        )
    if word in ("over", "by"):
        return name in channels.means
    if word in ("from", "to"):
        return name in channels.media and (word == "from" or noun.tag_ in PROPER_NOUNS)
    if word != "in" and (name in channels.documents or not is_channel(noun)):
        return False
    is_bare = noun.tag_ == "NN" and not any(True for _ in _within(noun))
    if is_bare and (name in channels.documents or name in channels.idioms):
        return False
    if name in channels.idioms_with_article and not any(each.dep_ in _TELLING for each in noun.lefts):
        return False
    return is_channel(noun)


def _leads_to_place(preposition: Token, noun: Token) -> bool:
    return noun.ent_type_ in _PLACES and preposition.lower_ in ("in", "at", "on", "from")


def _owns_show(preposition: Token) -> bool:
    """Whether a broadcaster's show follows, whatever the parse makes of its title: "on KQR's “Harbour Hour”"."""
    doc, at = preposition.doc, preposition.i + 1
    if at + 2 >= len(doc) or doc[at].ent_type_ not in _SHOWS or doc[at].tag_ not in PROPER_NOUNS:
        return False
    while at + 2 < len(doc) and doc[at].ent_type_ in _SHOWS and doc[at].tag_ != "POS":
        at += 1
    title = doc[at + 1]
    return doc[at].tag_ == "POS" and (title.text in _OPENING or title.is_title)


def _within(noun: Token) -> Iterator[Token]:
    return (each for each in noun.lefts if not each.is_punct)


def _phrase(preposition: Token, noun: Token, report: Report, start: int) -> str | None:
    """The words of a phrase to where its noun phrase ends, before a time or a clause; None where nothing is whole."""
    doc = preposition.doc
    end = at = preposition.i + 1
    last = min(preposition.right_edge.i + 1, at + LONGEST_PHRASE)
    clauses = [each.left_edge.i for each in doc[noun.i + 1 : last] if each.dep_ in _CLAUSES and each.i > noun.i]
    while at < last and is_unsaid(report, doc[at]):
        token = doc[at]
        if token.text in _OPENING:
            closing = _closing(doc, at, report)
            if closing is None:
                break
            at = end = closing + 1
            continue
        if at > noun.i and (_ends_phrase(token) or (at in clauses and token.ent_iob_ != "I")):
            break
        at = end = at + 1
    while end > noun.i + 1 and doc[end - 1].tag_ not in _ENDS and doc[end - 1].text not in _CLOSING:
        end -= 1
    return join_words(doc, start, end) if end > noun.i else None


def _ends_phrase(token: Token) -> bool:
    """Whether a mark, a time, or a phrase such as "in response to" stands behind a noun phrase."""
    if token.text in _ENDS_PHRASE or token.lower_ == "as":
        return True
    if token.ent_iob_ == "I" and token.ent_type_ not in TIME_LABELS:
        return False
    if token.dep_ == "prep" and token.i + 1 < len(token.doc):
        channels = load_channels()
        return token.nbor(1).lower_ in channels.idioms | channels.documents | channels.on_account
    if token.ent_type_ not in TIME_LABELS:
        return False
    for _ in range(LONGEST_CLIMB):  # "at the March hearing"
        if token.head.i <= token.i:
            return True
        token = token.head
        if token.ent_type_ not in TIME_LABELS:
            return False
    return True


def _closing(doc: Doc, opening: int, report: Report) -> int | None:
    """Where the title in marks closes that a mark opens, or None."""
    for at in range(opening + 1, min(opening + 2 + LONGEST_TITLE, len(doc))):
        if not is_unsaid(report, doc[at]):
            return None
        if doc[at].text in _CLOSING:
            return at
    return None
