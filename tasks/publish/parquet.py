"""Write rows as Parquet: one schema a table, sorted, and either whole on the disk or not there at all."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from expectations.schema import Column, Table, make_arrow_schema

CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileInfo:
    """What a file of a part or release holds.

    Attributes:
        sha256: SHA-256 of its bytes, in hex.
        rows: Its rows; None for a file that is not a table.
        source_sha256: SHA-256 of the part's file that this one was written from; None when it is that file's copy.
        made_from: SHA-256 of that file with corrections applied, where keys of the release were put in.
        keys_sha256: SHA-256 of the keys that were put in.
    """

    sha256: str
    rows: int | None
    source_sha256: str | None = None
    made_from: str | None = None
    keys_sha256: str | None = None


def make_arrow_table(table: Table, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Make Arrow of rows, in the table's one schema, sorted by article and place; rows of no article are last.

    Each enumeration carries all of its values, in the order of the definition: every part has the same categories.

    Args:
        table: The table's definition.
        rows: One mapping a row, with exactly the table's columns.

    Raises:
        ValueError: A row has other columns, a null where none may be, or a value that its enumeration lacks.
    """
    names = set(table.column_names)
    for row in rows:
        if row.keys() != names:
            raise ValueError(f"a row of {table.name} has columns {sorted(row.keys() ^ names)} too many or too few")
    order = [name for name in ("article_id", "start", "end", table.key) if name in names]
    ordered = sorted(rows, key=lambda row: tuple((row[name] is None, row[name]) for name in order))
    arrays = [_make_array(table, column, [row[column.name] for row in ordered]) for column in table.columns]
    return pa.Table.from_arrays(arrays, schema=make_arrow_schema(table))


def _make_array(table: Table, column: Column, values: list[Any]) -> pa.Array:
    if not column.nullable and any(value is None for value in values):
        raise ValueError(f"{table.name}.{column.name} is null in a row, which it may not be")
    if not pa.types.is_dictionary(column.type):
        return pa.array(values, column.type)
    codes = {value: code for code, value in enumerate(column.values)} | {None: None}
    unknown = sorted({str(value) for value in values if value not in codes})
    if unknown:
        raise ValueError(f"{table.name}.{column.name} is {', '.join(unknown)}, not one of {', '.join(column.values)}")
    indices = pa.array([codes[value] for value in values], pa.int32())
    return pa.DictionaryArray.from_arrays(indices, pa.array(column.values, pa.string()))


def write_rows(table: Table, rows: Sequence[Mapping[str, Any]], path: Path) -> FileInfo:
    """Write rows as one Parquet file, in the table's schema; see `make_arrow_table` and `write_arrow`."""
    return write_arrow(make_arrow_table(table, rows), path)


def write_arrow(rows: pa.Table, path: Path) -> FileInfo:
    """Write an Arrow table as one Parquet file: aside, synced, then renamed, so that it is whole or not there.

    Args:
        rows: The table, in the schema that it should have in the file.
        path: Where the file is to be; its folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # A leading dot keeps a file that a crash left behind out of what pandas and DuckDB read.
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        pq.write_table(rows, aside, compression="zstd")
        sync(aside)
        info = FileInfo(hash_file(aside), rows.num_rows)
        aside.rename(path)
    finally:
        aside.unlink(missing_ok=True)
    sync(path.parent)
    return info


def describe_parquet(path: Path) -> FileInfo:
    """Say what a Parquet file holds, by reading all of its bytes."""
    return FileInfo(hash_file(path), pq.read_metadata(path).num_rows)


def hash_file(path: Path) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Have a file's bytes, or a folder's entries, reach the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Have everything under a folder reach the disk: of each the files, then itself, innermost first.

    A file of several names reached it under the first.
    """
    for top, _, names in os.walk(folder, topdown=False):
        for name in names:
            found = os.lstat(os.path.join(top, name))  # noqa: PTH118 - a path object each is most of the time
            if S_ISREG(found.st_mode) and found.st_nlink == 1:
                sync(Path(top, name))
        sync(Path(top))
