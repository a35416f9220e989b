"""Read the members of zip archives, each through the reader of its own format."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, BinaryIO, cast

from tasks.documents import Record, Reject
from tasks.read.blobs import HEAD_BYTES, Blob
from tasks.read.books import find_book, read_book_page
from tasks.read.member_names import find_name_problem, is_hidden
from tasks.read.options import ReadOptions
from tasks.read.packing import UNSUSPECTED_BYTES, BrokenStreamError
from tasks.read.source import Source
from tasks.read.streams import read_fully
from tasks.read.word_files import find_office_kind, read_office_file

ReadMember = Callable[[Source, Blob], Iterator[Record | Reject]]

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
# The list of members is held in memory: 64 MiB name some 700,000.
_MOST_DIRECTORY_BYTES = 64 * 1024 * 1024
_LOCAL_HEADER_BYTES = 30
_END_MARK = b"PK\x05\x06"
_END_BYTES = 22 + 65_535
# What zipfile and its decompressors raise for archives that are damaged or use what they cannot read.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, KeyError, IndexError, OverflowError, RuntimeError, NotImplementedError),
)


class ZipMember(Blob):
    """A member of a zip archive."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        self._archive = archive
        self._info = info

    def open(self) -> BinaryIO:
        """Open the member; reading raises `BrokenStreamError` where it is damaged, at the latest at its end."""
        try:
            stream = self._archive.open(self._info)
        except _DAMAGE as error:
            raise _describe(error) from error
        return cast(BinaryIO, io.BufferedReader(_MemberStream(stream, self._info.file_size), 1 << 18))


class _MemberStream(io.RawIOBase):
    def __init__(self, stream: IO[bytes], n_bytes: int) -> None:
        self._stream = stream
        self._left = n_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except _DAMAGE as error:
            raise _describe(error) from error
        self._left -= len(chunk)
        if not chunk and len(buffer) and self._left > 0:
            raise BrokenStreamError("truncated", f"the member ends {self._left} bytes early")
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def read_zip(
    source: Source, stream: BinaryIO, options: ReadOptions, read_member: ReadMember
) -> Iterator[Record | Reject]:
    """Read every file of a zip archive, of an e-book its pages, or the office file that it is.

    Folders and hidden files are passed over.

    Args:
        source: The archive.
        stream: Its bytes; must be seekable.
        options: Limits.
        read_member: Reads one member; must see its checksum hold before it gives anything.

    Raises:
        BrokenStreamError: Its list of members cannot be read.
    """
    archive = _open_archive(stream)
    office = find_office_kind([info.filename for info in archive.infolist()])
    if office is not None:
        try:
            yield from read_office_file(source, archive, office, options)
        except _DAMAGE as error:
            raise _describe(error) from error
        return
    try:
        book = find_book(archive)
    except _DAMAGE:  # of one member: the others are read as any archive's
        book = None
    is_empty = True
    seen: set[str] = set()
    overlapping = _find_overlaps(archive)
    for info in archive.infolist():
        # zipfile cuts names at a NUL.
        name = info.orig_filename if "\x00" in info.orig_filename else info.filename
        problem = _find_problem(info, name, seen, overlapping)
        if problem is None and ((info.is_dir() and not info.file_size) or is_hidden(name)):
            continue
        if book is not None and name not in book.pages:
            continue
        is_empty = False
        seen.add(name)
        member, blob = source.find_member(name), ZipMember(archive, info)
        if problem is not None:
            yield member.reject("unsafe_member", problem, _read_start(blob, options.most_kept_bytes), options)
        elif info.file_size > max(options.most_ratio * info.compress_size, UNSUSPECTED_BYTES):
            detail = f"unpacks to more than {options.most_ratio:g} times its size; nothing from it was kept"
            yield member.reject("bomb", detail, _read_start(blob, HEAD_BYTES), options)
        elif book is not None:
            yield from (read_book_page(book, name, member, entry, options) for entry in read_member(member, blob))
        else:
            yield from read_member(member, blob)
    if is_empty:
        yield source.reject("empty", "the archive holds no file to read", b"", options)


def _open_archive(stream: BinaryIO) -> zipfile.ZipFile:
    try:
        _check_directory(stream)
        return zipfile.ZipFile(stream)
    except BrokenStreamError:
        raise
    except _DAMAGE as error:
        raise BrokenStreamError("unreadable", f"the zip archive is damaged: {error}") from error


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a list of members too long to hold before zipfile reads it, and an archive that lacks one."""
    n_bytes = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, n_bytes - _END_BYTES))
    end = read_fully(stream, _END_BYTES)
    at = end.rfind(_END_MARK)
    if at < 0:
        raise BrokenStreamError("truncated", "the zip archive ends before its list of members")
    (listed,) = struct.unpack("<L", end[at + 12 : at + 16])
    if listed == 0xFFFFFFFF and (at64 := end.rfind(b"PK\x06\x06", 0, at)) >= 0:
        (listed,) = struct.unpack("<Q", end[at64 + 40 : at64 + 48])
    if listed > _MOST_DIRECTORY_BYTES:
        raise BrokenStreamError("bomb", f"its list of members is longer than {_MOST_DIRECTORY_BYTES} bytes")
    stream.seek(0)


def _find_overlaps(archive: zipfile.ZipFile) -> frozenset[int]:
    """Find members whose bytes are those of others too, by which small archives unpack to terabytes."""
    infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
    found = set()
    reached = -1
    for info in infos:
        if info.header_offset < reached:
            found.add(info.header_offset)
        reached = max(reached, info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size)
    return frozenset(found)


def _find_problem(info: zipfile.ZipInfo, name: str, seen: set[str], overlapping: frozenset[int]) -> str | None:
    problem = find_name_problem(name)
    if problem is not None:
        return problem
    mode = stat.S_IFMT(info.external_attr >> 16)
    if mode not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "is a link or a device, not a file"
    if name in seen:
        return "its name stands twice in the archive"
    if info.header_offset in overlapping:
        return "its bytes are those of another member too"
    return None


def _read_start(blob: Blob, n_bytes: int) -> bytes:
    try:
        return blob.read_head(n_bytes)
    except (OSError, BrokenStreamError):
        return b""


def _describe(error: BaseException) -> BrokenStreamError:
    text = str(error) or type(error).__name__
    if "CRC" in text:
        return BrokenStreamError("checksum", "its checksum does not hold")
    if isinstance(error, EOFError):
        return BrokenStreamError("truncated", "it ends before its checksum")
    if isinstance(error, zlib.error | lzma.LZMAError):
        return BrokenStreamError("checksum", f"it is damaged: {text}")
    if "encrypted" in text:
        return BrokenStreamError("unreadable", "it is encrypted")
    return BrokenStreamError("unreadable", f"it cannot be unpacked: {text}")
