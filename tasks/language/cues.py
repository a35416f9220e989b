"""The words that report: verbs, nouns and adjectives, what each takes and what else holds of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from tasks.language.channels import load_channels
from tasks.language.inflection import add_s, make_forms, plural
from tasks.language.people import list_nouns_with
from tasks.lexicon import Lexicon, read_lexicon

CueClass = Literal["speech", "writing", "belief", "intention", "knowledge"]
Frame = Literal["clause", "quotation_only", "strong", "infinitive", "gerund", "object", "predicate", "passive"]
Stance = Literal[
    "asserts", "confirms", "denies", "alleges", "warns", "predicts", "promises", "demands", "asks", "believes"
]
VerbTrait = Literal[
    "tells", "bids", "judges", "names", "interrogates", "quotes", "happens", "talks", "whole", "shows", "voices",
    "answers", "parsed_only", "relays", "passes_on", "acts", "addresses", "speaks", "states", "doubts", "tells_whether",
    "voiced", "voiced_clause", "grants", "impends", "does", "silent", "senses", "causes", "inward", "claims_only",
    "wishes", "orders", "gives", "measures",
]  # fmt: skip
NounTrait = Literal["clause", "infinitive", "claims", "comment", "deniable"]


class Verb(Lexicon):
    """One verb of `data/lexicon/cues.toml`, where each value is explained."""

    cue_class: CueClass | None = Field(None, alias="class")
    frames: frozenset[Frame] = frozenset()
    prepositions: frozenset[str] = Field(frozenset(), alias="with")
    unless: frozenset[str] = frozenset()
    stance: Stance | None = None
    also: frozenset[VerbTrait] = frozenset()


class Noun(Lexicon):
    """One noun that reports."""

    cue_class: CueClass = Field("speech", alias="class")
    stance: Stance | None = None
    also: frozenset[NounTrait] = frozenset()


class Adjective(Lexicon):
    """One adjective that reports a state of mind."""

    frames: frozenset[Literal["clause", "infinitive"]] = frozenset()
    prepositions: frozenset[str] = Field(frozenset(), alias="with")


class SourcePhrase(Lexicon):
    """Nouns of phrases that name a source."""

    possessed_nouns: frozenset[str]


class NotASource(Lexicon):
    """What names no source."""

    according_to: frozenset[str]


class Manner(Lexicon):
    """How a report is told, and linked to the one before."""

    without: tuple[str, ...]
    nouns: frozenset[str]
    conditions: frozenset[str]
    conditioned: frozenset[str]
    ahead: frozenset[str]
    guesses: frozenset[str]
    hedges: frozenset[str]
    contrasts: frozenset[str]
    links: frozenset[str]
    as_told: frozenset[str]


class Outlet(Lexicon):
    """How an outlet goes on in its own words behind somebody's."""

    contrasts: frozenset[str]
    set_against: frozenset[str]
    even: frozenset[str]
    asked: frozenset[str]
    answering: frozenset[str]
    judging: frozenset[str]
    participles: frozenset[str]
    glosses: frozenset[str]
    allusions: frozenset[str]
    asides: frozenset[str]
    taken_up: frozenset[str]
    comments: dict[str, frozenset[str]]


class AboutTheTalk(Lexicon):
    """What tells of the talk and reports nothing."""

    openings: frozenset[str]
    places: frozenset[str]
    terms: frozenset[str]
    infinitive: tuple[str, ...]
    object: tuple[str, ...]
    supposing: frozenset[str]
    hardly: frozenset[str]
    nothing: frozenset[str]
    before: tuple[str, ...]


class CarryOn(Lexicon):
    """What goes on with a noun phrase."""

    prepositions: frozenset[str]


class Evidence(Lexicon):
    """Things from which something can be seen."""

    things: frozenset[str]
    written: frozenset[str]
    texts: frozenset[str]
    own: frozenset[str]
    noted: frozenset[str]
    mute: frozenset[str]


class Words(Lexicon):
    """A list of words."""

    words: tuple[str, ...]


class Light(Lexicon):
    """Verbs that say something with a noun of saying."""

    verbs: tuple[str, ...]


class Cues(Lexicon):
    """`data/lexicon/cues.toml`."""

    verbs: dict[str, Verb]
    nouns: dict[str, Noun]
    links: dict[Stance, frozenset[str]]
    adjectives: dict[str, Adjective]
    source_phrase: SourcePhrase
    not_a_source: NotASource
    manner: Manner
    outlet: Outlet
    about_the_talk: AboutTheTalk
    carry_on: CarryOn
    evidence: Evidence
    posture: Words
    light: Light
    leads: Words
    later: Words


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports.

    Attributes:
        lemma: Its plain form.
        cue_class: speech, writing, belief, intention or knowledge.
        frames: Complements that hold what is reported.
        prepositions: Prepositions whose object is what is reported.
        also: What else holds of it.
        unless: Objects with which it means something else.
    """

    lemma: str
    cue_class: CueClass
    frames: frozenset[Frame]
    prepositions: frozenset[str]
    also: frozenset[VerbTrait]
    unless: frozenset[str]


@cache
def load_cues() -> Cues:
    """Read the words that report, once a process."""
    return read_lexicon("cues", Cues)


@cache
def load_verb_cues() -> Mapping[str, Cue]:
    """Map every form of every verb that reports, in lower case, to its cue."""
    cues = {
        lemma: Cue(lemma, verb.cue_class, verb.frames, verb.prepositions, verb.also, verb.unless)
        for lemma, verb in sorted(load_cues().verbs.items())
        if verb.cue_class is not None
    }
    forms: dict[str, Cue] = {}
    for lemma, cue in cues.items():
        for form in make_forms(lemma):
            # A form shared by two lemmas ("found", "read") belongs to the lemma that has it as its plain form.
            if form not in forms or form == lemma:
                forms[form] = cue
    return forms


@cache
def list_verbs(trait: VerbTrait) -> frozenset[str]:
    """Plain forms of the verbs of which something holds."""
    return frozenset(lemma for lemma, verb in load_cues().verbs.items() if trait in verb.also)


def writes(verb: str) -> bool:
    """Whether a form of a verb says that somebody writes: "emailed"."""
    cue = load_verb_cues().get(verb)
    return cue is not None and cue.cue_class == "writing"


@cache
def list_verb_forms(trait: VerbTrait) -> frozenset[str]:
    """Every form of the verbs of which something holds, in lower case."""
    return frozenset(form for lemma in list_verbs(trait) for form in make_forms(lemma))


@cache
def load_stance_verbs() -> Mapping[str, tuple[Stance, str]]:
    """Map every form of every verb with a stance, in lower case, to its stance and its plain form."""
    verbs = load_cues().verbs.items()
    return {form: (verb.stance, lemma) for lemma, verb in verbs if verb.stance for form in make_forms(lemma)}


@cache
def load_stance_nouns() -> Mapping[str, tuple[Stance, frozenset[str]]]:
    """Map nouns with a stance, singular and plural, to it and to the words that lead to what is claimed."""
    nouns, links = load_cues().nouns.items(), load_cues().links
    return {
        form: (noun.stance, links[noun.stance]) for word, noun in nouns if noun.stance for form in (word, add_s(word))
    }


@cache
def list_nouns(trait: NounTrait) -> frozenset[str]:
    """The nouns of which something holds, singular and plural, in lower case."""
    words = [word for word, noun in load_cues().nouns.items() if trait in noun.also]
    return frozenset(words) | frozenset(map(add_s, words))


def load_noun_cues() -> frozenset[str]:
    """Nouns that report, singular and plural, in lower case."""
    return list_nouns("clause")


def load_adjective_cues() -> Mapping[str, Adjective]:
    """Map adjectives that report a state of mind to their frames and to the prepositions of their object."""
    return load_cues().adjectives


@cache
def list_light_verb_forms() -> frozenset[str]:
    """Every form of the verbs that with a noun of saying say it: "made the claim that"."""
    return frozenset(form for lemma in load_cues().light.verbs for form in make_forms(lemma))


@cache
def list_posture_nouns() -> frozenset[str]:
    """Nouns, singular and plural, of what somebody lets be known: "support for the plan"."""
    words = load_cues().posture.words
    return frozenset(words) | frozenset(map(plural, words))


@cache
def list_lead_forms() -> frozenset[str]:
    """Every form of the verbs that lead to an infinitive which is done: "went on to say"."""
    return frozenset(form for lemma in load_cues().leads.words for form in make_forms(lemma))


@cache
def class_of_noun(word: str) -> CueClass:
    """What a noun that reports, in lower case, says was done."""
    nouns = load_cues().nouns
    return next((noun.cue_class for each, noun in nouns.items() if word in (each, add_s(each))), "speech")


@cache
def list_untold() -> frozenset[str]:
    """What somebody speaks without doing: "without elaborating"."""
    return frozenset(form for lemma in load_cues().manner.without for form in make_forms(lemma) if form.endswith("ing"))


@cache
def list_attributing_forms() -> frozenset[str]:
    """Forms that by themselves tell, in a text without a parse, that somebody's words stand near.

    The past of verbs of speech and writing that report a quotation, and the third person of those that may follow it,
    where that is no noun's plural ("comments") and no form with a use of its own ("published").
    """
    nouns = {word for form in load_cues().nouns for word in (form, add_s(form))}
    nouns |= load_channels().messages | load_channels().nouns | set(map(plural, load_channels().messages))
    nouns |= set(map(plural, list_nouns_with("group")))
    found = set(make_forms("say"))
    for lemma, verb in load_cues().verbs.items():
        tells = verb.cue_class in ("speech", "writing") and ("clause" in verb.frames or "names" in verb.also)
        if "parsed_only" in verb.also or (not tells and "strong" not in verb.frames):
            continue
        plain, third, *past = make_forms(lemma)
        found |= {form for form in past if not form.endswith("ing")} - {plain}
        if "strong" in verb.frames and third not in nouns:
            found.add(third)
    return frozenset(found)
