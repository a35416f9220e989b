"""How often each rule of quotes was right."""

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
