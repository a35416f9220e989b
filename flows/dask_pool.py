"""Workers on several machines: a Dask cluster hands out items to processes of ours."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flows.machine import limit_threads
from flows.runners import SHARDS_A_WORKER
from flows.settings import Settings
from flows.workers import TRIES, Lost, Nobody, Watcher, WorkerPool
from tasks.errors import SaysoError

R = TypeVar("R")

WAIT_SECONDS = 30
_LOCAL = threading.local()


class ClusterError(SaysoError):
    """The cluster cannot be used; the message says what to do."""


class DaskPool:
    """Runs items on a Dask cluster, as `WorkerPool` does on this machine.

    Dask decides where an item runs. There it runs in a process of a `WorkerPool`, one for each thread of the cluster,
    so that limits of time, items that kill or hang, and the memory that spaCy keeps are met as on one machine. Machines
    share the data folder at the same path.
    """

    def __init__(self, scheduler: str, most_silent_seconds: float) -> None:
        """Connect to a cluster.

        Args:
            scheduler: Address of its scheduler, such as tcp://10.0.0.1:8786.
            most_silent_seconds: A process that reports nothing for so long is killed.

        Raises:
            ClusterError: Dask is not installed, or the scheduler cannot be reached.
        """
        try:
            from distributed import Client
        except ImportError as error:
            raise ClusterError(f"the setting dask_scheduler needs Dask: install 'sayso[dask]' ({error})") from error
        self._most_silent_seconds = most_silent_seconds
        try:
            self._client: Any = Client(  # type: ignore[no-untyped-call]
                scheduler, timeout=WAIT_SECONDS, set_as_default=False
            )
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterError(f"no Dask scheduler answers at {scheduler}: {error}") from error

    def run(
        self,
        step: Callable[..., R],
        items: Sequence[object],
        shared: Sequence[object],
        watcher: Watcher,
        tries: int = TRIES,
    ) -> list[R | Lost]:
        """Run a step on each item, in any order; see `WorkerPool.run`.

        Raises:
            ClusterError: The scheduler is gone; what is done is kept.
            BaseException: What a step raised first; the others are cancelled.
        """
        from distributed import KilledWorker, as_completed

        given = tuple(shared), self._most_silent_seconds, tries
        futures = [self._client.submit(_run_item, step, item, *given, pure=False) for item in items]
        places = {future.key: at for at, future in enumerate(futures)}
        results: dict[int, R | Lost] = {}
        try:
            with self._client.as_current():
                finished = as_completed(futures)  # type: ignore[no-untyped-call]
            for future in finished:
                if future.status == "finished":
                    result = future.result()
                elif future.status == "error":
                    error = future.exception()
                    if not isinstance(error, KilledWorker):
                        raise error
                    result = Lost("worker_died", f"the machines that ran it were lost: {error}", None)
                else:
                    raise ClusterError(
                        "the Dask scheduler is gone; what is extracted is kept: run the same command again"
                    )
                results[places[future.key]] = result
                watcher.hear_end(places[future.key], result)
        except BaseException:
            self._client.cancel(futures, force=True)
            raise
        return [results[at] for at in range(len(items))]

    def close(self) -> None:
        """Leave the cluster; it is somebody else's to stop."""
        self._client.close()


def join_cluster(settings: Settings) -> DaskPool | None:
    """Connect to the cluster that the settings name; None where they name none.

    Raises:
        ClusterError: It cannot be reached, or the data folder would be another one on its machines.
    """
    if settings.dask_scheduler is None:
        return None
    if not settings.data.is_absolute():
        raise ClusterError(f"the machines of a cluster share one data folder: give the whole path of {settings.data}")
    return DaskPool(settings.dask_scheduler, settings.most_silent_seconds)


def _run_item(
    step: Callable[..., R], item: object, shared: Sequence[object], most_silent_seconds: float, tries: int
) -> R | Lost:
    """Run one item in this thread's own process, on the machine that Dask chose."""
    if multiprocessing.current_process().daemon:
        raise ClusterError(
            "this Dask worker may start no processes: start it with DASK_DISTRIBUTED__WORKER__DAEMON=False, "
            "or with --no-nanny"
        )
    if not hasattr(_LOCAL, "pool"):
        limit_threads()
        _LOCAL.pool = WorkerPool(1, SHARDS_A_WORKER, most_silent_seconds)
    pool: WorkerPool = _LOCAL.pool
    (found,) = pool.run(step, [item], shared, Nobody(), tries)
    return found
