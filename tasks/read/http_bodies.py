"""Undo what HTTP does to a body on its way: chunks and content encodings."""

from __future__ import annotations

import io
import re
import zlib

from fastwarc.stream_io import BrotliReader

from tasks.read.packing import PACKINGS, BrokenStreamError, Packing, UnpackedStream
from tasks.read.streams import read_capped

_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_MOST_RATIO = 250.0
_PACKING_BY_NAME = {"gzip": "gzip", "x-gzip": "gzip", "zstd": "zstd"}


def decode_body(body: bytes, transfer: str, encodings: str, most_bytes: int) -> bytes:
    """Decode the body of an HTTP response as it was sent.

    Crawlers often store a body decoded and keep the headers as they were; a body that plainly is not as its headers
    say is taken as it is.

    Args:
        body: What follows the header.
        transfer: Value of `Transfer-Encoding`.
        encodings: Value of `Content-Encoding`: names, in the order in which they were applied.
        most_bytes: Most bytes of the result.

    Raises:
        BrokenStreamError: It ends early, is damaged, too long, or encoded in an unknown way.
    """
    if "chunked" in transfer.lower() and _CHUNK_SIZE.match(body):
        body = _join_chunks(body)
    for name in reversed([part.strip().lower() for part in encodings.split(",")]):
        body = _decode(body, name, most_bytes)
    return body


def _join_chunks(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(body, at)) is not None:
        n_bytes = int(size.group(1), 16)
        if n_bytes == 0:
            return b"".join(parts)
        at = size.end() + n_bytes
        parts.append(body[size.end() : at])
        if body[at : at + 2] != b"\r\n":
            break
        at += 2
    raise BrokenStreamError("truncated", "the page ends within a chunk")


def _decode(body: bytes, name: str, most_bytes: int) -> bytes:
    if name in ("", "identity", "none"):
        return body
    if name in _PACKING_BY_NAME:
        packing = next(packing for packing in PACKINGS if packing.name == _PACKING_BY_NAME[name])
        return _unpack(body, packing, most_bytes) if body.startswith(packing.mark) else body
    if name == "deflate":
        return _inflate(body, most_bytes)
    if name == "br":
        return _unpack_brotli(body, most_bytes)
    raise BrokenStreamError("unreadable", f"the page is encoded as {name[:40]!r}, which Sayso does not read")


def _unpack(body: bytes, packing: Packing, most_bytes: int) -> bytes:
    stream = io.BufferedReader(UnpackedStream(io.BytesIO(body), packing, _MOST_RATIO))
    return _cap(*read_capped(stream, most_bytes), most_bytes)


def _inflate(body: bytes, most_bytes: int) -> bytes:
    """Unpack `deflate`, which some servers send without zlib's header."""
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        member = zlib.decompressobj(wbits=wbits)
        try:
            out = member.decompress(body, most_bytes + 1)
        except zlib.error:
            continue
        if len(out) <= most_bytes and not member.eof:
            raise BrokenStreamError("truncated", "the page ends before its encoding does")
        return _cap(out, len(out) <= most_bytes, most_bytes)
    return body


def _unpack_brotli(body: bytes, most_bytes: int) -> bytes:
    if body.lstrip()[:1] == b"<":
        return body
    try:
        out = BrotliReader(io.BytesIO(body)).read(most_bytes + 1)
    except (OSError, ValueError) as error:
        raise BrokenStreamError("unreadable", f"the page's brotli encoding is damaged: {error}") from error
    return _cap(out, len(out) <= most_bytes, most_bytes)


def _cap(out: bytes, is_whole: bool, most_bytes: int) -> bytes:
    if not is_whole:
        raise BrokenStreamError("too_long", f"longer than {most_bytes} bytes")
    return out
