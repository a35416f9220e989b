"""The CPU seconds of each stage of a build in this process, as JSON: `python -m tests.bench.stages DATA DUMP…`."""

from __future__ import annotations

import functools
import json
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from flows import pipeline
from flows.garbage import collect_rarely
from flows.settings import load_settings
from tasks.annotate import article
from tasks.progress import call_step
from tasks.shards import extract

# What is measured by itself within the step that calls it: functions by the module that looks them up.
WITHIN: tuple[tuple[Any, str, str], ...] = (
    (extract, "load_model", "load the model"),
    (extract, "make_document", "read and clean"),
    (extract, "clean_document", "read and clean"),
    (article, "find_dates", "dates"),
    (article, "find_entities", "entities"),
    (article, "SpeakerResolver", "speakers"),
    (article, "find_quotes", "quotes and their speakers"),
    (article, "find_figures", "figures"),
    (article, "find_claims", "claims"),
    (extract, "_make_all_rows", "rows"),
    (extract, "write_arrow", "rows"),
    (extract, "reject_broken_articles", "check rows"),
    (extract, "_holds", "check rows"),
)
STEPS = {"reading": "plan", "extracting articles": "rest of extraction", "checking parts": "check rows"}


class Clock:
    """Gives each moment to the innermost stage that is running."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._running: list[str] = ["rest"]
        self._since = time.process_time()

    def run(self, stage: str, call: Callable[[], Any]) -> Any:
        """Call something as part of a stage."""
        self._turn()
        self._running.append(stage)
        try:
            return call()
        finally:
            self._turn()
            self._running.pop()

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now


class StageRunner:
    """Runs every step in this process, on the clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def run(self, step: Callable[..., Any], *args: Any, label: str) -> Any:
        """Run one step."""
        return self._clock.run(STEPS.get(label, label), lambda: call_step(step, args, lambda _: None))

    def map(self, step: Callable[..., Any], items: Sequence[Any], *shared: Any, label: str) -> list[Any]:
        """Run a step on each item."""
        return [self.run(step, item, *shared, label=label) for item in items]


def watch(clock: Clock) -> None:
    """Put the functions of `WITHIN`, and the parse, on the clock."""
    for module, name, stage in WITHIN:
        setattr(module, name, _timed(clock, stage, getattr(module, name)))
    parse_bodies = article.parse_bodies

    def parse(nlp: Any, bodies: Sequence[str]) -> Iterator[Any]:
        parsed = parse_bodies(nlp, bodies)
        while (doc := clock.run("parse", lambda: next(parsed, None))) is not None:
            yield doc

    article.parse_bodies = parse


def _timed(clock: Clock, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function, updated=())
    def call(*args: Any, **named: Any) -> Any:
        return clock.run(stage, lambda: function(*args, **named))

    return call


def main(data: str, inputs: list[str]) -> None:
    """Build once; write the seconds by stage and the process's largest memory."""
    imports = time.process_time()
    collect_rarely()
    clock = Clock()
    watch(clock)
    pipeline.build_release(inputs, load_settings({"data": Path(data), "workers": 1}, "bench"), StageRunner(clock))
    seconds = {"imports": imports, **clock.seconds}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": round(peak)}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
