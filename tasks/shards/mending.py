"""Mend parts: from a release that has whole copies, or made again from their records; and bring back lost ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tasks.publish.manifest import Manifest
from tasks.publish.mending import Mended, WholeFiles, is_whole, replace_file, set_aside
from tasks.publish.parquet import sync, sync_folder
from tasks.publish.release_ledger import PublishedPart
from tasks.shards.ledger import (
    AUDIT_FILE,
    LOST,
    LedgerError,
    Marker,
    parse_marker,
    read_ledger,
    read_marker,
    write_marker,
    write_marker_text,
)
from tasks.shards.losses import is_changed
from tasks.shards.spool import RECORDS_FILE
from tasks.shards.verify import complete_marker, find_damage, group_part

# Extracts a part again from its records, somewhere else, and gives its folder there; None where that cannot be done.
Remake = Callable[[Marker], Path | None]
# The same for a part whose marker is lost; None as well where the records do not fit the part's name.
Recover = Callable[[Path], Path | None]

CANNOT_BE_REMADE = (
    "the part stands, but cannot be made again with other code; for that, delete it and build its dump again"
)


def mend_parts(data: Path, whole: WholeFiles, remake: Remake, recover: Recover) -> Iterator[Mended]:
    """Mend every part of a data folder, and bring back those that the newest release had.

    Args:
        data: The data folder.
        whole: Finds whole copies of files.
        remake: Extracts a part again from its records.
        recover: Extracts a part without a marker again, where its records fit its name.

    Yields:
        What was done, and what is lost.
    """
    parts = data / "work" / "parts"
    for folder in sorted(parts.glob("[!.]*")):
        if folder.is_dir():
            yield from _mend_marker(data, folder, whole, recover)
    for marker in read_ledger(parts):
        folder = parts / marker.shard
        as_published = _recall_published(marker, whole)
        if as_published is not None:
            write_marker(folder, as_published)
            yield Mended(_name(marker.shard), "was changed since it was published; its marker is that of the release")
        yield from _mend_files(data, folder, complete_marker(folder, as_published or marker), whole, remake)
        yield from _mend_stamp(folder)
    yield from _bring_back(data, whole)


def _mend_marker(data: Path, folder: Path, whole: WholeFiles, recover: Recover) -> Iterator[Mended]:
    try:
        read_marker(folder)
        return
    except (FileNotFoundError, LedgerError):
        pass
    for release in whole.newest_first:
        published = whole.read_ledger(release).get(folder.name)
        if published is not None:
            write_marker_text(folder, published.marker)
            yield Mended(_name(folder.name), f"its marker was taken from release {release.name}")
            return
    made = recover(folder)
    if made is None:
        target = set_aside(data, folder)
        done = "lost: its marker is in no release, and its records do not show what it was; build its dump again"
        yield Mended(_name(folder.name), f"{done} (set aside as {target.relative_to(data)})", is_lost=True)
        return
    _install(made, folder)
    yield Mended(_name(folder.name), "made again from its records; its marker was lost")


def _recall_published(marker: Marker, whole: WholeFiles) -> Marker | None:
    """Give the marker with which the newest release took in a part, where the part says something else now."""
    release = next(iter(whole.newest_first), None)
    if release is None:
        return None
    published = whole.read_ledger(release)
    part = published.get(marker.shard)
    if part is None and published:
        return None
    manifest, before = whole.manifests[release], None if part is None else parse_marker(part.marker)
    if not is_changed(marker, before, manifest):
        return None
    return before or replace(marker, files={**marker.files, **_list_hashes(marker, manifest)})


def _list_hashes(marker: Marker, manifest: Manifest) -> dict[str, tuple[str, int]]:
    names = {table: f"{table}/{marker.shard}.parquet" for table in marker.files}
    found = {table: manifest.files[name] for table, name in names.items() if name in manifest.files}
    return {table: (info.sha256, info.rows or 0) for table, info in found.items() if info.source_sha256 is None}


def _mend_files(data: Path, folder: Path, marker: Marker, whole: WholeFiles, remake: Remake) -> Iterator[Mended]:
    damaged = {damage.path.name for damage in find_damage(group_part(folder, marker))}
    has_records = RECORDS_FILE not in damaged and marker.records not in (None, LOST)
    tables = [table for table in marker.files if f"{table}.parquet" in damaged]
    for table in list(tables):
        target, name = folder / f"{table}.parquet", f"{table}/{marker.shard}.parquet"
        source = whole.find(name, marker.files[table][0], target)
        if source is not None:
            replace_file(source, target)
            tables.remove(table)
            yield Mended(f"{_name(marker.shard)}/{table}.parquet", f"taken from {source.relative_to(data)}")
    made = remake(marker) if tables and has_records else None
    if tables and (made is None or not _is_of_same(made, marker)):
        target = set_aside(data, folder)
        n_articles = sum(held.article_id is not None for held in marker.held)
        yield Mended(
            _name(marker.shard),
            f"lost: neither its tables ({', '.join(tables)}) nor its records are whole anywhere. It held {n_articles} "
            f"articles and {len(marker.held) - n_articles} rejects: build their dump again, or let them go with "
            f"`sayso forget --lost` (set aside as {target.relative_to(data)})",
            is_lost=True,
        )
        return
    if tables and made is not None:
        yield _take_remade(folder, marker, made, tables)
    if not has_records and marker.records != LOST:
        path = folder / RECORDS_FILE
        if path.exists():
            set_aside(data, path)
        write_marker(folder, replace(marker, records=LOST))
        yield Mended(f"{_name(marker.shard)}/{RECORDS_FILE}", f"lost: {CANNOT_BE_REMADE}", is_lost=True)


def _is_of_same(made: Path, marker: Marker) -> bool:
    fingerprints = [held.fingerprint for held in read_marker(made).held]
    return fingerprints == [held.fingerprint for held in marker.held]


def _take_remade(folder: Path, marker: Marker, made: Path, tables: Sequence[str]) -> Mended:
    """Take the damaged tables, or where code or times differ all, from a part that was made again."""
    new = read_marker(made)
    if new.shard == marker.shard and all(new.files[table] == marker.files[table] for table in tables):
        for table in tables:
            replace_file(made / f"{table}.parquet", folder / f"{table}.parquet")
        return Mended(_name(marker.shard), f"made again from its records, byte for byte: {', '.join(tables)}")
    if new.shard == marker.shard:
        write_marker(made, replace(new, remade=marker.remade + 1, replaces=marker.replaces))
        _install(made, folder)
        return Mended(_name(marker.shard), "made again from its records; its rows are those of the code of now")
    write_marker(made, replace(new, replaces=marker.shard))
    _install(made, folder.with_name(new.shard))
    return Mended(_name(marker.shard), f"made again from its records, with other code than before, as {new.shard}")


def _install(made: Path, folder: Path) -> None:
    sync_folder(made)
    if folder.exists():
        aside = folder.with_name(f".{folder.name}.damaged")
        folder.rename(aside)
        made.rename(folder)
        shutil.rmtree(aside)
    else:
        made.rename(folder)
    sync(folder.parent)


def _mend_stamp(folder: Path) -> Iterator[Mended]:
    stamp = folder / AUDIT_FILE
    if stamp.exists() and not is_stamp(stamp):
        stamp.unlink()
        yield Mended(f"{_name(folder.name)}/{AUDIT_FILE}", "removed: the next run audits the part again")


def is_stamp(path: Path) -> bool:
    """Say whether a file can be the stamp of an audit: a hash of code, of 16 hex digits."""
    text = path.read_bytes()
    return len(text) == 16 and not text.strip(b"0123456789abcdef")


def _bring_back(data: Path, whole: WholeFiles) -> Iterator[Mended]:
    """Make parts that the newest release had, and of whose documents no part holds any, again from releases."""
    release = next(iter(whole.newest_first), None)
    if release is None:
        return
    markers = read_ledger(data / "work" / "parts")
    now = {held.fingerprint for marker in markers for held in marker.held}
    for part in whole.read_ledger(release).values():
        marker = parse_marker(part.marker)
        missing = [held for held in marker.held if held.fingerprint not in now]
        if not missing:
            continue
        if len(missing) < len(marker.held):
            done = f"{len(missing)} of its documents are in no part, the others in newer ones: build its dump again"
            yield Mended(_name(part.shard), done, is_lost=True)
        else:
            yield _restore(data, release, part, marker, whole)


def _restore(data: Path, release: Path, part: PublishedPart, marker: Marker, whole: WholeFiles) -> Mended:
    folder = data / "work" / "parts" / part.shard
    aside = folder.with_name(f".{part.shard}.restored")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    files = dict(marker.files)
    for table, (sha256, _) in marker.files.items():
        name, target = f"{table}/{part.shard}.parquet", aside / f"{table}.parquet"
        info, source = whole.manifests[release].files.get(name), whole.find(name, sha256, target)
        if source is None and info is not None and is_whole(release / name, info.sha256):
            # Without the rows that the release left out; those of a superseded article are missed by nobody.
            source, files[table] = release / name, (info.sha256, info.rows or 0)
        if source is None:
            shutil.rmtree(aside)
            done = f"lost: no release has {table} whole; build its dump again, or let it go with `sayso forget --lost`"
            return Mended(_name(part.shard), done, is_lost=True)
        replace_file(source, target)
    remade = marker.remade + (files != marker.files)
    write_marker(aside, replace(marker, files=files, records=LOST, remade=remade))
    _install(aside, folder)
    n_articles = sum(held.article_id is not None for held in marker.held)
    done = f"brought back from releases, with {n_articles} articles; its records are lost: {CANNOT_BE_REMADE}"
    return Mended(_name(part.shard), done, is_lost=True)


def _name(shard: str) -> str:
    return f"work/parts/{shard}"
