"""What commands share: options, settings, the console, and how a command ends."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from flows.settings import Settings, load_settings

PIPE_WIDTH = 160

Inputs = Annotated[list[str], typer.Argument(help="Files, folders and addresses such as s3://bucket/dumps.")]
Data = Annotated[Path | None, typer.Option("--data", help="Folder of work, releases and latest.  [default: data]")]
Model = Annotated[str | None, typer.Option(help="Installed English spaCy pipeline.")]
Workers = Annotated[int | None, typer.Option(help="Processes.  [default: one a core]")]
PublishedAt = Annotated[datetime | None, typer.Option(help="Publication date, UTC, of articles that carry none.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet of articles that name none.")]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first", help="How to read 03/04/2024.  [default: as other dates of the same file tell]"
    ),
]
AcceptDrift = Annotated[
    str | None,
    typer.Option(
        "--accept-drift", metavar="REASON", help="Publish although much differs from what was usual, and keep why."
    ),
]
Release = Annotated[
    str | None, typer.Argument(help="A release's id, its first characters, latest or previous.  [default: latest]")
]


def make_settings(**given: object) -> Settings:
    """Make the settings of a command: its options, then the environment, then `sayso.toml`.

    Raises:
        WrongSettings: One is not allowed, or cannot be read.
    """
    return load_settings(given, "settings")


def find_release(data: Path | None, name: str | None) -> Path:
    """Find a release of a data folder by its id, `latest` or `previous`; the newest without a name."""
    from tasks.publish.pick_release import pick_release

    return pick_release(make_settings(data=data).data, name or "latest")


def make_console() -> Console:
    """Make the console of a command's result: into a file or a pipe, rows stay whole."""
    return Console() if sys.stdout.isatty() else Console(width=PIPE_WIDTH)


def say(text: str) -> None:
    """Print a line of a command's result."""
    sys.stdout.write(f"{text}\n")


def fail(message: str, code: int) -> NoReturn:
    """End the command with a message on standard error and an exit code."""
    sys.stderr.write(f"sayso: {message}\n")
    raise SystemExit(code)
