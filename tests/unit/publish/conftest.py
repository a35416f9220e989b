"""Parts of a data folder, with rows that fit their schema and say nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from expectations.schema import Column, Table
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.publish.parquet import make_arrow_table, write_rows
from tasks.publish.stage import PartRef

FILLERS = {"string": "words", "int64": 1, "double": 0.5, "bool": False}


def fill(column: Column) -> Any:
    if column.nullable:
        return None
    if column.values:
        return column.values[0]
    if pa.types.is_timestamp(column.type):
        return datetime(2024, 5, 3, tzinfo=UTC)
    if pa.types.is_list(column.type):
        return [{"start": 1, "end": 2, "source_start": 1, "source_end": 2}] if column.name == "fragments" else []
    return FILLERS[str(column.type)]


def make_row(table: Table, **values: object) -> dict[str, Any]:
    return {column.name: values.get(column.name, fill(column)) for column in table.columns}


@pytest.fixture
def row_of() -> Callable[..., dict[str, Any]]:
    """Make a row of a table, by name."""
    return lambda name, **values: make_row(TABLE_BY_NAME[name], **values)


@pytest.fixture
def seal_part(tmp_path: Path) -> Callable[[str, Sequence[str]], PartRef]:
    """Write a part with two rows a table and article."""

    def seal(shard: str, article_ids: Sequence[str]) -> PartRef:
        folder = tmp_path / "work" / "parts" / shard
        files = {}
        for table in TABLES:
            if table.stage != "shard":
                continue
            each = 1 if table.name == "articles" else 2
            keys = {(article_id, f"{article_id}-{number}") for article_id in article_ids for number in range(each)}
            rows = [
                make_row(table, **{table.key: key, "article_id": article_id} if each > 1 else {table.key: article_id})
                for article_id, key in sorted(keys)
            ]
            files[table.name] = write_rows(table, rows, folder / f"{table.name}.parquet")
        return PartRef(shard, folder, frozenset(article_ids), files)

    return seal


@pytest.fixture
def runs() -> pa.Table:
    """One row of `runs`."""
    return make_arrow_table(TABLE_BY_NAME["runs"], [make_row(TABLE_BY_NAME["runs"], run_id="r1")])
