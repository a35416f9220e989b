"""Run the nightly flow, and stay in its first step for ever: the data folder is held. `held_flow.py DATA`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from flows import pipeline
from flows.nightly import nightly


def plan_shards(*_: object) -> None:
    """Say that the step has begun, and never end it."""
    sys.stdout.write("held\n")
    sys.stdout.flush()
    threading.Event().wait()


if __name__ == "__main__":
    pipeline.plan_shards = plan_shards  # type: ignore[assignment]
    nightly(data=Path(sys.argv[1]))
