"""Whether a claim hangs on a day that it does not tell: "Ann Roe currently has 17 percent", "storms will form"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from tasks.annotate.claims.ahead import auxiliaries, is_left_open, is_to_come
from tasks.annotate.claims.lexicon import load_pointing_words
from tasks.annotate.claims.pronouns import is_nameless
from tasks.annotate.claims.stretch import Stretch
from tasks.annotate.claims.wording import find_head
from tasks.annotate.overlaps import find_overlapping
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_SUBJECTS, PRESENT

_SCORE = re.compile(r"(?<![\w–-])\d{1,3}[-–]\d{1,3}(?:[-–]\d{1,2})?(?![\w–%-])")


def is_dated(stretch: Stretch) -> bool:
    """Whether a claim has a day or a year."""
    dates = stretch.story.dates
    inside = (find_overlapping(dates, piece.start_char, piece.end_char) for piece in stretch.pieces)
    return any(each.is_resolved for found in inside for each in found)


def is_of_untold_moment(stretch: Stretch) -> bool:
    """Whether a claim is of its "now", of the weather ahead, or of a match or a market's day, and nothing says when.

    Args:
        stretch: The claim; of what somebody with a name said it is known when that was.
    """
    claim = stretch.claim
    if claim.voice != "narrator" and claim.claimant_name is not None and not is_nameless(claim):
        return False
    if stretch.main is None or is_dated(stretch):
        return False
    verb = find_head(stretch.main)
    is_of_day = claim.voice == "narrator" and _is_of_one_day(stretch, verb)
    return is_of_day or _is_of_now(stretch, verb) or _forecasts(verb)


def _is_of_now(stretch: Stretch, verb: Token) -> bool:
    """Whether a clause in the present or the perfect says that it holds at its time: "now has", "has so far killed"."""
    if verb.tag_ not in PRESENT and not any(each.tag_ in PRESENT for each in auxiliaries(verb)):
        return False
    words = load_pointing_words()
    return any(
        each.lower_ in words.moment or each.doc[each.left_edge.i : each.right_edge.i + 1].text.lower() in words.moment
        for each in verb.children
        # "Still, she has sold it" only joins.
        if each.dep_ in ("advmod", "prep")
        and stretch.holds(each)
        and not (each.lower_ in words.joining and each.i < verb.i and each.nbor().text == ",")
    )


def _is_of_one_day(stretch: Stretch, verb: Token) -> bool:
    """Whether a clause tells of a match or of a day's market: "Oslo beat Bergen 4-1", "the Nikkei closed higher"."""
    if verb.tag_ != "VBD" or verb.lower_ in load_function_words().be:
        return False
    markets = load_pointing_words().markets
    if any(_SCORE.search(piece.text) for piece in stretch.pieces):
        return True
    return any(word.lower_ in markets for piece in stretch.pieces for word in piece)


def _forecasts(verb: Token) -> bool:
    """Whether a clause says what weather is to come: "storms will form", "rain is expected to fall"."""
    words = load_pointing_words().weather
    parts = (each for each in verb.children if each.dep_ in (*NOUN_SUBJECTS, "dobj", "attr"))
    is_weather = any(word.lower_ in words for part in parts for word in (part, *part.children, *_of(part)))
    return is_weather and (is_to_come(verb) or is_left_open(verb))


def _of(noun: Token) -> list[Token]:
    """What stands behind "of" after a noun: "a band of storms"."""
    return [below for each in noun.rights if each.lower_ == "of" for below in each.children]
