"""The words by which claims are read: of stances, of certainty, and of sources behind sources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from tasks.language.cues import Stance
from tasks.language.function_words import load_function_words
from tasks.language.inflection import add_s, make_forms
from tasks.lexicon import Lexicon, read_lexicon

ClaimStance = Stance | Literal["does_not_confirm"]
# Lists of `KindWords` of whose words every form is asked for.
KindList = Literal[
    "ruling", "laws", "causing", "leading", "forcing", "changing", "siding", "standing", "minding", "inner",
    "accusing", "blaming", "awaiting", "wanting", "planning", "heading", "lasting", "stative", "linking", "swaying",
    "holding", "showing", "craving", "backing", "giving", "looking", "effects", "bidding", "finding", "granting",
    "displaying", "blaming_deeds", "seen", "sensing", "naming", "records",
]  # fmt: skip
# From the least sure; what no word hedges is "certain".
Hedge = Literal["unknown", "possible", "probable"]


class StanceWords(Lexicon):
    """What a wording does to the stance of the verb that reports."""

    hypothetical: frozenset[str]
    nouns_suffice: frozenset[ClaimStance]
    empty_after_nouns: frozenset[str]
    needs_content: frozenset[str]
    of_what: frozenset[str]
    about: frozenset[str]
    counts: frozenset[str]
    doing: frozenset[ClaimStance]
    beside: frozenset[str]
    others_say: frozenset[str]
    before_order: frozenset[str]
    no_order: frozenset[str]
    accusing: frozenset[str]
    owned: frozenset[str]
    owning: frozenset[str]
    proposing: frozenset[str]
    nobodys: frozenset[str]
    disputing: frozenset[str]
    wrongs: frozenset[str]
    particle: Mapping[str, frozenset[str]]


class CertaintyWords(Lexicon):
    """How sure a wording is."""

    unknown_denied: frozenset[str]
    unknown_openers: frozenset[str]
    sure_denied: frozenset[str]
    seeming: frozenset[str]
    holding: frozenset[str]
    predicates: frozenset[str]
    appearing: frozenset[str]
    before: frozenset[str]
    inside: frozenset[str]
    modals: Mapping[Hedge, frozenset[str]]
    adverbs: Mapping[Hedge, frozenset[str]]
    verbs: Mapping[Hedge, frozenset[str]]
    by_stance: Mapping[ClaimStance, Hedge]


class PolarityWords(Lexicon):
    """What leaves a negation without effect."""

    void: frozenset[str]
    void_of_nothing: frozenset[str]
    denied_again: frozenset[str]


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
    open: frozenset[str]
    sides: frozenset[str]
    conditions: frozenset[str]
    background: frozenset[str]
    judging: frozenset[str]


class AnswerWords(Lexicon):
    """What somebody may say it is that he denies or confirms."""

    pronouns: frozenset[str]
    told: frozenset[str]
    had: frozenset[str]
    done: frozenset[str]
    topics: frozenset[str]
    opposing: frozenset[str]
    granted: Mapping[str, frozenset[str]]
    at_all: frozenset[str]
    hearers: frozenset[str]
    outlets: frozenset[str]
    reaching: frozenset[str]
    accusations: frozenset[str]
    amounts: frozenset[str]


class KindWords(Lexicon):
    """Of what kind a claim is, and whether it can be checked."""

    future: frozenset[str]
    habits: frozenset[str]
    holding: frozenset[str]
    showing: frozenset[str]
    records: frozenset[str]
    craving: frozenset[str]
    backing: frozenset[str]
    peoples: frozenset[str]
    sided: frozenset[str]
    giving: frozenset[str]
    looking: frozenset[str]
    looking_into: frozenset[str]
    occasions: frozenset[str]
    effects: frozenset[str]
    bidding: frozenset[str]
    entitling: frozenset[str]
    unentitled: frozenset[str]
    finding: frozenset[str]
    whereabouts: frozenset[str]
    conditions: frozenset[str]
    plain: frozenset[str]
    existing: frozenset[str]
    granting: frozenset[str]
    displaying: frozenset[str]
    abstract: frozenset[str]
    blaming_deeds: frozenset[str]
    seen: frozenset[str]
    anything: frozenset[str]
    sensing: frozenset[str]
    naming: frozenset[str]
    among: frozenset[str]
    coming: frozenset[str]
    planning: frozenset[str]
    state_nouns: frozenset[str]
    equal: frozenset[str]
    norms: frozenset[str]
    ruling: frozenset[str]
    laws: frozenset[str]
    lawful: frozenset[str]
    causing: frozenset[str]
    leading: frozenset[str]
    forcing: frozenset[str]
    of_several: frozenset[str]
    no_more: frozenset[str]
    amounting: frozenset[str]
    arguments: frozenset[str]
    anybody: frozenset[str]
    able: frozenset[str]
    bygone: frozenset[str]
    wishing: frozenset[str]
    would: frozenset[str]
    standing: frozenset[str]
    standing_by: frozenset[str]
    by_cause: frozenset[str]
    changing: frozenset[str]
    no_rank: frozenset[str]
    judging: frozenset[str]
    sizes: frozenset[str]
    siding: frozenset[str]
    minding: frozenset[str]
    inner: frozenset[str]
    open: frozenset[str]
    few: frozenset[str]
    accusing: frozenset[str]
    blaming: frozenset[str]
    awaiting: frozenset[str]
    likely: frozenset[str]
    wanting: frozenset[str]
    saying: frozenset[str]
    heading: frozenset[str]
    headway: frozenset[str]
    measuring: frozenset[str]
    reasons: frozenset[str]
    lasting: frozenset[str]
    shares: frozenset[str]
    willing: frozenset[str]
    musing: frozenset[str]
    high_time: frozenset[str]
    feelings: frozenset[str]
    stative: frozenset[str]
    linking: frozenset[str]
    swaying: frozenset[str]
    no_place: frozenset[str]
    factual: frozenset[str]
    heroes: frozenset[str]
    polled: frozenset[str]
    whys: frozenset[str]
    points: frozenset[str]
    measurable: frozenset[str]
    more: frozenset[str]


class ClaimWords(Lexicon):
    """`data/lexicon/claims.toml`, where each list says what it is for."""

    stance: StanceWords
    certainty: CertaintyWords
    polarity: PolarityWords
    relayed: RelayedWords
    narrator: NarratorWords
    answers: AnswerWords
    kinds: KindWords


class PointingWords(Lexicon):
    """`data/lexicon/pointing.toml`, where each list says what it is for."""

    i: frozenset[str]
    we: frozenset[str]
    with_everybody: frozenset[str]
    all_of_us: frozenset[str]
    of_a_body: frozenset[str]
    of_a_nation: frozenset[str]
    you: frozenset[str]
    he: frozenset[str]
    it: frozenset[str]
    they: frozenset[str]
    possessive: frozenset[str]
    relating: frozenset[str]
    reflexive: frozenset[str]
    demonstrative: frozenset[str]
    article: frozenset[str]
    nobody: frozenset[str]
    named_after: frozenset[str]
    quantity: frozenset[str]
    place: frozenset[str]
    compared: frozenset[str]
    compared_first: frozenset[str]
    changing: frozenset[str]
    moment: frozenset[str]
    markets: frozenset[str]
    weather: frozenset[str]
    answering_deeds: frozenset[str]
    done_to_one: frozenset[str]
    asked_in_polls: frozenset[str]
    reactions: frozenset[str]
    unique: frozenset[str]
    unique_beside: frozenset[str]
    everywhere: frozenset[str]
    idioms: frozenset[str]
    general: frozenset[str]
    particular: frozenset[str]
    of_many: frozenset[str]
    of_bodies: frozenset[str]
    playing: frozenset[str]
    may_play: frozenset[str]
    sport: frozenset[str]
    verdicts: frozenset[str]
    foreign: frozenset[str]
    tallied: frozenset[str]
    stopping: frozenset[str]
    changes: frozenset[str]
    occurrences: frozenset[str]
    deictic: frozenset[str]
    vague: frozenset[str]
    of_president: frozenset[str]
    no_longer: frozenset[str]
    of_content: frozenset[str]
    rivals: frozenset[str]
    kinds: Mapping[str, frozenset[str]]
    joining: frozenset[str]
    joining_phrases: frozenset[str]
    answering: frozenset[str]
    naming: frozenset[str]
    impersonal: frozenset[str]
    of_doers: frozenset[str]
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
def list_contents() -> frozenset[str]:
    """List the forms of nouns for what has a content."""
    contents = load_pointing_words().of_content
    return contents | {add_s(noun) for noun in contents}


@cache
def list_impersonal() -> frozenset[str]:
    """List the forms of verbs before which "it" may stand for no thing."""
    return load_function_words().be | {form for lemma in load_pointing_words().impersonal for form in make_forms(lemma)}


@cache
def list_changing() -> frozenset[str]:
    """List the forms of verbs by which something comes to be larger."""
    return frozenset(form for lemma in load_pointing_words().changing for form in make_forms(lemma))


@cache
def list_pronouns() -> frozenset[str]:
    """List every personal pronoun, with those that own."""
    words = load_pointing_words()
    return words.i | words.we | words.you | words.he | words.it | words.they


@cache
def list_pointing() -> frozenset[str]:
    """List every word that may point."""
    words = load_pointing_words()
    return list_pronouns() | words.definite | words.quantity | words.place


@cache
def load_claim_words() -> ClaimWords:
    """Read the words, once a process."""
    return read_lexicon("claims", ClaimWords)


@cache
def list_states() -> frozenset[str]:
    """List the forms of verbs that tell how something is."""
    states = load_claim_words().narrator.states
    return load_function_words().be | {form for lemma in states for form in make_forms(lemma)}


@cache
def list_proposing() -> frozenset[str]:
    """List the forms of verbs behind which a bare verb says what is to be done."""
    return frozenset(form for lemma in load_claim_words().stance.proposing for form in make_forms(lemma))


@cache
def list_wrongs() -> frozenset[str]:
    """List the forms of words for what somebody may be blamed for."""
    wrongs = load_claim_words().stance.wrongs
    return wrongs | {form for lemma in wrongs for form in make_forms(lemma)}


@cache
def list_kind_forms(words: KindList) -> frozenset[str]:
    """List every form of the words of one list that tells kinds of claims apart."""
    lemmas: frozenset[str] = getattr(load_claim_words().kinds, words)
    return frozenset(form for lemma in lemmas for form in (*make_forms(lemma), add_s(lemma)))


@cache
def list_sides() -> frozenset[str]:
    """List the forms of verbs that tell what somebody wants, or is for or against."""
    return frozenset(form for lemma in load_claim_words().narrator.sides for form in make_forms(lemma))
