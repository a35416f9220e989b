"""Publish a release of no rows, and be killed at a call to the file system: `killed_publish.py DATA SECOND NUMBER`.

NUMBER counts the calls watched, from 1; with 0 the run ends, and writes the names of the calls that it made.
"""

from __future__ import annotations

import os
import pathlib
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from expectations.schema import make_arrow_schema
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.publish.manifest import make_manifest, read_manifest
from tasks.publish.parquet import write_arrow
from tasks.publish.release import find_latest, publish_release, retain_releases
from tasks.publish.stage import NOTHING_PUBLISHED, PartRef, Published, stage_release

WATCHED: dict[Any, tuple[str, ...]] = {
    os: ("link", "fsync", "mkdir", "unlink", "rmdir"),
    pathlib.Path: ("write_text", "rename", "replace", "symlink_to"),
    pq: ("write_table",),
}


def seal_part(data: Path) -> PartRef:
    folder = data / "work" / "parts" / "s1"
    files = {
        table.name: write_arrow(make_arrow_schema(table).empty_table(), folder / f"{table.name}.parquet")
        for table in TABLES
        if table.stage == "shard"
    }
    return PartRef("s1", folder, frozenset(), files)


def publish_next(data: Path, part: PartRef, second: int) -> Path:
    """Stage and publish a release, and let all others go."""
    runs = make_arrow_schema(TABLE_BY_NAME["runs"]).empty_table()
    latest = find_latest(data)
    published = NOTHING_PUBLISHED if latest is None else Published(latest, read_manifest(latest).files)
    staged = stage_release([part], {}, runs, data / "work", published=published)
    manifest = make_manifest(
        staged,
        created_at=datetime(2024, 5, 3, 12, 0, second, tzinfo=UTC),
        schema="5c4e",
        fingerprint="f1",
        finished_with="e2",
        inputs=[],
        audit_failures=[],
        previous=latest,
    )
    release = publish_release(staged.folder, data, manifest)
    retain_releases(data, keep=1)
    return release


def watch_calls(kill_at: int) -> list[str]:
    """Note each watched call, and die of SIGKILL, as by `kill -9`, in place of the one of that number."""
    calls: list[str] = []

    def watch(owner: Any, name: str) -> None:
        call = getattr(owner, name)

        def noted(*arguments: Any, **named: Any) -> Any:
            calls.append(name)
            if len(calls) == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return call(*arguments, **named)

        setattr(owner, name, noted)

    for owner, names in WATCHED.items():
        for name in names:
            watch(owner, name)
    return calls


def main() -> None:
    data, second, kill_at = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    part = seal_part(data)
    calls = watch_calls(kill_at)
    publish_next(data, part, second)
    sys.stdout.write(" ".join(calls))


if __name__ == "__main__":
    main()
