"""How the steps of a pipeline are run: here and in worker processes, or as Prefect tasks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from flows.machine import limit_threads
from flows.progress import ConsoleProgress, Progress, Show
from flows.workers import Lost, Watcher, WorkerPool
from tasks.errors import SaysoError
from tasks.progress import Tally, call_step, get_tally

T = TypeVar("T")
R = TypeVar("R")

# spaCy's string store only grows; a worker is replaced before it matters (100 documents a shard).
SHARDS_A_WORKER = 50
# As `Settings.most_silent_seconds` has it with the usual budget of a document.
MOST_SILENT_SECONDS = 660.0


class Runner(Protocol):
    """Runs steps. Steps are plain functions; what they take and give can be pickled.

    One that is marked by `reports_progress` is called with `report`, to be told how far it is.
    """

    def run(self, step: Callable[..., R], *args: Any, label: str) -> R:
        """Run one step."""
        ...

    def map(self, step: Callable[..., R], items: Sequence[T], *shared: Any, label: str) -> list[R]:
        """Run a step on each item, in any order; results come in the order of the items."""
        ...


class Pool(Protocol):
    """Runs a step on items in other processes, here or elsewhere."""

    def run(
        self, step: Callable[..., R], items: Sequence[object], shared: Sequence[object], watcher: Watcher
    ) -> list[R | Lost]:
        """Run a step on each item; see `WorkerPool.run`."""
        ...

    def close(self) -> None:
        """Let go of the processes."""
        ...


class ItemsLost(SaysoError):
    """Workers died or hung on items of a step, in a fresh process too; the other items are done."""

    def __init__(self, label: str, lost: Sequence[tuple[object, Lost]]) -> None:
        self.lost = tuple(lost)
        details = "; ".join(dict.fromkeys(one.detail for _, one in self.lost))
        super().__init__(
            f"{label}: {len(self.lost)} of the items lost their worker twice ({details}); is there enough memory? "
            "Nothing is lost: run the same command again, and it goes on"
        )


class _Counter:
    """Counts what is done of the items of a step, and what became of it."""

    def __init__(self, tally: Tally, sizes: Sequence[int], show: Show) -> None:
        self._tally, self._sizes, self._show = tally, sizes, show
        self._done = [0] * len(sizes)
        self._counts: Counter[str] = Counter()

    def hear_report(self, at: int, done: int) -> None:
        """Show how much of an item is done; one that is tried again begins anew."""
        self._done[at] = min(done, self._sizes[at])
        # The last is told of with what came of it, at its end.
        if sum(self._done) < sum(self._sizes):
            self._show(sum(self._done), dict(self._counts))

    def hear_end(self, at: int, result: object) -> None:
        """Show that an item is done, and what came of it."""
        self._done[at] = self._sizes[at]
        if not isinstance(result, Lost):
            self._counts.update(self._tally.count(result))
        self._show(sum(self._done), dict(self._counts))


class LocalRunner:
    """Runs steps in this process and shards in worker processes, with progress bars and without a server."""

    def __init__(
        self,
        workers: int,
        progress: Progress | None = None,
        most_silent_seconds: float = MOST_SILENT_SECONDS,
        pool: Pool | None = None,
    ) -> None:
        """Make a runner.

        Args:
            workers: Worker processes.
            progress: Shows the steps; on standard error if None.
            most_silent_seconds: A worker that reports nothing for so long is killed.
            pool: Runs the items of steps; processes of this machine if None.
        """
        self.workers = workers
        self.progress = progress or ConsoleProgress()
        self._pool: Pool = pool or WorkerPool(workers, SHARDS_A_WORKER, most_silent_seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.close()

    def run(self, step: Callable[..., R], *args: Any, label: str) -> R:
        """Run one step here, and show how far it is."""
        tally = get_tally(step)
        with self.progress.show(label) as show:
            result = call_step(step, args, show)
            if counts := tally.count(result):
                show(sum(counts.values()), counts)
            return result

    def map(self, step: Callable[..., R], items: Sequence[T], *shared: Any, label: str) -> list[R]:
        """Run a step on each item in the workers. The first failure stops the others, and is raised.

        Raises:
            ItemsLost: Workers died or hung on some items, twice each. Everything else is done.
        """
        if not items:
            return []
        limit_threads()
        tally = get_tally(step)
        sizes = [tally.size(item) for item in items]
        with self.progress.show(label, sum(sizes)) as show:
            found = self._pool.run(step, items, shared, _Counter(tally, sizes, show))
        results = [one for one in found if not isinstance(one, Lost)]
        if len(results) < len(found):
            pairs = zip(items, found, strict=True)
            raise ItemsLost(label, [(item, one) for item, one in pairs if isinstance(one, Lost)])
        return results
