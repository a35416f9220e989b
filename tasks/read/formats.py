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
from tasks.read.feeds import read_feed
from tasks.read.fields import FieldMap, is_page, recognise_media
from tasks.read.json_files import read_json, read_json_lines
from tasks.read.options import ReadOptions
from tasks.read.packing import PACKING_BY_SUFFIX
from tasks.read.parquet import read_parquet
from tasks.read.saved_pages import looks_like_saved_page, read_saved_page
from tasks.read.source import Source
from tasks.read.text_files import read_html_file, read_text_file
from tasks.read.warc import read_warc
from tasks.read.warc_records import WARC_MARK

Reader = Callable[[Source, BinaryIO, ReadOptions], Iterator[Record | Reject]]

READERS: dict[str, Reader] = {
    "text": read_text_file,
    "html": read_html_file,
    "json lines": read_json_lines,
    "json": read_json,
    "delimited": read_delimited,
    "parquet": read_parquet,
    "feed": read_feed,
    "saved page": read_saved_page,
    "warc": read_warc,
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
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".mhtml": "saved page",
    ".mht": "saved page",
    ".warc": "warc",
    ".wet": "warc",
}

SEEKING_FORMATS = frozenset({"parquet"})
_MARKED_FORMATS = frozenset({"feed", "saved page", "warc"})

_PARQUET_MARK = b"PAR1"
# Formats that Sayso does not read, some of which would pass for text at their start.
_OTHER_MARKS = {
    b"%PDF": "PDF",
    b"%!PS": "PostScript",
    b"{\\rtf": "RTF",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office file",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\x5d\x2a\x4d\x18": "zstd with a dictionary of its own",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"RIFF": "sound, a film or a picture",
    b"SQLite format": "an SQLite database",
    b"ARROW1": "an Arrow file",
    b"Obj\x01": "an Avro file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
}
# Root elements of XML: what Sayso reads, and what it can only name.
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_OTHER_ROOTS = {
    "newsmessage": "NewsML-G2",
    "newsitem": "NewsML-G2 or NewsML 1",
    "packageitem": "NewsML-G2",
    "newsml": "NewsML 1",
    "nitf": "NITF",
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "svg": "an SVG picture",
    "opml": "OPML",
    "mediawiki": "a MediaWiki export",
}
_JSON_START = re.compile(r'[\[{]\s*(?:["{\[\]}]|\Z)')
_XML_ROOT = re.compile(
    # Possessive all through: what ends a comment or an instruction may not be tried as part of it, or a few dozen of
    # them without a root take for ever.
    r"\s*+(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?>)\s*+)*+"
    r"<(?:[A-Za-z_][\w.\-]*+:)?([A-Za-z_][\w.\-]*+)",
    re.DOTALL | re.IGNORECASE,
)
_SUFFIX = re.compile(r"\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,8}")


def recognise_format(head: bytes, name: str, is_named: bool, names: FieldMap) -> str | None:
    """Tell a file's format.

    Args:
        head: Its first bytes, some ten thousand, unpacked.
        name: Its name; a suffix such as `.gz` is passed over.
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
    if head.startswith(WARC_MARK):
        return "warc"
    start = _peek_text(head)
    if name_other_format(head) is not None:
        return None
    if _find_root(start) in _FEED_ROOTS:
        return "feed"
    if looks_like_saved_page(start):
        return "saved page"
    by_content = _recognise_text(start, named_format, names)
    if by_content is not None:
        return by_content
    if named_format == "html" and "<" not in start:
        return "text"
    if named_format is not None:
        # A name alone makes nothing of these: their first bytes are known.
        return None if named_format in _MARKED_FORMATS else named_format
    is_text = "\x00" not in start and (not suffix or is_named)
    return "text" if is_text else None


def name_other_format(head: bytes) -> str | None:
    """Name a format that Sayso knows but does not read, for a reject's detail; None for any other."""
    marked = next((name for mark, name in _OTHER_MARKS.items() if head.startswith(mark)), None)
    if marked is not None:
        return marked
    start = _peek_text(head)
    root = _find_root(start)
    if root is None or root in _FEED_ROOTS or is_page(start):
        return None
    known = _OTHER_ROOTS.get(root)
    is_declared = start.lstrip().startswith("<?xml") and root != "html"
    return known or (f"XML with the root <{root[:40]}>" if is_declared else None)


def find_suffix(name: str) -> str:
    """Give a file name's suffix in small letters, the one before `.gz` and its like; empty where it has none."""
    path = PurePath(name)
    if path.suffix.lower() in PACKING_BY_SUFFIX:
        path = path.with_suffix("")
    suffix = path.suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _find_root(start: str) -> str | None:
    found = _XML_ROOT.match(start)
    return found.group(1).casefold() if found else None


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
