"""Read out of a release what the audit compares of a night: its new parts, and all that was published before."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import duckdb
import pandas as pd

from expectations.audit_failure import Failure
from expectations.audit_rows import fetch_row, quote_text
from expectations.audit_tonight import COUNTED, Night, compare_nights
from expectations.limits import NightLimits
from expectations.tables import TABLE_BY_NAME

# Columns that are null for reasons of their own, or that other columns show as well.
_PASSED_OVER = ("quote_id", "claim_id", "rule", "speaker_rule")


def check_night(
    connection: duckdb.DuckDBPyConnection, staged: Path, previous: Path | None, limits: NightLimits
) -> list[Failure]:
    """Hold the parts that are new in a release against those of the release before.

    Args:
        connection: What `open_release` gives for the staged release, the one before as `previous_…`.
        staged: The staged release.
        previous: The release before; None for the first.
        limits: How surely they must differ.

    Returns:
        What differs; some of it may only be worth a warning.
    """
    before = set() if previous is None else {path.stem for path in (previous / "articles").glob("*.parquet")}
    new = {path.stem for path in (staged / "articles").glob("*.parquet")} - before
    usual = None if previous is None else read_night(connection, "previous_", before)
    return compare_nights(read_night(connection, "", new), usual, limits)


def read_night(connection: duckdb.DuckDBPyConnection, prefix: str, parts: Collection[str]) -> Night:
    """Read what some parts hold.

    Args:
        connection: Has a view of each table, named after a prefix, with the `filename` of each row's part.
        prefix: What stands before the names of the views.
        parts: Names of the parts.
    """
    chosen = ", ".join(map(quote_text, sorted(parts))) or "''"
    where = f"WHERE parse_filename(filename, true) IN ({chosen})"
    counts = "".join(
        f' LEFT JOIN (SELECT article_id, count(*) AS "{name}" FROM "{prefix}{name}" {where} GROUP BY ALL) '
        "USING (article_id)"
        for name in COUNTED
    )
    listed = ", ".join(f'coalesce("{name}", 0)::BIGINT AS "{name}"' for name in COUNTED)
    articles = connection.execute(
        f"SELECT article_id, outlet, url, parse_filename(filename, true) AS part, n_tokens, {listed} "
        f'FROM (SELECT * FROM "{prefix}articles" {where}){counts} ORDER BY article_id'
    ).df()
    nulls = {name: _read_nulls(connection, prefix, name, where) for name in ("articles", *COUNTED)}
    found = connection.execute(f'SELECT confidence, count(*) FROM "{prefix}quotes" {where} GROUP BY ALL').fetchall()
    (n_rejects,) = fetch_row(connection, f'SELECT count(*) FROM "{prefix}rejects" {where}')
    return Night(articles, nulls, dict(found), n_rejects)


def _read_nulls(connection: duckdb.DuckDBPyConnection, prefix: str, name: str, where: str) -> pd.DataFrame:
    view = f"{prefix}{name}"
    known = {row[0] for row in connection.execute(f'DESCRIBE SELECT * FROM "{view}"').fetchall()}
    columns = [
        column.name
        for column in TABLE_BY_NAME[name].columns
        if column.nullable and column.name in known and column.name not in _PASSED_OVER
    ]
    counts = "".join(f', count(*) - count("{column}") AS "{column}"' for column in columns)
    query = (
        f'SELECT any_value(outlet_of) AS outlet_of, count(*) AS rows{counts} FROM (SELECT * FROM "{view}" {where}) '
        f'JOIN (SELECT article_id, outlet AS outlet_of FROM "{prefix}articles") USING (article_id) GROUP BY article_id'
    )
    return connection.execute(query).df()
