"""Small releases written by hand: a row is what a test says of it, and the least that its table asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from expectations.schema import Column
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.publish.parquet import write_rows

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]
DAY = datetime(2025, 3, 6, tzinfo=UTC)
SOURCE = (
    "The bridge will reopen on Monday, Mayor Ann Holt said.\n"
    "“We need $5 million by June,” she said. “Work goes on.”\n"
    "Give us a dollar a month."
)


def make_row(table: str, **values: Any) -> Row:
    row = {column.name: _make_value(column) for column in TABLE_BY_NAME[table].columns}
    unknown = values.keys() - row.keys()
    assert not unknown, f"{table} has no {unknown}"
    return row | values


def _make_value(column: Column) -> Any:
    if column.nullable:
        return None
    if column.values:
        return column.values[0]
    if pa.types.is_boolean(column.type):
        return False
    if pa.types.is_timestamp(column.type):
        return DAY
    if pa.types.is_integer(column.type) or pa.types.is_floating(column.type):
        return 1
    return [] if pa.types.is_list(column.type) else "{}" if column.name == "rejected_by_reason" else column.name


def locate(words: str, source: str = SOURCE, prefix: str = "") -> dict[str, int]:
    start = source.index(words)
    names = ("start", "end", "source_start", "source_end")
    return {
        f"{prefix}{name}": at for name, at in zip(names, (start, start + len(words)) * 2, strict=True)
    }  # fmt: skip


def make_article(article_id: str = "a1", source: str = SOURCE, **values: Any) -> Row:
    return make_row("articles", article_id=article_id, source_text=source, body=source, **values)


def make_span(table: str, words: str, article_id: str = "a1", source: str = SOURCE, **values: Any) -> Row:
    return make_row(table, article_id=article_id, text=words, **locate(words, source), **values)


def make_quote(words: Sequence[str], quote_id: str = "q1", article_id: str = "a1", **values: Any) -> Row:
    content = " ".join(words)
    row = make_span("quotes", words[0], article_id, quote_id=quote_id, content=content, confidence=0.9)
    return row | {"fragments": [locate(each) for each in words], "speaker_kind": "person"} | values


def make_page_rows(**tables: Sequence[Row]) -> dict[str, Sequence[Row]]:
    names = ("removed_spans", "entities", "quotes", "figures", "dates", "claims")
    return {name: tables.get(name, ()) for name in names}


@pytest.fixture
def write_release(tmp_path: Path) -> Callable[[Rows], Path]:
    """Write a release of the rows given and one run, and give its folder."""

    def write(rows: Rows, name: str = "staged") -> Path:
        found = {"runs": [make_row("runs", n_read=3, n_kept=2, n_rejected=1, n_known=0, n_superseded=0)]} | dict(rows)
        for table in TABLES:
            write_rows(table, found.get(table.name, ()), tmp_path / name / table.name / "x.parquet")
        return tmp_path / name

    return write


@pytest.fixture
def without_plots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the plots of the accounts, which take most of a small report's time."""
    monkeypatch.setattr("tasks.report.accounts._draw_plots", lambda counts: {})
