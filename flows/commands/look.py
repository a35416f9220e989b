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

    print_releases(make_settings(data=data).data, make_console())


def show(article_id: str, data: Data = None) -> None:
    """Show one article: its text with quotes, figures, dates and removed spans marked, and the rows beside it.

    The id may be an `article_id` or a `record_id`; its first characters are enough.

    For example: `sayso show 1f0c77`
    """
    from flows.show import print_article

    if not print_article(find_release(data, None), article_id, make_console()):
        fail(f"no article {article_id!r} in the newest release", WRONG_INPUT)


def check(release: Release = None, data: Data = None) -> None:
    """Audit a release again: its files against its manifest, its rows against the rules.

    For example: `sayso check`
    """
    from expectations.audit import audit_release, audit_texts
    from tasks.publish.manifest import verify_release

    folder = find_release(data, release)
    # Rows are not read out of files that are not those that were published.
    problems = verify_release(folder) or [*map(str, audit_release(folder)), *map(str, audit_texts(folder))]
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(REFUSED)
    say(f"{folder.name}: files and rows are as they should be")


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
        fail(f"no reason {reason!r}; the reasons are {', '.join(REJECT_REASONS)}", WRONG_INPUT)
    folder = find_release(data, release)
    if not print_rejects(folder, make_settings(data=data).data, reason, make_console()):
        say("nothing was turned away" + (f" as {reason}" if reason else ""))
