"""Physical lines of a text, with their offsets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `start` and `end` are offsets of its text without the line break, `raw` that text, `text` trimmed."""

    start: int
    end: int
    raw: str
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether it holds only white space."""
        return not self.text

    @property
    def span(self) -> tuple[int, int]:
        """Offsets of the trimmed text."""
        start = self.start + len(self.raw) - len(self.raw.lstrip())
        return start, start + len(self.text)


def split_lines(text: str) -> list[Line]:
    """Cut a text at its line feeds.

    Returns:
        Every line in order, blank ones too.
    """
    lines = []
    at = 0
    for raw in text.split("\n"):
        lines.append(Line(at, at + len(raw), raw, raw.strip()))
        at += len(raw) + 1
    return lines
