"""What a speaker is once known, and a name that stands beside a function."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TypeVar

from tasks.language.names import is_suffix

SPEAKER_KINDS = {"person": "person", "organization": "organization", "place": "government", "nationality": "group"}
SEXES = {"m": "male", "f": "female"}
_NOT_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
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


def make_key(prefix: str, text: str) -> str:
    """Make the key of a speaker whom no entity is: its words in lower case without diacritics, joined by hyphens."""
    letters = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return f"{prefix}:{_NOT_KEY.sub('-', folded).strip('-')}"


def surname_of(name: str) -> str:
    """The last word of a person's name as it is written, suffixes left out: "Roe" of "Ann Roe Jr."."""
    return next((word.rstrip(",") for word in reversed(name.split()) if not is_suffix(word)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRole:
    """A name that stands beside a function: its token, the words of the function, who bears it, names in it.

    `is_owned`: a pronoun says whose: "his lawyer".
    """

    at: int
    words: frozenset[str]
    speaker: Speaker
    owners: frozenset[str] = frozenset()
    is_owned: bool = False
