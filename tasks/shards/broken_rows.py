"""Set aside the articles of a shard whose rows break a rule of their tables, before anything is written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pyarrow as pa

from expectations.audit_articles import Tables, find_broken_articles
from expectations.audit_failure import Failure, make_failure
from expectations.tables import ARTICLE_TABLES
from tasks.documents import Reject
from tasks.publish.parquet import make_arrow_table

MOST_TOLD = 3  # rules that a reject names

Rows = dict[str, list[dict[str, Any]]]


def reject_broken_articles(rows: Rows) -> tuple[dict[str, Reject], Tables | None]:
    """Find the articles whose rows break a rule, and make a reject of each.

    Args:
        rows: The rows of a shard, by table name.

    Returns:
        Rejects by article id, with the source text as their bytes, and the tables of the articles that are left; None
        where these break a rule all the same. The rows themselves stay as they are.
    """
    broken: dict[str, list[Failure]] = {}
    tables = _make_tables(rows)
    if tables is None:
        broken = _find_unwritable(rows)
        tables = _make_tables(drop_articles(rows, broken)) or {}
    found, sound = find_broken_articles(tables)
    broken |= found
    articles = {row["article_id"]: row for row in rows["articles"]}
    # A row of no article is left in place, for the audit of the part to find.
    rejects = {one: _make_reject(articles[one], failures) for one, failures in broken.items() if one in articles}
    return rejects, sound if len(rejects) == len(broken) else None


def drop_articles(rows: Rows, article_ids: Collection[str]) -> Rows:
    """Leave out the rows of some articles."""
    if not article_ids:
        return rows
    return {name: [row for row in found if row.get("article_id") not in article_ids] for name, found in rows.items()}


def _make_tables(rows: Rows) -> dict[str, pa.Table] | None:
    try:
        return {table.name: make_arrow_table(table, rows[table.name]) for table in ARTICLE_TABLES}
    except (ValueError, TypeError, OverflowError):
        return None


def _find_unwritable(rows: Rows) -> dict[str, list[Failure]]:
    """Find the articles with a row that does not fit its table's schema: a null, an unknown value, half a character."""
    found: dict[str, list[Failure]] = {}
    for table in ARTICLE_TABLES:
        by_article: dict[str, list[dict[str, Any]]] = {}
        for row in rows[table.name]:
            by_article.setdefault(row["article_id"], []).append(row)
        for article_id, own in by_article.items():
            try:
                make_arrow_table(table, own)
            except (ValueError, TypeError, OverflowError) as error:
                found.setdefault(article_id, []).append(make_failure("SCHEMA", table.name, str(error)))
    return found


def _make_reject(article: dict[str, Any], failures: Sequence[Failure]) -> Reject:
    told = [_tell(failure) for failure in failures[:MOST_TOLD]]
    if len(failures) > MOST_TOLD:
        told.append(f"and {len(failures) - MOST_TOLD} rules more")
    return Reject(
        source_path=article["source_path"],
        position=article["position"],
        record_id=article["record_id"],
        stage="annotate",
        reason="broken_rows",
        detail="; ".join(told),
        raw=article["source_text"].encode("utf-8", "surrogatepass"),
    )


def _tell(failure: Failure) -> str:
    row = next(iter(failure.rows), {})
    shown = ", ".join(f"{name}={value!r}" for name, value in row.items() if name != "article_id")
    return f"{failure.rule} in {failure.table}: {failure.message}" + (f" ({shown})" if shown else "")
