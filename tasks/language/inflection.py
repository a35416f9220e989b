"""The forms of English words: verbs inflected and traced to their bases, plural nouns to their singulars."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tasks.lexicon import load_lexicon

_VOWELS = frozenset("aeiou")


def make_forms(lemma: str) -> tuple[str, ...]:
    """Give the inflected forms of a verb: the plain form, third person, past, past participle, -ing.

    Irregular forms, and past forms that double a consonant without a rule to tell, are in the lexicon.
    """
    irregular = load_lexicon("cues")["irregular"].get(lemma)
    if irregular:
        past, participle = irregular
        doubled = lemma + lemma[-1] if past.startswith(lemma + lemma[-1]) or _doubles(lemma) else lemma
        return lemma, add_s(lemma), past, participle, *_add_ing(lemma, doubled)
    past = _add_ed(lemma)
    return lemma, add_s(lemma), past, past, *_add_ing(lemma, lemma + lemma[-1] if _doubles(lemma) else lemma)


def _doubles(lemma: str) -> bool:
    """Whether a one-syllable verb doubles its last consonant: slam, slammed."""
    return (
        len(lemma) > 2
        and lemma[-1] not in _VOWELS | set("wxy")
        and lemma[-2] in _VOWELS
        and lemma[-3] not in _VOWELS
        and sum(letter in _VOWELS for letter in lemma) == 1
    )


def add_s(lemma: str) -> str:
    """Give the third person of a verb, which is also the plural of a regular noun."""
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
def _base_forms(word: str) -> frozenset[str]:
    """Give the forms that a verb's base may have; the model is run without its lemmatizer."""
    irregular = load_lexicon("governments")["acting"]["irregular"]
    forms = {word, irregular.get(word, word)}
    for ending in ("s", "es", "d", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            forms |= {stem, stem + "e"}
            if len(stem) > 2 and stem[-1] == stem[-2]:
                forms.add(stem[:-1])
            if stem.endswith("i"):
                forms.add(stem[:-1] + "y")
    return frozenset(forms)


def is_form_of(word: str, bases: Iterable[str]) -> bool:
    """Whether an inflected verb is a form of one of the base forms."""
    return not _base_forms(word.lower()).isdisjoint(bases)


def singular(word: str) -> str:
    """The singular of a regular plural noun, and of "people"; other words as they are."""
    if word == "people":
        return "person"
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
