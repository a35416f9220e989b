"""People in public office whom news names by the surname alone."""

from __future__ import annotations

from functools import cache

from tasks.lexicon import Lexicon, read_lexicon


class PublicFigure(Lexicon):
    """Somebody in public office: forms of the name, and the first and last year of the office."""

    name: str
    also: tuple[str, ...] = ()
    office: str
    country: str
    years: tuple[int, int]


class PublicFigures(Lexicon):
    """`data/lexicon/public_figures.toml`, where its head says what each key is."""

    people: tuple[PublicFigure, ...]


@cache
def load_public_figures() -> tuple[PublicFigure, ...]:
    """Read the people, once a process."""
    return read_lexicon("public_figures", PublicFigures).people


@cache
def list_known_surnames() -> frozenset[str]:
    """The last words of their names, as written."""
    return frozenset(figure.name.split()[-1] for figure in load_public_figures())
