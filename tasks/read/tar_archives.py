"""Read the members of tar archives in one pass, each through the reader of its own format."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from expectations.enumerations import RejectReason
from tasks.documents import Record, Reject
from tasks.read.blobs import OnePass
from tasks.read.member_names import find_name_problem, is_hidden
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.zip_archives import ReadMember

TAR_MARK = b"ustar"
TAR_MARK_AT = 257
_CHUNK_BYTES = 1 << 20
# Headers that carry a long name or attributes are read into memory.
_MOST_HEADER_BYTES = 1 << 20
_LONG_HEADERS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
# What tarfile raises for archives that are damaged.
_DAMAGE = (tarfile.TarError, ValueError, KeyError, IndexError, OverflowError, RecursionError, TypeError)


class _DamagedHeaderError(Exception):
    """A header that tarfile would take for the end of the archive, and leave out all that follows."""


class _Member(tarfile.TarInfo):
    """A member whose header is read strictly."""

    @classmethod
    def fromtarfile(cls, tarfile_: tarfile.TarFile) -> _Member:
        try:
            return super().fromtarfile(tarfile_)
        except tarfile.EOFHeaderError:  # type: ignore[attr-defined]
            raise
        except tarfile.EmptyHeaderError as error:  # type: ignore[attr-defined]
            raise _DamagedHeaderError("ends without its end mark") from error
        except tarfile.HeaderError as error:
            raise _DamagedHeaderError(str(error)) from error

    def _proc_member(self, tarfile_: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _LONG_HEADERS and self.size > _MOST_HEADER_BYTES:
            raise _DamagedHeaderError(f"a header is longer than {_MOST_HEADER_BYTES} bytes")
        return cast(tarfile.TarInfo, super()._proc_member(tarfile_))  # type: ignore[misc]


def looks_like_tar(head: bytes) -> bool:
    """Tell a tar archive by its mark, or, if it is older than that, by its first header's checksum."""
    if head[TAR_MARK_AT : TAR_MARK_AT + len(TAR_MARK)] == TAR_MARK:
        return True
    if len(head) < tarfile.BLOCKSIZE or not head[0]:
        return False
    try:
        tarfile.TarInfo.frombuf(head[: tarfile.BLOCKSIZE], "utf-8", "surrogateescape")
    except _DAMAGE:
        return False
    return True


def read_tar(
    source: Source, stream: BinaryIO, options: ReadOptions, read_member: ReadMember
) -> Iterator[Record | Reject]:
    """Read every file of a tar archive; folders and hidden files are passed over.

    Where a name stands twice, both are read: that is how tar archives are brought up to date, and the later is the
    newer revision.

    Args:
        source: The archive.
        stream: Its bytes, unpacked.
        options: Limits.
        read_member: Reads one member from a stream that comes once.
    """
    is_empty = True
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member, encoding="utf-8") as archive:
            while (info := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]
                if (info.isdir() or is_hidden(info.name)) and find_name_problem(info.name) is None:
                    continue
                is_empty = False
                yield from _read_member(source.find_member(info.name), archive, info, options, read_member)
            problem = _find_rest(archive)
    except _DamagedHeaderError as error:
        problem = str(error)
    except _DAMAGE as error:
        problem = f"is damaged: {str(error) or type(error).__name__}"
    if problem is not None:
        is_cut = problem.startswith(("ends", "is damaged: unexpected end"))
        reason: RejectReason = "truncated" if is_cut else "unreadable"
        detail = f"the tar archive {problem}; what stood before was read"
        yield source.reject(reason, detail, b"", options)
    elif is_empty:
        yield source.reject("empty", "the archive holds no file to read", b"", options)


def _read_member(
    member: Source, archive: tarfile.TarFile, info: tarfile.TarInfo, options: ReadOptions, read_member: ReadMember
) -> Iterator[Record | Reject]:
    problem = find_name_problem(info.name)
    if problem is None and (not info.isreg() or info.sparse is not None):
        problem = "is a link, a device or a file with holes, not a plain file"
    if problem is None:
        opened = archive.extractfile(info)
        assert opened is not None  # a regular file has a stream
        yield from read_member(member, OnePass(cast(BinaryIO, opened)))
        return
    content = archive.extractfile(info) if info.isreg() and info.sparse is None else None
    raw = info.linkname.encode("utf-8", "surrogateescape") if content is None else content.read(options.most_kept_bytes)
    yield member.reject("unsafe_member", problem, raw, options)


def _find_rest(archive: tarfile.TarFile) -> str | None:
    """Say what follows the end mark; archives end in zeros up to a round size."""
    stream = archive.fileobj
    assert stream is not None  # the archive is open
    while chunk := stream.read(_CHUNK_BYTES):
        if chunk.strip(b"\x00"):
            return "is followed by other bytes"
    return None
