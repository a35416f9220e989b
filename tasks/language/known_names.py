"""Countries, their parts, regions of the world, organizations and seats of government, as `data/lexicon` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tasks.lexicon import Lexicon, read_lexicon


class Country(Lexicon):
    """One of `countries.toml`, where its head says what each key is."""

    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()


class Countries(Lexicon):
    """`countries.toml`: by ISO 3166-1 alpha-2 code."""

    countries: Mapping[str, Country]


class Regions(Lexicon):
    """Stretches of the world that belong to no one country; demonyms with the name of theirs."""

    names: tuple[str, ...]
    ambiguous: frozenset[str]
    demonyms: Mapping[str, str]


class Parts(Lexicon):
    """States, provinces and towns of one country; abbreviations and demonyms with the name of theirs."""

    names: tuple[str, ...]
    abbreviations: Mapping[str, str] = {}
    demonyms: Mapping[str, str] = {}


class Places(Lexicon):
    """`places.toml`: parts by the code of their country."""

    regions: Regions
    parts: Mapping[str, Parts]


class Organization(Lexicon):
    """One of `organizations.toml`, where its head says what each key is."""

    name: str
    aliases: tuple[str, ...] = ()
    local: tuple[str, ...] = ()
    country: str | None = None
    kind: str | None = None


class Organizations(Lexicon):
    """`organizations.toml`: by what stands after `org:` in their keys."""

    organizations: Mapping[str, Organization]


class Acting(Lexicon):
    """Words by which a place acts as a government, and words by which it stays a place."""

    verbs: frozenset[str]
    object_verbs: frozenset[str]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    locating: frozenset[str]
    visits: frozenset[str]
    hyphenated: frozenset[str]


class Governments(Lexicon):
    """`governments.toml`: seats and halves with the code of their country, cities with the body that sits there."""

    seats: Mapping[str, str]
    own_bodies: frozenset[str]
    bodies: Mapping[str, str]
    halves: Mapping[str, str]
    acting: Acting


@cache
def load_countries() -> Mapping[str, Country]:
    """Read the countries, once a process."""
    return read_lexicon("countries", Countries).countries


@cache
def load_places() -> Places:
    """Read the places that are no countries, once a process."""
    return read_lexicon("places", Places)


@cache
def load_organizations() -> Mapping[str, Organization]:
    """Read the organizations, once a process."""
    return read_lexicon("organizations", Organizations).organizations


@cache
def load_governments() -> Governments:
    """Read how places stand for governments, once a process."""
    return read_lexicon("governments", Governments)
