"""What a speaker is once known, and what an article tells of speakers on its way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TypeVar

SPEAKER_KINDS = {"person": "person", "organization": "organization", "place": "government", "nationality": "group"}


SEXES = {"m": "male", "f": "female"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; name and key are both known or both None.

    `rule` names what decided it for this mention (the package's docstring lists them); who somebody is does not hang
    on it.
    """

    name: str | None = None
    key: str | None = None
    kind: str = "unknown"
    role: str | None = None
    rule: str | None = field(default=None, compare=False)


UNKNOWN = Speaker()

Found = TypeVar("Found", Speaker, Speaker | None)


def decide(rule: str, speaker: Found) -> Found:
    """Say which rule found a speaker, if it found one."""
    return speaker if speaker is None else replace(speaker, rule=rule)


@dataclass(frozen=True, slots=True)
class Spoken:
    """That somebody spoke: the token at which the article says so, and who."""

    position: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class NamedRole:
    """A name that stands beside a function: its token, the words of the function, who bears it, names in it.

    `is_owned`: a pronoun says whose: "his lawyer".
    """

    position: int
    words: frozenset[str]
    speaker: Speaker
    owners: frozenset[str] = frozenset()
    is_owned: bool = False
