from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.documents import Record, Reject
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tasks.read.packing import PACKINGS, BrokenStreamError, UnpackedStream, find_packing
from tests.dumps import PACKERS, make_entry, write_json_lines

ENTRIES = [make_entry(number) for number in range(3)]
LINES = write_json_lines(ENTRIES)


def read(tmp_path: Path, name: str, raw: bytes, **options: float) -> list[Record | Reject]:
    path = tmp_path / name
    path.write_bytes(raw)
    return list(read_inputs([str(path)], ReadOptions(**options)))  # type: ignore[arg-type]


def reasons(found: list[Record | Reject]) -> list[str]:
    return [entry.reason if isinstance(entry, Reject) else "kept" for entry in found]


def unpack(raw: bytes) -> bytes:
    packing = find_packing(raw)
    assert packing is not None
    return io.BufferedReader(UnpackedStream(io.BytesIO(raw), packing, 250)).read()


def test_every_packing_is_tried() -> None:
    assert {find_packing(pack(b"x")) for pack in PACKERS.values()} == set(PACKINGS)


@pytest.mark.parametrize("suffix", PACKERS)
@settings(deadline=None, max_examples=20)
@given(parts=st.lists(st.binary(max_size=50) | st.just(b"line " * 30_000), min_size=1, max_size=3))
def test_members_are_joined(suffix: str, parts: list[bytes]) -> None:
    assert unpack(b"".join(PACKERS[suffix](part) for part in parts)) == b"".join(parts)


@pytest.mark.parametrize("suffix", PACKERS)
def test_nothing_is_kept_of_what_is_damaged(tmp_path: Path, suffix: str) -> None:
    whole = PACKERS[suffix](LINES)
    for at in range(8, len(whole) - 1, 7):
        assert reasons(read(tmp_path, f"cut{suffix}", whole[:at])) == ["truncated"]
        flipped = whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]
        found = read(tmp_path, f"flipped{suffix}", flipped)
        # A flag or a time in a header may change without harm, and what is whole is kept.
        assert [entry.content for entry in found if isinstance(entry, Record)] in ([], [e["text"] for e in ENTRIES])
        assert set(reasons(found)) <= {"kept", "checksum", "unreadable", "truncated"}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("rest", [b"more", b"x" * 70_000])
def test_what_follows_is_not_left_out_without_a_word(tmp_path: Path, suffix: str, rest: bytes) -> None:
    (reject,) = read(tmp_path, f"a{suffix}", PACKERS[suffix](LINES) + rest)
    assert isinstance(reject, Reject)
    assert reject.reason == "unreadable"
    assert "followed by other bytes" in str(reject.detail)
    assert reject.raw.startswith(PACKERS[suffix](LINES))


@pytest.mark.parametrize("suffix", [".gz", ".xz"])
def test_padding_is_passed_over(suffix: str) -> None:
    raw = PACKERS[suffix](LINES)
    assert unpack(raw + bytes(8) + raw + bytes(12)) == LINES * 2


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_bomb_is_not_unpacked(tmp_path: Path, suffix: str) -> None:
    bomb = PACKERS[suffix](bytes(80_000_000))
    # lz4 cannot pack more than 255 times.
    (reject,) = read(tmp_path, f"a.txt{suffix}", bomb, most_ratio=200)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.raw) == ("bomb", bomb)


def test_limits_are_settings(tmp_path: Path) -> None:
    raw = PACKERS[".gz"](LINES)
    assert reasons(read(tmp_path, "a.gz", raw, most_unpacked_bytes=len(LINES))) == ["kept"] * 3
    (reject,) = read(tmp_path, "a.gz", raw, most_unpacked_bytes=len(LINES) - 1)
    assert isinstance(reject, Reject)
    assert reject.reason == "bomb"
    for _ in range(3):
        raw = PACKERS[".gz"](raw)
    assert reasons(read(tmp_path, "a.gz", raw, most_depth=4)) == ["kept"] * 3
    assert reasons(read(tmp_path, "a.gz", raw, most_depth=3)) == ["too_deep"]


def test_an_unpacked_stream_complains_once_read(tmp_path: Path) -> None:
    stream = UnpackedStream(io.BytesIO(PACKERS[".gz"](LINES)[:-1]), PACKINGS[0], 250)
    with pytest.raises(BrokenStreamError, match="ends before its checksum"):
        io.BufferedReader(stream).read()
