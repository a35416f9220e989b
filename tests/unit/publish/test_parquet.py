from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.schema import make_arrow_schema
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.publish.parquet import describe_parquet, make_arrow_table, write_rows

MakeRow = Callable[..., dict[str, Any]]
QUOTES = TABLE_BY_NAME["quotes"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_is_written_in_its_schema(tmp_path: Path, row_of: MakeRow, table: Any) -> None:
    path = tmp_path / "rows.parquet"
    info = write_rows(table, [row_of(table.name)], path)
    assert pq.read_schema(path).equals(make_arrow_schema(table))
    assert info == describe_parquet(path)
    assert info.rows == 1


def test_rows_are_sorted_by_article_and_place(row_of: MakeRow) -> None:
    places = [("b", 1, "q1"), ("a", 9, "q2"), ("a", 2, "q4"), ("a", 2, "q3")]
    rows = [row_of("quotes", article_id=a, start=start, quote_id=key) for a, start, key in places]
    assert make_arrow_table(QUOTES, rows).column("quote_id").to_pylist() == ["q3", "q4", "q2", "q1"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"mood": "sour"}, "mood"),
        ({"confidence": None}, "quotes.confidence is null"),
        ({"type": "shouted"}, "quotes.type is shouted"),
        ({"type": None}, "quotes.type is null"),
    ],
)
def test_row_that_does_not_fit_is_refused(row_of: MakeRow, change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make_arrow_table(QUOTES, [row_of("quotes"), row_of("quotes") | change])


def test_row_that_lacks_a_column_is_refused(row_of: MakeRow) -> None:
    row = row_of("quotes")
    del row["channel"]
    with pytest.raises(ValueError, match="channel"):
        make_arrow_table(QUOTES, [row])


@pytest.mark.parametrize("order", [("a", "b", "c"), ("c", "b", "a")])
def test_folder_of_parts_reads_with_nullable_types_and_whole_categories(
    tmp_path: Path, row_of: MakeRow, order: tuple[str, ...]
) -> None:
    cue = {"cue_text": "said", "cue_start": 4, "cue_end": 8, "cue_source_start": 4, "cue_source_end": 8}
    parts = {
        order[0]: [],
        order[1]: [row_of("quotes", quote_id="q1")],
        order[2]: [row_of("quotes", quote_id="q2", type="mixed", cue_class="belief", **cue)],
    }
    for name, rows in parts.items():
        write_rows(QUOTES, rows, tmp_path / "quotes" / f"{name}.parquet")
    frame = pd.read_parquet(tmp_path / "quotes")
    assert tuple(frame.columns) == QUOTES.column_names
    assert frame["cue_start"].dtype == "Int64"
    assert sorted(frame["cue_start"].astype(object).fillna(-1)) == [-1, 4]
    assert frame["start"].dtype == "int64"
    assert sorted(frame["type"]) == ["direct", "mixed"]
    for name in ("type", "cue_class", "speaker_kind"):
        column = next(column for column in QUOTES.columns if column.name == name)
        assert tuple(frame[name].cat.categories) == column.values
    assert str(frame["said_at"].dtype) == "datetime64[us, UTC]"
    assert list(frame["fragments"].iloc[0]) == [{"start": 1, "end": 2, "source_start": 1, "source_end": 2}]


def test_failed_write_leaves_what_was_there(tmp_path: Path, row_of: MakeRow, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rows.parquet"
    write_rows(QUOTES, [row_of("quotes")], path)
    before = path.read_bytes()

    def fail(*arguments: object, **named: object) -> None:
        Path(arguments[1]).write_bytes(b"half")  # type: ignore[arg-type]
        raise OSError("no space left on device")

    monkeypatch.setattr(pq, "write_table", fail)
    with pytest.raises(OSError, match="no space"):
        write_rows(QUOTES, [], path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_same_rows_give_same_bytes(tmp_path: Path, row_of: MakeRow) -> None:
    rows = [row_of("quotes", quote_id="q1"), row_of("quotes", quote_id="q2")]
    one = write_rows(QUOTES, rows, tmp_path / "one.parquet")
    assert write_rows(QUOTES, rows[::-1], tmp_path / "two.parquet") == one


def test_empty_table_has_the_schema() -> None:
    made = make_arrow_table(QUOTES, [])
    assert made.schema.equals(make_arrow_schema(QUOTES))
    assert isinstance(made, pa.Table)
