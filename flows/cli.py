"""The `sayso` command: its list of commands, and how it ends."""

from __future__ import annotations

import errno
import sys

import typer
from typer.exceptions import TyperException

from flows.commands import look, run
from flows.commands.options import fail
from tasks.errors import INTERRUPTED, WRONG_INPUT, SaysoError

# What the system may refuse for a reason that a user can mend.
USERS_TO_MEND = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.ENOTDIR, errno.EEXIST)

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Turn dumps of news articles into a claims dataset: who said what, when, with which numbers.\n\n"
    "Exit codes: 0 done, 1 the audit refused the release, 2 input or option wrong, 3 another run is going on.",
    epilog="For example: `sayso build data/sample`, then `sayso show RECORD_ID` and `sayso rejects`.",
)
for _command in (run.build, run.nightly, run.backfill, look.releases, look.show, look.check, look.rejects):
    app.command()(_command)


def main() -> None:
    """Run the command; what a user can mend is told in one line."""
    try:
        code = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        fail("stopped; run it again and it goes on", INTERRUPTED)
    except TyperException as error:
        message = error.format_message()
        if message:
            fail(message, WRONG_INPUT)
        code = WRONG_INPUT  # help was shown
    except SaysoError as error:
        fail(str(error), error.exit_code)
    except OSError as error:
        if error.errno in USERS_TO_MEND:
            fail(f"{error.filename or 'writing failed'}: {error.strerror}", WRONG_INPUT)
        raise
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
