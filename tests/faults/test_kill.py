"""Kill a real build at one rename after another; run it again, and it ends as an undisturbed one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tasks.publish.manifest import verify_release
from tests.flows.articles import make_record, write_dump
from tests.flows.releases import read_release

PROJECT = Path(__file__).resolve().parents[2]
COUNTS = ["n_read", "n_known", "n_kept", "n_rejected", "n_superseded"]


def run_killed(dump: Path, data: Path, word: str, number: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.killed_build", str(dump), str(data), word, str(number)]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def dump(tmp_path_factory):
    records = [make_record(number) for number in range(5)]
    records.append(records[0] | {"text": records[0]["text"] + "\n\nThe lights came back on Friday."})
    return write_dump(tmp_path_factory.mktemp("dump") / "dump.jsonl", records)


@pytest.fixture(scope="module")
def undisturbed(build, dump, tmp_path_factory):
    outcome = build([dump], tmp_path_factory.mktemp("undisturbed"), shard_documents=2)
    return read_release(outcome.release), pd.read_parquet(outcome.release / "runs")[COUNTS]


@pytest.mark.parametrize(
    ("word", "number"),
    [("work/shards", 2), ("work/profiles", 1), ("work/parts", 3), ("work/parts", 25), ("staging", 5), ("releases/", 1)],
)
def test_killed_build_goes_on(build, dump, undisturbed, tmp_path, word, number):
    killed = run_killed(dump, tmp_path, word, number)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    sealed = {path: path.stat().st_mtime_ns for path in (tmp_path / "work" / "parts").glob("[!.]*/marker.json")}

    outcome = build([dump], tmp_path, shard_documents=2)

    rows, counts = undisturbed
    found = read_release(outcome.release)
    for table in rows:
        pd.testing.assert_frame_equal(found[table], rows[table])
    pd.testing.assert_frame_equal(pd.read_parquet(outcome.release / "runs")[COUNTS], counts)
    assert verify_release(outcome.release) == []
    assert all(path.stat().st_mtime_ns == when for path, when in sealed.items())


def test_build_killed_at_the_link_leaves_a_whole_release(build, dump, undisturbed, tmp_path):
    killed = run_killed(dump, tmp_path, "/latest", 1)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert not (tmp_path / "latest").exists()
    outcome = build([dump], tmp_path, shard_documents=2)
    assert (tmp_path / "latest").resolve() == outcome.release.resolve()
    assert verify_release(outcome.release) == []
