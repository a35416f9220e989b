"""What may go wrong with one article and must not stop the others: a rule that raises, time or memory that is spent."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar, get_args

from expectations.folders import PROJECT
from tasks.deadline import OutOfTime, limit_seconds
from tasks.errors import SaysoError

R = TypeVar("R")

# Reasons of rejects that are no fault of the input; the first two are the code's, the others depend on the machine too.
MachineReason = Literal["too_slow", "worker_died"]
LEFT_BY_MACHINE: tuple[MachineReason, ...] = get_args(MachineReason)
# What of a traceback is Sayso's own, in a checkout that holds `.venv` as in a folder of installed packages.
OURS = ("expectations", "flows", "tasks")
SET_ASIDE = ("broken_rows", "broken_rule", *LEFT_BY_MACHINE)


@dataclass(frozen=True, slots=True)
class Mishap:
    """Why the work on one article was given up.

    Attributes:
        reason: A value of `rejects.reason`.
        detail: What happened, in a line.
        traceback: The whole traceback of a rule that raised; None for anything else.
    """

    reason: Literal["broken_rule"] | MachineReason
    detail: str
    traceback: str | None = None


def attempt(step: Callable[[], R], most_seconds: float | None) -> R | Mishap:
    """Take a step with one article; when it raises or its time is over, say so.

    Args:
        step: The step.
        most_seconds: How long it may take; None for no limit.

    Returns:
        What the step gives, or the mishap.

    Raises:
        SaysoError: What no article can be blamed for, such as a model that is missing.
        OSError: A file could not be read or written.
    """
    try:
        with limit_seconds(most_seconds):
            return step()
    except (SaysoError, OSError):
        raise
    except OutOfTime:
        return Mishap("too_slow", f"it took longer than {most_seconds:g} seconds")
    except MemoryError:
        return Mishap("worker_died", "the memory was not enough")
    except Exception as error:
        return blame(error)


def blame(error: Exception) -> Mishap:
    """Give the mishap of a rule that raised an error."""
    return Mishap("broken_rule", _describe(error), "".join(traceback.format_exception(error)))


def _describe(error: Exception) -> str:
    """Name an error and the innermost place in Sayso's own code."""
    said = traceback.format_exception_only(error)[-1].strip()
    places = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_own(frame.filename)]
    if not places:
        return said
    place = places[-1]
    return f"{said} in {place.name} ({Path(place.filename).relative_to(PROJECT)}:{place.lineno})"


def _is_own(path: str) -> bool:
    own = Path(path)
    return own.is_relative_to(PROJECT) and own.relative_to(PROJECT).parts[0] in OURS
