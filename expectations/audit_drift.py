"""How far a release may be from the one before: rows per article, share of nulls, share of rejects."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb

from expectations.audit_failure import Failure, make_failure
from expectations.audit_rows import fetch_row
from expectations.limits import Limits
from expectations.opened import add_views
from expectations.schema import Table
from expectations.tables import SHARD_TABLES

_tell = partial(make_failure, about="drift")

_Profile = dict[str, int]


def check_drift(connection: duckdb.DuckDBPyConnection, previous: Path, limits: Limits) -> list[Failure]:
    """Compare a release with the one before.

    Tables that only a whole release has (groups, runs) are left out: groups grow faster than articles by nature.

    Args:
        connection: What `open_release` gives for the new release.
        previous: The release before.
        limits: How much may differ.
    """
    add_views(connection, previous, "previous_", with_files=True)
    after = {table.name: _profile(connection, table, "") for table in SHARD_TABLES}
    before = {table.name: _profile(connection, table, "previous_") for table in SHARD_TABLES}
    articles = after["articles"][""], before["articles"][""]
    if min(articles) < limits.fewest_articles:
        return []
    failures = [found for table in SHARD_TABLES for found in _check_rows(table.name, after, before, limits)]
    for table in SHARD_TABLES:
        failures += _check_nulls(table, after[table.name], before[table.name], limits)
    return failures


def _profile(connection: duckdb.DuckDBPyConnection, table: Table, prefix: str) -> _Profile:
    """Count the rows of a table, as the entry "", and the nulls of each column that may be null and stands in it."""
    view = _find_view(connection, prefix + table.name)
    known = {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {view}").fetchall()}
    names = [column.name for column in table.columns if column.nullable and column.name in known]
    counts = ", ".join(["count(*)", *(f'count(*) - count("{name}")' for name in names)])
    found = fetch_row(connection, f"SELECT {counts} FROM {view}")
    return dict(zip(["", *names], found, strict=True))


def _find_view(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    # A release made before the table was thought of has none of it.
    known = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    return f'"{name}"' if (name,) in known else "(SELECT 1 AS nothing WHERE false)"


def _check_rows(
    name: str, after: dict[str, _Profile], before: dict[str, _Profile], limits: Limits
) -> Iterator[Failure]:
    n_after, n_before = after[name][""], before[name][""]
    articles_after, articles_before = after["articles"][""], before["articles"][""]
    if name == "articles":
        return
    if name == "rejects":
        share = n_after / (n_after + articles_after), n_before / (n_before + articles_before)
        if share[0] - share[1] > limits.null_share:
            yield _tell("DRIFT-REJECTS", name, f"{share[0]:.1%} of inputs are rejected, {share[1]:.1%} before")
        return
    rate = n_after / articles_after, n_before / articles_before
    if max(n_after, n_before) >= limits.fewest_rows and max(rate) >= min(rate) * limits.row_factor:
        yield _tell("DRIFT-ROWS", name, f"{rate[0]:.3g} rows an article, {rate[1]:.3g} before")


def _check_nulls(table: Table, after: _Profile, before: _Profile, limits: Limits) -> Iterator[Failure]:
    if min(after[""], before[""]) < limits.fewest_rows:
        return
    for name in after.keys() & before.keys() - {""}:
        share = after[name] / after[""], before[name] / before[""]
        if abs(share[0] - share[1]) > limits.null_share:
            yield _tell(f"DRIFT-NULLS.{name}", table.name, f"{share[0]:.1%} of {name} is null, {share[1]:.1%} before")
