"""A few faults of the whole table, which `make faults` makes: killed, failed, lost, read meanwhile."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def test_nothing_is_lost_damaged_hung_or_untold():
    command = [sys.executable, "-m", "tests.faults.campaign", "--short"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "| all |" in done.stdout
