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


def run_killed(dump: Path, data: Path, at: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.faults.killed_build", str(dump), str(data), str(at)]
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


# Spooling, the first part, a later part, staging, the release's rename, the link's swap are among them.
@pytest.mark.parametrize("at", [1, 3, 9, 22, 38])
def test_killed_build_goes_on(build, dump, undisturbed, tmp_path, at):
    killed = run_killed(dump, tmp_path, at)
    assert killed.returncode in (-signal.SIGKILL, 0), killed.stderr
    sealed = {path: path.stat().st_mtime_ns for path in (tmp_path / "work" / "parts").glob("[!.]*/marker.json")}

    outcome = build([dump], tmp_path, shard_documents=2)

    rows, counts = undisturbed
    found = read_release(outcome.release)
    for table in rows:
        pd.testing.assert_frame_equal(found[table], rows[table])
    if killed.returncode:
        pd.testing.assert_frame_equal(pd.read_parquet(outcome.release / "runs")[COUNTS].tail(1), counts)
    assert verify_release(outcome.release) == []
    assert all(path.stat().st_mtime_ns == when for path, when in sealed.items())
