"""The words that report: which verb forms, nouns and phrases are cues, and what complements each takes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tasks.lexicon import load_lexicon

_VOWELS = frozenset("aeiou")


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


def make_forms(lemma: str) -> tuple[str, ...]:
    """Give the inflected forms of a verb: the plain form, third person, past, past participle, -ing.

    Irregular forms, and past forms that double a consonant without a rule to tell, are in the lexicon.
    """
    irregular = load_lexicon("cues")["irregular"].get(lemma)
    if irregular:
        past, participle = irregular
        doubled = lemma + lemma[-1] if past.startswith(lemma + lemma[-1]) or _doubles(lemma) else lemma
        return lemma, _add_s(lemma), past, participle, *_add_ing(lemma, doubled)
    past = _add_ed(lemma)
    return lemma, _add_s(lemma), past, past, *_add_ing(lemma, lemma + lemma[-1] if _doubles(lemma) else lemma)


def _doubles(lemma: str) -> bool:
    """Whether a one-syllable verb doubles its last consonant: slam, slammed."""
    return (
        len(lemma) > 2
        and lemma[-1] not in _VOWELS | set("wxy")
        and lemma[-2] in _VOWELS
        and lemma[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in lemma) == 1
    )


def _add_s(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _add_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return (lemma + lemma[-1] if _doubles(lemma) else lemma) + "ed"


def _add_ing(lemma: str, doubled: str) -> tuple[str, ...]:
    if lemma.endswith("ie"):
        return (lemma[:-2] + "ying",)
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return (lemma[:-1] + "ing",)
    return (doubled + "ing",)


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
    return frozenset(words) | frozenset(_add_s(word) for word in words)


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
