"""End a run soon after Ctrl-C or a stop by the system, whatever it is doing, and say how to go on."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from tasks.errors import INTERRUPTED

SIGNALS = (signal.SIGINT, signal.SIGTERM)
# A run may be killed anywhere and goes on, so little is gained by a longer wait.
GRACE_SECONDS = 2.0
STOPPED = "stopped; nothing is lost: run the same command again and it goes on where it was"


@contextmanager
def end_on_interrupt() -> Iterator[None]:
    """Turn the first SIGINT or SIGTERM into KeyboardInterrupt, and end the process if that is not over soon.

    Python runs a signal's handler between two of its own instructions, so a query or a hash of minutes would hold it
    up. The byte that the system writes to the wake-up socket reaches a thread at once.

    Only in the main thread; elsewhere it does nothing, since signals go to the main thread alone.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    reader, writer = socket.socketpair()
    writer.setblocking(False)
    before = {number: signal.signal(number, _interrupt) for number in SIGNALS}
    wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    over = threading.Event()
    threading.Thread(target=_watch, args=(reader, over), daemon=True).start()
    try:
        yield
    finally:
        over.set()
        signal.set_wakeup_fd(wakeup)
        for number, handler in before.items():
            signal.signal(number, handler)
        writer.close()


def tell_stopped() -> None:
    """Say on standard error that the run was stopped, and how to go on."""
    sys.stderr.write(f"sayso: {STOPPED}\n")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _watch(reader: socket.socket, over: threading.Event) -> None:
    while received := reader.recv(1):
        if received[0] in SIGNALS:
            if not over.wait(GRACE_SECONDS):
                os.write(sys.stderr.fileno(), f"sayso: {STOPPED}\n".encode())
                # Workers see that their parent is gone and end too.
                os._exit(INTERRUPTED)
            return
