"""Data folders of any name, and ones that cannot be used."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from rich.console import Console

from expectations.audit import audit_release
from flows.show import print_article, print_rejects, print_releases
from flows.summary import print_outcome
from tasks.publish.data_folder import DataFolderError
from tasks.publish.manifest import read_manifest, verify_release
from tests.flows.articles import make_record, write_dump

# Each a folder within the one before, so that a build meets several.
NAMES = (
    ("br[1]", "st*r", "*", "who?", "{a,b}", "it's", 'say "so"'),
    ("new\nline", "100%41", "a b", "Zürich 東京", "back\\slash[1]", "-rf"),
    ("#1", "~", "[red]bold[/]", "$HOME", ".hidden", "a:b", "s3:"),
)


@pytest.fixture
def dumps(tmp_path):
    return [write_dump(tmp_path / f"{number}.jsonl", [make_record(number), {"id": "bare"}]) for number in (1, 2)]


@pytest.mark.parametrize("names", NAMES)
def test_any_characters_in_the_names_of_the_data_folder(build, tmp_path, dumps, names):
    data = tmp_path
    for name in names:
        # Beside it lies what its name would mean as a pattern.
        for other in ("br1", "star", "whom", "a", "new", "back"):
            (data / other / "work").mkdir(parents=True)
        data = data / name
    first = build(dumps[:1], data)
    second = build(dumps[1:], data)
    assert len(pd.read_parquet(second.release / "articles")) == 2
    assert read_manifest(second.release).differences["articles"].added == 1
    assert verify_release(second.release) == []
    assert audit_release(second.release, first.release) == []
    console = Console(record=True, width=200)
    print_releases(data, console)
    assert print_article(second.release, "storm-1", console)
    assert print_rejects(second.release, data, None, console)
    print_outcome(second, console)
    shown = console.export_text()
    assert first.release.name in shown
    assert f"tables  {second.release}" in shown


def test_pattern_reads_no_other_folder(build, tmp_path, dumps):
    build(dumps[:1], tmp_path / "out-1")
    outcome = build(dumps[1:], tmp_path / "out-*")
    assert outcome.account.n_kept == 1
    assert read_manifest(outcome.release).rows["articles"] == 1
    assert audit_release(outcome.release, None, None, {"articles": 1}) == []


def make_folder(data: Path) -> str:
    (data / "latest" / "articles").mkdir(parents=True)
    return "latest is a folder, not the link"


def make_file(data: Path) -> str:
    data.mkdir()
    (data / "latest").write_text("releases/20250306T120000Z-abc", "utf-8")
    return "latest is a file, not the link"


def make_foreign_link(data: Path) -> str:
    (data / "elsewhere").mkdir(parents=True)
    (data / "latest").symlink_to("elsewhere")
    return "which is no release of"


def make_loop(data: Path) -> str:
    data.mkdir()
    (data / "latest").symlink_to("latest")
    return "which is no release of"


def make_releases_file(data: Path) -> str:
    data.mkdir()
    (data / "releases").touch()
    return "releases is not a folder"


def make_dead_work(data: Path) -> str:
    data.mkdir()
    (data / "work").symlink_to("gone")
    return "work is a link that leads nowhere"


def make_data_file(data: Path) -> str:
    data.touch()
    return "data is not a folder"


@pytest.mark.parametrize(
    "spoil",
    [make_folder, make_file, make_foreign_link, make_loop, make_releases_file, make_dead_work, make_data_file],
)
def test_data_folder_that_cannot_be_used_is_refused_before_any_work(build, tmp_path, dumps, spoil):
    data = tmp_path / "data"
    message = spoil(data)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(DataFolderError, match=message):
        build(dumps, data)
    assert sorted(tmp_path.rglob("*")) == before


def test_data_folder_whose_path_is_not_text_is_refused(build, tmp_path, dumps):
    with pytest.raises(DataFolderError, match="not UTF-8"):
        build(dumps, tmp_path / "caf\udce9")


def test_latest_that_leads_to_a_release_that_is_gone_is_told_of(build, tmp_path, dumps, caplog):
    data = tmp_path / "data"
    (data / "releases").mkdir(parents=True)
    (data / "latest").symlink_to("releases/20250306T120000Z-abc")
    outcome = build(dumps[:1], data)
    assert (data / "latest").resolve() == outcome.release.resolve()
    assert "gone" in caplog.text


def test_work_and_releases_may_be_links(build, tmp_path, dumps):
    data = tmp_path / "data"
    data.mkdir()
    for name in ("work", "releases"):
        (tmp_path / f"big-{name}").mkdir()
        (data / name).symlink_to(tmp_path / f"big-{name}")
    build(dumps[:1], data)
    assert build(dumps[1:], data).is_new
    assert len(list((tmp_path / "big-releases").iterdir())) == 2


def test_duckdb_still_takes_a_path_for_a_pattern(tmp_path):
    """What links of plain names are for: drop them once DuckDB reads a path as it stands."""
    for name in ("one", "*"):
        (tmp_path / name).mkdir()
        pd.DataFrame({"name": [name]}).to_parquet(tmp_path / name / "a.parquet")
    assert len(duckdb.sql(f"SELECT * FROM read_parquet(['{tmp_path}/*/a.parquet'])").fetchall()) == 2


def test_data_folder_that_cannot_be_written_is_refused(build, tmp_path, dumps, monkeypatch):
    (tmp_path / "data").mkdir()
    # Who runs the tests may be allowed everything.
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with pytest.raises(DataFolderError, match="data cannot be written"):
        build(dumps, tmp_path / "data")


def test_work_and_releases_on_two_file_systems_are_refused(build, tmp_path, dumps):
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("no second file system to write to")
    (tmp_path / "data" / "work").mkdir(parents=True)
    (tmp_path / "data" / "releases").symlink_to(other)
    with pytest.raises(DataFolderError, match="two file systems"):
        build(dumps, tmp_path / "data")
