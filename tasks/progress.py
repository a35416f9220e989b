"""How a step says how far it is, to whoever runs it: a runner that shows it, or one that waits for a sign of life."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

R = TypeVar("R")
Step = TypeVar("Step", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Tally:
    """How what a step did is counted, for whoever watches it.

    Attributes:
        count: What became of the things that it was about, from its result: names and numbers.
        size: How many things an item holds that it is run on.
    """

    count: Callable[[Any], Mapping[str, int]] = lambda _: {}
    size: Callable[[Any], int] = lambda _: 1


# Called with how much is done.
Report = Callable[[int], None]


def tell_nobody(done: int) -> None:  # noqa: ARG001
    """Take in how much is done where nobody wants to know."""


def reports_progress(step: Step) -> Step:
    """Mark a step that takes `report` and calls it, so that whoever runs the step gives it one."""
    vars(step)["reports_progress"] = True
    return step


def tallied(tally: Tally) -> Callable[[Step], Step]:
    """Mark a step with how what it did is counted."""

    def mark(step: Step) -> Step:
        vars(step)["tally"] = tally
        return step

    return mark


def get_tally(step: Callable[..., Any]) -> Tally:
    """Give how what a step did is counted; one that is not marked counts nothing but its items."""
    tally: Tally = getattr(step, "tally", Tally())
    return tally


def call_step(step: Callable[..., R], arguments: Iterable[Any], report: Report) -> R:
    """Call a step; one that reports its progress is given what it reports to."""
    is_reporting = getattr(step, "reports_progress", False)
    return step(*arguments, report=report) if is_reporting else step(*arguments)
