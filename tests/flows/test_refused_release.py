"""A release with one bad row is refused: `latest` stays, the exit code is 1, the message names rule, table and row."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.schema import make_arrow_schema
from expectations.tables import TABLE_BY_NAME
from flows import cli, runners
from tasks.errors import REFUSED
from tasks.publish.parquet import hash_file
from tasks.shards.extract import extract_shard
from tasks.shards.ledger import read_marker, write_marker
from tests.conftest import SerialRunner
from tests.flows.articles import make_record, write_dump

Row = dict[str, Any]

NEW_ID = "f" * 16


def change(**values: Any) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [rows[0] | values, *rows[1:]]


def add(**values: Any) -> Callable[[list[Row]], list[Row]]:
    return lambda rows: [*rows, rows[0] | values]


# The kind of rule, the table, what is done to its rows, and the rule that says so.
PLANTED = [
    ("key", "quotes", add(), "KEY-UNIQUE"),
    ("reference", "figures", change(quote_id=NEW_ID), "quote_id"),
    ("range", "quotes", change(confidence=1.5), "confidence"),
    ("enumeration", "figures", change(kind="gossip"), "kind"),
    ("row rule", "figures", change(low=9.0, high=1.0), "FIG-RANGE"),
    ("text", "quotes", change(text="Nobody said this."), "TEXT"),
    ("offsets", "entities", change(source_start=0, source_end=1), "SOURCE"),
    ("account", "articles", lambda rows: rows[1:], "article_id"),
    ("null", "quotes", change(speaker_kind=None), "SCHEMA"),
]


def plant(part: Path, name: str, edit: Callable[[list[Row]], list[Row]]) -> None:
    rows = edit(pq.read_table(part / f"{name}.parquet").to_pylist())
    schema = make_arrow_schema(TABLE_BY_NAME[name])
    for index, field in enumerate(schema):
        if any(row[field.name] is None for row in rows):
            schema = schema.set(index, field.with_nullable(True))
    path = part / f"{name}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    # Sealed with these bytes, as if extraction had made them.
    marker = read_marker(part)
    write_marker(part, replace(marker, files=marker.files | {name: (hash_file(path), marker.files[name][1])}))


@pytest.mark.parametrize(("kind", "table", "edit", "rule"), PLANTED, ids=[kind for kind, *_ in PLANTED])
def test_planted_row_is_refused(kind, table, edit, rule, build, tmp_path, monkeypatch, capsys):
    data = tmp_path / "data"
    first = build([write_dump(tmp_path / "one.jsonl", [make_record(0)])], data)
    second = write_dump(tmp_path / "two.jsonl", map(make_record, (1, 2)))

    class PlantingRunner(SerialRunner):
        def __init__(self, *_: object) -> None:
            pass

        def __enter__(self) -> PlantingRunner:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def map(self, step: Callable[..., Any], items: Any, *shared: Any, label: str) -> list[Any]:
            done = super().map(step, items, *shared, label=label)
            if step is extract_shard:
                plant(data / "work" / "parts" / items[0].name, table, edit)
            return done

    monkeypatch.setattr(runners, "LocalRunner", PlantingRunner)
    monkeypatch.setattr(sys, "argv", ["sayso", "build", str(second), "--data", str(data)])
    with pytest.raises(SystemExit) as ended:
        cli.main()

    assert ended.value.code == REFUSED
    told = capsys.readouterr().err
    assert rule in told
    assert table in told
    assert (data / "latest").resolve() == first.release.resolve()
