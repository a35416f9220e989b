"""The forms of English words: of verbs and nouns from their plain forms, and back."""

from __future__ import annotations

from functools import cache

from tasks.lexicon import Lexicon, read_lexicon

_VOWELS = frozenset("aeiou")


class VerbSpelling(Lexicon):
    """Verbs whose last consonant doubles without a rule to tell."""

    double: frozenset[str]
    may_double: frozenset[str]


class Inflection(Lexicon):
    """`data/lexicon/inflection.toml`: the forms that no rule makes."""

    verbs: VerbSpelling
    past: dict[str, tuple[str, str]]
    third_person: dict[str, str]
    plurals: dict[str, str]


@cache
def _load_inflection() -> Inflection:
    return read_lexicon("inflection", Inflection)


@cache
def make_forms(lemma: str) -> tuple[str, ...]:
    """Give the inflected forms of a verb: the plain form, third person, past, past participle, -ing.

    Verbs that double their last consonant in one of two spellings have the forms of both.
    """
    irregular = _load_inflection()
    third = irregular.third_person.get(lemma) or add_s(lemma)
    if lemma in irregular.verbs.may_double:
        return lemma, third, _add_ed(lemma), _double(lemma) + "ed", _add_ing(lemma), _double(lemma) + "ing"
    stem = _double(lemma) if _doubles(lemma) or lemma in irregular.verbs.double else lemma
    past, participle = irregular.past.get(lemma) or (_add_ed(stem), _add_ed(stem))
    return lemma, third, past, participle, _add_ing(stem)


def _double(lemma: str) -> str:
    return lemma + lemma[-1]


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
    return lemma + "ed"


def _add_ing(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return lemma + "ing"


def plural(noun: str) -> str:
    """The plural of a noun: "spokeswomen" of "spokeswoman"."""
    irregular = _load_inflection().plurals.get(noun)
    if irregular is not None:
        return irregular
    return noun[:-3] + "men" if noun.endswith("man") else add_s(noun)


@cache
def _irregular_singulars() -> dict[str, str]:
    return {plural: noun for noun, plural in _load_inflection().plurals.items()}


def singular(word: str) -> str:
    """The singular of a plural noun; other words as they are."""
    irregular = _irregular_singulars().get(word)
    if irregular is not None:
        return irregular
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def stem(word: str) -> str:
    """Cut the commonest English endings, so that `deployed`, `deploys` and `deploying` meet."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    for ending in ("ments", "ment", "ings", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4 and not word.endswith("ss"):
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
