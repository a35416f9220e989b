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
    """`data/lexicon/same_sense.toml`, where each list says what it is for; a set's first word stands for it."""

    negations: frozenset[str]
    certain: frozenset[str]
    besides: frozenset[str]
    averting: frozenset[str]
    conjunctions: frozenset[str]
    asides: frozenset[str]
    finites: frozenset[str]
    musts: frozenset[str]
    doubts: frozenset[str]
    schedules: frozenset[str]
    pasts: frozenset[str]
    light: frozenset[str]
    unknown: frozenset[str]
    prospects: frozenset[str]
    growing: frozenset[str]
    anything: frozenset[str]
    endings: tuple[str, ...]
    alone: frozenset[str]
    sets: tuple[tuple[str, ...], ...]


class Arguing(Lexicon):
    """`data/lexicon/arguing.toml`, where each list says what it is for."""

    words: frozenset[str]
    asking: frozenset[str]
    explaining: frozenset[str]
    measured: frozenset[str]
    numbers: frozenset[str]
    listed: frozenset[str]
    weekdays: frozenset[str]
    outlet_words: frozenset[str]


class KnownShort(Lexicon):
    """`data/lexicon/known_short.toml`: full names of people by the surname or initials that news prints alone."""

    people: dict[str, str]


class BodyNames(Lexicon):
    """`data/lexicon/body_names.toml`, where each list says what it is for."""

    legal_forms: frozenset[str]
    never_persons: frozenset[str]
    offices: frozenset[str]
    fields: frozenset[str]
    spellings: dict[str, str]


class ClaimLinks(Lexicon):
    """`data/lexicon/claim_links.toml`: what each feature of a pair of claims weighs."""

    constant: float
    weights: dict[str, float]


@cache
def load_claim_links() -> ClaimLinks:
    """Read how pairs of claims are weighed, once a process."""
    return read_lexicon("claim_links", ClaimLinks)


@cache
def load_arguing() -> Arguing:
    """Read the words by which authors speak for themselves, once a process."""
    return read_lexicon("arguing", Arguing)


@cache
def load_contractions() -> Contractions:
    """Read how short forms are written out, once a process."""
    return read_lexicon("contractions", Contractions)


@cache
def load_known_short() -> KnownShort:
    """Read whom a short name means anywhere, once a process."""
    return read_lexicon("known_short", KnownShort)


@cache
def load_body_names() -> BodyNames:
    """Read how names of bodies vary, once a process."""
    return read_lexicon("body_names", BodyNames)


@cache
def load_stock_lines() -> StockLines:
    """Read the words that anybody says, once a process."""
    return read_lexicon("stock_lines", StockLines)


@cache
def load_same_sense() -> SameSense:
    """Read the words that news uses for one another, once a process."""
    return read_lexicon("same_sense", SameSense)
