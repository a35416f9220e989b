"""How far a step is: by bars on a terminal, by lines where output goes to a log, by JSON for machines."""

from __future__ import annotations

import logging
from collections.abc import Iterator
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

from tasks.progress import Report

# Where no bar can be drawn.
LINES_A_STEP = 10
RECORDS_A_LINE = 10_000


class Progress(Protocol):
    """Shows the steps of a run."""

    def show(self, label: str, total: int | None = None) -> AbstractContextManager[Report]:
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
        return Text(f"{done}, {speed:,.0f} a second" if speed >= 1 else f"{done}, {60 * speed:,.1f} a minute")


class ConsoleProgress:
    """Shows steps on a console: by a bar on a terminal, else by lines."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(stderr=True)

    @contextmanager
    def show(self, label: str, total: int | None = None) -> Iterator[Report]:
        """Show one step."""
        if self.console.is_terminal:
            known: tuple[ProgressColumn, ...] = (DoneColumn(), TimeElapsedColumn())
            if total is not None:
                known = (BarColumn(), DoneColumn(), TimeRemainingColumn())
            with Bars(SpinnerColumn(), TextColumn("{task.description:24}"), *known, console=self.console) as bars:
                bar = bars.add_task(label, total=total)
                yield lambda done: bars.update(bar, completed=done)
            return
        ending = "" if total is None else f" of {total:,}"
        self.console.print(label, highlight=False)
        yield call_at_marks(lambda done: self.console.print(f"{label}: {done:,}{ending}", highlight=False), total)


class LogProgress:
    """Writes the begin, the marks and the end of each step to a logger."""

    def __init__(self, logger: logging.Logger) -> None:
        self.logger = logger

    @contextmanager
    def show(self, label: str, total: int | None = None) -> Iterator[Report]:
        """Log one step."""
        began = monotonic()
        self.logger.info("step began", extra={"step": label, "total": total})
        yield call_at_marks(
            lambda done: self.logger.info("progress", extra={"step": label, "done": done, "total": total}), total
        )
        self.logger.info("step ended", extra={"step": label, "seconds": round(monotonic() - began, 3)})


def call_at_marks(tell: Report, total: int | None) -> Report:
    """Have a step of known length told of by tenths, one of unknown length every 10,000 records."""
    mark = RECORDS_A_LINE if total is None else max(1, total // LINES_A_STEP)

    def show(done: int) -> None:
        if done % mark == 0 or done == total:
            tell(done)

    return show
