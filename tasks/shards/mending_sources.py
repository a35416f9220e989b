"""Mend what extraction leans on: outlet profiles, learned again from the records of parts, and the quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from tasks.clean.profile import ProfileBuilder, ProfileError
from tasks.documents import Document, Reject
from tasks.mishaps import attempt
from tasks.publish.mending import Mended, set_aside
from tasks.read.document import make_document
from tasks.read.options import ReadOptions
from tasks.read.quarantine import place_copy, write_copy
from tasks.shards.ledger import LOST, Marker
from tasks.shards.plan import learn_items, load_profile, save_profile
from tasks.shards.spool import RECORDS_FILE, read_items, recall_dump

QUARANTINE = "quarantine"


def mend_profiles(
    work: Path, markers: Sequence[Marker], read: ReadOptions, most_seconds: float | None
) -> Iterator[Mended]:
    """Mend the newest outlet profile and those that parts name, by learning again from the records of parts.

    Args:
        work: The folder of work.
        markers: All parts, mended.
        read: How records become documents.
        most_seconds: How long one may take.
    """
    folder = work / "profiles"
    damaged = find_damaged_profiles(folder, markers)
    try:
        load_profile(folder, is_first=not markers)
    except ProfileError:
        builder = _learn(work, markers, read, most_seconds)
        for path in sorted(folder.glob("[!.]*.parquet")):
            if path not in damaged:
                builder.merge(ProfileBuilder.load(path))
        path = save_profile(builder, folder)
        lost = any(marker.records == LOST for marker in markers)
        done = "learned again from the records of parts" + (", as far as there are any" if lost else "")
        yield Mended(f"work/profiles/{path.name}", done, is_lost=lost)
        damaged = find_damaged_profiles(folder, markers)
    for path in damaged:
        users = [marker for marker in markers if marker.profile == path.stem]
        upto = max((marker.order for marker in users), default="")
        builder = _learn(work, [marker for marker in markers if marker.order <= upto], read, most_seconds)
        is_same = builder.build().profile_id == path.stem
        was_there = path.exists()
        if was_there:
            set_aside(work.parent, path)
        if is_same:
            builder.save(path)
            yield Mended(f"work/profiles/{path.name}", "learned again from the records of parts")
        elif was_there:
            done = "lost: parts that were cleaned with it are made again with the newest"
            yield Mended(f"work/profiles/{path.name}", done, is_lost=bool(users))


def find_damaged_profiles(folder: Path, markers: Iterable[Marker]) -> list[Path]:
    """Find the profiles that are damaged or missing: all that are there, and those that parts name."""
    named = {folder / f"{marker.profile}.parquet" for marker in markers if marker.records != LOST}
    return [path for path in sorted({*folder.glob("[!.]*.parquet"), *named}) if not _is_profile(path)]


def find_damaged_copies(data: Path, markers: Iterable[Marker]) -> dict[Path, list[Marker]]:
    """Find the copies of rejects in the quarantine that are missing or damaged, with the parts that name them."""
    users: dict[Path, list[Marker]] = {}
    for marker in markers:
        if marker.rejected_by_reason:
            rows = pq.read_table(data / "work" / "parts" / marker.shard / "rejects.parquet", columns=["kept_at"])
            for kept_at in rows["kept_at"].to_pylist():
                users.setdefault(data / kept_at, []).append(marker)
    there = (data / "work" / QUARANTINE).glob("*/[!.]*.bin")
    return {path: users.get(path, []) for path in sorted({*users, *there}) if not _is_copy(path)}


def is_gone(path: Path, users: Iterable[Marker]) -> bool:
    """Say whether a copy is missing and nothing is left to write it from."""
    return not path.exists() and all(marker.records == LOST for marker in users)


def mend_quarantine(data: Path, markers: Sequence[Marker], read: ReadOptions) -> Iterator[Mended]:
    """Write damaged copies of rejects again from the records of their parts."""
    every = find_damaged_copies(data, markers)
    damaged = {path: found for path, found in every.items() if not is_gone(path, found)}
    users = {marker.shard: marker for found in damaged.values() for marker in found}
    for marker in users.values():
        for raw in _list_texts(data / "work", marker, read):
            if data / "work" / QUARANTINE / place_copy(raw) in damaged:
                write_copy(raw, data / "work" / QUARANTINE)
    for path, found in damaged.items():
        is_whole = _is_copy(path)
        if not is_whole and path.exists():
            set_aside(data, path)
        done = "written again from the records of its part" if is_whole else "lost: its bytes are in no records"
        yield Mended(str(path.relative_to(data)), done, is_lost=not is_whole and bool(found))


def _learn(work: Path, markers: Iterable[Marker], read: ReadOptions, most_seconds: float | None) -> ProfileBuilder:
    builder = ProfileBuilder()
    for marker in markers:
        if marker.records != LOST:
            records = work / "parts" / marker.shard / RECORDS_FILE
            for _ in learn_items(read_items(records)[0], builder, recall_dump(records, read), most_seconds):
                pass
    return builder


def _is_profile(path: Path) -> bool:
    try:
        return ProfileBuilder.load(path).build().profile_id == path.stem
    except ProfileError:
        return False


def _is_copy(path: Path) -> bool:
    return path.is_file() and place_copy(path.read_bytes()) == f"{path.parent.name}/{path.name}"


def _list_texts(work: Path, marker: Marker, read: ReadOptions) -> Iterator[bytes]:
    """Give what a part may have left in the quarantine: unreadable bytes, and texts that were turned away."""
    if marker.records == LOST:
        return
    records = work / "parts" / marker.shard / RECORDS_FILE
    read = recall_dump(records, read)
    for item in read_items(records)[0]:
        if isinstance(item, Reject):
            yield item.raw
            continue
        yield item.content.encode("utf-8", "surrogatepass")
        document = attempt(partial(make_document, item, read), None)
        if isinstance(document, Document):
            yield document.source_text.encode("utf-8", "surrogatepass")
