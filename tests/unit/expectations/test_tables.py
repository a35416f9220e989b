"""What is derived of the tables' definition is what it says, and the code names no value that a table lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from expectations import tables
from expectations.codes import list_placeholders
from expectations.enumerations import REJECT_REASONS, Action, Outcome
from expectations.schema import OFFSETS, Table
from expectations.tables import (
    ANNOTATED_TABLES,
    ARTICLE_TABLES,
    CORRECTIONS,
    GROUP_TABLES,
    LINK_TABLES,
    SHARD_TABLES,
    TABLES,
)
from flows.show import STYLES
from tasks.mishaps import SET_ASIDE
from tasks.read.fields import is_missing
from tasks.report.article_pages import KINDS
from tasks.report.marks import LETTERS, MARKED, MENDED_KINDS
from tasks.report.wording import describe_correction

PROJECT = Path(__file__).parents[3]


def test_every_table_that_is_defined_is_listed_once():
    defined = [value for value in vars(tables).values() if isinstance(value, Table)]
    assert sorted(table.name for table in defined) == sorted(table.name for table in TABLES)


@pytest.mark.parametrize(("stage", "listed"), [("shard", SHARD_TABLES), ("link", LINK_TABLES)])
def test_tables_are_listed_by_who_writes_them(stage: str, listed: tuple[Table, ...]):
    assert [table.name for table in TABLES if table.stage == stage] == [table.name for table in listed]


def test_rejects_alone_are_of_no_article():
    assert {table.name for table in SHARD_TABLES} - {table.name for table in ARTICLE_TABLES} == {"rejects"}


@pytest.mark.parametrize("table", ANNOTATED_TABLES, ids=lambda table: table.name)
def test_every_offset_belongs_to_a_span_that_the_audit_checks(table: Table):
    offsets = {column.name for column in table.columns if column.unit == "code points"}
    assert offsets == {f"{prefix}{offset}" for prefix in table.span_prefixes for offset in OFFSETS}
    assert "" in table.span_prefixes


def test_a_quote_has_its_own_span_its_cue_and_its_speaker():
    assert tables.QUOTES.span_prefixes == ("", "cue_", "speaker_")


@pytest.mark.parametrize("table", GROUP_TABLES, ids=lambda table: table.name)
def test_a_table_of_groups_begins_with_its_members_and_says_one_thing_of_them_at_most(table: Table):
    name, key = table.references[0].split(".")
    assert tables.TABLE_BY_NAME[name].key == key
    assert table.columns[1].name == key
    assert sum(bool(column.values) for column in table.columns) == (table is not tables.STORY_GROUPS)


def test_every_row_of_an_article_is_marked_in_its_text():
    marked = {table.name for table, *_ in MARKED} | {"quotes"}
    assert marked == {table.name for table in ARTICLE_TABLES} - {"articles"}
    assert set(LETTERS) <= marked
    kinds = {kind for _, kind, _ in MARKED} | {"quote", *(p.rstrip("_") for p in tables.QUOTES.span_prefixes if p)}
    assert kinds == set(KINDS)
    assert set(STYLES) == {*kinds, "mended"}
    assert set(MENDED_KINDS) <= set(next(column.values for column in tables.REMOVED_SPANS.columns if column.values))


@pytest.mark.parametrize("reason", REJECT_REASONS)
def test_every_reason_is_given_by_some_code(reason: str):
    code = (path.read_text("utf-8") for path in (PROJECT / "tasks").rglob("*.py"))
    assert any(f'"{reason}"' in text for text in code)


def test_reasons_of_our_own_faults_are_reasons():
    assert set(SET_ASIDE) <= set(REJECT_REASONS)


@pytest.mark.parametrize("outcome", get_args(Outcome))
@pytest.mark.parametrize("action", get_args(Action))
def test_every_correction_has_its_words(action: str, outcome: str):
    row: dict[str, object] = dict.fromkeys(CORRECTIONS.column_names, "") | {"action": action, "outcome": outcome}
    row["corrected_on"] = date(2025, 3, 7)
    assert describe_correction(row)


@pytest.mark.parametrize("text", list_placeholders())
def test_what_the_audit_takes_for_nothing_readers_never_keep(text: str):
    assert is_missing(text)
