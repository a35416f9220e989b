"""What differs between two releases, in hand-made ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.tables import TABLE_BY_NAME
from tasks.publish.difference import TableDifference, compare_releases
from tasks.publish.parquet import describe_parquet, write_rows
from tasks.publish.stage import Published
from tests.unit.publish.conftest import make_row

QUOTES = TABLE_BY_NAME["quotes"]


@pytest.fixture
def lay_out(tmp_path: Path) -> Callable[..., Published]:
    """Lay out a release of files of rows, by path within it."""

    def lay(name: str, files: dict[str, list[dict[str, Any]]]) -> Published:
        folder = tmp_path / name
        infos = {
            path: write_rows(TABLE_BY_NAME[path.split("/")[0]], rows, folder / path) for path, rows in files.items()
        }
        return Published(folder, infos)

    return lay


def quote(key: str, **values: Any) -> dict[str, Any]:
    return make_row(QUOTES, quote_id=key, article_id="a1", **values)


def compare(before: Published, after: Published, table: str = "quotes", **options: Any) -> TableDifference:
    (found,) = compare_releases(before, after, [TABLE_BY_NAME[table]], **options)
    return found


def test_rows_are_added_removed_and_changed_by_key(lay_out: Callable[..., Published]) -> None:
    before = lay_out("before", {"quotes/s1.parquet": [quote("q1"), quote("q2"), quote("q3")]})
    changed = quote("q2", speaker_name="Ann Berg", speaker_key="person:ann-berg", type="mixed")
    after = lay_out("after", {"quotes/s9.parquet": [quote("q3"), changed, quote("q4"), quote("q5")]})
    found = compare(before, after)
    assert (found.n_before, found.n_after) == (3, 4)
    assert (found.n_added, found.n_removed, found.n_changed) == (2, 1, 1)
    assert [row["quote_id"] for row in found.added] == ["q4", "q5"]
    assert [row["quote_id"] for row in found.removed] == ["q1"]
    (row,) = found.changed
    assert row.row["quote_id"] == "q2"
    assert row.values == {
        "type": ("direct", "mixed"), "speaker_name": (None, "Ann Berg"), "speaker_key": (None, "person:ann-berg")
    }  # fmt: skip
    assert found.n_changed_by_column == {"type": 1, "speaker_name": 1, "speaker_key": 1}


def test_lists_are_compared_by_their_values(lay_out: Callable[..., Published]) -> None:
    fragments = [{"start": 1, "end": 3, "source_start": 1, "source_end": 3}]
    before = lay_out("before", {"quotes/s1.parquet": [quote("q1"), quote("q2")]})
    after = lay_out("after", {"quotes/s1.parquet": [quote("q1", fragments=fragments), quote("q2")]})
    assert compare(before, after).n_changed_by_column == {"fragments": 1}


def test_files_that_both_hold_are_not_read(lay_out: Callable[..., Published]) -> None:
    same = {"quotes/s1.parquet": [quote("q1")]}
    before, after = lay_out("before", same), lay_out("after", same | {"quotes/s2.parquet": [quote("q2")]})
    for side in (before, after):
        (side.folder / "quotes/s1.parquet").write_bytes(b"not to be read")
    found = compare(before, after)
    assert (found.n_before, found.n_after, found.n_added, found.n_removed, found.n_changed) == (1, 2, 1, 0, 0)


def test_releases_of_the_same_files_differ_in_nothing(lay_out: Callable[..., Published]) -> None:
    files = {"quotes/s1.parquet": [quote("q1")]}
    found = compare(lay_out("before", files), lay_out("after", files))
    assert (found.n_added, found.n_removed, found.n_changed) == (0, 0, 0)
    assert found.columns_added == found.columns_removed == ()


def test_when_a_row_was_read_is_no_difference_unless_asked_for(lay_out: Callable[..., Published]) -> None:
    from datetime import UTC, datetime

    articles = TABLE_BY_NAME["articles"]
    rows = [make_row(articles, article_id="a1", read_at=datetime(2024, 5, day, tzinfo=UTC)) for day in (3, 4)]
    before, after = (
        lay_out(name, {"articles/s1.parquet": [row]}) for name, row in zip(("before", "after"), rows, strict=True)
    )
    assert compare(before, after, "articles").n_changed == 0
    assert compare(before, after, "articles", untold=()).n_changed_by_column == {"read_at": 1}


def test_columns_that_one_release_lacks_are_named_and_not_compared(lay_out: Callable[..., Published]) -> None:
    after = lay_out("after", {"quotes/s1.parquet": [quote("q1", type="mixed"), quote("q2")]})
    before = lay_out("before", {"quotes/s1.parquet": [quote("q1"), quote("q2")]})
    path = before.folder / "quotes/s1.parquet"
    older = pq.read_table(path).drop_columns(["confidence"]).append_column("mood", pa.array(["sour", "glad"]))
    pq.write_table(older, path)
    before = Published(before.folder, {"quotes/s1.parquet": describe_parquet(path)})
    found = compare(before, after)
    assert (found.columns_added, found.columns_removed) == (("confidence",), ("mood",))
    assert found.n_changed_by_column == {"type": 1}


def test_a_table_that_one_release_lacks_has_no_rows_in_it(lay_out: Callable[..., Published]) -> None:
    after = lay_out("after", {"quotes/s1.parquet": [quote("q1")]})
    found = compare(Published(after.folder.parent, {}), after)
    assert (found.n_before, found.n_after, found.n_added) == (0, 1, 1)


def test_examples_are_as_many_as_asked_for(lay_out: Callable[..., Published]) -> None:
    before = lay_out("before", {"quotes/s1.parquet": [quote(f"q{at}") for at in range(9)]})
    after = lay_out("after", {"quotes/s1.parquet": [quote(f"q{at}", type="mixed") for at in range(5, 14)]})
    found = compare(before, after, most_examples=2)
    assert (found.n_added, found.n_removed, found.n_changed) == (5, 5, 4)
    assert [len(rows) for rows in (found.added, found.removed, found.changed)] == [2, 2, 2]
    none = compare(before, after, most_examples=0)
    assert (none.n_changed, none.changed, none.added) == (4, (), ())
