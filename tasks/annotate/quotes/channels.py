"""How or where words were said: "in a letter to the council", "at a press conference"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.quotes.outside import is_outside
from tasks.annotate.quotes.reports import Report
from tasks.language.channels import load_channels
from tasks.language.grammar import NOUNS, TIME_LABELS, object_of, trim
from tasks.language.inflection import singular

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_ENDS_PHRASE = frozenset({",", "—", ":", "“", '"'})


def read_channel(verb: Token, addressee: Token | None, report: Report) -> str | None:
    """Read the phrase of a reporting clause that says how or where words were said."""
    prepositions = load_channels().prepositions
    for owner in (verb, addressee) if addressee is not None else (verb,):
        for each in owner.children:
            if each.dep_ != "prep" or each.lower_ not in prepositions or not is_outside(report, each):
                continue
            noun = object_of(each)
            if noun is None or not is_outside(report, noun):
                continue
            if _is_channel(noun):
                return join_words(verb.doc, each.i, _phrase_end(each, report))
            if addressee is not None and noun.ent_type_ in _PLACES and verb.i < each.i:
                return join_words(verb.doc, verb.i, _phrase_end(each, report))
    return None


def join_words(doc: Doc, start: int, end: int) -> str:
    """The words from one token to before another, with single spaces."""
    return " ".join(doc[start:end].text.split())


def is_channel(noun: Token) -> bool:
    """Whether a noun is something in or at which words are said: "a police briefing", "the lawsuit"."""
    return (
        _is_channel(noun)
        or noun.lower_ in load_channels().documents
        or (noun.tag_ == "NNS" and singular(noun.lower_) in load_channels().nouns | load_channels().documents)
    )


def _is_channel(noun: Token) -> bool:
    nouns = load_channels().nouns
    if noun.lower_ in nouns:
        return True
    if noun.lower_ == "ed" and noun.i > 1 and noun.doc[noun.i - 2].lower_ == "op":
        return True
    return noun.tag_ in NOUNS and any(each.dep_ == "compound" and each.lower_ in nouns for each in noun.children)


def _phrase_end(preposition: Token, report: Report) -> int:
    doc, end = preposition.doc, preposition.i + 1
    while (
        end <= preposition.right_edge.i
        and is_outside(report, doc[end])
        and doc[end].text not in _ENDS_PHRASE
        and doc[end].ent_type_ not in TIME_LABELS
    ):
        end += 1
    while end - 1 > preposition.i + 1 and doc[end - 1].tag_ == "IN":
        end -= 1
    return trim(doc, preposition.i, end)[1]
