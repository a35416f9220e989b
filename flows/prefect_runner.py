"""The steps of a pipeline as Prefect tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from prefect import Task, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner

from flows.runners import end_with_parent

T = TypeVar("T")
R = TypeVar("R")

RETRIES = 3
# What stands or does not stand on the disk stays so.
NOT_TRANSIENT = (FileExistsError, FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError)
RETRY_SECONDS = [1.0, 10.0, 60.0]


class PrefectRunner:
    """Runs steps as tasks of the flow that it is made in, on that flow's task runner.

    Our own markers say what is done, so nothing is cached and no result is stored.
    """

    def run(self, step: Callable[..., R], *args: Any, label: str) -> R:
        """Run one step as a task in the flow's own process."""
        return _make_task(step, label)(*args)

    def map(self, step: Callable[..., R], items: Sequence[T], *shared: Any, label: str) -> list[R]:
        """Submit a step for each item; results come in the order of the items."""
        made = [_make_task(step, f"{label} {number} of {len(items)}") for number in range(1, len(items) + 1)]
        futures = [one.submit(item, *shared) for one, item in zip(made, items, strict=True)]
        return [future.result() for future in futures]


def make_task_runner(workers: int) -> TaskRunner[Any]:
    """Make the process pool that a flow's shards run in; its workers end with the flow."""
    runner: TaskRunner[Any] = ProcessPoolTaskRunner(max_workers=workers, initializer=end_with_parent)
    return runner


def is_input_output(_: Task[..., Any], __: TaskRun, state: State[Any]) -> bool:
    """Say whether a task failed on input or output, which a retry may mend; any other error would come again."""
    error = state.data if isinstance(state.data, BaseException) else state.result(raise_on_failure=False)
    return isinstance(error, OSError) and not isinstance(error, NOT_TRANSIENT)


def _make_task(step: Callable[..., R], label: str) -> Task[..., R]:
    make: Callable[[Callable[..., R]], Task[..., R]] = task(
        name=step.__name__,
        task_run_name=label,
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=RETRIES,
        retry_delay_seconds=RETRY_SECONDS,
        retry_condition_fn=is_input_output,
    )
    return make(step)
