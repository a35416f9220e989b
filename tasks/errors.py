"""What ends a run with a message that a user can act on."""

from __future__ import annotations

from typing import ClassVar

DONE, REFUSED, WRONG_INPUT, LOCKED, BUG, INTERRUPTED = 0, 1, 2, 3, 4, 130


class SaysoError(Exception):
    """A run cannot go on; the message says why and what to do, and the command ends with the class's exit code.

    Attributes:
        exit_code: 1 the release was refused, 2 an input or setting is wrong, 3 another run holds the data folder.
    """

    exit_code: ClassVar[int] = WRONG_INPUT


class DamagedData(SaysoError):
    """A file of the data folder is not as it was written; the message says which, and that `sayso repair` mends it."""

    exit_code = REFUSED

    def __init__(self, message: str) -> None:
        super().__init__(f"{message}; `sayso repair` mends it or says what is lost")
