"""Compare how two articles open: the same news, or the next of a running matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tasks.link.lexicon import load_arguing
from tasks.link.partition import Hashes

LEAST_CHARACTERS = 60  # of a first paragraph; shorter lines above it are bylines, places and kickers
MOST_CHARACTERS = 450
LEAD_CHARACTERS = 600  # within which days are those of the news
# The share of the shorter opening's weight that both openings must have; more where they name other days. A running
# matter keeps its names and words over days, and its news stands in the opening: of 23 pairs read that told two events
# 13 fell, of 35 that told one, or nearly, one.
LEAST_SHARED = 0.2
LEAST_SHARED_OTHER_DAYS = 0.35
# What less takes from their likeness: what is very alike all the same stays.
LOST_THAT_DAY = 0.35
LOST_ON_OTHER_DAYS = 0.5
# An outlet that comes back to a matter on another day has other news of it: of 5 pairs read none told one event.
LOST_BY_ONE_OUTLET = 0.6

_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_BROKEN = re.compile(r"\s\S*\Z")
_BRACKETED = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Opening:
    """What an article opens with.

    Attributes:
        hashes: The words of its title and its first paragraph, hashed, in order.
        weights: How telling each is.
        days: The weekdays that it names early.
        outlet: The outlet's name without what many have in theirs.
    """

    hashes: Hashes
    weights: npt.NDArray[np.float32]
    days: frozenset[str]
    outlet: frozenset[str]


def cut_opening(title: str, body: str) -> str:
    """Give an article's title with its first paragraph, as far as whole words of it go."""
    lines = (line.group().strip() for line in _LINE.finditer(body))
    first = next((line for line in lines if len(line) >= LEAST_CHARACTERS), body)
    # Half a word is none that other articles have.
    return f"{title} {first if len(first) <= MOST_CHARACTERS else _BROKEN.sub('', first[: MOST_CHARACTERS + 1])}"


def read_opening(body: str, hashes: Iterable[int], outlet: str | None) -> Opening:
    """Read how an article opens; `hashes` are those of the words that `cut_opening` gives."""
    words = {word.lower() for word in _LETTERS.findall(body[:LEAD_CHARACTERS])}
    own = {word.lower() for word in _LETTERS.findall(_BRACKETED.sub(" ", outlet or ""))}
    ordered = np.array(sorted({*hashes}), np.uint64)
    return Opening(
        ordered,
        np.ones(len(ordered), np.float32),
        load_arguing().weekdays & words,
        frozenset(own - load_arguing().outlet_words),
    )


def weigh_opening(opening: Opening, weights: npt.NDArray[np.float32]) -> Opening:
    """Give an opening whose words weigh so much."""
    return replace(opening, weights=weights)


def share_opening(first: Opening, second: Opening) -> float:
    """Say how much of the opening that says less the other has, 0 to 1."""
    least = min(first.weights.sum(), second.weights.sum())
    same = np.isin(first.hashes, second.hashes, assume_unique=True)
    return float(first.weights[same].sum() / least) if least else 0.0


def lose_by_openings(first: Opening, second: Opening, gap: int) -> float:
    """Say what share of their likeness two articles lose by their openings, so many days apart."""
    are_apart = bool(gap and first.days and second.days) and first.days.isdisjoint(second.days)
    is_other_news = share_opening(first, second) < (LEAST_SHARED_OTHER_DAYS if are_apart else LEAST_SHARED)
    if not gap:
        return LOST_THAT_DAY if is_other_news else 0.0
    lost = LOST_ON_OTHER_DAYS if is_other_news else 0.0
    return max(lost, LOST_BY_ONE_OUTLET) if first.outlet and first.outlet == second.outlet else lost
