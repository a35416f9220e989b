"""Lay out a release aside, from sealed parts.

A part's file is copied into the first release that holds it, and linked from release to release after that, so that no
write into one spoils both; files with superseded articles are written again.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from expectations.schema import Table, make_arrow_schema
from expectations.tables import TABLES
from tasks.errors import DamagedData
from tasks.publish.copies import copy_file, link_file
from tasks.publish.data_folder import PublishWith
from tasks.publish.parquet import FileInfo, describe_parquet, hash_file, write_arrow

STAGING = "staging"


class PartDamaged(DamagedData):
    """A part's file is not as it was sealed, so that no release may hold it."""


@dataclass(frozen=True, slots=True)
class PartRef:
    """A sealed part.

    Attributes:
        shard: Name of its shard, and of its files in a release.
        folder: Holds `<table>.parquet` for each table that a shard writes.
        article_ids: The articles that it holds.
        files: What its marker says of each table's file; a table that it does not name is read to find out.
        corrected: By table, the file that stands in for the part's own since people corrected rows of it.
        keyed: By table, the file that stands in for either since it has the keys of the release.
    """

    shard: str
    folder: Path
    article_ids: frozenset[str]
    files: Mapping[str, FileInfo] = field(default_factory=dict)
    corrected: Mapping[str, Path] = field(default_factory=dict)
    keyed: Mapping[str, Path] = field(default_factory=dict)

    def find_file(self, table: str) -> Path:
        """Say which file holds the part's rows of a table."""
        return self.keyed.get(table) or self.corrected.get(table, self.folder / f"{table}.parquet")


@dataclass(frozen=True, slots=True)
class Published:
    """A release that is there already, from which files may be linked.

    Attributes:
        folder: Its folder.
        files: What its manifest says of each file.
    """

    folder: Path
    files: Mapping[str, FileInfo]


NOTHING_PUBLISHED = Published(Path(), {})


@dataclass(frozen=True, slots=True)
class Staged:
    """A release laid out and not yet published.

    Attributes:
        folder: Holds a folder of Parquet parts for each table.
        files: What each file holds, by path within the folder.
        rows: By table, the rows that its parts say it has, superseded articles left out.
        corrected: Names of the parts of which people corrected rows.
    """

    folder: Path
    files: Mapping[str, FileInfo]
    rows: Mapping[str, int]
    corrected: frozenset[str] = frozenset()


def stage_release(
    parts: Sequence[PartRef],
    linked: Mapping[str, pa.Table],
    runs: pa.Table,
    work: Path,
    dropped_articles: frozenset[str] = frozenset(),
    published: Published = NOTHING_PUBLISHED,
    publish_with: PublishWith = "copy",
) -> Staged:
    """Lay out a release in a new folder under `<work>/staging`.

    Args:
        parts: Sealed parts; their names differ.
        linked: Rows of the tables that a release links across articles, and of `corrections`; one left out has none.
        runs: Rows of `runs`.
        work: The folder of work in progress, on the file system of the releases.
        dropped_articles: Superseded or retracted articles, whose rows are left out.
        published: The release before; files that both hold are linked from it.
        publish_with: Whether a part's file is copied into the release, or linked, which saves its space on disk and
            leaves one copy of its bytes.

    Returns:
        The folder and what it holds. Every table has at least one file, so that `pd.read_parquet` reads it.

    Raises:
        ValueError: Two parts share a name, or rows have another schema than their table.
        FileNotFoundError: A part lacks a table.
        PartDamaged: A part's file is not as it was sealed.
    """
    if len({part.shard for part in parts}) < len(parts):
        raise ValueError("two parts share a name, and one would take the other's place")
    folder = make_staging(work) / uuid.uuid4().hex
    folder.mkdir()
    layout = Layout(folder, dropped_articles, published, publish_with == "link")
    files: dict[str, FileInfo] = {}
    rows: dict[str, int] = {}
    for table in TABLES:
        (folder / table.name).mkdir()
        if table.stage == "shard":
            staged = [stage_part(table, part, layout) for part in parts]
            found = {path: info for path, info, _ in staged}
            rows[table.name] = sum(expected for _, _, expected in staged)
        else:
            made = runs if table.name == "runs" else linked.get(table.name)
            found = _stage_rows(table, made, folder)
            rows[table.name] = 0 if made is None else made.num_rows
        files |= found or _stage_rows(table, None, folder)
    return Staged(folder, files, rows, frozenset(part.shard for part in parts if part.corrected))


def make_staging(work: Path) -> Path:
    """Give the folder in which releases are laid out; it is made where it is missing."""
    folder = work / STAGING
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def clear_staging(work: Path) -> None:
    """Remove what a run that was killed left staged. Only for who holds the lock."""
    shutil.rmtree(work / STAGING, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where and how files of parts are placed: in which folder, without which articles, linked from which release."""

    folder: Path
    dropped_articles: frozenset[str]
    published: Published = NOTHING_PUBLISHED
    is_linked: bool = False

    def place(self, source: Path, name: str, info: FileInfo) -> None:
        """Put a part's file into the release: from the release before where that has the same, else from the part."""
        target, before = self.folder / name, self.published.folder / name
        known = self.published.files.get(name)
        # Releases of versions before 0.4 share their bytes with the part: a copy parts them.
        is_published = known is not None and known.sha256 == info.sha256
        if is_published and (source == before or not before.samefile(source)) and link_file(before, target):
            return
        is_linked = self.is_linked and link_file(source, target)
        expect_sealed(source, info, hash_file(source) if is_linked else copy_file(source, target))


def stage_part(table: Table, part: PartRef, layout: Layout) -> tuple[str, FileInfo, int]:
    """Place or rewrite one file of a part; give its path in the release, what it holds and the rows expected of it."""
    source, name = part.find_file(table.name), f"{table.name}/{part.shard}.parquet"
    info = part.files.get(table.name) or describe_parquet(source)
    dropped = sorted(part.article_ids & layout.dropped_articles)
    if not dropped or "article_id" not in table.column_names:
        layout.place(source, name, info)
        return name, info, info.rows or 0
    # In full, whatever is remembered of the file: what is written again gets a hash of its own.
    expect_sealed(source, info, hash_file(source))
    rows = pq.read_table(source, schema=make_arrow_schema(table))
    leaves = pc.is_in(rows.column("article_id"), value_set=pa.array(dropped, pa.string()))
    n_leaving = pc.sum(leaves).as_py() or 0
    if not n_leaving:
        layout.place(source, name, info)
        return name, info, info.rows or 0
    kept = rows.filter(pc.invert(leaves)).replace_schema_metadata(make_arrow_schema(table).metadata)
    written = replace(write_arrow(kept, layout.folder / name), source_sha256=info.source_sha256 or info.sha256)
    return name, written, (info.rows or 0) - n_leaving


def _stage_rows(table: Table, rows: pa.Table | None, folder: Path) -> dict[str, FileInfo]:
    """Write one file of rows; without rows an empty one."""
    schema = make_arrow_schema(table)
    rows = schema.empty_table() if rows is None else rows
    if not rows.schema.equals(schema):
        raise ValueError(f"rows of {table.name} have another schema than the table: {rows.schema.to_string()}")
    stem = {"shard": "none", "link": "linked"}.get(table.stage, table.name)
    name = f"{table.name}/{stem}.parquet"
    return {name: write_arrow(rows.replace_schema_metadata(schema.metadata), folder / name)}


def expect_sealed(path: Path, info: FileInfo, sha256: str) -> None:
    """Hold the hash of a part's file against what its marker says.

    Raises:
        PartDamaged: They differ.
    """
    if sha256 != info.sha256:
        raise PartDamaged(f"{path} is not as it was sealed")
