"""Progress where no bar can be drawn, as in the log of a nightly run."""

from __future__ import annotations

import io
from collections.abc import Callable

from rich.console import Console

from flows.progress import ConsoleProgress
from flows.runners import LocalRunner


def read(records: int, report: Callable[[int], None]) -> int:
    for done in range(1, records + 1):
        report(done)
    return records


def run_logged(run: Callable[[LocalRunner], object]) -> list[str]:
    log = io.StringIO()
    with LocalRunner(workers=1, progress=ConsoleProgress(Console(file=log))) as runner:
        run(runner)
    return log.getvalue().splitlines()


def test_a_step_of_unknown_length_says_how_many_now_and_then():
    said = run_logged(lambda runner: runner.run(read, 25_000, label="reading"))
    assert said == ["reading", "reading: 10,000", "reading: 20,000"]


def test_shards_are_counted_by_tenths():
    said = run_logged(lambda runner: runner.map(abs, [-1] * 33, label="extracting"))
    assert said == ["extracting", *[f"extracting: {done} of 33" for done in range(3, 34, 3)]]
