"""A copy has its own bytes, and its hash is that of what was written."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from tasks.publish import copies
from tasks.publish.copies import copy_file
from tasks.publish.parquet import CHUNK_BYTES, hash_file


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"0123456789" * (CHUNK_BYTES // 4))
    return path


def test_copy_is_hashed_and_parted_from_its_source(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    assert copy_file(source, target) == hash_file(source) == hash_file(target)
    before = target.read_bytes()
    source.write_bytes(b"changed")
    assert target.read_bytes() == before


def test_clone_is_hashed_from_what_it_holds(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def clone(writer: int, request: int, reader: int) -> int:
        assert request == copies._FICLONE
        (tmp_path / "target").write_bytes(b"shared blocks")
        return 0

    monkeypatch.setattr(fcntl, "ioctl", clone)
    assert copy_file(source, tmp_path / "target") == hash_file(tmp_path / "target")
    assert (tmp_path / "target").read_bytes() == b"shared blocks"


def test_a_file_that_is_there_is_not_written_over(source: Path) -> None:
    with pytest.raises(FileExistsError):
        copy_file(source, source)
