"""Recognise formats, by content first and by suffix where the content leaves it open."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import BinaryIO

from tasks.documents import Record, Reject
from tasks.read.decoding import UTF16_MARKS
from tasks.read.delimited import looks_delimited, read_delimited
from tasks.read.fields import FieldMap, is_page, recognise_media
from tasks.read.json_files import read_json, read_json_lines
from tasks.read.options import ReadOptions
from tasks.read.parquet import read_parquet
from tasks.read.source import Source
from tasks.read.text_files import read_html_file, read_text_file

Reader = Callable[[Source, BinaryIO, ReadOptions], Iterator[Record | Reject]]

READERS: dict[str, Reader] = {
    "text": read_text_file,
    "html": read_html_file,
    "json lines": read_json_lines,
    "json": read_json,
    "delimited": read_delimited,
    "parquet": read_parquet,
}
FORMAT_BY_SUFFIX = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json",
    ".csv": "delimited",
    ".tsv": "delimited",
    ".parquet": "parquet",
}
SEEKING_FORMATS = frozenset({"parquet"})
HEAD_BYTES = 1 << 16

_PARQUET_MARK = b"PAR1"
# Formats that Sayso does not read, some of which would pass for text at their start.
_OTHER_MARKS = (
    *(b"%PDF", b"%!PS", b"{\\rtf", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"),  # documents
    *(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"WARC/"),  # archives
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF"),  # pictures and sound
    *(b"SQLite format", b"ARROW1", b"Obj\x01", b"\x7fELF", b"MZ\x90"),  # tables and programs
)
_JSON_START = re.compile(r'[\[{]\s*(?:["{\[\]}]|\Z)')
_XML_START = re.compile(r"<(?:\?xml|rss|feed|rdf:|nitf|newsml|newsitem|svg|urlset|sitemapindex)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,8}")


def recognise_format(head: bytes, name: str, is_named: bool, names: FieldMap) -> str | None:
    """Tell a file's format.

    Args:
        head: Its first `HEAD_BYTES`, unpacked.
        name: Its name; a suffix `.gz` is passed over.
        is_named: Whether the user named the file itself. Plain text under a suffix that Sayso does not know (a
            README.md, a licence, a script) is read only then; in a folder it is turned away.
        names: Names of fields, by which the header of a CSV file is known.

    Returns:
        A key of `READERS`; None where it is none of them.
    """
    suffix = find_suffix(name)
    named_format = FORMAT_BY_SUFFIX.get(suffix)
    if head.startswith(_PARQUET_MARK):
        return "parquet"
    if head.startswith(_OTHER_MARKS):
        return None
    start = _peek_text(head)
    if _XML_START.match(start.lstrip()) and not is_page(start):
        return None
    by_content = _recognise_text(start, named_format, names)
    if by_content is not None:
        return by_content
    if named_format == "html" and "<" not in start:
        return "text"
    if named_format is not None:
        return named_format
    is_text = "\x00" not in start and (not suffix or is_named)
    return "text" if is_text else None


def find_suffix(name: str) -> str:
    """Give a file name's suffix in small letters, the one before `.gz`; empty where it has none."""
    path = PurePath(name)
    if path.suffix.lower() == ".gz":
        path = path.with_suffix("")
    suffix = path.suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _recognise_text(start: str, named_format: str | None, names: FieldMap) -> str | None:
    stripped = start.lstrip()
    if recognise_media(stripped[:4096]) == "html" and stripped.startswith("<"):
        return "html"
    if _JSON_START.match(stripped):
        return _recognise_json(stripped, named_format)
    first_line = stripped.partition("\n")[0]
    if named_format != "json lines" and len(first_line) < len(stripped) and looks_delimited(first_line, names):
        return "delimited"
    return None


def _recognise_json(stripped: str, named_format: str | None) -> str | None:
    first, _, rest = stripped.partition("\n")
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        # A first line cut by the end of the head, a bad one, or the opening of an indented value.
        if named_format == "json lines":
            return "json lines" if len(first.strip()) > 1 else "json"
        return "json" if named_format != "delimited" else None
    if isinstance(value, list) and not rest.strip():
        return "json"
    return "json lines" if rest.strip() or named_format == "json lines" else "json"


def _peek_text(head: bytes) -> str:
    """Decode a head for looking at its ASCII part only."""
    if head.startswith(UTF16_MARKS):
        return head.decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
