"""The words that report: which verb forms, nouns and phrases are cues, and what complements each takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tasks.language.inflection import add_s, make_forms
from tasks.lexicon import load_lexicon


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb that reports.

    Attributes:
        lemma: Its plain form.
        cue_class: speech, writing, belief, intention or knowledge.
        frames: Complements that hold what is reported: clause, quotation_only, strong, infinitive, gerund, object,
            predicate, passive.
        prepositions: Prepositions whose object is what is reported.
    """

    lemma: str
    cue_class: str
    frames: frozenset[str]
    prepositions: frozenset[str]


@cache
def load_verb_cues() -> dict[str, Cue]:
    """Map every form of every reporting verb, in lower case, to its cue. Callers must not change what they get."""
    lexicon = load_lexicon("cues")
    classes = {lemma: name for name, lemmas in lexicon["class"].items() for lemma in lemmas}
    frames: dict[str, set[str]] = {}
    for frame, lemmas in (*lexicon["frame"].items(), ("passive", lexicon["passive"]["infinitive"])):
        for lemma in lemmas:
            frames.setdefault(lemma, set()).add(frame)
    prepositions: dict[str, set[str]] = {}
    for preposition, lemmas in lexicon["preposition"].items():
        for lemma in lemmas:
            prepositions.setdefault(lemma, set()).add(preposition)
    forms: dict[str, Cue] = {}
    for lemma in sorted(frames.keys() | prepositions.keys() | classes.keys()):
        cue = Cue(
            lemma,
            classes.get(lemma, "speech"),
            frozenset(frames.get(lemma, ())),
            frozenset(prepositions.get(lemma, ())),
        )
        for form in make_forms(lemma):
            # A form shared by two lemmas ("found", "read") belongs to the lemma that has it as its plain form.
            if form not in forms or form == lemma:
                forms[form] = cue
    return forms


@cache
def load_noun_cues() -> frozenset[str]:
    """Nouns that report, singular and plural, in lower case."""
    words = load_lexicon("cues")["noun"]["clause"]
    return frozenset(words) | frozenset(add_s(word) for word in words)


@cache
def load_adjective_cues() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Map adjectives that report a state of mind to their frames and to the prepositions of their object."""
    lexicon = load_lexicon("cues")["adjective"]
    frames: dict[str, set[str]] = {}
    prepositions: dict[str, set[str]] = {}
    for frame in ("clause", "infinitive"):
        for word in lexicon[frame]:
            frames.setdefault(word, set()).add(frame)
    for entry in lexicon["object"]:
        word, preposition = entry.split(":")
        prepositions.setdefault(word, set()).add(preposition)
    return {
        word: (frozenset(frames.get(word, ())), frozenset(prepositions.get(word, ())))
        for word in frames.keys() | prepositions.keys()
    }
