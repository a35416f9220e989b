"""Clocks that go back or ahead, and folders that are moved, between two nights."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flows.run_clock import WRITTEN
from tests.faults.campaign.child import run_forked
from tests.faults.campaign.scenes import digest_latest, run_build, write_dumps
from tests.faults.campaign.verdict import TOLD, Trial

Act = Callable[..., None]
BEGAN = datetime(2025, 3, 6, 3, tzinfo=UTC)
# How far the clock is from where the night before had it.
SHIFTS = {
    "an hour back": -timedelta(hours=1),
    "a day back": -timedelta(days=1),
    "ten years back": -timedelta(days=3652),
    "no time on": timedelta(0),
    "a second on": timedelta(seconds=1),
    "ten years on": timedelta(days=3652),
}


def list_clocks() -> Iterator[tuple[str, Callable[[Path], Trial]]]:
    """List the trials: a clock that is off on the second night, or was on the first; a data folder that is moved."""
    for name, shift in SHIFTS.items():
        yield f"the clock {name} on the second night", _make_trial(BEGAN, BEGAN + shift, is_moved=False)
        yield f"the clock {name} on the second night, data moved", _make_trial(BEGAN, BEGAN + shift, is_moved=True)
        yield f"the clock {name} on the first night", _make_trial(BEGAN + shift, BEGAN, is_moved=True)


def _make_trial(first: datetime, second: datetime, *, is_moved: bool) -> Callable[[Path], Trial]:
    def run(folder: Path) -> Trial:
        kind = "clocks set back or ahead, data folders moved"
        nights = write_dumps(folder)
        data, right = folder / "data", folder / "right"
        for target in (data, right):
            shutil.rmtree(target, ignore_errors=True)
        expected = run_forked(lambda: _build_both(right, nights, BEGAN, BEGAN + timedelta(days=1)))
        ending = run_forked(lambda: _build_both(data, nights, first, second, is_moved=is_moved))
        is_right = ending.kind == "gave" and ending.value == expected.value
        # A clock that cannot be is refused before anything is read.
        is_right |= ending.kind == "raised" and ending.exit_code in TOLD and first < WRITTEN
        return Trial(kind, f"{first:%F} then {second:%F}", "whole" if is_right else "lost", ending.message)

    return run


def _build_both(
    data: Path, nights: tuple[Path, Path], first: datetime, second: datetime, *, is_moved: bool = False
) -> Any:
    run_build(data, [nights[0]], now=first)
    if is_moved:
        data = data.rename(data.with_name("moved"))
    run_build(data, [nights[1]], now=second)
    digest = digest_latest(data)
    shutil.rmtree(data)
    return digest
