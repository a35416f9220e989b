"""Taggings and attachments of the pipeline that grammar rules out, mended."""

from __future__ import annotations

from spacy.attrs import ORTH, TAG
from spacy.tokens import Doc, Token

from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUNS


def mend_parse(doc: Doc) -> Doc:
    """Mend what the pipeline made of a paragraph, in place.

    Args:
        doc: The paragraph, tagged and parsed.

    Returns:
        The same Doc.
    """
    _mend_tags(doc)
    _hang_prefixes(doc)
    return doc


def _mend_tags(doc: Doc) -> None:
    """Mend taggings: "may" before a past tense is a name, "allege" is no noun."""
    verbs = load_function_words().never_nouns
    noun, modal = (doc.vocab.strings[tag] for tag in ("NN", "MD"))
    for at, tag in enumerate(doc.to_array(TAG)[:-1].tolist()):
        if tag not in (noun, modal):
            continue
        token = doc[at]
        if tag == noun and token.lower_ in verbs:
            token.tag_ = "VBP"
            before = doc[at - 1] if at else token
            if before.dep_ == "compound" and before.head.i == at:
                before.dep_ = "nsubj"
        elif tag == modal and token.text == "May" and doc[at + 1].tag_ in ("VBD", "VBZ"):
            token.tag_ = "NNP"
            if token.dep_ == "aux":
                token.dep_ = "nsubj"


def _hang_prefixes(doc: Doc) -> None:
    """Hang what a hyphen joins to a noun on that noun: "ex-wife" is one word, for the pipeline three subjects."""
    hyphen = doc.vocab.strings.add("-")
    for at, word in enumerate(doc.to_array(ORTH)[:-1].tolist()):
        if word == hyphen and at and _is_prefix(doc[at - 1], doc[at], doc[at + 1]):
            _hang(doc[at - 1], doc[at], doc[at + 1])


def _is_prefix(front: Token, hyphen: Token, noun: Token) -> bool:
    if front.whitespace_ or hyphen.whitespace_ or noun.tag_ not in NOUNS or noun.is_sent_start:
        return False
    if hyphen.is_sent_start or front.head == noun:
        return False
    return front.lower_ in load_function_words().prefixes


def _hang(front: Token, hyphen: Token, noun: Token) -> None:
    for part in (front, hyphen):
        if noun.head == part:
            is_root = part.head == part
            noun.dep_ = part.dep_
            noun.head = noun if is_root else part.head
    for part in (front, hyphen):
        for each in list(part.children):
            if each not in (front, hyphen, noun):
                each.head = noun
    front.head = hyphen.head = noun
    front.dep_, hyphen.dep_ = "compound", "punct"
