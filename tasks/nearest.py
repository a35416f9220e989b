"""Name what somebody may have meant who wrote a name with a slip."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

NEAR = 75  # of 100: a name with a slip or two
_MOST_NAMED = 3


def find_nearest(wanted: str, known: Iterable[str]) -> list[str]:
    """Find up to three names that are most like one that is not there, the nearest first, whatever the case of letters.

    Args:
        wanted: What was written; one word of a name is enough.
        known: The names that there are.
    """
    written = wanted.casefold()
    found = [(_compare(written, name.casefold()), name) for name in known]
    near = sorted((one for one in found if one[0] >= NEAR), key=lambda one: (-one[0], one[1]))
    return [name for _, name in near[:_MOST_NAMED]]


def ask_nearest(wanted: str, known: Iterable[str]) -> str:
    """Write a question after a message, `; is it quotes?`; nothing where no name is near."""
    nearest = find_nearest(wanted, known)
    return f"; is it {' or '.join(nearest)}?" if nearest else ""


def _compare(written: str, name: str) -> float:
    whole: float = fuzz.ratio(written, name, score_cutoff=NEAR)
    return max(whole, *(fuzz.ratio(written, word, score_cutoff=NEAR) for word in name.split()), 0)
