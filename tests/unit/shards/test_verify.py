"""Which bytes are hashed again, and what is said of those that changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tasks.publish.parquet import hash_file
from tasks.shards import verify
from tasks.shards.ledger import LOST, read_marker, write_marker
from tasks.shards.spool import RECORDS_FILE
from tasks.shards.verify import (
    FileGroup,
    complete_marker,
    find_damage,
    group_part,
    look_at,
    read_memory,
    verify_data,
    verify_groups,
)
from tests.unit.shards.conftest import make_marker


def write_part(data: Path, shard: str = "abc", **values: object) -> Path:
    folder = data / "work" / "parts" / shard
    folder.mkdir(parents=True)
    (folder / "quotes.parquet").write_bytes(b"rows of quotes")
    (folder / RECORDS_FILE).write_bytes(b"records")
    files = {"quotes": (hash_file(folder / "quotes.parquet"), 1)}
    records = hash_file(folder / RECORDS_FILE)
    write_marker(folder, make_marker(shard, **({"files": files, "records": records} | values)))
    return folder


@pytest.fixture
def hashed(monkeypatch):
    """The files that are hashed, in order."""
    names = []

    def note(path):
        names.append(path.name)
        return hash_file(path)

    monkeypatch.setattr(verify, "hash_file", note)
    return names


def flip(path: Path, at: int = 3) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 4
    path.write_bytes(content)


def test_what_was_hashed_and_has_not_changed_is_not_hashed_again(tmp_path, hashed):
    write_part(tmp_path)
    assert verify_data(tmp_path, None, 0.0) == []
    assert hashed == ["quotes.parquet", RECORDS_FILE]
    assert verify_data(tmp_path, None, 0.0) == []
    assert len(hashed) == 2


@pytest.mark.parametrize("name", ["quotes.parquet", RECORDS_FILE])
def test_changed_or_missing_file_is_damage(tmp_path, name):
    folder = write_part(tmp_path)
    assert verify_data(tmp_path, None, 0.0) == []
    flip(folder / name)
    for _ in range(2):
        (failure,) = verify_data(tmp_path, None, 0.0)
        assert failure.about == "integrity"
        assert (failure.rule, failure.n_rows) == ("DAMAGED-PART", 1)
        assert name in str(failure)
        assert "`sayso repair`" in failure.message
    (folder / name).unlink()
    assert "missing" in str(verify_data(tmp_path, None, 0.0)[0])


def test_change_whose_time_was_set_back_is_found(tmp_path):
    folder = write_part(tmp_path)
    verify_data(tmp_path, None, 0.0)
    path = folder / "quotes.parquet"
    before = path.stat()
    flip(path)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert verify_data(tmp_path, None, 0.0)


@pytest.mark.parametrize("share", [0.25, 0.5, 1.0])
def test_what_no_look_shows_is_found_in_turn(tmp_path, hashed, share):
    names = [f"{number:02}" for number in range(12)]
    paths = {name: tmp_path / name for name in names}
    for path in paths.values():
        path.write_bytes(b"rows")
    groups = [FileGroup(name, {path: hash_file(path)}) for name, path in paths.items()]
    looks = {group.name: look_at(group) for group in groups}
    for turn in range(round(1 / share)):
        assert verify_groups(groups, looks, verify._choose(turn, share)) == ([], looks)
    assert sorted(hashed) == names


def test_lost_marker_is_told_and_a_lost_memory_costs_only_hashing(tmp_path, hashed):
    folder = write_part(tmp_path)
    write_part(tmp_path, "whole")
    assert verify_data(tmp_path, None, 0.0) == []
    (tmp_path / "work" / "verified.json").write_text('{"runs": 1, ', "utf-8")
    (folder / "marker.json").unlink()
    (failure,) = verify_data(tmp_path, None, 0.0)
    assert (failure.rule, failure.rows) == ("LOST-MARKER", ({"part": "abc"},))
    assert hashed[4:] == ["quotes.parquet", RECORDS_FILE]
    assert read_memory(tmp_path / "work").runs == 1


def test_marker_of_a_version_without_the_records_hash_gets_it_when_first_seen(tmp_path):
    folder = write_part(tmp_path, records=None)
    assert find_damage(group_part(folder, read_marker(folder))) == []
    assert verify_data(tmp_path, None, 0.0) == []
    assert read_marker(folder).records == hash_file(folder / RECORDS_FILE)


def test_lost_records_are_damage_until_that_is_written_down(tmp_path):
    folder = write_part(tmp_path, records=None)
    (folder / RECORDS_FILE).unlink()
    marker = complete_marker(folder, read_marker(folder))
    assert marker.records is None
    assert folder / RECORDS_FILE in group_part(folder, marker).hashes
    write_marker(folder, make_marker("abc", files=marker.files, records=LOST))
    assert verify_data(tmp_path, None, 0.0) == []
