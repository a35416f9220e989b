"""Damage at rest: a bit flipped in a file of each kind, parts and markers lost, then a run, a repair, a run."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults.campaign.child import run_forked
from tests.faults.campaign.scenes import Scene, copy_data, digest_latest, repair
from tests.faults.campaign.verdict import TOLD, Trial

# What a data folder holds, by pattern; `latest` stands for the newest release.
FILES = {
    "a part's table": "work/parts/*/[!r]*.parquet",
    "a part's records": "work/parts/*/records.parquet",
    "a part's marker": "work/parts/*/marker.json",
    "a part's audit stamp": "work/parts/*/audited_with.txt",
    "an outlet profile": "work/profiles/*.parquet",
    "the pointer to the profile": "work/profiles/current",
    "a quarantined copy": "work/quarantine/*/*.bin",
    "what verifying remembers": "work/verified.json",
    "a table of the newest release": "latest/*/*.parquet",
    "a manifest": "latest/manifest.json",
    "a release's ledger": "latest/ledger.parquet",
    "a page of a report": "latest/report/*.html",
}


def lose_parts(data: Path, chance: random.Random) -> None:
    """Remove about half of the parts."""
    parts = sorted((data / "work" / "parts").iterdir())
    for part in chance.sample(parts, max(1, len(parts) // 2)):
        shutil.rmtree(part)


def lose_marker(data: Path, chance: random.Random) -> None:
    """Remove one part's marker."""
    chance.choice(sorted((data / "work" / "parts").glob("*/marker.json"))).unlink()


def lose_table(data: Path, chance: random.Random) -> None:
    """Remove one table of a part."""
    chance.choice(sorted((data / "work" / "parts").glob("*/[!r]*.parquet"))).unlink()


def lose_work(data: Path, chance: random.Random) -> None:
    """Remove the whole folder of work."""
    shutil.rmtree(data / "work")


LOSSES: dict[str, Callable[[Path, random.Random], None]] = {
    "half of the parts lost": lose_parts,
    "a part's marker lost": lose_marker,
    "a part's table lost": lose_table,
    "the work folder lost": lose_work,
}


def flip_bit(data: Path, pattern: str, chance: random.Random) -> str:
    """Flip one bit of one file that a pattern names, as a disk does; say which."""
    path = chance.choice(sorted(found for found in data.glob(pattern) if found.is_file()))
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content) * 8)
    content[at // 8] ^= 1 << at % 8
    status = path.stat()
    path.chmod(0o644)
    with path.open("r+b") as stream:
        stream.write(content)
    path.chmod(status.st_mode)
    return f"{path.relative_to(data)}, bit {at}"


def list_damages(seed: int, flips: int, losses: int) -> Iterator[tuple[str, Callable[[Path], str]]]:
    """List what is done to a data folder: the kind, and a function that does it and says what it did."""
    for kind, pattern in FILES.items():
        for number in range(flips):
            yield f"a bit flipped in {kind}", _make_flip(pattern, random.Random(f"{seed} {kind} {number}"))
    for kind, lose in LOSSES.items():
        for number in range(losses):
            yield kind, _make_loss(lose, random.Random(f"{seed} {kind} {number}"))


def try_damage(scene: Scene, folder: Path, kind: str, damage: Callable[[Path], str]) -> Trial:
    """Damage a data folder, run, repair, run again; nothing wrong may be published, and nothing be lost unsaid."""
    data = copy_data(scene.before, folder / "data")
    try:
        detail = damage(data)
        return _judge(kind, detail, scene, data)
    finally:
        shutil.rmtree(data)


def _judge(kind: str, detail: str, scene: Scene, data: Path) -> Trial:
    latest = (data / "latest").resolve()
    first = run_forked(lambda: scene.act(data))
    if first.kind == "hung" or (first.kind == "raised" and first.exit_code not in TOLD):
        return Trial(kind, detail, "hung" if first.kind == "hung" else "untold", first.message)
    if first.kind == "gave":
        rows = run_forked(lambda: digest_latest(data))
        is_right = rows.kind == "gave" and rows.value == scene.digests[1]
        return Trial(kind, detail, "whole" if is_right else "damaged", rows.message)
    if (data / "latest").resolve() != latest:
        return Trial(kind, detail, "damaged", "refused, and yet `latest` moved")
    repaired = run_forked(lambda: repair(data))
    if repaired.kind != "gave":
        return Trial(kind, detail, "untold", f"repair {repaired.kind}: {repaired.message}")
    second = run_forked(lambda: scene.act(data))
    rows = run_forked(lambda: digest_latest(data))
    if second.kind == "gave" and rows.kind == "gave" and rows.value == scene.digests[1]:
        return Trial(kind, detail, "whole")
    return Trial(kind, detail, "lost", f"after the repair: {second.message or rows.message or rows.value}")


def _make_flip(pattern: str, chance: random.Random) -> Callable[[Path], str]:
    return lambda data: flip_bit(data, pattern, chance)


def _make_loss(lose: Callable[[Path, random.Random], None], chance: random.Random) -> Callable[[Path], str]:
    def act(data: Path) -> str:
        lose(data, chance)
        return ""

    return act
