"""Write out what a claim says by itself: its words with what was added, without what only joins it to others."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import load_pointing_words
from tasks.annotate.claims.stretch import Edit, Stretch
from tasks.annotate.overlaps import find_overlapping

_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]im|[Hh]er|[Tt]hem|[Hh]is|[Ii]ts|[Tt]heir) \[([^][]+)\]")
_VERBS = "should|will|could|engaged in|(?:is|are) guilty of"
_ADDED_VERB = re.compile(rf"\[({_VERBS})\]")
# An object that becomes a subject: "accused him [Roe] [engaged in]".
_OBJECT = re.compile(rf"\b(?:[Hh]im|[Hh]er|[Ii]t|[Tt]hem) \[([^][]+)\] \[({_VERBS})\]")
_OF_DEGREE = frozenset({"RB", "JJ"})


def list_joiners(stretch: Stretch) -> list[Edit]:
    """Cut what only joins a claim to those before it: "But", "Meanwhile,", and "also" outside of somebody's own words.

    "But also" and "also known as" stay.
    """
    first, joining = stretch.pieces[0], load_pointing_words().joining
    at = _pass_phrase(first)
    while at < first.end - 1 and _only_joins(first.doc[at], joining, is_first=at == first.start):
        at += 1
    found = [(first.start_char, first.doc[at].idx, "")] if at > first.start else []
    for place in stretch.places_before(None, "also"):
        word = stretch.story.body.doc[place]
        if place >= at and _adds(stretch, word):
            found.append((word.idx, word.idx + len(word), ""))
    return found


def _pass_phrase(words: Span) -> int:
    """The token behind "In addition," or "For example" that opens a claim."""
    first = words[0].lower_
    for phrase in load_pointing_words().joining_phrases:
        if not phrase.startswith(first):
            continue
        length = phrase.count(" ") + 1
        opening = words[: length + 1]
        if len(opening) > length and opening[length].text == "," and opening[:length].text.lower() == phrase:
            return opening.end
    return words.start


def _only_joins(word: Token, joining: Set[str], is_first: bool) -> bool:
    """Whether a word joins: "And Ann Roe left", "However, Roe left", not "however hard Roe tried", "so far"."""
    if word.text == ",":
        return not is_first
    if word.lower_ not in joining or word.i + 1 == len(word.doc):
        return False
    after = word.nbor()
    return after.text == "," or (word.tag_ == "CC" and after.tag_ not in _OF_DEGREE)


def _adds(stretch: Stretch, word: Token) -> bool:
    """Whether "also" says only that there is more of it."""
    if word.dep_ != "advmod" or find_overlapping(stretch.story.body.quoted, word.idx, word.idx + 1):
        return False
    before, after = word.nbor(-1) if word.i else None, word.nbor() if word.i + 1 < len(word.doc) else None
    if before is None or before.lower_ == "but" or after is None or before.is_punct or after.is_punct:
        return False
    return word.head.lower_ not in load_pointing_words().naming


def write_out(stretch: Stretch, edits: Sequence[Edit]) -> str:
    """The words of a claim with its edits; what is added stands in no brackets of the article and has none inside."""
    text, written = stretch.story.body.text, []
    for piece in stretch.pieces:
        at, end = piece.start_char, piece.end_char
        inside = [edit for edit in edits if at <= edit[0] <= end]
        if "[" in text[at:end]:
            inside = [_move_out(edit, text, at, end) for edit in inside]
        for start, stop, new in sorted(inside, key=lambda each: each[:2]):
            if start >= at:
                written += [text[at:start], flatten(new)]
                at = max(at, stop)
        written += [text[at:end], " "]
    return _OBJECT.sub(r"[\1 \2]", " ".join("".join(written).split()))


def flatten(added: str) -> str:
    """Put brackets inside of brackets as round ones: "[a report (by Ann Roe)]"."""
    first, last = added.find("["), added.rfind("]")
    return f"{added[: first + 1]}{make_round(added[first + 1 : last])}{added[last:]}" if 0 <= first < last else added


def name_plainly(resolved: str) -> str:
    """Put names in the place of their pronouns, and what makes a sentence in no brackets: "Roe engaged in theft"."""
    return _ADDED_VERB.sub(r"\1", _PRONOUN.sub(r"\1", resolved))


def make_round(text: str) -> str:
    """Make the brackets of a text round ones."""
    return text.replace("[", "(").replace("]", ")")


def _move_out(edit: Edit, text: str, begin: int, end: int) -> Edit:
    """Move what is added inside of the article's own brackets behind these: "[Roe] [Ann Roe]"."""
    start, stop, new = edit
    opened, closed = text.rfind("[", begin, start), text.rfind("]", begin, start)
    if start != stop or opened <= closed:
        return edit
    after = text.find("]", start, end)
    return (start, stop, "") if after < 0 else (after + 1, after + 1, new)
