"""Which of two articles a rule is broken by: the same changes that the audit of a part refuses."""

from __future__ import annotations

from typing import Any

import pytest

from expectations.audit_articles import find_broken_articles
from expectations.tables import ARTICLE_TABLES
from tests.unit.expectations.conftest import make_loose_table
from tests.unit.expectations.test_audit import TEXT_CHANGES, Change, Rows, copy_row, replace


def find(rows: Rows) -> dict[str, Any]:
    return find_broken_articles({table.name: make_loose_table(table, rows[table.name]) for table in ARTICLE_TABLES})[0]


def test_sound_articles_are_none_of_them(release_rows: Rows) -> None:
    assert find(release_rows) == {}


@pytest.mark.parametrize(
    ("rule", "table", "change"),
    [
        *[case for case in TEXT_CHANGES if case[0] != "ARTICLE"],
        ("KEY-UNIQUE", "entities", copy_row("entities")),
        ("RANGE.confidence", "quotes", replace("quotes", 0, confidence=1.2)),
        ("SPAN-ORDER", "dates", lambda rows: replace("dates", 0, end=rows["dates"][0]["start"])(rows)),
        ("REFERS.quote_id", "figures", replace("figures", 0, quote_id="q9")),
        ("REFERS.figure_ids", "claims", replace("claims", 0, figure_ids=["f9"])),
        ("ART-DATED", "articles", replace("articles", 0, published_at=None)),
    ],
)
def test_the_article_of_a_broken_row_is_found(release_rows: Rows, rule: str, table: str, change: Change) -> None:
    change(release_rows)
    (failures,) = find(release_rows).values()
    assert (rule, table) in {(failure.rule, failure.table) for failure in failures}


def test_a_quote_of_another_article_is_none_of_its_own(release_rows: Rows) -> None:
    moved = release_rows["figures"][0] | {"figure_id": "f3", "article_id": "a2"}
    release_rows["figures"].append(moved)
    (failure,) = find(release_rows)["a2"][:1]
    assert (failure.rule, [row["figure_id"] for row in failure.rows]) == ("REFERS.quote_id", ["f3"])


def test_more_articles_than_a_failure_shows_are_all_found(release_rows: Rows) -> None:
    first = release_rows["articles"][1]
    for name, found in release_rows.items():
        release_rows[name] = [row for row in found if row.get("article_id") == "a1"]
    copies = [first | {"article_id": f"b{number}", "n_tokens": 0} for number in range(50)]
    release_rows["articles"] += copies
    assert set(find(release_rows)) == {copy["article_id"] for copy in copies}
