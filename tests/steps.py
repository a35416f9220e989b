"""Count the steps that the project's own code takes, which a test of bounded work compares instead of seconds."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

_COUNTED = str(Path(__file__).resolve().parents[1] / "tasks") + "/"

# Twice the input may take twice the steps and a little more; a quadratic loop takes four times as many.
MOST_GROWTH = 2.3
# What is set up once, such as a lexicon that is read at its first use.
ALLOWANCE_STEPS = 3_000


class TooManyStepsError(AssertionError):
    """The work takes more steps than it may."""


def count_steps(work: Callable[[], object], most: int | None = None) -> int:
    """Count the lines of `tasks/` that are run, each turn of a loop or a comprehension anew.

    Args:
        work: What to run. What C code does (a regular expression, `in`, a slice) counts as nothing.
        most: Where to stop, so that a test of what is cubic ends.

    Raises:
        TooManyStepsError: More than `most` steps were taken.
    """
    steps = 0
    limit = math.inf if most is None else most

    def _count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal steps
        steps += event == "line"
        if steps > limit:
            sys.settrace(None)
            place = f"{frame.f_code.co_filename.removeprefix(_COUNTED)}:{frame.f_lineno}"
            raise TooManyStepsError(f"more than {most} steps, the last one in {frame.f_code.co_name} ({place})")

    def _enter(frame: FrameType, event: str, argument: Any) -> Any:
        return _count if frame.f_code.co_filename.startswith(_COUNTED) else None

    before = sys.gettrace()
    sys.settrace(_enter)
    try:
        work()
    finally:
        sys.settrace(before)
    return steps


def assert_linear(
    make_work: Callable[[int], Callable[[], object]],
    size: int,
    most_growth: float = MOST_GROWTH,
    allowance: int = ALLOWANCE_STEPS,
) -> None:
    """Assert that twice the input takes no more than about twice the steps.

    Args:
        make_work: Gives, for a size, the work to count; what prepares it is not counted.
        size: The lesser of the two sizes, in whatever `make_work` counts.
        most_growth: How many times the steps the greater size may take.
        allowance: How many steps it may take besides.
    """
    # What is read or compiled once is not counted; what is kept of a text from its first run is, so it is another text.
    make_work(max(1, size // 2))()
    small, large = make_work(size), make_work(2 * size)
    steps = count_steps(small)
    count_steps(large, most=round(most_growth * steps) + allowance)
