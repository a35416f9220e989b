"""Commands that say where rows come from and how releases differ: rebuild, trace, diff."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.commands.options import Data, Workers, fail, find_release, make_console, make_settings, say
from tasks.errors import REFUSED, WRONG_INPUT

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
    from expectations.tables import SHARD_TABLES, TABLE_BY_NAME
    from flows.show_trace import list_found, print_trace
    from tasks.report.rows import find_tombstones
    from tasks.report.trace import find_rows, trace_row
    from tasks.report.wording import describe_correction

    if len(what) > 2:
        fail("give a table and an id, or an id alone", WRONG_INPUT)
    table, wanted = what if len(what) == 2 else (None, what[0])
    names = [one.name for one in SHARD_TABLES]
    if table is not None and table not in names:
        fail(f"no table {table!r} to trace rows of; the tables are {', '.join(names)}", WRONG_INPUT)
    if not wanted.strip():
        fail("give a row's id, or its first characters", WRONG_INPUT)
    folder = find_release(data, release)
    found = find_rows(folder, wanted, SHARD_TABLES if table is None else [TABLE_BY_NAME[table]])
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


def rebuild(
    release: Annotated[str, typer.Argument(help="An id, its first characters, latest or previous.")],
    data: Data = None,
    workers: Workers = None,
    any_version: Annotated[
        bool, typer.Option("--any-version", help="Build it although another version of Sayso made it, and compare.")
    ] = False,
) -> None:
    """Build a release again from the records of its parts, aside, and compare the content hash.

    Nothing of the data folder is changed. The same version (code, lexicons, model, settings) gives the same hash; where
    it does not, the tables and rows that differ are shown.

    It ends with 0 when the hash is the same, with 1 when it is not, and with 2 when it cannot be tried: records or
    profiles are gone, or another version made the release.

    For example:

    - `sayso rebuild latest`
    - `sayso rebuild 20250306T02 --workers 2`
    """
    import tempfile
    from pathlib import Path

    from flows.rebuild import rebuild_release
    from flows.runners import LocalRunner
    from flows.show_difference import print_differences

    settings = make_settings(data=data, workers=workers)
    folder = find_release(data, release)
    # Aside from the data folder, where a run clears what it does not know; TMPDIR says where else.
    with tempfile.TemporaryDirectory(prefix="sayso-rebuild-") as aside, LocalRunner(settings.workers) as runner:
        built = rebuild_release(folder, settings, runner, Path(aside), any_version)
    for line in built.versions:
        say(f"another version: {line}")
    if built.is_same:
        say(f"{folder.name}: built again with the same content, {built.content}")
        return
    say(f"{folder.name}: published with the content {built.manifest.content}, built again with {built.content}")
    print_differences(folder, Path("as built again"), built.differences, make_console())
    if not any(one.n_added or one.n_removed or one.n_changed for one in built.differences):
        say("Every row is the same; the files' bytes differ, as another version of pyarrow or zstd writes them.")
    raise typer.Exit(REFUSED)
