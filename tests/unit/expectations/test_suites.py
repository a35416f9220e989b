from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from expectations.suites import make_suite, validate_part
from expectations.tables import TABLE_BY_NAME, TABLES

Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture
def frame_of(release_rows: Rows, write_release: Callable[..., Path]) -> Callable[[str], pd.DataFrame]:
    folder = write_release(release_rows)
    return lambda name: pd.read_parquet(folder / name)


def put(column: str, value: object, row: int = 0) -> Change:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.copy()
        if isinstance(frame[column].dtype, pd.CategoricalDtype) and value is not None:
            frame[column] = frame[column].cat.add_categories([value])
        frame.loc[row, column] = value
        return frame

    return change


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_sound_rows_pass(frame_of: Callable[[str], pd.DataFrame], name: str) -> None:
    frame = frame_of(name)
    assert not frame.empty
    assert validate_part(TABLE_BY_NAME[name], frame, len(frame)) == []


@pytest.mark.parametrize(
    ("rule", "name", "change"),
    [
        ("ROW-COUNT", "articles", lambda frame: frame.iloc[:0]),
        ("ROW-COUNT", "quotes", lambda frame: frame.iloc[:1]),
        ("COLUMNS TYPES", "quotes", lambda frame: frame.drop(columns="speaker_kind")),
        ("COLUMNS", "quotes", lambda frame: frame.assign(mood="sour")),
        ("COLUMNS", "quotes", lambda frame: frame[list(reversed(frame.columns))]),
        ("TYPES", "quotes", lambda frame: frame.assign(confidence="high")),
        ("TYPES", "quotes", lambda frame: frame.assign(cue_start=frame["cue_start"].astype("float64"))),
        ("TYPES", "articles", lambda frame: frame.assign(published_at=frame["published_at"].dt.tz_localize(None))),
        ("TYPES", "articles", lambda frame: frame.assign(published_from=frame["published_from"].astype("object"))),
        ("NOT-NULL.article_id", "quotes", put("article_id", None)),
        ("NOT-NULL.speaker_kind", "quotes", put("speaker_kind", None)),
        ("NOT-NULL.confidence", "quotes", lambda frame: frame.assign(confidence=np.nan)),
        ("KEY-UNIQUE", "quotes", put("quote_id", "q2")),
        ("VALUES.type", "quotes", put("type", "shouted")),
        ("VALUES.published_from", "articles", put("published_from", "guess")),
        ("RANGE.confidence", "quotes", put("confidence", -0.1)),
        ("RANGE.value", "figures", put("value", np.inf)),
        ("RANGE.start", "dates", put("start", -1)),
        ("RANGE.n_tokens", "articles", put("n_tokens", 0)),
        ("SPAN-ORDER", "entities", put("end", 0)),
        ("ART-BODY", "articles", put("body", " ")),
        ("ART-DATED", "articles", put("published_from", None)),
        ("REM-ORDER", "removed_spans", put("source_end", 0)),
        ("ENT-NAMED", "entities", put("name", None)),
        ("QUO-FRAGMENTS", "quotes", lambda frame: frame.assign(fragments=[[], []])),
        ("QUO-CUE", "quotes", put("cue_start", None)),
        ("QUO-SPEAKER", "quotes", put("speaker_text", None)),
        ("QUO-KEY", "quotes", put("speaker_key", None)),
        ("QUO-ANONYMOUS", "quotes", put("is_anonymous", True)),
        ("FIG-RANGE", "figures", lambda frame: frame.assign(low=2.0, high=1.0)),
        ("FIG-NUMBER", "figures", put("value", None)),
        ("FIG-DATES", "figures", lambda frame: frame.assign(
            date_start=pd.Timestamp("2024-05-03", tz="UTC"), date_end=pd.Timestamp("2024-05-02", tz="UTC"))),
        ("DAT-ORDER", "dates", put("date_end", pd.Timestamp("2024-05-02", tz="UTC"))),
        ("DAT-RESOLVED", "dates", put("is_resolved", False)),
        ("CLA-PROPOSITION", "claims", put("proposition", "")),
        ("CLA-KEY", "claims", put("claimant_name", "Olena Kovach")),
        ("CLA-EVENT", "claims", put("event_end", pd.Timestamp("2024-05-02", tz="UTC"))),
        ("CLG-RANGE", "claim_groups", put("value_low", 41.0)),
        ("RUN-COUNTS", "runs", put("n_known", 1)),
        ("RUN-TIMES", "runs", put("ended", pd.Timestamp("2024-05-02", tz="UTC"))),
        ("COR-AFTER", "corrections", put("after", None)),
        ("COR-BEFORE", "corrections", put("before", None)),
        ("COR-ROWS", "corrections", put("n_rows", 0)),
        ("COR-SAID", "corrections", put("author", " ")),
    ],
)  # fmt: skip
def test_bad_row_is_refused_and_named(
    frame_of: Callable[[str], pd.DataFrame], rule: str, name: str, change: Change
) -> None:
    table, frame = TABLE_BY_NAME[name], frame_of(name)
    failures = {failure.rule: failure for failure in validate_part(table, change(frame), len(frame))}
    assert list(failures) == rule.split()
    failure = failures[rule.split()[0]]
    assert failure.table == name
    whole = failure.rule in ("ROW-COUNT", "COLUMNS", "TYPES")
    assert (failure.n_rows == 0) == whole
    assert all(table.key in row for row in failure.rows)
    assert bool(failure.rows) != whole


def test_every_row_rule_is_tried_above(pytestconfig: pytest.Config) -> None:
    source = Path(__file__).read_text("utf-8")
    missing = [rule.name for table in TABLES for rule in table.rules if f'("{rule.name}"' not in source]
    assert missing == []


def test_table_without_its_fewest_rows_is_refused(frame_of: Callable[[str], pd.DataFrame]) -> None:
    (failure,) = validate_part(TABLE_BY_NAME["articles"], frame_of("articles").iloc[:0])
    assert failure.rule == "ROW-COUNT"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_suite_asks_for_rows_columns_types_and_nulls_first(table: Any) -> None:
    rules = [(expectation.meta or {})["rule"] for expectation in make_suite(table).expectations]
    assert rules[:5] == ["ROW-COUNT", "COLUMNS", "TYPES", "NOT-NULL", "KEY-UNIQUE"]


def test_validation_touches_neither_network_nor_files(
    frame_of: Callable[[str], pd.DataFrame], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def refuse(*arguments: object, **named: object) -> None:
        raise AssertionError("the audit opened a connection")

    frame = frame_of("quotes")
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert validate_part(TABLE_BY_NAME["quotes"], frame, len(frame)) == []
    assert list(home.iterdir()) == []
    assert capfd.readouterr() == ("", "")
