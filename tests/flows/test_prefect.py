"""The Prefect flows: under Prefect's harness, and once against a real server."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pandas as pd
import pytest
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.flows import load_flow_from_entrypoint
from prefect.server.api.server import SubprocessASGIServer
from prefect.settings import PREFECT_HOME, temporary_settings
from prefect.testing.utilities import prefect_test_harness

from tests.flows.articles import make_record, write_dump

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def harness():
    with prefect_test_harness(server_startup_timeout=120):
        yield


def test_build_flow_publishes_and_leaves_an_artifact(harness, tmp_path):
    from flows.build import build

    dump = write_dump(tmp_path / "dump.jsonl", map(make_record, range(3)))
    data = tmp_path / "data"
    release = build([str(dump)], {"data": str(data), "shard_documents": 2})

    assert Path(release).resolve() == (data / "latest").resolve()
    assert len(pd.read_parquet(Path(release) / "articles")) == 3
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs()
        assert [run.name for run in runs] == [f"build ['{dump}']"]
        key = ArtifactFilter(key=ArtifactFilterKey(any_=["sayso-release"]))
        artifacts = client.read_artifacts(artifact_filter=key)
    assert Path(release).name in artifacts[0].data
    assert "| quotes |" in artifacts[0].data


def test_nightly_flow_takes_the_inbox_and_backfill_adds(harness, tmp_path):
    from flows.backfill import backfill
    from flows.nightly import nightly

    data = tmp_path / "data"
    settings = {"data": str(data)}
    assert nightly(settings) is None
    write_dump(data / "inbox" / "today.jsonl", [make_record(1)])
    first = nightly(settings)
    assert nightly(settings) == first
    second = backfill([str(write_dump(tmp_path / "old.jsonl", [make_record(2)]))], settings=settings)
    assert len(pd.read_parquet(Path(second) / "articles")) == 2


def test_flow_runs_against_a_real_server(tmp_path):
    dump = write_dump(tmp_path / "dump.jsonl", [make_record(1)])
    with temporary_settings({PREFECT_HOME: tmp_path / "prefect"}):
        server = SubprocessASGIServer()
        server.start(timeout=120)
    try:
        environment = os.environ | {"PREFECT_API_URL": server.api_url, "PREFECT_HOME": str(tmp_path / "prefect")}
        code = f"from flows.build import build; print(build([{str(dump)!r}], {{'data': {str(tmp_path / 'data')!r}}}))"
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=PROJECT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert Path(done.stdout.strip()).name == (tmp_path / "data" / "latest").resolve().name
        with httpx.Client(base_url=server.api_url) as client:
            runs = client.post("/flow_runs/filter", json={}).json()
            tasks = client.post("/task_runs/filter", json={}).json()
        assert [run["state_type"] for run in runs if str(dump) in run["name"]] == ["COMPLETED"]
        assert {"reading", "extracting shards 1 of 1", "publishing"} <= {task["name"] for task in tasks}
    finally:
        server.stop()


def test_deployments_name_flows_that_exist():
    made = yaml.safe_load((PROJECT / "prefect.yaml").read_text("utf-8"))
    for deployment in made["deployments"]:
        flow = load_flow_from_entrypoint(deployment["entrypoint"])
        assert flow.name == f"sayso-{deployment['name']}"
        assert deployment["concurrency_limit"]["limit"] == 1


def test_nightly_is_served_on_its_schedule_one_at_a_time(monkeypatch):
    from flows import nightly as module
    from flows.settings import Settings

    served = {}
    monkeypatch.setattr(type(module.nightly), "serve", lambda self, **given: served.update(given))
    module.serve_nightly(Settings(cron="30 2 * * *", time_zone="Europe/Berlin", data="out"))
    assert (served["schedule"].cron, served["schedule"].timezone) == ("30 2 * * *", "Europe/Berlin")
    assert served["global_limit"].limit == 1
    assert served["parameters"] == {"settings": {"cron": "30 2 * * *", "time_zone": "Europe/Berlin", "data": "out"}}
