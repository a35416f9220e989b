"""Planning: what is new, what is known, what is made again."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tasks.read.options import ReadOptions
from tasks.shards import plan as plan_module
from tasks.shards.ledger import Held, write_marker
from tasks.shards.plan import PlanOptions, plan_shards
from tasks.shards.spool import RECORDS_FILE, fingerprint_item, read_items
from tests.unit.shards.conftest import TEXT, make_marker

STARTED = datetime(2025, 3, 6, 1, 2, 3, tzinfo=UTC)


def write_dump(path, numbers):
    lines = [json.dumps({"id": f"storm-{at}", "text": f"{TEXT}\nReport {at}.", "outlet": "Daily"}) for at in numbers]
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return str(path)


@pytest.fixture
def options(tmp_path):
    return PlanOptions(
        work=tmp_path / "work",
        read=ReadOptions(),
        fingerprint="f1",
        schema="s1",
        shard_documents=2,
        started=STARTED,
    )


def seal(shard, options, **values):
    """Seal a shard as its extraction would, without extracting it."""
    folder = options.work / "parts" / shard.name
    folder.mkdir(parents=True)
    items, order = read_items(shard.records)
    shutil.copyfile(shard.records, folder / RECORDS_FILE)
    held = [Held(fingerprint_item(item), None, fingerprint_item(item)[:16]) for item in items]
    made = {"order": order, "fingerprint": options.fingerprint, "schema": options.schema, "replaces": shard.replaces}
    write_marker(folder, make_marker(shard.name, held, **(made | values)))


def list_ids(shards):
    return [[item.record_id for item in read_items(shard.records)[0]] for shard in shards]


def test_a_rule_that_raises_on_a_record_leaves_it_to_extraction(options, tmp_path, monkeypatch):
    make_document = plan_module.make_document

    def raise_on_second(record, read):
        return 1 / 0 if record.record_id == "storm-1" else make_document(record, read)

    monkeypatch.setattr(plan_module, "make_document", raise_on_second)
    plan = plan_shards([write_dump(tmp_path / "one.jsonl", range(3))], options)
    assert list_ids(plan.shards) == [["storm-0", "storm-1"], ["storm-2"]]


def test_new_records_are_grouped_in_order_and_counted(options, tmp_path):
    counted = []
    plan = plan_shards([write_dump(tmp_path / "one.jsonl", range(5))], options, counted.append)
    assert list_ids(plan.shards) == [["storm-0", "storm-1"], ["storm-2", "storm-3"], ["storm-4"]]
    assert [shard.n_documents for shard in plan.shards] == [2, 2, 1]
    assert (plan.n_read, plan.n_known) == (5, 0)
    assert counted == [1, 2, 3, 4, 5]
    assert plan.profile.is_file()


def test_record_twice_is_read_once(options, tmp_path):
    plan = plan_shards([write_dump(tmp_path / "one.jsonl", [1, 2, 1, 1])], options)
    assert list_ids(plan.shards) == [["storm-1", "storm-2"]]
    assert (plan.n_read, plan.n_known) == (4, 2)


def test_what_the_release_holds_is_known_also_from_another_file(options, tmp_path):
    plan = plan_shards([write_dump(tmp_path / "one.jsonl", range(3))], options)
    for shard in plan.shards:
        seal(shard, options)
    published = replace(options, published=frozenset(shard.name for shard in plan.shards))
    again = plan_shards([write_dump(tmp_path / "two.jsonl", range(1, 5))], published)
    assert list_ids(again.shards) == [["storm-3", "storm-4"]]
    assert (again.n_read, again.n_known) == (4, 2)


def test_killed_run_goes_on_with_the_same_names_and_order(options, tmp_path):
    dump = write_dump(tmp_path / "one.jsonl", range(5))
    first = plan_shards([dump], options)
    orders = [read_items(shard.records)[1] for shard in first.shards]
    seal(first.shards[1], options)
    later = replace(options, started=STARTED + timedelta(hours=1))
    second = plan_shards([dump], later)
    assert [shard.name for shard in second.shards] == [first.shards[0].name, first.shards[2].name]
    assert [read_items(shard.records)[1] for shard in second.shards] == [orders[0], orders[2]]
    # What the killed run sealed is new to the release, and read by the run that ends.
    assert (second.n_read, second.n_known) == (5, 0)
    assert not (options.work / "shards" / first.shards[1].name).exists()


def test_sealed_but_unpublished_documents_count_even_without_input(options, tmp_path):
    first = plan_shards([write_dump(tmp_path / "one.jsonl", range(2))], options)
    seal(first.shards[0], options)
    plan = plan_shards([], options)
    assert (plan.shards, plan.n_read, plan.n_known) == ((), 2, 0)


@pytest.mark.parametrize(
    ("change", "is_made_again"),
    [
        ({"fingerprint": "f2"}, False),
        ({"fingerprint": "f2", "refresh": True}, True),
        ({"fingerprint": "f2", "schema": "s2"}, True),
        ({"refresh": True}, False),
    ],
)
def test_parts_are_made_again_for_a_new_schema_or_on_request(options, tmp_path, change, is_made_again):
    (old,) = plan_shards([write_dump(tmp_path / "one.jsonl", range(2))], options).shards
    seal(old, options)
    plan = plan_shards([], replace(options, published=frozenset([old.name]), **change))
    assert [shard.replaces for shard in plan.shards] == ([old.name] if is_made_again else [])
    assert plan.n_read == (2 if is_made_again else 0)
    for shard in plan.shards:
        assert shard.name != old.name
        assert list_ids([shard]) == [["storm-0", "storm-1"]]


def test_rejects_are_planned_and_known_like_records(options, tmp_path):
    dump = tmp_path / "one.jsonl"
    dump.write_text('{"id": "broken", \n', "utf-8")
    (shard,) = plan_shards([str(dump)], options).shards
    seal(shard, options)
    again = plan_shards([str(dump)], replace(options, published=frozenset([shard.name])))
    assert (again.shards, again.n_read, again.n_known) == ((), 1, 1)


def test_later_run_sorts_behind_whatever_its_clock_says(options, tmp_path):
    (first,) = plan_shards([write_dump(tmp_path / "one.jsonl", [1])], options).shards
    seal(first, options)
    plan = plan_shards([write_dump(tmp_path / "two.jsonl", [2])], replace(options, started=STARTED - timedelta(days=1)))
    (second,) = plan.shards
    assert read_items(options.work / "parts" / first.name / RECORDS_FILE)[1] < read_items(second.records)[1]
    assert plan.sequence == 2
    # Spooled and never sealed, it counts all the same; so do releases whose parts are lost.
    assert plan_shards([write_dump(tmp_path / "three.jsonl", [2, 3])], options).sequence == 3
    assert plan_shards([], replace(options, last_sequence=9)).sequence == 10
