"""Some of several, or a share of all: "one of the officers", "40 percent of voters", "those surveyed"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.speakers.descriptions import Description, describe, kind_of_noun
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.speaker import Speaker, make_key
from tasks.language.body import Tokens
from tasks.language.grammar import NOUN_CLAUSES, PLURALS, SINGULARS, SUBJECTS, children_after
from tasks.language.inflection import singular
from tasks.language.people import is_body, is_kin

_OTHERS = frozenset({"them", "whom"})
SHARE = "group.share"  # a share of all is nobody whom a later "they" means
NEAR_OF = 6  # tokens after a number's noun: "a majority (54 percent) of Americans"


def find_part(head: Token, span: Tokens) -> Speaker | None:
    """Say who is meant by a part of several, whom nobody names; None for another phrase."""
    if head.lower_ == "those":
        return _name_those(head, span)
    words = load_speaker_words()
    is_share = singular(head.lower_) in words.share
    if not is_share and head.lower_ not in words.part | words.several and head.tag_ != "CD":
        return None
    noun = _noun_of(head, span)
    if noun is not None:
        return _name_part(head, noun, span)
    is_alone = head.i + 1 >= span[1] or head.doc[head.i + 1].lower_ != "of"
    if is_alone and singular(head.lower_) in words.share_alone and head.dep_ in SUBJECTS:
        return _make("group", True, _without_opening(head, head.i + 1))
    return None


def _noun_of(head: Token, span: Tokens) -> Token | None:
    """Of what something is a part: "voters" of "a majority (54 percent) of likely voters"."""
    doc, last = head.doc, min(span[1], head.i + NEAR_OF)
    of = next((at for at in range(head.i + 1, last) if doc[at].lower_ == "of"), None)
    if of is None or (of > head.i + 1 and not doc[head.i + 1].is_punct):
        return None
    # Up to a comma: "a majority of the board, made up of farmers" is no part of the farmers.
    stop = next((at for at in range(of + 1, span[1]) if doc[at].text == ","), span[1])
    inside = doc[of + 1 : stop]
    several = (
        token
        for token in doc[of + 1 : span[1]]
        if token.tag_ in PLURALS and (token.dep_ == "appos" or (token.dep_ == "pobj" and token.i < stop))
    )
    body = (token for token in inside if token.tag_ in SINGULARS and token.dep_ == "pobj" and is_body(token.lower_))
    others = (token for token in inside[:2] if token.lower_ in (*_OTHERS, "those", "people"))
    return next(several, None) or next(others, None) or next(body, None)


def _name_part(head: Token, noun: Token, span: Tokens) -> Speaker | None:
    """Name a part of a noun's several, where that noun is for somebody."""
    is_one = head.lower_ == "one"
    if noun.lower_ in _OTHERS:
        return _make("anonymous", False, "one of them") if is_one else None
    description = describe(noun, Tokens((noun.left_edge.i, span[1])))
    kind = "group" if noun.lower_ == "those" else kind_of_noun(description)
    if kind is None and (description.is_name or is_kin(singular(noun.lower_))):
        kind = "group"
    if kind == "organization" and head.lower_ != "one":
        kind = "group"
    if kind not in ("anonymous", "group"):
        return None
    if noun.dep_ == "appos":
        return _make(kind, False, description.text)
    end = _end_of_those(noun, span) if noun.lower_ == "those" else noun.i + 1
    if is_one and not _is_of_bodies(description):
        kind = "anonymous"
    words = load_speaker_words()
    is_share = head.lower_ not in words.part | words.several
    opening = _without_opening(head, end)
    is_named = head.lower_ in words.several and head.left_edge.tag_ == "DT"
    return _make(kind, is_share, opening.partition(" ")[2] if is_named else opening)


def _is_of_bodies(description: Description) -> bool:
    return kind_of_noun(description) == "group" and description.head in load_speaker_words().any_body


def _name_those(head: Token, span: Tokens) -> Speaker | None:
    """``Those surveyed``, ``those close to the senator``: several of whom only a clause tells."""
    if (
        head.i + 1 >= span[1]
        or head.doc[head.i + 1].lower_ == "of"
        or not any(True for _ in children_after(head, *NOUN_CLAUSES, "amod"))
    ):
        return None
    text = _without_opening(head, _end_of_those(head, span))
    is_source = any(words in text.lower() for words in load_speaker_words().informed)
    return _make("anonymous" if is_source else "group", False, text)


def _end_of_those(those: Token, span: Tokens) -> int:
    """Where what tells of "those" ends: at a comma, or with the phrase."""
    after = range(those.i + 1, min(span[1], those.right_edge.i + 1))
    return next((at for at in after if those.doc[at].is_punct), max(those.i + 1, after.stop))


def _without_opening(head: Token, end: int) -> str:
    """The words of a phrase up to a token, without what only points at it."""
    start, dropped = head.left_edge.i, load_speaker_words().focus
    while start < head.i and (head.doc[start].lower_ in dropped or head.doc[start].is_punct):
        start += 1
    return " ".join(head.doc[start:end].text.split())


def _make(kind: str, is_share: bool, text: str) -> Speaker:
    role, rule = text if kind == "anonymous" else None, SHARE if is_share else "part.of_several"
    return Speaker(name=text, key=make_key(kind, text), kind=kind, role=role, rule=rule)
