"""Words that keep a report from being made: "declined to confirm", "without confirming"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import Field

from tasks.language.inflection import make_forms
from tasks.lexicon import Lexicon, read_lexicon


class Withholding(Lexicon):
    """`data/lexicon/withholding.toml`, with verbs in all their forms."""

    negations: frozenset[str]
    not_only: frozenset[str]
    infinitive: frozenset[str]
    gerund: frozenset[str]
    from_: frozenset[str] = Field(alias="from")
    adjectives: frozenset[str]
    prepositions: frozenset[str]
    phrases: frozenset[str]
    enabling_verbs: frozenset[str]
    enabling_adjectives: frozenset[str]


@cache
def load_withholding() -> Withholding:
    """Read the words, once a process."""
    read = read_lexicon("withholding", Withholding)
    verbs = {name: _inflect(getattr(read, name)) for name in ("infinitive", "gerund", "from_", "enabling_verbs")}
    return read.model_copy(update=verbs)


def _inflect(lemmas: Iterable[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in make_forms(lemma))
