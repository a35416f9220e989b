"""Workers that die or hang: on a document of their own, or by the hand of somebody else at any moment."""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow.parquet as pq
from rich.console import Console

from flows import extraction
from flows.pipeline import build_release
from flows.progress import ConsoleProgress
from flows.runners import LocalRunner
from flows.settings import Settings
from tests.faults.campaign.child import Ending, run_forked
from tests.faults.campaign.verdict import Trial
from tests.faults.fatal_steps import KILLER, STOPPER, extract_fatally
from tests.flows.articles import make_record, write_dump

# Long enough for a worker to load its model on a busy machine, since that is silent too.
SILENT_SECONDS = 40.0
N_RECORDS = 6
FATAL = {
    "a worker dies on a document": {2: KILLER},
    "a worker hangs on a document": {3: STOPPER},
    "workers die and hang on documents": {1: KILLER, 4: STOPPER, 5: KILLER},
}
SIGNALS = {"a worker is killed from outside": signal.SIGKILL, "a worker is stopped from outside": signal.SIGSTOP}


def list_workers(seed: int, times: int) -> Iterator[Callable[[Path], Trial]]:
    """List the trials: each kind a number of times."""
    for _ in range(times):
        for kind, fatal in FATAL.items():
            yield _make_fatal(kind, fatal)
    for number in range(2 * times):
        for kind, sent in SIGNALS.items():
            yield _make_outside(kind, sent, random.Random(f"{seed} {kind} {number}").uniform(0.2, 6))


def _make_fatal(kind: str, fatal: dict[int, str]) -> Callable[[Path], Trial]:
    def run(folder: Path) -> Trial:
        return _judge(kind, "", _build(folder, fatal), N_RECORDS - len(fatal), len(fatal))

    return run


def _make_outside(kind: str, sent: signal.Signals, seconds: float) -> Callable[[Path], Trial]:
    def run(folder: Path) -> Trial:
        # The document in hand is tried again, so nothing is missing.
        return _judge(kind, f"after {seconds:.1f} s", _build(folder, {}, sent, seconds), N_RECORDS, 0)

    return run


def _build(folder: Path, fatal: dict[int, str], sent: signal.Signals | None = None, seconds: float = 0) -> Ending:
    data = folder / "data"
    shutil.rmtree(data, ignore_errors=True)
    records = [make_record(number) for number in range(N_RECORDS)]
    for number, sentence in fatal.items():
        records[number]["text"] += f"\n\n{sentence}"
    dump = write_dump(folder / "workers.jsonl", records)

    def build() -> tuple[int, int]:
        extraction.extract_shard = extract_fatally
        Settings.most_silent_seconds = SILENT_SECONDS  # type: ignore[method-assign,assignment]
        if sent is not None:
            threading.Timer(seconds, _signal_worker, (sent,)).start()
        settings = Settings(data=data, shard_documents=3, workers=1, report_articles=0)
        quiet = ConsoleProgress(Console(file=io.StringIO()))
        with LocalRunner(1, quiet, SILENT_SECONDS) as runner:
            release = build_release([str(dump)], settings, runner).release
        return tuple(pq.read_table(release / name, columns=[]).num_rows for name in ("articles", "rejects"))  # type: ignore[return-value]

    return run_forked(build)


def _signal_worker(sent: signal.Signals) -> None:
    for process in multiprocessing.active_children():
        if process.pid is not None:
            os.kill(process.pid, sent)


def _judge(kind: str, detail: str, ending: Ending, n_articles: int, n_rejects: int) -> Trial:
    if ending.kind == "hung":
        return Trial(kind, detail, "hung")
    if ending.kind != "gave":
        return Trial(kind, detail, "untold", ending.message)
    is_right = ending.value == (n_articles, n_rejects)
    return Trial(kind, detail, "whole" if is_right else "lost", str(ending.value))
