"""Look at words beside words: what differs between two wordings, and what a number counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

_WORD = re.compile(r"\s*\S+|\s+$")
_CORE = re.compile(r"[\W_]+")
_MOST_WORDS = 120  # comparing takes the square of it

# Where a clause counts the dead: a word for them a few words from the number, and none for the living beside it.
_DEATH = r"(?:dead|died|dies|kill(?:s|ed|ing)|deaths?|toll|bodies|lives|fatalities)"
_LIVING = r"(?:missing|injured|injuring|hurt|wounded|wounding|aboard|on board|survivors?|rescued|saved|pursued)"
_TIMES = r"(?:years?|days?|weeks?|hours?|minutes?)"
_BETWEEN = r"(?:[\w-]+[^\w,;:]+)"
_DEATH_BEFORE = re.compile(rf"\b{_DEATH}[^\w,;:]+{_BETWEEN}{{0,3}}$", re.IGNORECASE)
_DEATH_AFTER = re.compile(rf"^\W*{_BETWEEN}{{0,4}}?{_DEATH}\b", re.IGNORECASE)
_KILLING_BEFORE = re.compile(rf"\b(?:kill(?:s|ed|ing)|toll)[^\w,;:]+(?:(?!and\b){_BETWEEN}){{0,3}}$", re.IGNORECASE)
_LIVING_BEFORE = re.compile(rf"\b{_LIVING}[^\w,;:]+{_BETWEEN}{{0,3}}$", re.IGNORECASE)
_LIVING_AFTER = re.compile(rf"^\W*{_BETWEEN}{{0,4}}?(?:{_LIVING}|{_TIMES})\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"”’'])[.!?;]\W|\n")


def mark_differences(base: str, other: str) -> list[tuple[str, bool]]:
    """Cut a wording into stretches that another has as well and those that it has not.

    Args:
        base: The wording to set it against.
        other: The wording that is cut; joined, the stretches are it.

    Returns:
        Stretches, each with whether it differs. Case and punctuation make no difference.
    """
    words = _WORD.findall(other)
    if base == other or len(words) > _MOST_WORDS:
        return [(other, False)]
    matcher = SequenceMatcher(None, _fold(_WORD.findall(base)[:_MOST_WORDS]), _fold(words), autojunk=False)
    pieces = [
        ("".join(words[start:end]), kind != "equal")
        for kind, _, _, start, end in matcher.get_opcodes()
        if start < end
    ]  # fmt: skip
    return pieces or [(other, False)]


def counts_dead(row: Mapping[str, Any]) -> bool:
    """Say whether the words around a number count the dead.

    Args:
        row: A figure with `words_before` and `words_after`, the text on either side of it.
    """
    before = _SENTENCE_END.split(row["words_before"])[-1]
    after = _SENTENCE_END.split(row["words_after"])[0]
    if _LIVING_BEFORE.search(before):
        return False
    if _LIVING_AFTER.search(after):
        return bool(_KILLING_BEFORE.search(before))
    return bool(_DEATH_BEFORE.search(before) or _DEATH_AFTER.search(after))


def _fold(words: list[str]) -> list[str]:
    return [_CORE.sub("", word).lower() or word.strip() for word in words]
