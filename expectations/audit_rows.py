"""What every row of a table must satisfy by itself, as SQL: the same for a new part and for a whole release."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from expectations.audit_failure import ROWS_SHOWN, Failure, make_failure
from expectations.codes import LISTS, list_codes, list_placeholders
from expectations.schema import NUMBER, TEXT, Column, Rule, Table, make_arrow_schema

# DuckDB would fetch extensions that it does without.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}


@dataclass(frozen=True, slots=True)
class RowRule:
    """A condition on one row.

    Attributes:
        name: `NOT-NULL`, `VALUES`, `RANGE`, `EMPTY`, `PLACEHOLDER` or `CODES` with `.<column>`, or the name of one of
            the table's own rules.
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
    """List what the values of a row must satisfy: enumerations, ranges, texts, then the table's own rules."""
    values = [found for column in table.columns for found in _list_value_rules(column)]
    own = [
        RowRule(rule.name, _fill_lists(rule.expression), rule.meaning, _find_columns(table, rule))
        for rule in table.rules
    ]
    return values + own


def find_broken(rule: RowRule) -> str:
    """Give the SQL condition that the rows which break a rule satisfy."""
    return f"NOT coalesce(({rule.expression}), true)"


def connect() -> duckdb.DuckDBPyConnection:
    """Open a connection to DuckDB in memory as every audit needs it: days are those of UTC, nothing is fetched.

    Connections of one process share a database, which takes 10 ms to make; each sees only what it registers itself.
    """
    connection = _open_database(os.getpid()).cursor()
    connection.execute("SET TimeZone = 'UTC'")
    return connection


@cache
def _open_database(_process_id: int) -> duckdb.DuckDBPyConnection:
    # By process: threads of a database do not live on in a process that was forked.
    return duckdb.connect(config=OFFLINE)


def make_loose_table(table: Table, frame: pd.DataFrame, names: Sequence[str] | None = None) -> pa.Table:
    """Make Arrow of a table's frame, columns in its types, and nulls wherever they are: rules are there to find them.

    Args:
        table: The table's definition.
        frame: Its rows.
        names: The columns wanted; all of them where none are named.
    """
    wanted = table.column_names if names is None else names
    schema = make_arrow_schema(table)
    fields = pa.schema([schema.field(name).with_nullable(True) for name in wanted])
    return pa.Table.from_pandas(frame[list(wanted)], schema=fields, preserve_index=False)


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
    with connect() as connection:
        connection.register("part", rows)
        found = fetch_row(connection, f"SELECT {counts} FROM part")
        broken = {}
        for rule, n_rows in zip(rules, found, strict=True):
            if n_rows:
                query = f"SELECT row_in_part FROM part WHERE {find_broken(rule)} ORDER BY 1 LIMIT {ROWS_SHOWN}"
                broken[rule.name] = n_rows, [row[0] for row in connection.execute(query).fetchall()]
    return broken


def fetch_row(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    """Run a query that gives one row, and take all of its result: one left unread blocks the next query."""
    (row,) = connection.execute(query).fetchall()
    return tuple(row)


def report_rows(
    connection: duckdb.DuckDBPyConnection, table: Table, rule: str, message: str, query: str, n_rows: int | None = None
) -> Failure:
    """Report the rows that a query selects as breaking a rule, the first by key.

    Args:
        connection: Has the views that the query reads.
        table: The table whose rows they are.
        rule: Name of the rule.
        message: What is wrong.
        query: Selects the rows.
        n_rows: How many they are, where that is known.
    """
    if n_rows is None:
        (n_rows,) = fetch_row(connection, f"SELECT count(*) FROM ({query})")
    # A filter that reaches the file passes over a NaN beside one finite value: by the file's bounds there is none.
    connection.execute("SET disabled_optimizers = 'filter_pushdown'")
    shown = connection.execute(f"SELECT * FROM ({query}) ORDER BY {table.key} LIMIT {ROWS_SHOWN}")
    names = [column[0] for column in shown.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in shown.fetchall()]
    connection.execute("RESET disabled_optimizers")
    for row in rows:
        row["filename"] = PurePath(row["filename"]).name
    return make_failure(rule, table.name, message, rows, n_rows)


def quote_text(text: str) -> str:
    """Write a text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _list_value_rules(column: Column) -> Iterator[RowRule]:
    name = f'"{column.name}"'
    if column.values:
        meaning = f"{column.name} is one of {', '.join(column.values)}"
        yield RowRule(f"VALUES.{column.name}", f"{name} IN {_write_list(column.values)}", meaning, (column.name,))
    if column.codes:
        meaning = f"{column.name} is among the {column.codes} of data/lexicon"
        allowed = _write_list(list_codes(column.codes))
        yield RowRule(f"CODES.{column.name}", f"{name} IN {allowed}", meaning, (column.name,))
    if column.type == TEXT and not column.may_be_empty:
        meaning = f"{column.name} is not an empty text"
        yield RowRule(f"EMPTY.{column.name}", f"{name} <> ''", meaning, (column.name,))
    if column.is_given:
        meaning = f"{column.name} is not blank, nor a word for nothing such as nan or None"
        words = f"trim(lower({name})) NOT IN {_write_list(list_placeholders())}"
        yield RowRule(f"PLACEHOLDER.{column.name}", words, meaning, (column.name,))
    # NaN is no null to SQL, and greater than every bound.
    bounds = [f"isfinite({name})"] if column.type == NUMBER else []
    bounds += [f"{name} >= {column.least}"] if column.least is not None else []
    bounds += [f"{name} <= {column.most}"] if column.most is not None else []
    if bounds:
        least = "" if column.least is None else f", at least {column.least:g}"
        most = "" if column.most is None else f", at most {column.most:g}"
        meaning = f"{column.name} is a finite number{least}{most}"
        yield RowRule(f"RANGE.{column.name}", " AND ".join(bounds), meaning, (column.name,))


def _fill_lists(expression: str) -> str:
    """Put the lists in the place of their names."""
    return re.sub(rf"\{{({'|'.join(LISTS)})\}}", lambda found: _write_list(list_codes(found[1])), expression)


def _write_list(values: Sequence[str]) -> str:
    return f"({', '.join(map(quote_text, values))})"


def _find_columns(table: Table, rule: Rule) -> tuple[str, ...]:
    words = set(re.findall(r"\w+", re.sub(r"'[^']*'", "", rule.expression)))
    return tuple(name for name in table.column_names if name in words)
