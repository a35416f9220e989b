"""Functions beside names: the title before one, the apposition behind or before it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_CLAUSES, PLURALS, PROPER_NOUNS, children_after
from tasks.language.inflection import singular
from tasks.language.people import is_kin, is_person_noun, list_nouns_with, names_one_person

_ROLE_TAGS = frozenset({"NN", "NNS", "NNP"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_BREAKS = frozenset({")", "(", "—", "–", "--", ":", "“", "”", '"'})
_OPENS_APPOSED = frozenset({"a", "an", "another", "one", "the"})
LONGEST_ROLE = 18  # tokens; a longer apposition is a story
LONGEST_TAIL = 10  # tokens behind a function; more of them tell a second one


def find_role(mention: Mention, head: Token) -> str | None:
    """The title or function beside a name: before it, or as an apposition before or after it.

    Args:
        mention: The name.
        head: Root of the name.

    Returns:
        "NATO spokeswoman" of "NATO spokeswoman Farah Dakhlallah"; "the State Department's deputy spokesperson" of an
        apposition, without its article; None where the article gives none here.
    """
    role = _role_before(mention, head) or _role_after(head) or _role_around(head)
    if role is None or role.lower() in load_speaker_words().collective:
        return None
    words = role.split(" ")
    # "Reps. Ann Roe and Paul Hale": each is a Rep.
    single = load_speaker_words().one_of_title.get(words[-1].lower())
    return role if single is None else " ".join([*words[:-1], single])


def _role_before(mention: Mention, head: Token) -> str | None:
    before = head.doc[head.left_edge.i : head.i]
    tokens = _own_title([token for token in before if token.idx + len(token) <= mention.start])
    while tokens and (_is_determiner(tokens[0]) or tokens[0].is_punct or tokens[0].tag_ in ("PRP$", "CC")):
        tokens.pop(0)
    honorifics = load_speaker_words().honorific
    tokens = [token for token in tokens if token.lower_ not in honorifics and token.ent_type_ != "DATE"]
    if not tokens or any(token.tag_ == "PRP$" for token in tokens) or not _is_title(tokens[-1]):
        return None
    if tokens[-1].tag_ in PLURALS and tokens[-1].lower_ not in load_speaker_words().one_of_title:
        return None  # "two of his advisers Ann Roe met"
    return _text(head.doc, tokens[0].i, tokens[-1].i + 1)


def _own_title(tokens: list[Token]) -> list[Token]:
    """Leave out what stands before a title and is no part of it: a dateline, a bracket, a line, another's title."""
    breaks = (at for at, token in enumerate(tokens) if token.text in _BREAKS or token.text == "," or token.is_space)
    tokens = tokens[max(breaks, default=-1) + 1 :]
    # "President Roe and Senate leader Ann Berg": what stands before "and" is another's.
    named = next((at for at, token in enumerate(tokens) if token.ent_type_ == "PERSON"), len(tokens))
    joint = next((at for at in range(named + 1, len(tokens)) if tokens[at].tag_ == "CC"), -1)
    return tokens[joint + 1 :]


def _role_after(head: Token) -> str | None:
    for noun in children_after(head, "appos"):
        is_other = noun.lower_ == "one" or is_kin(noun.lower_)
        is_anybody = noun.tag_ == "NN" and is_person_noun(noun.lower_) and not is_other
        if noun.tag_ in _ROLE_TAGS and (is_anybody or _is_role(noun)) and noun.ent_type_ != "PERSON":
            return _read_apposition(noun)
        if (employed := _employed_by(noun)) is not None:
            return _text(noun.doc, noun.left_edge.i + 1, employed.i + 1)
    return None


def _employed_by(body: Token) -> Token | None:
    """The function at the end of a phrase that a body's name opens: "a University of Rye at Ash law professor"."""
    last, opening = body, body.left_edge.lower_
    while parts := [each for each in last.rights if each.dep_ in ("prep", "pobj")]:
        last = parts[-1]
    is_one = opening in load_function_words().indefinite and last.tag_ == "NN" and names_one_person(last.lower_)
    return last if is_one and last.i > body.i and body.tag_ in PROPER_NOUNS else None


def _read_apposition(noun: Token) -> str | None:
    """The words of an apposition without its article and what only tells more."""
    doc, first, last = noun.doc, noun.left_edge.i, noun.right_edge.i
    for part in children_after(noun, "appos", *NOUN_CLAUSES):
        last = min(last, part.left_edge.i - 1)
    # "president of the mill, which closed": the clause may hang on another noun.
    relative = (each.i for each in doc[noun.i + 2 : last + 1] if each.tag_ in _RELATIVE_TAGS)
    last = next((at - 2 for at in relative if doc[at - 1].text == ","), last)
    # "secretary, and her brother": another.
    openings = (each for each in doc[noun.i + 2 : last + 1] if each.tag_ in ("DT", "PRP$"))
    others = (each.i for each in openings if doc[each.i - 1].tag_ == "CC")
    last = next((at - 3 for at in others if doc[at - 2].text == ","), last)
    # "typically a supporter": what stands before the article says when.
    if doc[first].tag_ == "RB":
        first = next((at for at in range(first, noun.i) if doc[at].tag_ == "DT"), first)
    while _is_determiner(doc[first]) and first < noun.i:
        first += 1
    # "co-founder": the parse may hang the first part elsewhere.
    while first > 1 and doc[first - 1].text == "-" and not doc[first - 2].whitespace_:
        first -= 2
    return _text(doc, first, _cut_role(noun, last) + 1)


def _cut_role(noun: Token, last: int) -> int:
    """Where a function ends: before what tells of the body, of somebody else, or of a second function.

    "director of the mill, a family firm", "lawyer for Acme who won", "professor of law in Rye and the author of two".
    """
    doc = noun.doc
    inside = range(noun.i + 2, last + 1)
    apposed = (at - 2 for at in inside if doc[at - 1].text == "," and doc[at].lower_ in _OPENS_APPOSED)
    relative = (at - 1 for at in inside if doc[at].tag_ in ("WP", "WP$") and doc[at - 1].tag_ in PROPER_NOUNS)
    last = min((last, *apposed, *relative))
    if last - noun.i >= LONGEST_TAIL:
        joints = (at for at in inside if doc[at].tag_ == "CC" and at + 1 < len(doc))
        second = (at - 1 for at in joints if doc[at + 1].tag_ == "DT")
        last = min((last, *second))
    while last > noun.i and not any(map(str.isalnum, doc[last].text)):
        last -= 1
    return last


def _role_around(head: Token) -> str | None:
    """``the deputy spokesperson, Vedant Patel``: the name is the apposition."""
    owner = head.head
    if head.dep_ != "appos" or owner.i >= head.i or owner.ent_type_ == "PERSON" or not _is_role(owner):
        return None
    if owner.tag_ in PLURALS:
        return None  # "one of his advisers, Ann Roe"
    doc, first = head.doc, owner.left_edge.i
    while first < owner.i and (
        _is_determiner(doc[first]) or doc[first].tag_ == "PRP$" or doc[first].lower_ in load_function_words().indefinite
    ):
        first += 1
    return _text(doc, first, owner.i + 1)


def _is_determiner(word: Token) -> bool:
    return word.lower_ in load_function_words().determiners


def _is_title(word: Token) -> bool:
    """Whether a word right before a name is a function or an abbreviated title: "Sen.", "Gov."."""
    return _is_role(word) or (word.tag_ == "NNP" and word.text.endswith(".") and len(word) > 2)


def _is_role(noun: Token) -> bool:
    word = singular(noun.lower_)
    return names_one_person(word) or word in list_nouns_with("group")


def _text(doc: Doc, start: int, end: int) -> str | None:
    return " ".join(doc[start:end].text.split()) if start < end <= start + LONGEST_ROLE else None
