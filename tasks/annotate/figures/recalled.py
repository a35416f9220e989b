"""What was measured last, which a pronoun or what a number is compared with stands for."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.annotate.figures.naming import Measured
from tasks.annotate.spans import Figure
from tasks.language.body import Body


@dataclass(frozen=True, slots=True)
class _Last:
    """What the last figure of a kind and unit measured, and in which sentence."""

    sentence: int
    measured: Measured


class Told:
    """What the figures of one body measured, read in text order."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._last: dict[tuple[str, str | None], _Last] = {}
        self._latest: _Last | None = None

    def note(self, figure: Figure, at: int, found: Measured) -> None:
        """Keep what a figure measures, whose token stands at `at`; a sum measures what it counts, if nothing else."""
        sentence = self._body.sentence_number(at)
        self._last[figure.kind, figure.unit] = _Last(sentence, found)
        told = figure.counted if figure.kind == "money" else None  # "charged $41,540 in tuition, up 4 percent"
        self._latest = _Last(sentence, Measured(found.measured or told, found.of))

    def recall(self, figure: Figure, at: int) -> Measured | None:
        """What the last figure of the same kind and unit measures, in this sentence or the one before."""
        last = self._last.get((figure.kind, figure.unit))
        is_near = last is not None and self._body.sentence_number(at) - last.sentence <= 1
        is_near = is_near and figure.counted is None  # "compared with 46 percent of all clerks"
        return last.measured if last is not None and is_near else None

    def recall_near(self, at: int) -> Measured | None:
        """What the last figure measures, if the same sentence has it."""
        return self._recall_from(at, sentences=0)

    def recall_before(self, at: int) -> Measured | None:
        """What the last figure measures, if the sentence before this one has it."""
        return self._recall_from(at, sentences=1)

    def _recall_from(self, at: int, *, sentences: int) -> Measured | None:
        last = self._latest
        is_there = last is not None and self._body.sentence_number(at) - last.sentence == sentences
        return last.measured if last is not None and is_there else None
