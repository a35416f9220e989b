"""People in public office whom news names by the surname alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from tasks.language.names import make_person_key
from tasks.lexicon import Lexicon, read_lexicon


class PublicFigure(Lexicon):
    """Somebody in public office: forms of the name, and the first and last year of the office."""

    name: str
    also: tuple[str, ...] = ()
    office: str
    country: str
    years: tuple[int, int]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all forms of the name, the usual one first."""
        return tuple(make_person_key(name.split()) for name in (self.name, *self.also))


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


@cache
def list_figures_by_family() -> Mapping[str, Sequence[PublicFigure]]:
    """The people by the last word of their usual key."""
    found: dict[str, list[PublicFigure]] = defaultdict(list)
    for figure in load_public_figures():
        found[figure.keys[0].rpartition("-")[2]].append(figure)
    return dict(found)


@cache
def list_full_names(key: str) -> Sequence[str]:
    """The usual names of the people that a key is of."""
    return tuple(figure.name for figure in load_public_figures() if key in figure.keys)
