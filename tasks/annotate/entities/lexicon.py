"""The words by which names of organizations and organs of states are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tasks.language.inflection import make_forms
from tasks.lexicon import Lexicon, read_lexicon


class Kind(Lexicon):
    """A kind of organ of a state: how it is called after a country's name."""

    words: tuple[str, ...]


class Shapes(Lexicon):
    """Words within the names of organizations."""

    suffixes: frozenset[str]
    optional: frozenset[str]
    generic: frozenset[str]
    organization_words: frozenset[str]


class OrganizationWords(Lexicon):
    """`data/lexicon/organization_words.toml`, where each list says what it is for."""

    kinds: Mapping[str, Kind]
    shapes: Shapes


@cache
def load_organization_words() -> OrganizationWords:
    """Read the words, once a process."""
    return read_lexicon("organization_words", OrganizationWords)


@cache
def list_words_of_bodies() -> frozenset[str]:
    """List the words that stand in names of organizations and end no person's."""
    shapes = load_organization_words().shapes
    return shapes.organization_words | shapes.suffixes | shapes.optional


class PersonUses(Lexicon):
    """Words beside a person's name."""

    things: frozenset[str]
    verbs: tuple[str, ...]
    quoting: frozenset[str]


class BodyUses(Lexicon):
    """Words beside the name of a body or place."""

    things: frozenset[str]
    locating: frozenset[str]
    trades: frozenset[str]
    trades_too: frozenset[str]


class Heads(Lexicon):
    """Words that end or open names of other kinds than persons', by the label of those."""

    ends: Mapping[str, tuple[str, ...]]
    fronts: Mapping[str, tuple[str, ...]]
    surnames_too: frozenset[str]


class NameUses(Lexicon):
    """`data/lexicon/name_uses.toml`, where each list says what it is for."""

    person: PersonUses
    body: BodyUses
    heads: Heads


@cache
def load_name_uses() -> NameUses:
    """Read the words beside names, once a process."""
    return read_lexicon("name_uses", NameUses)


@cache
def list_personal_verb_forms() -> frozenset[str]:
    """The forms of verbs whose subject is nearly always a person."""
    return frozenset(form for lemma in load_name_uses().person.verbs for form in make_forms(lemma))
