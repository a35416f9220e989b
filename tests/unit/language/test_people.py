"""What nouns say of the persons and bodies that they name."""

from __future__ import annotations

import pytest

from tasks.language.inflection import plural, singular
from tasks.language.people import (
    is_body,
    is_kin,
    is_person_noun,
    is_role,
    list_nouns_meant,
    list_nouns_with,
    list_person_nouns,
    may_speak,
    names_one_person,
    sex_of,
)


@pytest.mark.parametrize("noun", ["protester", "suspects", "spokeswomen", "children", "people", "somebody", "head"])
def test_persons(noun: str) -> None:
    assert is_person_noun(noun)


@pytest.mark.parametrize("noun", ["police", "agency", "crowd", "report", "party"])
def test_no_persons(noun: str) -> None:
    assert not is_person_noun(noun)


@pytest.mark.parametrize(("noun", "sex"), [("spokeswoman", "f"), ("uncle", "m"), ("official", None), ("report", None)])
def test_sex(noun: str, sex: str | None) -> None:
    assert sex_of(noun) == sex


def test_traits() -> None:
    assert is_role("mayors") and not is_role("victim")
    assert is_body("ministries") and may_speak("ministries") and not names_one_person("ministry")
    assert names_one_person("witnesses") and not names_one_person("crowd")
    assert is_kin("wives") and is_kin("ex-wife") and not is_kin("member")
    assert "official" in list_nouns_meant() and "celebrity" not in list_nouns_meant()


def test_every_noun_is_a_singular_with_a_plural() -> None:
    nouns = list_person_nouns() | list_nouns_with("body")
    assert {noun: singular(plural(noun)) for noun in nouns if singular(plural(noun)) != noun} == {}
    assert {noun for noun in nouns if singular(noun) != noun} == set()
