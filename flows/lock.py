"""One run at a time in a data folder."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from tasks.errors import LOCKED, SaysoError


class DataLocked(SaysoError):
    """Another run holds the data folder; the message says which."""

    exit_code = LOCKED


@contextmanager
def lock_data(data: Path, purpose: str) -> Iterator[None]:
    """Hold a data folder for one run. A lock whose holder died is free: the system releases it.

    Args:
        data: The data folder.
        purpose: What the run does ("build"), told to whoever finds it locked.

    Raises:
        DataLocked: Another run holds it.
    """
    work = data / "work"
    work.mkdir(parents=True, exist_ok=True)
    holder = work / "lock.json"
    try:
        with FileLock(work / "lock", timeout=0):
            held = {"purpose": purpose, "pid": os.getpid(), "host": socket.gethostname()}
            holder.write_text(json.dumps(held | {"since": datetime.now(UTC).isoformat(timespec="seconds")}), "utf-8")
            yield
            holder.unlink()
    except Timeout:
        raise DataLocked(f"{data} is in use: {_describe_holder(holder)}") from None


def _describe_holder(holder: Path) -> str:
    try:
        held = json.loads(holder.read_text("utf-8"))
    except (OSError, ValueError):
        return "another run is just starting or ending"
    return f"{held['purpose']} by process {held['pid']} on {held['host']} since {held['since']}"
