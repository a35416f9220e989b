"""Find the stretch that two linked quotes share, with its place in the body of either's article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from tasks.link.claim_pairs import Aligned
from tasks.link.words import split_word

Placed = tuple[str, int, int]  # a word as it is compared, and where it starts and ends in the body
MOST_BETWEEN = 3  # words that one has and the other lacks, between two stretches of one
LEAST_STRETCH = 2
WINDOW = 60
_WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:['\u2019][^\W_]+)*")


def place_words(text: str, start: int, fragments: Sequence[Mapping[str, int]]) -> list[Placed]:
    """Give the words of a quote as they are compared, each with its place.

    Args:
        text: The quote's `text`.
        start: Where it starts in the body.
        fragments: Its `fragments`; what stands between them is the outlet's.
    """
    return [
        (word, fragment["start"] + found.start(), fragment["start"] + found.end())
        for fragment in fragments
        for found in _WORD.finditer(text[fragment["start"] - start : fragment["end"] - start])
        for word in split_word(found.group())
    ]


def align_words(first: Sequence[Placed], second: Sequence[Placed]) -> tuple[Aligned, Aligned]:
    """Find the stretch that two quotes share: their longest common run and what is like it on either side.

    Returns:
        Its first word, one past its last, and where it lies, in either; all of both where they share no word.
    """
    words = [[word for word, _, _ in side] for side in (first, second)]
    match = SequenceMatcher(None, words[0], words[1], autojunk=False).find_longest_match()
    if not match.size:
        return _cover(first, 0, len(first)), _cover(second, 0, len(second))
    starts, ends = [match.a, match.b], [match.a + match.size, match.b + match.size]
    while any(more := _reach(words[0][ends[0] :], words[1][ends[1] :])):
        ends = [end + added for end, added in zip(ends, more, strict=True)]
    while any(more := _reach(words[0][: starts[0]][::-1], words[1][: starts[1]][::-1])):
        starts = [start - added for start, added in zip(starts, more, strict=True)]
    return _cover(first, starts[0], ends[0]), _cover(second, starts[1], ends[1])


def _reach(first: Sequence[str], second: Sequence[str]) -> tuple[int, int]:
    """Say how many words further on two quotes go on alike."""
    reached = (0, 0)
    for each in LCSseq.opcodes(first[:WINDOW], second[:WINDOW]):
        if each.tag != "equal" or each.src_end - each.src_start < LEAST_STRETCH:
            continue
        if max(each.src_start - reached[0], each.dest_start - reached[1]) > MOST_BETWEEN:
            break
        reached = (each.src_end, each.dest_end)
    return reached


def _cover(words: Sequence[Placed], first: int, last: int) -> Aligned:
    return Aligned(first, last, words[first][1], words[last - 1][2]) if last > first else Aligned(first, last, 0, 0)
