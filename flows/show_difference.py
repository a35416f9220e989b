"""How two releases differ, on a terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.show import make_text
from tasks.publish.difference import ChangedRow, TableDifference

# What tells a reader which row it is, in the order in which it is shown.
TOLD = (
    "record_id", "outlet", "title", "speaker_name", "claimant_name", "proposition", "content", "text", "name", "kind",
    "reason", "source_path", "position", "group_id", "row_id", "action", "inputs",
)  # fmt: skip
CHARACTERS = 70  # of a value; a body that differs is not printed whole


def print_differences(before: Path, after: Path, differences: Sequence[TableDifference], console: Console) -> None:
    """Print how many rows of each table differ, then examples.

    Args:
        before: Folder of the earlier release.
        after: Folder of the later one.
        differences: What `compare_releases` gave.
        console: Where to print.
    """
    table = Table("table", "before", "after", "added", "removed", "changed", "columns that changed")
    for column in table.columns[1:6]:
        column.justify = "right"
    for found in differences:
        counts = (found.n_before, found.n_after, found.n_added, found.n_removed, found.n_changed)
        table.add_row(found.table.name, *(f"{count:,}" for count in counts), make_text(_list_columns(found)))
    console.print(make_text(f"{before.name} → {after.name}"))
    console.print(table)
    for found in differences:
        lines = list(_list_examples(found))
        if lines:
            console.print()
            console.print(make_text(found.table.name), style="bold")
            for line in lines:
                console.print(line, soft_wrap=True)


def describe_differences(before: Path, after: Path, differences: Sequence[TableDifference]) -> str:
    """Write as JSON what `print_differences` prints, with the rows whole."""
    tables = {
        found.table.name: {
            "before": found.n_before,
            "after": found.n_after,
            "added": found.n_added,
            "removed": found.n_removed,
            "changed": found.n_changed,
            "changed_by_column": dict(found.n_changed_by_column),
            "columns_added": list(found.columns_added),
            "columns_removed": list(found.columns_removed),
            "examples": {
                "added": list(found.added),
                "removed": list(found.removed),
                "changed": [
                    {
                        "key": one.row[found.table.key],
                        "before": {name: old for name, (old, _) in one.values.items()},
                        "after": {name: new for name, (_, new) in one.values.items()},
                    }
                    for one in found.changed
                ],
            },
        }
        for found in differences
    }
    said = {"before": before.name, "after": after.name, "tables": tables}
    return json.dumps(said, ensure_ascii=False, indent=1, default=_write_value)


def show_value(value: Any) -> str:
    """Give a value as one short line."""
    if value is None:
        return "not known"
    text = f"{value:%Y-%m-%d %H:%M:%S}".removesuffix(" 00:00:00") if isinstance(value, datetime) else str(value)
    line = " ".join(text.split())
    return line if len(line) <= CHARACTERS else f"{line[:CHARACTERS]}…"


def _list_columns(found: TableDifference) -> str:
    changed = [f"{name} {n_rows:,}" for name, n_rows in found.n_changed_by_column.items()]
    changed += [f"new column {name}" for name in found.columns_added]
    return ", ".join(changed + [f"no column {name} any more" for name in found.columns_removed])


def _list_examples(found: TableDifference) -> Iterator[Text]:
    for sign, style, rows, n_rows in (
        ("+", "green", found.added, found.n_added),
        ("-", "red", found.removed, found.n_removed),
    ):
        for row in rows:
            yield Text(make_text(f"  {sign} {_name_row(found, row)}").plain, style)
        yield from _say_more(sign, n_rows - len(rows), bool(rows))
    for one in found.changed:
        yield make_text(f"  ~ {_name_row(found, one.row)}")
        yield from (make_text(f"      {line}") for line in _list_changes(one))
    yield from _say_more("~", found.n_changed - len(found.changed), bool(found.changed))


def _say_more(sign: str, n_more: int, are_shown: bool) -> Iterator[Text]:
    if n_more and are_shown:
        yield make_text(f"  {sign} and {n_more:,} more")


def _list_changes(one: ChangedRow) -> Iterator[str]:
    for name, (old, new) in one.values.items():
        yield f"{name}: {show_value(old)} → {show_value(new)}"


def _name_row(found: TableDifference, row: Mapping[str, Any]) -> str:
    key = found.table.key
    article = f" of article {row['article_id']}" if key != "article_id" and row.get("article_id") else ""
    told = dict.fromkeys(show_value(row[name]) for name in TOLD if row.get(name) not in (None, ""))
    return f"{row[key]}{article}  {' · '.join(told)}"


def _write_value(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
