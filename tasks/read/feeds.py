"""Read RSS, RDF and Atom files, one record an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html.entities import html5
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from lxml import etree

from tasks.documents import Record, Reject
from tasks.read.decoding import DecodingError, decode_text, find_declared_charset, open_as_utf8
from tasks.read.fields import make_fallback_id, make_writable, recognise_media
from tasks.read.lexicon import load_feed_fields
from tasks.read.options import ReadOptions
from tasks.read.source import Problem, Source
from tasks.read.window import Window

# Feeds declare a dozen; all of them stand above each entry that is parsed.
_MOST_NAMESPACES = 100
_MOST_TAGS = 1000
_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.\-]*):)?(?:rss|feed|RDF)\b[^<>]*>")
_ROOT_END = re.compile(rb"</(?:[A-Za-z_][\w.\-]*:)?(?:rss|feed|RDF)\s*>")
_NAMESPACE = re.compile(r"""\sxmlns(?::[\w.\-]+)?\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_NAMED_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a file says above its entries: the root's namespaces, the encoding, the channel's title and host."""

    opening: str = "<feed>"
    charset: str | None = None
    title: str | None = None
    host: str | None = None


def read_feed(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read the entries of a feed; they are counted from 1, and each bad one is a reject at "entry 12".

    The text is the entry's content, else its description or summary. The feed's title stands for the outlet only of
    entries whose address is on the feed's own site: an aggregator's title is nobody's outlet.
    """
    feed = _Feed()
    number = 0
    for number, piece in enumerate(_split_entries(open_as_utf8(stream), options.most_bytes), 0):
        if number == 0:
            feed = _read_opening(piece.raw)
            continue
        label = f"entry {number}"
        if piece.problem is not None:
            yield source.reject(*piece.problem, piece.raw, options, label)
            continue
        try:
            entry = _parse_entry(decode_text(piece.raw, feed.charset), feed.opening)
        except DecodingError as error:
            yield source.reject("encoding", str(error), piece.raw, options, label)
        except etree.XMLSyntaxError as error:
            yield source.reject("bad_xml", f"is not XML: {make_writable(str(error))}", piece.raw, options, label)
        else:
            yield _make_record(entry, feed, source, number, piece.raw, options)
    if number == 0:
        yield source.reject("empty", "the feed has no entry", b"", options)


@dataclass(frozen=True, slots=True)
class _Piece:
    raw: bytes
    problem: Problem | None = None


def _split_entries(stream: BinaryIO, most_bytes: int) -> Iterator[_Piece]:
    """Cut a feed at its entries, so that one with an error inside does not spoil those after it.

    Yields:
        First what stands above the entries, then each entry. Comments and CDATA sections are passed over whole.
    """
    scanner = _Scanner(stream, most_bytes)
    yield _Piece(scanner.take_opening())
    while (piece := scanner.next_entry()) is not None:
        yield piece
        if piece.problem is not None and piece.problem[0] == "truncated":
            return
    rest = scanner.take_rest()
    if not _ROOT_END.search(rest):
        yield _Piece(rest, ("truncated", "the file ends before the feed's end tag"))


class _Scanner:
    """Find where the entries of a feed begin and end."""

    def __init__(self, stream: BinaryIO, most_bytes: int) -> None:
        self._window = window = Window(stream)
        self._most_bytes = most_bytes
        at = 0
        while not (root := _ROOT.search(window.raw, at)) and len(window) < most_bytes:
            at = max(window.raw.rfind(b"<"), 0)
            if not window.fill():
                break
        prefix = root.group(1) if root else None
        prefixed = rb"(?:" + re.escape(prefix) + rb":)?" if prefix else rb""
        name = prefixed + rb"(?:item|entry)"
        # All open with the one mark, which is looked for in a step.
        start = rb"!--|!\[CDATA\[|(?P<start>" + name + rb"(?:\s[^<>]*)?/?>)"
        self._start = re.compile(rb"<(?:" + start + rb")")
        self._inside = re.compile(rb"<(?:" + start + rb"|(?P<end>/" + name + rb"\s*>))")

    def take_opening(self) -> bytes:
        """Give what stands above the first entry."""
        found = self._find(self._start, 0)
        return self._window.raw if found is None else self._window.take(found[0])

    def take_rest(self) -> bytes:
        """Give what is left when no entry follows."""
        return self._window.take(len(self._window))

    def next_entry(self) -> _Piece | None:
        """Give the next entry; None where none follows."""
        window = self._window
        found = self._find(self._start, 0)
        if found is None:
            return None
        start, at, _ = found
        window.take(start)
        at -= start
        if window.raw.endswith(b"/>", window.at, window.at + at):
            return self._cut(at)
        ending = self._find(self._inside, at)
        if ending is None:
            if len(window) > self._most_bytes:
                return self._cut(len(window), ("too_long", f"longer than {self._most_bytes} bytes"))
            return self._cut(len(window), ("truncated", "the file ends within the entry"))
        if ending[2] == "start":
            return self._cut(ending[0], ("bad_xml", "another entry begins before its end"))
        return self._cut(ending[1])

    def _find(self, pattern: re.Pattern[bytes], at: int) -> tuple[int, int, str] | None:
        """Find the next tag, past comments and CDATA: its start and its end, counted from here, and which it is."""
        window = self._window
        while True:
            found = pattern.search(window.raw, window.at + at)
            if found is None:
                # A tag may be cut by the end of the buffer.
                at = max(at, len(window) - 1000)
                if len(window) > self._most_bytes or not window.fill():
                    return None
            elif found.lastgroup is not None:
                return found.start() - window.at, found.end() - window.at, found.lastgroup
            else:
                closing = b"-->" if found.group() == b"<!--" else b"]]>"
                ended = self._find_text(closing, found.end() - window.at)
                if ended is None:
                    return None
                at = ended

    def _find_text(self, text: bytes, at: int) -> int | None:
        window = self._window
        while (found := window.raw.find(text, window.at + at)) < 0:
            at = max(at, len(window) - len(text))
            if len(window) > self._most_bytes or not window.fill():
                return None
        return found - window.at + len(text)

    def _cut(self, at: int, problem: Problem | None = None) -> _Piece:
        return _Piece(self._window.take(at), problem)


def _read_opening(raw: bytes) -> _Feed:
    charset = find_declared_charset(raw) if raw.lstrip().startswith(b"<?xml") else None
    try:
        text = decode_text(raw, charset)
    except DecodingError:
        text = raw.decode("latin-1")
    root = _ROOT.search(raw)
    tag = "" if root is None else root.group().decode("utf-8", "replace")
    opening = f"<feed{''.join(_NAMESPACE.findall(tag)[:_MOST_NAMESPACES])}>"
    try:
        tree = etree.fromstring(re.sub(r"\A\s*<\?xml[^>]*\?>", "", text), _make_parser(recover=True))
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        return _Feed(opening, charset)
    channel = next((child for child in tree if _name(child) == "channel"), tree)
    titles = [child.text for child in channel if _name(child) == "title" and child.text]
    hosts = [host for child in channel if _name(child) == "link" and (host := _find_host(_read_link(child)))]
    return _Feed(opening, charset, titles[0].strip() if titles else None, hosts[0] if hosts else None)


@cache
def _make_parser(recover: bool) -> etree.XMLParser:
    """A parser that fetches nothing and expands no entities."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=recover, huge_tree=False)


def _parse_entry(text: str, opening: str) -> Any:
    try:
        return etree.fromstring(f"{opening}{text}</feed>", _make_parser(False))[0]
    except etree.XMLSyntaxError:
        # Feeds name HTML's entities, which XML does not know.
        known = _NAMED_ENTITY.sub(lambda found: html5.get(f"{found.group(1)};", found.group()), text)
        if known == text:
            raise
        return etree.fromstring(f"{opening}{known}</feed>", _make_parser(False))[0]


def _make_record(
    entry: Any, feed: _Feed, source: Source, number: int, raw: bytes, options: ReadOptions
) -> Record | Reject:
    fields, content = _read_fields(entry)
    record_id = fields.pop("record_id", None) or fields.get("url") or make_fallback_id(source.name, number)
    label = f"entry {number}"
    if content is None:
        return source.reject("no_text", "the entry has no text", raw, options, label, record_id)
    if feed.title and feed.host and "outlet" not in fields and _find_host(fields.get("url")) == feed.host:
        fields["outlet"] = feed.title
    return Record(source.shown_path, label, record_id, recognise_media(content), content, fields)


def _read_fields(entry: Any) -> tuple[dict[str, str], str | None]:
    """Give what an entry says under Sayso's names, and its text."""
    found: dict[str, str] = {}
    ranks: dict[str, int] = {}
    for child in entry:
        for field, rank in _rank_fields(child.tag) if isinstance(child.tag, str) else ():
            if field in ranks and rank >= ranks[field]:
                continue
            value = _read_link(child) if field == "url" else _read_text(child, field)
            if value:
                found[field], ranks[field] = value, rank
    content = found.pop("content", None)
    return found, content


@lru_cache(_MOST_TAGS)
def _rank_fields(tag: str) -> tuple[tuple[str, int], ...]:
    """Give the fields that an element of a tag may stand for, and its rank among the elements of each."""
    words = load_feed_fields()
    namespace, _, name = tag.rpartition("}")
    if namespace.removeprefix("{") not in words.namespaces.read | {""}:
        return ()
    return tuple((field, names.index(name)) for field, names in words.entry if name in names)


def _read_text(child: Any, field: str) -> str:
    """Give an element's text; of an author or a source that has parts, its name or title; of XHTML, its markup."""
    parts = [part for part in child if isinstance(part.tag, str)]
    if not parts:
        text = child.text or ""
        return str(text) if field == "content" else str(text).strip()
    if field == "content":
        return "".join(etree.tostring(part, encoding="unicode") for part in parts)
    named = next((part.text for part in parts if _name(part) in ("name", "title") and part.text), "")
    return str(named).strip()


def _read_link(child: Any) -> str:
    if child.get("rel", "alternate") != "alternate":
        return ""
    return str(child.get("href") or child.text or "").strip()


def _name(element: Any) -> str:
    # Not lxml's QName, which refuses names that its parser let in, such as a namespace that holds a brace.
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _find_host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
