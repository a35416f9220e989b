"""Read a speaker's description: its head noun and modifiers, what kind of speaker it can be, titles beside names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from tasks.annotate.spans import Mention
from tasks.language.inflection import singular
from tasks.lexicon import load_lexicon

_DETERMINERS = frozenset(load_lexicon("function_words")["determiners"])
_DEFINITE = frozenset(load_lexicon("function_words")["definite"])
_INDEFINITE = frozenset(load_lexicon("function_words")["indefinite"])
_MODIFIER_TAGS = frozenset({"JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "VBG"})
_KEEP_AFTER = frozenset({"prep", "acl", "amod"})
_TELLING = frozenset(load_lexicon("speakers")["telling"])
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_BREAKS = frozenset({")", "(", "—", "–", "--", ":", "“", "”", '"'})
LONGEST_ROLE = 15  # tokens; a longer apposition is a story


@dataclass(frozen=True, slots=True)
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
        position: Token of the head.
        owners: Words of whoever owns it: "agency" of "the agency's inspector".
        qualities: Those of the modifiers that are adjectives and may only add colour: "the visibly angry mayor".
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
    position: int
    is_specific: bool = False
    qualities: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()


def slug(text: str) -> str:
    """Lower-case words joined by hyphens: the form that keys take."""
    return _NOT_SLUG.sub("-", text.lower()).strip("-")


@cache
def same_roles() -> dict[str, frozenset[str]]:
    """Map a noun for a function to the others that name the same: "lawyer" to "attorney"."""
    return {word: frozenset(words) for words in load_lexicon("speakers")["same_role"] for word in words}


def describe(doc: Doc, head: Token, span: tuple[int, int]) -> Description:
    """Read a noun phrase.

    Args:
        doc: The body.
        head: Its head.
        span: First and one past the last token of the speaker's mention.
    """
    unnamed = set(load_lexicon("speakers")["unnamed"])
    first = min(max(span[0], head.left_edge.i), head.i)
    before = [token for token in doc[first : head.i + 1] if not token.is_space]
    definite = any(token.lower_ in _DEFINITE for token in before)
    indefinite = any(token.lower_ in _INDEFINITE for token in before)
    anonymous = any(token.lower_ in unnamed and token.lower_ != "same" for token in before)
    dropped = _DETERMINERS | unnamed
    while len(before) > 1 and (before[0].lower_ in dropped or before[0].is_punct or before[0].tag_ == "CC"):
        before.pop(0)
    last = head.i
    for child in head.children:
        # "people familiar with the matter" is who they are; "officials in Rome on Monday" is where.
        if child.i > head.i and child.dep_ in _KEEP_AFTER and child.right_edge.i < span[1]:
            if child.dep_ != "prep" or child.lower_ in ("of", "for", "with", "from", "at"):
                last = child.right_edge.i
            else:
                break
    # What follows a comma tells more of them; it is not who they are: ", who asked for anonymity".
    text = " ".join(doc[before[0].i : last + 1].text.split())
    head_end = doc[head.i].idx + len(head) - doc[before[0].i].idx
    comma = doc[before[0].i : last + 1].text.find(",", head_end)
    if comma > 0:
        text = " ".join(doc[before[0].i : last + 1].text[:comma].split())
    owned = max((at for at, token in enumerate(before) if token.tag_ == "POS"), default=-1) + 1
    modifiers = frozenset(
        token.lower_ for token in before[owned:-1] if token.tag_ in _MODIFIER_TAGS and token.lower_ not in unnamed
    )
    return Description(
        text,
        singular(head.lower_),
        tuple(singular(token.lower_) if token.i == head.i else token.lower_ for token in before),
        modifiers,
        definite,
        indefinite,
        anonymous,
        head.tag_ in ("NNS", "NNPS") or head.lower_ == "people",
        head.tag_ in ("NNP", "NNPS"),
        any(token.tag_ == "POS" for token in before),
        head.i,
        definite or any(child.dep_ in ("relcl", "acl") and child.i > head.i for child in head.children),
        frozenset(token.lower_ for token in before[owned:-1] if token.tag_ in ("JJ", "VBG")) - _TELLING,
        frozenset(token.lower_ for token in before[:owned] if token.tag_ in _MODIFIER_TAGS),
    )


def describe_part(doc: Doc, head: Token, span: tuple[int, int]) -> tuple[Description | None, str]:
    """Read some of several: ``one of the officers``, ``Two of them, both officers in the army``.

    Returns:
        The description of those whom it is of, and the words to call the part by; None for another phrase.
    """
    if head.lower_ not in load_lexicon("speakers")["part"] or head.i + 2 >= span[1] or doc[head.i + 1].lower_ != "of":
        return None, ""
    noun = next((t for t in doc[head.i + 2 : span[1]] if t.tag_ == "NNS" and t.dep_ in ("pobj", "appos")), None)
    if noun is None:
        return None, ""
    description = describe(doc, noun, (noun.left_edge.i, span[1]))
    if noun.dep_ == "appos":
        return description, description.text
    return description, " ".join(doc[head.i : noun.i + 1].text.split())


def proper_name(doc: Doc, head: Token) -> str | None:
    """The words of a name that ends in a token: "Hope Harbour"; None where it is no name."""
    first = head.i
    while first > head.left_edge.i and doc[first - 1].tag_ in ("NNP", "NNPS", "HYPH", "POS"):
        first -= 1
    if head.tag_ not in ("NNP", "NNPS") or any(token.tag_ not in ("DT",) for token in doc[head.left_edge.i : first]):
        return None
    return " ".join(doc[first : head.i + 1].text.split())


def kind_of_noun(description: Description) -> str | None:
    """What a description can be: anonymous, group, organization, role, or None for a thing."""
    lexicon = load_lexicon("speakers")
    head = description.head
    if head == "police":
        return "organization" if not description.is_plural or len(description.words) == 1 else "anonymous"
    if head == "person" and not any(word in description.text.lower() for word in lexicon["informed"]):
        # "a person who attended the meeting" is somebody; "the person" is, if that one was spoken of.
        return "group" if description.is_plural else "anonymous" if description.is_specific else None
    if head == "guard" and description.modifiers & {"coast", "national"}:
        return "organization"
    if head in lexicon["anonymous"]:
        return "anonymous"
    if description.is_plural and (head in lexicon["group"] or head in lexicon["role"]):
        return "group"
    if head in lexicon["organization"]:
        return "group" if description.is_plural and head != "ministry" else "organization"
    if head in lexicon["role"]:
        return "role"
    return "group" if head in lexicon["group"] else None


def find_role(doc: Doc, mention: Mention, head: Token) -> str | None:
    """The title or function beside a name: before it, or as an apposition before or after it.

    Args:
        doc: The body.
        mention: The name.
        head: Root of the name.

    Returns:
        "NATO spokeswoman" of "NATO spokeswoman Farah Dakhlallah"; "the State Department's deputy spokesperson" of an
        apposition, without its article; None where the article gives none here.
    """
    return _role_before(doc, mention, head) or _role_after(doc, head) or _role_around(doc, head)


def _role_before(doc: Doc, mention: Mention, head: Token) -> str | None:
    honorifics = set(load_lexicon("speakers")["honorific"])
    tokens = [token for token in doc[head.left_edge.i : head.i] if token.idx + len(token) <= mention.start]
    # A dateline, a bracket or a line before the title is no part of it.
    stop = next((i for i in range(len(tokens) - 1, -1, -1) if tokens[i].text in _BREAKS or tokens[i].is_space), -1)
    tokens = tokens[stop + 1 :]
    # "President Roe and Senate leader Ann Berg": what stands before "and" is another's.
    named = [i for i, token in enumerate(tokens) if token.ent_type_ == "PERSON"]
    joint = next((i for i, token in enumerate(tokens) if named and token.tag_ == "CC" and i > named[0]), -1)
    tokens = tokens[joint + 1 :]
    while tokens and (tokens[0].lower_ in _DETERMINERS or tokens[0].is_punct or tokens[0].tag_ in ("PRP$", "CC")):
        tokens.pop(0)
    tokens = [token for token in tokens if token.lower_ not in honorifics and token.ent_type_ != "DATE"]
    if not tokens or any(token.tag_ == "PRP$" for token in tokens) or not _is_title(tokens[-1]):
        return None
    return _text(doc, tokens[0].i, tokens[-1].i + 1)


def _role_after(doc: Doc, head: Token) -> str | None:
    for child in head.children:
        if child.dep_ == "appos" and child.i > head.i and child.tag_ in ("NN", "NNS", "NNP") and _is_role(child):
            if child.ent_type_ == "PERSON":
                continue
            first, last = child.left_edge.i, child.right_edge.i
            for part in child.children:
                if part.dep_ in ("relcl", "appos", "acl") and part.i > child.i:
                    last = min(last, part.left_edge.i - 1)
            while doc[first].lower_ in _DETERMINERS and first < child.i:
                first += 1
            while last > child.i and not doc[last].text[-1:].isalnum():
                last -= 1
            return _text(doc, first, last + 1)
    return None


def _role_around(doc: Doc, head: Token) -> str | None:
    """``the deputy spokesperson, Vedant Patel``: the name is the apposition."""
    owner = head.head
    if head.dep_ != "appos" or owner.i >= head.i or owner.ent_type_ == "PERSON" or not _is_role(owner):
        return None
    first = owner.left_edge.i
    while (doc[first].lower_ in _DETERMINERS or doc[first].tag_ == "PRP$") and first < owner.i:
        first += 1
    return _text(doc, first, owner.i + 1)


def _is_title(word: Token) -> bool:
    """Whether a word right before a name is a function or an abbreviated title: "Sen.", "Gov."."""
    return _is_role(word) or word.tag_ == "NNP" and word.text.endswith(".") and len(word) > 2


def _is_role(noun: Token) -> bool:
    lexicon = load_lexicon("speakers")
    word = singular(noun.lower_)
    return word in lexicon["role"] or word in lexicon["anonymous"] or word in lexicon["group"]


def _text(doc: Doc, first: int, end: int) -> str | None:
    if end - first > LONGEST_ROLE or end <= first:
        return None
    return " ".join(doc[first:end].text.split())
