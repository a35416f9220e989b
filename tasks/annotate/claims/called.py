"""What somebody calls or describes something as: "called the deal | fair" claims that the deal is fair."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import load_pointing_words
from tasks.annotate.claims.stance import ANSWERING, is_done, look_up
from tasks.annotate.quotes.rules import INDIRECT_PREDICATE
from tasks.annotate.spans import Quote
from tasks.language.grammar import NOMINALS, PLURALS, WH_WORDS, children_after, has_child, is_passive

_MARKS = frozenset({"“", '"', "``", "‘"})
_OPENS_NO_PREDICATE = frozenset({"TO", "IN", "CC", "MD", "VBG"})
_BEFORE_MARK = frozenset({"DT", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "PRP$"})
_CLASSES = frozenset({"speech", "writing"})


def find_called(quote: Quote | None, verb: Token | None, pieces: Sequence[Span]) -> Span | None:
    """Find what something is called, with the "as" before it.

    Args:
        quote: A quote whose rule may be that of a predicate.
        verb: The word that reports.
        pieces: What it reports: first whatever is called so.

    Returns:
        None where nobody says that it is so, or where it is a name.
    """
    if quote is None or quote.rule != INDIRECT_PREDICATE.name or verb is None or len(pieces) != 1:
        return None
    if not quote.is_utterance or quote.cue_class not in _CLASSES or quote.speaker is None:
        return None
    if verb.tag_ == "VB" or not is_done(verb) or is_passive(verb):
        return None  # "call it a day"
    if look_up(verb)[0] in ANSWERING:
        return None  # what is "dismissed as a rumor" is denied
    if verb.dep_ in ("relcl", "amod") or any(each.tag_ in WH_WORDS for each in verb.lefts):
        return None  # "what he called a levy"
    return _part(verb, pieces[0])


def _part(verb: Token, words: Span) -> Span | None:
    begin = _find_predicate(verb, words)
    if begin is None:
        return None
    thing, predicate = words.doc[words.start : begin], words.doc[begin + is_as(words.doc[begin]) : words.end]
    if not (len(thing) and len(predicate)) or not _is_thing(thing) or _is_name(predicate):
        return None
    first = next((each for each in predicate if each.is_alpha), None)
    return None if first is None or first.tag_ in _OPENS_NO_PREDICATE else words.doc[begin : words.end]


def _find_predicate(verb: Token, words: Span) -> int | None:
    """Where a predicate begins: at "as", at an opening mark, or where the parse says."""
    for token in words[1:]:
        if is_as(token) and (token.head == verb or words.start <= token.head.i < token.i):
            return token.i
        if token.text in _MARKS:
            return _begin_before(token, words.start)
    said = next(children_after(verb, "oprd"), None)
    return None if said is None or not words.start < said.left_edge.i < words.end else said.left_edge.i


def _begin_before(mark: Token, start: int) -> int:
    """Where the phrase begins that a mark stands in: "an “attack”", "totally “false”"."""
    begin = mark.i
    while begin > start and mark.doc[begin - 1].tag_ in _BEFORE_MARK and mark.doc[begin - 1].head.i >= mark.i:
        begin -= 1
    return begin


def is_as(token: Token) -> bool:
    """Whether a word leads in what something is described as."""
    return token.lower_ == "as" and token.tag_ == "IN"


def _is_thing(thing: Span) -> bool:
    """Whether words are one noun phrase, marks and verbs apart: not "the | “deal” a mess".

    Nor do "him" and "himself" make a sentence with what somebody is called.
    """
    head, last = thing.root, thing[-1]
    if any(each.tag_ == "PRP" and each.lower_ != "it" for each in thing):
        return False
    if head.tag_ not in NOMINALS or (last.tag_ == "DT" and len(thing) > 1):
        return False
    if any(each.is_punct and each.text != "-" for each in thing) or head.left_edge.i < thing.start:
        return False
    return last.tag_ in NOMINALS


def _is_name(predicate: Span) -> bool:
    words = [each for each in predicate if each.is_alpha and each.tag_ not in ("DT", "IN", "CC")]
    return not words or all(each.text[0].isupper() for each in words)


def word_copula(thing: Token) -> str:
    """The verb between a thing and what it is called, in brackets."""
    are = thing.tag_ in PLURALS or thing.lower_ in load_pointing_words().they or has_child(thing, "conj")
    return "[are]" if are else "[is]"
