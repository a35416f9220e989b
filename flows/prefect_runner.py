"""The steps of a pipeline as Prefect tasks."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from rich.console import Console

from flows.progress import ConsoleProgress
from flows.runners import LocalRunner, Pool

T = TypeVar("T")
R = TypeVar("R")

RETRIES = 3
# What stands or does not stand on the disk stays so.
NOT_TRANSIENT = (FileExistsError, FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError)
RETRY_SECONDS = [1.0, 10.0, 60.0]
# A line of a log is not wrapped.
LOG_WIDTH = 1000


class LogLines(io.StringIO):
    """A file whose lines become lines of a log."""

    def __init__(self, log: Callable[[str], object]) -> None:
        super().__init__()
        self._log = log
        self._begun = ""

    def write(self, text: str) -> int:
        """Log each line that is whole."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            self._log(line.rstrip())
        return len(text)


class PrefectRunner:
    """Runs each step as one task of the flow that it is made in; shards are extracted in our own process pool.

    Our own markers say what is done, so nothing is cached and no result is stored; a step that is tried again goes on
    with the shards that are not sealed.
    """

    def __init__(
        self, workers: int, log: Callable[[str], object], most_silent_seconds: float, pool: Pool | None = None
    ) -> None:
        """Make a runner.

        Args:
            workers: Processes that extract shards.
            log: Takes a line for each step that begins, and for how far it is.
            most_silent_seconds: A worker that reports nothing for so long is killed.
            pool: Runs the items of steps; processes of this machine if None.
        """
        progress = ConsoleProgress(Console(file=LogLines(log), width=LOG_WIDTH))
        self._local = LocalRunner(workers, progress, most_silent_seconds, pool)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._local.__exit__(kind, error, trace)

    def run(self, step: Callable[..., R], *args: Any, label: str) -> R:
        """Run one step as a task in the flow's own process."""
        return _make_task(step, label, lambda: self._local.run(step, *args, label=label))()

    def map(self, step: Callable[..., R], items: Sequence[T], *shared: Any, label: str) -> list[R]:
        """Run a step on each item as one task; results come in the order of the items."""
        return _make_task(step, label, lambda: self._local.map(step, items, *shared, label=label))()


def is_transient(error: object) -> bool:
    """Say whether an error is one of input or output that may be gone when the same is tried again."""
    return isinstance(error, OSError) and not isinstance(error, NOT_TRANSIENT)


def _may_retry(_: Task[..., Any], __: TaskRun, state: State[Any]) -> bool:
    error = state.data if isinstance(state.data, BaseException) else state.result(raise_on_failure=False)
    return is_transient(error)


def _make_task(step: Callable[..., Any], label: str, call: Callable[[], R]) -> Task[[], R]:
    make: Callable[[Callable[[], R]], Task[[], R]] = task(
        name=step.__name__,
        task_run_name=label,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=RETRIES,
        retry_delay_seconds=RETRY_SECONDS,
        retry_condition_fn=_may_retry,
    )
    return make(call)
