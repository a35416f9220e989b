"""A step that ends or stops the worker that runs it; it imports little, so that a worker is soon ready."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def meet(item: str, log: Path) -> str:
    """Note that an item is begun, and do what it says."""
    with log.open("a") as stream:
        stream.write(f"{item} {os.getpid()}\n")
    if item == "kill" or (item == "kill once" and log.read_text().count(item) == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "stop":
        os.kill(os.getpid(), signal.SIGSTOP)
    if item == "eat":
        raise MemoryError
    if item == "raise":
        raise KeyError("no such item")
    return item.upper()
