"""Ask a release questions in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

Row = dict[str, Any]


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
