"""Look at words beside words: what differs between two wordings, and what a number counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache
from typing import Any, NamedTuple

from tasks.lexicon import Lexicon, read_lexicon

_WORD = re.compile(r"\s*\S+|\s+$")
_CORE = re.compile(r"[\W_]+")
_MOST_WORDS = 120  # comparing takes the square of it

_BETWEEN = r"(?:[\w-]+[^\w,;:]+)"
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\"”’'])[.!?;]\W|\n")


class Tolls(Lexicon):
    """Words around a number that counts the dead, or others; see `data/lexicon/tolls.toml`."""

    death: tuple[str, ...]
    killing: tuple[str, ...]
    living: tuple[str, ...]
    times: tuple[str, ...]


class _Patterns(NamedTuple):
    """Where a clause counts the dead: a word for them a few words from the number, none for the living beside it."""

    death_before: re.Pattern[str]
    death_after: re.Pattern[str]
    killing_before: re.Pattern[str]
    living_before: re.Pattern[str]
    living_after: re.Pattern[str]


@cache
def _make_patterns() -> _Patterns:
    words = read_lexicon("tolls", Tolls)
    death, killing, living = (_join(some) for some in (words.death, words.killing, words.living))
    counted = _join((*words.living, *words.times))
    patterns = (
        rf"\b{death}[^\w,;:]+{_BETWEEN}{{0,3}}$",
        rf"^\W*{_BETWEEN}{{0,4}}?{death}\b",
        rf"\b{killing}[^\w,;:]+(?:(?!and\b){_BETWEEN}){{0,3}}$",
        rf"\b{living}[^\w,;:]+{_BETWEEN}{{0,3}}$",
        rf"^\W*{_BETWEEN}{{0,4}}?{counted}\b",
    )
    return _Patterns(*(re.compile(pattern, re.IGNORECASE) for pattern in patterns))


def _join(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"


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
    patterns = _make_patterns()
    before = _SENTENCE_END.split(row["words_before"])[-1]
    after = _SENTENCE_END.split(row["words_after"])[0]
    if patterns.living_before.search(before):
        return False
    if patterns.living_after.search(after):
        return bool(patterns.killing_before.search(before))
    return bool(patterns.death_before.search(before) or patterns.death_after.search(after))


def _fold(words: list[str]) -> list[str]:
    return [_CORE.sub("", word).lower() or word.strip() for word in words]
