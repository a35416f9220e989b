from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from expectations.audit import Failure, audit_release
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.publish.data_folder import PublishWith
from tasks.publish.manifest import (
    MANIFEST,
    Difference,
    ManifestError,
    make_manifest,
    read_manifest,
    verify_release,
)
from tasks.publish.parquet import make_arrow_table
from tasks.publish.release import find_latest, list_releases, publish_release, retain_releases
from tasks.publish.stage import (
    PartDamaged,
    PartRef,
    Published,
    Staged,
    clear_staging,
    stage_release,
)

Seal = Callable[[str, Sequence[str]], PartRef]
NOON = datetime(2024, 5, 3, 12, tzinfo=UTC)


def publish(data: Path, staged: Staged, hours: int = 0, failures: Sequence[Failure] = ()) -> Path:
    manifest = make_manifest(
        staged,
        created_at=NOON + timedelta(hours=hours),
        schema="5c4e",
        fingerprint="f1",
        finished_with="e2",
        inputs=["dump.jsonl"],
        audit_failures=failures,
        previous=find_latest(data),
    )
    return publish_release(staged.folder, data, manifest)


def test_parts_are_copied_and_every_table_reads(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    parts = [seal_part("s1", ["a1", "a2"]), seal_part("s2", ["a3"])]
    staged = stage_release(parts, {}, runs, tmp_path / "work")
    for table in TABLES:
        frame = pd.read_parquet(staged.folder / table.name)
        assert tuple(frame.columns) == table.column_names
        assert len(frame) == staged.rows[table.name]
    for part in parts:
        copy, own = staged.folder / "quotes" / f"{part.shard}.parquet", part.folder / "quotes.parquet"
        assert copy.read_bytes() == own.read_bytes()
        assert not copy.samefile(own)
    assert staged.rows["quotes"] == 6
    assert staged.rows["quote_groups"] == 0
    assert {path.relative_to(staged.folder).as_posix() for path in staged.folder.rglob("*.parquet")} == set(
        staged.files
    )


def test_part_with_a_superseded_article_is_written_without_it(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    parts = [seal_part("s1", ["a1", "a2"]), seal_part("s2", ["a3"])]
    before = {path: path.read_bytes() for path in (tmp_path / "work" / "parts").rglob("*.parquet")}
    staged = stage_release(parts, {}, runs, tmp_path / "work", frozenset({"a2", "a9"}))
    for name in ("articles", "quotes", "removed_spans"):
        assert set(pd.read_parquet(staged.folder / name)["article_id"]) == {"a1", "a3"}
    assert staged.rows["articles"] == 2
    assert staged.rows["rejects"] == 6
    assert {path: path.read_bytes() for path in before} == before
    quotes, sealed = staged.files["quotes/s1.parquet"], parts[0].files["quotes"]
    assert (quotes.source_sha256, quotes.sha256 == sealed.sha256) == (sealed.sha256, False)
    assert staged.files["quotes/s2.parquet"] == parts[1].files["quotes"]
    schemas = [failure for failure in audit_release(staged.folder, None, None, staged.rows) if failure.rule == "SCHEMA"]
    assert schemas == []


def test_copy_serves_where_nothing_can_be_linked(
    tmp_path: Path, seal_part: Seal, runs: pa.Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "another device")

    monkeypatch.setattr(os, "link", refuse)
    part = seal_part("s1", ["a1"])
    release = publish(tmp_path, stage_release([part], {}, runs, tmp_path / "work", publish_with="link"))
    assert verify_release(release) == []
    published = Published(release, read_manifest(release).files)
    staged = stage_release([part], {}, runs, tmp_path / "work", published=published)
    assert verify_release(publish(tmp_path, staged, 1)) == []


def test_files_are_linked_from_the_release_before_and_none_can_be_written(
    tmp_path: Path, seal_part: Seal, runs: pa.Table
) -> None:
    parts = [seal_part("s1", ["a1"]), seal_part("s2", ["a2"])]
    one = publish(tmp_path, stage_release(parts[:1], {}, runs, tmp_path / "work"))
    published = Published(one, read_manifest(one).files)
    two = publish(tmp_path, stage_release(parts, {}, runs, tmp_path / "work", published=published), 1)
    assert (two / "quotes" / "s1.parquet").samefile(one / "quotes" / "s1.parquet")
    assert not (two / "quotes" / "s2.parquet").samefile(parts[1].folder / "quotes.parquet")
    assert {path.stat().st_mode & 0o777 for path in two.rglob("*") if path.is_file()} == {0o444}


def test_release_that_shares_its_bytes_with_the_part_is_copied(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    part = seal_part("s1", ["a1"])
    one = publish(tmp_path, stage_release([part], {}, runs, tmp_path / "work", publish_with="link"))
    assert (one / "quotes" / "s1.parquet").samefile(part.folder / "quotes.parquet")
    published = Published(one, read_manifest(one).files)
    staged = stage_release([part], {}, runs, tmp_path / "work", published=published)
    assert not (staged.folder / "quotes" / "s1.parquet").samefile(part.folder / "quotes.parquet")


@pytest.mark.parametrize("dropped", [frozenset(), frozenset({"a1"})], ids=["copied", "written again"])
@pytest.mark.parametrize("publish_with", ["copy", "link"])
def test_changed_part_enters_no_release(
    tmp_path: Path, seal_part: Seal, runs: pa.Table, dropped: frozenset[str], publish_with: PublishWith
) -> None:
    part = seal_part("s1", ["a1", "a2"])
    path = part.folder / "articles.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(PartDamaged, match="articles.parquet.*`sayso repair`"):
        stage_release([part], {}, runs, tmp_path / "work", dropped, publish_with=publish_with)


def test_release_without_parts_has_all_tables(tmp_path: Path, runs: pa.Table) -> None:
    staged = stage_release([], {}, runs, tmp_path / "work")
    assert all(len(pd.read_parquet(staged.folder / table.name)) == (table.name == "runs") for table in TABLES)


def test_two_parts_of_one_name_are_refused(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    part = seal_part("s1", ["a1"])
    with pytest.raises(ValueError, match="share a name"):
        stage_release([part, part], {}, runs, tmp_path / "work")


def test_linked_rows_of_another_schema_are_refused(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    with pytest.raises(ValueError, match="quote_groups"):
        stage_release([seal_part("s1", ["a1"])], {"quote_groups": runs}, runs, tmp_path / "work")


def test_part_that_lost_rows_since_it_was_sealed_is_found(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    part = seal_part("s1", ["a1"])
    files = {**part.files, "quotes": replace(part.files["quotes"], rows=3)}
    staged = stage_release([replace(part, files=files)], {}, runs, tmp_path / "work")
    found = {(failure.rule, failure.table) for failure in audit_release(staged.folder, None, None, staged.rows)}
    assert ("LOST-ROWS", "quotes") in found


def test_published_release_is_whole_and_latest(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    staged = stage_release([seal_part("s1", ["a1"])], {}, runs, tmp_path / "work")
    (staged.folder / "report").mkdir()
    (staged.folder / "report" / "index.html").write_text("<p>none</p>", "utf-8")
    release = publish(tmp_path, staged)
    assert release.name.startswith("20240503T120000Z-")
    assert not staged.folder.exists()
    assert (tmp_path / "latest").readlink() == Path("releases") / release.name
    assert find_latest(tmp_path) == release.resolve()
    assert verify_release(release) == []
    manifest = read_manifest(release)
    assert manifest.files["report/index.html"].rows is None
    assert manifest.rows["quotes"] == 2
    assert manifest.previous is None
    assert manifest.inputs == ("dump.jsonl",)
    assert list((tmp_path / "work" / "staging").iterdir()) == []


def test_manifest_says_what_was_added_and_removed(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    first, second = seal_part("s1", ["a1", "a2"]), seal_part("s2", ["a3"])
    one = publish(tmp_path, stage_release([first], {}, runs, tmp_path / "work"))
    two = publish(tmp_path, stage_release([first, second], {}, runs, tmp_path / "work", frozenset({"a2"})), 1)
    manifest = read_manifest(two)
    assert manifest.previous == one.name
    assert manifest.differences["articles"] == Difference(before=2, after=2, added=1, removed=1)
    assert manifest.differences["quotes"] == Difference(before=4, after=4, added=2, removed=2)
    assert manifest.differences["runs"] == Difference(before=1, after=1, added=0, removed=0)
    assert read_manifest(one).differences["quotes"] == Difference(before=0, after=4, added=4, removed=0)


def test_failed_audit_publishes_nothing(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    one = publish(tmp_path, stage_release([seal_part("s1", ["a1"])], {}, runs, tmp_path / "work"))
    failure = Failure("KEY-UNIQUE", "quotes", 2, ({"quote_id": "q1"},), "quote_id stands for one row only")
    with pytest.raises(ValueError, match="KEY-UNIQUE"):
        publish(tmp_path, stage_release([seal_part("s2", ["a2"])], {}, runs, tmp_path / "work"), 1, [failure])
    assert find_latest(tmp_path) == one.resolve()
    assert list_releases(tmp_path) == [one]


def test_release_of_the_same_second_and_content_is_refused(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    part = seal_part("s1", ["a1"])
    publish(tmp_path, stage_release([part], {}, runs, tmp_path / "work"))
    with pytest.raises(FileExistsError, match="same second"):
        publish(tmp_path, stage_release([part], {}, runs, tmp_path / "work"))


def change_bytes(release: Path) -> str:
    path = release / "quotes" / "s1.parquet"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[:-1] + b"?")
    return "quotes/s1.parquet: its bytes"


def remove_file(release: Path) -> str:
    (release / "claims" / "s1.parquet").unlink()
    return "claims/s1.parquet: missing"


def add_file(release: Path) -> str:
    (release / "claims" / "extra.parquet").write_bytes(b"")
    return "claims/extra.parquet: not in the manifest"


def remove_manifest(release: Path) -> str:
    (release / MANIFEST).unlink()
    return "cannot read"


def change_rows(release: Path) -> str:
    path = release / MANIFEST
    text = path.read_text("utf-8").replace('"after": 2', '"after": 3')
    path.unlink()
    path.write_text(text, "utf-8")
    return "its digest is another"


@pytest.mark.parametrize("damage", [change_bytes, remove_file, add_file, remove_manifest, change_rows])
def test_damage_to_a_release_is_found(
    tmp_path: Path, seal_part: Seal, runs: pa.Table, damage: Callable[[Path], str]
) -> None:
    release = publish(tmp_path, stage_release([seal_part("s1", ["a1"])], {}, runs, tmp_path / "work"))
    message = damage(release)
    assert any(message in problem for problem in verify_release(release))


def test_manifest_round_trip_keeps_failures(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    staged = stage_release([seal_part("s1", ["a1"])], {}, runs, tmp_path / "work")
    failure = Failure("KEY-UNIQUE", "quotes", 2, ({"quote_id": "q1", "value": None},), "“twice”")
    named: dict[str, Any] = {
        "schema": "5c4e",
        "fingerprint": "f1",
        "finished_with": "e2",
        "inputs": [],
        "previous": None,
    }
    manifest = make_manifest(staged, created_at=NOON, audit_failures=[failure], **named)
    (staged.folder / MANIFEST).write_text(manifest.to_json(), "utf-8")
    assert read_manifest(staged.folder) == manifest


def test_manifest_of_another_format_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"format": 99}', "utf-8")
    with pytest.raises(ManifestError, match="format 99"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("latest_is", ["newest", "oldest"])
def test_old_releases_go_but_never_the_latest(tmp_path: Path, seal_part: Seal, runs: pa.Table, latest_is: str) -> None:
    part = seal_part("s1", ["a1"])
    made = [publish(tmp_path, stage_release([part], {}, runs, tmp_path / "work"), hours) for hours in range(4)]
    if latest_is == "oldest":
        (tmp_path / "latest").unlink()
        (tmp_path / "latest").symlink_to(Path("releases") / made[0].name)
    removed = retain_releases(tmp_path, keep=2)
    assert removed == (made[:2] if latest_is == "newest" else [made[1]])
    assert list_releases(tmp_path) == [release for release in made if release not in removed]
    assert all(verify_release(release) == [] for release in list_releases(tmp_path))
    assert (part.folder / "quotes.parquet").is_file()


def test_at_least_one_release_is_kept(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least one"):
        retain_releases(tmp_path, keep=0)


def test_what_a_killed_run_staged_is_cleared(tmp_path: Path, seal_part: Seal, runs: pa.Table) -> None:
    part = seal_part("s1", ["a1"])
    stage_release([part], {}, runs, tmp_path / "work")
    clear_staging(tmp_path / "work")
    assert not (tmp_path / "work" / "staging").exists()
    assert (part.folder / "quotes.parquet").is_file()
    clear_staging(tmp_path / "work")


def test_no_release_is_latest_before_the_first(tmp_path: Path) -> None:
    assert find_latest(tmp_path) is None
    assert list_releases(tmp_path) == []


def test_linked_tables_are_written(
    tmp_path: Path, seal_part: Seal, runs: pa.Table, row_of: Callable[..., dict[str, Any]]
) -> None:
    rows = [row_of("quote_groups", quote_group_id=key, quote_id=key) for key in ("q1", "q2")]
    linked = {"quote_groups": make_arrow_table(TABLE_BY_NAME["quote_groups"], rows)}
    staged = stage_release([seal_part("s1", ["a1"])], linked, runs, tmp_path / "work")
    assert staged.files["quote_groups/linked.parquet"].rows == 2
    assert sorted(pd.read_parquet(staged.folder / "quote_groups")["quote_id"]) == ["q1", "q2"]
