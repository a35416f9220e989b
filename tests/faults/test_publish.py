"""A run killed while it publishes: `latest` is always a complete release."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from expectations.tables import TABLES
from tasks.publish.manifest import verify_release
from tasks.publish.release import find_latest, list_releases
from tasks.publish.stage import clear_staging
from tests.faults.killed_publish import publish_next, seal_part

PROJECT = Path(__file__).resolve().parents[2]


def run_child(data: Path, second: int, kill_at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.killed_publish", str(data), str(second), str(kill_at)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one release."""
    data = tmp_path_factory.mktemp("published")
    publish_next(data, seal_part(data), 0)
    return data


@pytest.fixture(scope="module")
def calls(published: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The calls that a second release makes, in order."""
    data = tmp_path_factory.mktemp("undisturbed") / "data"
    shutil.copytree(published, data, symlinks=True)
    done = run_child(data, 1, 0)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


# A call and which of its kind, from the last where negative; the run dies before it. Tables are renamed too, so the
# release's own rename is the last but one, and the last is that of the old release that is let go.
POINTS = [
    ("link", 2, "files of the release before are being linked"),
    ("write_table", -1, "the runs are to be written"),
    ("write_text", -2, "the manifest is to be written"),
    ("write_text", -1, "the manifest's copy is to be written"),
    ("fsync", -10, "the release is being synced"),
    ("rename", -2, "the release is to be put in place"),
    ("symlink_to", -1, "the release is in place, the link is not made"),
    ("replace", -1, "the link is made and not swapped"),
    ("rename", -1, "the link is swapped, the old release is in place"),
    ("unlink", -5, "the old release is half removed"),
    ("rmdir", -1, "the old release is all but removed"),
    *(("any", number, "anywhere") for number in range(3)),
]


@pytest.mark.parametrize(("call", "which", "moment"), POINTS)
def test_latest_is_whole_wherever_publishing_is_killed(
    tmp_path: Path, published: Path, calls: list[str], call: str, which: int, moment: str
) -> None:
    places = [number for number, name in enumerate(calls, start=1) if name == call]
    kill_at = random.Random(which).randint(1, len(calls)) if call == "any" else places[which]
    data = tmp_path / "data"
    shutil.copytree(published, data, symlinks=True)
    killed = run_child(data, 1, kill_at)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    latest = find_latest(data)
    assert latest is not None
    assert verify_release(latest) == []
    assert all(tuple(pd.read_parquet(latest / table.name).columns) == table.column_names for table in TABLES)
    # What is listed is whole, whether or not it became the latest.
    assert all(verify_release(release) == [] for release in list_releases(data))
    # The next run starts clean and goes on.
    clear_staging(data / "work")
    newest = publish_next(data, seal_part(data), 2)
    assert find_latest(data) == newest.resolve()
    assert list_releases(data) == [newest]
    assert verify_release(newest) == []
    assert not any((data / "work" / "staging").iterdir())


def test_points_lie_on_both_sides_of_the_swap(calls: list[str]) -> None:
    swap = len(calls) - calls[::-1].index("replace")
    assert calls[swap:].count("rename") == 1
    assert calls[:swap].count("rename") >= 2
    assert "symlink_to" in calls[:swap]
