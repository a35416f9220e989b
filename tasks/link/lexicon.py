"""The word lists of linking."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from tasks.lexicon import Lexicon, read_lexicon


class PossessorOrIs(Lexicon):
    """After these words 's is "is"."""

    hosts: frozenset[str]


class Contractions(Lexicon):
    """`data/lexicon/contractions.toml`: what each short form is written out as, in order."""

    whole: dict[str, str]
    endings: dict[str, str]
    hosts: PossessorOrIs = Field(alias="is")


class StockLines(Lexicon):
    """`data/lexicon/stock_lines.toml`."""

    words: frozenset[str]


class SameSense(Lexicon):
    """`data/lexicon/same_sense.toml`: in each set the first word stands for all."""

    negations: frozenset[str]
    sets: tuple[tuple[str, ...], ...]


@cache
def load_contractions() -> Contractions:
    """Read how short forms are written out, once a process."""
    return read_lexicon("contractions", Contractions)


@cache
def load_stock_lines() -> StockLines:
    """Read the words that anybody says, once a process."""
    return read_lexicon("stock_lines", StockLines)


@cache
def load_same_sense() -> SameSense:
    """Read the words that news uses for one another, once a process."""
    return read_lexicon("same_sense", SameSense)
