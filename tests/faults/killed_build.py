"""A build that kills itself: `killed_build.py DUMP DATA WORD N` dies at its Nth rename to a path that holds WORD."""

from __future__ import annotations

import os
import pathlib
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flows.pipeline import build_release
from flows.settings import Settings
from tests.conftest import SerialRunner


def die_at_rename(word: str, number: int) -> None:
    """Make the process kill itself just before its rename of that number to a path that holds a word."""
    count = 0

    def wrap(function: Callable[..., Any]) -> Callable[..., Any]:
        def renamed(source: Any, target: Any, **kwargs: Any) -> Any:
            nonlocal count
            count += word in str(target)
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(source, target, **kwargs)

        return renamed

    pathlib.os.rename = os.rename = wrap(os.rename)  # type: ignore[attr-defined]
    pathlib.os.replace = os.replace = wrap(os.replace)  # type: ignore[attr-defined]


if __name__ == "__main__":
    dump, data, word, number = sys.argv[1:]
    die_at_rename(word, int(number))
    build_release([dump], Settings(data=Path(data), shard_documents=2), SerialRunner())
    sys.stdout.write("ended")
