"""Schedules, workers and missed nights, with real processes and a real server on loopback."""

from __future__ import annotations

import asyncio
import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from prefect.server.schemas.schedules import CronSchedule
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.missed_nights import resume_crashed_run
from flows.nightly import make_schedule
from flows.settings import Settings
from tests.flows.articles import make_record, write_dump
from tests.flows.prefect_server import count_states, find_command, start_server, wait_until

PROJECT = Path(__file__).resolve().parents[2]
SAYSO, PREFECT = find_command("sayso"), find_command("prefect")
FINAL = {"COMPLETED", "FAILED", "CANCELLED", "CRASHED"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with start_server(tmp_path_factory.mktemp("server")) as started:
        yield started


def find_deployment(server, name):
    """Find a deployment by name; None before it is made."""
    flow, deployment = name.split("/")
    found = server.ask(
        "/deployments/filter", flows={"name": {"any_": [flow]}}, deployments={"name": {"any_": [deployment]}}
    )
    return found[0] if found else None


def test_the_locked_prefect_schedules_runs(server, tmp_path):
    # With SQLAlchemy 2.1 the server's scheduler fails each time, and no run ever appears.
    flow = server.ask("/flows/", name="canary")
    schedule = {"schedule": {"cron": "0 3 * * *", "timezone": "Europe/Berlin"}, "active": True}
    made = server.ask("/deployments/", name="canary", flow_id=flow["id"], schedules=[schedule])
    log = server.home.with_name("server.log")
    runs = wait_until(lambda: server.list_runs(made["id"]), "the server schedules a run", log.read_text)
    assert all(run["auto_scheduled"] and run["state_type"] == "SCHEDULED" for run in runs)


def test_a_served_night_publishes_by_itself_and_deploying_leaves_it_as_it_is(server, tmp_path):
    data = tmp_path / "data"
    (data / "inbox").mkdir(parents=True)
    write_dump(data / "inbox" / "today.jsonl", [make_record(1)])
    log = tmp_path / "serve.log"
    command = [SAYSO, "nightly", "--cron", "* * * * *", "--data", data, "--workers", "1"]
    with server.start(*command, cwd=tmp_path, log=log):
        served = wait_until(lambda: find_deployment(server, "sayso-nightly/nightly"), "it is served", log.read_text)

        def list_published():
            return [run for run in server.list_runs(served["id"]) if run["state_type"] in FINAL]

        runs = wait_until(list_published, "a scheduled run ends", log.read_text)
    assert runs[-1]["state_name"] == "Completed", log.read_text()
    assert runs[-1]["auto_scheduled"]
    assert runs[-1]["name"] == f"nightly {datetime.fromisoformat(runs[-1]['expected_start_time']):%Y-%m-%d}"
    assert (data / "latest").is_dir()

    deploy(server, tmp_path)
    after = find_deployment(server, "sayso-nightly/nightly")
    assert after["id"] == served["id"]
    assert [one["schedule"]["cron"] for one in after["schedules"]] == ["* * * * *"]
    # Nobody serves it any more; the schedule goes on all the same.
    assert all(one["active"] for one in after["schedules"])
    server.call(PREFECT, "deployment", "delete", "sayso-nightly/nightly", cwd=tmp_path)


def deploy(server, folder):
    """Deploy from a folder that is a copy of the project: prefect.yaml is what counts of it."""
    shutil.copy(PROJECT / "prefect.yaml", folder)
    if not server.ask("/work_pools/filter"):
        server.call(PREFECT, "work-pool", "create", "sayso", "--type", "process", cwd=folder)
    server.call(PREFECT, "--no-prompt", "deploy", "--all", cwd=folder)


def test_a_worker_runs_what_was_deployed_in_the_folder_that_it_was_deployed_from(server, tmp_path):
    project, elsewhere = tmp_path / "a clone", tmp_path / "elsewhere"
    (project / "data" / "inbox").mkdir(parents=True)
    elsewhere.mkdir()
    write_dump(project / "data" / "inbox" / "today.jsonl", [make_record(1)])
    (project / "sayso.toml").write_text("workers = 1\n", "utf-8")
    deploy(server, project)
    deployed = find_deployment(server, "sayso-nightly/nightly-on-worker")
    assert [one["schedule"]["cron"] for one in deployed["schedules"]] == ["0 3 * * *"]

    run = server.ask(f"/deployments/{deployed['id']}/create_flow_run", state={"type": "SCHEDULED"})
    log = tmp_path / "worker.log"
    with server.start(PREFECT, "worker", "start", "--pool", "sayso", cwd=elsewhere, log=log):
        ended = wait_until(
            lambda: (found := server.read(f"/flow_runs/{run['id']}"))["state_type"] in FINAL and found,
            "the worker has run it",
            log.read_text,
        )
    assert ended["state_name"] == "Completed", log.read_text()
    release = (project / "data" / "latest").resolve()
    assert ended["state"]["message"].startswith(f"{release.name}: 1 read: 1 new articles")
    settings = json.loads(pd.read_parquet(release / "runs").iloc[-1]["settings"])
    assert (settings["workers"], settings["data"]) == (1, "data")


def schedule_missed_nights(server, deployment, nights):
    """Have the server make the runs that it would have in store after so many nights on which nobody was there."""
    now = datetime.now(UTC)
    times = {"start_time": (now - timedelta(days=nights)).isoformat(), "end_time": now.isoformat()}
    server.ask(f"/deployments/{deployment}/schedule", **times, min_runs=nights, max_runs=nights)


def list_due(server, deployment, now):
    """List the runs of a deployment that were due by then, the newest first."""
    runs = server.list_runs(deployment)
    return [run for run in runs if datetime.fromisoformat(run["expected_start_time"]) <= now]


def test_missed_nights_are_made_up_for_by_one_run(server, tmp_path):
    flow = server.ask("/flows/", name="sayso-nightly")
    schedule = {"schedule": {"cron": "0 3 * * *"}, "active": True}
    served = server.ask("/deployments/", name="nightly", flow_id=flow["id"], schedules=[schedule])
    schedule_missed_nights(server, served["id"], 3)
    now = datetime.now(UTC)
    assert [run["state_type"] for run in list_due(server, served["id"], now)] == ["SCHEDULED"] * 3

    log = tmp_path / "serve.log"
    command = [SAYSO, "nightly", "--cron", "0 3 * * *", "--data", tmp_path / "data"]
    with server.start(*command, cwd=tmp_path, log=log):
        runs = wait_until(
            lambda: (found := list_due(server, served["id"], now)) and count_open(found) == 0 and found,
            "all that were due have ended",
            log.read_text,
        )
    assert count_states(runs) == {"Cancelled": 2, "Completed": 1}
    assert runs[0]["state_name"] == "Completed"
    assert all("makes up for this one" in run["state"]["message"] for run in runs[1:])


def count_open(runs):
    return sum(run["state_type"] not in FINAL for run in runs)


def test_a_night_that_crashed_goes_on_unless_a_newer_one_ended_or_it_crashes_again_and_again(server):
    flow = server.ask("/flows/", name="crashing")
    schedule = {"schedule": {"cron": "0 3 * * *"}, "active": True}
    made = server.ask("/deployments/", name="crashing", flow_id=flow["id"], schedules=[schedule])
    schedule_missed_nights(server, made["id"], 2)
    newer, older = list_due(server, made["id"], datetime.now(UTC))

    def end(run, *states):
        for state in states:
            server.ask(f"/flow_runs/{run['id']}/set_state", state={"type": state}, force=True)

    with temporary_settings({PREFECT_API_URL: server.url}):
        end(older, "RUNNING", "CRASHED")
        end(newer, "RUNNING", "COMPLETED")
        assert resume_crashed_run(UUID(made["id"])) is None
        end(newer, "RUNNING", "CRASHED")
        resumed = resume_crashed_run(UUID(made["id"]))
        assert resumed is not None
        assert str(resumed.id) == newer["id"]
        assert server.read(f"/flow_runs/{newer['id']}")["state_type"] == "SCHEDULED"
        end(newer, "RUNNING", "CRASHED")
        assert resume_crashed_run(UUID(made["id"])) is None


@pytest.mark.parametrize(("first", "days"), [("2025-03-27", 7), ("2025-10-23", 7)], ids=["spring", "autumn"])
@pytest.mark.parametrize("cron", ["30 2 * * *", "0 3 * * *", "0 2 * * *"])
def test_over_a_switch_of_daylight_saving_each_day_has_one_run(cron, first, days):
    made = make_schedule(Settings(cron=cron, time_zone="Europe/Berlin"))
    schedule = CronSchedule(cron=made.cron, timezone=made.timezone)
    berlin = ZoneInfo("Europe/Berlin")
    start = datetime.fromisoformat(first).replace(tzinfo=berlin)
    end = start + timedelta(days=days)
    # As the server does it: again and again, from whatever time it is.
    asked = (start + timedelta(minutes=37) * step for step in range(days * 24 * 60 // 37))
    runs = {run for now in asked for run in asyncio.run(schedule.get_dates(n=3, start=now)) if run < end}
    runs |= set(asyncio.run(schedule.get_dates(n=100, start=start, end=end)))
    local = sorted(run.astimezone(berlin).date() for run in runs)
    assert local == [(start + timedelta(days=day)).date() for day in range(days)]
