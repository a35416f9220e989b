"""How far a release may be from the one before: rows per article, share of nulls, share of rejects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb

from expectations.audit_failure import Failure, make_failure
from expectations.audit_rows import fetch_row
from expectations.opened import add_views
from expectations.schema import Table
from expectations.tables import SHARD_TABLES

_tell = partial(make_failure, about="drift")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a release may differ from the one before.

    A release holds what the one before held, so a sound night moves these little; code that stops finding quotes, or a
    dump whose dates are no longer read, moves them far. The defaults are wide on purpose: they stop a release.

    Attributes:
        fewest_articles: Articles that both releases need before anything is compared.
        fewest_rows: Rows that a table needs, in one release for its rows per article, in both for its nulls; below it
            chance alone may exceed the limits.
        row_factor: Rows per article of a table may grow or shrink by less than this factor.
        null_share: The share of nulls of a column may move by at most this, as may the share of rejects among inputs.
    """

    fewest_articles: int = 100
    fewest_rows: int = 100
    row_factor: float = 2.0
    null_share: float = 0.25


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
