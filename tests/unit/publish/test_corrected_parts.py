"""Corrections put to parts: what changes, what goes with it, what is said of each, and that the parts stay."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from expectations.tables import TABLE_BY_NAME
from tasks.publish.corrected_parts import check_corrections, correct_parts, identify_correction
from tasks.publish.corrections import Correction, CorrectionError, Corrections
from tasks.publish.parquet import hash_file, write_rows
from tasks.publish.stage import PartDamaged, PartRef, stage_release
from tests.unit.publish.conftest import make_row

Seal = Callable[[str, Sequence[str]], PartRef]


def correct(table: str, row_id: str, action: str = "fix", **values: Any) -> Correction:
    said = ("It says so in the third line.", "J. Doe", date(2025, 3, 7), "entry 1 (line 1)")
    return Correction(table, row_id, action, values, *said)


def apply(parts: Sequence[PartRef], folder: Path, *entries: Correction, superseded: Sequence[str] = ()) -> Any:
    return correct_parts(parts, Corrections(entries), frozenset(superseded), folder)


def read(part: PartRef, table: str) -> dict[str, dict[str, Any]]:
    rows = pq.read_table(part.find_file(table)).to_pylist()
    return {row[TABLE_BY_NAME[table].key]: row for row in rows}


@pytest.fixture
def part(tmp_path: Path, seal_part: Seal) -> PartRef:
    """A part of two articles, in which two figures stand in the first quote, one of them in a claim."""
    sealed = seal_part("s1", ["a1", "a2"])
    quotes = TABLE_BY_NAME["quotes"]
    sound = {"start": 1, "end": 2, "source_start": 1, "source_end": 2, "is_anonymous": False}
    keys = [(article_id, f"{article_id}-{number}") for article_id in ("a1", "a2") for number in (0, 1)]
    rows = {
        "quotes": [make_row(quotes, quote_id=key, article_id=article_id, **sound) for article_id, key in keys],
        "figures": [
            make_row(TABLE_BY_NAME["figures"], article_id="a1", value=3.0, **row)
            for row in (
                {"figure_id": "f1", "quote_id": "a1-0", "claim_id": "a1-0"},
                {"figure_id": "f2", "quote_id": "a1-0"},
                {"figure_id": "f3", "quote_id": "a1-1"},
            )
        ],
    }
    infos = {
        name: write_rows(TABLE_BY_NAME[name], found, sealed.folder / f"{name}.parquet") for name, found in rows.items()
    }
    return PartRef(sealed.shard, sealed.folder, sealed.article_ids, {**sealed.files, **infos})


def test_a_fixed_row_has_its_new_values_and_the_part_stays(part: PartRef, tmp_path: Path) -> None:
    before = {path: hash_file(path) for path in part.folder.iterdir()}
    entry = correct("quotes", "a1-0", speaker_name="Ann Berg", speaker_key="person:ann-berg", speaker_kind="person")
    found = apply([part], tmp_path / "aside", entry)

    (made,) = found.parts
    assert read(made, "quotes")["a1-0"] == read(part, "quotes")["a1-0"] | entry.values
    assert {key: row for key, row in read(made, "quotes").items() if key != "a1-0"} == {
        key: row for key, row in read(part, "quotes").items() if key != "a1-0"
    }
    assert set(made.corrected) == {"quotes"}
    assert made.files["quotes"].source_sha256 == part.files["quotes"].sha256
    assert {path: hash_file(path) for path in part.folder.iterdir()} == before
    (row,) = found.table.to_pylist()
    assert (row["outcome"], row["article_id"], row["n_rows"]) == ("applied", "a1", 1)
    assert json.loads(row["before"])["speaker_name"] is None
    assert json.loads(row["after"])["speaker_name"] == "Ann Berg"
    assert (row["reason"], row["author"]) == (entry.reason, entry.author)
    assert row["corrected_on"] == datetime(2025, 3, 7, tzinfo=UTC)


def test_what_lists_a_retracted_row_lists_it_no_more(part: PartRef, tmp_path: Path) -> None:
    claims = TABLE_BY_NAME["claims"]
    listed = {"c1": ["f1", "f2"], "c2": ["f3"]}
    rows = [make_row(claims, claim_id=key, article_id="a1", figure_ids=found) for key, found in listed.items()]
    infos = {"claims": write_rows(claims, rows, part.folder / "claims.parquet")}
    part = PartRef(part.shard, part.folder, part.article_ids, {**part.files, **infos})
    found = apply([part], tmp_path / "aside", correct("figures", "f1", "retract"))
    (made,) = found.parts
    assert {key: row["figure_ids"] for key, row in read(made, "claims").items()} == {"c1": ["f2"], "c2": ["f3"]}
    assert found.table.to_pylist()[0]["n_rows"] == 2


def test_what_refers_to_a_retracted_row_refers_to_nothing(part: PartRef, tmp_path: Path) -> None:
    found = apply([part], tmp_path / "aside", correct("quotes", "a1-0", "retract"))
    (made,) = found.parts
    assert set(read(made, "quotes")) == {"a1-1", "a2-0", "a2-1"}
    assert {key: row["quote_id"] for key, row in read(made, "figures").items()} == {
        "f1": None, "f2": None, "f3": "a1-1"
    }  # fmt: skip
    assert read(made, "figures")["f1"]["claim_id"] == "a1-0"
    assert (made.files["quotes"].rows, made.files["figures"].rows) == (3, 3)
    (row,) = found.table.to_pylist()
    assert (row["outcome"], row["n_rows"], row["before"], row["after"]) == ("applied", 3, None, None)


def test_a_retracted_article_is_left_out_with_all_of_its_rows(part: PartRef, tmp_path: Path, runs: Any) -> None:
    entry = correct("articles", "a1", "retract")
    found = apply([part], tmp_path / "aside", entry, correct("quotes", "a1-0", speaker_role="mayor"))
    assert found.dropped_articles == {"a1"}
    staged = stage_release(found.parts, {"corrections": found.table}, runs, tmp_path / "work", found.dropped_articles)
    assert staged.rows["figures"] == 0
    assert staged.rows["quotes"] == 2
    assert pq.read_table(staged.folder / "articles")["article_id"].to_pylist() == ["a2"]
    rows = {row["table_name"]: row for row in pq.read_table(staged.folder / "corrections").to_pylist()}
    # One article, two rows in each other table that `seal_part` fills, and three figures.
    assert (rows["articles"]["outcome"], rows["articles"]["n_rows"]) == ("applied", 1 + 5 * 2 + 3)
    assert (rows["quotes"]["outcome"], rows["quotes"]["n_rows"]) == ("retracted", 0)


def test_what_is_superseded_or_gone_is_said_and_not_applied(part: PartRef, tmp_path: Path) -> None:
    entries = (correct("quotes", "a1-0", speaker_role="mayor"), correct("dates", "zz", "retract"))
    found = apply([part], tmp_path / "aside", *entries, superseded=["a1"])
    assert found.parts == (part,)
    outcomes = {row["row_id"]: (row["outcome"], row["article_id"]) for row in found.table.to_pylist()}
    assert outcomes == {"a1-0": ("superseded", "a1"), "zz": ("not_held", None)}


def test_without_corrections_parts_are_as_they_were(part: PartRef, tmp_path: Path) -> None:
    found = apply([part], tmp_path / "aside")
    assert found.parts == (part,)
    assert found.table.num_rows == 0


def test_a_row_that_a_fix_breaks_is_refused_with_its_entry(part: PartRef, tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match=r"entry 1 \(line 1\): breaks QUO-KEY"):
        apply([part], tmp_path / "aside", correct("quotes", "a1-0", speaker_name="Ann Berg"))


def test_rows_that_a_damaged_file_holds_are_not_corrected(part: PartRef, tmp_path: Path) -> None:
    path = part.folder / "quotes.parquet"
    rows = [row | {"confidence": 0.25} for row in read(part, "quotes").values()]
    write_rows(TABLE_BY_NAME["quotes"], rows, path)
    with pytest.raises(PartDamaged):
        apply([part], tmp_path / "aside", correct("quotes", "a1-0", speaker_role="mayor"))


def test_rows_that_a_part_lost_are_still_expected(part: PartRef, tmp_path: Path) -> None:
    whole = read(part, "quotes")
    info = write_rows(TABLE_BY_NAME["quotes"], list(whole.values())[:-1], part.folder / "quotes.parquet")
    claimed = type(info)(info.sha256, len(whole))
    lost = PartRef(part.shard, part.folder, part.article_ids, {**part.files, "quotes": claimed})
    (made,) = apply([lost], tmp_path / "aside", correct("quotes", "a1-0", "retract")).parts
    assert made.files["quotes"].rows == len(whole) - 1


def test_new_corrections_are_checked_before_work_and_known_ones_may_be_of_rows_that_went(part: PartRef) -> None:
    gone = correct("quotes", "zz", "retract")
    with pytest.raises(CorrectionError, match="no part holds a row of quotes with the id zz"):
        check_corrections([part], Corrections((gone,)), ())
    check_corrections([part], Corrections((gone,)), {identify_correction(gone)})
    broken = correct("quotes", "a1-0", is_anonymous=True)
    with pytest.raises(CorrectionError, match="breaks QUO-ANONYMOUS"):
        check_corrections([part], Corrections((broken,)), ())
    check_corrections([part], Corrections((correct("articles", "a2", "retract"),)), ())
