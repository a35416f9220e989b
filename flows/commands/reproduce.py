"""Commands that say where rows come from and how releases differ: trace, diff."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import Data, fail, find_release, make_console, make_settings, say
from tasks.errors import WRONG_INPUT

MOST_LISTED = 20  # rows whose ids begin alike


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


def trace(
    what: Annotated[list[str], typer.Argument(metavar="[TABLE] ID", help="A row's id, or its first characters.")],
    data: Data = None,
    release: Annotated[str, typer.Option(help="An id, its first characters, latest or previous.")] = "latest",
) -> None:
    """Trace a row back: its sentence, its file and offsets, the source's characters, its part, rule and run.

    The source's characters are held against what the row says. A correction of the row, or what took it out of the
    release, is told with its author and reason.

    For example:

    - `sayso trace quotes 1f0c77`
    - `sayso trace 1f0c77`
    - `sayso trace articles 9b2e41 --release previous`
    """
    from expectations.tables import TABLE_BY_NAME
    from flows.show_trace import describe_correction, list_found, print_trace
    from tasks.report.trace import TRACED, find_rows, find_tombstones, trace_row

    if len(what) > 2:
        fail("give a table and an id, or an id alone", WRONG_INPUT)
    table, wanted = what if len(what) == 2 else (None, what[0])
    names = [one.name for one in TRACED]
    if table is not None and table not in names:
        fail(f"no table {table!r} to trace rows of; the tables are {', '.join(names)}", WRONG_INPUT)
    if not wanted.strip():
        fail("give a row's id, or its first characters", WRONG_INPUT)
    folder = find_release(data, release)
    found = find_rows(folder, wanted, TRACED if table is None else [TABLE_BY_NAME[table]])
    found = [one for one in found if one.key == wanted] or found
    if len(found) == 1:
        print_trace(trace_row(folder, found[0]), folder, make_settings(data=data).data, make_console())
        return
    if found:
        more = f"\n  and {len(found) - MOST_LISTED:,} more" if len(found) > MOST_LISTED else ""
        fail(f"{wanted} may be any of\n{list_found(found[:MOST_LISTED])}{more}", WRONG_INPUT)
    tombstones = [row for row in find_tombstones(folder, wanted) if table in (None, row["table_name"])]
    if not tombstones:
        where = f"row of {table}" if table else f"row of {', '.join(names)}"
        fail(f"no {where} in release {folder.name} has an id that begins with {wanted!r}", WRONG_INPUT)
    for row in tombstones:
        say(describe_correction(row))
