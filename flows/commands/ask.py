"""Commands that ask a release: query, people, stories, export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import Data, Release, fail, find_release, make_console, say
from tasks.errors import WRONG_INPUT

Named = Annotated[str | None, typer.Option("--release", help="A release's id, or latest or previous.")]
Most = Annotated[int, typer.Option("--most", min=1, help="Rows shown.")]


def query(
    sql: Annotated[str, typer.Argument(help="A query in DuckDB's SQL.")],
    data: Data = None,
    release: Named = None,
    most: Most = 40,
) -> None:
    """Ask the tables of a release a question in SQL.

    Beside the tables there are `quotes_in_articles`, `claims_in_articles`, `figures_in_articles` (each row with its
    outlet, title, address and dates) and `stories`. `DESCRIBE claims_in_articles` lists columns.

    For example:

    - `sayso query "SELECT outlet, count(*) AS quotes FROM quotes_in_articles GROUP BY outlet ORDER BY 2 DESC"`
    - `sayso query "SELECT claimant_name, resolved, url FROM claims_in_articles WHERE stance = 'denies'"`
    """
    import duckdb

    from flows.show_rows import print_frame
    from tasks.dataset.opened import Release as Opened

    try:
        found = Opened(find_release(data, release)).query(sql)
    except duckdb.Error as error:
        fail(str(error), WRONG_INPUT)
    print_frame(found, most, make_console())


def people(
    name: Annotated[str | None, typer.Argument(help="Part of a name; without one, whoever is quoted most.")] = None,
    data: Data = None,
    release: Named = None,
    most: Most = 40,
) -> None:
    """List people and bodies: how often each is quoted, in how many articles and outlets, and under which key.

    For example:

    - `sayso people`
    - `sayso people austin`
    """
    from flows.show_rows import NAMES, PEOPLE, print_frame
    from tasks.dataset.opened import Release as Opened
    from tasks.nearest import ask_nearest

    opened = Opened(find_release(data, release))
    found = opened.query(PEOPLE, [name or ""])
    if found.empty and name:
        fail(f"nobody has {name!r} in the name{ask_nearest(name, opened.query(NAMES)['name'])}", WRONG_INPUT)
    if found.empty:
        fail("the release names nobody", WRONG_INPUT)
    print_frame(found, most, make_console())


def stories(data: Data = None, release: Named = None, most: Most = 40) -> None:
    """List events that several articles tell, those told by the most outlets first, and how much in them is disputed.

    Disputed is what somebody denies or does not confirm, and claims that two outlets tell as opposed.

    For example: `sayso stories --most 10`
    """
    from flows.show_rows import STORIES, print_frame
    from tasks.dataset.opened import Release as Opened

    found = Opened(find_release(data, release)).query(STORIES)
    if found.empty:
        say("no event is told by two articles")
        return
    print_frame(found, most, make_console())


def export(
    format_: Annotated[str, typer.Argument(metavar="FORMAT", help="csv, jsonl, duckdb or schema.org.")],
    target: Annotated[Path, typer.Argument(help="Folder of the files; made where it is missing.")],
    release: Release = None,
    data: Data = None,
    table: Annotated[list[str] | None, typer.Option(help="A table or view wanted; may be given again.")] = None,
) -> None:
    """Write a release in another format.

    `csv` and `jsonl` are a file a table; in CSV no cell is a formula, and lists are JSON. `duckdb` is one file with all
    tables and the views that `sayso query` has. `schema.org` is a `Claim` or `ClaimReview` a
    line, of claims that are understood alone.

    For example:

    - `sayso export csv tables/ --table quotes --table claims_in_articles`
    - `sayso export duckdb .`
    """
    from tasks.dataset.exported import EXPORT_FORMATS, export_release
    from tasks.dataset.opened import Release as Opened

    chosen = next((one for one in EXPORT_FORMATS if one == format_), None)
    if chosen is None:
        fail(f"no format {format_!r}; there are {', '.join(EXPORT_FORMATS)}", WRONG_INPUT)
    for path in export_release(Opened(find_release(data, release)), target, chosen, table or ()):
        say(f"{path}  {path.stat().st_size:,} bytes")
