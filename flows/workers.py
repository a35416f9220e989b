"""Processes that run one item after another; one that dies or hangs is replaced, and takes no other item with it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

from flows.garbage import collect_rarely
from tasks.mishaps import MachineReason
from tasks.progress import Report, call_step

R = TypeVar("R")

# What ends a worker once may be the machine's doing; what ends a fresh one too is the item's.
TRIES = 2
# An idle worker has only to leave; one that does not is stopped, or the machine is very busy.
GRACE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Lost:
    """An item whose workers died or hung.

    Attributes:
        reason: `worker_died`, or `too_slow` where it gave no sign of life and was killed.
        detail: How the last of them ended.
        reported: What the step reported last; None if nothing.
    """

    reason: MachineReason
    detail: str
    reported: int | None


class Watcher(Protocol):
    """Hears how far the items of a step are, each told by its place among them."""

    def hear_report(self, at: int, done: int) -> None:
        """Take in how much of an item is done."""

    def hear_end(self, at: int, result: object) -> None:
        """Take in that an item is done, and what came of it."""


class Nobody:
    """Watches nothing."""

    def hear_report(self, at: int, done: int) -> None:
        """Take in how much of an item is done."""

    def hear_end(self, at: int, result: object) -> None:
        """Take in that an item is done, and what came of it."""


class WorkerPool:
    """A fixed number of processes, started when they are needed.

    The standard library's pool cannot tell which item killed a process, gives up all items when one dies, and waits for
    ever for one that hangs.
    """

    def __init__(self, workers: int, most_items: int, most_silent_seconds: float) -> None:
        """Make a pool.

        Args:
            workers: Processes at a time.
            most_items: Items after which a process is replaced.
            most_silent_seconds: A process that reports nothing for so long is killed.
        """
        self.workers = workers
        self.most_items = most_items
        self.most_silent_seconds = most_silent_seconds
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, _Worker] = {}

    def run(
        self,
        step: Callable[..., R],
        items: Sequence[object],
        shared: Sequence[object],
        watcher: Watcher,
        tries: int = TRIES,
    ) -> list[R | Lost]:
        """Run a step on each item, in any order; one whose worker is lost is tried again in a fresh one.

        Args:
            step: Called with an item and what is shared; one that reports its progress is given a way to.
            items: One call each.
            shared: The same for all.
            watcher: Hears of each item that goes on, and that is done.
            tries: How often an item whose worker is lost is tried.

        Returns:
            Results in the order of the items.

        Raises:
            BaseException: What a step raised first, with the worker's traceback in its notes; the others are stopped.
        """
        waiting = deque(range(len(items)))
        lost = [0] * len(items)
        results: dict[int, R | Lost] = {}
        try:
            while len(results) < len(items):
                while waiting and len(self._busy) < self.workers:
                    at = waiting.popleft()
                    self._start(at, (step, items[at], *shared))
                for worker, message in self._hear(watcher):
                    if isinstance(message, Lost):
                        lost[worker.item] += 1
                        if lost[worker.item] < tries:
                            waiting.appendleft(worker.item)
                            continue
                    results[worker.item] = message
                    watcher.hear_end(worker.item, message)
        except BaseException:
            self.kill()  # whoever stops a run waits for nobody
            raise
        return [results[at] for at in range(len(items))]

    def close(self) -> None:
        """End every process; those that have nothing to do may leave by themselves."""
        for worker in self._idle:
            worker.dismiss()
        self.kill()

    def kill(self) -> None:
        """Kill every process."""
        for worker in (*self._busy.values(), *self._idle):
            worker.kill()
        self._idle.clear()
        self._busy.clear()

    def _start(self, item: int, call: Sequence[object]) -> None:
        worker = self._idle.pop() if self._idle else _Worker()
        worker.begin(item, call)
        self._busy[worker.connection] = worker

    def _hear(self, watcher: Watcher) -> list[tuple[_Worker, Any]]:
        """Wait for a worker to end an item, to report, to die, or to have been silent for too long."""
        silent_until = min(worker.heard for worker in self._busy.values()) + self.most_silent_seconds
        ready = connection.wait(list(self._busy), max(0.0, silent_until - time.monotonic()))
        ended: list[tuple[_Worker, Any]] = []
        for worker in [self._busy[one] for one in ready if isinstance(one, Connection)]:
            try:
                kind, content = worker.connection.recv()
            except (EOFError, OSError):
                ended.append((worker, self._lose(worker, "worker_died")))
                continue
            worker.heard = time.monotonic()
            if kind == "report":
                worker.reported = content
                if content is not None:
                    watcher.hear_report(worker.item, content)
            else:
                if kind == "raised" and isinstance(content, MemoryError):
                    ended.append((worker, self._lose(worker, "worker_died")))
                    continue
                self._release(worker)
                if kind == "raised":
                    raise content
                ended.append((worker, content))
        for worker in list(self._busy.values()):
            if time.monotonic() - worker.heard >= self.most_silent_seconds:
                ended.append((worker, self._lose(worker, "too_slow")))
        return ended

    def _release(self, worker: _Worker) -> None:
        del self._busy[worker.connection]
        if worker.n_items < self.most_items:
            self._idle.append(worker)
        else:
            worker.dismiss()
            worker.kill()

    def _lose(self, worker: _Worker, reason: MachineReason) -> Lost:
        del self._busy[worker.connection]
        code = worker.kill()
        if reason == "too_slow":
            detail = f"its worker gave no sign of life for {self.most_silent_seconds:g} seconds"
        elif code is not None and code < 0:
            detail = f"its worker was killed by {signal.Signals(-code).name}"
        else:
            detail = f"its worker ended with exit code {code}"
        return Lost(reason, detail, worker.reported)


class _Worker:
    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # so that its death is the end of the pipe
        self.n_items = 0
        self.item = -1
        self.heard = 0.0
        self.reported: int | None = None

    def begin(self, item: int, call: Sequence[object]) -> None:
        self.item, self.reported, self.heard = item, None, time.monotonic()
        self.n_items += 1
        try:
            self.connection.send(call)
        except OSError:
            return  # it died while it was idle, which is seen as the end of the pipe

    def dismiss(self) -> None:
        """Tell an idle process that nothing more comes, and wait for it to tidy up after its libraries."""
        self.connection.close()
        self._process.join(GRACE_SECONDS)

    def kill(self) -> int | None:
        """Kill the process; one that is stopped hears nothing milder."""
        self._process.kill()
        self._process.join()
        self.connection.close()
        return self._process.exitcode


def _serve(calls: Connection) -> None:
    """Run what comes through the pipe until it ends, in a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to hear
    end_with_parent()
    collect_rarely()
    while True:
        try:
            step, *arguments = calls.recv()
        except (EOFError, OSError):
            return
        calls.send(("report", None))  # what the step needs is imported, which takes its time
        answer = _call(step, arguments, lambda done: calls.send(("report", done)))
        try:
            calls.send(answer)
        except OSError:
            return  # nobody waits for it any more


def _call(step: Callable[..., object], arguments: list[object], report: Report) -> tuple[str, object]:
    try:
        result = call_step(step, arguments, report)
        pickle.dumps(result)
    except BaseException as error:
        return "raised", _pack(error)
    return "result", result


def _pack(error: BaseException) -> BaseException:
    """Make an error ready for the way to the parent, which may lack what it takes to make it again."""
    trace = "".join(traceback.format_exception(error))
    error.add_note(f"in a worker:\n{trace}")
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(trace)
    return error


def end_with_parent() -> None:
    """Have this worker end when the process that started it is killed: nobody else would stop it."""
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
