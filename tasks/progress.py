"""How a step says how far it is, to whoever runs it: a runner that shows it, or one that waits for a sign of life."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

R = TypeVar("R")
Step = TypeVar("Step", bound=Callable[..., Any])
# Called with how much is done.
Report = Callable[[int], None]


def tell_nobody(done: int) -> None:  # noqa: ARG001
    """Take in how much is done where nobody wants to know."""


def reports_progress(step: Step) -> Step:
    """Mark a step that takes `report` and calls it, so that whoever runs the step gives it one."""
    vars(step)["reports_progress"] = True
    return step


def call_step(step: Callable[..., R], arguments: Iterable[Any], report: Report) -> R:
    """Call a step; one that reports its progress is given what it reports to."""
    is_reporting = getattr(step, "reports_progress", False)
    return step(*arguments, report=report) if is_reporting else step(*arguments)
