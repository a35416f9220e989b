"""Read the SGML of news corpora, many articles in each file: Reuters-21578, Gigaword, TREC's newspapers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import BinaryIO

from tasks.documents import Record, Reject
from tasks.read.decoding import DecodingError, decode_text
from tasks.read.fields import Place, make_record
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.streams import split_lines

_OPENS = re.compile(rb"<(REUTERS|DOC)\b[^<>]*>", re.IGNORECASE)
_CLOSES = re.compile(rb"</(?:REUTERS|DOC)\s*>", re.IGNORECASE)
_TOLD = re.compile(r"\s*(?:<!DOCTYPE\s+lewis\b[^<>]*>\s*)?<(?:REUTERS|DOC)\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(id|newid|docno)\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_HEADING = re.compile(r"<(TITLE|DATELINE|AUTHOR|BYLINE)\b[^<>]*>[^<>]*</\1>", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|text|body)\b[^<>]*>|\n(?= {3,}\S)", re.IGNORECASE)
_DAY_IN_ID = re.compile(r"_((?:19|20)\d{6})[._]|^[A-Z]{2,4}[-_]?([7-9]\d{5})-")
_SIGNATURE = re.compile(r"(?<!\S)Reuters?$", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def looks_like_sgml(start: str) -> bool:
    """Tell by a file's beginning whether it is a corpus of news in SGML."""
    return _TOLD.match(start) is not None


def read_sgml(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read each `DOC` or `REUTERS` element; what stands outside them, but for a document type, is a reject."""
    number = 0
    held: list[bytes] = []
    n_bytes = 0
    for line in split_lines(stream, options.most_bytes):
        rest = line.raw
        while closed := _CLOSES.search(rest):
            number += 1
            held.append(rest[: closed.end()])
            yield _read_element(source, b"".join(held), n_bytes + closed.end(), number, options)
            held, n_bytes, rest = [], 0, rest[closed.end() :]
        if n_bytes <= options.most_bytes:
            held.append(rest)
        n_bytes += len(rest)
    left = b"".join(held)
    if _OPENS.search(left) or (left.strip() and number == 0):
        detail = "the file ends within an article"
        yield source.reject("truncated", detail, left, options, f"document {number + 1}")


def _read_element(source: Source, raw: bytes, n_bytes: int, number: int, options: ReadOptions) -> Record | Reject:
    place = Place(f"document {number}", number)
    if n_bytes > options.most_bytes:
        return source.reject("too_long", f"longer than {options.most_bytes} bytes", raw, options, place.label)
    opened = _OPENS.search(raw)
    if opened is None:
        return source.reject("no_text", "an article that no mark opens", raw, options, place.label)
    try:
        text = decode_text(raw[opened.start() :])
    except DecodingError as error:
        return source.reject("encoding", str(error), raw, options, place.label)
    return make_record(_read_fields(text), source, place, options, raw)


def _read_fields(text: str) -> dict[str, str]:
    attributes = {name.casefold(): value for name, value in _ATTRIBUTE.findall(text[: text.index(">") + 1])}
    number = _find(text, "DOCNO") or attributes.get("id") or attributes.get("newid") or attributes.get("docno")
    body = _find(text, "BODY", keep=True) or _HEADING.sub("", _find(text, "TEXT", keep=True) or "")
    entry = {
        "record_id": number,
        "title": _find(text, "TITLE") or _find(text, "HEADLINE") or _find(text, "HEAD") or _find(text, "HL"),
        "author": _find(text, "BYLINE") or _find(text, "AUTHOR"),
        "published_at": _find(text, "DATE_TIME") or _find(text, "DATE") or _find_day(number or ""),
        "content": _write(body),
    }
    return {name: value for name, value in entry.items() if value}


def _find(text: str, name: str, keep: bool = False) -> str | None:
    """Give what an element holds, of several the first; in one line, its marks resolved, unless they are to be kept."""
    start = re.search(rf"<{name}(?:\s[^<>]*)?>", text, re.IGNORECASE)
    if start is None:
        return None
    end = text.casefold().find(f"</{name.casefold()}>", start.end())
    inner = text[start.end() : end if end >= 0 else len(text)]
    if keep:
        return inner
    plain = html.unescape(_TAG.sub(" ", inner)).replace("&AMP;", "&")
    return (
        re.sub(r"^by\s+", "", " ".join(_CONTROLS.sub(" ", plain).split()), flags=re.I if name == "BYLINE" else 0)
        or None
    )


def _write(body: str) -> str:
    """Write a text: a paragraph an element `P`, or a line that is set in."""
    pieces = [_CONTROLS.sub(" ", html.unescape(_TAG.sub(" ", raw))) for raw in _BREAK.split(body)]
    paragraphs = [lines for piece in pieces if (lines := [line.strip() for line in piece.split("\n") if line.strip()])]
    # Lines were wrapped; where nothing marks paragraphs, a line may be one.
    joint = " " if len(paragraphs) > 1 else "\n"
    return _SIGNATURE.sub("", "\n\n".join(map(joint.join, paragraphs))).rstrip()


def _find_day(number: str) -> str | None:
    found = _DAY_IN_ID.search(number)
    if found is None:
        return None
    return found.group(1) or f"19{found.group(2)}"
