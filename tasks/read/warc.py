"""Read web archives: the pages of WARC files and the texts of WET files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Literal

from fastwarc.warc import WarcRecord, WarcRecordType

from expectations.enumerations import RejectReason
from tasks.documents import Record, Reject
from tasks.read.blobs import Budget
from tasks.read.decoding import DecodingError, decode_text, find_declared_charset
from tasks.read.fields import make_fallback_id, make_writable, recognise_media
from tasks.read.http_bodies import decode_body
from tasks.read.options import ReadOptions
from tasks.read.packing import BrokenStreamError, Packing
from tasks.read.source import Source
from tasks.read.warc_records import Piece, split_members, split_records

# What describes a crawl or asked for a page is no more an article than the header of a CSV file is.
_PASSED_OVER = (WarcRecordType.warcinfo, WarcRecordType.request, WarcRecordType.metadata)
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
# Of a picture or an error page the start is enough to see what it was; the rest is in the archive.
_MOST_KEPT_BYTES = 1 << 16


class _TurnedAwayError(Exception):
    """A record that is no article: a value of `rejects.reason`, and a detail."""

    def __init__(self, reason: RejectReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def read_warc(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read an unpacked WARC or WET file; all its records are counted from 1, as in "record 12".

    Pages are the responses with status 200 and a media type of HTML, and resources of that type; texts are the
    conversions of WET files. Every other response, and each revisit of a page that an earlier record holds, is a
    reject; records about the crawl (warcinfo, request, metadata) are passed over. The date in a record is when the
    page was fetched, not when it was published.
    """
    return _read_pieces(split_records(stream, options.most_bytes), source, options)


def read_packed_warc(
    source: Source, stream: BinaryIO, packing: Packing, options: ReadOptions, budget: Budget
) -> Iterator[Record | Reject]:
    """Read a WARC file whose records are packed one by one: a damaged record costs only itself."""
    return _read_pieces(split_members(stream, packing, options.most_bytes, budget), source, options)


def _read_pieces(pieces: Iterator[Piece], source: Source, options: ReadOptions) -> Iterator[Record | Reject]:
    number = 0
    is_empty = True
    for number, piece in enumerate(pieces, 1):
        entry = _read_piece(piece, number, source, options)
        if entry is not None:
            is_empty = False
            yield entry
    if is_empty:
        yield source.reject("empty", f"none of its {number} records is a page or a text", b"", options)


def _read_piece(piece: Piece, number: int, source: Source, options: ReadOptions) -> Record | Reject | None:
    label = f"record {number}"
    if piece.problem is not None:
        return source.reject(*piece.problem, piece.raw, options, label)
    try:
        record = WarcRecord.from_bytes(piece.raw)
        if record.record_type in _PASSED_OVER:
            return None
        url = make_writable((record.headers.get("WARC-Target-URI") or "").strip("<> "))
    except (OSError, ValueError) as error:
        return source.reject("unreadable", f"is no WARC record: {error}", piece.raw, options, label)
    record_id = url or make_fallback_id(source.name, number)
    try:
        media, text = _read_text(record, options)
    except _TurnedAwayError as error:
        return source.reject(error.reason, str(error), piece.raw[:_MOST_KEPT_BYTES], options, label, record_id)
    except (BrokenStreamError, DecodingError) as error:
        reason = error.reason if isinstance(error, BrokenStreamError) else "encoding"
        return source.reject(reason, str(error), piece.raw, options, label, record_id)
    except (OSError, ValueError) as error:
        detail = f"its HTTP response cannot be read: {make_writable(str(error))}"
        return source.reject("unreadable", detail, piece.raw, options, label, record_id)
    if not text.strip():
        return source.reject("empty", "its text is empty", piece.raw, options, label, record_id)
    return Record(source.shown_path, label, record_id, media, text, {"url": url} if url else {})


def _read_text(record: WarcRecord, options: ReadOptions) -> tuple[Literal["text", "html"], str]:
    if record.record_type == WarcRecordType.revisit:
        earlier = record.headers.get("WARC-Refers-To-Target-URI") or record.headers.get("WARC-Refers-To")
        raise _TurnedAwayError("revisit", f"the same as an earlier capture: {make_writable(earlier or 'not named')}")
    if record.headers.get("WARC-Segment-Number") not in (None, "1") or "WARC-Segment-Total-Length" in record.headers:
        raise _TurnedAwayError("truncated", "is one segment of a longer record")
    if cut := record.headers.get("WARC-Truncated"):
        raise _TurnedAwayError("truncated", f"the crawler cut it: {make_writable(cut)}")
    _check_digest(record)
    match record.record_type:
        case WarcRecordType.response:
            return "html", _read_response(record, options)
        case WarcRecordType.resource | WarcRecordType.conversion:
            return _read_block(record)
        case kind:
            raise _TurnedAwayError("unsupported_format", f"is a record of type {kind}")


def _check_digest(record: WarcRecord) -> None:
    """See that the block is what was written; only the digest that all crawlers write alike is looked at."""
    digest = record.headers.get("WARC-Block-Digest") or ""
    if digest.lower().startswith("sha1:") and len(digest) == len("sha1:") + 32 and not record.verify_block_digest():
        raise BrokenStreamError("checksum", "its block digest does not hold")


def _read_response(record: WarcRecord, options: ReadOptions) -> str:
    if not record.is_http:
        shown = make_writable(record.headers.get("Content-Type") or "nothing that is named")
        raise _TurnedAwayError("media_type", f"is not an HTTP response but {shown}")
    record.parse_http("none", strict_mode=False)
    headers = record.http_headers
    if headers is None or headers.status_code is None:
        raise BrokenStreamError("unreadable", "its HTTP response has no status")
    if headers.status_code != 200:
        raise _TurnedAwayError("http_status", f"the server answered {headers.status_code}")
    media = (record.http_content_type or "").strip().lower()
    if media and media not in _PAGE_TYPES:
        raise _TurnedAwayError("media_type", f"is {make_writable(media)}, not a page")
    body = decode_body(
        record.reader.read(),
        headers.get("Transfer-Encoding") or "",
        headers.get("Content-Encoding") or "",
        options.most_bytes,
    )
    charset = (record.http_charset or "").strip("\"' ") or find_declared_charset(body)
    text = decode_text(body, charset)
    if not media and recognise_media(text) != "html":
        raise _TurnedAwayError("media_type", "names no media type and is not a page")
    return text


def _read_block(record: WarcRecord) -> tuple[Literal["text", "html"], str]:
    stated = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    if stated not in (*_PAGE_TYPES, "text/plain"):
        raise _TurnedAwayError("media_type", f"is {make_writable(stated) or 'of no media type'}, neither page nor text")
    body = record.reader.read()
    is_page = stated in _PAGE_TYPES
    return "html" if is_page else "text", decode_text(body, find_declared_charset(body) if is_page else None)
