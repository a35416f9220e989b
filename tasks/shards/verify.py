"""Hold the bytes of parts and of the newest release against the hashes that were written down for them.

A file is hashed whole when it is first seen, when its size, times or inode are not those of its last hashing, and in
turn, so that what a disk changed by itself is found as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath

from expectations.audit_failure import Failure, make_failure
from tasks.progress import Report, reports_progress, tell_nobody
from tasks.publish.data_folder import PublishWith
from tasks.publish.manifest import Manifest, read_manifest
from tasks.publish.parquet import hash_file
from tasks.publish.release_ledger import LEDGER_FILE
from tasks.shards.ledger import LOST, Marker, find_unsealed, read_ledger, write_marker
from tasks.shards.spool import RECORDS_FILE

MEMORY_FILE = "verified.json"


@dataclass(slots=True)
class Memory:
    """How files looked when they were last hashed whole; losing it costs only hashing them again.

    Attributes:
        runs: Runs that have verified; says whose turn it is.
        parts: By shard, the look of a part's files.
        release: By the name that files of the newest release share over its tables, their look.
    """

    runs: int = 0
    parts: dict[str, str] = field(default_factory=dict)
    release: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that are verified together.

    Attributes:
        name: Names them in the memory.
        hashes: What SHA-256 each file should have.
    """

    name: str
    hashes: Mapping[Path, str]


@dataclass(frozen=True, slots=True)
class Damage:
    """A file that is not as it was written.

    Attributes:
        path: The file.
        is_missing: Whether it is not there at all.
    """

    path: Path
    is_missing: bool

    def __str__(self) -> str:
        return f"{self.path}: " + ("missing" if self.is_missing else "its bytes are not those that were written")


@reports_progress
def verify_data(data: Path, latest: Path | None, share: float, report: Report = tell_nobody) -> list[Failure]:
    """Verify all parts and the tables of the newest release before a run builds on them.

    Args:
        data: The data folder.
        latest: The newest release; None before the first.
        share: Share of the files that is hashed whole although nothing points at a change.
        report: Called with the number of parts done.

    Returns:
        What is damaged, as failures of rules; empty when all is as it was written.

    Raises:
        LedgerError: A marker is damaged.
        ManifestError: The newest release's manifest is.
    """
    work, parts = data / "work", data / "work" / "parts"
    memory = read_memory(work)
    markers = [complete_marker(parts / marker.shard, marker) for marker in read_ledger(parts)]
    groups = [group_part(parts / marker.shard, marker) for marker in markers]
    damaged, memory.parts = verify_groups(groups, memory.parts, _choose(memory.runs, share), report)
    published = [] if latest is None else group_release(latest, read_manifest(latest))
    spoiled, memory.release = verify_groups(published, memory.release, _choose(memory.runs, share))
    memory.runs += 1
    write_memory(work, memory)
    return list(_report(data, find_unsealed(parts), damaged, spoiled))


def remember_release(data: Path, release: Path, publish_with: PublishWith) -> None:
    """Note how files look after a run: links that it made and unmade moved the times of files that it had verified.

    Args:
        data: The data folder.
        release: The release that the run published.
        publish_with: Whether it linked parts as well.
    """
    work, parts = data / "work", data / "work" / "parts"
    memory = read_memory(work)
    memory.release = _look_again(group_release(release, read_manifest(release)), memory.release)
    markers = read_ledger(parts)
    is_moved = {marker.shard: publish_with == "link" or marker.shard not in memory.parts for marker in markers}
    moved = (group_part(parts / marker.shard, marker) for marker in markers if is_moved[marker.shard])
    stayed = {shard: look for shard, look in memory.parts.items() if not is_moved.get(shard, True)}
    memory.parts = stayed | _look_again(moved, memory.parts)
    write_memory(work, memory)


def group_part(folder: Path, marker: Marker) -> FileGroup:
    """List a part's files with the hashes that its marker has of them."""
    hashes = {folder / f"{name}.parquet": sha256 for name, (sha256, _) in marker.files.items()}
    if marker.records != LOST:
        # Versions before 0.4 wrote no hash; `complete_marker` does so in the next run.
        hashes[folder / RECORDS_FILE] = marker.records or ""
    return FileGroup(marker.shard, hashes)


def group_release(release: Path, manifest: Manifest) -> list[FileGroup]:
    """List a release's tables and ledger with the hashes that its manifest has of them; files of one shard together."""
    groups: dict[str, dict[Path, str]] = {}
    for name, info in manifest.files.items():
        if info.rows is not None or name == LEDGER_FILE:
            groups.setdefault(PurePosixPath(name).stem, {})[release / name] = info.sha256
    return [FileGroup(name, hashes) for name, hashes in groups.items()]


def complete_marker(folder: Path, marker: Marker) -> Marker:
    """Write the hash of a part's records into a marker of a version that wrote none, when they are first seen."""
    records = folder / RECORDS_FILE
    if marker.records is not None or not records.exists():
        return marker
    marker = replace(marker, records=hash_file(records))
    write_marker(folder, marker)
    return marker


def verify_groups(
    groups: Sequence[FileGroup],
    remembered: Mapping[str, str],
    is_due: Callable[[str], bool],
    report: Report = tell_nobody,
) -> tuple[list[Damage], dict[str, str]]:
    """Hash the files that look other than remembered, and those whose turn it is.

    Args:
        groups: What to verify.
        remembered: By group, how its files looked when they were last hashed.
        is_due: Whether a group is hashed whatever it looks like.
        report: Called with the number of groups done.

    Returns:
        What is damaged, and the looks to remember: of the groups that are whole.
    """
    damaged: list[Damage] = []
    looks: dict[str, str] = {}
    for number, group in enumerate(groups, 1):
        look = look_at(group)
        if look is None or look != remembered.get(group.name) or is_due(group.name):
            found = find_damage(group)
            damaged += found
            look = None if found else look
        if look is not None:
            looks[group.name] = look
        report(number)
    return damaged, looks


def find_damage(group: FileGroup) -> list[Damage]:
    """Hash every file of a group and list those that are not as they were written; without a hash, those not there."""
    checked = ((path, path.is_file(), sha256) for path, sha256 in group.hashes.items())
    return [
        Damage(path, not is_there)
        for path, is_there, sha256 in checked
        if not is_there or (sha256 and hash_file(path) != sha256)
    ]


def look_at(group: FileGroup) -> str | None:
    """Give what a group's files show without being read: what a write changes, and after a colon what a link does too.

    Returns:
        Two hashes; None when a file is missing.
    """
    plain, changed = hashlib.blake2b(digest_size=8), hashlib.blake2b(digest_size=8)
    for path, sha256 in group.hashes.items():
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        plain.update(f"{path.name} {sha256} {found.st_size} {found.st_mtime_ns} {found.st_ino}\n".encode())
        # The time of the last change of the inode: no program can set it back.
        changed.update(f"{found.st_ctime_ns}\n".encode())
    return f"{plain.hexdigest()}:{changed.hexdigest()}"


def read_memory(work: Path) -> Memory:
    """Read what was verified; a memory that is lost or damaged is empty."""
    try:
        found = json.loads((work / MEMORY_FILE).read_text("utf-8"))
        return Memory(int(found["runs"]), dict(found["parts"]), dict(found["release"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Memory()


def write_memory(work: Path, memory: Memory) -> None:
    """Write what was verified, aside and then in place."""
    aside = work / f".{MEMORY_FILE}"
    aside.write_text(json.dumps(asdict(memory)), "utf-8")
    aside.replace(work / MEMORY_FILE)


def _choose(turn: int, share: float) -> Callable[[str], bool]:
    """Say whose turn it is: over 1/share runs, everybody's once."""
    if share <= 0:
        return lambda _: False
    every = max(1, round(1 / share))

    def is_due(name: str) -> bool:
        place = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=4).digest(), "big")
        return (place + turn) % every == 0

    return is_due


def _look_again(groups: Iterable[FileGroup], remembered: Mapping[str, str]) -> dict[str, str]:
    """Look at groups after links were made: what was written to since it was verified is not remembered."""
    looks = {}
    for group in groups:
        look, before = look_at(group), remembered.get(group.name)
        if look is not None and (before is None or before.partition(":")[0] == look.partition(":")[0]):
            looks[group.name] = look
    return looks


def _report(
    data: Path, unsealed: Sequence[Path], damaged: Sequence[Damage], spoiled: Sequence[Damage]
) -> Iterable[Failure]:
    mends = "`sayso repair` mends it or says what is lost"
    if unsealed:
        rows = [{"part": folder.name} for folder in unsealed]
        yield make_failure(
            "LOST-MARKER", "work", f"{len(rows)} parts have lost their marker; {mends}", rows, about="integrity"
        )
    for rule, table, found in (("DAMAGED-PART", "work", damaged), ("DAMAGED-RELEASE", "releases", spoiled)):
        if found:
            rows = [{"file": str(one.path.relative_to(data.resolve() if table == "releases" else data)),
                     "found": "missing" if one.is_missing else "other bytes"} for one in found]  # fmt: skip
            yield make_failure(
                rule, table, f"{len(rows)} files are not as they were written; {mends}", rows, about="integrity"
            )
