"""How the steps of a pipeline are run: here in a process pool, or as Prefect tasks."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from itertools import count
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from threadpoolctl import threadpool_limits

from flows.progress import ConsoleProgress, Progress

T = TypeVar("T")
R = TypeVar("R")

# One BLAS thread a process: parallelism is over shards. Read by NumPy when a worker first imports it.
BLAS_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
# spaCy's string store only grows; a worker is replaced before it matters (100 documents a shard).
SHARDS_A_WORKER = 50


class Runner(Protocol):
    """Runs steps. Steps are plain functions; what they take and give can be pickled."""

    def run(self, step: Callable[..., R], *args: Any, label: str) -> R:
        """Run one step."""
        ...

    def map(self, step: Callable[..., R], items: Sequence[T], *shared: Any, label: str) -> list[R]:
        """Run a step on each item, in any order; results come in the order of the items."""
        ...


class LocalRunner:
    """Runs steps in this process and shards in a process pool, with progress bars and without a server."""

    def __init__(self, workers: int, progress: Progress | None = None) -> None:
        self.workers = workers
        self.progress = progress or ConsoleProgress()
        self._pool: ProcessPoolExecutor | None = None
        self._submitted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def run(self, step: Callable[..., R], *args: Any, label: str) -> R:
        """Run one step here; a step that takes `report` is given a counter to call."""
        with self.progress.show(label) as show:
            return step(*args, report=show) if "report" in step.__annotations__ else step(*args)

    def map(self, step: Callable[..., R], items: Sequence[T], *shared: Any, label: str) -> list[R]:
        """Run a step on each item in the pool. The first failure cancels what has not begun, and is raised."""
        if not items:
            return []
        results: list[R] = []
        finished = count(1)
        with self.progress.show(label, len(items)) as show:
            most = self.workers * SHARDS_A_WORKER
            for at in range(0, len(items), most):
                chunk = items[at : at + most]
                results += self._map_chunk(step, chunk, shared, lambda: show(next(finished)))
        return results

    def _map_chunk(
        self, step: Callable[..., R], items: Sequence[T], shared: tuple[Any, ...], advance: Callable[[], None]
    ) -> list[R]:
        pool = self._open_pool(len(items))
        futures = [pool.submit(step, item, *shared) for item in items]
        try:
            for future in as_completed(futures):
                future.result()
                advance()
        finally:
            for future in futures:
                future.cancel()
        return [future.result() for future in futures]

    def _open_pool(self, coming: int) -> ProcessPoolExecutor:
        # A pool that replaces its own workers (max_tasks_per_child) can be left with none: it counts idle ones twice.
        if self._pool is not None and self._submitted + coming > self.workers * SHARDS_A_WORKER:
            self._pool.shutdown()
            self._pool = None
        if self._pool is None:
            limit_threads()
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.workers, context, initializer=end_with_parent)
            self._submitted = 0
        self._submitted += coming
        return self._pool


def end_with_parent() -> None:
    """Have this worker end when the process that started it is killed: nobody else would stop it."""
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def limit_threads(variables: Iterable[str] = BLAS_VARIABLES) -> None:
    """Give this process, and those it starts, one BLAS thread each."""
    for name in variables:
        os.environ[name] = "1"
    threadpool_limits(1)
