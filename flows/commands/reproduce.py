"""Commands that say where rows come from and how releases differ: diff."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import Data, fail, find_release, make_console, say
from tasks.errors import WRONG_INPUT


def diff(
    before: Annotated[str, typer.Argument(help="The earlier release: an id, its first characters, or previous.")] = (
        "previous"
    ),
    after: Annotated[str, typer.Argument(help="The later release, named likewise, or latest.")] = "latest",
    data: Data = None,
    table: Annotated[list[str] | None, typer.Option(help="Only this table; may be given more than once.")] = None,
    limit: Annotated[int, typer.Option(min=0, help="Examples of each kind a table; 0 prints counts alone.")] = 5,
    read_at: Annotated[bool, typer.Option("--read-at", help="Count rows that only differ in when they were read.")] = (
        False
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, with the example rows whole.")] = False,
) -> None:
    """Show how two releases differ: rows added, removed and changed, table by table, with examples.

    A row is the same if its key is; it has changed if another value differs.

    For example:

    - `sayso diff`
    - `sayso diff previous latest --table quotes --limit 20`
    - `sayso diff 20250306T02 20250307T02 --json`
    """
    from expectations.tables import TABLE_BY_NAME, TABLES
    from flows.show_difference import describe_differences, print_differences
    from tasks.publish.difference import UNTOLD, compare_releases
    from tasks.publish.manifest import read_manifest
    from tasks.publish.stage import Published

    unknown = [name for name in table or () if name not in TABLE_BY_NAME]
    if unknown:
        fail(f"no table {', '.join(unknown)}; the tables are {', '.join(TABLE_BY_NAME)}", WRONG_INPUT)
    wanted = [known for known in TABLES if not table or known.name in table]
    earlier, later = find_release(data, before), find_release(data, after)
    one, other = (Published(release, read_manifest(release).files) for release in (earlier, later))
    found = compare_releases(one, other, wanted, limit, () if read_at else UNTOLD)
    if as_json:
        say(describe_differences(earlier, later, found))
    else:
        print_differences(earlier, later, found, make_console())
