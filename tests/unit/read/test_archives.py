from __future__ import annotations

import io
import stat
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.identity import identify_record, is_placed
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import PACKERS, make_entry, write_json_lines, write_page, write_tar, write_zip

ENTRIES = [make_entry(number) for number in range(3)]
PAGE, LINES, TEXT = write_page(ENTRIES[0]), write_json_lines(ENTRIES), ENTRIES[1]["text"].encode()
MEMBERS = {"pages/a.html": PAGE, "d.jsonl": LINES, "pages/2024-10-23.txt": TEXT}
BAD_NAMES = [
    "../../etc/x.txt",
    "a/../../x.txt",
    "/etc/x.txt",
    "\\windows\\x.txt",
    "C:\\x.txt",
    "..\\x.txt",
    "a\nb.txt",
    "a\x1b[2J.txt",
    "txt.\u202egpj.txt",
]


def read(path: Path, raw: bytes, **options: Any) -> list[Record | Reject]:
    path.write_bytes(raw)
    return list(read_inputs([str(path)], ReadOptions(**options)))


def reasons(found: list[Record | Reject]) -> list[str]:
    return [entry.reason if isinstance(entry, Reject) else "kept" for entry in found]


@pytest.mark.parametrize("write", [write_zip, write_tar, *(lambda m, p=p: p(write_tar(m)) for p in PACKERS.values())])
def test_members_are_read_by_their_formats(tmp_path: Path, write: Any) -> None:
    found = read(tmp_path / "dump", write(MEMBERS))
    assert reasons(found) == ["kept"] * 5
    assert [entry.source_path.removeprefix(str(tmp_path)) for entry in found] == [
        "/dump!pages/a.html",
        *["/dump!d.jsonl"] * 3,
        "/dump!pages/2024-10-23.txt",
    ]
    assert [entry.position for entry in found] == [None, "line 1", "line 2", "line 3", None]
    assert [entry.record_id for entry in found] == ["pages/a.html", "b-0", "b-1", "b-2", "pages/2024-10-23.txt"]


def test_a_member_is_dated_by_its_own_name(tmp_path: Path) -> None:
    found = read(tmp_path / "2019-01-01.zip", write_zip({"2024-10-23.txt": TEXT, "undated.txt": TEXT}))
    dates = [document.published_at for entry in found if isinstance(document := _document(entry), Document)]
    assert [date and date.isoformat() for date in dates] == ["2024-10-23T00:00:00+00:00", None]


def test_a_member_keeps_its_identity(tmp_path: Path) -> None:
    lines = b'{"text": "The ferry left at noon."}\n'
    (first,) = read(tmp_path / "monday.zip", write_zip({"d.jsonl": lines}))
    (text,) = read(tmp_path / "monday.zip", write_zip({"a.txt": TEXT}))
    assert isinstance(first, Record)
    assert isinstance(text, Record)
    assert first.record_id == "d.jsonl:1"
    assert is_placed(first)
    assert identify_record(text) == f"file:{tmp_path}/monday.zip!a.txt"


def test_archives_within_archives(tmp_path: Path) -> None:
    inner = write_zip({"deep.tar.xz": PACKERS[".xz"](write_tar(MEMBERS)), "d.jsonl.gz": PACKERS[".gz"](LINES)})
    found = read(tmp_path / "dump.zip", write_zip({"inner.zip": inner}))
    assert reasons(found) == ["kept"] * 8
    assert str(tmp_path / "dump.zip!inner.zip!deep.tar.xz!pages/a.html") == found[0].source_path
    assert found[0].record_id == "inner.zip!deep.tar.xz!pages/a.html"
    assert reasons(read(tmp_path / "dump.tar", write_tar({"inner.zip": inner}))) == ["kept"] * 8
    found = read(tmp_path / "dump.zip", write_zip({"inner.zip": inner, "a.txt": TEXT}), most_depth=2)
    assert reasons(found) == ["too_deep", "too_deep", "kept"]
    assert found[0].source_path.endswith("dump.zip!inner.zip!deep.tar.xz")


def test_an_archive_that_holds_itself_ends(tmp_path: Path) -> None:
    raw = TEXT
    for number in range(12):
        raw = write_zip({f"{number}.zip": raw})
    (reject,) = read(tmp_path / "a.zip", raw)
    assert isinstance(reject, Reject)
    assert reject.reason == "too_deep"
    assert reject.raw


@pytest.mark.parametrize("name", BAD_NAMES)
@pytest.mark.parametrize("write", [write_zip, write_tar])
def test_tricky_names_are_turned_away(tmp_path: Path, write: Any, name: str) -> None:
    found = read(tmp_path / "dump", write({"a.txt": TEXT, name: TEXT, "b.txt": TEXT}))
    assert reasons(found) == ["kept", "unsafe_member", "kept"]
    assert isinstance(found[1], Reject)
    assert found[1].raw == TEXT
    assert found[1].source_path == f"{tmp_path}/dump!{name}"


def test_a_name_cut_by_a_nul(tmp_path: Path) -> None:
    raw = write_zip({"a.txtXb.exe": TEXT}).replace(b"a.txtX", b"a.txt\x00")
    assert reasons(read(tmp_path / "a.zip", raw)) == ["unsafe_member"]


def test_a_name_that_stands_twice(tmp_path: Path) -> None:
    twice = write_zip({"a.txt": TEXT, "b.txt": PAGE}).replace(b"b.txt", b"a.txt")
    assert reasons(read(tmp_path / "a.zip", twice)) == ["kept", "unsafe_member"]
    # A tar archive is brought up to date by adding to it.
    twice = _write_tar(_file("a.txt", TEXT), _file("a.txt", TEXT + b" More followed."))
    assert reasons(read(tmp_path / "a.tar", twice)) == ["kept", "kept"]


def test_links_and_devices(tmp_path: Path) -> None:
    special = []
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        info = tarfile.TarInfo("special")
        info.type, info.linkname = kind, "/etc/passwd"
        special.append((info, b""))
    found = read(tmp_path / "a.tar", _write_tar(_file("a.txt", TEXT), *special, _file("b.txt", TEXT)))
    assert reasons(found) == ["kept", *["unsafe_member"] * 4, "kept"]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("link.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    (reject,) = read(tmp_path / "a.zip", stream.getvalue())
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.raw) == ("unsafe_member", b"/etc/passwd")


def test_what_systems_leave_is_passed_over(tmp_path: Path) -> None:
    members = {"__MACOSX/._a.txt": b"\x00\x05", ".DS_Store": b"\x00", "a/.git/x.txt": TEXT, "./a.txt": TEXT}
    assert reasons(read(tmp_path / "a.zip", write_zip(members))) == ["kept"]
    assert reasons(read(tmp_path / "a.tar", write_tar(members))) == ["kept"]
    del members["./a.txt"]
    assert reasons(read(tmp_path / "a.zip", write_zip(members))) == ["empty"]
    assert reasons(read(tmp_path / "a.tar", write_tar(members))) == ["empty"]


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    raw = bytearray(write_zip({"a.txt": TEXT, "d.jsonl": LINES * 50, "b.txt": TEXT}))
    at = raw.index(b"d.jsonl") + 200
    raw[at] ^= 16
    found = read(tmp_path / "a.zip", bytes(raw))
    assert reasons(found) == ["kept", "checksum", "kept"]
    assert found[1].source_path.endswith("a.zip!d.jsonl")


def test_nothing_is_taken_before_a_members_checksum(tmp_path: Path) -> None:
    stream = io.BytesIO()
    lines = write_json_lines([make_entry(number) for number in range(4000)])
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo("d.jsonl"), lines)
    raw = bytearray(stream.getvalue())
    raw[raw.rindex(b"Ferries")] = ord("f")  # a line near the end that still is good JSON
    assert reasons(read(tmp_path / "a.zip", bytes(raw))) == ["checksum"]


def test_damaged_archives(tmp_path: Path) -> None:
    whole = write_zip(MEMBERS)
    assert reasons(read(tmp_path / "a.zip", whole[:-40])) == ["truncated"]
    assert reasons(read(tmp_path / "a.zip", whole[:200])) == ["truncated"]
    directory = whole.index(b"PK\x01\x02")
    assert reasons(read(tmp_path / "a.zip", whole[:directory] + b"XX" + whole[directory + 2 :])) == ["unreadable"]


def test_a_tar_that_is_cut_or_damaged_keeps_what_stood_before(tmp_path: Path) -> None:
    whole = write_tar({"a.txt": TEXT, "b.txt": TEXT * 40, "c.txt": TEXT})
    second, third = whole.index(b"b.txt"), whole.index(b"c.txt")
    assert reasons(read(tmp_path / "a.tar", whole[: second + 700])) == ["kept", "truncated"]
    assert reasons(read(tmp_path / "a.tar", whole[: second + 100])) == ["kept", "unreadable"]
    assert reasons(read(tmp_path / "a.tar", whole[:third])) == ["kept", "kept", "truncated"]
    changed = whole[: third + 1] + b"X" + whole[third + 2 :]
    assert reasons(read(tmp_path / "a.tar", changed)) == ["kept", "kept", "unreadable"]
    assert reasons(read(tmp_path / "a.tar", whole + b"more")) == ["kept"] * 3 + ["unreadable"]


def test_an_encrypted_member(tmp_path: Path) -> None:
    raw = bytearray(write_zip({"a.txt": TEXT}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    (reject,) = read(tmp_path / "a.zip", bytes(raw))
    assert isinstance(reject, Reject)
    assert (reject.reason, "encrypted" in str(reject.detail)) == ("unreadable", True)


def test_one_bomb_does_not_cost_the_others(tmp_path: Path) -> None:
    zeros = bytes(40_000_000)
    found = read(tmp_path / "a.zip", write_zip({"a.txt": TEXT, "bomb.txt": zeros, "b.txt": TEXT}))
    assert reasons(found) == ["kept", "bomb", "kept"]
    inner = write_tar({"a.txt": TEXT, "bomb.txt.xz": PACKERS[".xz"](zeros), "b.txt": TEXT})
    assert reasons(read(tmp_path / "a.tar", inner)) == ["kept", "bomb", "kept"]


def test_many_small_bombs_are_one(tmp_path: Path) -> None:
    # Each is short enough not to be looked at alone.
    members = {f"{number}.txt": b"word " * 3_000_000 for number in range(20)}
    found = read(tmp_path / "a.zip", write_zip(members), most_ratio=10)
    assert reasons(found[:3]) == ["kept"] * 3
    assert reasons(found[-2:]) == ["bomb"] * 2


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    raw = bytearray(write_zip({"a.txt": TEXT, "b.txt": TEXT}))
    second = raw.index(b"PK\x01\x02", raw.index(b"PK\x01\x02") + 1)
    raw[second + 42 : second + 46] = (10).to_bytes(4, "little")
    assert reasons(read(tmp_path / "a.zip", bytes(raw))) == ["kept", "unsafe_member"]


def test_a_long_list_of_members_is_not_loaded(tmp_path: Path) -> None:
    raw = bytearray(write_zip({"a.txt": TEXT}))
    end = raw.index(b"PK\x05\x06")
    raw[end + 12 : end + 16] = (1 << 30).to_bytes(4, "little")
    assert reasons(read(tmp_path / "a.zip", bytes(raw))) == ["bomb"]


def test_a_tar_header_too_long_to_hold(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 5_000_000
    raw = info.tobuf(tarfile.GNU_FORMAT) + bytes(5_000_192)
    assert reasons(read(tmp_path / "a.tar", raw)) == ["unreadable"]


def test_what_must_be_spooled_is_limited(tmp_path: Path) -> None:
    member = PACKERS[".gz"](LINES)
    found = read(tmp_path / "a.tar", write_tar({"d.gz": member, "a.txt": TEXT}), most_spooled_bytes=len(member) - 1)
    assert reasons(found) == ["too_long", "kept"]


def _document(entry: Record | Reject) -> Document | Reject:
    assert isinstance(entry, Record)
    return make_document(entry, ReadOptions())


def _file(name: str, raw: bytes) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(raw)
    return info, raw


def _write_tar(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for info, raw in members:
            archive.addfile(info, io.BytesIO(raw))
    return stream.getvalue()
