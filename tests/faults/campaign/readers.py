"""Releases published one after the other while another process reads them without a pause."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tasks.publish.manifest import verify_release
from tests.faults.campaign.child import run_forked
from tests.faults.campaign.scenes import run_build
from tests.faults.campaign.verdict import Trial
from tests.flows.articles import make_record, write_dump

KIND = "published under a reading loop"


def try_publishes(folder: Path, times: int) -> list[Trial]:
    """Publish a number of releases while a process reads `latest`: one trial a release.

    The reader resolves the link once a round and holds every file of that release against its manifest.
    """
    data = folder / "read"
    dump = folder / "read.jsonl"
    reader, writer = os.pipe()
    loop = os.fork()
    if loop == 0:
        os.close(reader)
        _read_forever(data, writer)
    os.close(writer)
    trials = []
    for number in range(times):
        write_dump(dump, [make_record(number)])
        ending = run_forked(lambda: run_build(data, [dump]))
        outcome = "whole" if ending.kind == "gave" else "untold"
        trials.append(Trial(KIND, f"release {number}", outcome, ending.message))
    os.kill(loop, signal.SIGTERM)
    os.waitpid(loop, 0)
    with os.fdopen(reader) as stream:
        torn = stream.read().splitlines()
    return trials + [Trial(KIND, "a read", "damaged", line) for line in torn]


def _read_forever(data: Path, writer: int) -> None:
    os.nice(10)  # what it shall meet are the renames, not the processor
    while True:
        if not (data / "latest").exists():
            continue
        release = (data / "latest").resolve()
        for problem in verify_release(release):
            os.write(writer, f"{release.name}: {problem}\n".encode())
