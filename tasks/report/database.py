"""Ask a release questions in SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

Row = dict[str, Any]

_ROWS_FETCHED = 2_000


def select_rows(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[object] = ()) -> list[Row]:
    """Run a query to its end.

    Args:
        connection: From `open_release`.
        query: SQL that gives no time with a zone: DuckDB would have pytz make it.
        values: For the question marks in the query, in order.

    Returns:
        Its rows as plain values; what is unknown is None.
    """
    found = connection.execute(query, list(values))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def iterate_rows(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    """Run a query and give its rows one by one, so that a long answer needs little memory.

    Args:
        connection: From `open_release`, or a cursor of it; nothing else may be asked of it before the rows end.
        query: SQL, as for `select_rows`.
    """
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()]
    while rows := found.fetchmany(_ROWS_FETCHED):
        for row in rows:
            yield dict(zip(names, row, strict=True))
