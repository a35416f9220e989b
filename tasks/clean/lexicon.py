"""The word lists of cleaning, but for the rules of boilerplate (`rules.py`)."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from tasks.lexicon import Lexicon, read_lexicon


class Wrapping(Lexicon):
    """`data/lexicon/wrapping.toml`, where each list says what it is for."""

    unfinished: frozenset[str]
    open_ends: frozenset[str]
    abbreviations: frozenset[str]
    short: frozenset[str]
    commonest: frozenset[str]
    contracted: frozenset[str]
    after_number: frozenset[str]
    endings: frozenset[str]


class Page(Lexicon):
    """A kind of page that is no article, told by what it says; see the head of the lexicon."""

    name: str
    most_prose: int
    least: int
    most_before: int = 1000
    title: tuple[str, ...]
    sign: tuple[str, ...]


class Index(Lexicon):
    """Lists of articles."""

    title: tuple[str, ...]
    mark: tuple[str, ...]


class Gallery(Lexicon):
    """Pictures one after another."""

    mark: tuple[str, ...]


class PageKinds(Lexicon):
    """`data/lexicon/page_kinds.toml`; patterns, not compiled."""

    pages: tuple[Page, ...] = Field(alias="page")
    index: Index
    gallery: Gallery


@cache
def load_wrapping() -> Wrapping:
    """Read the words at which lines break, once a process."""
    return read_lexicon("wrapping", Wrapping)


@cache
def load_page_kinds() -> PageKinds:
    """Read the kinds of pages, once a process."""
    return read_lexicon("page_kinds", PageKinds)
