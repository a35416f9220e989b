"""Runs that are killed, or whose disk fails, at each call in turn."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.faults.campaign.calls import Fault, Watch
from tests.faults.campaign.child import Ending, run_forked
from tests.faults.campaign.scenes import Scene, copy_data
from tests.faults.campaign.verdict import Trial, judge

_NAMES = {
    "kill": "killed before a call",
    "half": "killed in the middle of a write",
    "EIO": "EIO at a call",
    "ENOSPC": "ENOSPC at a call",
}


def list_calls(scene: Scene, folder: Path) -> list[str]:
    """List the calls that a scene makes undisturbed."""
    data = _begin(scene, folder)
    ending = _disturb(scene, data, "kill", 0)
    shutil.rmtree(data)
    if ending.kind != "gave":
        raise RuntimeError(f"{scene.name} fails undisturbed: {ending.message}")
    calls: list[str] = ending.value
    return calls


def try_fault(scene: Scene, folder: Path, fault: Fault, at: int) -> Trial:
    """Do one fault at one call."""
    data = _begin(scene, folder)
    ending = _disturb(scene, data, fault, at)
    trial = judge(f"{scene.name}: {_NAMES[fault]}", f"call {at}", scene, data, ending)
    shutil.rmtree(data)
    return trial


def try_killed_recovery(scene: Scene, folder: Path, first: int, second: int) -> Trial:
    """Kill a run at a call, and the run that goes on from there at another."""
    data = _begin(scene, folder)
    _disturb(scene, data, "kill", first)
    ending = _disturb(scene, data, "kill", second)
    trial = judge(f"{scene.name}: killed, and killed again", f"calls {first}, {second}", scene, data, ending)
    shutil.rmtree(data)
    return trial


def plan_faults(scene: Scene, calls: list[str], seed: int, n_twice: int) -> Iterator[tuple[str, tuple[object, ...]]]:
    """List the faults of a scene: each call killed and failed, each write torn, and kills in recovery at random."""
    chance = random.Random(seed)
    for at, name in enumerate(calls, start=1):
        faults: tuple[Fault, ...] = ("kill", "EIO", "ENOSPC", *(("half",) if name == "write_table" else ()))
        yield from (("once", (fault, at)) for fault in faults)
    numbers = range(1, len(calls) + 1)
    yield from (("twice", (chance.choice(numbers), chance.choice(numbers))) for _ in itertools.repeat(None, n_twice))


def _begin(scene: Scene, folder: Path) -> Path:
    return copy_data(scene.before, folder / "data")


def _disturb(scene: Scene, data: Path, fault: Fault, at: int) -> Ending:
    def run() -> list[str]:
        watch = Watch(data, fault, at)
        watch.install()
        scene.act(data)
        return watch.calls

    return run_forked(run)
