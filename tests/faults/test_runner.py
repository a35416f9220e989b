"""Workers end with the run that started them."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


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
