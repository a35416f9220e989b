"""Word files are texts, and exports of press libraries where they are that; other office files are one reject."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.documents import Record, Reject
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import write_zip
from tests.unit.read.test_library_exports import NEXIS

OPEN = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
CLOSE = "</w:body></w:document>"


def write_word(*paragraphs: str) -> bytes:
    inner = "".join(f"<w:p><w:r><w:t>{paragraph}</w:t></w:r></w:p>" for paragraph in paragraphs)
    return write_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": f"{OPEN}{inner}{CLOSE}".encode()})


def read(folder: Path, raw: bytes, name: str = "a.docx") -> list[Record | Reject]:
    (folder / name).write_bytes(raw)
    return list(read_inputs([str(folder / name)], ReadOptions()))


def test_paragraphs_are_lines(tmp_path: Path) -> None:
    (found,) = read(tmp_path, write_word("The pier was let.", "It rained,</w:t><w:tab/><w:t>she said."))
    assert isinstance(found, Record)
    assert (found.content, found.record_id, found.position) == (
        "The pier was let.\nIt rained,\tshe said.",
        "a.docx",
        None,
    )


def test_an_export_of_many_articles_is_as_many_records(tmp_path: Path) -> None:
    found = read(tmp_path, write_word(*NEXIS.splitlines()))
    assert [one.fields["title"] for one in found if isinstance(one, Record)] == [
        "Rye lets its pier to a bank",
        "Crane sold",
    ]
    assert [one.position for one in found] == ["document 1", "document 2"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (write_word(), "empty"),
        (write_zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "unsupported_format"),
        (write_zip({"[Content_Types].xml": b"<Types/>", "word/document.xml": OPEN.encode()}), "bad_xml"),
    ],
)
def test_what_is_no_text_is_one_reject(tmp_path: Path, raw: bytes, reason: str) -> None:
    (found,) = read(tmp_path, raw)
    assert isinstance(found, Reject) and found.reason == reason
