"""Whether each group of the release before is there still, or is forwarded to one that is."""

from __future__ import annotations

import duckdb

from expectations.audit_failure import Failure, make_failure
from expectations.audit_rows import fetch_row
from expectations.link_tables import GROUP_MERGES
from expectations.tables import GROUP_TABLES

ROWS_SHOWN = 5


def check_lasting(connection: duckdb.DuckDBPyConnection) -> list[Failure]:
    """Hold the groups of a release against those of the one before.

    Args:
        connection: Has a view of each table of the release, and of those of the one before after `previous_`.

    Returns:
        Ids of before that are gone and not forwarded; those said to be no group's of which a member stands in one.
    """
    known = {name for (name,) in connection.execute("SELECT view_name FROM duckdb_views()").fetchall()}
    failures = []
    for table in GROUP_TABLES:
        name, member = table.name, table.references[0].split(".")[1]
        if f"previous_{name}" not in known:
            continue
        earlier = f"SELECT group_id AS old_id FROM previous_{name}"
        if f"previous_{GROUP_MERGES.name}" in known:
            earlier += f" UNION SELECT old_id FROM previous_{GROUP_MERGES.name} WHERE table_name = '{name}'"
        forwarded = f"SELECT old_id FROM {GROUP_MERGES.name} WHERE table_name = '{name}'"
        gone = f"SELECT DISTINCT old_id FROM ({earlier}) WHERE old_id NOT IN (SELECT group_id FROM {name}) "
        failures += _report(
            connection, "LASTING-ID", name, "a group of the release before is kept or forwarded",
            f"{gone} AND old_id NOT IN ({forwarded})",
        )  # fmt: skip
        failures += _report(
            connection, "LASTING-GONE", name, "of a group that is forwarded nowhere no member is in a group",
            f"SELECT DISTINCT group_id AS old_id FROM previous_{name} WHERE group_id IN "
            f"({forwarded} AND new_id IS NULL) AND {member} IN (SELECT {member} FROM {name})",
        )  # fmt: skip
    return failures


def _report(connection: duckdb.DuckDBPyConnection, rule: str, table: str, meaning: str, query: str) -> list[Failure]:
    (n_rows,) = fetch_row(connection, f"SELECT count(*) FROM ({query})")
    if not n_rows:
        return []
    shown = connection.execute(f"{query} ORDER BY 1 LIMIT {ROWS_SHOWN}").fetchall()
    return [make_failure(rule, table, f"{meaning}: {n_rows} are not", [{"old_id": old} for (old,) in shown])]
