from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.documents import Record, Reject
from tasks.read.inputs import InputError, read_inputs
from tasks.read.options import ReadOptions

TEXT = "“We will rebuild the bridge,” the mayor said on Tuesday.\nWork starts in May, she added."
ENTRIES = [
    {"id": "a1", "title": "Bridge", "url": "https://post.example/bridge", "source": "Post", "text": TEXT},
    {"id": "a2", "title": "School", "url": "https://post.example/school", "source": "Post", "text": TEXT.upper()},
]


def write_json_lines() -> bytes:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in ENTRIES).encode()


def write_json() -> bytes:
    return json.dumps(ENTRIES, indent=2).encode()


def write_delimited(delimiter: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(ENTRIES[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ENTRIES)
    return stream.getvalue().encode()


def write_parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ENTRIES), stream, row_group_size=1)
    return stream.getvalue()


def read(path: Path, options: ReadOptions | None = None) -> list[Record | Reject]:
    return list(read_inputs([str(path)], options or ReadOptions()))


def read_bytes(tmp_path: Path, name: str, raw: bytes, options: ReadOptions | None = None) -> list[Record | Reject]:
    path = tmp_path / name
    path.write_bytes(raw)
    return read(path, options)


def reasons(found: list[Record | Reject]) -> list[tuple[str, str | None]]:
    return [(entry.reason if isinstance(entry, Reject) else "kept", entry.position) for entry in found]


WRITERS: dict[str, Callable[[], bytes]] = {
    "line": write_json_lines,
    "item": write_json,
    "row": write_delimited,
    "row tab": lambda: write_delimited("\t"),
    "row semicolon": lambda: write_delimited(";"),
    "row parquet": write_parquet,
}
NAMES = {
    "line": ("d.jsonl", "d.ndjson", "d.json", "d.txt", "d.csv", "d", "d.dat"),
    "item": ("d.json", "d.jsonl", "d", "d.txt", "d.dat"),
    "row": ("d.csv", "d.txt", "d", "d.json", "d.tsv"),
    "row tab": ("d.tsv", "d.csv", "d"),
    "row semicolon": ("d.csv",),
    "row parquet": ("d.parquet", "d", "d.csv", "d.json"),
}


@pytest.mark.parametrize(("unit", "name"), [(unit, name) for unit, names in NAMES.items() for name in names])
@pytest.mark.parametrize("is_gzipped", [False, True])
def test_every_format_under_every_name(tmp_path: Path, unit: str, name: str, is_gzipped: bool) -> None:
    raw = WRITERS[unit]()
    found = read_bytes(tmp_path, name, gzip.compress(raw, mtime=0) if is_gzipped else raw)
    assert [entry for entry in found if isinstance(entry, Reject)] == []
    records = [entry for entry in found if isinstance(entry, Record)]
    assert [(record.record_id, record.content) for record in records] == [("a1", TEXT), ("a2", TEXT.upper())]
    assert [record.position for record in records] == [f"{unit.split()[0]} 1", f"{unit.split()[0]} 2"]
    assert dict(records[0].fields) == {"title": "Bridge", "url": "https://post.example/bridge", "outlet": "Post"}
    assert records[0].source_path == str(tmp_path / name)


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz", "a", "a.story", "a.html"])
def test_a_text_file_is_one_record(tmp_path: Path, name: str) -> None:
    raw = TEXT.replace("\n", "\r\n").encode()
    (record,) = read_bytes(tmp_path, name, gzip.compress(raw, mtime=0) if name.endswith(".gz") else raw)
    assert isinstance(record, Record)
    assert (record.content, record.media) == (raw.decode(), "text")
    assert (record.record_id, record.position) == (name, None)


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a", "a.htm.gz"])
def test_a_page_is_one_record(tmp_path: Path, name: str) -> None:
    raw = f"<!doctype html><html><body><p>{TEXT}</p></body></html>".encode()
    (record,) = read_bytes(tmp_path, name, gzip.compress(raw, mtime=0) if name.endswith(".gz") else raw)
    assert isinstance(record, Record)
    assert (record.media, record.content) == ("html", raw.decode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("unit", ["line", "item", "row"])
def test_byte_order_marks(tmp_path: Path, unit: str, encoding: str) -> None:
    found = read_bytes(tmp_path, "d", WRITERS[unit]().decode().encode(encoding))
    assert [entry.content for entry in found if isinstance(entry, Record)] == [TEXT, TEXT.upper()]


def test_windows_1252_lines(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "d.csv", write_delimited().decode().encode("cp1252"))
    assert [entry.content for entry in found if isinstance(entry, Record)] == [TEXT, TEXT.upper()]


def test_one_object_is_a_record_without_position(tmp_path: Path) -> None:
    (record,) = read_bytes(tmp_path, "a.json", json.dumps(ENTRIES[0], indent=1).encode())
    assert isinstance(record, Record)
    assert (record.record_id, record.position) == ("a1", None)


def test_a_response_holds_its_articles(tmp_path: Path) -> None:
    found = read_bytes(tmp_path, "a.json", json.dumps({"status": "ok", "articles": [*ENTRIES, 3]}, indent=1).encode())
    assert reasons(found) == [("kept", "item 1"), ("kept", "item 2"), ("bad_json", "item 3")]


def test_a_header_is_read_and_left_in_the_text(tmp_path: Path) -> None:
    text = f"Title: Bridge\nDate: 2024-10-23\nSource: Post\n\n{TEXT}\n"
    (record,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert isinstance(record, Record)
    assert record.content == text
    assert dict(record.fields) == {"title": "Bridge", "published_at": "2024-10-23", "outlet": "Post"}


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\n\nSource: Post\n",
        f"Title: Bridge\n{TEXT}",
        f"Title: Bridge\nTitle: Other\n\n{TEXT}",
        f"Mayor: we will rebuild\n\n{TEXT}",
        "Title: Bridge\n\n",
        "Title: Bridge",
        f"\nTitle: Bridge\n\n{TEXT}",
    ],
)
def test_no_header(tmp_path: Path, text: str) -> None:
    (record,) = read_bytes(tmp_path, "a.txt", text.encode())
    assert isinstance(record, Record)
    assert record.fields == {}


def test_bad_lines_are_one_reject_each(tmp_path: Path) -> None:
    good = json.dumps(ENTRIES[0]).encode()
    lines = [
        good,
        b"{bad",
        b"",
        b"[1]",
        b'{"id": "x"}',
        b"[" * 100_000,
        b'{"text": "a b c", "text": "d e f"}',
        b'{"text": "a b c", "text": "a b c"}',
        b'{"text": "\\ud800 a b"}',
        b'{"text": NaN}',
        b'{"text": "a b c", "rank": NaN, "size": Infinity}',
        b'{"n": ' + b"9" * 10_000 + b"}",
        b'{"text": "caf\xc3\xa9 \xff"}',
        good,
    ]
    found = read_bytes(tmp_path, "d.jsonl", b"\r\n".join(lines))
    assert reasons(found) == [
        ("kept", "line 1"),
        ("bad_json", "line 2"),
        ("bad_json", "line 4"),
        ("no_text", "line 5"),
        ("bad_json", "line 6"),
        ("bad_json", "line 7"),
        ("kept", "line 8"),
        ("encoding", "line 9"),
        ("no_text", "line 10"),
        ("kept", "line 11"),
        ("bad_json", "line 12"),
        ("encoding", "line 13"),
        ("kept", "line 14"),
    ]
    assert isinstance(found[1], Reject)
    assert found[1].raw == b"{bad\r\n"


def test_a_bad_item_does_not_spoil_the_next(tmp_path: Path) -> None:
    good = json.dumps(ENTRIES[0])
    raw = f'[{good}, {{"text": bad}}, 3, "}}]", null, {good}]'
    found = read_bytes(tmp_path, "d.json", raw.encode())
    assert reasons(found) == [
        ("kept", "item 1"),
        ("bad_json", "item 2"),
        ("bad_json", "item 3"),
        ("bad_json", "item 4"),
        ("bad_json", "item 5"),
        ("kept", "item 6"),
    ]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'[{"text": "a b c"}', [("kept", "item 1"), ("bad_json", "item 2")]),
        (b'[{"text": "a b c"}, {"text": "d e', [("kept", "item 1"), ("bad_json", "item 2")]),
        (b'[{"text": "a b c"}] trailing', [("kept", "item 1"), ("bad_json", "item 2")]),
        (b"[]", [("empty", None)]),
        (b'{"text": "a \\" b \\\\"}', [("kept", None)]),
        (b'{"text": "a b c"}{"text": "d e f"}', [("kept", "item 1"), ("kept", "item 2")]),
        (b"surely not json", [("bad_json", None)]),
    ],
)
def test_json_files(tmp_path: Path, raw: bytes, expected: list[tuple[str, str | None]]) -> None:
    assert reasons(read_bytes(tmp_path, "d.json", raw)) == expected


@pytest.mark.parametrize("chunk_bytes", [1, 2, 3, 7, 64])
def test_json_values_over_many_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chunk_bytes: int) -> None:
    monkeypatch.setattr("tasks.read.window._CHUNK_BYTES", chunk_bytes)
    entries = [{"text": text, "n": [1, {"a": "]}"}]} for text in ('\\" \\\\', "{", "a\\", '"', "plain words", "“ü”")]
    found = read_bytes(tmp_path, "d.json", json.dumps([*entries, 12345, None], ensure_ascii=False).encode())
    assert [entry.content for entry in found if isinstance(entry, Record)] == [entry["text"] for entry in entries]
    assert reasons(found)[len(entries) :] == [("bad_json", "item 7"), ("bad_json", "item 8")]


def test_bad_rows_are_one_reject_each(tmp_path: Path) -> None:
    long = "word " * 60_000
    raw = f'id,text\n1,"a, b\nc"\n2\n\n3,x,y\n4,"a"b\n5,{long}\n6,a\x00b\n7,last one'
    found = read_bytes(tmp_path, "d.csv", raw.encode(), ReadOptions(most_characters=400_000))
    assert reasons(found) == [
        ("kept", "row 1"),
        ("bad_row", "row 2"),
        ("bad_row", "row 3"),
        ("bad_row", "row 4"),
        ("kept", "row 5"),
        ("kept", "row 6"),
        ("kept", "row 7"),
    ]
    assert isinstance(found[0], Record)
    assert found[0].content == "a, b\nc"
    assert isinstance(found[2], Reject)
    assert found[2].raw == b"3,x,y\n"
    short = read_bytes(tmp_path, "e.csv", raw.encode(), ReadOptions(most_characters=1000))
    assert ("bad_row", "row 5") in reasons(short)
    assert ("kept", "row 7") in reasons(short)


def test_an_open_quotation_mark_is_not_mended(tmp_path: Path) -> None:
    assert reasons(read_bytes(tmp_path, "d.csv", b'id,text\n1,ok then\n2,"never closed\n3,x\n')) == [
        ("kept", "row 1"),
        ("bad_row", "row 2"),
    ]


@pytest.mark.parametrize("name", ["d.csv", "d.parquet"])
def test_a_table_without_a_text(tmp_path: Path, name: str) -> None:
    stream = io.BytesIO()
    pq.write_table(pa.table({"a": [1], "title": ["x"]}), stream)
    raw = stream.getvalue() if name.endswith("parquet") else b"a,title\n1,x\n"
    (reject,) = read_bytes(tmp_path, name, raw)
    assert isinstance(reject, Reject)
    assert reject.reason == "no_text"
    assert "title" in (reject.detail or "")


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    raw = write_parquet()
    for cut in (raw[:50], raw[:-5], raw[:100] + b"\xff" * 60 + raw[160:]):
        found = read_bytes(tmp_path, "d.parquet", cut)
        assert found
        assert all(entry.reason == "unreadable" for entry in found if isinstance(entry, Reject))
    assert reasons(read_bytes(tmp_path, "d.parquet", b"rubbish")) == [("unreadable", None)]


@pytest.mark.parametrize("unit", list(WRITERS))
def test_nothing_is_taken_from_a_damaged_gzip_stream(tmp_path: Path, unit: str) -> None:
    whole = gzip.compress(WRITERS[unit]())
    assert reasons(read_bytes(tmp_path, "d.gz", whole[:-6])) == [("truncated", None)]
    assert reasons(read_bytes(tmp_path, "d.gz", whole[: len(whole) // 2])) == [("truncated", None)]
    changed = whole[:-8] + bytes([whole[-8] ^ 1]) + whole[-7:]
    assert reasons(read_bytes(tmp_path, "d.gz", changed)) == [("checksum", None)]
    assert reasons(read_bytes(tmp_path, "d.gz", whole + b"more")) == [("unreadable", None)]
    members = gzip.compress(WRITERS[unit]()[:40]) + gzip.compress(WRITERS[unit]()[40:])
    assert reasons(read_bytes(tmp_path, "d.gz", members)) == reasons(read_bytes(tmp_path, "d", WRITERS[unit]()))


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.jsonl", b"\n \n", "empty"),
        ("a.csv", b"id,text\n", "empty"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), "empty"),
        ("a.pdf", b"%PDF-1.7 and then some text", "unsupported_format"),
        ("a.txt", b"PK\x03\x04 a zip", "truncated"),
        ("a", b"\x00\x01\x02", "unknown_format"),
        ("a.xml", b"<?xml version='1.0'?><rss><channel/></rss>", "empty"),
        ("a.xml", b"<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf><body/></nitf>", "no_text"),
        ("a.xml", b"<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>", "no_text"),
        ("a.warc", b"not a web archive", "unknown_format"),
        ("a.txt", b"A caf\xc3\xa9 owner\xff said so.", "encoding"),
        ("a.txt", "x".encode("utf-16") + b"\x00", "encoding"),
        ("a.jsonl", b"\xff\xfe{\x00\x00", "encoding"),
    ],
)
def test_files_that_are_turned_away(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    (reject,) = read_bytes(tmp_path, name, raw)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.stage, reject.source_path) == (reason, "read", str(tmp_path / name))
    assert reject.raw == (raw if reason != "empty" else reject.raw)


def test_what_is_too_long_is_cut(tmp_path: Path) -> None:
    options = ReadOptions(most_characters=10, most_kept_bytes=100)
    raw = b"word " * 2_000_000
    for name, content, position, start in (
        ("a.txt", raw, None, 0),
        ("a.jsonl", b'{"text": "' + raw + b'"}\n{"text": "b"}\n', "line 1", 0),
        ("a.json", b'[{"text": "' + raw + b'"}]', "item 1", 1),
    ):
        found = read_bytes(tmp_path, name, content, options)
        assert isinstance(found[0], Reject)
        assert (found[0].reason, found[0].position, found[0].raw) == (
            "too_long",
            position,
            content[start : start + 100],
        )
    assert reasons(read(tmp_path / "a.jsonl", options))[1:] == [("kept", "line 2")]


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", ".git/d.txt", "b/README.md", "b/notes"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT} {name}")
    (tmp_path / "b" / "loop").symlink_to(tmp_path)
    (tmp_path / "d.txt").symlink_to(tmp_path / "nowhere")
    found = read(tmp_path)
    named = [entry.record_id if isinstance(entry, Record) else entry.reason for entry in found]
    assert named == ["a.txt", "b/1.txt", "b/2.txt", "unknown_format", "b/notes", "c.txt", "unreadable"]
    assert list(read_inputs([str(tmp_path)], ReadOptions())) == found


def test_entries_without_id_are_named_by_their_place(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "d.jsonl").write_text('{"text": "one two three"}\n')
    (record,) = read(tmp_path)
    assert isinstance(record, Record)
    assert record.record_id == "part/d.jsonl:1"


def test_inputs_that_cannot_be_read_raise_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / ".hidden").write_text(TEXT)
    with pytest.raises(InputError, match="no such file or folder"):
        read_inputs([str(tmp_path / "a.txt"), str(tmp_path / "absent")], ReadOptions())
    with pytest.raises(InputError, match="holds no file to read"):
        read_inputs([str(tmp_path / "empty")], ReadOptions())
    with pytest.raises(InputError, match="neither a file nor a folder"):
        read_inputs(["/dev/null"], ReadOptions())


def test_inputs_are_streamed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(write_json_lines())
    (tmp_path / "b.txt").write_text(TEXT)
    stream = read_inputs([str(tmp_path)], ReadOptions())
    first = next(stream)
    (tmp_path / "b.txt").unlink()
    assert isinstance(first, Record)
    assert reasons(list(stream)) == [("kept", "line 2"), ("unreadable", None)]
