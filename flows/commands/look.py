"""Commands that show what was made: releases, show, check, rejects."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import Data, Release, fail, find_release, make_console, make_settings, say
from tasks.errors import REFUSED, WRONG_INPUT


def releases(data: Data = None) -> None:
    """List the releases, the newest first.

    For example: `sayso releases --data out`
    """
    from flows.show import print_releases
    from tasks.publish.release import list_releases

    place = make_settings(data=data).data
    if not list_releases(place):
        fail(f"no release in {place}; `sayso build INPUT` makes one", WRONG_INPUT)
    print_releases(place, make_console())


def show(
    article_id: Annotated[str, typer.Argument(help="An `article_id` or `record_id`, or how it begins.")],
    data: Data = None,
) -> None:
    """Show one article: its text with quotes, figures, dates and removed spans marked, and the rows beside it.

    The id may be an `article_id` or a `record_id`; its first characters are enough.

    For example: `sayso show 1f0c77`
    """
    from flows.show import name_ids, print_article
    from tasks.nearest import ask_nearest

    release = find_release(data, None)
    if not print_article(release, article_id, make_console()):
        hint = ask_nearest(article_id, name_ids(release)) or (
            '; `sayso query "SELECT article_id, record_id, title FROM articles"` lists them'
        )
        fail(f"no article {article_id!r} in the newest release{hint}", WRONG_INPUT)


def check(
    release: Release = None,
    data: Data = None,
    full: Annotated[
        bool, typer.Option("--full", help="Hold each part against its Great Expectations suites too.")
    ] = False,
) -> None:
    """Check every file against what was written down of it, and the rows of a release against the rules.

    Without a release's id it reads all parts, profiles, quarantined copies, decisions and releases, and audits the rows
    of the newest; with one, only that release. Each problem is a line, with what mends it; the exit code is then 1.

    For example:

    - `sayso check`
    - `sayso check 20250306T023004Z-1f0c77aa`
    - `sayso check --full`
    """
    from flows.check import audit_again, check_data, check_release_files
    from flows.runners import LocalRunner
    from tasks.shards.check_work import note_losses

    folder = find_release(data, release)
    settings = make_settings(data=data)
    with LocalRunner(1) as runner:
        problems = (
            check_release_files(folder, runner)
            if release
            else check_data(settings.data, settings.corrections_file, runner)
        )
        # Rows are not read out of files that are not those that were published.
        problems = problems or audit_again(folder, runner, with_suites=full)
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(REFUSED)
    for note in () if release else note_losses(settings.data):
        say(f"note: {note}")
    say(f"{folder.name}: files and rows are as they should be")


def rejects(
    release: Release = None,
    data: Data = None,
    reason: Annotated[str | None, typer.Option(help="Only those with this reason, such as no_text.")] = None,
) -> None:
    """List what was not kept: how many for each reason, then each with where it came from, why, and its copy.

    The copy is what was read, byte for byte, in the data folder; mend it and build from it. What was removed from
    articles that were kept is in `sayso show`.

    Where nothing could be kept, and so no release was made, it lists what the last build turned away.

    An article on which Sayso itself failed has the reason broken_rows, broken_rule (the traceback is beside the copy),
    too_slow or worker_died; `sayso backfill --refresh` tries it again.

    For example:

    - `sayso rejects`
    - `sayso rejects --reason bad_json`
    """
    from expectations.enumerations import REJECT_REASONS
    from flows.show import print_rejects
    from tasks.publish.pick_release import has_release

    if reason is not None and reason not in REJECT_REASONS:
        fail(f"no reason {reason!r}; the reasons are {', '.join(REJECT_REASONS)}", WRONG_INPUT)
    place = make_settings(data=data).data
    folder = find_release(data, release) if release or has_release(place) else None
    if not print_rejects(folder, place, reason, make_console()):
        say("nothing was turned away" + (f" as {reason}" if reason else ""))
