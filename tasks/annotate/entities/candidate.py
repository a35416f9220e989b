"""A stretch of tokens that may name something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from tasks.annotate.entities.lexicon import load_organization_words
from tasks.language.body import Tokens
from tasks.language.function_words import load_function_words
from tasks.language.places import Entry, plain

LONGEST_NAME = 8  # words; longer spans are sentences that the model took whole, but for works and laws
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A stretch of tokens that may name something.

    Attributes:
        tokens: Where it stands.
        label: A value of `entities.label`.
        text: Its words as `plain` writes them.
        entries: What the lexicons say it may name.
        is_modelled: Whether the model found it, rather than only a lexicon.
        gender: m or f, where the words around it say so.
        has_title: Whether a title stands before it.
        model_label: The label that the model gave it, as `entities.label` has it.
        nickname: What stands between marks in a person's name: "Rico".
        words: The words of `text`.
    """

    tokens: Tokens
    label: str
    text: str
    entries: tuple[Entry, ...] = ()
    is_modelled: bool = True
    gender: str | None = None
    has_title: bool = False
    model_label: str | None = None
    nickname: str | None = None
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = self.text.split()

    @property
    def start(self) -> int:
        """The first token."""
        return self.tokens[0]

    @property
    def end(self) -> int:
        """One past the last token."""
        return self.tokens[1]

    def rename(self, text: str) -> None:
        """Write the name otherwise."""
        self.text, self.words = text, text.split()

    def root(self, doc: Doc) -> Token:
        """The token on which the others hang."""
        return doc[self.start : self.end].root


def trim_name(doc: Doc, tokens: Tokens) -> Tokens:
    """Drop articles, marks and possessive endings from the edges."""
    start, end = tokens
    articles = load_function_words().articles
    while start < end and (doc[start].lower_ in articles or not any(map(str.isalnum, doc[start].text))):
        start += 1
    while start < end and (not any(map(str.isalnum, doc[end - 1].text)) or doc[end - 1].text in POSSESSIVES):
        end -= 1
    return Tokens((start, end))


def write_name(doc: Doc, tokens: Tokens) -> str:
    """Write the name in some tokens, without the brackets of an editor: "[Ann] Roe" is Ann Roe."""
    text = doc[tokens[0] : tokens[1]].text
    return plain(text.replace("[", "").replace("]", "") if "]" in text else text)


def ends_as_organization(words: Sequence[str]) -> bool:
    """Whether a name ends as only bodies do: "University"."""
    return words[-1] in load_organization_words().shapes.organization_words
