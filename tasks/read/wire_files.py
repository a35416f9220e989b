"""Read what agencies send: NewsML-G2, NewsML 1 and NITF, an item a record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from tasks.documents import Record, Reject
from tasks.read.fields import Place, make_record
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.streams import read_capped

ROOTS = frozenset(("newsmessage", "newsitem", "packageitem", "newsml", "nitf"))
_ITEMS = ("newsItem", "NewsItem")
# Elements that are paragraphs, and those around them that hold none of the text.
_BLOCKS = ("p", "hl2", "h2", "h3", "h4", "li", "blockquote", "pre")
_NO_TEXT = ("media", "nitf-table", "table", "figure", "script", "style", "tagline", "bibliography", "note")


def read_wire(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read a file's items of news; one without text, such as a picture, is a reject.

    No entity is resolved and nothing is fetched.
    """
    raw, is_whole = read_capped(stream, options.most_bytes)
    if not is_whole:
        yield source.reject("too_long", f"longer than {options.most_bytes} bytes", raw, options)
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield source.reject("bad_xml", f"is no XML that can be read: {error}", raw, options)
        return
    items = [one for one in root.iter(*(f"{{*}}{name}" for name in _ITEMS))]
    items = [one for one in items if not any(_name(above) in _ITEMS for above in one.iterancestors())]
    if not items:
        items = [root] if _name(root) == "nitf" else []
    if not items:
        yield source.reject("no_text", f"<{_name(root)}> holds no item of news", raw, options)
    for number, item in enumerate(items, 1):
        place = Place() if len(items) == 1 else Place(f"item {number}", number)
        held = raw if len(items) == 1 else etree.tostring(item)
        yield make_record(_read_item(item), source, place, options, held)


def _read_item(item: Any) -> dict[str, str]:
    nitf = item if _name(item) == "nitf" else _first(item, "nitf")
    entry = _read_newsml_2(item) if _name(item) == "newsItem" else _read_newsml_1(item)
    if nitf is not None:
        entry = {**_read_nitf(nitf), **entry}
    content = _find_content(item, nitf)
    return {**entry, **({"content": content} if content else {})}


def _find_content(item: Any, nitf: Any) -> str | None:
    if nitf is not None:
        body = _first(nitf, "body.content")
        return None if body is None else _write(body)
    for name in ("inlineXML", "DataContent", "body"):
        for found in _all(item, name):
            if text := _write(found):
                return text
    plain = [text for one in _all(item, "inlineData") if (text := "".join(one.itertext()).strip())]
    return "\n\n".join(plain) or None


def _read_newsml_2(item: Any) -> dict[str, str]:
    by = [_text(_first(one, "name")) or _text(one) for one in (*_all(item, "creator"), *_all(item, "contributor"))]
    is_first = (item.get("version") or "1") == "1"
    changed = _text(_first(item, "versionCreated")) if is_first else None
    headlines = [one for one in _all(item, "headline") if _text(one)]
    remote = _first(item, "link")
    entry = {
        "record_id": item.get("guid"),
        "title": _text(headlines[0]) if headlines else None,
        "author": _text(_first(item, "by")) or next(filter(None, by), None),
        "published_at": _text(_first(item, "contentCreated")) or _text(_first(item, "firstCreated")) or changed,
        "outlet": _find_provider(item),
        "language": _attribute(_first(item, "language"), "tag"),
        "url": _attribute(remote, "href"),
    }
    return {name: value for name, value in entry.items() if value}


def _find_provider(item: Any) -> str | None:
    provider = _first(item, "provider")
    if provider is None:
        return None
    return _text(_first(provider, "name")) or (provider.get("literal") or "").strip() or None


def _read_newsml_1(item: Any) -> dict[str, str]:
    provider = _first(item, "Provider")
    parties = [] if provider is None else [one.get("FormalName") for one in _all(provider, "Party")]
    entry = {
        "record_id": _text(_first(item, "PublicIdentifier")) or _text(_first(item, "NewsItemId")),
        "title": _text(_first(item, "HeadLine")),
        "author": _text(_first(item, "ByLine")),
        "published_at": _text(_first(item, "FirstCreated")),
        "outlet": next(filter(None, parties), None),
        "language": _attribute(_first(item, "Language"), "FormalName"),
    }
    return {name: value for name, value in entry.items() if value}


def _read_nitf(nitf: Any) -> dict[str, str]:
    byline = _first(nitf, "byline")
    published = _first(nitf, "date.issue"), _first(nitf, "date.release"), _first(nitf, "story.date")
    public = _first(nitf, "pubdata")
    entry = {
        "record_id": _attribute(_first(nitf, "doc-id"), "id-string"),
        "title": _text(_first(nitf, "hl1")) or _text(_first(nitf, "title")),
        "author": _text(_first(byline, "person")) or _text(byline) if byline is not None else None,
        "published_at": next(filter(None, (_attribute(one, "norm") for one in published)), None)
        or _attribute(public, "date.publication"),
        "outlet": _attribute(public, "name") or _text(_first(nitf, "distributor")),
        "url": _attribute(public, "ex-ref"),
        "language": nitf.get("{http://www.w3.org/XML/1998/namespace}lang"),
    }
    found = {name: value for name, value in entry.items() if value}
    if "author" in found and found["author"].casefold().startswith("by "):
        found["author"] = found["author"][3:]
    return found


def _write(body: Any) -> str:
    """Write the paragraphs of a body, one a line; where it marks none, its words."""
    lines = []
    for block in body.iter(*(f"{{*}}{name}" for name in _BLOCKS)):
        around = [_name(one) for one in block.iterancestors()]
        if any(name in _NO_TEXT for name in around) or any(name in _BLOCKS for name in around):
            continue
        if text := _text(block):
            lines.append(text)
    return "\n".join(lines) or (_text(body) or "")


def _name(element: Any) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _all(element: Any, name: str) -> list[Any]:
    return list(element.iter(f"{{*}}{name}"))


def _first(element: Any, name: str) -> Any:
    return None if element is None else next(iter(element.iter(f"{{*}}{name}")), None)


def _attribute(element: Any, name: str) -> str | None:
    return None if element is None else (element.get(name) or "").strip() or None


def _text(element: Any) -> str | None:
    return None if element is None else " ".join("".join(element.itertext()).split()) or None
