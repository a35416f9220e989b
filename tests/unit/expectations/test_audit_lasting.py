from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from expectations.audit import audit_release

Rows = dict[str, list[dict[str, Any]]]
Write = Callable[..., Path]


def name_group(rows: Rows, group_id: str) -> None:
    for row in rows["quote_groups"]:
        row["group_id"] = group_id


@pytest.mark.parametrize(
    ("merge", "rules"),
    [
        (None, {("LASTING-ID", "quote_groups")}),
        ({"old_id": "g2", "new_id": "g1"}, set()),
        ({"old_id": "g2", "new_id": None}, {("LASTING-GONE", "quote_groups")}),
    ],
    ids=["lost", "forwarded", "forwarded nowhere though its members are grouped"],
)
def test_an_id_of_before_is_kept_or_forwarded(
    release_rows: Rows, write_release: Write, merge: dict[str, Any] | None, rules: set[tuple[str, str]]
) -> None:
    merges = release_rows["group_merges"]
    before = release_rows | {"quote_groups": [row | {"group_id": "g2"} for row in release_rows["quote_groups"]]}
    before["group_merges"] = [merges[0] | {"new_id": "g2"}, merges[1]]
    previous = write_release(before, "previous")
    if merge is not None:
        merges.append({"table_name": "quote_groups", "run_id": "r1"} | merge)
    found = audit_release(write_release(release_rows), previous)
    assert {(failure.rule, failure.table) for failure in found} == rules


def test_an_id_that_was_forwarded_once_is_forwarded_for_ever(release_rows: Rows, write_release: Write) -> None:
    previous = write_release(release_rows, "previous")
    gone = release_rows["group_merges"].pop(0)
    found = audit_release(write_release(release_rows), previous)
    assert [(failure.rule, failure.rows) for failure in found] == [("LASTING-ID", ({"old_id": gone["old_id"]},))]


def test_a_group_whose_rows_are_gone_is_forwarded_nowhere(release_rows: Rows, write_release: Write) -> None:
    previous = write_release(release_rows, "previous")
    release_rows["quote_groups"] = []
    release_rows["group_merges"][0]["new_id"] = None
    release_rows["group_merges"].append({"old_id": "g1", "table_name": "quote_groups", "new_id": None, "run_id": "r1"})
    assert audit_release(write_release(release_rows), previous) == []
