from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli
import pytest
from fastwarc.warc import ArchiveIterator

from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.identity import identify_record
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import PACKERS, make_entry, write_page, write_response, write_warc, write_warc_record, write_wet

ENTRIES = [make_entry(number) for number in range(3)]
URL = "https://post.example/a"
PAGE = write_page(ENTRIES[0])
BY_RECORD = [suffix for suffix in PACKERS if suffix in (".gz", ".zst", ".lz4")]


def read(tmp_path: Path, raw: bytes, name: str = "a.warc", **options: Any) -> list[Record | Reject]:
    path = tmp_path / name
    path.write_bytes(raw)
    return list(read_inputs([str(path)], ReadOptions(**options)))


def reasons(found: list[Record | Reject]) -> list[str]:
    return [entry.reason if isinstance(entry, Reject) else "kept" for entry in found]


def pack(suffix: str, records: list[bytes]) -> bytes:
    return b"".join(map(PACKERS[suffix], records))


def test_pages_of_a_crawl(tmp_path: Path) -> None:
    found = read(tmp_path, b"".join(write_warc(ENTRIES)))
    assert [(entry.position, entry.record_id) for entry in found] == [
        (f"record {3 + 2 * number}", entry["url"]) for number, entry in enumerate(ENTRIES)
    ]
    assert isinstance(found[0], Record)
    assert (found[0].media, found[0].content) == ("html", PAGE.decode())
    assert identify_record(found[0]) == "url:post.example/0/bridge"
    document = make_document(found[0], ReadOptions())
    assert isinstance(document, Document)
    assert (document.outlet, document.published_from) == ("Example Post", "html")
    assert document.source_text.endswith(ENTRIES[0]["text"])


def test_the_writer_of_these_tests_writes_what_the_library_reads(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(write_warc(ENTRIES)))
    with (tmp_path / "a.warc").open("rb") as stream:
        assert len([record.reader.read() for record in ArchiveIterator(stream)]) == 7


def test_texts_of_a_wet_file(tmp_path: Path) -> None:
    found = read(tmp_path, b"".join(write_wet(ENTRIES)))
    assert reasons(found) == ["kept"] * 3
    assert isinstance(found[0], Record)
    assert (found[0].media, found[0].fields) == ("text", {"url": ENTRIES[0]["url"]})
    assert found[0].content == f"{ENTRIES[0]['title']}\n{ENTRIES[0]['text']}"


def test_when_a_page_was_fetched_is_not_when_it_was_published(tmp_path: Path) -> None:
    (record,) = read(
        tmp_path, write_response(URL, b"<html><body><p>The ferry left at noon, they said.</p></body></html>")
    )
    assert isinstance(record, Record)
    document = make_document(record, ReadOptions())
    assert isinstance(document, Document)
    assert document.published_at is None


def gzip_in_chunks(page: bytes) -> bytes:
    packed = PACKERS[".gz"](page)
    parts = [packed[at : at + 100] for at in range(0, len(packed), 100)]
    return b"".join(b"%X;x=y\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflate_bare(page: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(page) + packer.flush()


@pytest.mark.parametrize(
    ("encode", "headers"),
    [
        (bytes, ""),
        (PACKERS[".gz"], "Content-Encoding: gzip\r\n"),
        (PACKERS[".zst"], "content-encoding: ZSTD\r\n"),
        (zlib.compress, "Content-Encoding: deflate\r\n"),
        (deflate_bare, "Content-Encoding: deflate\r\n"),
        (brotli.compress, "Content-Encoding: br\r\n"),
        (lambda page: PACKERS[".gz"](zlib.compress(page)), "Content-Encoding: deflate, gzip\r\n"),
        (gzip_in_chunks, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        # Stored as they were after decoding, headers as they were before.
        (bytes, "Content-Encoding: gzip\r\n"),
        (bytes, "Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n"),
        (bytes, "Content-Encoding: deflate\r\n"),
    ],
)
def test_bodies_are_decoded(tmp_path: Path, encode: Callable[[bytes], bytes], headers: str) -> None:
    (record,) = read(tmp_path, write_response(URL, encode(PAGE), headers=f"Content-Type: text/html\r\n{headers}"))
    assert isinstance(record, Record)
    assert record.content == PAGE.decode()


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (PACKERS[".gz"](PAGE)[:-20], "Content-Encoding: gzip\r\n", "truncated"),
        (zlib.compress(PAGE)[:-20], "Content-Encoding: deflate\r\n", "truncated"),
        (gzip_in_chunks(PAGE)[:-30], "Transfer-Encoding: chunked\r\n", "truncated"),
        (brotli.compress(PAGE)[:-20], "Content-Encoding: br\r\n", "unreadable"),
        (PAGE, "Content-Encoding: unheard-of\r\n", "unreadable"),
        (PACKERS[".gz"](bytes(30_000_000)), "Content-Encoding: gzip\r\n", "too_long"),
        (b"<p>caf\xe9 \xff\xfe\x81 \xc3\xa9\xc3\xa8</p>", "", "encoding"),
        (b"  \r\n", "", "empty"),
    ],
)
def test_bodies_that_cannot_be_read(tmp_path: Path, body: bytes, headers: str, reason: str) -> None:
    raw = write_response(URL, body, headers=f"Content-Type: text/html\r\n{headers}")
    found = read(tmp_path, raw + write_response(URL, PAGE))
    assert reasons(found) == [reason, "kept"]
    assert found[0].record_id == URL


@pytest.mark.parametrize(
    ("http", "meta", "encoding"),
    [("; charset=windows-1251", "", "cp1251"), ('; charset="koi8-r"', "", "koi8-r"), ("", "windows-1251", "cp1251")],
)
def test_charsets(tmp_path: Path, http: str, meta: str, encoding: str) -> None:
    page = f'<html><head><meta charset="{meta}"></head><body><p>Мэр сказал, что мост откроют.</p></body></html>'
    raw = write_response(URL, page.encode(encoding), headers=f"Content-Type: text/html{http}\r\n")
    (record,) = read(tmp_path, raw)
    assert isinstance(record, Record)
    assert record.content == page


TURNED_AWAY = {
    "http_status": write_response(URL, PAGE, status="404 Not Found"),
    "media_type": write_response(URL, b"\x89PNG" * 50_000, headers="Content-Type: image/png\r\n"),
    "revisit": write_response(URL, b"", kind="revisit", warc_headers=f"WARC-Refers-To-Target-URI: {URL}\r\n"),
    "truncated": write_response(URL, PAGE, warc_headers="WARC-Truncated: length\r\n"),
    "checksum": write_response(URL, PAGE, warc_headers=f"WARC-Block-Digest: sha1:{'A' * 32}\r\n"),
    "unsupported_format": write_warc_record("new-kind", "text/plain", b"text", URL),
}


@pytest.mark.parametrize("reason", TURNED_AWAY)
def test_records_that_are_no_articles(tmp_path: Path, reason: str) -> None:
    found = read(tmp_path, TURNED_AWAY[reason] + write_response(URL, PAGE))
    assert reasons(found) == [reason, "kept"]
    assert isinstance(found[0], Reject)
    assert found[0].raw == TURNED_AWAY[reason].removesuffix(b"\r\n\r\n")[: 1 << 16]


def test_a_page_without_a_media_type(tmp_path: Path) -> None:
    raw = write_response(URL, PAGE, headers="") + write_response(URL, b"User-agent: *", headers="")
    assert reasons(read(tmp_path, raw)) == ["kept", "media_type"]
    resource = write_warc_record("resource", "text/html", PAGE, URL) + write_warc_record(
        "resource", "text/dns", b"a", URL
    )
    assert reasons(read(tmp_path, resource)) == ["kept", "media_type"]


def test_a_file_without_pages(tmp_path: Path) -> None:
    (reject,) = read(tmp_path, write_warc_record("warcinfo", "application/warc-fields", b"software: test\r\n"))
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.detail) == ("empty", "none of its 1 records is a page or a text")


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("is_by_record", [True, False])
def test_packed_by_record_or_whole(tmp_path: Path, suffix: str, is_by_record: bool) -> None:
    records = write_warc(ENTRIES)
    raw = pack(suffix, records if is_by_record else [b"".join(records)])
    found = read(tmp_path, raw, f"a.warc{suffix}")
    assert [entry.position for entry in found] == ["record 3", "record 5", "record 7"]
    assert reasons(found) == ["kept"] * 3


@pytest.mark.parametrize("suffix", BY_RECORD)
@pytest.mark.parametrize("broken", [0, 2, 4, 6])
@pytest.mark.parametrize("shift", [0, 2, 40, 100])
def test_a_damaged_record_costs_only_itself(tmp_path: Path, suffix: str, broken: int, shift: int) -> None:
    members = [bytearray(PACKERS[suffix](record)) for record in write_warc(ENTRIES)]
    members[broken][shift] ^= 0x55
    found = read(tmp_path, b"".join(members), f"a.warc{suffix}")
    kept = [entry.record_id for entry in found if isinstance(entry, Record)]
    urls = [entry["url"] for number, entry in enumerate(ENTRIES) if 2 + 2 * number != broken]
    assert kept == urls or (kept == [entry["url"] for entry in ENTRIES] and shift < 10)
    (reject,) = (entry for entry in found if isinstance(entry, Reject))
    assert reject.raw == bytes(members[broken])


@pytest.mark.parametrize("suffix", BY_RECORD)
def test_the_last_record_is_cut(tmp_path: Path, suffix: str) -> None:
    raw = pack(suffix, write_warc(ENTRIES))
    assert reasons(read(tmp_path, raw[:-30], f"a.warc{suffix}")) == ["kept", "kept", "truncated"]
    assert reasons(read(tmp_path, raw + b"rubbish", f"a.warc{suffix}")) == ["kept"] * 3 + ["unreadable"]


def test_a_damaged_plain_file_goes_on_at_the_next_record(tmp_path: Path) -> None:
    first, second, third = (write_response(f"{URL}{number}", PAGE) for number in range(3))
    assert reasons(read(tmp_path, first + second[:-200])) == ["kept", "truncated"]
    assert reasons(read(tmp_path, first + b"rubbish\r\nmore\r\n" + second)) == ["kept", "unreadable", "kept"]
    short = second.replace(b"Content-Length: ", b"Content-Length: 1", 1)
    assert reasons(read(tmp_path, first + short + third))[0] == "kept"
    assert "kept" not in reasons(read(tmp_path, first + short + third))[1:2]
    long = second.replace(PAGE, PAGE + b"<p>a paragraph more than it says</p>")
    found = read(tmp_path, first + long + third)
    assert reasons(found) == ["kept", "unreadable", "kept"]
    assert isinstance(found[1], Reject)
    assert found[1].raw == long


def test_a_record_too_long(tmp_path: Path) -> None:
    long = write_response(URL, b"<p>word</p>" * 900_000)
    options: dict[str, Any] = {"most_characters": 1000, "most_kept_bytes": 500}
    for suffix in ("", *BY_RECORD):
        records = [write_response(URL, PAGE), long, write_response(URL, PAGE)]
        raw = pack(suffix, records) if suffix else b"".join(records)
        found = read(tmp_path, raw, f"a.warc{suffix}", **options)
        assert reasons(found) == ["kept", "too_long", "kept"]
        assert isinstance(found[1], Reject)
        assert len(found[1].raw) == 500


def test_a_bomb_in_one_record(tmp_path: Path) -> None:
    bomb = write_response(URL, bytes(60_000_000))
    raw = pack(".gz", [write_response(URL, PAGE), bomb, write_response(URL, PAGE)])
    assert reasons(read(tmp_path, raw, "a.warc.gz")) == ["kept", "bomb", "kept"]
