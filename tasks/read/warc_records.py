"""Cut WARC files into records: verified one by one, going on after a damaged one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from tasks.read.blobs import Budget
from tasks.read.packing import CHUNK_BYTES, BrokenStreamError, Packing, unpack_some
from tasks.read.source import Problem
from tasks.read.streams import read_fully

WARC_MARK = b"WARC/"
_FILL_BYTES = 1 << 18
_MOST_HEADER_BYTES = 1 << 16
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LINE_ENDS = b"\r\n"
# Between records stand two line ends; some writers leave one out.
_MOST_LINE_ENDS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one record, or bytes that are none, and then why: a value of `rejects.reason` and a detail."""

    raw: bytes
    problem: Problem | None = None


def split_records(stream: BinaryIO, most_bytes: int) -> Iterator[Piece]:
    """Cut an unpacked WARC stream at its records.

    A record whose length is wrong, or bytes that are no record, make one piece with a problem; reading goes on where a
    line next begins with "WARC/".

    Args:
        stream: WARC, unpacked.
        most_bytes: Longer records are passed over.
    """
    return _Splitter(stream, most_bytes).split()


class _Splitter:
    def __init__(self, stream: BinaryIO, most_bytes: int) -> None:
        self._stream = stream
        self._most_bytes = most_bytes
        self._buffer = b""
        self._at = 0
        self._is_all_read = False

    def split(self) -> Iterator[Piece]:
        while self._skip_line_ends():
            if not self._buffer.startswith(WARC_MARK, self._at):
                yield self._give_up(("unreadable", "what stands here is no WARC record"))
                continue
            size = self._measure()
            if size is None:
                yield self._give_up(("unreadable", "the record's header has no end, or names no length"))
            elif size > self._most_bytes:
                yield self._skip(size)
            elif not self._fill(size):
                yield self._give_up(("truncated", "the file ends within the record"))
            elif not self._is_followed_well(size):
                yield self._give_up(("unreadable", "the record is not as long as its header says"))
            else:
                yield Piece(self._take(size))

    def _measure(self) -> int | None:
        """Read how long the record is, header and all."""
        self._fill(_MOST_HEADER_BYTES)
        # Where the next record begins, this one's header has ended: of many headers without an end none is read twice.
        longest = self._at + _MOST_HEADER_BYTES
        following = self._buffer.find(b"\n" + WARC_MARK, self._at + 1, longest)
        end = _HEADER_END.search(self._buffer, self._at, longest if following < 0 else following + 1)
        length = _LENGTH.search(self._buffer, self._at, end.end()) if end else None
        if end is None or length is None:
            return None
        return end.end() - self._at + int(length.group(1))

    def _is_followed_well(self, size: int) -> bool:
        self._fill(size + _MOST_LINE_ENDS + len(WARC_MARK))
        after = self._buffer[self._at + size : self._at + size + _MOST_LINE_ENDS + len(WARC_MARK)]
        rest = after.lstrip(_LINE_ENDS)
        return not rest or after.startswith((b"\r\n\r\n", b"\n\n")) or rest.startswith(WARC_MARK)

    def _give_up(self, problem: Problem) -> Piece:
        """Pass over what cannot be read, up to the next line that begins as a record does."""
        parts: list[bytes] = []
        n_bytes = 0
        # The mark of the bad record itself does not count.
        start = self._at + 1
        while (found := self._buffer.find(b"\n" + WARC_MARK, start)) < 0:
            keep = min(len(WARC_MARK), len(self._buffer) - self._at)
            cut = len(self._buffer) - keep
            if n_bytes < self._most_bytes:
                parts.append(self._buffer[self._at : cut])
                n_bytes += cut - self._at
            self._at = start = cut
            if not self._fill(keep + 1):
                parts.append(self._take(keep))
                return Piece(b"".join(parts), problem)
        parts.append(self._take(found + 1 - self._at))
        return Piece(b"".join(parts), problem)

    def _skip(self, size: int) -> Piece:
        start = self._buffer[self._at : self._at + self._most_bytes]
        left = size
        while left > 0 and self._fill(1):
            taken = min(left, len(self._buffer) - self._at)
            self._at += taken
            left -= taken
        if left:
            return Piece(start, ("truncated", "the file ends within the record"))
        return Piece(start, ("too_long", f"longer than {self._most_bytes} bytes"))

    def _skip_line_ends(self) -> bool:
        """Go to the next record; tell whether there is one."""
        while self._fill(1):
            if self._buffer[self._at] not in _LINE_ENDS:
                return True
            self._at += 1
        return False

    def _take(self, size: int) -> bytes:
        raw = self._buffer[self._at : self._at + size]
        self._at += size
        return raw

    def _fill(self, size: int) -> bool:
        """Have at least so many bytes ready; tell whether there are."""
        n_bytes = len(self._buffer) - self._at
        if n_bytes >= size or self._is_all_read:
            return n_bytes >= size
        parts = [self._buffer[self._at :]]
        # What is copied here is copied again only when half as much has been used up.
        least = max(_FILL_BYTES, n_bytes // 2)
        while n_bytes < size and not self._is_all_read:
            chunk = self._stream.read(max(least, size - n_bytes))
            self._is_all_read = not chunk
            parts.append(chunk)
            n_bytes += len(chunk)
        self._buffer, self._at = b"".join(parts), 0
        return n_bytes >= size


def is_packed_by_record(stream: BinaryIO, packing: Packing) -> bool:
    """Tell whether a packed WARC file's first member holds just one record, as the format recommends."""
    member = packing.start_member()
    head, at_end = b"", False
    try:
        while not member.eof and len(head) < _MOST_HEADER_BYTES and not at_end:
            data = stream.read(CHUNK_BYTES) if member.needs_input else b""
            at_end = member.needs_input and not data
            head += unpack_some(packing, member, data, _MOST_HEADER_BYTES)
    except BrokenStreamError:
        return True
    end = _HEADER_END.search(head)
    length = _LENGTH.search(head, 0, end.end()) if end else None
    if end is None or length is None:
        return False
    size = end.end() + int(length.group(1))
    return size > len(head) if not member.eof else not head[size:].strip(_LINE_ENDS)


def split_members(stream: BinaryIO, packing: Packing, most_bytes: int, budget: Budget) -> Iterator[Piece]:
    """Unpack a WARC file member by member, each checked to its end before its record is given.

    A damaged member is one piece with a problem; reading goes on at the next mark behind which a record unpacks.

    Args:
        stream: A packed WARC file, one record a member.
        packing: How it is packed.
        most_bytes: Longer records are passed over.
        budget: What may be unpacked of the file.
    """
    walker = _Walker(stream, packing, most_bytes, budget)
    while walker.find_next():
        yield from walker.read_member()


class _Walker:
    """Goes from member to member of a packed file."""

    def __init__(self, stream: BinaryIO, packing: Packing, most_bytes: int, budget: Budget) -> None:
        self._stream = stream
        self._packing = packing
        self._most_bytes = most_bytes
        self._budget = budget
        self._waiting = b""

    def find_next(self) -> bool:
        """Go past zeros that pad; tell whether anything follows."""
        while True:
            if self._packing.is_padded:
                self._waiting = self._waiting.lstrip(b"\x00")
            if self._waiting:
                return True
            self._waiting = self._stream.read(CHUNK_BYTES)
            if not self._waiting:
                return False

    def read_member(self) -> Iterator[Piece]:
        """Give the records of the member that begins here, or one problem."""
        raw: list[bytes] = []
        try:
            out, is_whole = self._unpack(raw)
        except BrokenStreamError as error:
            yield self._give_up(b"".join(raw), error)
            return
        if not is_whole:
            yield Piece(out, ("too_long", f"longer than {self._most_bytes} bytes"))
            return
        yield from _split_unpacked(out, self._most_bytes)

    def _unpack(self, raw: list[bytes]) -> tuple[bytes, bool]:
        """Unpack a member, whose packed bytes are added to `raw`; the second value says whether that is all of it."""
        mark = self._packing.mark
        if len(self._waiting) < len(mark):
            self._waiting += read_fully(self._stream, CHUNK_BYTES)
        if not self._waiting.startswith(mark):
            raise BrokenStreamError("unreadable", f"what stands here is no {self._packing.name} member")
        member = self._packing.start_member()
        parts: list[bytes] = []
        n_bytes = n_raw = 0
        while not member.eof:
            is_hungry = member.needs_input
            data = self._take() if is_hungry else b""
            if n_raw < self._most_bytes:
                raw.append(data)
            n_raw += len(data)
            out = unpack_some(self._packing, member, data, CHUNK_BYTES)
            if is_hungry and not data and not out and not member.eof:
                raise BrokenStreamError("truncated", "the file ends within the record")
            n_bytes += len(out)
            self._budget.spend(len(out), n_bytes, n_raw)
            if n_bytes <= self._most_bytes:
                parts.append(out)
        self._waiting = (member.unused_data or b"") + self._waiting
        return b"".join(parts), n_bytes <= self._most_bytes

    def _take(self) -> bytes:
        data = self._waiting or self._stream.read(CHUNK_BYTES)
        self._waiting = b""
        return data

    def _give_up(self, raw: bytes, error: BrokenStreamError) -> Piece:
        """Pass over a damaged member, up to the next mark behind which a record unpacks."""
        problem = (error.reason, f"{error}; reading went on at the next record that could be found")
        rest = raw + self._waiting
        passed: list[bytes] = []
        n_bytes = 0
        at = 1
        while True:
            found = rest.find(self._packing.mark, at)
            if found >= 0 and len(rest) - found < CHUNK_BYTES and (more := read_fully(self._stream, CHUNK_BYTES)):
                # What has been looked through is put aside, so that it is not copied with every chunk.
                if n_bytes < self._most_bytes:
                    passed.append(rest[:found])
                    n_bytes += found
                rest, found = rest[found:] + more, 0
            if found >= 0 and self._begins_record(rest[found : found + CHUNK_BYTES]):
                passed.append(rest[:found])
                self._waiting = rest[found:]
                break
            if found >= 0:
                at = found + 1
                continue
            keep = len(self._packing.mark) - 1
            if n_bytes < self._most_bytes:
                passed.append(rest[:-keep])
                n_bytes += len(rest)
            chunk = self._stream.read(CHUNK_BYTES)
            rest, at = rest[-keep:] + chunk, 0
            if not chunk:
                passed.append(rest)
                self._waiting = b""
                break
        return Piece(b"".join(passed)[: self._most_bytes], problem)

    def _begins_record(self, raw: bytes) -> bool:
        try:
            head = unpack_some(self._packing, self._packing.start_member(), raw, len(WARC_MARK))
        except BrokenStreamError:
            return False
        return head == WARC_MARK


def _split_unpacked(raw: bytes, most_bytes: int) -> Iterator[Piece]:
    end = _HEADER_END.search(raw, 0, _MOST_HEADER_BYTES)
    length = _LENGTH.search(raw, 0, end.end()) if end and raw.startswith(WARC_MARK) else None
    if end is not None and length is not None:
        size = end.end() + int(length.group(1))
        # Nearly always: one record, and the two line ends after it.
        if len(raw) >= size and not raw[size:].strip(_LINE_ENDS):
            yield Piece(raw[:size])
            return
    yield from split_records(io.BytesIO(raw), most_bytes)
