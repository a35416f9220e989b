"""How, where and to whom words are said."""

from __future__ import annotations

from functools import cache

from tasks.language.inflection import make_forms
from tasks.lexicon import Lexicon, read_lexicon


class Channels(Lexicon):
    """`data/lexicon/channels.toml`, where each list says what it is for."""

    exchange: frozenset[str]
    messages: frozenset[str]
    prepositions: frozenset[str]
    nouns: frozenset[str]
    occasions: frozenset[str]
    audiences: frozenset[str]
    documents: frozenset[str]
    gatherings: frozenset[str]
    media: frozenset[str]
    networks: frozenset[str]
    means: frozenset[str]
    idioms: frozenset[str]
    idioms_with_article: frozenset[str]
    released: frozenset[str]
    engaged: frozenset[str]
    contacting: frozenset[str]
    asking: frozenset[str]
    when: frozenset[str]
    where: frozenset[str]
    beside: frozenset[str]
    another_time: frozenset[str]
    other: frozenset[str]
    on_account: frozenset[str]


@cache
def load_channels() -> Channels:
    """Read the words, once a process."""
    return read_lexicon("channels", Channels)


@cache
def list_released() -> frozenset[str]:
    """Participles for what makes a document known: "a statement issued on Tuesday"."""
    return frozenset(form for verb in load_channels().released for form in make_forms(verb))
