"""How far a step is: by bars on a terminal, by lines where output goes to a log, by JSON for machines."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from time import monotonic
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bars
from rich.text import Text

# Where no bar can be drawn.
LINES_A_STEP = 10
RECORDS_A_LINE = 10_000
NO_COUNTS: Mapping[str, int] = {}


class Show(Protocol):
    """Shows how far a step is."""

    def __call__(self, done: int, counts: Mapping[str, int] = NO_COUNTS) -> None:
        """Show how much is done, and what became of it."""
        ...


class Progress(Protocol):
    """Shows the steps of a run."""

    def show(self, label: str, total: int | None = None) -> AbstractContextManager[Show]:
        """Show one step while it lasts; what it gives is called with how much is done."""
        ...


class DoneColumn(ProgressColumn):
    """How much is done, of how much where that is known, and how fast it goes."""

    def render(self, task: Task) -> Text:
        """Render one step."""
        done = f"{int(task.completed):,}" if task.total is None else f"{int(task.completed):,} of {int(task.total):,}"
        speed = task.finished_speed or task.speed
        if not speed:
            return Text(done)
        return Text(f"{done}, {speed:,.0f}/s" if speed >= 1 else f"{done}, {60 * speed:,.1f}/min")


class CountsColumn(ProgressColumn):
    """What became of what is done."""

    def render(self, task: Task) -> Text:
        """Render one step."""
        return Text(write_counts(task.fields["counts"]))


class ConsoleProgress:
    """Shows steps on a console: by a bar on a terminal, else by lines."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)

    @contextmanager
    def show(self, label: str, total: int | None = None) -> Iterator[Show]:
        """Show one step."""
        if self.console.is_terminal:
            known: tuple[ProgressColumn, ...] = (DoneColumn(), TimeElapsedColumn(), CountsColumn())
            if total is not None:
                known = (BarColumn(8), DoneColumn(), CountsColumn(), TimeRemainingColumn())
            with Bars(SpinnerColumn(), TextColumn("{task.description:17}"), *known, console=self.console) as bars:
                bar = bars.add_task(label, total=total, counts=NO_COUNTS)
                yield lambda done, counts=NO_COUNTS: bars.update(bar, completed=done, counts=counts)
            return
        ending = "" if total is None else f" of {total:,}"
        began = monotonic()

        def tell(done: int, counts: Mapping[str, int]) -> None:
            told = [f"{done:,}{ending}", write_counts(counts), write_left(done, total, monotonic() - began)]
            self.console.print(f"{label}: {', '.join(filter(None, told))}", highlight=False)

        self.console.print(label, highlight=False)
        yield call_at_marks(tell, total)


class LogProgress:
    """Writes the begin, the marks and the end of each step to a logger."""

    def __init__(self, logger: logging.Logger) -> None:
        self.logger = logger

    @contextmanager
    def show(self, label: str, total: int | None = None) -> Iterator[Show]:
        """Log one step."""
        began = monotonic()

        def tell(done: int, counts: Mapping[str, int]) -> None:
            told = {"step": label, "done": done, "total": total} | ({"counts": dict(counts)} if counts else {})
            self.logger.info("progress", extra=told)

        self.logger.info("step began", extra={"step": label, "total": total})
        yield call_at_marks(tell, total)
        self.logger.info("step ended", extra={"step": label, "seconds": round(monotonic() - began, 3)})


def call_at_marks(tell: Callable[[int, Mapping[str, int]], None], total: int | None) -> Show:
    """Have a step of known length told of by tenths, of unknown length every 10,000 records and at the end."""
    mark = RECORDS_A_LINE if total is None else max(1, total // LINES_A_STEP)
    told: tuple[int, Mapping[str, int]] = 0, NO_COUNTS

    def show(done: int, counts: Mapping[str, int] = NO_COUNTS) -> None:
        nonlocal told
        is_end = done == total or (total is None and bool(counts))
        if done // mark > told[0] // mark or (is_end and (done, counts) != told):
            tell(done, counts)
            told = done, counts

    return show


def write_counts(counts: Mapping[str, int]) -> str:
    """Write what became of what is done, as in "kept 298, rejected 12"."""
    return ", ".join(f"{name} {n:,}" for name, n in counts.items())


def write_left(done: int, total: int | None, seconds: float) -> str:
    """Write how long a step will go on, where that is a minute or more."""
    minutes = round(seconds / done * (total - done) / 60) if total is not None and done else 0
    return (
        f"about {minutes // 60} h {minutes % 60} min left"
        if minutes >= 60
        else f"about {minutes} min left" * (minutes > 0)
    )
