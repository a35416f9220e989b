"""Which document is set aside when the worker of a shard is lost, and when there is none to blame."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows import extraction
from flows.extraction import extract_alone
from flows.runners import ItemsLost
from flows.workers import Lost
from tasks.read.options import ReadOptions
from tasks.shards.extract import ExtractOptions, Shard
from tasks.shards.spool import fingerprint_item, write_items
from tests.unit.shards.conftest import make_record

RECORDS = [make_record(number) for number in range(4)]
FINGERPRINTS = [fingerprint_item(record) for record in RECORDS]


@pytest.fixture
def extract(tmp_path, monkeypatch):
    """Extract four documents in workers that end as they are told; gives the shards that the workers were given."""
    write_items(RECORDS, tmp_path / "records.parquet", "1")
    options = ExtractOptions("m", ReadOptions(), tmp_path, "f", "s", datetime(2025, 3, 6, tzinfo=UTC), tmp_path)

    def _extract(*endings):
        given, coming = [], iter(endings)

        class ToldPool:
            def __init__(self, **_: object) -> None:
                pass

            def run(self, step, items, shared, advance, tries):
                given.extend(items)
                return [next(coming)]

            def close(self) -> None:
                pass

        monkeypatch.setattr(extraction, "WorkerPool", ToldPool)
        return extract_alone(Shard("abc", tmp_path / "records.parquet", 4), options, 1.0), given

    return _extract


def test_the_document_that_was_begun_last_is_set_aside(extract):
    killed, silent = Lost("worker_died", "killed", 1), Lost("too_slow", "silent", 3)
    marker, given = extract(killed, silent, "sealed")
    assert marker == "sealed"
    assert [set(shard.set_aside) for shard in given] == [set(), {FINGERPRINTS[1]}, {FINGERPRINTS[1], FINGERPRINTS[3]}]
    assert given[2].set_aside[FINGERPRINTS[3]].reason == "too_slow"
    assert all(shard.is_alone and shard.name == "abc" for shard in given)


@pytest.mark.parametrize("reported", [None, 4], ids=["before the first", "after the last"])
def test_a_worker_that_is_lost_between_documents_ends_the_run(extract, reported):
    with pytest.raises(ItemsLost, match="extracting shard abc.*killed.*is there enough memory"):
        extract(Lost("worker_died", "killed", reported))


def test_a_worker_that_is_lost_on_what_was_set_aside_ends_the_run(extract):
    with pytest.raises(ItemsLost):
        extract(Lost("worker_died", "killed", 2), Lost("worker_died", "killed", 2))
