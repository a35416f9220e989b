"""Read MHTML: a page that a browser saved with all it shows, one file, one record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import errors, message_from_bytes, policy
from email.message import Message
from typing import Any, BinaryIO

from tasks.documents import Record, Reject
from tasks.read.decoding import DecodingError, decode_text, find_declared_charset
from tasks.read.fields import make_fallback_id, make_writable
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.streams import read_capped

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_START = re.compile(r"(?:[A-Za-z][A-Za-z\-]{0,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n")
_RELATED = re.compile(r"^content-type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
# Pictures take most of a saved page, so more is allowed than for a page alone.
_MOST_TIMES = 4
_CUT = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect)


def looks_like_saved_page(start: str) -> bool:
    """Tell MHTML by its header: it says that the parts below belong together."""
    header = _START.match(start[:8192])
    return header is not None and _RELATED.search(header.group()) is not None


def read_saved_page(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read the page of an MHTML file; the time at which it was saved is not when it was published."""
    raw, is_whole = read_capped(stream, _MOST_TIMES * options.most_bytes)
    if not is_whole:
        detail = f"longer than {_MOST_TIMES * options.most_bytes} bytes"
        yield source.reject("too_long", detail, raw, options)
        return
    yield _read_page(source, raw, options)


def _read_page(source: Source, raw: bytes, options: ReadOptions) -> Record | Reject:
    try:
        message: Message[Any, Any] = message_from_bytes(raw, policy=policy.compat32)
        part = _find_page(message)
        body = None if part is None else part.get_payload(decode=True)
    except Exception as error:  # a third party's parser on a file that nobody checked: any error is the file's
        return source.reject("unreadable", f"is no whole MHTML file: {type(error).__name__}", raw, options)
    if any(isinstance(defect, _CUT) for defect in message.defects):
        return source.reject("truncated", "the file ends before its last boundary", raw, options)
    if part is None or not isinstance(body, bytes):
        return source.reject("no_text", "the file holds no page", raw, options)
    if part.defects:
        return source.reject("unreadable", f"its page is damaged: {type(part.defects[0]).__name__}", raw, options)
    if not body.strip():
        return source.reject("empty", "its page is empty", raw, options)
    try:
        text = decode_text(body, part.get_content_charset() or find_declared_charset(body))
    except DecodingError as error:
        return source.reject("encoding", str(error), raw, options)
    location = str(part.get("Content-Location") or message.get("Snapshot-Content-Location") or "").strip()
    fields = {"url": make_writable(location)} if location.startswith(("http://", "https://")) else {}
    return Record(source.shown_path, None, make_fallback_id(source.name, None), "html", text, fields)


def _find_page(message: Message[Any, Any]) -> Message[Any, Any] | None:
    """Find the part that the header names as the first, else the first page."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGE_TYPES]
    start = message.get_param("start")
    named = (page for page in pages if start is not None and page.get("Content-ID") == start)
    return next(named, pages[0] if pages else None)
