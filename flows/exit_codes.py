"""Which exit code an error ends the command with, and what is said of it."""

from __future__ import annotations

import errno

from tasks.errors import BUG, INTERRUPTED, WRONG_INPUT, SaysoError

# What the system may refuse for a reason that a user can mend.
USERS_TO_MEND = (
    errno.EIO,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
    errno.EDQUOT,
    errno.ENOTDIR,
    errno.EEXIST,
)


def find_exit_code(error: BaseException) -> int:
    """Give the exit code that an error ends the command with: 4, a bug, unless a user can mend it or stopped it."""
    if isinstance(error, SaysoError):
        return error.exit_code
    if isinstance(error, OSError) and error.errno in USERS_TO_MEND:
        return WRONG_INPUT
    # Ctrl-C, and Prefect's own signal of a run that is cancelled, are no Exception.
    return BUG if isinstance(error, Exception) else INTERRUPTED


def describe_error(error: BaseException) -> str:
    """Say in a line what went wrong."""
    if isinstance(error, OSError) and error.errno in USERS_TO_MEND:
        return f"{error.filename or 'writing failed'}: {error.strerror}"
    return str(error) or type(error).__name__
