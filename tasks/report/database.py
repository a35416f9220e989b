"""Ask a release questions in SQL: each of its tables is a view over its Parquet parts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from expectations.audit_rows import quote_text
from expectations.plain_path import link_plainly
from expectations.tables import TABLES

Row = dict[str, Any]

# DuckDB would fetch its time zone extension; times are turned into plain ones instead.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@contextmanager
def open_release(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a release's tables as views of their names, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="sayso-report-") as aside, duckdb.connect(config=OFFLINE) as connection:
        plain = link_plainly(release, Path(aside), "release")
        for table in TABLES:
            files = quote_text(str(plain / table.name / "*.parquet"))
            connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet({files})")
        yield connection


def select_rows(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()) -> list[Row]:
    """Run a query to its end.

    Args:
        connection: From `open_release`.
        query: SQL that gives no time with a zone.
        values: For the question marks in the query, in order.

    Returns:
        Its rows as plain values; what is unknown is None.
    """
    found = connection.execute(query, list(values))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
