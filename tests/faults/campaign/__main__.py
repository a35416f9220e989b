"""Do every kind of fault to real builds, and print the table: `python -m tests.faults.campaign`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NoReturn

import pyarrow as pa

from flows.machine import limit_threads
from tests.faults.campaign.clocks import list_clocks
from tests.faults.campaign.damaged import list_damages, try_damage
from tests.faults.campaign.interrupted import list_calls, plan_faults, try_fault, try_killed_recovery
from tests.faults.campaign.readers import try_publishes
from tests.faults.campaign.scenes import Scene, make_scenes
from tests.faults.campaign.verdict import Trial, make_table
from tests.faults.campaign.workers import list_workers

Try = Callable[[Path], list[Trial]]
TOLD_EVERY = 25
# every, flips, twice, publishes, workers, clocks
SHORT = 150, 0, 1, 2, 0, 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the campaign; the exit code is 1 if anything was lost, damaged, hung or untold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="Disturb only every Nth call of each scene.")
    parser.add_argument("--flips", type=int, default=15, help="Bits flipped in each kind of file.")
    parser.add_argument("--twice", type=int, default=30, help="Kills in recovery in each scene.")
    parser.add_argument("--publishes", type=int, default=50, help="Releases published under a reading loop.")
    parser.add_argument("--workers", type=int, default=3, help="Times that workers die or hang in each way.")
    parser.add_argument("--jobs", type=int, default=2, help="Processes.")
    parser.add_argument("--seed", type=int, default=0, help="Of what is chosen by chance.")
    parser.add_argument("--clocks", type=int, default=1, help="Times that the clock is set back or ahead in each way.")
    parser.add_argument("--short", action="store_true", help="A few faults of the kinds that no other test has.")
    given = parser.parse_args(arguments)
    if given.short:
        given.every, given.flips, given.twice, given.publishes, given.workers, given.clocks = SHORT
    # Threads of a library do not come along when a process forks.
    pa.set_cpu_count(1)
    limit_threads()
    with tempfile.TemporaryDirectory(prefix="sayso-faults-") as name:
        folder = Path(name)
        trials = run_all(list(list_trials(folder, given)), folder, given.jobs)
    sys.stdout.write(make_table(trials) + "\n")
    bad = [trial for trial in trials if trial.outcome != "whole"]
    for trial in bad:
        sys.stdout.write(f"\n{trial.outcome}: {trial.kind}: {trial.detail}\n{trial.message}\n")
    return 1 if bad else 0


def list_trials(folder: Path, given: argparse.Namespace) -> Iterator[Try]:
    """List what is to be tried, each as a function of a folder of its own."""
    scenes = make_scenes(folder)
    yield lambda own: try_publishes(own, given.publishes)
    yield from (_wrap(trial) for trial in list_workers(given.seed, given.workers))
    yield from (_wrap(trial) for _ in range(given.clocks) for _, trial in list_clocks())
    for kind, damage in list_damages(given.seed, given.flips, max(1, given.flips // 3)):
        yield _wrap(lambda own, kind=kind, damage=damage: try_damage(scenes[1], own, kind, damage))
    for scene in scenes:
        yield from _list_interruptions(scene, folder, given)


def run_all(tries: Sequence[Try], folder: Path, jobs: int) -> list[Trial]:
    """Share trials among processes, each taking the next when it is free, and say now and then how many are done."""
    numbers, giver = os.pipe()
    # Few enough to be written at once; a read of four bytes is taken whole by one process.
    os.write(giver, b"".join(number.to_bytes(4, "big") for number in range(len(tries))))
    os.close(giver)
    trials: list[Trial] = []
    results = []
    for job in range(jobs):
        reader, writer = Pipe(duplex=False)
        if os.fork() == 0:
            _work(tries, folder / f"job{job}", numbers, writer)
        writer.close()
        results.append(reader)
    while results:
        for reader in wait(results):
            try:
                trials += reader.recv()  # type: ignore[union-attr]
            except EOFError:
                results.remove(reader)  # type: ignore[arg-type]
                continue
            if len(trials) % TOLD_EVERY == 0:
                sys.stderr.write(f"{len(trials):,} tried of about {len(tries):,}\n")
    return trials


def _work(tries: Sequence[Try], own: Path, numbers: int, results: Connection) -> NoReturn:
    """Take one trial after another in a process of its own."""
    own.mkdir()
    while taken := os.read(numbers, 4):
        results.send(tries[int.from_bytes(taken, "big")](own))
    results.close()
    os._exit(0)


def _list_interruptions(scene: Scene, folder: Path, given: argparse.Namespace) -> Iterator[Try]:
    planned = list(plan_faults(scene, list_calls(scene, folder), given.seed, given.twice))
    once = [arguments for name, arguments in planned if name == "once"]
    for fault, at in once:
        if int(at) % given.every == 0:
            yield _wrap(lambda own, fault=fault, at=at: try_fault(scene, own, fault, at))
    for first, second in (arguments for name, arguments in planned if name == "twice"):
        yield _wrap(lambda own, first=first, second=second: try_killed_recovery(scene, own, first, second))


def _wrap(attempt: Callable[[Path], Trial]) -> Try:
    return lambda own: [attempt(own)]


if __name__ == "__main__":
    sys.exit(main())
