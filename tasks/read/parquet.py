"""Read Parquet files, row group by row group."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.documents import Record, Reject
from tasks.read.fields import Place, make_field_map, make_record, normalise_name
from tasks.read.options import ReadOptions
from tasks.read.source import Source

_BATCH_ROWS = 256
# What pyarrow raises for files that are damaged or use what it cannot read.
_DAMAGED = (pa.ArrowException, OSError, ValueError, LookupError, TypeError, MemoryError, OverflowError)


class DamagedParquetError(Exception):
    """A file that pyarrow cannot read, or not to its end."""


def read_parquet(source: Source, stream: BinaryIO, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read one record a row, with the columns that Sayso knows; rows are counted from 1.

    Args:
        source: The file.
        stream: Its bytes; must be seekable.
        options: May give names for fields.
    """
    number = 0
    try:
        file = _open_file(stream)
        names = list(file.schema_arrow.names)
        columns = _choose_columns(file.schema_arrow, options)
        if not columns:
            shown = ", ".join(names[:20]).encode("utf-8", "replace").decode()
            yield source.reject("no_text", f"no column holds a text; its columns are: {shown}", b"", options)
            return
        for row in _read_rows(file, columns):
            number += 1
            yield make_record(row, source, Place(f"row {number}", number), options, _write_row(row))
    except DamagedParquetError as error:
        position = f"row {number + 1}" if number else None
        stream.seek(0)
        raw = stream.read(options.most_kept_bytes)
        yield source.reject("unreadable", f"is damaged or not Parquet: {error}", raw, options, position)
        return
    if number == 0:
        yield source.reject("empty", "the file has no rows", b"", options)


def _open_file(stream: BinaryIO) -> pq.ParquetFile:
    try:
        file = pq.ParquetFile(stream, page_checksum_verification=True, pre_buffer=False)
        _ = file.schema_arrow.names
    except _DAMAGED as error:
        raise DamagedParquetError(_describe(error)) from error
    return file


def _read_rows(file: pq.ParquetFile, columns: list[str]) -> Iterator[dict[str, Any]]:
    batches = file.iter_batches(batch_size=_BATCH_ROWS, columns=columns, use_threads=False)
    while True:
        try:
            rows = next(batches).to_pylist()
        except StopIteration:
            return
        except _DAMAGED as error:
            raise DamagedParquetError(_describe(error)) from error
        yield from map(_decode, rows)


def _describe(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0][:300] if lines else type(error).__name__


def _choose_columns(schema: pa.Schema, options: ReadOptions) -> list[str]:
    """Choose the columns that hold a field, or the structures that hold the record; none where nothing is a content."""
    known, names = make_field_map(options), list(schema.names)
    wrappers = [
        field.name
        for field in schema
        if pa.types.is_struct(field.type) and known.knows_content(part.name for part in field.type)
    ]
    if wrappers or known.knows_content(names):
        return [name for name in names if name in wrappers or normalise_name(name) in known.names]
    return []


def _decode(row: dict[str, Any]) -> dict[str, Any]:
    """Read as UTF-8 what Impala and old Hive write as bytes; what is none stays bytes, and is no value."""
    for name, value in row.items():
        if isinstance(value, bytes):
            with suppress(UnicodeDecodeError):
                row[name] = value.decode("utf-8")
    return row


def _write_row(row: dict[str, Any]) -> bytes:
    return json.dumps(row, default=str).encode("ascii")
