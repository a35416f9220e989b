"""Which stretches of a text touch a place, found without going through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar


class Stretch(Protocol):
    """Anything with a start and an end in a text."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """One past the last character."""


StretchT = TypeVar("StretchT", bound=Stretch)
_start, _end = attrgetter("start"), attrgetter("end")


def find_overlapping(stretches: Sequence[StretchT], start: int, end: int) -> Sequence[StretchT]:
    """Give those of some stretches, which stand in text order and do not overlap, that share a character with one."""
    first = bisect_right(stretches, start, key=_end)
    return stretches[first : bisect_left(stretches, end, lo=first, key=_start)]


class Cover:
    """The part of a text that any of some stretches covers, in whatever order they come and overlap."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """Cover a stretch; an empty one covers nothing."""
        if start >= end:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last], self._ends[first:last] = [start], [end]

    def touches(self, start: int, end: int) -> bool:
        """Whether any character of a stretch is covered."""
        at = bisect_right(self._ends, start)
        return start < end and at < len(self._starts) and self._starts[at] < end

    def holds(self, offset: int) -> bool:
        """Whether a character is covered."""
        return self.touches(offset, offset + 1)
