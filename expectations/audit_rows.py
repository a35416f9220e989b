"""What every row of a table must satisfy by itself, as SQL: the same for a new part and for a whole release."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from expectations.audit_failure import ROWS_SHOWN
from expectations.schema import NUMBER, Column, Rule, Table


@dataclass(frozen=True, slots=True)
class RowRule:
    """A condition on one row.

    Attributes:
        name: `NOT-NULL.<column>`, `VALUES.<column>`, `RANGE.<column>`, or the name of one of the table's own rules.
        expression: DuckDB SQL that a good row makes true or null.
        meaning: What it asks, in words.
        columns: The columns that it looks at, in table order.
    """

    name: str
    expression: str
    meaning: str
    columns: tuple[str, ...]


def list_null_rules(table: Table) -> list[RowRule]:
    """List which columns are never null."""
    return [
        RowRule(
            f"NOT-NULL.{column.name}", f'"{column.name}" IS NOT NULL', f"{column.name} is never null", (column.name,)
        )
        for column in table.columns
        if not column.nullable
    ]


def list_row_rules(table: Table) -> list[RowRule]:
    """List what the values of a row must satisfy: enumerations, ranges, then the table's own rules."""
    values = [found for column in table.columns for found in _list_value_rules(column)]
    own = [RowRule(rule.name, rule.expression, rule.meaning, _find_columns(table, rule)) for rule in table.rules]
    return values + own


def find_broken(rule: RowRule) -> str:
    """Give the SQL condition that the rows which break a rule satisfy."""
    return f"NOT coalesce(({rule.expression}), true)"


def find_broken_rows(rows: pa.Table, rules: Sequence[RowRule]) -> dict[str, tuple[int, list[int]]]:
    """Find the rows that break rules, in one scan.

    Args:
        rows: Rows of one table, with the columns that the rules look at.
        rules: What to ask of each row.

    Returns:
        By the name of each rule that does not hold: how many rows break it, and the positions of the first 20.
    """
    rows = rows.append_column("row_in_part", pa.array(range(rows.num_rows), pa.int64()))
    counts = ", ".join(f"count(*) FILTER ({find_broken(rule)})" for rule in rules)
    with _open_database().cursor() as connection:
        connection.register("part", rows)
        found = fetch_row(connection, f"SELECT {counts} FROM part")
        broken = {}
        for rule, n_rows in zip(rules, found, strict=True):
            if n_rows:
                query = f"SELECT row_in_part FROM part WHERE {find_broken(rule)} ORDER BY 1 LIMIT {ROWS_SHOWN}"
                broken[rule.name] = n_rows, [row[0] for row in connection.execute(query).fetchall()]
    return broken


@cache
def _open_database() -> duckdb.DuckDBPyConnection:
    # Opening one takes 15 ms, a scan of a part's table 5.
    return duckdb.connect()


def fetch_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    """Run a query that gives one row, and take all of its result: one left unread blocks the next query."""
    (row,) = connection.execute(query).fetchall()
    return tuple(row)


def quote_text(text: str) -> str:
    """Write a text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _list_value_rules(column: Column) -> Iterator[RowRule]:
    name = f'"{column.name}"'
    if column.values:
        allowed = ", ".join(quote_text(value) for value in column.values)
        meaning = f"{column.name} is one of {', '.join(column.values)}"
        yield RowRule(f"VALUES.{column.name}", f"{name} IN ({allowed})", meaning, (column.name,))
    # NaN is no null to SQL, and greater than every bound.
    bounds = [f"isfinite({name})"] if column.type == NUMBER else []
    bounds += [f"{name} >= {column.least}"] if column.least is not None else []
    bounds += [f"{name} <= {column.most}"] if column.most is not None else []
    if bounds:
        least = "" if column.least is None else f", at least {column.least:g}"
        most = "" if column.most is None else f", at most {column.most:g}"
        meaning = f"{column.name} is a finite number{least}{most}"
        yield RowRule(f"RANGE.{column.name}", " AND ".join(bounds), meaning, (column.name,))


def _find_columns(table: Table, rule: Rule) -> tuple[str, ...]:
    words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", rule.expression)))
    return tuple(name for name in table.column_names if name in words)
