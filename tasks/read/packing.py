"""Unpack gzip, bzip2, xz, zstd and lz4: strictly, member by member, never more than is asked for."""

from __future__ import annotations

import bz2
import io
import lzma
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Protocol

import lz4.frame

from expectations.enumerations import RejectReason

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CHUNK_BYTES = 1 << 16
_MOST_OUT_BYTES = 1 << 18
# What unpacks to less than this is no bomb, whatever its ratio: a page may be one line over and over.
UNSUSPECTED_BYTES = 16 * 1024 * 1024

_DAMAGE = (zlib.error, OSError, lzma.LZMAError, zstd.ZstdError, EOFError, RuntimeError)


class BrokenStreamError(Exception):
    """A packed stream or an archive that is damaged, ends early, or unpacks to more than is allowed.

    Attributes:
        reason: A value of `rejects.reason`.
    """

    def __init__(self, reason: RejectReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class Member(Protocol):
    """Unpacks one member of a packed stream; `eof` is set at its end, which is reached only if its checksum holds."""

    @property
    def eof(self) -> bool:
        """Whether the member's end was reached."""
        ...

    @property
    def unused_data(self) -> bytes | None:
        """What was given of the bytes that follow the member."""
        ...

    @property
    def needs_input(self) -> bool:
        """Whether nothing more comes without further input."""
        ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """Unpack at most `max_length` bytes; what was given before and not yet used comes first."""
        ...


class _GzipMember:
    """zlib's object with the manners of those of bz2, lzma and zstd."""

    def __init__(self) -> None:
        self._object = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._object.eof

    @property
    def unused_data(self) -> bytes:
        return self._object.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._object.eof and not self._object.unconsumed_tail

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._object.decompress(self._object.unconsumed_tail + data, max(max_length, 0))


@dataclass(frozen=True, slots=True)
class Packing:
    """A way of packing a stream.

    Attributes:
        name: What messages, the help and the README call it.
        suffixes: Of the names of what is packed so.
        mark: How a member begins.
        start_member: Makes what unpacks one member.
        is_padded: Whether zeros may stand between and after members.
    """

    name: str
    suffixes: tuple[str, ...]
    mark: bytes
    start_member: Callable[[], Member]
    is_padded: bool = False


PACKINGS = (
    Packing("gzip", (".gz", ".gzip"), b"\x1f\x8b\x08", _GzipMember, is_padded=True),
    Packing("bzip2", (".bz2",), b"BZh", bz2.BZ2Decompressor),
    Packing("xz", (".xz",), b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ), is_padded=True),
    Packing("zstd", (".zst", ".zstd"), b"\x28\xb5\x2f\xfd", zstd.ZstdDecompressor),
    Packing("lz4", (".lz4",), b"\x04\x22\x4d\x18", lz4.frame.LZ4FrameDecompressor),
)
PACKING_BY_SUFFIX = {suffix: packing for packing in PACKINGS for suffix in packing.suffixes}


def find_packing(head: bytes) -> Packing | None:
    """Tell by its first bytes how a stream is packed."""
    return next((packing for packing in PACKINGS if head.startswith(packing.mark)), None)


def describe_damage(packing: Packing, error: BaseException) -> BrokenStreamError:
    """Make of a library's complaint about a member what is told of its file."""
    return BrokenStreamError("checksum", f"the {packing.name} stream is damaged: {error}")


def unpack_some(packing: Packing, member: Member, data: bytes, most_bytes: int) -> bytes:
    """Unpack a little of a member.

    Raises:
        BrokenStreamError: It is damaged or fails its checksum.
    """
    try:
        return member.decompress(data, most_bytes)
    except _DAMAGE as error:
        raise describe_damage(packing, error) from error


class UnpackedStream(io.RawIOBase):
    """What a packed stream holds, all its members one after the other.

    The modules of the standard library pass over what follows a member and is none, so that a damaged second member
    would be left out without a word; here it is an error.

    Reading raises `BrokenStreamError`: it ends within a member (`truncated`), fails a checksum (`checksum`), is
    followed by other bytes (`unreadable`), or unpacks to more than `most_ratio` times its size (`bomb`).
    """

    def __init__(self, stream: BinaryIO, packing: Packing, most_ratio: float) -> None:
        self._stream = stream
        self._packing = packing
        self._most_ratio = most_ratio
        self._member: Member | None = None
        self._waiting = b""
        self._n_in = self._n_out = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Unpack into a buffer."""
        most_bytes = min(len(buffer), _MOST_OUT_BYTES)
        while (member := self._find_member()) is not None:
            is_hungry = member.needs_input
            data = self._take_input() if is_hungry else b""
            # Without more input zlib may still hold output back.
            out = unpack_some(self._packing, member, data, most_bytes)
            if is_hungry and not data and not out and not member.eof:
                raise BrokenStreamError("truncated", "the stream ends before its checksum")
            if out:
                self._count(len(out))
                buffer[: len(out)] = out
                return len(out)
        return 0

    def close(self) -> None:
        """Close the packed stream too."""
        self._stream.close()
        super().close()

    def _find_member(self) -> Member | None:
        """Give the member that is being unpacked; None at the end of the stream."""
        if self._member is not None and not self._member.eof:
            return self._member
        is_first = self._member is None
        if self._member is not None:
            self._waiting = self._member.unused_data or b""  # lz4 has None for nothing
            self._member = None
        while True:
            if self._packing.is_padded and not is_first:
                self._waiting = self._waiting.lstrip(b"\x00")
            if len(self._waiting) >= len(self._packing.mark) or not (chunk := self._read()):
                break
            self._waiting += chunk
        if not self._waiting:
            return None
        if not self._waiting.startswith(self._packing.mark):
            raise BrokenStreamError("unreadable", f"the {self._packing.name} stream is followed by other bytes")
        self._member = self._packing.start_member()
        return self._member

    def _take_input(self) -> bytes:
        data, self._waiting = self._waiting or self._read(), b""
        return data

    def _read(self) -> bytes:
        chunk = self._stream.read(CHUNK_BYTES)
        self._n_in += len(chunk)
        return chunk

    def _count(self, n_bytes: int) -> None:
        self._n_out += n_bytes
        if self._n_out > UNSUSPECTED_BYTES and self._n_out > self._most_ratio * self._n_in:
            raise BrokenStreamError("bomb", f"unpacks to more than {self._most_ratio:g} times its size")
