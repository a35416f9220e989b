"""Read CSV and TSV files with a header."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO

from expectations.enumerations import RejectReason
from tasks.documents import Record, Reject
from tasks.read.decoding import DecodingError, decode_text, open_as_utf8
from tasks.read.fields import FieldMap, Place, make_field_map, make_record
from tasks.read.options import ReadOptions
from tasks.read.source import Source
from tasks.read.streams import Line, split_lines

DELIMITERS = (",", "\t", ";", "|")
MOST_LOOKED_AT = 200  # lines, from which the quoting of a file is told
_MOST_COLUMN_CHARACTERS = 60
_SEPARATOR_LINE = re.compile(r'"?sep=[^\w\s"]?\t?"?\s*', re.I)
_ESCAPED = re.compile(r'\\"')
# Twice within a value; an empty value is two marks between delimiters.
_DOUBLED = re.compile(r'[^,;|\t\n\r"\\]""|""[^,;|\t\n\r"]')


def find_columns(header: str, names: FieldMap) -> tuple[str, list[str]] | None:
    """Find the delimiter that cuts a header into most names known, the content among them.

    Returns:
        The delimiter and the columns; None where no column holds a content.
    """
    best: tuple[int, str, list[str]] | None = None
    for delimiter in DELIMITERS:
        try:
            columns = next(csv.reader([header.strip("\r\n")], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        columns = [column.strip() for column in columns]
        fields = names.find_fields(columns)
        if "content" in fields and (best is None or len(fields) > best[0]):
            best = (len(fields), delimiter, columns)
    return None if best is None else best[1:]


def looks_delimited(header: str, names: FieldMap) -> bool:
    """Tell whether a first line is surely a header: two or more known, short columns, one of them the content."""
    found = find_columns(header, names)
    if found is None:
        return False
    columns = found[1]
    is_short = all(0 < len(column) <= _MOST_COLUMN_CHARACTERS for column in columns)
    return is_short and len(columns) > 1 and len(names.find_fields(columns)) > 1


def read_delimited(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read one record a row; rows are counted from 1 below the header, and each bad one is a reject at "row 12".

    Quoting is read strictly: a row with a stray quotation mark or with another number of values than the header is
    turned away rather than put into the wrong columns.
    """
    # The limit is the process's own; without it a text beyond 131,072 characters would be refused.
    csv.field_size_limit(options.most_characters)
    lines = _Lines(stream, options)
    try:
        header = next(lines, None)
    except DecodingError as error:
        yield source.reject("encoding", f"its header {error}", lines.take(), options)
        return
    if header is None:
        yield source.reject("empty", "the file is empty", b"", options)
        return
    separator = _SEPARATOR_LINE.fullmatch(header.strip("\ufeff\r\n"))
    if separator is not None:  # Excel's: the header follows
        header = next(lines, "")
    found = find_columns(header, make_field_map(options))
    if found is None:
        detail = f"no column holds a text; its first line is: {header.strip()[:200]}"
        yield source.reject("no_text", detail, lines.take(), options)
        return
    lines.take()
    lines.look_ahead(MOST_LOOKED_AT)
    yield from _read_rows(source, lines, found, options)


def _read_rows(
    source: Source, lines: _Lines, found: tuple[str, list[str]], options: ReadOptions
) -> Iterator[Record | Reject]:
    delimiter, columns = found
    lines.escapes_quotes = _escapes_quotes(lines.ahead)
    is_bare = _quotes_nothing(lines.ahead, found)
    rows = csv.reader(lines, delimiter=delimiter, strict=True, quoting=csv.QUOTE_NONE if is_bare else csv.QUOTE_MINIMAL)
    number = 0
    while True:
        reason: RejectReason = "bad_row"
        detail = ""
        row: list[str] | None = None
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            detail = str(error)
        except DecodingError as error:
            reason, detail = "encoding", str(error)
        raw = lines.take()
        if row is not None and not row:
            continue
        number += 1
        place = Place(f"row {number}", number)
        if row is not None and len(row) != len(columns):
            detail = f"has {len(row)} values where the header has {len(columns)}"
        if row is None or detail:
            yield source.reject(reason, detail, raw, options, place.label)
        else:
            yield make_record(dict(zip(columns, row, strict=True)), source, place, options, raw)
    if number == 0:
        yield source.reject("empty", "no row follows the header", b"", options)


def _escapes_quotes(ahead: Sequence[str]) -> bool:
    """Whether quotation marks within values are written with a backslash, as Spark and MySQL do, never doubled."""
    text = "".join(ahead)
    return bool(_ESCAPED.search(text)) and not _DOUBLED.search(text)


def _quotes_nothing(ahead: Sequence[str], found: tuple[str, list[str]]) -> bool:
    """Whether quotation marks in a table apart by tabs are its texts': read strictly, its rows would break."""
    delimiter, columns = found
    if delimiter != "\t" or not any('"' in line for line in ahead):
        return False
    if any(line.count(delimiter) != len(columns) - 1 for line in ahead):
        return False
    try:
        return any(len(row) != len(columns) for row in csv.reader(ahead, delimiter=delimiter, strict=True))
    except csv.Error:
        return True


class _Lines:
    """Decoded lines, with the bytes of those that were read since they were last taken."""

    def __init__(self, stream: BinaryIO, options: ReadOptions) -> None:
        self._lines = split_lines(open_as_utf8(stream), options.most_bytes)
        self._most_bytes = options.most_bytes
        self._raw: list[bytes] = []
        self._waiting: Line | None = None
        self._looked_at: deque[tuple[bytes, str]] = deque()
        self.escapes_quotes = False

    @property
    def ahead(self) -> list[str]:
        """The lines that were looked at and not given yet."""
        return [text for _, text in self._looked_at]

    def look_ahead(self, n_lines: int) -> None:
        """Read so many lines ahead, or up to the first that cannot be read."""
        for line in islice(self._lines, n_lines):
            self._waiting = line
            if not line.is_whole:
                return
            try:
                text = decode_text(line.raw)
            except DecodingError:
                return
            self._looked_at.append((line.raw, text))
            self._waiting = None

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._looked_at:
            raw, text = self._looked_at.popleft()
            self._raw.append(raw)
            return self._mend(text)
        line = self._waiting or next(self._lines)
        self._waiting = None
        self._raw.append(line.raw)
        if not line.is_whole:
            raise csv.Error(f"a line is longer than {self._most_bytes} bytes")
        return self._mend(decode_text(line.raw))

    def _mend(self, text: str) -> str:
        return text.replace('\\"', '""') if self.escapes_quotes else text

    def take(self) -> bytes:
        """Give the bytes read since the last call."""
        raw = b"".join(self._raw)
        self._raw.clear()
        return raw
