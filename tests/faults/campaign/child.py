"""Run a function in a forked process, and say how it ended: what it gave, what it raised, that it died or hung."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flows.exit_codes import describe_error, find_exit_code

PATIENCE_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended.

    Attributes:
        kind: `gave` a value, `raised` an error, was `killed`, or `hung` and was killed for it.
        value: What the function gave.
        exit_code: What the command would end with.
        message: What the command would say; the traceback for a bug.
    """

    kind: str
    value: Any = None
    exit_code: int = 0
    message: str = ""


def run_forked(function: Callable[[], Any]) -> Ending:
    """Run a function in a fork of this process, in which everything is imported already."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_child(function, writer)
    os.close(writer)
    packed = _read(reader, child)
    _, status = os.waitpid(child, 0)
    if packed is None:
        return Ending("hung")
    if os.WIFSIGNALED(status):
        return Ending("killed")
    return Ending(*pickle.loads(packed))


def _be_child(function: Callable[[], Any], writer: int) -> None:
    try:
        ending = ("gave", function(), 0, "")
    except BaseException as error:
        code = find_exit_code(error)
        told = describe_error(error) if code in (1, 2, 3) else traceback.format_exc()
        ending = ("raised", None, code, told)
    with os.fdopen(writer, "wb") as stream:
        pickle.dump(ending, stream)
    sys.stdout.flush()
    os._exit(0)


def _read(reader: int, child: int) -> bytes | None:
    """Read all that the child writes; None when it was silent too long, and is killed."""
    pieces = []
    with os.fdopen(reader, "rb", buffering=0) as stream:
        while True:
            ready, _, _ = select.select([stream], [], [], PATIENCE_SECONDS)
            if not ready:
                os.kill(child, signal.SIGKILL)
                return None
            piece = stream.read(1 << 16)
            if not piece:
                return b"".join(pieces)
            pieces.append(piece)
