"""A build on a Dask cluster of two processes: the same rows as here, and items that kill their process."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from distributed import LocalCluster

from flows.dask_pool import ClusterError, DaskPool, join_cluster
from flows.pipeline import build_release
from flows.runners import LocalRunner
from flows.settings import Settings
from flows.workers import Lost, Nobody
from tasks.publish.manifest import read_manifest
from tests.faults.light_steps import meet
from tests.flows.articles import make_record, write_dump


@pytest.fixture(scope="module")
def scheduler():
    # Without a nanny, workers are no daemons, which could start no processes of their own.
    with LocalCluster(n_workers=0, dashboard_address=None, silence_logs=50) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def workers(scheduler):
    """A cluster with a worker in a process of its own; two threads, so two processes of ours."""
    command = [sys.executable, "-m", "distributed.cli.dask_worker", scheduler, "--no-nanny", "--nthreads", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        yield scheduler
        process.kill()


def test_a_cluster_makes_the_same_release(workers, build, tmp_path):
    dump = write_dump(tmp_path / "dump.jsonl", [make_record(number) for number in (1, 2)])
    here = build([dump], tmp_path / "here")
    settings = Settings(data=tmp_path / "there", dask_scheduler=workers)
    with LocalRunner(1, pool=join_cluster(settings)) as runner:
        there = build_release([str(dump)], settings, runner)
    assert read_manifest(there.release).rows == read_manifest(here.release).rows
    for table in ("quotes", "figures", "claims"):
        assert read_rows(there.release, table) == read_rows(here.release, table)


def read_rows(release, table):
    return pd.read_parquet(release / table).sort_index(axis=1).to_json()


class Ended(Nobody):
    def __init__(self):
        self.places = []

    def hear_end(self, at, result):
        self.places.append(at)


def test_an_item_that_kills_its_process_is_told_and_the_others_are_done(workers, tmp_path):
    pool = DaskPool(workers, 600)
    watcher = Ended()
    found = pool.run(meet, ["a", "kill"], [tmp_path / "log"], watcher, tries=1)
    pool.close()
    assert found == ["A", Lost("worker_died", "its worker was killed by SIGKILL", None)]
    assert sorted(watcher.places) == [0, 1]


def test_a_cluster_that_is_not_there_or_shares_no_folder_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.dask_pool.WAIT_SECONDS", 0.1)
    with pytest.raises(ClusterError, match="no Dask scheduler answers at tcp://127.0.0.1:9"):
        DaskPool("tcp://127.0.0.1:9", 600)
    with pytest.raises(ClusterError, match="give the whole path of data"):
        join_cluster(Settings(dask_scheduler="tcp://127.0.0.1:9"))
