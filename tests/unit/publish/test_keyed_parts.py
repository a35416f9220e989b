"""Keys of the release in files that stand in for a part's own, which stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations.tables import TABLE_BY_NAME
from tasks.publish.keyed_parts import key_parts, read_names
from tasks.publish.parquet import hash_file, write_rows
from tasks.publish.stage import PartDamaged, PartRef, Published, stage_release
from tests.unit.publish.conftest import make_row

KEYS = {("a1", "person:roe"): "person:ann-roe", ("a2", "person:roe"): "person:carl-roe"}


@pytest.fixture
def part(seal_part: Callable[[str, Sequence[str]], PartRef]) -> PartRef:
    """A part of two articles that name a Roe each; a quote of the first has one for its speaker."""
    sealed = seal_part("s1", ["a1", "a2"])
    entities = [
        make_row(TABLE_BY_NAME["entities"], mention_id=f"{article}{key}", article_id=article, entity_key=key)
        for article in ("a1", "a2")
        for key in ("person:roe", "org:acme", None)
    ]
    quotes = [make_row(TABLE_BY_NAME["quotes"], quote_id="q1", article_id="a1", speaker_key="person:roe")]
    made = {"entities": entities, "quotes": quotes}
    files = {
        name: write_rows(TABLE_BY_NAME[name], rows, sealed.folder / f"{name}.parquet") for name, rows in made.items()
    }
    return replace(sealed, files={**sealed.files, **files})


def read(path: Path, column: str) -> list[tuple[str, str | None]]:
    rows = pq.read_table(path)
    return sorted(zip(rows["article_id"].to_pylist(), rows[column].to_pylist(), strict=True), key=str)


def test_each_article_has_the_keys_of_the_release_and_the_part_its_own(part: PartRef, tmp_path: Path) -> None:
    before = {table: hash_file(part.find_file(table)) for table in part.files}
    (keyed,) = key_parts([part], KEYS, tmp_path / "keyed")
    assert read(keyed.find_file("entities"), "entity_key") == [
        ("a1", "org:acme"), ("a1", "person:ann-roe"), ("a1", None),
        ("a2", "org:acme"), ("a2", "person:carl-roe"), ("a2", None),
    ]  # fmt: skip
    assert read(keyed.find_file("quotes"), "speaker_key") == [("a1", "person:ann-roe")]
    assert {table: hash_file(part.find_file(table)) for table in part.files} == before


def test_files_without_such_a_key_stay_the_parts_own(part: PartRef, tmp_path: Path) -> None:
    (keyed,) = key_parts([part], KEYS, tmp_path / "keyed")
    assert set(keyed.keyed) == {"entities", "quotes"}
    assert key_parts([part], {("a9", "person:roe"): "person:ann-roe"}, tmp_path / "none") == (part,)


def test_listed_keys_are_those_of_the_release_each_once(part: PartRef, tmp_path: Path) -> None:
    claims = TABLE_BY_NAME["claims"]
    about = ["person:roe", "org:acme", "person:ann-roe"]
    rows = [make_row(claims, claim_id=f"c{article}", article_id=article, about_keys=about) for article in ("a1", "a9")]
    infos = {"claims": write_rows(claims, rows, part.folder / "claims.parquet")}
    (keyed,) = key_parts([replace(part, files={**part.files, **infos})], KEYS, tmp_path / "keyed")
    found = pq.read_table(keyed.find_file("claims"))["about_keys"].to_pylist()
    assert found == [["person:ann-roe", "org:acme"], about]


def test_file_says_what_it_was_written_from(part: PartRef, tmp_path: Path) -> None:
    (keyed,) = key_parts([part], KEYS, tmp_path / "keyed")
    info = keyed.files["entities"]
    assert (info.source_sha256, info.rows) == (part.files["entities"].sha256, part.files["entities"].rows)
    assert info.sha256 == hash_file(keyed.find_file("entities"))


def test_the_same_keys_again_are_taken_from_the_release_before(part: PartRef, tmp_path: Path, runs) -> None:
    (first,) = key_parts([part], KEYS, tmp_path / "first")
    staged = stage_release([first], {}, runs, tmp_path / "work")
    published = Published(staged.folder, staged.files)
    (second,) = key_parts([part], KEYS, tmp_path / "second", published)
    again = stage_release([second], {}, runs, tmp_path / "work", published=published)
    name = "entities/s1.parquet"
    assert not (tmp_path / "second").exists()
    assert (staged.folder / name).samefile(again.folder / name)
    assert again.files == staged.files


@pytest.mark.parametrize("keys", [{("a1", "person:roe"): "person:zoe-roe"}, {}])
def test_other_keys_are_written_anew(part: PartRef, tmp_path: Path, runs, keys) -> None:
    (first,) = key_parts([part], KEYS, tmp_path / "first")
    staged = stage_release([first], {}, runs, tmp_path / "work")
    published = Published(staged.folder, staged.files)
    (second,) = key_parts([part], keys, tmp_path / "second", published)
    again = stage_release([second], {}, runs, tmp_path / "work", published=published)
    wanted = keys.get(("a1", "person:roe"), "person:roe")
    assert ("a1", wanted) in read(again.folder / "entities/s1.parquet", "entity_key")


def test_damaged_part_is_not_written_again_as_whole(part: PartRef, tmp_path: Path) -> None:
    path = part.find_file("entities")
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(PartDamaged):
        key_parts([part], KEYS, tmp_path / "keyed")


def test_row_says_of_what_kind_its_new_key_is(part: PartRef, tmp_path: Path) -> None:
    keys = {("a1", "org:acme"): "person:acme-vane", ("a1", "person:roe"): "org:roe-quay"}
    (keyed,) = key_parts([part], keys, tmp_path / "keyed")
    rows = pq.read_table(keyed.find_file("entities")).select(["entity_key", "label"]).to_pylist()
    labels = {row["entity_key"]: row["label"] for row in rows}
    assert (labels["person:acme-vane"], labels["org:roe-quay"]) == ("person", "organization")
    assert labels["org:acme"] == next(row["label"] for row in rows if row["entity_key"] == "person:roe")
    (quote,) = pq.read_table(keyed.find_file("quotes")).to_pylist()
    assert (quote["speaker_key"], quote["speaker_kind"]) == ("org:roe-quay", "organization")


def test_surname_alone_is_the_full_name_that_the_release_has(part: PartRef, tmp_path: Path) -> None:
    """A name of several words stays what the article says, and a key that no other took keeps its name."""
    table = TABLE_BY_NAME["quotes"]
    said = [("q1", "a1", "person:roe", "Roe"), ("q2", "a2", "person:roe", "C. Roe"), ("q3", "a1", "person:hay", "Hay")]
    rows = [
        make_row(table, quote_id=quote, article_id=article, speaker_key=key, speaker_name=name)
        for quote, article, key, name in said
    ]
    infos = {"quotes": write_rows(table, rows, part.folder / "quotes.parquet")}
    part = replace(part, files={**part.files, **infos})
    names = {"person:ann-roe": "Ann Roe", "person:carl-roe": "Carl Roe", "person:hay": "Jo Hay"}
    (keyed,) = key_parts([part], KEYS, tmp_path / "keyed", names=names)
    assert read(keyed.find_file("quotes"), "speaker_name") == [("a1", "Ann Roe"), ("a1", "Hay"), ("a2", "C. Roe")]


def test_names_of_more_than_one_word_are_those_of_persons() -> None:
    index = pa.table(
        {"entity_key": ["person:ann-roe", "person:hay", "org:acme"], "name": ["Ann Roe", "Hay", "Acme Co"]}
    )
    assert read_names(index) == {"person:ann-roe": "Ann Roe"}
