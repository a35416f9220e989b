"""The words by which claims are read: of stances, of certainty, and of sources behind sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from tasks.language.cues import Stance
from tasks.language.function_words import load_function_words
from tasks.language.inflection import make_forms
from tasks.lexicon import Lexicon, read_lexicon

ClaimStance = Stance | Literal["does_not_confirm"]
# From the least sure; what no word hedges is "certain".
Hedge = Literal["unknown", "possible", "probable"]


class StanceWords(Lexicon):
    """What a wording does to the stance of the verb that reports."""

    hypothetical: frozenset[str]
    nouns_suffice: frozenset[ClaimStance]
    empty_after_nouns: frozenset[str]
    particle: Mapping[str, frozenset[str]]


class CertaintyWords(Lexicon):
    """How sure a wording is."""

    unknown_denied: frozenset[str]
    unknown_openers: frozenset[str]
    seeming: frozenset[str]
    modals: Mapping[Hedge, frozenset[str]]
    adverbs: Mapping[Hedge, frozenset[str]]
    verbs: Mapping[Hedge, frozenset[str]]
    by_stance: Mapping[ClaimStance, Hedge]


class RelayedWords(Lexicon):
    """How a source passes on what another one said."""

    addressee_prepositions: frozenset[str]
    citing: frozenset[str]
    not_sources: frozenset[str]
    not_source_types: frozenset[str]


class NarratorWords(Lexicon):
    """Which clauses of the outlet's own state something that happened."""

    states: frozenset[str]
    modal: frozenset[str]
    perfect: frozenset[str]
    future: frozenset[str]
    conditions: frozenset[str]
    background: frozenset[str]
    judging: frozenset[str]


class ClaimWords(Lexicon):
    """`data/lexicon/claims.toml`, where each list says what it is for."""

    stance: StanceWords
    certainty: CertaintyWords
    relayed: RelayedWords
    narrator: NarratorWords


class PointingWords(Lexicon):
    """`data/lexicon/pointing.toml`, where each list says what it is for."""

    i: frozenset[str]
    we: frozenset[str]
    you: frozenset[str]
    he: frozenset[str]
    it: frozenset[str]
    they: frozenset[str]
    possessive: frozenset[str]
    reflexive: frozenset[str]
    demonstrative: frozenset[str]
    article: frozenset[str]
    nobody: frozenset[str]
    quantity: frozenset[str]
    place: frozenset[str]
    unique: frozenset[str]
    particular: frozenset[str]
    deictic: frozenset[str]
    vague: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    impersonal: frozenset[str]
    auxiliary: frozenset[str]

    @property
    def definite(self) -> frozenset[str]:
        """What points at one thing before a noun."""
        return self.article | self.demonstrative


@cache
def load_pointing_words() -> PointingWords:
    """Read the words that point, once a process."""
    return read_lexicon("pointing", PointingWords)


@cache
def list_impersonal() -> frozenset[str]:
    """List the forms of verbs before which "it" may stand for no thing."""
    return load_function_words().be | {form for lemma in load_pointing_words().impersonal for form in make_forms(lemma)}


@cache
def list_pointing() -> frozenset[str]:
    """List every word that may point."""
    words = load_pointing_words()
    pronouns = words.i | words.we | words.you | words.he | words.it | words.they
    return pronouns | words.definite | words.quantity | words.place


@cache
def load_claim_words() -> ClaimWords:
    """Read the words, once a process."""
    return read_lexicon("claims", ClaimWords)


@cache
def list_states() -> frozenset[str]:
    """List the forms of verbs that tell how something is."""
    states = load_claim_words().narrator.states
    return load_function_words().be | {form for lemma in states for form in make_forms(lemma)}
