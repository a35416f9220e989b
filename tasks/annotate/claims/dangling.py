"""Whether a claim leaves out what it is said of: the other side of a comparison, or whatever it would hang on."""

from __future__ import annotations

from bisect import bisect_left

from spacy.attrs import TAG
from spacy.tokens import Token

from tasks.annotate.claims.kinds import is_perfect
from tasks.annotate.claims.lexicon import load_pointing_words
from tasks.annotate.claims.stretch import Story, Stretch
from tasks.annotate.claims.wording import find_head
from tasks.annotate.overlaps import find_overlapping
from tasks.language.grammar import ADJECTIVES, has_child
from tasks.language.places import find_words

# Words after one that compares among which "than" is looked for.
_NEAR = 12
_COMPARATIVES = frozenset({"JJR", "RBR"})
_STATES = frozenset({"acomp", "oprd", "attr", "ccomp", "ROOT"})
_HAPPENING = frozenset({"VBD", "VBN", "VBG"})


class Dangling:
    """Where the words of one article compare."""

    def __init__(self, story: Story) -> None:
        doc = story.body.doc
        places = {*find_words(doc, _COMPARATIVES, TAG), *find_words(doc, load_pointing_words().compared)}
        self._places = sorted(places)

    def is_of(self, stretch: Stretch) -> bool:
        """Whether a claim compares with what it does not tell: "the numbers were higher", "a similar bill"."""
        for piece in stretch.pieces:
            first, last = bisect_left(self._places, piece.start), bisect_left(self._places, piece.end)
            if any(_lacks_side(piece.doc[at], piece.end) for at in self._places[first:last]):
                return True
        return False


def _lacks_side(word: Token, end: int) -> bool:
    """Whether nothing after a word says with what it compares."""
    after = {each.lower_ for each in word.doc[word.i + 1 : min(end, word.i + _NEAR)]}
    if word.tag_ not in _COMPARATIVES:
        return not after & {"to", "than", "from"}
    if "than" in after or (word.i and word.nbor(-1).lower_ in ("no", "any", "even", "or", "the")):
        return False
    if word.lower_ in ("more", "fewer") and word.dep_ == "amod":
        return has_child(word.head.head, "expl")  # "there are more candidates"
    if word.tag_ == "JJR":
        return word.dep_ in _STATES and word.lower_ not in ("more", "less", "fewer")
    return word.lower_ in ("more", "less") and word.head.tag_ in ADJECTIVES and word.head.i > word.i


def hangs_on_nothing(stretch: Stretch) -> bool:
    """Whether a claim tells of what happened, and names nobody and no place or day: "at least 50 were locked up"."""
    story = stretch.story
    for piece in stretch.pieces:
        start, end = piece.start_char, piece.end_char
        if any(each.is_resolved for each in find_overlapping(story.dates, start, end)):
            return False
        if any(each.name is not None or each.entity_key for each in find_overlapping(story.mentions, start, end)):
            return False
    main = stretch.main
    if main is None or any(each.ent_type_ for piece in stretch.pieces for each in piece if each.is_title):
        return False
    if stretch.claim.voice == "narrator":
        return True
    verb = find_head(main)
    return verb.tag_ in _HAPPENING or is_perfect(verb)
