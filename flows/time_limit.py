"""How long a run may take."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tasks.errors import SaysoError


class RunTooLong(SaysoError):
    """A run took longer than the settings allow; what it extracted is kept."""


@contextmanager
def limit_time(seconds: float | None) -> Iterator[None]:
    """Stop what runs inside after so many seconds; None: never.

    Only in the main thread, where flows run; elsewhere nothing is stopped.

    Raises:
        RunTooLong: The time is over.
    """

    def expire(_number: int, _frame: FrameType | None) -> None:
        raise RunTooLong(
            f"stopped after {seconds:,.0f} seconds (setting most_nightly_seconds); what is extracted is kept, and the "
            "next run goes on from there"
        )

    if seconds is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, expire)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
