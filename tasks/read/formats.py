"""Every format that Sayso reads, one value each; content tells it first, a suffix where the content leaves it open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml.html.defs import tags

from tasks.documents import Record, Reject
from tasks.read.delimited import looks_delimited, read_delimited
from tasks.read.feeds import read_feed
from tasks.read.fields import FieldMap, is_page, recognise_media
from tasks.read.heads import Head, find_suffix
from tasks.read.json_files import read_json, read_json_lines
from tasks.read.library_exports import looks_like_export, read_library_export
from tasks.read.options import ReadOptions
from tasks.read.parquet import read_parquet
from tasks.read.saved_pages import looks_like_saved_page, read_saved_page
from tasks.read.sgml_files import looks_like_sgml, read_sgml
from tasks.read.source import Source
from tasks.read.text_files import read_html_file, read_text_file
from tasks.read.warc import read_warc
from tasks.read.warc_records import WARC_MARK
from tasks.read.wire_files import ROOTS as WIRE_ROOTS
from tasks.read.wire_files import read_wire

_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
# Formats that Sayso does not read, some of which would pass for text at their start.
_OTHER_MARKS = {
    b"%PDF": "PDF (make text of it first: `pdftotext -layout`)",
    b"%!PS": "PostScript (make text of it first: `ps2ascii`)",
    b"{\\rtf": "RTF (make text of it first: `pandoc -t plain`, or save it as text)",
    b"\xd0\xcf\x11\xe0": "an old Microsoft Office file (save it as text or CSV first)",
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
# The same by the form of their start.
_OTHER_STARTS = {
    re.compile(r"From \S+@\S+ .{6,40}\d{4}\r?\n[A-Z][\w-]+: "): "a mailbox (mbox)",
    re.compile(r"\[?\{'\w+': "): "Python objects (write them with `json.dumps`)",
}
# Elements of HTML that may open a text without a page around it; a list of records has a name of its own.
_XML_LIST = re.compile(
    r"<(?!(?:article|section|main|header|figure|aside|div|p|h\d|ul|ol|table|span|blockquote)\b)([a-z_]+)>\s*<([a-z_]+)[\s>]",
    re.I,
)
# Root elements of XML that Sayso can only name.
_OTHER_ROOTS = {
    "urlset": "a sitemap",
    "sitemapindex": "a sitemap",
    "svg": "an SVG picture",
    "opml": "OPML",
    "mediawiki": "a MediaWiki export",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format that Sayso reads.

    Attributes:
        name: What the help and the README call it.
        suffixes: Of its files' names.
        read: Gives the records of a file, and its rejects.
        marks: The bytes that such a file begins with, where they alone tell it.
        looks_like: Tells it by a file's beginning, where no mark and no format before it in `FORMATS` does.
        is_told_by_name: Whether a suffix makes a file of it whose content tells no format.
        seeks: Whether it is read in another order than its bytes'.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source, BinaryIO, ReadOptions], Iterator[Record | Reject]]
    marks: tuple[bytes, ...] = ()
    looks_like: Callable[[Head], bool] = lambda _: False
    is_told_by_name: bool = True
    seeks: bool = False


def _looks_like_html(head: Head) -> bool:
    return head.stripped.startswith("<") and recognise_media(head.stripped[:4096]) == "html"


def _looks_like_json_lines(head: Head) -> bool:
    is_named = head.suffix in JSON_LINES.suffixes
    return head.json_opening == "lines" or (is_named and head.json_opening in ("line cut", "value"))


def _looks_like_json(head: Head) -> bool:
    is_named_table = head.suffix in TABLE.suffixes
    return head.json_opening in ("list", "value") or (head.json_opening is not None and not is_named_table)


def _looks_like_table(head: Head) -> bool:
    first_line, line_end, _ = head.stripped.partition("\n")
    return bool(line_end) and head.suffix not in JSON_LINES.suffixes and looks_delimited(first_line, head.names)


PARQUET = Format(name="Parquet", suffixes=(".parquet",), read=read_parquet, marks=(b"PAR1",), seeks=True)
WARC = Format(
    name="web archives (WARC, WET)",
    suffixes=(".warc", ".wet"),
    read=read_warc,
    marks=(WARC_MARK,),
    is_told_by_name=False,
)
FEED = Format(
    name="RSS and Atom",
    suffixes=(".rss", ".atom", ".rdf"),
    read=read_feed,
    looks_like=lambda head: head.root in _FEED_ROOTS,
    is_told_by_name=False,
)
SAVED_PAGE = Format(
    name="saved pages (MHTML)",
    suffixes=(".mhtml", ".mht"),
    read=read_saved_page,
    looks_like=lambda head: looks_like_saved_page(head.start),
    is_told_by_name=False,
)
HTML = Format(name="HTML", suffixes=(".html", ".htm", ".xhtml"), read=read_html_file, looks_like=_looks_like_html)
WIRE = Format(
    name="NewsML and NITF",
    suffixes=(".newsml", ".nitf"),
    read=read_wire,
    looks_like=lambda head: head.root in WIRE_ROOTS,
    is_told_by_name=False,
)
SGML = Format(
    name="SGML of news corpora",
    suffixes=(".sgm", ".sgml"),
    read=read_sgml,
    looks_like=lambda head: looks_like_sgml(head.stripped),
    is_told_by_name=False,
)
EXPORT = Format(
    name="LexisNexis, Nexis Uni, Factiva and ProQuest text exports",
    suffixes=(),
    read=read_library_export,
    looks_like=lambda head: looks_like_export(head.start),
    is_told_by_name=False,
)
JSON_LINES = Format(
    name="JSON lines", suffixes=(".jsonl", ".ndjson"), read=read_json_lines, looks_like=_looks_like_json_lines
)
JSON = Format(name="JSON", suffixes=(".json",), read=read_json, looks_like=_looks_like_json)
TABLE = Format(name="CSV, TSV", suffixes=(".csv", ".tsv"), read=read_delimited, looks_like=_looks_like_table)
TEXT = Format(name="text", suffixes=(".txt", ".text"), read=read_text_file)

# In the order in which they are tried.
FORMATS = (PARQUET, WARC, FEED, SAVED_PAGE, WIRE, SGML, EXPORT, HTML, JSON_LINES, JSON, TABLE, TEXT)
FORMAT_BY_SUFFIX = {suffix: found for found in FORMATS for suffix in found.suffixes}


def recognise_format(head: bytes, name: str, is_named: bool, names: FieldMap) -> Format | None:
    """Tell a file's format.

    Args:
        head: Its first bytes, some ten thousand, unpacked.
        name: Its name; a suffix such as `.gz` is passed over.
        is_named: Whether the user named the file itself. Plain text under a suffix that Sayso does not know (a
            README.md, a licence, a script) is read only then; in a folder it is turned away.
        names: Names of fields, by which the header of a CSV file is known.

    Returns:
        One of `FORMATS`; None where it is none of them.
    """
    opened = Head(head, find_suffix(name), names)
    for known in FORMATS:
        if head.startswith(known.marks):
            return known
    # Most files of a folder are pages, and all other formats are looked for in more than a root.
    if opened.root == "html":
        return HTML
    if _name_other(opened) is not None:
        return None
    for known in FORMATS:
        if known.looks_like(opened):
            return known
    return _go_by_name(opened, is_named)


def _go_by_name(head: Head, is_named: bool) -> Format | None:
    """Tell the format of a file whose content tells none."""
    named = FORMAT_BY_SUFFIX.get(head.suffix)
    if named is None:
        is_text = "\x00" not in head.start and (not head.suffix or is_named)
        return TEXT if is_text else None
    if named is HTML and "<" not in head.start:
        return TEXT
    return named if named.is_told_by_name else None


def name_other_format(head: bytes) -> str | None:
    """Name a format that Sayso knows but does not read, for a reject's detail; None for any other."""
    return _name_other(Head(head, "", FieldMap({})))


def _name_other(head: Head) -> str | None:
    marked = next((name for mark, name in _OTHER_MARKS.items() if head.raw.startswith(mark)), None)
    if marked is not None:
        return marked
    started = next((name for start, name in _OTHER_STARTS.items() if start.match(head.start)), None)
    if started is not None:
        return started
    if head.root is None or head.root in _FEED_ROOTS | WIRE_ROOTS or is_page(head.start):
        return None
    if looks_like_sgml(head.stripped):
        return None
    known = _OTHER_ROOTS.get(head.root)
    listed = _XML_LIST.match(head.stripped)
    is_list = listed is not None and listed[1].casefold() not in tags
    is_declared = (head.stripped.startswith("<?xml") or is_list) and head.root != "html"
    return known or (f"XML with the root <{head.root[:40]}>" if is_declared else None)
