"""Workers that are killed and workers that hang: every other item is done, and a build publishes the rest."""

from __future__ import annotations

import multiprocessing

import pandas as pd
import pytest

from flows import extraction
from flows.pipeline import build_release
from flows.runners import ItemsLost, LocalRunner
from flows.settings import Settings
from flows.workers import Lost, Nobody, WorkerPool
from tasks.publish.manifest import verify_release
from tests.faults.fatal_steps import KILLER, STOPPER, extract_fatally
from tests.faults.light_steps import meet
from tests.flows.articles import make_record, write_dump

# Long enough for a worker to start on a busy machine, since that is silent too.
SILENT_SECONDS = 30


@pytest.fixture
def run(tmp_path):
    """Run items in one worker; gives what came of each, and the items with the process that began each."""
    log = tmp_path / "log"

    def _run(*items, most_items=100, most_silent_seconds=600):
        pool = WorkerPool(1, most_items, most_silent_seconds)
        try:
            found = pool.run(meet, items, [log], Nobody())
        finally:
            pool.close()
        assert multiprocessing.active_children() == []
        return found, [line.rsplit(" ", 1) for line in log.read_text().splitlines()]

    return _run


def test_one_worker_does_everything_and_is_replaced_in_time(run):
    found, begun = run("a", "b", "c", most_items=2)
    assert found == ["A", "B", "C"]
    first, second, third = (process for _, process in begun)
    assert first == second != third


def test_item_that_kills_its_worker_is_tried_again_in_a_fresh_one_and_given_up(run):
    found, begun = run("a", "kill", "b")
    assert found == ["A", Lost("worker_died", "its worker was killed by SIGKILL", None), "B"]
    killed = [process for item, process in begun if item == "kill"]
    assert len(set(killed)) == len(killed) == 2


def test_item_whose_worker_dies_for_another_reason_is_done_the_second_time(run):
    found, begun = run("kill once", "a")
    assert found == ["KILL ONCE", "A"]
    assert [item for item, _ in begun] == ["kill once", "kill once", "a"]


def test_item_that_eats_the_memory_counts_as_one_that_kills(run):
    found, begun = run("eat", "a")
    assert isinstance(found[0], Lost)
    assert (found[0].reason, found[1]) == ("worker_died", "A")
    assert len({process for _, process in begun}) == 3


def test_stopped_worker_is_killed(run):
    found, _ = run("stop", "a", most_silent_seconds=SILENT_SECONDS / 3)
    assert isinstance(found[0], Lost)
    assert found[0].reason == "too_slow"
    assert found[1] == "A"


def test_error_is_raised_with_the_workers_traceback_and_the_rest_is_stopped(tmp_path):
    pool = WorkerPool(2, 100, 600)
    with pytest.raises(KeyError, match="no such item") as raised:
        pool.run(meet, ["stop", "raise", "a"], [tmp_path / "log"], Nobody())
    assert "in meet" in raised.value.__notes__[0]
    assert multiprocessing.active_children() == []


def test_step_that_loses_its_workers_ends_the_run_with_a_message(tmp_path):
    with LocalRunner(workers=1) as runner, pytest.raises(ItemsLost, match=r"checking: 1 of the items .*SIGKILL"):
        runner.map(meet, ["a", "kill"], tmp_path / "log", label="checking")


def test_build_sets_aside_what_kills_and_what_hangs_and_publishes_the_rest(tmp_path, monkeypatch):
    records = [make_record(number) for number in range(5)]
    records[1]["text"] += f"\n\n{KILLER}"
    records[2]["text"] += f"\n\n{STOPPER}"
    dump = write_dump(tmp_path / "dump.jsonl", records)
    settings = Settings(data=tmp_path / "data", shard_documents=3, workers=1)
    monkeypatch.setattr(Settings, "most_silent_seconds", SILENT_SECONDS)
    monkeypatch.setattr(extraction, "extract_shard", extract_fatally)
    with LocalRunner(1, most_silent_seconds=SILENT_SECONDS) as runner:
        outcome = build_release([str(dump)], settings, runner)
    assert sorted(pd.read_parquet(outcome.release / "articles")["record_id"]) == ["storm-0", "storm-3", "storm-4"]
    rejects = pd.read_parquet(outcome.release / "rejects").set_index("record_id")
    assert rejects["reason"].to_dict() == {"storm-1": "worker_died", "storm-2": "too_slow"}
    assert rejects["detail"]["storm-1"] == "its worker was killed by SIGKILL"
    for kept_at, number in zip(rejects.sort_index()["kept_at"], (1, 2), strict=True):
        assert (tmp_path / "data" / kept_at).read_text("utf-8") == records[number]["text"]
    assert verify_release(outcome.release) == []
    assert multiprocessing.active_children() == []
