"""Map offsets of a body to offsets of the source text it was made from, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Source characters [start, end) that the body leaves out (`replacement` empty) or replaces."""

    start: int
    end: int
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each kept run of the source stands in the body.

    Attributes:
        body_starts: Body offset of each kept run, ascending.
        source_starts: Source offset of the same run.
        lengths: Its length in code points.
    """

    body_starts: tuple[int, ...]
    source_starts: tuple[int, ...]
    lengths: tuple[int, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Map a body span that holds at least one kept character to the source.

        Characters that a repair put into the body belong to no kept run; at the edges of a span they are passed over.

        Raises:
            ValueError: The span is empty or holds only inserted characters.
        """
        first = max(bisect_right(self.body_starts, start) - 1, 0)
        while first < len(self.lengths) and self.body_starts[first] + self.lengths[first] <= start:
            first += 1
        last = bisect_right(self.body_starts, end - 1) - 1
        if start >= end or first >= len(self.lengths) or last < first:
            raise ValueError(f"no source character in body span {start}:{end}")
        source_start = self.source_starts[first] + max(start - self.body_starts[first], 0)
        within = min(end - self.body_starts[last], self.lengths[last])
        return source_start, self.source_starts[last] + within

    def to_body(self, start: int, end: int) -> tuple[int, int] | None:
        """Map a source span to the body: the span of its kept characters, or None when none was kept."""
        kept = [
            (body + max(start - source, 0), body + min(end - source, length))
            for body, source, length in zip(self.body_starts, self.source_starts, self.lengths, strict=True)
            if source < end and source + length > start
        ]
        return (kept[0][0], kept[-1][1]) if kept else None


def apply_edits(source: str, edits: Sequence[Edit]) -> tuple[str, Alignment]:
    """Make a body from a source text.

    Args:
        source: The text as read.
        edits: Not overlapping, in source order, each at least one character long.

    Returns:
        The body, and the alignment of its kept runs.

    Raises:
        ValueError: Edits overlap, are empty, or run past the text.
    """
    pieces: list[str] = []
    runs: list[tuple[int, int, int]] = []
    at = length = 0
    for edit in (*edits, None):
        stop = len(source) if edit is None else edit.start
        if stop < at or (edit is not None and not edit.start < edit.end <= len(source)):
            raise ValueError(f"edit {edit} overlaps, is empty or runs past the text")
        if stop > at:
            pieces.append(source[at:stop])
            runs.append((length, at, stop - at))
            length += stop - at
        if edit is not None:
            pieces.append(edit.replacement)
            length += len(edit.replacement)
            at = edit.end
    body_starts, source_starts, lengths = zip(*runs, strict=True) if runs else ((), (), ())
    return "".join(pieces), Alignment(tuple(body_starts), tuple(source_starts), tuple(lengths))
