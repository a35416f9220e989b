"""Progress where no bar can be drawn, as in the log of a nightly run."""

from __future__ import annotations

import importlib
import inspect
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

import flows
from flows.progress import ConsoleProgress, write_left
from flows.runners import LocalRunner
from tasks.progress import Report, Tally, call_step, reports_progress, tallied, tell_nobody


@reports_progress
def read(records: int, report: Report) -> int:
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


@tallied(Tally(lambda n: {"kept": n - 1, "rejected": 1}, size=lambda n: n))
@reports_progress
def take_in(documents: int, report: Report) -> int:
    report(documents // 2)
    return documents


def test_what_becomes_of_documents_is_counted_while_shards_are_extracted():
    said = run_logged(lambda runner: runner.map(take_in, [20, 20], label="extracting"))
    assert said == [
        "extracting",
        "extracting: 10 of 40",
        "extracting: 20 of 40, kept 19, rejected 1",
        "extracting: 30 of 40, kept 19, rejected 1",
        "extracting: 40 of 40, kept 38, rejected 2",
    ]
    said = run_logged(lambda runner: runner.run(take_in, 20, label="reading"))
    assert said == ["reading", "reading: 20, kept 19, rejected 1"]


@pytest.mark.parametrize(
    ("done", "total", "seconds", "told"),
    [
        (10, 20, 20.0, ""),
        (10, 20, 300.0, "about 5 min left"),
        (10, 410, 300.0, "about 3 h 20 min left"),
        (0, 20, 900.0, ""),
        (10, None, 900.0, ""),
        (20, 20, 900.0, ""),
    ],
)
def test_time_left_is_told_from_a_minute_on(done, total, seconds, told):
    assert write_left(done, total, seconds) == told


@pytest.mark.parametrize(("total", "shown"), [(None, "12,000"), (20_000, "12,000 of 20,000")])
def test_on_a_terminal_nobody_is_told_of_an_unknown_number(total, shown):
    log = io.StringIO()
    with ConsoleProgress(Console(file=log, force_terminal=True, width=120)).show("reading", total) as show:
        show(12_000, {"kept": 11_990, "rejected": 10})
    assert shown in log.getvalue()
    assert "kept 11,990, rejected 10" in log.getvalue()
    assert "?" not in re.sub(r"\x1b\[\?", "", log.getvalue())


def list_steps() -> list[Callable[..., object]]:
    """List what the flows hand to a runner or to workers."""
    steps = []
    folder = Path(flows.__path__[0])
    for path in sorted(folder.rglob("*.py")):
        names = re.findall(r"(?:runner|pool)\.(?:run|map)\(\s*(\w+),", path.read_text("utf-8"))
        module = importlib.import_module(
            ".".join(path.relative_to(Path(flows.__path__[0]).parent).with_suffix("").parts)
        )
        steps += [getattr(module, name) for name in names if hasattr(module, name)]
    return steps


def test_a_step_is_marked_just_where_it_takes_a_report():
    steps = list_steps()
    assert {"plan_shards", "extract_shard", "verify_data", "check_parts", "check_part"} <= {
        step.__name__ for step in steps
    }
    for step in steps:
        assert ("report" in inspect.signature(step).parameters) == hasattr(step, "reports_progress"), step


def test_a_step_that_is_not_marked_is_given_no_report():
    assert call_step(abs, [-1], tell_nobody) == 1
