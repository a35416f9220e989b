"""Workers end with the run that started them."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from flows import runners

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


def test_workers_are_replaced_and_all_items_done(monkeypatch):
    monkeypatch.setattr(runners, "SHARDS_A_WORKER", 2)
    with runners.LocalRunner(workers=1) as runner:
        assert runner.map(abs, [-1, -2, -3, -4, -5], label="first") == [1, 2, 3, 4, 5]
        assert runner.map(abs, [-6], label="second") == [6]


def test_failure_is_raised_and_the_rest_cancelled():
    with runners.LocalRunner(workers=1) as runner, pytest.raises(TypeError):
        runner.map(abs, [1, "no number", 2], label="failing")


def test_worker_ends_when_its_run_is_killed(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    run = subprocess.Popen([sys.executable, "-m", "tests.faults.held_worker", str(pipe)], cwd=PROJECT)
    with pipe.open() as stream:
        assert stream.readline() == "alive\n"
        run.kill()
        run.wait()
        # The pipe's end is seen when the last process that holds it open is gone.
        readable, _, _ = select.select([stream], [], [], PATIENCE_SECONDS)
        assert readable
        assert stream.read() == ""
