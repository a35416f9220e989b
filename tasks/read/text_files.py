"""Read a plain text file or a page: one file, one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, Literal

from tasks.documents import Record, Reject
from tasks.read.decoding import DecodingError, decode_text, find_declared_charset
from tasks.read.fields import make_fallback_id
from tasks.read.lexicon import load_record_fields
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.streams import read_capped

_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z ]{1,20}):[ \t]+(\S.*?)[ \t\r]*")
_MOST_HEADER_LINES = 10


def read_text_file(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read a `.txt` file; the lines of a header (see `find_header`) stay in the text."""
    yield _read_file(source, stream, options, "text")


def read_html_file(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read a page; its text is taken from it by `make_document`."""
    yield _read_file(source, stream, options, "html")


def find_header(text: str) -> dict[str, str]:
    """Read the lines "Title: …", "URL: …", "Date: …" that stand above a text.

    They count only if they open the text, each carries a label of `data/lexicon/record_fields.toml` that no other
    line carries, a blank line follows them and a text follows that.

    Returns:
        Values under Sayso's names; empty where there is no such header.
    """
    found: dict[str, str] = {}
    at = 0
    for _ in range(_MOST_HEADER_LINES + 1):
        line, ending, _ = text[at:].partition("\n") if at else text.partition("\n")
        if not line.strip():
            return found if found and ending and text[at:].strip() else {}
        matched = _HEADER_LINE.fullmatch(line)
        field = _header_labels().get(matched.group(1).casefold()) if matched else None
        if matched is None or field is None or field in found:
            return {}
        found[field] = matched.group(2)
        at += len(line) + 1
    return {}


def _read_file(
    source: Source, stream: BinaryIO, options: ReadOptions, media: Literal["text", "html"]
) -> Record | Reject:
    raw, is_whole = read_capped(stream, options.most_bytes)
    if not is_whole:
        return source.reject("too_long", f"longer than {options.most_bytes} bytes", raw, options)
    if not raw.strip():
        return source.reject("empty", "the file is empty", raw, options)
    try:
        text = decode_text(raw, find_declared_charset(raw) if media == "html" else None)
    except DecodingError as error:
        return source.reject("encoding", str(error), raw, options)
    fields = find_header(text) if media == "text" else {}
    return Record(source.shown_path, None, make_fallback_id(source.name, None), media, text, fields)


@cache
def _header_labels() -> dict[str, str]:
    return {label: field for field, labels in load_record_fields().header for label in labels}
