"""Open files as streams of bytes, gzipped ones only after their checksums are seen to hold."""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

GZIP_MARK = b"\x1f\x8b"
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


class BrokenStreamError(Exception):
    """A gzipped file that ends early or fails its checksum.

    Attributes:
        reason: A value of `rejects.reason`.
    """

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def is_gzipped(path: Path) -> bool:
    """Tell by its first bytes whether a file is gzipped.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as stream:
        return stream.read(2) == GZIP_MARK


def verify_gzip(path: Path) -> None:
    """Read a gzipped file to its end, so that nothing is taken from one that is damaged further on.

    Raises:
        BrokenStreamError: It ends before its end mark, fails its checksum, or is followed by other bytes.
        OSError: It cannot be read.
    """
    try:
        with gzip.open(path) as stream:
            while stream.read(_CHUNK_BYTES):
                pass
    except EOFError as error:
        raise BrokenStreamError("truncated", "the stream ends before its checksum") from error
    except gzip.BadGzipFile as error:
        is_checksum = "CRC" in str(error) or "length" in str(error)
        message = f"the gzip stream is damaged: {error}"
        raise BrokenStreamError("checksum" if is_checksum else "unreadable", message) from error
    except zlib.error as error:
        raise BrokenStreamError("checksum", f"the gzip stream is damaged: {error}") from error


@contextmanager
def open_stream(path: Path) -> Iterator[BinaryIO]:
    """Open a file, unpacked where it is gzipped (see `verify_gzip`)."""
    with cast(BinaryIO, gzip.open(path)) if is_gzipped(path) else path.open("rb") as stream:
        yield stream


@contextmanager
def spool(stream: BinaryIO) -> Iterator[BinaryIO]:
    """Copy a stream to a temporary file, for formats that are read from their end."""
    with tempfile.TemporaryFile() as copy:
        while chunk := stream.read(_CHUNK_BYTES):
            copy.write(chunk)
        copy.seek(0)
        yield cast(BinaryIO, copy)


def read_capped(stream: BinaryIO, most_bytes: int) -> tuple[bytes, bool]:
    """Read a stream to its end, or to `most_bytes`; the second value says whether that is all of it."""
    raw = stream.read(most_bytes + 1)
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
