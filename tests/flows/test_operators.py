"""What a run tells whoever runs it: JSON lines, the metrics file, hooks, and how it ends when it is stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from expectations.audit import Failure
from flows.exit_codes import find_exit_code
from flows.hooks import run_hook
from flows.metrics import write_metrics
from flows.pipeline import AuditFailed
from flows.run_report import RunReport, report_error
from flows.settings import Settings
from flows.told_build import build_and_tell
from tasks.errors import BUG, INTERRUPTED, LOCKED, REFUSED, WRONG_INPUT
from tasks.read.source import InputError
from tests.conftest import SerialRunner
from tests.flows.articles import make_record, write_dump

PROJECT = Path(__file__).resolve().parents[2]
BEGAN = datetime(2025, 3, 6, 2, 30, tzinfo=UTC)
DONE_REPORT = RunReport("nightly", BEGAN, BEGAN + timedelta(seconds=90), 0, release="r1", rows={"quotes": 7})


def fail_with(drift: Sequence[str], rows: Sequence[str] = ()) -> RunReport:
    failures = [Failure(rule, "quotes", 3, (), "does not hold", about="drift") for rule in drift]
    failures += [Failure(rule, "quotes", 3, (), "does not hold") for rule in rows]
    return report_error(AuditFailed(failures), "nightly", BEGAN, BEGAN + timedelta(hours=1))


def read_metrics(path: Path) -> dict[str, float]:
    lines = (line.rpartition(" ") for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def write_hook(folder: Path, code: str) -> str:
    script = folder / "a hook.py"
    script.write_text(code, "utf-8")
    return f"{sys.executable} '{script}'"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError("no such file"), WRONG_INPUT),
        (AuditFailed([]), REFUSED),
        (PermissionError(13, "Permission denied", "data"), WRONG_INPUT),
        (OSError(5, "Input/output error", "disk"), WRONG_INPUT),
        (OSError(9, "Bad file descriptor"), BUG),
        (KeyError("a rule"), BUG),
        (KeyboardInterrupt(), INTERRUPTED),
    ],
)
def test_each_error_has_its_exit_code(error, code):
    assert find_exit_code(error) == code
    assert len({REFUSED, WRONG_INPUT, LOCKED, BUG, INTERRUPTED}) == 5


def test_drift_is_a_refusal_that_drift_alone_explains_or_what_a_release_has_of_it():
    assert fail_with(["DRIFT-ROWS", "DRIFT-NULLS.outlet"]).events == ("drift",)
    assert fail_with(["DRIFT-ROWS"], ["KEY-UNIQUE"]).events == ("failure",)
    assert report_error(InputError("gone"), "build", BEGAN, BEGAN).events == ("failure",)
    assert DONE_REPORT.events == ("success",)
    assert replace(DONE_REPORT, drift=("warning: quotes: …",)).events == ("success", "drift")


def test_accepting_drift_takes_a_reason():
    assert Settings(accept_drift="these dumps lack bylines").accept_drift == "these dumps lack bylines"
    with pytest.raises(ValidationError, match="give a reason"):
        Settings(accept_drift="--data")


def test_metrics_keep_the_last_success_over_a_refused_night(tmp_path):
    path = tmp_path / "collector" / "sayso.prom"
    write_metrics(DONE_REPORT, path)
    first = read_metrics(path)
    assert first["sayso_last_run_exit_code"] == 0
    assert first['sayso_release_rows{table="quotes"}'] == 7
    write_metrics(fail_with(["DRIFT-ROWS"]), path)
    second = read_metrics(path)
    assert second["sayso_last_run_exit_code"] == REFUSED
    assert second['sayso_last_run_refused_rows{rule="DRIFT-ROWS"}'] == 3
    assert second["sayso_last_success_timestamp_seconds"] == first["sayso_last_success_timestamp_seconds"]
    assert second["sayso_last_run_timestamp_seconds"] > first["sayso_last_run_timestamp_seconds"]


def test_hook_is_given_the_facts(tmp_path):
    hook = write_hook(
        tmp_path,
        "import json, os, sys\n"
        f"with open({str(tmp_path / 'told')!r}, 'w') as told:\n"
        "    told.write(os.environ['SAYSO_EVENT'] + json.load(sys.stdin)['release'])",
    )
    assert run_hook(hook, DONE_REPORT, "success", 60) is None
    assert (tmp_path / "told").read_text() == "successr1"


@pytest.mark.parametrize(
    ("code", "problem"),
    [("import sys; sys.exit('the pager is off')", "ended with 1: the pager is off"), (None, "cannot be run")],
)
def test_hook_that_fails_is_a_warning(tmp_path, code, problem):
    hook = str(tmp_path / "missing") if code is None else write_hook(tmp_path, code)
    assert problem in str(run_hook(hook, DONE_REPORT, "success", 60))


def test_hook_that_hangs_is_killed(tmp_path):
    hook = write_hook(tmp_path, "import threading; threading.Event().wait()")
    assert "was killed" in str(run_hook(hook, DONE_REPORT, "success", 0.2))


def test_run_that_fails_is_told_of_and_raises(tmp_path):
    hook = write_hook(tmp_path, f"import os; open({str(tmp_path / 'told')!r}, 'w').write(os.environ['SAYSO_MESSAGE'])")
    settings = Settings(data=tmp_path / "data", on_failure=hook, metrics_file=tmp_path / "m.prom")
    with pytest.raises(InputError):
        build_and_tell([str(tmp_path / "nothing")], settings, SerialRunner(), purpose="build")
    assert "nothing" in (tmp_path / "told").read_text()
    assert read_metrics(tmp_path / "m.prom")["sayso_last_run_exit_code"] == WRONG_INPUT


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_build_says_how_to_go_on(tmp_path, number):
    dump = write_dump(tmp_path / "dump.jsonl", map(make_record, range(3)))
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "build",
        str(dump),
        "--data",
        str(tmp_path / "data"),
        "--workers",
        "1",
    ]
    environment = os.environ | {"SAYSO_LOG_FORMAT": "json"}
    with subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if json.loads(line).get("step") == "extracting articles":
                break
        run.send_signal(number)
        told = run.stderr.read()
    assert run.returncode == INTERRUPTED
    assert "run the same command again" in told
    assert "Traceback" not in told
    assert not (tmp_path / "data" / "latest").exists()


def test_without_json_a_failed_run_logs_nothing(tmp_path, capsys):
    with pytest.raises(InputError):
        build_and_tell([str(tmp_path / "nothing")], Settings(data=tmp_path / "data"), SerialRunner(), purpose="build")
    assert capsys.readouterr() == ("", "")
