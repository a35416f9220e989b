"""Commands that make a release: build, nightly, backfill."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import (
    AcceptDrift,
    Data,
    DayFirst,
    Inputs,
    Model,
    Outlet,
    PublishedAt,
    Workers,
    fail,
    make_console,
    make_settings,
    say,
)
from flows.interrupt import end_on_interrupt
from flows.settings import Settings
from tasks.errors import BUG, REFUSED, WRONG_INPUT
from tasks.read.source import check_is_there, is_address


def build(
    inputs: Inputs,
    data: Data = None,
    model: Model = None,
    workers: Workers = None,
    published_at: PublishedAt = None,
    outlet: Outlet = None,
    day_first: DayFirst = None,
    accept_drift: AcceptDrift = None,
) -> None:
    """Build and publish a release from files and folders.

    What an earlier build took in is not extracted again; a build that was stopped goes on where it was.

    It reads, by content rather than by suffix:

    - text, HTML, saved pages (MHTML), Word files, one article a file
    - JSON, JSON lines, CSV, TSV, Parquet, one article an entry
    - web archives (WARC, WET), RSS and Atom
    - LexisNexis, Nexis Uni, Factiva and ProQuest text exports, many articles a file
    - NewsML and NITF, SGML of news corpora (Reuters, Gigaword, TREC)
    - zip and tar archives of any of these, also nested
    - each of them packed with gzip, bzip2, xz, zstd or lz4

    What cannot be read is listed by `sayso rejects`, with a reason.

    For example:

    - `sayso build data/sample`
    - `sayso build dump.jsonl.zst pages.zip --data out --published-at 2024-10-23`
    - `sayso build s3://bucket/crawl/2024-10/ --data out`
    """
    settings = make_settings(
        data=data, model=model, workers=workers, published_at=published_at, outlet=outlet, day_first=day_first,
        accept_drift=accept_drift,
    )  # fmt: skip
    _run_pipeline(inputs, settings, purpose="build")


def inspect(
    inputs: Inputs,
    published_at: PublishedAt = None,
    outlet: Outlet = None,
    day_first: DayFirst = None,
    most: Annotated[int, typer.Option(min=1, help="Entries to look at.")] = 200,
) -> None:
    """Show how dumps would be read, before a build: columns and fields, dates, outlets, rejects, a sample article.

    Nothing is written. Names of fields, where a column is not found, go into `[fields]` of `sayso.toml`.

    For example:

    - `sayso inspect dump.csv`
    - `sayso inspect exports/ --month-first --most 1000`
    """
    from flows.inspect_dump import describe_inspection, inspect_inputs

    settings = make_settings(published_at=published_at, outlet=outlet, day_first=day_first)
    found = inspect_inputs(inputs, replace(settings.make_read_options(), read_at=datetime.now(UTC)), most)
    for line in describe_inspection(found, most):
        say(line)


def nightly(
    data: Data = None,
    once: Annotated[bool, typer.Option("--once", help="Run now, without a Prefect server, and end.")] = False,
    cron: Annotated[str | None, typer.Option(help="When to run.  [default: 0 3 * * *]")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Time zone of --cron.  [default: UTC]")] = None,
    inbox: Annotated[
        str | None, typer.Option(help="Folder or address to read.  [default: inbox in the data folder]")
    ] = None,
    workers: Workers = None,
    accept_drift: AcceptDrift = None,
) -> None:
    """Build a release every night from what lies in the inbox.

    `--once` builds one now and ends: for cron or a systemd timer. No server is needed.

    Without it, the command registers the flow with a Prefect server, as the deployment `sayso-nightly/nightly`, and
    runs it on the schedule until stopped. The server is yours to start, once:

    - `prefect server start`
    - `export PREFECT_API_URL=http://127.0.0.1:4200/api`

    Its page, <http://127.0.0.1:4200>, shows each run: its log, the release that it made, or why the audit refused it.
    One run at a time holds the data folder; another one meanwhile is cancelled. The schedule goes on while this command
    is stopped: nights missed meanwhile are made up for by one run. `--data`, `--inbox`, `--workers` and
    `--accept-drift` become parameters of every run; all other settings are read anew by each.

    For example:

    - `sayso nightly --once`
    - `sayso nightly --cron "30 2 * * *" --time-zone Europe/Berlin --data /srv/sayso`
    """
    from flows.inbox import list_inbox, name_inbox

    given = {
        "data": data,
        "cron": cron,
        "time_zone": time_zone,
        "inbox": inbox,
        "workers": workers,
        "accept_drift": accept_drift,
    }
    settings = make_settings(**given)
    if not once:
        from flows.nightly import serve_nightly

        serve_nightly(settings, {name for name, value in given.items() if value is not None})
        return
    inputs = list_inbox(settings)
    if not inputs:
        say(f"The inbox is empty: {name_inbox(settings)}")
        return
    _run_pipeline(inputs, settings, purpose="nightly")


def backfill(
    inputs: Annotated[list[str] | None, typer.Argument(help="Old dumps; none is needed with --refresh.")] = None,
    data: Data = None,
    model: Model = None,
    workers: Workers = None,
    published_at: PublishedAt = None,
    outlet: Outlet = None,
    day_first: DayFirst = None,
    refresh: Annotated[
        bool,
        typer.Option(
            "--refresh",
            help="Make again, shard by shard, what other code or settings made; also what took too long.",
        ),
    ] = False,
    accept_drift: AcceptDrift = None,
) -> None:
    """Take in old dumps shard by shard; run it again after a stop and it goes on.

    For example:

    - `sayso backfill archive-2019.jsonl.gz --workers 8`
    - `sayso backfill --refresh`
    """
    if not inputs and not refresh:
        fail("name a dump, or give --refresh", WRONG_INPUT)
    settings = make_settings(
        data=data, model=model, workers=workers, published_at=published_at, outlet=outlet, day_first=day_first,
        accept_drift=accept_drift,
    )  # fmt: skip
    _run_pipeline(inputs or [], settings, purpose="backfill", refresh=refresh)


def _run_pipeline(inputs: list[str], settings: Settings, *, purpose: str, refresh: bool = False) -> None:
    if not settings.is_watched:
        # Before the seconds that the imports take; where somebody is to hear of failures, the run itself tells.
        for given in inputs:
            if not is_address(given):
                check_is_there(Path(given))
    from flows.dask_pool import join_cluster
    from flows.log import log_as_json
    from flows.pipeline import AuditFailed
    from flows.progress import ConsoleProgress, LogProgress
    from flows.runners import LocalRunner
    from flows.set_aside import BrokenRules
    from flows.summary import print_outcome
    from flows.told_build import build_and_tell

    progress = LogProgress(log_as_json()) if settings.log_format == "json" else ConsoleProgress()
    try:
        pool = join_cluster(settings)
        with end_on_interrupt(), LocalRunner(settings.workers, progress, settings.most_silent_seconds, pool) as runner:
            outcome = build_and_tell(inputs, settings, runner, purpose=purpose, refresh=refresh)
    except AuditFailed as error:
        fail(f"the audit refused the release; {settings.data / 'latest'} stays as it was\n{error}", REFUSED)
    print_outcome(outcome, make_console())
    if outcome.broken:
        fail(str(BrokenRules(outcome.broken)), BUG)
