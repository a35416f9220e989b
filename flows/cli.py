"""The `sayso` command: its list of commands, and how it ends."""

from __future__ import annotations

import sys
import traceback
from importlib.metadata import version
from typing import Annotated

import typer
from typer.exceptions import TyperException

from flows.commands import ask, keep, look, mend, reproduce, run
from flows.commands.options import fail, say
from flows.exit_codes import describe_error, find_exit_code
from flows.garbage import collect_rarely
from flows.interrupt import tell_stopped
from tasks.errors import BUG, INTERRUPTED, WRONG_INPUT

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Turn dumps of news articles into a claims dataset: who said what, when, with which numbers.\n\n"
    "Exit codes: 0 done, 1 the audit refused the release, 2 input or setting wrong, 3 another run is going on, "
    "4 a bug of Sayso's, 130 stopped.",
    epilog="For example: `sayso build data/sample`, then `sayso show RECORD_ID` and `sayso rejects`.",
)
_COMMANDS = (
    *(run.build, run.inspect, run.nightly, run.backfill),
    *(look.releases, look.show, look.check, look.rejects),
    *(ask.query, ask.people, ask.stories, ask.export),
    *(keep.pin, mend.repair, mend.forget),
    *(reproduce.rebuild, reproduce.trace, reproduce.diff),
)
for _command in _COMMANDS:
    app.command()(_command)


def _tell_version(is_wanted: bool) -> None:
    if is_wanted:
        say(f"sayso {version('sayso')}")
        raise typer.Exit


@app.callback()
def _take_version(
    is_wanted: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which version this is.")
    ] = False,
) -> None:
    """Options of the command itself."""


def main() -> None:
    """Run the command; what a user can mend is told in one line."""
    collect_rarely()
    try:
        code = app(standalone_mode=False)
        if code == INTERRUPTED:  # Typer makes this of a KeyboardInterrupt, without a word
            tell_stopped()
    except (KeyboardInterrupt, typer.Abort):
        tell_stopped()
        code = INTERRUPTED
    except TyperException as error:
        message = error.format_message()
        if message:
            fail(message.rstrip(".") + _point_at_help(error), WRONG_INPUT)
        code = WRONG_INPUT  # help was shown
    except Exception as error:
        code = find_exit_code(error)
        if code != BUG:
            fail(describe_error(error), code)
        traceback.print_exc()
        sys.stderr.write("sayso: this is a bug of Sayso's; what was published before stays as it was\n")
    sys.exit(code if isinstance(code, int) else 0)


def _point_at_help(error: TyperException) -> str:
    """Name the help of the command that was written wrongly."""
    context = getattr(error, "ctx", None)
    return f"; `{context.command_path} --help` shows how" if context is not None else ""


if __name__ == "__main__":
    main()
