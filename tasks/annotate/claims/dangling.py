"""Whether a claim leaves out what it is said of: the other side of a comparison, or whatever it would hang on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Set

from spacy.attrs import TAG
from spacy.tokens import Token

from tasks.annotate.claims.kinds import is_perfect
from tasks.annotate.claims.lexicon import load_pointing_words
from tasks.annotate.claims.stretch import Story, Stretch
from tasks.annotate.claims.wording import find_head
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Mention
from tasks.language.grammar import ADJECTIVES, NOUNS, PLURALS, has_child, own_subject
from tasks.language.people import is_person_noun
from tasks.language.places import find_words

# Words after one that compares among which "than" is looked for.
_NEAR = 12
_FEW_WORDS = 12
_COMPARATIVES = frozenset({"JJR", "RBR"})
_STATES = frozenset({"acomp", "oprd", "attr", "ccomp", "ROOT"})
_SINCE = frozenset({"since", "by", "back", "until", "till"})
# What follows "the same" where a claim says as what.
_SIDES = frozenset({"as", "that", "who", "which", "whom", "when", "where"})
_COUNTED = frozenset({"nsubj", "dobj"})
_HAPPENING = frozenset({"VBD", "VBN", "VBG"})


class Dangling:
    """Where the words of one article compare."""

    def __init__(self, story: Story) -> None:
        doc, self._dates = story.body.doc, story.dates
        words = load_pointing_words()
        places = {*find_words(doc, _COMPARATIVES, TAG), *find_words(doc, words.compared | words.compared_first)}
        self._places = sorted(places)
        self._numbers = find_words(doc, frozenset({"CD"}), TAG)

    def is_of(self, stretch: Stretch) -> bool:
        """Whether a claim compares with what it does not tell: "the numbers were higher", "a similar bill"."""
        for piece in stretch.pieces:
            first, last = bisect_left(self._places, piece.start), bisect_left(self._places, piece.end)
            if any(self._lacks_side(piece.doc[at], piece.end) for at in self._places[first:last]):
                return True
            first, last = bisect_left(self._numbers, piece.start), bisect_left(self._numbers, piece.end)
            if any(_lacks_noun(stretch, piece.doc[at]) for at in self._numbers[first:last]):
                return True
        return False

    def _lacks_side(self, word: Token, end: int) -> bool:
        """Whether nothing says with what a word compares; of "that same day [2024-11-26]" the days do."""
        return _lacks_side(word, end) and not find_overlapping(self._dates, word.idx, word.idx + 1)


def _lacks_noun(stretch: Stretch, number: Token) -> bool:
    """Whether a number leaves open of what: "the Pentagon plans to have forty-four"."""
    if number.ent_type_ != "CARDINAL" or number.dep_ not in _COUNTED or any(True for _ in number.rights):
        return False
    beside = [number.doc[at] for at in (number.i - 1, number.i + 1) if 0 <= at < len(number.doc)]
    if number.lower_ == "one" or any(each.tag_ in NOUNS or each.lower_ in ("-", "out") for each in beside):
        return False
    return not any(noun.tag_ in PLURALS for noun in stretch.nouns_before(number))


def _lacks_side(word: Token, end: int) -> bool:
    """Whether nothing after a word says with what it compares."""
    after = {each.lower_ for each in word.doc[word.i + 1 : min(end, word.i + _NEAR)]}
    if word.lower_ in load_pointing_words().compared_first:
        return _lacks_first(word, after)
    if word.tag_ not in _COMPARATIVES:
        return not after & {"to", "than", "from"}
    if "than" in after or (word.i and word.nbor(-1).lower_ in ("no", "any", "even", "or", "the")):
        return False
    if word.lower_ in ("more", "fewer") and word.dep_ == "amod":
        return has_child(word.head.head, "expl")  # "there are more candidates"
    if word.tag_ == "JJR":
        return word.dep_ in _STATES and word.lower_ not in ("more", "less", "fewer")
    return word.lower_ in ("more", "less") and word.head.tag_ in ADJECTIVES and word.head.i > word.i


def _lacks_first(word: Token, after: Set[str]) -> bool:
    """Whether what "instead", "the same idea" or "a different plan" follows is told in another sentence."""
    if word.lower_ == "instead":
        return "of" not in after and word.nbor(-1 if word.i else 0).lower_ not in ("but", "and", ",")
    if word.lower_ == "then":
        return word.i > 0 and word.nbor(-1).lower_ in _SINCE
    if word.lower_ == "different":
        is_one = word.dep_ == "acomp" or (word.dep_ == "amod" and word.head.tag_ not in PLURALS)
        return is_one and not after & {"to", "than", "from"}
    is_told = word.nbor().lower_ in ("-", "sex", "time") or has_child(word.head, "relcl") or word.dep_ == "acomp"
    return not is_told and not after & _SIDES


def hangs_on_nothing(stretch: Stretch, *, is_own: bool) -> bool:
    """Whether a claim names nobody but its claimant, no place and no day, and is of one matter: "50 were locked up".

    What is said of things in general stands by itself: "actions speak louder than words".

    Args:
        stretch: The claim.
        is_own: Whether its claimant was put in for a pronoun: "I [Ann Roe] have no response".
    """
    story = stretch.story
    for piece in stretch.pieces:
        start, end = piece.start_char, piece.end_char
        if any(each.is_resolved for each in find_overlapping(story.dates, start, end)):
            return False
        if any(_tells(stretch, each) for each in find_overlapping(story.mentions, start, end)):
            return False
    main, words = stretch.main, [word for piece in stretch.pieces for word in piece]
    if main is None or any(each.ent_type_ and not _counts_people(each) for each in words if each.is_title):
        return False
    if is_own:
        return len(words) < _FEW_WORDS
    if stretch.claim.voice == "narrator":
        return True
    verb = find_head(main)
    return verb.tag_ in _HAPPENING or is_perfect(verb) or (len(words) < _FEW_WORDS and _is_of_one(own_subject(verb)))


def _counts_people(word: Token) -> bool:
    """Whether a number is of people there: "Thirteen are missing", "Two people were hurt"; not "Millions"."""
    head = word.head if word.dep_ == "nummod" else word
    is_many = any(each.lower_ in ("million", "billion", "percent") for each in head.subtree) if head != word else False
    return word.ent_type_ == "CARDINAL" and not is_many and (head == word or is_person_noun(head.lower_))


def _tells(stretch: Stretch, mention: Mention) -> bool:
    """Whether a mention tells of whom a claim is, beside its claimant."""
    if mention.link == "pronoun" and mention.entity_key == stretch.claim.claimant_key:
        return False
    return mention.name is not None or mention.entity_key is not None


def _is_of_one(subject: Token | None) -> bool:
    """Whether a subject is one that must be told of: "it", "there", "the number"; not "mills" and "a mill"."""
    if subject is None or subject.tag_ in ("PRP", "EX", "DT", "CD") or subject.dep_ == "expl":
        return True
    return subject.left_edge.lower_ in load_pointing_words().definite
