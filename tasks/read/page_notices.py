"""Tell a page's own notices, of consent and of support, from its article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

from tasks.read.lexicon import load_page_fields
from tasks.read.page_runs import Run, list_runs

LEAST_WORDS = 6
MOST_WORDS = 150  # longer, and it may be an article in one paragraph that speaks of such things
# So many paragraphs between two notices of one box, for each notice in it, are the box's too.
MOST_BETWEEN = 1.5

# Who is quoted is no page that speaks to its reader.
_QUOTES = re.compile(r"[\"“”„«»]")


def is_notice(text: str) -> bool:
    """Whether a page speaks of its cookies or of its own upkeep in a paragraph; quotations are never the page's."""
    if not LEAST_WORDS <= len(text.split()) <= MOST_WORDS or _QUOTES.search(text):
        return False
    if not _pattern("first_person").search(text):
        return False
    consent = {found.group().casefold() for found in _pattern("consent").finditer(text)}
    if len(consent) > 1 and _pattern("second_person").search(text):
        return True
    return bool(_pattern("newsroom").search(text) and _pattern("asks").search(text))


def drop_notices(body: Any) -> Sequence[Run]:
    """Drop the paragraphs of a page that are notices, and those that stand between two of one box.

    Returns:
        The runs that are left.
    """
    runs = list(list_runs(body))
    n_runs = Counter(run.block for run in runs)
    places: dict[Any, list[int]] = {}
    for number, run in enumerate(runs):
        if is_notice(run.text):
            places.setdefault(run.block.getparent(), []).append(number)
    for parent, notices in places.items():
        for number in _span(runs, parent, notices):
            block = runs[number].block
            if n_runs[block] == 1 and block is not body and block.getparent() is not None:
                block.drop_tree()
    return list(list_runs(body)) if places else runs


def _span(runs: Sequence[Run], parent: Any, notices: Sequence[int]) -> Sequence[int]:
    inside = [number for number in range(notices[0], notices[-1] + 1) if runs[number].block.getparent() is parent]
    return inside if len(inside) - len(notices) <= MOST_BETWEEN * len(notices) else notices


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words: Sequence[str] = getattr(load_page_fields().notices, name)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I)
