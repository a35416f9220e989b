"""Read rows of a release for its pages: plain values, with None for what is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from expectations.opened import open_table
from expectations.schema import Table
from expectations.tables import ARTICLE_TABLES, ARTICLES, CORRECTIONS, REJECTS

# The tables whose rows are spans of an article.
SPAN_TABLES = tuple(table for table in ARTICLE_TABLES if table is not ARTICLES)

Row = dict[str, Any]


def read_articles(release: Path, most: int) -> list[Row]:
    """Read the newest articles of a release, those without a date last."""
    table = open_table(release, ARTICLES).to_table(columns=["article_id", "published_at"])
    order = [("published_at", "descending"), ("article_id", "ascending")]
    picked = table.take(pc.sort_indices(table, sort_keys=order)[:most])["article_id"].to_pylist()
    rows = {row["article_id"]: row for row in _read(release, ARTICLES, picked).to_pylist()}
    return [rows[article_id] for article_id in picked]


def find_articles(release: Path, wanted: str) -> list[Row]:
    """Find articles by the beginning of their `article_id` or `record_id`; a whole `record_id` is that one's alone."""
    match = pc.starts_with(ds.field("article_id"), wanted) | pc.starts_with(ds.field("record_id"), wanted)
    found: list[Row] = open_table(release, ARTICLES).to_table(filter=match).to_pylist()
    return [row for row in found if row["record_id"] == wanted] or found


def list_ids(release: Path) -> list[Row]:
    """List the `article_id` and `record_id` of every article."""
    return open_table(release, ARTICLES).to_table(columns=["article_id", "record_id"]).to_pylist()  # type: ignore[no-any-return]


def read_article_tables(release: Path, article_ids: Sequence[str]) -> dict[str, pa.Table]:
    """Read the rows of articles, by table, in one pass over each table."""
    return {table.name: _read(release, table, article_ids) for table in SPAN_TABLES}


def pick_article_rows(tables: Mapping[str, pa.Table], article_ids: Sequence[str]) -> dict[str, dict[str, list[Row]]]:
    """Make plain rows of some of the articles that `read_article_tables` read.

    Returns:
        By article id, by table name, its rows in text order.
    """
    found: dict[str, dict[str, list[Row]]] = {key: {table.name: [] for table in SPAN_TABLES} for key in article_ids}
    for name, table in tables.items():
        wanted = pc.is_in(table["article_id"], pa.array(article_ids, pa.string()))
        for row in list_rows(table.filter(wanted)):
            found[row["article_id"]][name].append(row)
    for rows_by_table in found.values():
        for rows in rows_by_table.values():
            rows.sort(key=lambda row: (row["source_start"], row["source_end"]))
    return found


def list_rows(table: pa.Table) -> list[Row]:
    """Make plain rows of a table, column by column: in half the time that `to_pylist` takes for them."""
    columns = (column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column for column in table.columns)
    values = zip(*(column.to_pylist() for column in columns), strict=True)
    return [dict(zip(table.column_names, row, strict=True)) for row in values]


def read_article_rows(release: Path, article_ids: Sequence[str]) -> dict[str, dict[str, list[Row]]]:
    """Read the rows of a few articles.

    Returns:
        By article id, by table name, its rows in text order.
    """
    return pick_article_rows(read_article_tables(release, article_ids), article_ids)


def read_rejects(release: Path) -> list[Row]:
    """Read the rejects of a release by reason, then by where they came from."""
    rows: list[Row] = open_table(release, REJECTS).to_table().to_pylist()
    return sorted(rows, key=lambda row: (row["reason"], row["source_path"], row["position"] or ""))


def read_unpublished_rejects(data: Path) -> list[Row]:
    """Read the rejects of a data folder's parts, of which no release was made, as `read_rejects` does."""
    files = sorted((data / "work" / "parts").glob("[!.]*/rejects.parquet"))
    rows: list[Row] = [row for file in files for row in pq.read_table(file).to_pylist()]
    return sorted(rows, key=lambda row: (row["reason"], row["source_path"], row["position"] or ""))


def find_tombstones(release: Path, wanted: str) -> list[Row]:
    """Find the corrections of rows whose key begins with some characters, also of rows that are there no more."""
    return [row for row in read_corrections(release) if row["row_id"].startswith(wanted)]


def read_corrections(release: Path) -> list[Row]:
    """Read the corrections of a release, by the day of the decision; those of versions before 0.4 have none."""
    rows: list[Row] = open_table(release, CORRECTIONS).to_table().to_pylist()
    return sorted(rows, key=lambda row: (row["corrected_on"], row["table_name"], row["row_id"]))


def _read(release: Path, table: Table, article_ids: Sequence[str]) -> pa.Table:
    wanted = pc.is_in(ds.field("article_id"), pa.array(article_ids, pa.string()))
    return open_table(release, table).to_table(filter=wanted)
