"""The one instant of a run, from which all of its times follow."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tasks.errors import SaysoError

_log = logging.getLogger(__name__)

# Sayso was not written before; by a clock that says so every article would come out of the future.
WRITTEN = datetime(2024, 1, 1, tzinfo=UTC)


class ClockError(SaysoError):
    """The clock says a time that cannot be."""


@dataclass(frozen=True, slots=True)
class RunClock:
    """When a run began, and how long ago that is.

    Attributes:
        started: When the run began, UTC: its release's date and the start of its row of `runs`.
    """

    started: datetime
    _ticks: float = field(default_factory=time.monotonic)

    def read(self) -> datetime:
        """Give the time since the start as a time of day; it never runs backward, whatever the wall clock does."""
        return self.started + timedelta(seconds=time.monotonic() - self._ticks)


def start_clock(now: datetime | None, last: datetime | None) -> RunClock:
    """Take a run's instant: now, or a second after the last release where the wall clock stands before that.

    Args:
        now: What the wall clock says; it is read if None.
        last: The instant of the newest release; None before the first.

    Raises:
        ClockError: There is no release yet, and the clock stands before Sayso was written.
    """
    instant = datetime.now(UTC) if now is None else now.astimezone(UTC)
    if last is not None and instant <= last:
        told = f"{instant:%Y-%m-%d %H:%M:%S} UTC"
        instant = last + timedelta(seconds=1)
        _log.warning(
            "The clock says %s, but the newest release is of %s UTC; this run is dated a second after it. "
            "Nothing is lost by that; set the clock right.",
            told, f"{last:%Y-%m-%d %H:%M:%S}",
        )  # fmt: skip
    if instant < WRITTEN:
        raise ClockError(f"the clock says {instant:%Y-%m-%d %H:%M:%S} UTC; set it right and run the same command again")
    return RunClock(instant)
