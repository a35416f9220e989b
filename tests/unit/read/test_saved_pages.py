from __future__ import annotations

from pathlib import Path

import pytest

from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import make_entry, write_page, write_saved_page

ENTRY = make_entry(0)
RAW = write_saved_page(ENTRY)


def read(tmp_path: Path, raw: bytes, name: str = "a.mhtml") -> Record | Reject:
    path = tmp_path / name
    path.write_bytes(raw)
    (found,) = read_inputs([str(path)], ReadOptions())
    return found


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a", "a.txt"])
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_the_page_is_read(tmp_path: Path, name: str, line_end: bytes) -> None:
    record = read(tmp_path, RAW.replace(b"\r\n", line_end), name)
    assert isinstance(record, Record)
    assert (record.media, record.content) == ("html", write_page(ENTRY).decode())
    assert (record.position, record.record_id, record.fields) == (None, name, {"url": ENTRY["url"]})
    document = make_document(record, ReadOptions())
    assert isinstance(document, Document)
    # Not the day on which it was saved.
    assert (str(document.published_at), document.published_from) == ("2024-10-23 06:00:00+00:00", "html")


def test_the_page_that_the_header_names(tmp_path: Path) -> None:
    frame = b"Content-Type: text/html\r\nContent-ID: <frame>\r\n\r\n<html><p>A frame.</p></html>\r\n----=_b\r\n"
    raw = RAW.replace(b"Content-Type: text/html\r\n", frame + b"Content-Type: text/html\r\n", 1)
    raw = raw.replace(b'type="text/html";\r\n', b'type="text/html"; start="<a@mhtml.blink>";\r\n')
    record = read(tmp_path, raw)
    assert isinstance(record, Record)
    assert record.content == write_page(ENTRY).decode()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (RAW[:-40], "truncated"),
        (RAW[:900], "truncated"),
        (RAW.replace(b"text/html", b"text/xml"), "no_text"),
        (RAW.replace(b"quoted-printable", b"base64"), "unreadable"),
        (RAW.replace(b"Aldmoor will", b"Aldmoor=FF=C3=A9=C3=A9 will"), "encoding"),
    ],
)
def test_files_that_are_turned_away(tmp_path: Path, raw: bytes, reason: str) -> None:
    reject = read(tmp_path, raw)
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.raw) == (reason, raw)


def test_a_letter_is_no_page(tmp_path: Path) -> None:
    text = "From: Ana Reyes\nContent-Type: text/plain\n\nThe ferry left at noon, she wrote."
    record = read(tmp_path, text.encode(), "a.txt")
    assert isinstance(record, Record)
    assert record.media == "text"
