"""Lines that an outlet repeats: learned from different articles only."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.clean.profile import EMPTY_PROFILE, ProfileBuilder, ProfileError, name_outlet
from tasks.documents import Document

FURNITURE = "The Gazette covers the coast from Saltmarsh to Ness."
PLACES = ("harbour", "market", "school", "station", "library", "bridge", "church")


def article(number: int, outlet: str | None = "Gazette", url: str | None = None, edit: str = "") -> Document:
    place = PLACES[number]
    text = (
        f"The council voted on Monday to rebuild the {place} at a cost that nobody would put a figure to.{edit}\n\n"
        f"Residents near the {place} said that they had not been asked about the plan.\n\n{FURNITURE}"
    )
    return Document("dump.jsonl", f"line {number}", f"r{number}", text, outlet=outlet, url=url)


def learn(*documents: Document) -> ProfileBuilder:
    builder = ProfileBuilder()
    for document in documents:
        builder.add(document)
    return builder


def test_five_articles_make_a_line_repeated() -> None:
    assert not learn(*map(article, range(4))).build().is_repeated("gazette", FURNITURE)
    profile = learn(*map(article, range(5))).build()
    assert profile.is_repeated("gazette", FURNITURE)
    assert not profile.is_repeated("herald", FURNITURE)
    assert not profile.is_repeated(None, FURNITURE)
    assert not profile.is_repeated(
        "gazette", "Residents near the harbour said that they had not been asked about the plan."
    )


def test_one_article_many_times_over_counts_once() -> None:
    copies = [article(1) for _ in range(20)] + [article(1, edit=f" Edited {n} times.") for n in range(20)]
    assert learn(*copies).build() == EMPTY_PROFILE


def test_adding_again_and_in_another_order_changes_nothing() -> None:
    documents = [article(number) for number in range(6)]
    assert learn(*documents).build() == learn(*reversed(documents), *documents).build()


def test_merging_is_learning_together() -> None:
    first, second = learn(*map(article, range(3))), learn(*map(article, range(2, 6)))
    first.merge(second)
    assert first.build() == learn(*map(article, range(6))).build()


def test_a_saved_profile_comes_back_and_grows(tmp_path: Path) -> None:
    path = tmp_path / "profile.parquet"
    learn(*map(article, range(3))).save(path)
    loaded = ProfileBuilder.load(path)
    for number in range(3, 6):
        loaded.add(article(number))
    assert loaded.build() == learn(*map(article, range(6))).build()
    first = path.read_bytes()
    learn(*map(article, range(3))).save(path)
    assert path.read_bytes() == first


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "profile.parquet"
    path.write_bytes(b"not parquet")
    with pytest.raises(ProfileError, match="cannot read the outlet profile"):
        ProfileBuilder.load(path)


@pytest.mark.parametrize("column", ["outlet", "line", "first_witnesses", "second_witnesses"])
def test_a_profile_that_says_something_else_than_was_written_is_damaged(tmp_path: Path, column: str) -> None:
    path = tmp_path / "profile.parquet"
    learn(*map(article, range(3))).save(path)
    table = pq.read_table(path)
    rows = table.to_pylist()
    changed = {"outlet": "other", "line": 1, "first_witnesses": [1], "second_witnesses": [2]}
    rows[0][column] = changed[column]
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)
    with pytest.raises(ProfileError, match="not as it was written.*`sayso repair`"):
        ProfileBuilder.load(path)


def test_a_profile_of_a_version_that_wrote_no_digest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "profile.parquet"
    learn(*map(article, range(3))).save(path)
    pq.write_table(pq.read_table(path).replace_schema_metadata(None), path)
    assert ProfileBuilder.load(path).build() == learn(*map(article, range(3))).build()


@pytest.mark.parametrize(
    ("outlet", "url", "name"),
    [
        ("Gazette ", "https://x.example/a", "gazette"),
        (None, "https://www.gazette.example/a/b", "gazette.example"),
        ("", "http://[broken", None),
        (None, None, None),
    ],
)
def test_name_outlet(outlet: str | None, url: str | None, name: str | None) -> None:
    assert name_outlet(article(0, outlet, url)) == name
