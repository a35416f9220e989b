"""Read Word files, which are zip archives: one text, or a press library's export of many articles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tasks.documents import Record, Reject
from tasks.read.fields import make_fallback_id
from tasks.read.library_exports import looks_like_export, read_library_export
from tasks.read.options import ReadOptions
from tasks.read.packing import UNSUSPECTED_BYTES
from tasks.read.source import Source

_MANIFEST = "[Content_Types].xml"
_TEXT = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEAD_CHARACTERS = 16_384
# By the folder of its parts, what else is packed so, and what makes something to read of it.
_OTHERS = {"xl/": "an Excel workbook (save it as CSV first)", "ppt/": "a PowerPoint file (save it as text first)"}


def find_office_kind(names: list[str]) -> str | None:
    """Tell by the members of a zip archive whether it is an office file: "word", or in words what else; else None."""
    if _MANIFEST not in names:
        return None
    if _TEXT in names:
        return "word"
    return next((kind for start, kind in _OTHERS.items() if any(name.startswith(start) for name in names)), None)


def read_office_file(
    source: Source, archive: zipfile.ZipFile, kind: str, options: ReadOptions
) -> Iterator[Record | Reject]:
    """Read the paragraphs of a Word file, a line each; any other office file is one reject.

    Raises:
        Exception: Whatever zipfile raises for a damaged archive.
    """
    if kind != "word":
        yield source.reject("unsupported_format", f"is {kind}, which Sayso does not read", b"", options)
        return
    info = archive.getinfo(_TEXT)
    if info.file_size > max(options.most_ratio * info.compress_size, UNSUSPECTED_BYTES):
        detail = f"unpacks to more than {options.most_ratio:g} times its size; nothing from it was kept"
        yield source.reject("bomb", detail, b"", options)
        return
    if info.file_size > options.most_bytes:
        yield source.reject("too_long", f"longer than {options.most_bytes} bytes", b"", options)
        return
    raw = archive.read(info)
    try:
        text = _write(etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)))
    except (etree.XMLSyntaxError, ValueError) as error:
        yield source.reject("bad_xml", f"its text is no XML that can be read: {error}", raw, options)
        return
    if looks_like_export(text[:_HEAD_CHARACTERS]):
        yield from read_library_export(source, io.BytesIO(text.encode("utf-8")), options)
    elif not text.strip():
        yield source.reject("empty", "the file holds no text", raw, options)
    else:
        yield Record(source.shown_path, None, make_fallback_id(source.name, None), "text", text, {})


def _write(document: Any) -> str:
    """Write the paragraphs of a document; what was deleted with its changes tracked is no text of it."""
    lines = []
    for paragraph in document.iter(f"{_WORD}p"):
        parts = []
        for part in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br"):
            if next(part.iterancestors(f"{_WORD}p"), None) is not paragraph:
                continue  # of a text box within it, which comes by itself
            parts.append(part.text or "" if part.tag == f"{_WORD}t" else "\n" if part.tag == f"{_WORD}br" else "\t")
        lines.append("".join(parts).strip())
    return "\n".join(lines)
