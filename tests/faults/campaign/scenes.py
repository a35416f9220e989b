"""What a fault is put into: a first build, a night with a revision, a refresh; each with the rows that are right."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from expectations.tables import TABLES
from flows.lock import lock_data
from flows.pipeline import build_release
from flows.repair import repair_data
from flows.settings import Settings
from tasks.publish.manifest import verify_release
from tasks.publish.release import find_latest
from tests.conftest import SerialRunner
from tests.flows.articles import make_record, write_dump

BROKEN = '{"id": "broken", "text": \n'


@dataclass(frozen=True, slots=True)
class Scene:
    """One run of Sayso over a data folder.

    Attributes:
        name: What it is.
        before: The data folder that it begins with; an empty one where there is none.
        act: Runs it on a data folder.
        digests: Of each table, the rows that a release may have: those before (none at first) and those after.
    """

    name: str
    before: Path
    act: Callable[[Path], None]
    digests: tuple[str | None, str]


def run_build(
    data: Path, dumps: list[Path], *, refresh: bool = False, now: datetime | None = None, **settings: Any
) -> None:
    """Build in this process."""
    made = Settings(data=data, shard_documents=3, report_articles=2, **settings)
    build_release([str(dump) for dump in dumps], made, SerialRunner(), refresh=refresh, now=now)


def make_scenes(folder: Path) -> tuple[Scene, Scene, Scene]:
    """Make the three scenes: a first build, a night with a revision, a refresh of all parts."""
    first, second = write_dumps(folder)
    empty, one, two, three = (folder / name for name in ("empty", "one", "two", "three"))
    empty.mkdir()

    def build_first(data: Path) -> None:
        run_build(data, [first])

    def build_second(data: Path) -> None:
        run_build(data, [second])

    def refresh(data: Path) -> None:
        # Another setting that changes rows, so that every part is made again.
        run_build(data, [], refresh=True, most_characters=1_000_000)

    build_first(one)
    build_second(copy_data(one, two))
    refresh(copy_data(two, three))
    digests = [digest_latest(data) for data in (one, two, three)]
    return (
        Scene("first build", empty, build_first, (None, str(digests[0]))),
        Scene("night", one, build_second, (digests[0], str(digests[1]))),
        Scene("refresh", two, refresh, (digests[1], str(digests[2]))),
    )


def digest_latest(data: Path) -> str | None:
    """Hash the rows of the newest release, whatever says when it was read; None before the first.

    Raises:
        AssertionError: A file is not as its manifest says.
    """
    release = find_latest(data)
    if release is None:
        return None
    problems = verify_release(release)
    assert not problems, problems
    digest = hashlib.sha256()
    for table in TABLES:
        if table.name == "runs":
            continue
        rows = pq.read_table(release / table.name).to_pylist()
        kept = [{k: v for k, v in row.items() if k not in ("read_at", "extracted_with")} for row in rows]
        lines = sorted(json.dumps(row, default=str, sort_keys=True) for row in kept)
        digest.update("\n".join((table.name, *lines)).encode())
    return digest.hexdigest()


def repair(data: Path) -> None:
    """Repair a data folder as `sayso repair` does, whatever it says is lost."""
    settings = Settings(data=data, shard_documents=3, report_articles=2)
    with lock_data(data, "repair"):
        list(repair_data(settings))


def write_dumps(folder: Path) -> tuple[Path, Path]:
    """Write the dump of the first night and that of the second, which revises an article of the first."""
    records = [make_record(number, url=f"https://daily.example/{number}") for number in range(4)]
    first = write_dump(folder / "first.jsonl", records)
    with first.open("a", encoding="utf-8") as stream:
        stream.write(BROKEN)
    revised = records[1] | {"text": records[1]["text"] + "\n\nThe lights came back on Friday."}
    return first, write_dump(folder / "second.jsonl", [revised, make_record(7)])


def copy_data(source: Path, target: Path) -> Path:
    """Copy a data folder with its links, hard ones as copies."""
    shutil.copytree(source, target, symlinks=True)
    return target
