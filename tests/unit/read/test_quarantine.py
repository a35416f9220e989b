from __future__ import annotations

from pathlib import Path

from tasks.documents import Reject
from tasks.read.quarantine import quarantine_reject


def make_reject(raw: bytes) -> Reject:
    return Reject("in/dump.jsonl", "line 1", None, "read", "bad_json", None, raw)


def test_writes_the_bytes_once(tmp_path: Path) -> None:
    folder = tmp_path / "quarantine"
    kept, n_bytes = quarantine_reject(make_reject(b"{bad"), folder)
    written = (folder / kept).stat().st_mtime_ns
    assert (folder / kept).read_bytes() == b"{bad"
    assert n_bytes == 4
    assert kept == f"{Path(kept).stem[:2]}/{Path(kept).stem}.bin"
    assert quarantine_reject(make_reject(b"{bad"), folder) == (kept, 4)
    assert (folder / kept).stat().st_mtime_ns == written
    assert [path for path in folder.rglob("*") if path.is_file()] == [folder / kept]


def test_mends_a_copy_that_was_cut(tmp_path: Path) -> None:
    kept, _ = quarantine_reject(make_reject(b"abcdef"), tmp_path)
    (tmp_path / kept).write_bytes(b"abc")
    quarantine_reject(make_reject(b"abcdef"), tmp_path)
    assert (tmp_path / kept).read_bytes() == b"abcdef"


def test_no_bytes(tmp_path: Path) -> None:
    kept, n_bytes = quarantine_reject(make_reject(b""), tmp_path)
    assert n_bytes == 0
    assert (tmp_path / kept).read_bytes() == b""
