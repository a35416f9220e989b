"""Who speaks in an article as a whole: an outlet, an author who tells of himself, or two people in turns."""

from __future__ import annotations

from collections import Counter

from spacy.attrs import ORTH

from tasks.annotate.overlaps import Cover
from tasks.language.body import Body
from tasks.language.places import find_words

# An author who says "I" so often tells of himself.
FEWEST_SELVES = 3
# And who says "we" so often, of his readers too: of 60 deeds of such articles 38 were told to make a point.
FEWEST_OF_US, WORDS_TO_ONE_OF_US = 4, 250
# Two people who have so many turns each, under lines with their names, talk with each other.
FEWEST_TURNS = 3
LONGEST_LABEL = 40
_SELVES = frozenset({"I", "We", "we", "Our", "our", "us", "ourselves"})


def is_talk(body: Body) -> bool:
    """Whether lines with nothing but a name say who speaks next: the rest is what they say, and nobody's narration."""
    lines = (line.strip() for line in body.text.split("\n"))
    labels = Counter(line for line in lines if 0 < len(line) <= LONGEST_LABEL and _is_label(line))
    return sum(count >= FEWEST_TURNS for count in labels.values()) >= 2


def _is_label(line: str) -> bool:
    words = line.split()
    return len(words) in (2, 3) and all(word.replace("-", "").replace(".", "").isalpha() for word in words)


def speaks_of_himself(body: Body, told: Cover) -> bool:
    """Whether the author tells of himself or of "us", as a column does: what somebody did is told to make a point."""
    marked = Cover((each.start, each.end) for each in body.quoted)
    counted = Counter(
        token.text == "I"
        for token in map(body.doc.__getitem__, find_words(body.doc, _SELVES, ORTH))
        if not (told.holds(token.idx) or marked.holds(token.idx))
    )
    return counted[True] >= FEWEST_SELVES or counted[False] >= max(FEWEST_OF_US, len(body.doc) // WORDS_TO_ONE_OF_US)
