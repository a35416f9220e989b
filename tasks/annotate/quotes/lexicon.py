"""How often each rule of quotes was right; the words by which a talk is known, or a quotation without a verb."""

from __future__ import annotations

from functools import cache

from tasks.lexicon import Lexicon, read_lexicon


class QuoteConfidence(Lexicon):
    """`data/lexicon/quote_confidence.toml`: shares by the rule's name."""

    rule: dict[str, float]


@cache
def load_confidences() -> dict[str, float]:
    """Read the shares, once a process. Callers must not change what they get."""
    return read_lexicon("quote_confidence", QuoteConfidence).rule


class Interviews(Lexicon):
    """`data/lexicon/interviews.toml`, where each list says what it is for."""

    question: frozenset[str]
    answer: frozenset[str]
    function: frozenset[str]
    longest_initials: int
    talk: tuple[str, ...]
    told_by: tuple[str, ...]
    asked_by: tuple[str, ...]
    askers: tuple[str, ...]
    held_by: dict[str, tuple[str, ...]]
    heard: frozenset[str]
    testifies: tuple[str, ...]
    narrators: frozenset[str]
    recordings: tuple[str, ...]
    of_i: tuple[str, ...]
    clubs: frozenset[str]
    messages: tuple[str, ...]
    voices: frozenset[str]
    topics: tuple[str, ...]
    colleagues: tuple[str, ...]
    relays: tuple[str, ...]
    posts: frozenset[str]
    of_posts: frozenset[str]


@cache
def load_interviews() -> Interviews:
    """Read the words around turns, once a process."""
    return read_lexicon("interviews", Interviews)


class Verbless(Lexicon):
    """`data/lexicon/verbless.toml`, where each list says what it is for."""

    manner: frozenset[str]
    takes: frozenset[str]
    stands: frozenset[str]
    receives: frozenset[str]
    alone: frozenset[str]
    issues: frozenset[str]


@cache
def load_verbless() -> Verbless:
    """Read the words that lead to a quotation without reporting it, once a process."""
    return read_lexicon("verbless", Verbless)
