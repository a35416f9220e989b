"""Bytes that can be opened as a stream: a file, one far away, a member of an archive, what is packed in any of them."""

from __future__ import annotations

import io
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from fsspec import AbstractFileSystem

from tasks.read.options import ReadOptions
from tasks.read.packing import UNSUSPECTED_BYTES, BrokenStreamError, Packing, UnpackedStream
from tasks.read.streams import read_fully

HEAD_BYTES = 1 << 16
_CHUNK_BYTES = 1 << 20
# What is unpacked to check it and is no longer than this is kept for reading, not unpacked again.
_MOST_HELD_BYTES = 1 << 20
# A dump may hold small things that unpack far, such as pages of one line; only what is beyond this is held against it.
_ALLOWANCE_BYTES = 16 * UNSUSPECTED_BYTES


class Blob(ABC):
    """Bytes to read.

    Attributes:
        can_reopen: Whether it can be opened more than once.
        can_seek: Whether its streams can seek.
    """

    can_reopen = True
    can_seek = False

    @abstractmethod
    def open(self) -> BinaryIO:
        """Open it at its start; the caller closes the stream.

        Raises:
            OSError: It cannot be read.
        """

    def read_head(self, n_bytes: int = HEAD_BYTES) -> bytes:
        """Read its first bytes, without using up what can be opened only once.

        Raises:
            OSError: It cannot be read.
            BrokenStreamError: It is damaged there.
        """
        with self.open() as stream:
            return read_fully(stream, n_bytes)


class LocalFile(Blob):
    """A file of this machine."""

    can_seek = True

    def __init__(self, path: Path) -> None:
        self._path = path

    def open(self) -> BinaryIO:
        """Open the file."""
        return self._path.open("rb")


class RemoteFile(Blob):
    """A file that fsspec reaches; the library retries what fails for a moment."""

    can_seek = True

    def __init__(self, files: AbstractFileSystem, path: str) -> None:
        self._files = files
        self._path = path

    def open(self) -> BinaryIO:
        """Open the file."""
        return cast(BinaryIO, io.BufferedReader(_RemoteStream(self._files, self._path), _CHUNK_BYTES))


class _RemoteStream(io.RawIOBase):
    """A remote file whose library's errors, of any class, become `OSError`."""

    def __init__(self, files: AbstractFileSystem, path: str) -> None:
        try:
            self._stream = files.open(path, "rb", cache_type="readahead")
        except Exception as error:
            raise OSError(f"{type(error).__name__}: {error}") from error

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except Exception as error:
            raise OSError(f"{type(error).__name__}: {error}") from error
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class HeldBytes(Blob):
    """Bytes in memory."""

    can_seek = True

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def open(self) -> BinaryIO:
        """Open the bytes."""
        return io.BytesIO(self._raw)


class OnePass(Blob):
    """A stream that comes once, such as a member of a tar archive."""

    can_reopen = False

    def __init__(self, stream: BinaryIO) -> None:
        self._head = read_fully(stream, HEAD_BYTES)
        self._rest: BinaryIO | None = stream

    def open(self) -> BinaryIO:
        """Give the stream; the second call is an error of the caller."""
        if self._rest is None:
            raise RuntimeError("what comes once was opened twice")
        rest, self._rest = self._rest, None
        return cast(BinaryIO, io.BufferedReader(_Rejoined(self._head, rest), _CHUNK_BYTES))

    def read_head(self, n_bytes: int = HEAD_BYTES) -> bytes:
        """Give the first bytes, which are held."""
        return self._head[:n_bytes]


class _Rejoined(io.RawIOBase):
    """A stream with its head put back."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)


class Unpacked(Blob):
    """What a packed blob holds; it is unpacked each time that it is opened."""

    def __init__(self, packed: Blob, packing: Packing, most_ratio: float) -> None:
        self._packed = packed
        self._packing = packing
        self._most_ratio = most_ratio

    def open(self) -> BinaryIO:
        """Open what it holds; see `UnpackedStream` for what reading raises."""
        raw = UnpackedStream(self._packed.open(), self._packing, self._most_ratio)
        return cast(BinaryIO, io.BufferedReader(raw, _CHUNK_BYTES // 4))


class Budget:
    """How much may still be unpacked of one file: what it holds, at all depths together."""

    def __init__(self, n_bytes: int, options: ReadOptions) -> None:
        self._most_ratio = options.most_ratio
        self._left = _ALLOWANCE_BYTES + options.most_ratio * n_bytes

    def spend(self, n_bytes: int, n_out: int = 0, n_in: int = 0) -> None:
        """Count bytes that were unpacked.

        Args:
            n_bytes: How many there are.
            n_out: How many there are of this member, with those before.
            n_in: How many it has packed.

        Raises:
            BrokenStreamError: It is more than the member, or the file, may unpack to.
        """
        self._left -= n_bytes
        if n_out > max(UNSUSPECTED_BYTES, self._most_ratio * n_in):
            raise BrokenStreamError("bomb", f"unpacks to more than {self._most_ratio:g} times its size")
        if self._left < 0:
            raise BrokenStreamError("bomb", "with all it holds, its file unpacks to too many times its size")


def verify(blob: Blob, options: ReadOptions, budget: Budget) -> Blob:
    """Read a blob to its end, so that its checksums are seen to hold before anything is taken from it.

    Returns:
        The blob, or what it holds where that is short.

    Raises:
        BrokenStreamError: It is damaged, or longer than what it may unpack to.
    """
    held: list[bytes] = []
    n_bytes = 0
    with blob.open() as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            budget.spend(len(chunk))
            n_bytes += len(chunk)
            if n_bytes > options.most_unpacked_bytes:
                raise BrokenStreamError("bomb", f"unpacks to more than {options.most_unpacked_bytes} bytes")
            if n_bytes <= _MOST_HELD_BYTES:
                held.append(chunk)
            else:
                held.clear()
    return HeldBytes(b"".join(held)) if n_bytes <= _MOST_HELD_BYTES else blob


@contextmanager
def spool(blob: Blob, options: ReadOptions) -> Iterator[Blob]:
    """Copy a blob to where it can be read in any order: to memory where it is short, else to a temporary file.

    Raises:
        BrokenStreamError: It is longer than `options.most_spooled_bytes`.
    """
    with tempfile.SpooledTemporaryFile(_MOST_HELD_BYTES) as copy, blob.open() as stream:
        n_bytes = 0
        while chunk := stream.read(_CHUNK_BYTES):
            n_bytes += len(chunk)
            if n_bytes > options.most_spooled_bytes:
                message = f"is packed within an archive and longer than {options.most_spooled_bytes} bytes"
                raise BrokenStreamError("too_long", message)
            copy.write(chunk)
        yield _Spooled(cast(BinaryIO, copy))


class _Spooled(Blob):
    can_seek = True

    def __init__(self, copy: BinaryIO) -> None:
        self._copy = copy

    def open(self) -> BinaryIO:
        self._copy.seek(0)
        return cast(BinaryIO, io.BufferedReader(_Shared(self._copy), _CHUNK_BYTES // 4))


class _Shared(io.RawIOBase):
    """A temporary file that outlives the streams over it."""

    def __init__(self, copy: BinaryIO) -> None:
        self._copy = copy

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._copy.seek(offset, whence)
        return self._copy.tell()

    def tell(self) -> int:
        return self._copy.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        chunk = self._copy.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)
