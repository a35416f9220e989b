"""What a release had and no part has now, and parts that are not what was published."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.ids import make_id
from tasks.publish.manifest import Manifest
from tasks.publish.parquet import FileInfo
from tasks.publish.release_ledger import LEDGER_FILE, PublishedPart, ReleaseLedgerError, write_release_ledger
from tasks.shards import losses
from tasks.shards.ledger import Held, read_marker_text, write_marker
from tasks.shards.losses import find_changed, find_lost, hold_against
from tests.unit.shards.conftest import make_marker

KEPT, TURNED_AWAY = Held("a" * 32, "url:x", "a" * 16), Held("b" * 32, None, None)
REJECT_ID = make_id("rejects", "b" * 32)
SEALED = make_marker("s1", [KEPT, TURNED_AWAY], files={"quotes": ("q1", 3)})


@pytest.fixture
def release(tmp_path, monkeypatch) -> Path:
    """A release of one part that holds an article and a reject; its quotes were written again without one row."""
    folder = tmp_path / "release"
    folder.mkdir()
    write_marker(folder, SEALED)
    write_release_ledger(folder, [PublishedPart("s1", read_marker_text(folder), ())])
    files = {"quotes/s1.parquet": FileInfo("w1", 2, "q1")}
    monkeypatch.setattr(losses, "read_manifest", lambda _: make_manifest(files))
    return folder


def make_manifest(files) -> Manifest:
    return Manifest("r1", None, None, "", "", "", (), "", (), {}, files)


def test_what_no_part_holds_is_lost(release):
    assert find_lost(release, [SEALED]) == []
    assert [document.document_id for document in find_lost(release, [])] == ["a" * 16, REJECT_ID]
    other = make_marker("s2", [KEPT])
    assert [document.document_id for document in find_lost(release, [other])] == [REJECT_ID]


def test_article_that_is_turned_away_now_is_not_lost_nor_the_other_way_round(release):
    remade = make_marker("s2", [Held("a" * 32, None, None), Held("b" * 32, None, "b" * 16)])
    assert find_lost(release, [remade]) == []


def test_loss_is_told_with_the_ways_out_unless_it_was_decided(release):
    (failure,) = hold_against(release, [], ())
    assert failure.about == "integrity"
    assert (failure.rule, failure.table, failure.n_rows) == ("LOST-ARTICLES", "articles", 2)
    for words in (
        "1 articles and 1 rejects",
        "s1 (2)",
        "sayso repair",
        "sayso forget --lost",
        "building their dumps again",
    ):
        assert words in failure.message
    assert failure.rows[0] == {"document": "a" * 16, "part": "s1"}
    assert hold_against(release, [], {"a" * 16, REJECT_ID}) == []


def test_release_without_a_ledger_is_asked_for_its_rows(release):
    (release / LEDGER_FILE).unlink()
    for table, key, document_id in (("articles", "article_id", "a" * 16), ("rejects", "reject_id", REJECT_ID)):
        (release / table).mkdir()
        pq.write_table(pa.table({key: [document_id]}), release / table / "s1.parquet")
    assert find_lost(release, [SEALED]) == []
    assert [document.document_id for document in find_lost(release, [])] == ["a" * 16, REJECT_ID]


@pytest.mark.parametrize(
    ("change", "is_changed"),
    [
        ({}, False),
        ({"files": {"quotes": ("q2", 3)}}, True),
        ({"files": {"quotes": ("q1", 4)}}, True),
        ({"held": (KEPT,)}, True),
        ({"held": (KEPT, replace(TURNED_AWAY, article_id="c" * 16))}, True),
        # Made again: planned later, repaired, or under another name.
        ({"files": {"quotes": ("q2", 3)}, "order": "9"}, False),
        ({"files": {"quotes": ("q2", 3)}, "remade": 1}, False),
        ({"files": {"quotes": ("q2", 3)}, "shard": "s2"}, False),
        ({"records": "lost"}, False),
    ],
)
def test_part_that_changed_since_it_was_published_is_found(release, change, is_changed):
    assert bool(list(find_changed(release, [replace(SEALED, **change)]))) == is_changed


@pytest.mark.parametrize(
    ("info", "is_changed"),
    [
        (FileInfo("q1", 3), False),
        (FileInfo("q2", 3), True),
        (FileInfo("w1", 2, "q2"), True),
        (FileInfo("w1", 2), False),
    ],
)
def test_release_without_a_ledger_has_the_hashes_of_its_manifest(release, monkeypatch, info, is_changed):
    (release / LEDGER_FILE).unlink()
    monkeypatch.setattr(losses, "read_manifest", lambda _: make_manifest({"quotes/s1.parquet": info}))
    assert bool(list(find_changed(release, [SEALED]))) == is_changed


def test_damaged_ledger_is_told(release):
    pq.write_table(
        pa.table({"shard": ["s1"], "marker": ["{}"], "dropped": pa.array([[]], pa.list_(pa.string()))}),
        release / LEDGER_FILE,
    )
    with pytest.raises(ReleaseLedgerError, match="part s1.*`sayso repair`"):
        find_lost(release, [])
    (release / LEDGER_FILE).write_bytes(b"no ledger")
    with pytest.raises(ReleaseLedgerError, match="cannot read"):
        find_lost(release, [])
