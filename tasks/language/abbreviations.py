"""Abbreviations that the tokenizer would part from their full stop."""

from __future__ import annotations

from functools import cache

from tasks.lexicon import Lexicon, read_lexicon


class Words(Lexicon):
    """Words with their full stop."""

    words: frozenset[str]


class Abbreviations(Lexicon):
    """`data/lexicon/abbreviations.toml`, where each list says what it is for."""

    before_names: Words
    provinces: Words


@cache
def load_abbreviations() -> Abbreviations:
    """Read the abbreviations, once a process."""
    return read_lexicon("abbreviations", Abbreviations)
