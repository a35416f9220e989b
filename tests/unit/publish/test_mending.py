"""Whole copies are found by their hash, and put in the place of damaged files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from tasks.publish.manifest import MANIFEST, make_manifest, read_manifest, verify_release
from tasks.publish.mending import Mended, WholeFiles, mend_releases, replace_file, set_aside
from tasks.publish.release import find_latest, find_manifest_copy, publish_release
from tasks.publish.stage import PartRef, Published, stage_release

Seal = Callable[[str, Sequence[str]], PartRef]


@pytest.fixture
def data(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> Path:
    """Two releases of one part, whose files they share."""
    part, published = seal_part("s1", ["a1", "a2"]), None
    for hours in range(2):
        latest = find_latest(tmp_path)
        published = Published(Path(), {}) if latest is None else Published(latest, read_manifest(latest).files)
        staged = stage_release([part], {}, runs, tmp_path / "work", published=published)
        manifest = make_manifest(
            staged, created_at=datetime(2024, 5, 3, tzinfo=UTC) + timedelta(hours=hours), schema="s", fingerprint="f",
            finished_with="e", inputs=[], audit_failures=[], previous=latest, sequence=hours + 1,
        )  # fmt: skip
        publish_release(staged.folder, tmp_path, manifest)
    return tmp_path


def spoil(path: Path) -> None:
    path.chmod(0o644)
    with path.open("r+b") as stream:
        stream.write(b"X")


def mend(data: Path) -> list[Mended]:
    return list(mend_releases(data, WholeFiles(data), lambda shard: None, lambda release, manifest, folder: None))


def list_releases(data: Path) -> list[Path]:
    return sorted((data / "releases").iterdir())


def test_file_that_releases_share_is_taken_from_the_part_and_shared_again(data: Path) -> None:
    older, newer = list_releases(data)
    spoil(newer / "quotes" / "s1.parquet")
    assert len(verify_release(older)) == 1
    done = mend(data)
    assert [one.is_lost for one in done] == [False, False]
    assert verify_release(older) == verify_release(newer) == []
    assert (older / "quotes" / "s1.parquet").samefile(newer / "quotes" / "s1.parquet")
    assert not (older / "quotes" / "s1.parquet").samefile(data / "work" / "parts" / "s1" / "quotes.parquet")
    assert (newer / "quotes" / "s1.parquet").stat().st_mode & 0o777 == 0o444


def test_manifest_is_taken_from_its_copy(data: Path) -> None:
    newer = list_releases(data)[1]
    spoil(newer / MANIFEST)
    (done,) = mend(data)
    assert not done.is_lost
    assert verify_release(newer) == []


def test_release_that_cannot_be_made_whole_is_set_aside_and_latest_is_one_that_is(data: Path) -> None:
    older, newer = list_releases(data)
    spoil(newer / MANIFEST)
    find_manifest_copy(data, newer.name).unlink()
    lost, pointed = mend(data)
    assert (lost.is_lost, pointed.is_lost) == (True, False)
    assert find_latest(data) == older.resolve()
    assert (data / "work" / "damaged" / f"releases-{newer.name}").is_dir()
    assert mend(data) == []


def test_without_a_whole_release_nothing_is_latest(data: Path) -> None:
    for release in list_releases(data):
        spoil(release / "runs" / "runs.parquet")
    assert all(one.is_lost for one in mend(data)[:2])
    assert not (data / "latest").is_symlink()


def test_copy_that_is_damaged_too_is_not_taken(data: Path) -> None:
    newer = list_releases(data)[1]
    name = "quotes/s1.parquet"
    sha256 = read_manifest(newer).files[name].sha256
    part = data / "work" / "parts" / "s1" / "quotes.parquet"
    assert WholeFiles(data).find(name, sha256, newer / name) is not None
    spoil(newer / name)
    assert WholeFiles(data).find(name, sha256, newer / name) == part
    spoil(part)
    assert WholeFiles(data).find(name, sha256, newer / name) is None


def test_file_is_replaced_by_a_copy_or_by_a_name_of_the_same_bytes(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "folder" / "target"
    source.write_text("whole")
    for is_shared in (False, True):
        replace_file(source, target, is_shared=is_shared)
        assert target.read_text() == "whole"
        assert target.samefile(source) == is_shared
        assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_what_is_set_aside_twice_is_kept_twice(tmp_path: Path) -> None:
    for _ in range(2):
        (tmp_path / "parts").mkdir(exist_ok=True)
        (tmp_path / "parts" / "s1").write_text("damaged")
        set_aside(tmp_path, tmp_path / "parts" / "s1")
    assert len(list((tmp_path / "work" / "damaged").iterdir())) == 2
