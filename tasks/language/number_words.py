"""Words that stand for numbers, in `data/lexicon/numbers.toml`, which says of each list what it is for."""

from __future__ import annotations

from functools import cache

from tasks.lexicon import Lexicon, read_lexicon


class NumberWords(Lexicon):
    """Words with their values; a vague word has the least and the greatest that it allows."""

    units: dict[str, float]
    tens: dict[str, float]
    scales: dict[str, float]
    suffixes: dict[str, float]
    fractions: dict[str, float]
    mixed: frozenset[str]
    characters: dict[str, float]
    ordinals: dict[str, float]
    ordinal_scales: frozenset[str]
    vague: dict[str, tuple[float, float]]
    vague_factors: dict[str, tuple[float, float]]
    vague_few: dict[str, tuple[float, float]]
    whole: frozenset[str]


@cache
def load_number_words() -> NumberWords:
    """Read the words, once a process."""
    return read_lexicon("numbers", NumberWords)
