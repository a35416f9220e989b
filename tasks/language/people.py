"""Nouns for persons and for bodies of persons: what each says of those whom it names."""

from __future__ import annotations

from functools import cache
from typing import Literal

from tasks.language.inflection import singular
from tasks.lexicon import Lexicon, read_lexicon

Trait = Literal[
    "role", "anonymous", "group", "body", "kin", "male", "female", "named_body", "passed_over", "of_body", "behind_name"
]
Sex = Literal["m", "f"]
_SEXES: tuple[tuple[Trait, Sex], ...] = (("male", "m"), ("female", "f"))


class Pronouns(Lexicon):
    """Pronouns that stand for a person."""

    words: frozenset[str]


class PersonNouns(Lexicon):
    """`data/lexicon/person_nouns.toml`, where each trait is explained."""

    people: dict[str, frozenset[Trait]]
    others: dict[str, frozenset[Trait]]
    pronouns: Pronouns


@cache
def _load() -> PersonNouns:
    return read_lexicon("person_nouns", PersonNouns)


@cache
def list_nouns_with(trait: Trait) -> frozenset[str]:
    """The nouns of which something holds, in the singular."""
    nouns = _load()
    return frozenset(
        word for table in (nouns.people, nouns.others) for word, traits in table.items() if trait in traits
    )


@cache
def list_person_nouns() -> frozenset[str]:
    """The nouns and pronouns that name one person: "official", "spokeswoman", "somebody"."""
    return frozenset(_load().people) | _load().pronouns.words


@cache
def list_nouns_meant() -> frozenset[str]:
    """Those of them whom a later "he" or "she" may mean."""
    return list_person_nouns() - list_nouns_with("passed_over")


def is_person_noun(word: str) -> bool:
    """Whether a noun in lower case names a person, or persons."""
    return singular(word) in list_person_nouns()


def is_role(word: str) -> bool:
    """Whether a noun in lower case names a part in public life: "mayor", "mayors"."""
    return singular(word) in list_nouns_with("role")


def is_body(word: str) -> bool:
    """Whether a noun in lower case names a body that speaks as one: "agency", "agencies"."""
    return singular(word) in list_nouns_with("body")


def is_kin(word: str) -> bool:
    """Whether a noun in lower case names a relative, or relatives: "wife", "parents"."""
    return singular(word) in list_nouns_with("kin")


def names_one_person(word: str) -> bool:
    """Whether a noun in lower case names somebody by a part in public life, or an unnamed source."""
    return not {"role", "anonymous"}.isdisjoint(_traits(singular(word)))


def may_speak(word: str) -> bool:
    """Whether a noun in lower case names persons or a body that an article lets speak."""
    return not {"role", "anonymous", "group", "body"}.isdisjoint(_traits(singular(word)))


def _traits(word: str) -> frozenset[Trait]:
    nouns = _load()
    return nouns.people.get(word) or nouns.others.get(word) or frozenset()


def sex_of(word: str) -> Sex | None:
    """The sex that a noun in lower case tells: "spokeswoman"; None for a noun of either."""
    traits = _traits(word)
    return next((sex for trait, sex in _SEXES if trait in traits), None)
