"""What a release says of itself: its files, what made it, what its audit found, how it differs from the one before."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from expectations.audit import Failure
from expectations.audit_rows import connect, fetch_row, quote_text
from expectations.plain_path import link_plainly
from expectations.tables import TABLES
from tasks.errors import DamagedData
from tasks.publish.parquet import FileInfo, describe_parquet, hash_file
from tasks.publish.stage import Staged

MANIFEST = "manifest.json"
FORMAT = 1
HASH_DIGITS = 8


class ManifestError(DamagedData):
    """A release has no manifest, or one that cannot be read or is not as it was written."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a table differs from the release before, by key.

    Attributes:
        before: Rows in the release before.
        after: Rows in this one.
        added: Rows whose key the one before lacks.
        removed: Rows of the one before whose key this one lacks.
    """

    before: int
    after: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What `manifest.json` holds.

    Attributes:
        release_id: `<UTC time>-<short hash of content>`.
        created_at: When it was made.
        previous: The release before, by id; None for the first.
        schema: Hash of the table definitions.
        fingerprint: What new parts were extracted with; `articles.extracted_with` has each row's.
        finished_with: Hash of the code and lexicons that link, audit and publish.
        inputs: What was read, as the user named it.
        content: SHA-256 over the paths and hashes of the tables' files.
        audit_failures: What did not hold; empty in every release.
        differences: By table, how it differs from the release before.
        files: By path within the release, what each file holds; all but the manifest itself.
        sequence: The number of the run that made it: later releases have greater ones; None in those of older versions.
        decisions: What was decided on articles that it leaves out or lacks: which, why, by whom and when.
        drift: What differed from the usual night: warnings, and what was accepted, why, by whom and when.
    """

    release_id: str
    created_at: datetime
    previous: str | None
    schema: str
    fingerprint: str
    finished_with: str
    inputs: tuple[str, ...]
    content: str
    audit_failures: tuple[Failure, ...]
    differences: Mapping[str, Difference]
    files: Mapping[str, FileInfo]
    sequence: int | None = None
    decisions: tuple[Mapping[str, Any], ...] = ()
    drift: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> dict[str, int]:
        """Rows by table."""
        return {name: difference.after for name, difference in self.differences.items()}

    def to_json(self) -> str:
        """Write the manifest as JSON."""
        written = asdict(self) | {
            "format": FORMAT,
            "created_at": self.created_at.astimezone(UTC).isoformat(),
            "audit_passed": not self.audit_failures,
        }
        written["digest"] = _digest(written)
        return json.dumps(written, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def make_manifest(
    staged: Staged,
    *,
    created_at: datetime,
    schema: str,
    fingerprint: str,
    finished_with: str,
    inputs: Sequence[str],
    audit_failures: Sequence[Failure],
    previous: Path | None,
    sequence: int | None = None,
    decisions: Sequence[Mapping[str, Any]] = (),
    drift: Mapping[str, Any] | None = None,
) -> Manifest:
    """Describe a staged release.

    Args:
        staged: What `stage_release` gave.
        created_at: When the release is made; its id begins with it, to the second.
        schema: Hash of the table definitions.
        fingerprint: What new parts were extracted with.
        finished_with: Hash of the code and lexicons that link, audit and publish.
        inputs: What was read, as the user named it.
        audit_failures: What `audit_release` gave.
        previous: Folder of the release before; None for the first.
        sequence: The number of the run.
        decisions: What was decided on articles that the release leaves out or lacks.
        drift: What differed from the usual night.

    Raises:
        ManifestError: The release before has no manifest that can be read.
    """
    content = hash_content(staged.files)
    before = None if previous is None else read_manifest(previous)
    return Manifest(
        release_id=f"{created_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{content[:HASH_DIGITS]}",
        created_at=created_at,
        previous=None if before is None else before.release_id,
        schema=schema,
        fingerprint=fingerprint,
        finished_with=finished_with,
        inputs=tuple(inputs),
        content=content,
        audit_failures=tuple(audit_failures),
        differences=_compare(staged, previous, {} if before is None else before.files),
        files=dict(sorted(staged.files.items())),
        sequence=sequence,
        decisions=tuple(decisions),
        drift=drift or {},
    )


def add_files(manifest: Manifest, folder: Path) -> Manifest:
    """Add to a manifest the files of a release that are no tables, such as its report."""
    found = (Path(top, name) for top, _, names in os.walk(folder) for name in names)
    names = {path.relative_to(folder).as_posix() for path in found} - manifest.files.keys() - {MANIFEST}
    others = {name: FileInfo(hash_file(folder / name), None) for name in sorted(names)}
    return replace(manifest, files={**manifest.files, **others})


def read_manifest(release: Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        ManifestError: There is none, or it cannot be read.
    """
    return load_manifest(release / MANIFEST)


def load_manifest(path: Path) -> Manifest:
    """Read a manifest, or a copy of one.

    Raises:
        ManifestError: There is none, or it cannot be read.
    """
    try:
        return _parse_manifest(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ManifestError(f"cannot read {path}: {error!r}") from error


def verify_release(release: Path) -> list[str]:
    """Read every file of a release again and hold it against the manifest.

    Returns:
        What does not agree, one message a file; empty when the release is as it was published.
    """
    try:
        manifest = read_manifest(release)
    except ManifestError as error:
        return [str(error)]
    found = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()} - {MANIFEST}
    problems = [f"{name}: not in the manifest" for name in sorted(found - manifest.files.keys())]
    for name, info in sorted(manifest.files.items()):
        if name not in found:
            problems.append(f"{name}: missing")
        elif hash_file(release / name) != info.sha256:
            problems.append(f"{name}: its bytes are not those that were published")
        elif info.rows is not None and describe_parquet(release / name).rows != info.rows:
            problems.append(f"{name}: it has other rows than the manifest says")
    for table in TABLES:
        rows = sum(info.rows or 0 for name, info in manifest.files.items() if name.startswith(f"{table.name}/"))
        if rows != manifest.rows.get(table.name, 0):
            problems.append(
                f"{table.name}: its files have {rows} rows, the manifest says {manifest.rows.get(table.name)}"
            )
    return problems


def hash_content(files: Mapping[str, FileInfo]) -> str:
    """Hash the paths and hashes of files: the same tables, the same hash."""
    listed = "\n".join(f"{name} {info.sha256}" for name, info in sorted(files.items()))
    return hashlib.sha256(listed.encode()).hexdigest()


def _digest(written: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(written, sort_keys=True).encode()).hexdigest()


def _compare(staged: Staged, previous: Path | None, files_before: Mapping[str, FileInfo]) -> dict[str, Difference]:
    """Compare keys, in the files that are not the same in both releases: a key stands in one file of a release."""
    differences = {}
    with tempfile.TemporaryDirectory(prefix="sayso-manifest-") as aside, connect() as connection:
        folder = link_plainly(staged.folder, Path(aside), "staged")
        folder_before = link_plainly(previous or staged.folder, Path(aside), "previous")
        for table in TABLES:
            mine = _list_files(staged.files, table.name)
            theirs = _list_files(files_before, table.name)
            same = {info.sha256 for info in mine.values()} & {info.sha256 for info in theirs.values()}
            after = _select_keys(table.key, folder, mine, same)
            before = _select_keys(table.key, folder_before, theirs, same)
            (added,) = fetch_row(connection, f"SELECT count(*) FROM ({after} EXCEPT {before})")
            (removed,) = fetch_row(connection, f"SELECT count(*) FROM ({before} EXCEPT {after})")
            n_before, n_after = (sum(info.rows or 0 for info in found.values()) for found in (theirs, mine))
            differences[table.name] = Difference(n_before, n_after, added, removed)
    return differences


def _list_files(files: Mapping[str, FileInfo], table: str) -> dict[str, FileInfo]:
    return {name: info for name, info in files.items() if name.startswith(f"{table}/")}


def _select_keys(key: str, folder: Path, files: Mapping[str, FileInfo], same: set[str]) -> str:
    paths = [quote_text(str(folder / name)) for name, info in files.items() if info.sha256 not in same]
    if not paths:
        return "SELECT NULL::VARCHAR AS key WHERE false"
    return f"SELECT {key} AS key FROM read_parquet([{', '.join(paths)}])"


def _parse_manifest(written: dict[str, Any]) -> Manifest:
    if written["format"] != FORMAT:
        raise ValueError(f"format {written['format']}, not {FORMAT}")
    # Versions before 0.4 wrote none.
    digest = written.pop("digest", None)
    if digest is not None and digest != _digest(written):
        raise ValueError("its digest is another: it is not as it was written")
    failures = (Failure(**{**found, "rows": tuple(found["rows"])}) for found in written["audit_failures"])
    return Manifest(
        release_id=written["release_id"],
        created_at=datetime.fromisoformat(written["created_at"]),
        previous=written["previous"],
        schema=written["schema"],
        fingerprint=written["fingerprint"],
        finished_with=written["finished_with"],
        inputs=tuple(written["inputs"]),
        content=written["content"],
        audit_failures=tuple(failures),
        differences={name: Difference(**found) for name, found in written["differences"].items()},
        files={name: FileInfo(**found) for name, found in written["files"].items()},
        sequence=written.get("sequence"),
        decisions=tuple(written.get("decisions", ())),
        drift=written.get("drift", {}),
    )
