from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from expectations.part_checks import is_sound
from expectations.suites import make_suite, validate_part
from expectations.tables import TABLE_BY_NAME, TABLES

Rows = dict[str, list[dict[str, Any]]]
Change = Callable[[pd.DataFrame], pd.DataFrame]


@pytest.fixture
def frame_of(release_rows: Rows, write_release: Callable[..., Path]) -> Callable[[str], pd.DataFrame]:
    folder = write_release(release_rows)
    return lambda name: pd.read_parquet(folder / name)


def put(column: str, value: object, row: int = 0) -> Change:
    return put_all(row, **{column: value})


def publish(day: str) -> Change:
    moment = pd.Timestamp(day, tz="UTC")
    return put_all(published_at=moment, published_day=moment)


def put_all(row: int = 0, **values: object) -> Change:
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.copy()
        for column, value in values.items():
            categories = getattr(frame[column].dtype, "categories", None)
            if categories is not None and value is not None and value not in categories:
                frame[column] = frame[column].cat.add_categories([value])
            frame.loc[row, column] = value
        return frame

    return change


def end_body(text: str) -> Change:
    return lambda frame: frame.assign(body=frame["body"] + text)


@pytest.mark.parametrize("name", [table.name for table in TABLES])
def test_sound_rows_pass(frame_of: Callable[[str], pd.DataFrame], name: str) -> None:
    frame = frame_of(name)
    assert not frame.empty
    assert validate_part(TABLE_BY_NAME[name], frame, len(frame)) == []
    assert is_sound(TABLE_BY_NAME[name], frame, len(frame))


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
        ("RANGE.n_tokens ART-TOKENS", "articles", put("n_tokens", 0)),
        ("SPAN-ORDER", "entities", put("end", 0)),
        ("ART-BODY ART-TOKENS", "articles", put("body", " ")),
        ("ART-DATED", "articles", put("published_from", None)),
        ("REM-ORDER", "removed_spans", put("source_end", 0)),
        ("ENT-NAMED", "entities", put("name", None)),
        ("QUO-FRAGMENTS", "quotes", lambda frame: frame.assign(fragments=[[], [], []])),
        ("QUO-CUE", "quotes", put("cue_start", None)),
        ("QUO-SPEAKER", "quotes", put("speaker_text", None)),
        ("QUO-KEY", "quotes", put("speaker_key", None)),
        ("QUO-ANONYMOUS", "quotes", put("is_anonymous", True)),
        ("FIG-RANGE", "figures", lambda frame: frame.assign(value=np.nan, low=2.0, high=1.0)),
        ("FIG-NUMBER", "figures", put("value", None)),
        ("FIG-DATES", "figures", lambda frame: frame.assign(
            date_start=pd.Timestamp("2024-05-03", tz="UTC"), date_end=pd.Timestamp("2024-05-02", tz="UTC"))),
        ("DAT-ORDER", "dates", put("date_end", pd.Timestamp("2024-05-02", tz="UTC"))),
        ("DAT-RESOLVED", "dates", put("is_resolved", False)),
        ("CLA-PROPOSITION", "claims", put("proposition", " ")),
        ("CLA-RESOLVED", "claims", put("resolved", " ")),
        ("CLA-KEY", "claims", put("claimant_name", None)),
        ("CLA-EVENT-GRAIN", "claims", put("event_grain", None)),
        ("CLA-EVENT", "claims", put("event_end", pd.Timestamp("2024-05-02", tz="UTC"))),
        ("CLG-RANGE", "claim_groups", put("value_low", 41.0)),
        ("FGG-RANGE", "figure_groups", put("value_low", 41.0)),
        ("RUN-COUNTS", "runs", put("n_known", 1)),
        ("RUN-TIMES", "runs", put("ended", pd.Timestamp("2024-05-02", tz="UTC"))),
        ("COR-AFTER", "corrections", put("after", None)),
        ("COR-BEFORE", "corrections", put("before", None)),
        ("COR-ROWS", "corrections", put("n_rows", 0)),
        ("IDX-SCOPE", "entity_index", put("scope", "article")),
        ("IDX-USED", "entity_index", put_all(n_mentions=0, n_quotes=0, n_claims=0)),
        ("COR-SAID", "corrections", put("author", " ")),
        ("RUN-REASONS", "runs", put("rejected_by_reason", '{"no_text": 2}')),
        ("EMPTY.source_path", "articles", put("source_path", "")),
        ("EMPTY.position", "articles", put("position", "")),
        ("EMPTY.title PLACEHOLDER.title", "articles", put("title", "")),
        ("PLACEHOLDER.outlet", "articles", put("outlet", "nan")),
        ("PLACEHOLDER.author", "articles", put("author", " None ")),
        ("CODES.country", "entities", put("country", "ZZ", 1)),
        ("ART-PUBLISHED", "articles", publish("2099-01-01")),
        ("ART-PUBLISHED", "articles", publish("1599-12-31")),
        ("ART-DAY", "articles", put("published_day", pd.Timestamp("2024-06-05", tz="UTC"))),
        ("ART-TOKENS", "articles", put("n_tokens", 1_000_000)),
        ("ART-TOKENS", "articles", lambda frame: frame.assign(body=frame["body"] + " " + "x" * 5000)),
        ("ART-LANGUAGE", "articles", put("language", "de")),
        ("ART-HASH", "articles", put("source_sha256", "0" * 64)),
        ("ART-HASH", "articles", put("source_text", "Something else.")),
        ("ART-CONTROL", "articles", end_body("The bridge\x07 will reopen.")),
        ("ART-CONTROL", "articles", end_body("The bridge\x9d will reopen.")),
        ("ART-MARKUP", "articles", end_body('The bridge reopens. <div class="ad">Buy now')),
        ("ART-MARKUP", "articles", end_body("The bridge reopens.</P>")),
        ("ART-MARKUP", "articles", end_body("The bridge <br/>reopens.")),
        ("ART-GARBLED", "articles", end_body("The bridge isn\u00e2\u20ac\u2122t open.")),
        ("ART-GARBLED", "articles", end_body("A caf\u00c3\u00a9 on the bridge.")),
        ("ART-REPLACED", "articles", end_body("The bridge isn\ufffdt open.")),
        ("ART-TOKENS ART-REPLACED", "articles", end_body("The bridge is open. " * 300 + "A caf\ufffd\ufffd is on it.")),
        ("ENT-LINK", "entities", put("link", None)),
        ("ENT-KEY", "entities", put("label", "place")),
        ("ENT-KEY", "entities", put("entity_key", "place:UA")),
        ("ENT-COUNTRY", "entities", put_all(label="place", entity_key="place:UA", country="RU")),
        ("QUO-CONTENT", "quotes", put("content", " ")),
        ("QUO-CLASS", "quotes", put("cue_class", None)),
        ("QUO-KIND", "quotes", put("speaker_kind", "organization")),
        ("QUO-GRAIN", "quotes", put("said_grain", "month")),
        ("CLA-GRAIN", "claims", put("said_grain", "month")),
        ("QUO-KIND", "quotes", put("speaker_key", "org:city-of-kyiv")),
        ("FIG-LOW", "figures", put("low", 41.0)),
        ("FIG-HIGH", "figures", put("high", 39.0)),
        ("FIG-BOUND", "figures", put("approximation", "at_least")),
        ("FIG-BOUND", "figures", put_all(low=40.0, approximation="range")),
        ("FIG-SIGN", "figures", put("value", -40.0)),
        ("FIG-PERCENT", "figures", put_all(kind="percent", unit="%", value=1e12)),
        ("FIG-RANK", "figures", put_all(kind="rank", unit=None, value=2.5)),
        ("FIG-CURRENCY", "figures", put_all(kind="money", unit="dollars")),
        ("FIG-CURRENCY", "figures", put_all(kind="money", unit="ZZZ")),
        ("FIG-MONEY", "figures", put_all(kind="money", unit=None, unit_text="euros")),
        ("FIG-UNIT", "figures", put("unit", "dog years")),
        ("FIG-UNITS", "figures", put("unit", None)),
        ("FIG-UNITS", "figures", put("kind", "count")),
        ("FIG-SI", "figures", put("si_value", 40.0)),
        ("FIG-SI", "figures", put_all(kind="measure", unit="km", si_unit="m")),
        ("FIG-SI-RANGE", "figures", put_all(kind="measure", unit="km", si_unit="m", value=np.nan, low=1.0, high=2.0,
            si_low=2000.0, si_high=1000.0)),
        ("DAT-FAR-START DAT-GRAIN", "dates", put("date_start", pd.Timestamp("0001-06-01", tz="UTC"))),
        ("DAT-FAR-END DAT-GRAIN", "dates", put("date_end", pd.Timestamp("9999-06-30", tz="UTC"))),
        ("DAT-GRAIN", "dates", put("date_end", pd.Timestamp("2024-08-30", tz="UTC"))),
        ("CLA-KIND", "claims", put("claimant_kind", "anonymous")),
        ("QGR-OUTLETS", "quote_groups", put("n_outlets", 3)),
    ],
)  # fmt: skip
def test_bad_row_is_refused_and_named(
    frame_of: Callable[[str], pd.DataFrame], rule: str, name: str, change: Change
) -> None:
    table, frame = TABLE_BY_NAME[name], frame_of(name)
    failures = {failure.rule: failure for failure in validate_part(table, change(frame), len(frame))}
    assert not is_sound(table, change(frame), len(frame))
    assert list(failures) == rule.split()
    failure = failures[rule.split()[0]]
    assert failure.table == name
    whole = failure.rule in ("ROW-COUNT", "COLUMNS", "TYPES")
    assert (failure.n_rows == 0) == whole
    assert all(table.key in row for row in failure.rows)
    assert bool(failure.rows) != whole


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("articles", end_body("The reading rose; a < b, and 5 <= x, said R&D. Café, naïve, Ångström, “quoted”.")),
        ("articles", end_body(" \ufffd" + " The bridge." * 100)),
        ("articles", publish("2024-06-01")),
        ("articles", put("published_at", pd.Timestamp("2024-05-04 06:30", tz="UTC"))),
        ("articles", put("title", "None of the above")),
        ("entities", put_all(label="nationality", entity_key="place:UA", country="UA")),
        ("figures", put_all(text="-40", value=-40.0)),
        ("figures", put_all(text="US$-40bn", value=-4e10)),
        ("figures", put_all(kind="money", unit=None, unit_text="Swiss or other francs")),
        ("figures", put_all(kind="money", unit="GBP-penny", unit_text="pence")),
        ("figures", put_all(kind="percent", unit="%", value=8e10, scale_text="billion")),
        ("dates", put_all(text="2,000 years ago", grain="interval", date_start=pd.NaT,
            date_end=pd.Timestamp("0024-06-30", tz="UTC"))),
        ("dates", put_all(text="in the year 2525", grain="year", date_start=pd.Timestamp("2525-01-01", tz="UTC"),
            date_end=pd.Timestamp("2525-12-31", tz="UTC"))),
    ],
)  # fmt: skip
def test_row_that_looks_odd_and_is_sound_passes(
    frame_of: Callable[[str], pd.DataFrame], name: str, change: Change
) -> None:
    frame = change(frame_of(name))
    assert validate_part(TABLE_BY_NAME[name], frame, len(frame)) == []
    assert is_sound(TABLE_BY_NAME[name], frame, len(frame))


def test_every_row_rule_is_tried_above(pytestconfig: pytest.Config) -> None:
    source = Path(__file__).read_text("utf-8")
    missing = [rule.name for table in TABLES for rule in table.rules if not re.search(rf'\("{rule.name}[" ]', source)]
    assert missing == []


def test_table_without_its_fewest_rows_is_refused(frame_of: Callable[[str], pd.DataFrame]) -> None:
    (failure,) = validate_part(TABLE_BY_NAME["articles"], frame_of("articles").iloc[:0])
    assert failure.rule == "ROW-COUNT"
    assert not is_sound(TABLE_BY_NAME["articles"], frame_of("articles").iloc[:0])


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
