"""A pool whose one worker opens a pipe, writes a line into it and stays: `held_worker.py PIPE`."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from flows.runners import LocalRunner


def hold(pipe: Path) -> None:
    with pipe.open("w") as stream:
        stream.write("alive\n")
        stream.flush()
        threading.Event().wait()


if __name__ == "__main__":
    with LocalRunner(workers=1) as runner:
        runner.map(hold, [Path(sys.argv[1])], label="holding")
