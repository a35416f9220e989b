"""Read streams of bytes in bounded pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a stream.

    Attributes:
        number: Counted from 1.
        raw: Its bytes with the line end, or its first bytes where it is too long.
        is_whole: Whether `raw` is all of it.
    """

    number: int
    raw: bytes
    is_whole: bool


def read_fully(stream: BinaryIO, n_bytes: int) -> bytes:
    """Read `n_bytes`, or to the end: a raw stream may give fewer at a time."""
    parts = []
    while n_bytes > 0 and (chunk := stream.read(n_bytes)):
        parts.append(chunk)
        n_bytes -= len(chunk)
    return b"".join(parts)


def read_capped(stream: BinaryIO, most_bytes: int) -> tuple[bytes, bool]:
    """Read a stream to its end, or to `most_bytes`; the second value says whether that is all of it."""
    raw = read_fully(stream, most_bytes + 1)
    return (raw, True) if len(raw) <= most_bytes else (raw[:most_bytes], False)


def split_lines(stream: BinaryIO, most_bytes: int) -> Iterator[Line]:
    """Cut a stream at its line feeds, holding no more than `most_bytes` of a line."""
    number = 0
    while raw := stream.readline(most_bytes):
        number += 1
        is_whole = raw.endswith(b"\n") or len(raw) < most_bytes
        if not is_whole:
            rest = raw
            while rest and not rest.endswith(b"\n"):
                rest = stream.readline(_CHUNK_BYTES)
        yield Line(number, raw, is_whole)
