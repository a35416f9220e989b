"""A release is built again from the records of its parts: the same content, or what stands in the way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from flows import rebuild as module
from flows.rebuild import Rebuilt, rebuild_release
from flows.settings import Settings
from tasks.publish.parquet import hash_file
from tasks.publish.release import find_latest, list_releases
from tasks.shards.rebuild import RebuildError
from tests.conftest import SerialRunner
from tests.flows.articles import make_record, write_dump

WHO = 'reason = "The outlet took it back."\nauthor = "J. Doe"\ndate = 2025-03-08\n'


@pytest.fixture(scope="module")
def data(build, tmp_path_factory) -> Path:
    """Three releases: of a dump, of a revision and corrections, and of parts that were made again."""
    folder = tmp_path_factory.mktemp("rebuild")
    data = folder / "data"
    records = [make_record(number, url=f"https://example.org/{number}") for number in range(3)]
    first = build([write_dump(folder / "one.jsonl", records)], data, shard_documents=2).release
    articles = pd.read_parquet(first / "articles").set_index("record_id").article_id
    quotes = pd.read_parquet(first / "quotes")
    fixed, gone, *_ = quotes[quotes.article_id == articles["storm-0"]].quote_id
    entries = (
        f'table = "quotes"\nid = "{fixed}"\naction = "fix"\nset = {{ said_at = 2025-03-05, confidence = 0.5 }}',
        f'table = "quotes"\nid = "{gone}"\naction = "retract"',
        f'table = "articles"\nid = "{articles["storm-2"]}"\naction = "retract"',
    )
    (data / "corrections.toml").write_text("".join(f"[[correction]]\n{entry}\n{WHO}" for entry in entries), "utf-8")
    revised = make_record(
        1, url="https://example.org/1", text="“All is well,” said Mary Holt, a spokeswoman, on Friday."
    )
    build([write_dump(folder / "two.jsonl", [revised])], data)
    build([], data, refresh=True, most_characters=1_000_000)
    assert len(list_releases(data)) == 3
    return data


def rebuild(release: Path, data: Path, folder: Path, *, is_any_version: bool = False) -> Rebuilt:
    return rebuild_release(release, Settings(data=data), SerialRunner(), folder, is_any_version)


@pytest.mark.parametrize("number", [0, 1, 2], ids=["a dump", "a revision and corrections", "parts made again since"])
def test_the_same_content_comes_out_and_nothing_of_the_data_is_touched(data, number, tmp_path):
    before = {path: (path.stat().st_mtime_ns, hash_file(path)) for path in data.rglob("*") if path.is_file()}
    release = list_releases(data)[number]
    built = rebuild(release, data, tmp_path)
    assert built.is_same, built.differences
    assert (built.versions, built.differences) == ((), ())
    assert {path: (path.stat().st_mtime_ns, hash_file(path)) for path in data.rglob("*") if path.is_file()} == before


def test_another_version_is_told_and_only_compared_when_asked_for(data, tmp_path, monkeypatch):
    release = list_releases(data)[0]
    monkeypatch.setattr(module, "fingerprint_extraction", lambda *of: "0123456789abcdef")
    with pytest.raises(RebuildError, match=r"this version is 0123456789abcdef .*--any-version") as raised:
        rebuild(release, data, tmp_path)
    assert raised.value.exit_code == 2

    built = rebuild(release, data, tmp_path, is_any_version=True)
    assert not built.is_same
    assert len(built.versions) == 1
    found = {one.table.name: one for one in built.differences}
    assert found["articles"].n_changed_by_column == {"extracted_with": 3}
    assert all(one.n_added + one.n_removed == 0 for one in built.differences)
    assert not any(one.n_changed for name, one in found.items() if name != "articles")


def test_a_version_that_links_otherwise_is_told(data, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "hash_finish", lambda: "another")
    with pytest.raises(RebuildError, match="linked and staged with .*, this version is another"):
        rebuild(find_latest(data), data, tmp_path)


@pytest.mark.parametrize(
    ("path", "damage", "words"),
    [
        ("work/parts/*/records.parquet", Path.unlink, "its records are gone"),
        ("work/parts/*/records.parquet", lambda path: path.write_bytes(b"no"), "its records are damaged"),
        ("work/profiles/*.parquet", Path.unlink, r"the outlet profile \w+ is gone or damaged"),
        ("releases/*/ledger.parquet", Path.unlink, "before 0.4"),
    ],
)
def test_what_is_missing_is_named(data, tmp_path, path, damage, words):
    copy = tmp_path / "data"
    shutil.copytree(data, copy, symlinks=True)
    for found in copy.glob(path):
        found.chmod(0o644)
        damage(found)
    with pytest.raises(RebuildError, match=words) as raised:
        rebuild(find_latest(copy), copy, tmp_path / "aside")
    assert raised.value.exit_code == 2
