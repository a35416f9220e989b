"""Rules that span a release, as SQL in DuckDB over its Parquet files."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from expectations.audit_failure import Failure, make_failure
from expectations.audit_groups import GROUP_RELATIONS
from expectations.audit_relations import RELEASE_RELATIONS, check_relations
from expectations.audit_rows import fetch_row, find_broken, list_row_rules, report_rows
from expectations.schema import Column, Table
from expectations.tables import TABLES


def check_release(connection: duckdb.DuckDBPyConnection, expected_rows: Mapping[str, int]) -> list[Failure]:
    """Check row counts, keys, references, values, row rules and groups of an opened release.

    Args:
        connection: What `open_release` gives.
        expected_rows: By table, the rows that it must have, neither more nor fewer.
    """
    failures: list[Failure] = []
    for table in TABLES:
        failures += _check_row_count(connection, table, expected_rows.get(table.name))
        failures += _check_rows(connection, table)
        failures += _check_key(connection, table)
        failures += [found for column in table.columns for found in _check_reference(connection, table, column)]
    failures += check_relations(connection, [*RELEASE_RELATIONS, *GROUP_RELATIONS])
    return failures + _check_kept(connection)


def _check_row_count(connection: duckdb.DuckDBPyConnection, table: Table, expected: int | None) -> list[Failure]:
    rows = _count(connection, table.name)
    failures = []
    if rows < table.fewest_rows:
        failures.append(make_failure("FEWEST-ROWS", table.name, f"{rows} rows, at least {table.fewest_rows} needed"))
    if expected is not None and rows != expected:
        failures.append(make_failure("LOST-ROWS", table.name, f"{rows} rows, but its parts say {expected}"))
    return failures


def _check_rows(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Failure]:
    """Check in one scan what each row must satisfy, then look for the rows of the rules that do not hold.

    That a column is never null is part of a file's schema: Parquet stores no null where the schema has none.
    """
    rules = list_row_rules(table)
    if not rules:
        return []
    counts = ", ".join(f"count(*) FILTER ({find_broken(rule)})" for rule in rules)
    found = fetch_row(connection, f"SELECT {counts} FROM {table.name}")
    return [
        report_rows(
            connection, table, rule.name, rule.meaning, f"SELECT * FROM {table.name} WHERE {find_broken(rule)}", n_rows
        )
        for rule, n_rows in zip(rules, found, strict=True)
        if n_rows
    ]


def _check_key(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Failure]:
    counts = f"SELECT count({table.key}), count(DISTINCT {table.key}) FROM {table.name}"
    keys, distinct = fetch_row(connection, counts)
    if keys == distinct:
        return []
    twice = f"SELECT {table.key} FROM {table.name} GROUP BY ALL HAVING count(*) > 1"
    query = f"SELECT * FROM {table.name} WHERE {table.key} IN ({twice})"
    return [report_rows(connection, table, "KEY-UNIQUE", f"{table.key} stands for one row only", query)]


def _check_reference(connection: duckdb.DuckDBPyConnection, table: Table, column: Column) -> list[Failure]:
    told = column.refers_to or column.lists
    if told is None:
        return []
    other, key = told.split(".")
    name = f'"{column.name}"'
    known = f'(SELECT "{key}" FROM {other})'
    query = f"SELECT * FROM {table.name} WHERE {name} IS NOT NULL AND {name} NOT IN {known}"
    if column.lists:
        listed = f"SELECT {table.key}, unnest({name}) AS listed FROM {table.name}"
        lost = f"SELECT {table.key} FROM ({listed}) WHERE listed NOT IN {known}"
        query = f"SELECT * FROM {table.name} WHERE {table.key} IN ({lost})"
    n_rows = _count(connection, f"({query})")
    if not n_rows:
        return []
    return [report_rows(connection, table, f"REFERS.{column.name}", f"{column.name} is among {told}", query, n_rows)]


def _check_kept(connection: duckdb.DuckDBPyConnection) -> list[Failure]:
    (kept,) = fetch_row(connection, "SELECT coalesce(sum(n_kept), 0) FROM runs")
    rows = _count(connection, "articles")
    if rows <= kept:
        return []
    return [make_failure("KEPT-ROWS", "articles", f"{rows} rows, but the runs say that {kept} were kept")]


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    (rows,) = fetch_row(connection, f"SELECT count(*) FROM {relation}")
    return int(rows)
