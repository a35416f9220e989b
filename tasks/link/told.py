"""What a claim says only with its article's help: the words in brackets of `claims.resolved`, put at their places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"\[([^][]*(?:\[[^][]*\][^][]*)*)\]|[^][]+")
FIRST_PERSON = frozenset(("i", "we", "my", "our", "me", "us"))
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}(?: to \d{4}(?:-\d\d){0,2})?$")
DAY = "@"  # begins the term of a day, a month or a year
MOST_SKIPPED = 12  # words of the body that a claim leaves out in one place
LONGEST_NAME = 6  # words


@dataclass(frozen=True, slots=True)
class Told:
    """Words in brackets.

    Attributes:
        at: Where the word that they explain ends in the body.
        text: They themselves.
    """

    at: int
    text: str

    @property
    def is_date(self) -> bool:
        """Whether they are days, months or years in figures."""
        return _DATE.match(self.text) is not None


def find_told(text: str, start: int, resolved: str) -> list[Told]:
    """Find where the words in brackets belong.

    Args:
        text: The characters of a claim in the body.
        start: Where they begin there.
        resolved: The same with brackets, maybe without some of the words and with a few others.

    Returns:
        The brackets that the body lacks, in text order.
    """
    found: list[Told] = []
    if "[" not in resolved:
        return found
    words = [(match.group(), match.end()) for match in _WORD.finditer(text)]
    at, here = 0, 0
    for piece in _PIECE.finditer(resolved):
        inside = piece.group(1)
        if inside is not None:
            # Who says "we" is known from the claimant, and says much else; whose "Roe" is, from the mention.
            before = _end(word for word, _ in words[max(0, at - 2) : at])
            is_known = before in FIRST_PERSON or (" " in inside and before == _end(_WORD.findall(inside)))
            if f"[{inside}]" not in text and not is_known:
                found.append(Told(start + here, inside))
            continue
        for word in _WORD.findall(piece.group()):
            nearby = range(at, min(len(words), at + MOST_SKIPPED))
            same = next((place for place in nearby if words[place][0] == word), None)
            if same is not None:
                at, here = same + 1, words[same][1]
    return found


def _end(words: Iterable[str]) -> str | None:
    """The last of some words, in lower case, without the mark of an owner."""
    found = [word.lower() for word in words]
    return (found[-2] if found[-1] == "s" and len(found) > 1 else found[-1]) if found else None


def find_names(text: str, keys: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Find an article's names in a text, the longest first, with their keys."""
    words = list(_WORD.finditer(text))
    found: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        for last in range(min(len(words), at + LONGEST_NAME) - 1, at - 1, -1):
            start, end = words[at].start(), words[last].end()
            key = keys.get(text[start:end].lower())
            if key is not None:
                found.append((start, end, key))
                at = last
                break
        at += 1
    return found
