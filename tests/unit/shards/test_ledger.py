"""What sealed parts hold, and which articles newer revisions replace."""

from __future__ import annotations

import json

import pytest

from tasks.shards.ledger import (
    Held,
    LedgerError,
    find_superseded,
    find_unsealed,
    read_ledger,
    read_marker,
    remove_replaced,
    write_marker,
)
from tests.unit.shards.conftest import make_marker


def seal(parts, marker, name=None):
    folder = parts / (name or marker.shard)
    folder.mkdir(parents=True)
    write_marker(folder, marker)
    return folder


def test_marker_comes_back_as_written(tmp_path):
    marker = make_marker(
        "b",
        [Held("f" * 32, "url:example/ü", "a1"), Held("e" * 32, None, None)],
        files={"quotes": ("ab", 3), "rejects": ("cd", 0)},
        rejected_by_reason={"no_text": 1},
        replaces="a",
    )
    assert read_marker(seal(tmp_path, marker)) == marker


def test_ledger_leaves_out_replaced_and_half_written_parts_and_keeps_those_without_a_marker(tmp_path):
    seal(tmp_path, make_marker("late", order="2"))
    seal(tmp_path, make_marker("early", order="1"))
    seal(tmp_path, make_marker("old", order="0"))
    seal(tmp_path, make_marker("new", order="3", replaces="old"))
    seal(tmp_path, make_marker("aside", order="4"), ".aside.123")
    (tmp_path / "unsealed").mkdir()
    assert [marker.shard for marker in read_ledger(tmp_path)] == ["early", "late", "new"]
    remove_replaced(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["early", "late", "new", "unsealed"]
    assert find_unsealed(tmp_path) == [tmp_path / "unsealed"]
    assert [marker.shard for marker in read_ledger(tmp_path)] == ["early", "late", "new"]


def test_replaced_part_that_is_half_removed_has_not_lost_its_marker(tmp_path, monkeypatch):
    seal(tmp_path, make_marker("old", order="0"))
    seal(tmp_path, make_marker("new", order="1", replaces="old"))

    def die_halfway(folder):
        (folder / "marker.json").unlink()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tasks.shards.ledger.shutil.rmtree", die_halfway)
        with pytest.raises(KeyboardInterrupt):
            remove_replaced(tmp_path)
    assert find_unsealed(tmp_path) == []
    remove_replaced(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_ledger_of_no_parts_is_empty(tmp_path):
    assert read_ledger(tmp_path / "parts") == []
    remove_replaced(tmp_path / "parts")


@pytest.mark.parametrize(
    ("deliveries", "superseded"),
    [
        ([[("url:x", "a1")], [("url:x", "a2")]], {"a1"}),
        ([[("url:x", "a1"), ("url:x", "a2"), ("url:x", "a3")]], {"a1", "a2"}),
        ([[("url:x", "a1")], [("url:y", "a2")]], set()),
        ([[("url:x", "a1")], [("url:x", "a1")]], set()),
        # What could not be read, or was turned away, replaces nothing.
        ([[("url:x", "a1")], [("url:x", None)]], set()),
        ([[(None, "a1")], [(None, "a2")]], set()),
        ([[("url:x", "a1")], [("url:x", "a2")], [("url:x", "a1")]], {"a2"}),
    ],
)
def test_newest_revision_stands(deliveries, superseded):
    markers = [
        make_marker(str(at), [Held(f"{at}{index}", *held) for index, held in enumerate(delivery)])
        for at, delivery in enumerate(deliveries)
    ]
    assert find_superseded(markers) == superseded


def test_damaged_marker_says_which_part_and_what_to_do(tmp_path):
    part = tmp_path / "abc"
    part.mkdir()
    (part / "marker.json").write_text('{"shard": "abc", ', "utf-8")
    with pytest.raises(LedgerError, match="abc.*`sayso repair`"):
        read_ledger(tmp_path)


@pytest.mark.parametrize("changed", [("url:x", "url:y"), ('"f1"', '"f2"'), ('"digest"', '"digesu"'), ("a1", "b1")])
def test_marker_that_says_something_else_than_was_written_is_damaged(tmp_path, changed):
    folder = seal(tmp_path, make_marker("abc", [Held("f" * 32, "url:x", "a1")]))
    path = folder / "marker.json"
    path.write_text(path.read_text("utf-8").replace(*changed), "utf-8")
    with pytest.raises(LedgerError, match="abc"):
        read_marker(folder)


def test_marker_of_a_version_that_wrote_no_digest_is_read(tmp_path):
    folder = seal(tmp_path, make_marker("abc"))
    packed = json.loads((folder / "marker.json").read_text("utf-8"))
    for name in ("digest", "records", "remade"):
        del packed[name]
    (folder / "marker.json").write_text(json.dumps(packed), "utf-8")
    assert read_marker(folder) == make_marker("abc")


def test_part_under_the_name_of_another_is_damaged(tmp_path):
    seal(tmp_path, make_marker("abc"), "moved")
    with pytest.raises(LedgerError, match="another part"):
        read_ledger(tmp_path)
