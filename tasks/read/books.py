"""Read what an e-book (EPUB) says of itself: its pages are articles, as in an issue of a newspaper."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote

from lxml import etree, html

from tasks.documents import Record, Reject
from tasks.read.options import ReadOptions
from tasks.read.page_kind import LEAST_PARAGRAPH_WORDS
from tasks.read.source import Source

_MARK = "mimetype"
_TYPE = b"application/epub+zip"
_CONTAINER = "META-INF/container.xml"
_MOST_BYTES = 8 * 1024 * 1024  # of its list of pages; a longer one is none
_PAGE_TYPES = ("application/xhtml+xml", "text/html")
_PAGES_AROUND = 4  # the one before, the next, the section's, the issue's


@dataclass(frozen=True, slots=True)
class Book:
    """An e-book's own account.

    Attributes:
        pages: Names of the members that are its pages, without its navigation.
        fields: What it says of all of them, under Sayso's names: `outlet`, `published_at`, `language`.
    """

    pages: frozenset[str]
    fields: Mapping[str, str]


def find_book(archive: zipfile.ZipFile) -> Book | None:
    """Read the account of the e-book that a zip archive is (EPUB 2 and 3, Open Packaging Format).

    Returns:
        None where it is none, or where its account cannot be read: its members are then read as any archive's.
    """
    if _MARK not in archive.namelist() or _read(archive, _MARK).strip() != _TYPE:
        return None
    try:
        container = _parse(_read(archive, _CONTAINER))
        where = next(container.iter("{*}rootfile")).get("full-path", "")
        package = _parse(_read(archive, where))
    except (etree.XMLSyntaxError, KeyError, StopIteration, ValueError):
        return None
    folder = posixpath.dirname(where)
    pages = {
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in package.iter("{*}item")
        if item.get("media-type") in _PAGE_TYPES and "nav" not in item.get("properties", "").split()
    }
    return Book(frozenset(pages), _read_fields(package))


def read_book_page(
    book: Book, name: str, page: Source, entry: Record | Reject, options: ReadOptions
) -> Record | Reject:
    """Give a page's record what its book says of all pages; a list of other pages is turned away.

    Args:
        book: The book's account.
        name: The page's name in the archive.
        page: The page as a source of its own.
        entry: What was read of it.
        options: How it was read.
    """
    if not isinstance(entry, Record):
        return entry
    if entry.media == "html" and _lists_pages(book, name, entry.content):
        detail = "a page of contents: its links lead to other pages of the book"
        return page.reject(
            "not_article", detail, entry.content.encode("utf-8"), options, entry.position, entry.record_id
        )
    return replace(entry, fields={**book.fields, **entry.fields})


def _lists_pages(book: Book, name: str, content: str) -> bool:
    """Whether a page links to more pages of its book than it has paragraphs; pages also link to those around them."""
    try:
        tree = html.fromstring(content.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing but a comment or a doctype
        return False
    folder = posixpath.dirname(name)
    leads = (unquote(link.get("href", "")).partition("#")[0] for link in tree.iter("a"))
    linked = {posixpath.normpath(posixpath.join(folder, lead)) for lead in leads if lead} & book.pages
    texts = (block.text_content() for block in tree.iter("p", "div", "li") if block.find(".//p") is None)
    n_paragraphs = sum(len(text.split()) >= LEAST_PARAGRAPH_WORDS for text in texts)
    return len(linked) >= (max(_PAGES_AROUND + 1, n_paragraphs) if n_paragraphs else 1)


def _read_fields(package: Any) -> dict[str, str]:
    stated: dict[str, str] = {}
    for name in ("title", "date", "language"):
        found = next(package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}"), None)
        if found is not None and (found.text or "").strip():
            stated[name] = found.text.strip()
    # "The Gull [Mon, 05 Oct 2020]": an issue is named by its paper and its day.
    paper, mark, day = stated.get("title", "").rpartition(" [")
    is_issue = mark and day.endswith("]") and any(map(str.isdigit, day))
    fields = {"outlet": paper.strip()} if is_issue else {}
    return fields | {
        ours: stated[name] for name, ours in (("date", "published_at"), ("language", "language")) if name in stated
    }


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """Give a member's bytes, none where it is too long.

    Raises:
        KeyError: There is no such member.
    """
    info = archive.getinfo(name)
    return archive.read(info) if info.file_size <= _MOST_BYTES else b""


def _parse(raw: bytes) -> Any:
    return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
