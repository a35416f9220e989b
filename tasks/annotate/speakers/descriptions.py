"""Read a speaker's description: its head noun and modifiers, what kind of speaker it can be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from spacy.tokens import Token

from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.language.body import Tokens
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_CLAUSES, NOUNS, PLURALS, PROPER_NOUNS, SINGULARS, TIME_LABELS, children_after
from tasks.language.inflection import singular
from tasks.language.people import is_body, is_role, list_nouns_with
from tasks.language.places import load_gazetteer

_MODIFIER_TAGS = NOUNS | {"JJ", "JJS", "VBG"}
_QUALITY_TAGS = frozenset({"JJ", "VBG"})
_NAME_TAGS = PROPER_NOUNS | {"HYPH", "POS"}
_BETWEEN_NAME_AND_NOUN = frozenset({"POS", "JJ", "JJR", "JJS", "NN", "RB"})
_KEEP_AFTER = frozenset({"prep", "acl", "amod"})
_KEEP_PREPOSITIONS = frozenset({"of", "for", "with", "from", "at"})
_OPENING_TAGS = frozenset({"CC", "WRB"})  # "when officials": the parse hangs on them what says when
_TELLS_MORE = (",", " — ", " – ", " -- ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A noun phrase that names nobody.

    Attributes:
        text: Its words without the article and what only says that it is unnamed.
        head: Head noun, singular, lower case.
        words: Words up to the head, in order, lower case.
        modifiers: Content words before the head, lower case.
        is_definite: It has a definite article or demonstrative.
        is_new: It introduces somebody: "an official", "another official".
        is_unnamed: It says that nobody is named: "the unnamed official".
        is_plural: Its head is plural.
        is_name: Its head is written as a name: "Republicans".
        has_possessor: Another's name owns it: "Seoul's ministry".
        at: Token of the head.
        owners: Words of whoever owns it: "agency" of "the agency's inspector".
        qualities: Those of the modifiers that are adjectives and may only add colour: "the visibly angry mayor".
        is_counted: A number says how many they are.
        called_after: The name before it, from which on it is a name itself: "Obama" of "the Obama administration".
        is_specific: A relative clause or a participle tells which one: "a person who attended".
    """

    text: str
    head: str
    words: tuple[str, ...]
    modifiers: frozenset[str]
    is_definite: bool
    is_new: bool
    is_unnamed: bool
    is_plural: bool
    is_name: bool
    has_possessor: bool
    at: int
    is_specific: bool = False
    is_counted: bool = False
    called_after: str | None = None
    qualities: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


@cache
def _dropped() -> frozenset[str]:
    """What may open a description and says nothing of who it is."""
    return load_function_words().determiners | load_speaker_words().unnamed | load_speaker_words().focus


def describe(head: Token, span: Tokens) -> Description:
    """Read a noun phrase.

    Args:
        head: Its head.
        span: The speaker's mention.
    """
    unnamed, telling = load_speaker_words().unnamed, load_speaker_words().telling
    first = min(max(span[0], head.left_edge.i), head.i)
    opening = [token for token in head.doc[first : head.i + 1] if not token.is_space]
    before = _drop_opening(opening)
    owned = max((at for at, token in enumerate(before) if token.tag_ == "POS"), default=-1) + 1
    own = before[owned:-1]
    is_definite = any(token.lower_ in load_function_words().definite for token in opening)
    return Description(
        text=_read_wording(before[0], head, span[1]),
        head=singular(head.lower_),
        words=tuple(singular(token.lower_) if token.i == head.i else token.lower_ for token in before),
        modifiers=frozenset(_content_words(own)) - unnamed,
        is_definite=is_definite,
        is_new=any(
            token.lower_ in load_function_words().indefinite and (token.i == head.i or token.nbor().tag_ != "HYPH")
            for token in opening
        ),
        is_unnamed=any(token.lower_ in unnamed and token.lower_ != "same" for token in opening) or _is_withheld(head),
        is_plural=head.tag_ in PLURALS or head.lower_ == "people" or _is_kind(head),
        is_name=head.tag_ in PROPER_NOUNS,
        has_possessor=owned > 0,
        at=head.i,
        is_specific=is_definite or any(True for _ in children_after(head, *NOUN_CLAUSES)),
        qualities=frozenset(token.lower_ for token in own if token.tag_ in _QUALITY_TAGS) - telling
        | frozenset(_hyphened(own)),
        owners=frozenset(_content_words(before[:owned])),
        is_counted=any(token.tag_ == "CD" for token in opening),
        called_after=_read_name_before(before[:-1]),
    )


def _is_kind(head: Token) -> bool:
    """Whether a plural that opens a sentence is taken for a name: "Insurers warn"."""
    is_plural = head.tag_ == "NNP" and singular(head.lower_) != head.lower_
    return is_plural and head.head.tag_ == "VBP" and (is_role(head.lower_) or is_body(head.lower_))


def _is_withheld(head: Token) -> bool:
    """Whether a clause says that somebody asked not to be named: "an aide, who spoke on condition of anonymity"."""
    if not any(True for _ in children_after(head, "acl", "relcl", "prep", "appos")):
        return False
    text = head.doc[head.i : head.right_edge.i + 1].text.lower()
    return any(words in text for words in load_speaker_words().withheld)


def give_owner(description: Description, pronoun: str, owner: str | None) -> Description:
    """Say whose somebody is whom a pronoun owns: "his attorney" is "Roe's attorney", and no other's.

    Args:
        description: What was read.
        pronoun: "his", in lower case.
        owner: The name to say it by; None where it is not told.
    """
    if owner is None:
        return replace(description, owners=frozenset({pronoun}))
    words = description.text.split()
    first = next((at + 1 for at, word in enumerate(words[:-1]) if word.lower() == pronoun), 0)
    return replace(
        description,
        text=f"{owner}'s {' '.join(words[first:])}",
        owners=frozenset({owner.split()[-1].lower()}),
        called_after=owner,
        has_possessor=True,
    )


def _read_name_before(before: Sequence[Token]) -> str | None:
    """The name that stands right before a noun, or owns it: "Clinton" of "Clinton's first campaign"."""
    named = [at for at, token in enumerate(before) if token.tag_ in PROPER_NOUNS]
    if not named or any(token.tag_ not in _BETWEEN_NAME_AND_NOUN for token in before[named[-1] + 1 :]):
        return None
    last = first = named[-1]
    while first > 0 and before[first - 1].tag_ in _NAME_TAGS - {"POS"}:
        first -= 1
    return " ".join(token.text for token in before[first : last + 1])


def _drop_opening(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out articles, marks and what only says that somebody is unnamed; the head stays."""
    at = 0
    while at < len(tokens) - 1 and _tells_nothing(tokens[at]):
        at += 1
    return tokens[at:]


def _tells_nothing(token: Token) -> bool:
    """Whether a word that opens a description says nothing of who it is."""
    is_loose = token.dep_ in ("prep", "amod") and token.lower_ in load_speaker_words().granting
    return token.is_punct or token.tag_ in _OPENING_TAGS or token.lower_ in _dropped() or is_loose


def _content_words(tokens: Sequence[Token]) -> Iterator[str]:
    return (token.lower_ for token in tokens if token.tag_ in _MODIFIER_TAGS)


def _hyphened(words: Sequence[Token]) -> Iterator[str]:
    """The parts of adjectives with a hyphen, which only add colour: "second-term", "Brooklyn-born"; not "then-vice"."""
    telling, spans = load_speaker_words().telling, load_speaker_words().spans
    for first, joint, last in zip(words, words[1:], words[2:], strict=False):
        if joint.tag_ == "HYPH" and (last.lower_ in spans or telling.isdisjoint((first.lower_, last.lower_))):
            yield from (first.lower_, last.lower_)


def _read_wording(first: Token, head: Token, end: int) -> str:
    """The words of a description, with what follows the head where it says who they are."""
    last = head
    for each in children_after(head, *_KEEP_AFTER):
        if each.right_edge.i >= end:
            continue
        # "people familiar with the matter" is who they are; "officials in Rome on Monday" is where.
        if each.dep_ == "prep" and each.lower_ not in _KEEP_PREPOSITIONS:
            break
        last = each.right_edge
    text: str = head.doc[first.i : last.i + 1].text
    # What follows a comma tells more of them; it is not who they are: ", who asked for anonymity".
    own = head.idx + len(head) - first.idx
    ends = [at for at in (text.find(mark, own) for mark in _TELLS_MORE) if at > 0]
    text = text[: min(ends)] if ends else text
    # Nor does what a mark opens that the wording does not close: "members (led by".
    opened = max(text.rfind("(") if text.count("(") > text.count(")") else -1, text.rfind("“"), text.rfind('"'))
    is_open = opened > 0 and text.count("”", opened) + text.count('"', opened + 1) == 0
    return " ".join((text[:opened] if is_open else text).split())


def list_apposed(head: Token) -> Iterator[Token]:
    """What hangs on a noun, and what on a word for a body beside it: "his employer, the company Wexley"."""
    for other in head.children:
        yield other
        if other.dep_ == "appos" and other.i > head.i and _is_body_noun(other):
            yield from (each for each in other.children if each.dep_ == "appos")


def is_told_body(other: Token) -> bool:
    """Whether the noun that a name explains, or the word right before it, is one for a body."""
    if is_body(other.head.lower_) or other.head.lower_ == "one":
        return True
    return any(map(_is_body_noun, other.lefts))


def _is_body_noun(word: Token) -> bool:
    """Whether a word in lower case is a noun for one body; the tagger may take it for a part of a name."""
    return word.tag_ in SINGULARS and word.text.islower() and is_body(word.lower_)


def proper_name(head: Token) -> str | None:
    """The words of a name that ends in a token: "Hope Harbour", "the firm Wexley"; None where it is no name."""
    doc, first = head.doc, head.i
    while first > head.left_edge.i and doc[first - 1].tag_ in _NAME_TAGS and not _is_body_noun(doc[first - 1]):
        first -= 1
    before = doc[head.left_edge.i : first]
    is_called = len(before) > 0 and _is_body_noun(before[-1])
    if head.tag_ not in PROPER_NOUNS or not (is_called or all(token.tag_ == "DT" for token in before)):
        return None
    return " ".join(doc[first : head.i + 1].text.split())


def kind_of_noun(description: Description) -> str | None:
    """What a description can be: anonymous, group, organization, role, or None for a thing."""
    words, head = load_speaker_words(), description.head
    if head == "police":
        return "anonymous" if description.is_counted else "organization"
    if head == "person" and not any(word in description.text.lower() for word in words.informed):
        # "a person who attended the meeting" is somebody; "the person" is, if that one was spoken of.
        is_somebody = description.is_specific or description.is_counted or description.is_unnamed
        return "group" if description.is_plural else "anonymous" if is_somebody else None
    if head == "guard" and description.modifiers & {"coast", "national"}:
        return "organization"
    is_kind = description.is_plural and head in list_nouns_with("group")
    if head in list_nouns_with("anonymous") | words.somebody and not is_kind:
        return "anonymous"
    if is_kind or (description.is_plural and _is_role(description)):
        return "group"
    if is_body(head):
        return "group" if description.is_plural and head != "ministry" else "organization"
    if _is_role(description):
        return "role"
    if head not in list_nouns_with("group"):
        return None
    if description.is_plural or head in words.collective:
        return "group"
    # "a student" is somebody unnamed; "the student" may be somebody named.
    return "role" if description.is_definite else "anonymous"


def _is_role(description: Description) -> bool:
    """Whether a head is a part in public life, and what it is of stands beside it where it needs that."""
    is_whole = description.head not in list_nouns_with("of_body") or _is_of_body(description.text)
    return is_role(description.head) and is_whole  # "a poor fellow"


def _is_of_body(text: str) -> bool:
    """Whether a name stands in a phrase, before its head or behind "of": "a fellow of Rye", "a Rye law fellow"."""
    words = text.split()
    links = (at for at, word in enumerate(words) if word in ("at", "of", "with"))
    named = (*words[-4:-1], *words[next(links, len(words)) :])
    return any(word[0].isupper() and word.lower() not in load_function_words().articles for word in named)


def is_told_anew(description: Description, noun: Token) -> bool:
    """Whether words behind a noun, or how many they are, tell whom it brings in: "insiders in two states"."""
    if description.is_counted or len(description.text.split()) > len(description.words):
        return True
    behind = children_after(noun, "prep", *NOUN_CLAUSES)
    return any(each.right_edge.ent_type_ not in TIME_LABELS for each in behind)


def list_places(description: Description) -> set[str]:
    """The words before a noun that name a place: "South Carolina" of "the South Carolina Republican"."""
    words = description.words[:-1]
    joined = {pair for pair in pairwise(words) if load_gazetteer().get(" ".join(pair).title())}
    return {word for pair in joined for word in pair} | {word for word in words if load_gazetteer().get(word.title())}
