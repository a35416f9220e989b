"""Whether a claim leaves out what it is said of: the other side of a comparison, or whatever it would hang on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Set

from spacy.attrs import TAG
from spacy.tokens import Span, Token

from tasks.annotate.claims.ahead import is_perfect
from tasks.annotate.claims.lexicon import list_changing, list_contents, load_pointing_words
from tasks.annotate.claims.phrases import has_complement
from tasks.annotate.claims.pronouns import is_nameless
from tasks.annotate.claims.stretch import Story, Stretch
from tasks.annotate.claims.undated import is_dated, is_of_untold_moment
from tasks.annotate.claims.untold import goes_on_from_before
from tasks.annotate.claims.wording import find_head
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Mention
from tasks.language.grammar import (
    ADJECTIVES,
    COMMON_NOUNS,
    NOUN_SUBJECTS,
    NOUNS,
    PLURALS,
    PRESENT,
    PROPER_NOUNS,
    TIME_LABELS,
    child,
    has_child,
    own_subject,
)
from tasks.language.inflection import singular
from tasks.language.people import is_person_noun
from tasks.language.places import find_words

# Words after one that compares among which "than" is looked for.
_NEAR = 12
_NEXT = 4
_FEW_WORDS = 12
_FEWEST_WORDS = 7
# Of 60 rows with fewer words that tell of a deed and name one alone a third could be understood.
_FEWEST_OF_DEED = 13
_FEWEST_NAMES = 2
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_COMPARATIVES = frozenset({"JJR", "RBR"})
_STATES = frozenset({"acomp", "oprd", "attr", "ccomp", "ROOT"})
_SINCE = frozenset({"since", "by", "back", "until", "till"})
# What follows "the same" where a claim says as what.
_SIDES = frozenset({"as", "that", "who", "which", "whom", "when", "where"})
_COUNTED = frozenset({"nsubj", "dobj"})
# What makes more of a verb than that it was done.
_GOVERNED = ("dobj", "ccomp", "xcomp", "attr", "acomp", "oprd", "agent", "auxpass", "dative")
_NUMBERS = frozenset({"CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_WHERE = frozenset({"in", "at", "near", "during", "onto"})
_ENGLISH = frozenset({"and", "for", "is", "of", "that", "to", "with"})
_HAPPENING = frozenset({"VBD", "VBN", "VBG"})


class Dangling:
    """Where the words of one article compare."""

    def __init__(self, story: Story) -> None:
        doc, self._dates = story.body.doc, story.dates
        words = load_pointing_words()
        places = {*find_words(doc, _COMPARATIVES, TAG), *find_words(doc, words.compared | words.compared_first)}
        self._places = sorted(places)
        self._numbers = find_words(doc, frozenset({"CD"}), TAG)
        self._contents = find_words(doc, list_contents())
        self._owners = find_words(doc, frozenset({"POS"}), TAG)

    def is_of(self, stretch: Stretch, told: Set[str]) -> bool:
        """Whether a claim compares with what it does not tell, or tells little: "the numbers were higher".

        Args:
            stretch: The claim.
            told: Who and what is put in for its pronouns.
        """
        for piece in stretch.pieces:
            first, last = bisect_left(self._places, piece.start), bisect_left(self._places, piece.end)
            if any(self._lacks_side(piece.doc[at], piece) for at in self._places[first:last]):
                return True
            first, last = bisect_left(self._numbers, piece.start), bisect_left(self._numbers, piece.end)
            if any(_lacks_noun(stretch, piece.doc[at]) for at in self._numbers[first:last]):
                return True
            first, last = bisect_left(self._contents, piece.start), bisect_left(self._contents, piece.end)
            if any(_lacks_content(piece.doc[at]) for at in self._contents[first:last]) and not is_dated(stretch):
                return True
            first, last = bisect_left(self._owners, piece.start), bisect_left(self._owners, piece.end)
            if any(_is_of_day(piece.doc[at]) for at in self._owners[first:last]):
                return True
        if (
            _is_foreign(stretch)
            or _tells_little(stretch)
            or _tells_short_deed(stretch, told)
            or _tells_of_match(stretch)
        ):
            return True
        return is_of_untold_moment(stretch) or goes_on_from_before(stretch)

    def _lacks_side(self, word: Token, piece: Span) -> bool:
        """Whether nothing says with what a word compares; of "that same day [2024-11-26]" the days do."""
        return _lacks_side(word, piece) and not find_overlapping(self._dates, word.idx, word.idx + 1)


def _tells_little(stretch: Stretch) -> bool:
    """Whether a claim has no day and few words, or goes on about "him" in the words of the outlet.

    Of 19 rows with fewer than nine words, no day and no number 9 could be understood, of 10 with "he" 2.
    """
    if is_dated(stretch):
        return False
    words = [word for piece in stretch.pieces for word in piece if word.is_alpha or word.like_num]
    is_short = len(words) < _FEWEST_WORDS and not any(word.like_num for word in words)
    if is_short and stretch.claim.stance in ("asserts", "believes") and _count_names(stretch) < _FEWEST_NAMES:
        return True
    subject = None if stretch.main is None else own_subject(find_head(stretch.main))
    if stretch.claim.voice != "narrator" or subject is None or subject.tag_ != "PRP":
        return False
    return len(words) < _FEWEST_OF_DEED or _count_names(stretch) < _FEWEST_NAMES


def _tells_short_deed(stretch: Stretch, told: Set[str]) -> bool:
    """Whether a claim tells in few words what one did, whose occasion the article has: "Roe canceled the speech"."""
    words = sum(word.is_alpha or word.like_num for piece in stretch.pieces for word in piece)
    verb = None if stretch.main is None else find_head(stretch.main)
    if words >= _FEWEST_OF_DEED or verb is None:
        return False
    is_past = verb.tag_ == "VBD" or is_perfect(verb) or any(each.tag_ == "VBD" for each in verb.lefts)
    if not is_past:
        return False
    # "Roe disagreed", "Roe voted yes", "40 were killed": with what, when and where stands before.
    is_bare = stretch.claim.voice == "narrator" and verb.tag_ == "VBD" and not has_child(verb, *_GOVERNED)
    is_bare = is_bare and not (_has_number(stretch) and any(each.lower_ in _WHERE for each in verb.rights))
    rights = [each for each in verb.rights if stretch.holds(each)]
    is_bare = is_bare or (stretch.claim.voice != "direct" and not any(map(_tells_more, rights)))
    reaction = child(verb, "dobj", "xcomp")
    is_bare = is_bare or (reaction is not None and _is_reaction(reaction))
    if is_bare and not is_dated(stretch):
        return True
    return not _has_number(stretch) and _count_names(stretch, told) < _FEWEST_NAMES


def _is_reaction(word: Token) -> bool:
    return word.lower_ in load_pointing_words().reactions and not any(map(_tells_more, word.rights))


def _tells_more(word: Token) -> bool:
    return not word.is_punct and word.dep_ not in ("cc", "prt")


def _tells_of_match(stretch: Stretch) -> bool:
    """Whether the outlet tells what was done in a match, and not in which: "Roe made 40 saves"."""
    if stretch.claim.voice != "narrator" or is_dated(stretch):
        return False
    words = load_pointing_words()
    told = {word.lower_ for piece in stretch.pieces for word in piece if word.tag_ not in PROPER_NOUNS}
    if told & words.playing or (stretch.main is not None and _is_tally(child(find_head(stretch.main), "dobj"))):
        return True
    # Shots are fired and given, points scored in tests: of a match tells what stands beside them.
    return bool(told & words.may_play) and len(told & (words.may_play | words.sport)) > 1


def _is_tally(made: Token | None) -> bool:
    """Whether what somebody made is counted in matches, or told by its rank alone: "had two assists", "got a third"."""
    if made is None or made.head.tag_ != "VBD":
        return False
    words = load_pointing_words()
    if made.ent_type_ == "ORDINAL":  # not "won a third of it", "won the third round"
        return made.tag_ not in PLURALS and not any(each.lower_ in ("of", "in") for each in made.rights)
    is_counted = any(each.dep_ == "nummod" for each in made.lefts)
    if made.lower_ in words.may_play and made.head.lower_ in words.stopping:
        return is_counted  # "stopped 35 shots"
    return is_counted and (made.lower_ in words.tallied or made.nbor(-1).lower_ + " " + made.lower_ in words.tallied)


def _has_number(stretch: Stretch) -> bool:
    """Whether a claim has a number that is no day, or a year."""
    numbers = [word for piece in stretch.pieces for word in piece if word.like_num]
    return any(each.ent_type_ not in TIME_LABELS or _YEAR.fullmatch(each.text) for each in numbers)


def _count_names(stretch: Stretch, told: Set[str] = frozenset()) -> int:
    """How many a claim names or means, with what has a capital and is no entity's name."""
    named: set[str | None] = {each for each in told if not each[:1].isdigit()}
    for piece in stretch.pieces:
        found = find_overlapping(stretch.story.mentions, piece.start_char, piece.end_char)
        named |= {each.entity_key or each.name for each in found}
        inside = [range(each.start, each.end) for each in found]
        named |= {
            ""
            for word in piece
            if word.tag_ in PROPER_NOUNS
            and word.ent_type_ not in TIME_LABELS
            and not any(word.idx in each for each in inside)
        }
    return len(named)


def _lacks_content(noun: Token) -> bool:
    """Whether a claim tells only whose "plan" or "remarks" something is: "rejected the Oslo plan".

    As a subject it has a verb that tells of it: "Roe's plan bans mills"; "Roe's claims are false" tells of none.
    """
    if noun.tag_ not in COMMON_NOUNS or noun.dep_ in ("compound", "appos", "attr"):
        return False
    if noun.dep_ in NOUN_SUBJECTS and not _is_called_true(noun.head):
        return False
    before = [each for each in noun.lefts if each.dep_ != "det"]
    is_owned = any(each.dep_ == "poss" or each.tag_ in PROPER_NOUNS for each in before)
    is_told = any(each.dep_ != "poss" and each.tag_ not in PROPER_NOUNS and each.lower_ != "own" for each in before)
    return is_owned and not is_told and not has_complement(noun)


def _is_called_true(verb: Token) -> bool:
    """Whether a clause says of its subject that it is true, false or nonsense, and no more."""
    state = child(verb, "acomp", "attr", "oprd")
    return state is not None and state.lower_ in load_pointing_words().verdicts and not has_complement(state)


def _is_foreign(stretch: Stretch) -> bool:
    """Whether a claim is in another language: more of its small words are of one than are English."""
    words = load_pointing_words()
    told = [word.text for piece in stretch.pieces for word in piece]
    foreign = sum(word in words.foreign for word in told)
    return foreign > 1 and foreign > sum(word in words.article or word in _ENGLISH for word in told)


def _is_of_day(mark: Token) -> bool:
    """Whether only a day says which event is meant: "Thursday's hearing"; not "Thursday's vote on the Roe bill"."""
    day, noun, words = mark.head, mark.head.head, load_pointing_words()
    if day.ent_type_ not in TIME_LABELS or day.dep_ != "poss" or noun.tag_ not in COMMON_NOUNS or has_complement(noun):
        return False
    between = mark.doc[mark.i + 1 : noun.i]
    if any(each.tag_ in PROPER_NOUNS or each.ent_type_ or each.dep_ == "compound" for each in between):
        return False
    # "November's election", "the year's end", "today's media landscape"
    return not {noun.lower_, singular(noun.lower_)} & (words.unique | words.everywhere | words.general)


def _lacks_noun(stretch: Stretch, number: Token) -> bool:
    """Whether a number leaves open of what: "the Pentagon plans to have forty-four", "another 33 percent say so"."""
    if number.i and number.nbor(-1).lower_ == "another":
        return not any(each.tag_ == "CD" for piece in stretch.pieces for each in piece if each.i < number.i)
    if number.ent_type_ != "CARDINAL" or number.dep_ not in _COUNTED or any(True for _ in number.rights):
        return False
    beside = [number.doc[at] for at in (number.i - 1, number.i + 1) if 0 <= at < len(number.doc)]
    if number.lower_ == "one" or any(each.tag_ in NOUNS or each.lower_ in ("-", "out") for each in beside):
        return False
    return not any(noun.tag_ in PLURALS for noun in stretch.nouns_before(number))


def _lacks_side(word: Token, piece: Span) -> bool:
    """Whether nothing after a word says with what it compares."""
    after = {each.lower_ for each in word.doc[word.i + 1 : min(piece.end, word.i + _NEAR)]}
    if word.lower_ in load_pointing_words().compared_first:
        return _lacks_first(word, after)
    if word.lower_ == "respectively":  # "Roe and Doe led Oslo and Bergen, respectively"
        return sum(each.lower_ == "and" for each in word.doc[piece.start : word.i]) < _FEWEST_NAMES
    if _is_changed(word):
        return False
    if word.tag_ not in _COMPARATIVES:
        return not {each.lower_ for each in word.doc[word.i + 1 : min(piece.end, word.i + _NEXT)]} & {"to", "than"}
    if "than" in after or (word.i and word.nbor(-1).lower_ in ("no", "any", "even", "or", "the")):
        return False
    if word.lower_ in ("more", "fewer") and word.dep_ == "amod":
        return has_child(word.head.head, "expl")  # "there are more candidates"
    if word.tag_ == "JJR":
        return word.dep_ in _STATES and word.lower_ not in ("more", "less", "fewer")
    return word.lower_ in ("more", "less") and word.head.tag_ in ADJECTIVES and word.head.i > word.i


def _is_changed(word: Token) -> bool:
    """Whether what is "cheaper" or "more stable" is so than before, since it becomes or is made so."""
    state = word.head if word.tag_ == "RBR" and word.head.tag_ in ADJECTIVES else word
    return state.dep_ in ("acomp", "ccomp", "oprd", "xcomp") and state.head.lower_ in list_changing()


def _lacks_first(word: Token, after: Set[str]) -> bool:
    """Whether what "instead", "the same idea" or "a different plan" follows is told in another sentence."""
    if word.lower_ == "instead":
        is_told = word.i + 1 < len(word.doc) and word.nbor().lower_ == "of"
        return not is_told and word.nbor(-1 if word.i else 0).lower_ not in ("but", "and", ",")
    if word.lower_ == "then":
        return word.i > 0 and word.nbor(-1).lower_ in _SINCE
    if word.lower_ == "different":
        is_one = word.dep_ == "acomp" or (word.dep_ == "amod" and word.head.tag_ not in PLURALS)
        return is_one and not after & {"to", "than", "from"}
    is_told = (
        word.doc[word.i + 1 : word.i + 2].text in ("-", "sex", "time")
        or has_child(word.head, "relcl")
        or word.dep_ == "acomp"
    )
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
        if any(_tells(stretch, each) for each in find_overlapping(story.mentions, start, end)):
            return False
    main, words = stretch.main, [word for piece in stretch.pieces for word in piece]
    if main is None or is_dated(stretch):
        return _is_on_some_day(stretch)
    is_told = stretch.claim.voice == "narrator"
    if any(
        each.ent_type_ and (each.ent_type_ not in _NUMBERS | TIME_LABELS if is_told else not _counts_people(each))
        for each in words
        if each.is_title
    ):
        return False
    if is_own:
        return len(words) < _FEW_WORDS
    if is_told:
        return True
    verb = find_head(main)
    return _has_happened(verb) or (len(words) < _FEW_WORDS and _is_of_one(own_subject(verb)))


def _is_on_some_day(stretch: Stretch) -> bool:
    """Whether of an event that nobody with a name tells a day alone is told: "two were hurt on Friday"."""
    claim, main = stretch.claim, stretch.main
    is_nobodys = claim.voice != "direct" and (claim.claimant_name is None or is_nameless(claim))
    if not is_nobodys and claim.voice != "narrator":
        return False
    if any(_is_name(word) for piece in stretch.pieces for word in piece):
        return False
    if main is None or _has_number(stretch):
        return True
    verb = find_head(main)  # "today mills are rare" is of things in general
    return verb.tag_ not in PRESENT or _is_of_one(own_subject(verb))


def _has_happened(verb: Token) -> bool:
    return verb.tag_ in _HAPPENING or is_perfect(verb)


def _is_name(word: Token) -> bool:
    """Whether a word is part of a name, of a day or a number not: "Oslo", "MagSafe"."""
    if word.ent_type_ in _NUMBERS | TIME_LABELS:
        return False
    return word.tag_ in PROPER_NOUNS or (bool(word.ent_type_) and word.is_title)


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
