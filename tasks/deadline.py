"""A budget of time for work that Python does, where the system can interrupt it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# An interruption may be lost in a callback whose errors C code passes over; the next one comes so much later.
AGAIN_SECONDS = 1.0


class OutOfTime(BaseException):
    """A budget of time is spent. No `Exception`: code that passes over the errors of a page must not pass over it."""


@contextmanager
def limit_seconds(most_seconds: float | None) -> Iterator[None]:
    """Interrupt what runs inside when its time is over.

    The system's alarm reaches the main thread alone, so in another thread, or where there are no alarms, nothing is
    interrupted; nor is C code before it returns to Python. There is one alarm: whoever has set it already keeps it.

    Args:
        most_seconds: Seconds of the wall clock; None for no limit.

    Raises:
        OutOfTime: The time was over.
    """
    if most_seconds is None or not _may_set_alarm():
        yield
        return
    is_armed = True

    def expire(_: int, __: FrameType | None) -> None:
        if is_armed:
            raise OutOfTime

    before = signal.signal(signal.SIGALRM, expire)
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, most_seconds, AGAIN_SECONDS)
            yield
        finally:
            is_armed = False
    finally:
        # Once more, for an alarm may have come between the lines above.
        is_armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _may_set_alarm() -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    return signal.getitimer(signal.ITIMER_REAL)[0] == 0
