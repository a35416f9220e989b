"""The `sayso` command."""

from __future__ import annotations

import errno
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError
from pydantic_settings import SettingsError
from rich.console import Console
from typer.exceptions import TyperException

from flows.settings import Settings
from tasks.annotate.model_name import ModelError
from tasks.read.source import InputError

AUDIT_FAILED, BAD_INPUT, LOCKED, STOPPED = 1, 2, 3, 130
PIPE_WIDTH = 160
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

Inputs = Annotated[list[str], typer.Argument(help="Files, folders and addresses such as s3://bucket/dumps.")]
Data = Annotated[Path | None, typer.Option("--data", help="Folder of work, releases and latest.  [default: data]")]
Model = Annotated[str | None, typer.Option(help="Installed English spaCy pipeline.")]
Workers = Annotated[int | None, typer.Option(help="Processes.  [default: one a core]")]
PublishedAt = Annotated[datetime | None, typer.Option(help="Publication date, UTC, of articles that carry none.")]
Outlet = Annotated[str | None, typer.Option(help="Outlet of articles that name none.")]
AcceptDrift = Annotated[
    bool | None, typer.Option("--accept-drift", help="Publish although the release differs much from the one before.")
]
Release = Annotated[str | None, typer.Argument(help="A release's id.  [default: the newest]")]


@app.command()
def build(
    inputs: Inputs,
    data: Data = None,
    model: Model = None,
    workers: Workers = None,
    published_at: PublishedAt = None,
    outlet: Outlet = None,
    accept_drift: AcceptDrift = None,
) -> None:
    """Build and publish a release from files and folders.

    What an earlier build took in is not extracted again; a build that was stopped goes on where it was.

    It reads, by content rather than by suffix:

    - text, HTML, saved pages (MHTML), one article a file
    - JSON, JSON lines, CSV, TSV, Parquet, one article an entry
    - web archives (WARC, WET), RSS and Atom
    - zip and tar archives of any of these, also nested
    - each of them packed with gzip, bzip2, xz, zstd or lz4

    What cannot be read is listed by `sayso rejects`, with a reason.

    For example:

    - `sayso build data/sample`
    - `sayso build dump.jsonl.zst pages.zip --data out --published-at 2024-10-23`
    - `sayso build s3://bucket/crawl/2024-10/ --data out`
    """
    settings = _make_settings(
        data=data, model=model, workers=workers, published_at=published_at, outlet=outlet, accept_drift=accept_drift
    )
    _run_pipeline(inputs, settings, purpose="build")


@app.command()
def nightly(
    data: Data = None,
    once: Annotated[bool, typer.Option("--once", help="Run now, without a Prefect server, and end.")] = False,
    cron: Annotated[str | None, typer.Option(help="When to run.  [default: 0 3 * * *]")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Time zone of --cron.  [default: UTC]")] = None,
    accept_drift: AcceptDrift = None,
) -> None:
    """Build a release every night from what lies in the inbox, `<data>/inbox` or what the setting `inbox` names.

    Without `--once` it serves the Prefect flow on its schedule until stopped; start a server first with
    `prefect server start` and set `PREFECT_API_URL`.

    For example:

    - `sayso nightly --once`
    - `sayso nightly --cron "30 2 * * *" --time-zone Europe/Berlin`
    """
    from flows.inbox import list_inbox, name_inbox

    settings = _make_settings(data=data, cron=cron, time_zone=time_zone, accept_drift=accept_drift)
    if not once:
        from flows.nightly import ScheduleError, serve_nightly

        try:
            serve_nightly(settings)
        except ScheduleError as error:
            _fail(str(error), BAD_INPUT)
        return
    inputs = list_inbox(settings)
    if not inputs:
        _print(f"The inbox is empty: {name_inbox(settings)}")
        return
    _run_pipeline(inputs, settings, purpose="nightly")


@app.command()
def backfill(
    inputs: Annotated[list[str] | None, typer.Argument(help="Old dumps; none is needed with --refresh.")] = None,
    data: Data = None,
    model: Model = None,
    workers: Workers = None,
    published_at: PublishedAt = None,
    outlet: Outlet = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Make again, shard by shard, what other code or settings made.")
    ] = False,
    accept_drift: AcceptDrift = None,
) -> None:
    """Take in old dumps shard by shard; run it again after a stop and it goes on.

    For example:

    - `sayso backfill archive-2019.jsonl.gz --workers 8`
    - `sayso backfill --refresh`
    """
    if not inputs and not refresh:
        _fail("name a dump, or give --refresh", BAD_INPUT)
    settings = _make_settings(
        data=data, model=model, workers=workers, published_at=published_at, outlet=outlet, accept_drift=accept_drift
    )
    _run_pipeline(inputs or [], settings, purpose="backfill", refresh=refresh)


@app.command()
def releases(data: Data = None) -> None:
    """List the releases, the newest first.

    For example: `sayso releases --data out`
    """
    from flows.show import print_releases

    print_releases(_make_settings(data=data).data, _make_console())


@app.command()
def show(article_id: str, data: Data = None) -> None:
    """Show one article: its text with quotes, figures, dates and removed spans marked, and the rows beside it.

    The id may be an `article_id` or a `record_id`; its first characters are enough.

    For example: `sayso show 1f0c77`
    """
    from flows.show import print_article

    if not print_article(_find_release(data, None), article_id, _make_console()):
        _fail(f"no article {article_id!r} in the newest release", BAD_INPUT)


@app.command()
def check(release: Release = None, data: Data = None) -> None:
    """Audit a release again: its files against its manifest, its rows against the rules.

    For example: `sayso check`
    """
    from expectations.audit import audit_release, audit_texts
    from tasks.publish.manifest import verify_release

    folder = _find_release(data, release)
    # Rows are not read out of files that are not those that were published.
    problems = verify_release(folder) or [*map(str, audit_release(folder)), *map(str, audit_texts(folder))]
    for problem in problems:
        _print(problem)
    if problems:
        raise typer.Exit(AUDIT_FAILED)
    _print(f"{folder.name}: files and rows are as they should be")


@app.command()
def rejects(
    release: Release = None,
    data: Data = None,
    reason: Annotated[str | None, typer.Option(help="Only those with this reason, such as no_text.")] = None,
) -> None:
    """List what was not kept: how many for each reason, then each with where it came from, why, and its copy.

    The copy is what was read, byte for byte, in the data folder; mend it and build from it. What was removed from
    articles that were kept is in `sayso show`.

    For example:

    - `sayso rejects`
    - `sayso rejects --reason bad_json`
    """
    from expectations.tables import REJECT_REASONS
    from flows.show import print_rejects

    if reason is not None and reason not in REJECT_REASONS:
        _fail(f"no reason {reason!r}; the reasons are {', '.join(REJECT_REASONS)}", BAD_INPUT)
    folder = _find_release(data, release)
    if not print_rejects(folder, _make_settings(data=data).data, reason, _make_console()):
        _print("nothing was turned away" + (f" as {reason}" if reason else ""))


def main() -> None:
    """Run the command; what a user can mend is told in one line."""
    try:
        code = app(standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        _fail("stopped; run it again and it goes on", STOPPED)
    except TyperException as error:
        message = error.format_message()
        if message:
            _fail(message, BAD_INPUT)
        code = BAD_INPUT  # help was shown
    except Exception as error:
        _tell_user(error)
        raise
    sys.exit(code if isinstance(code, int) else 0)


def _tell_user(error: Exception) -> None:
    """End in one line if a user can mend it; anything else is a bug of ours, and shows its trace."""
    # Imported here, since they take seconds that `--help` need not.
    from flows.lock import DataLocked
    from tasks.clean.profile import ProfileError
    from tasks.publish.manifest import ManifestError
    from tasks.shards.ledger import LedgerError

    if isinstance(error, DataLocked):
        _fail(str(error), LOCKED)
    if isinstance(error, (InputError, ModelError, LedgerError, ProfileError, ManifestError)):
        _fail(str(error), BAD_INPUT)
    if isinstance(error, OSError) and error.errno in USERS_TO_MEND:
        _fail(f"{error.filename or 'writing failed'}: {error.strerror}", BAD_INPUT)


def _run_pipeline(inputs: list[str], settings: Settings, *, purpose: str, refresh: bool = False) -> None:
    from flows.pipeline import AuditFailed, build_release
    from flows.runners import LocalRunner
    from flows.summary import print_outcome

    try:
        with LocalRunner(settings.workers) as runner:
            outcome = build_release(inputs, settings, runner, refresh=refresh, purpose=purpose)
    except AuditFailed as error:
        _fail(f"the audit refused the release; {settings.data / 'latest'} stays as it was\n{error}", AUDIT_FAILED)
    print_outcome(outcome, _make_console())


def _make_settings(**given: Any) -> Settings:
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        _fail(f"sayso.toml: {error}", BAD_INPUT)
    except SettingsError as error:
        _fail(f"settings: {error}", BAD_INPUT)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        _fail(f"settings: {wrong}", BAD_INPUT)


def _find_release(data: Path | None, name: str | None) -> Path:
    from tasks.publish.release import find_latest

    folder = _make_settings(data=data).data
    release = find_latest(folder) if name is None else folder / "releases" / name
    if release is None or not release.is_dir():
        _fail(f"no release {name or ''} in {folder}; `sayso build INPUT` makes one", BAD_INPUT)
    return release


def _make_console() -> Console:
    # Into a file or a pipe, rows stay whole.
    return Console() if sys.stdout.isatty() else Console(width=PIPE_WIDTH)


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _fail(message: str, code: int) -> NoReturn:
    sys.stderr.write(f"sayso: {message}\n")
    raise SystemExit(code)


if __name__ == "__main__":
    main()
