"""The Prefect flows against a server on loopback: their parameters, names, logs, artifacts and states."""

from __future__ import annotations

import errno
import subprocess
import sys
import threading
from pathlib import Path

import pandas as pd
import pytest
from prefect import Flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.exceptions import ParameterBindError, ParameterTypeError
from prefect.settings import PREFECT_API_URL, PREFECT_HOME, temporary_settings

from expectations.audit_failure import make_failure
from flows import flow_run, pipeline, prefect_runner, told_build
from flows.backfill import backfill
from flows.build import build
from flows.lock import lock_data
from flows.nightly import NoServer, nightly, require_server
from flows.pipeline import AuditFailed
from flows.settings import Settings
from tasks.errors import WRONG_INPUT
from tasks.read.source import InputError
from tests.flows.articles import make_record, write_dump
from tests.flows.prefect_server import Server, start_server, wait_until

# Nobody listens on the port of discard.
DEAD = "http://127.0.0.1:9/api"
HELD_FLOW = Path(__file__).with_name("held_flow.py")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with start_server(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(autouse=True)
def use_server(server, monkeypatch):
    monkeypatch.setattr(prefect_runner, "RETRY_SECONDS", 0)
    monkeypatch.setattr(flow_run, "FLOW_RETRY_SECONDS", 0)
    with temporary_settings({PREFECT_API_URL: server.url, PREFECT_HOME: server.home}):
        yield


def run(flow: Flow, *args: object, **given: object) -> tuple[FlowRun, State]:
    """Run a flow, and read the run that the server has of it."""
    state = flow(*args, workers=1, **given, return_state=True)
    with get_client(sync_client=True) as client:
        return client.read_flow_run(state.state_details.flow_run_id), state


def read_log(server: Server, run: FlowRun) -> list[str]:
    """Read a run's log when it is whole: lines are sent in the background."""

    def is_whole() -> list[str]:
        lines = server.ask("/logs/filter", logs={"flow_run_id": {"any_": [str(run.id)]}}, sort="TIMESTAMP_ASC")
        # Tasks finish too, before the run does.
        own = [line["message"] for line in lines if line["task_run_id"] is None]
        is_over = any(line.startswith("Finished in state") for line in own)
        return [line["message"] for line in lines] if is_over else []

    return wait_until(is_whole, "the log is whole")


def read_artifact(server: Server, run: FlowRun) -> str:
    [found] = server.ask("/artifacts/filter", artifacts={"flow_run_id": {"any_": [str(run.id)]}})
    assert found["key"] == "sayso-release"
    return found["data"]


def test_a_run_is_named_publishes_logs_its_steps_and_leaves_an_artifact(server, tmp_path):
    dump = write_dump(tmp_path / "archive-2019.jsonl", map(make_record, range(2)))
    made, state = run(backfill, [str(dump)], data=tmp_path / "data", shard_documents=1)
    release = Path(state.result())

    assert release.resolve() == (tmp_path / "data" / "latest").resolve()
    assert len(pd.read_parquet(release / "articles")) == 2
    assert made.name == f"backfill archive-2019 {made.expected_start_time:%Y-%m-%d}"
    assert made.state.message.startswith(f"{release.name}: 2 read: 2 new articles")
    log = read_log(server, made)
    assert [line for line in log if line.startswith("extracting")] == [
        "extracting articles",
        "extracting articles: 1 of 2",
        "extracting articles: 2 of 2, kept 2, rejected 0",
    ]
    assert "publishing" in log
    tasks = server.ask("/task_runs/filter", flow_runs={"id": {"any_": [str(made.id)]}})
    assert {"reading", "extracting articles", "publishing"} <= {task["name"] for task in tasks}
    assert "| quotes |" in read_artifact(server, made)


def test_nights_take_the_inbox_are_named_in_its_time_zone_and_do_nothing_twice(server, tmp_path):
    data = tmp_path / "data"
    empty, state = run(nightly, data=data, time_zone="Pacific/Kiritimati")
    assert (state.name, state.result()) == ("Completed", None)
    # Fourteen hours before UTC.
    assert empty.name == f"nightly {pd.Timestamp(empty.expected_start_time) + pd.Timedelta(hours=14):%Y-%m-%d}"
    write_dump(data / "inbox" / "today.jsonl", [make_record(1)])
    _, first = run(nightly, data=data)
    again, second = run(nightly, data=data)
    assert second.result() == first.result()
    assert "nothing new" in again.state.message


def test_a_refused_release_ends_failed_and_its_artifact_names_rules_and_rows(server, tmp_path, monkeypatch):
    failure = make_failure("FIG-RANGE", "figures", "A range runs upward.", [{"figure_id": "f1", "text": "<b>`4`</b>"}])

    def refuse(*_: object, **__: object) -> None:
        raise AuditFailed([failure])

    monkeypatch.setattr(told_build, "build_release", refuse)
    made, state = run(build, ["dump.jsonl"], data=tmp_path)
    assert (made.state_name, made.run_count) == ("Failed", 1)
    assert "figures: FIG-RANGE. When the fault is mended" in made.state.message
    assert any(
        "figures: FIG-RANGE: A range runs upward.\n    figure_id='f1'" in line for line in read_log(server, made)
    )
    artifact = read_artifact(server, made)
    assert "## figures: FIG-RANGE" in artifact
    assert '```json\n{"figure_id": "f1", "text": "<b>`4`</b>"}\n```' in artifact
    assert "sayso backfill --refresh" in artifact
    with pytest.raises(AuditFailed):
        state.result()


def test_a_wrong_input_ends_failed_with_its_message_and_is_not_tried_again(tmp_path):
    made, _ = run(build, [str(tmp_path / "no-such-dump.jsonl")], data=tmp_path / "data")
    assert (made.state_name, made.run_count) == ("Failed", 1)
    assert "there is no such file or folder" in made.state.message
    made, _ = run(backfill, data=tmp_path / "data")
    assert (made.state_name, made.run_count) == ("Failed", 1)
    assert "refresh" in made.state.message


def test_a_bug_ends_failed_and_is_not_tried_again(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(pipeline, "plan_shards", fail)
    made, _ = run(build, ["dump.jsonl"], data=tmp_path)
    assert (made.state_name, made.run_count) == ("Failed", 1)
    assert "a bug" in made.state.message


def test_input_or_output_that_fails_is_tried_again_by_the_step_and_then_by_the_run(tmp_path, monkeypatch):
    calls = []

    def fail_five_times(*_: object) -> None:
        calls.append("reading")
        if len(calls) <= 5:
            raise OSError(errno.EIO, "the disk is away")
        raise InputError("the disk is back, and empty")

    monkeypatch.setattr(pipeline, "plan_shards", fail_five_times)
    made, _ = run(build, ["dump.jsonl"], data=tmp_path)
    # Four calls of the step in the first run of the flow, two in the second; what a user must mend is not tried again.
    assert (made.state.message, made.run_count, len(calls)) == ("the disk is back, and empty", 2, 6)


def test_a_night_that_takes_too_long_is_stopped_and_frees_the_data(tmp_path, monkeypatch):
    monkeypatch.setattr(pipeline, "plan_shards", lambda *_: threading.Event().wait())
    data = tmp_path / "data"
    (data / "inbox").mkdir(parents=True)
    write_dump(data / "inbox" / "today.jsonl", [make_record(1)])
    made, _ = run(nightly, data=data, most_nightly_seconds=1)
    assert (made.state_type, made.state_name, made.run_count) == ("FAILED", "TimedOut", 1)
    assert "most_nightly_seconds" in made.state.message
    with lock_data(data, "test"):
        assert list((data / "work" / "flow_runs").iterdir()) == []


def test_of_two_runs_at_once_the_second_is_cancelled_and_a_killed_one_is_cleared(server, tmp_path):
    data = tmp_path / "data"
    (data / "inbox").mkdir(parents=True)
    write_dump(data / "inbox" / "today.jsonl", [make_record(1)])
    command = [sys.executable, str(HELD_FLOW), str(data)]
    with subprocess.Popen(command, env=server.environment, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "held\n"
        [first] = (data / "work" / "flow_runs").iterdir()
        second, _ = run(nightly, data=data)
        assert (second.state_name, second.run_count) == ("Cancelled", 1)
        assert "DataLocked" in second.state.message
        assert f"nightly by process {held.pid}" in second.state.message
        held.kill()
    assert server.read(f"/flow_runs/{first.name}")["state_name"] == "Running"

    (data / "inbox" / "today.jsonl").unlink()
    third, _ = run(nightly, data=data)
    assert third.state_name == "Completed"
    assert server.read(f"/flow_runs/{first.name}")["state_name"] == "Crashed"
    assert list((data / "work" / "flow_runs").iterdir()) == []


@pytest.mark.parametrize(
    ("url", "said"), [(None, "no Prefect server is named"), (DEAD, "no Prefect server answers at")]
)
def test_without_a_server_it_is_said_what_to_do(url, said):
    with temporary_settings({PREFECT_API_URL: url}), pytest.raises(NoServer, match=said) as raised:
        require_server()
    assert raised.value.exit_code == WRONG_INPUT
    assert "prefect server start" in str(raised.value)
    assert "--once" in str(raised.value)


def test_every_setting_is_a_typed_described_parameter():
    for flow in (nightly, build, backfill):
        shown = flow.parameters.properties
        assert set(shown) >= {"data", "workers", "published_at", "outlet", "accept_drift", "model"}
        assert all(one.get("description") for one in shown.values()), flow.name
        assert {"type": "integer", "minimum": 1} in shown["workers"]["anyOf"]
        assert {"type": "string", "format": "date-time"} in shown["published_at"]["anyOf"]
        assert shown["accept_drift"]["description"] == Settings.model_fields["accept_drift"].description
        assert ("inbox" in shown) == (flow is nightly)
        assert not {"cron", "on_success", "on_failure", "metrics_file"} & set(shown)


def test_unknown_parameters_and_values_are_refused():
    with pytest.raises(ParameterBindError, match="workrs"):
        nightly(workrs=2)
    with pytest.raises(ParameterTypeError, match="workers: Input should be greater than or equal to 1"):
        nightly(workers=0)
    made, _ = run(nightly, time_zone="Europe/Nowhere")
    assert made.state_name == "Failed"
    assert "no time zone 'Europe/Nowhere'" in made.state.message
