"""The words by which names of organizations and organs of states are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

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
