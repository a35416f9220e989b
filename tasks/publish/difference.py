"""How two releases differ: rows added, removed and changed, table by table, with examples."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from expectations.audit_rows import connect, fetch_row
from expectations.schema import Table
from expectations.tables import TABLES
from tasks.publish.parquet import FileInfo
from tasks.publish.stage import Published

# When a row was read says nothing of what it says.
UNTOLD = frozenset({"read_at"})
MOST_EXAMPLES = 5

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that both releases have, with other values.

    Attributes:
        row: As it is in the later release.
        values: By column that differs, its value before and after.
    """

    row: Row
    values: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """How one table differs between two releases.

    Attributes:
        table: Its definition.
        n_before: Rows in the earlier release.
        n_after: Rows in the later one.
        n_added: Rows whose key the earlier one lacks.
        n_removed: Rows whose key the later one lacks.
        n_changed: Rows of the same key with other values.
        n_changed_by_column: The columns that differ, and in how many rows; those that differ most come first.
        columns_added: Columns that the earlier release lacks; they are not compared.
        columns_removed: Columns that the later one lacks.
        added: The first rows added, by key.
        removed: The first rows removed, by key.
        changed: The first rows changed, by key.
    """

    table: Table
    n_before: int
    n_after: int
    n_added: int
    n_removed: int
    n_changed: int
    n_changed_by_column: Mapping[str, int]
    columns_added: tuple[str, ...]
    columns_removed: tuple[str, ...]
    added: tuple[Row, ...]
    removed: tuple[Row, ...]
    changed: tuple[ChangedRow, ...]


def compare_releases(
    before: Published,
    after: Published,
    tables: Sequence[Table] = TABLES,
    most_examples: int = MOST_EXAMPLES,
    untold: Collection[str] = UNTOLD,
) -> list[TableDifference]:
    """Compare two releases row by row, in the files that are not the same in both.

    Args:
        before: The earlier release.
        after: The later one.
        tables: The tables to compare.
        most_examples: Rows shown of each table that were added, as many removed, and as many changed.
        untold: Columns that are not compared.

    Returns:
        One difference a table, in the order of the tables; a table that one release lacks has no rows in it.
    """
    with connect() as connection:
        return [_compare_table(connection, table, before, after, most_examples, untold) for table in tables]


def _compare_table(
    connection: duckdb.DuckDBPyConnection,
    table: Table,
    before: Published,
    after: Published,
    most_examples: int,
    untold: Collection[str],
) -> TableDifference:
    earlier, later = (_list_files(side, table) for side in (before, after))
    same = {info.sha256 for info in earlier.values()} & {info.sha256 for info in later.values()}
    rows = [_open(side, files, same) for side, files in ((before, earlier), (after, later))]
    # A side without files of its own has the other's columns, or else every row would lack them all.
    nothing = next((one.schema for one in rows if one is not None), pa.schema([(table.key, pa.string())])).empty_table()
    for name, found in zip(("earlier", "later"), rows, strict=True):
        connection.register(name, nothing if found is None else found)
    columns = [(nothing if found is None else found).schema.names for found in rows]
    shared = [name for name in columns[1] if name in columns[0] and name not in {table.key, *untold}]
    n_changed, by_column, changed = _find_changed(connection, table.key, shared, most_examples)
    n_added, added = _find_alone(connection, table.key, "later", "earlier", most_examples)
    n_removed, removed = _find_alone(connection, table.key, "earlier", "later", most_examples)
    return TableDifference(
        table=table,
        n_before=sum(info.rows or 0 for info in earlier.values()),
        n_after=sum(info.rows or 0 for info in later.values()),
        n_added=n_added,
        n_removed=n_removed,
        n_changed=n_changed,
        n_changed_by_column=by_column,
        columns_added=tuple(name for name in columns[1] if name not in columns[0]),
        columns_removed=tuple(name for name in columns[0] if name not in columns[1]),
        added=tuple(added),
        removed=tuple(removed),
        changed=tuple(changed),
    )


def _list_files(side: Published, table: Table) -> dict[str, FileInfo]:
    return {name: info for name, info in side.files.items() if name.startswith(f"{table.name}/")}


def _open(side: Published, files: Mapping[str, FileInfo], same: Collection[str]) -> ds.Dataset | None:
    """Open a side's files that the other side lacks."""
    paths = [str(side.folder / path) for path, info in files.items() if info.sha256 not in same]
    return ds.dataset(paths, format="parquet") if paths else None


def _find_changed(
    connection: duckdb.DuckDBPyConnection, key: str, columns: Sequence[str], most_examples: int
) -> tuple[int, dict[str, int], list[ChangedRow]]:
    if not columns:
        return 0, {}, []
    differs = {name: f"(earlier.{_quote(name)} IS DISTINCT FROM later.{_quote(name)})" for name in columns}
    join = f"FROM earlier JOIN later USING ({_quote(key)}) WHERE {' OR '.join(differs.values())}"
    counts = ", ".join(f"count(*) FILTER ({condition})" for condition in differs.values())
    n_changed, *by_column = fetch_row(connection, f"SELECT count(*), {counts} {join}")
    found = {name: n for name, n in zip(columns, by_column, strict=True) if n}
    if not n_changed or not most_examples:
        return n_changed, _sort(found), []
    keys = f"SELECT {_quote(key)} {join} ORDER BY 1 LIMIT {most_examples}"
    wanted = [row[0] for row in connection.execute(keys).fetchall()]
    old, new = (_read(connection, side, key, wanted) for side in ("earlier", "later"))
    changed = [
        ChangedRow(
            new[one], {name: (old[one][name], new[one][name]) for name in columns if old[one][name] != new[one][name]}
        )
        for one in wanted
    ]
    return n_changed, _sort(found), changed


def _find_alone(
    connection: duckdb.DuckDBPyConnection, key: str, side: str, other: str, most_examples: int
) -> tuple[int, list[Row]]:
    query = f"FROM {side} ANTI JOIN {other} USING ({_quote(key)})"
    (n_rows,) = fetch_row(connection, f"SELECT count(*) {query}")
    if not n_rows or not most_examples:
        return n_rows, []
    found = connection.execute(f"SELECT {_quote(key)} {query} ORDER BY 1 LIMIT {most_examples}").fetchall()
    wanted = [row[0] for row in found]
    rows = _read(connection, side, key, wanted)
    return n_rows, [rows[one] for one in wanted]


def _read(connection: duckdb.DuckDBPyConnection, side: str, key: str, wanted: Sequence[str]) -> dict[str, Row]:
    query = f"SELECT * FROM {side} WHERE {_quote(key)} IN (SELECT unnest(?::VARCHAR[]))"
    rows: list[Row] = connection.sql(query, params=[list(wanted)]).to_arrow_table().to_pylist()
    return {row[key]: row for row in rows}


def _sort(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _quote(name: str) -> str:
    return f'"{name}"'
