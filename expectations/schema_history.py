"""Which column came with which version of the schema: `data/schema.csv`, and what a version promises.

Within a major version tables and columns are added, never taken away, renamed, given another type, or made null where
they were not. Run `python -m expectations.schema_history` after adding some: it lists them under `SCHEMA_VERSION`.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from expectations.folders import PROJECT
from expectations.tables import TABLES

SCHEMA_VERSION = "2.1.0"
HISTORY = PROJECT / "data" / "schema.csv"


class Promise(NamedTuple):
    """What is promised of one column.

    Attributes:
        table: Its table.
        column: Its name.
        type: Its Arrow type.
        is_nullable: `yes` or `no`.
        since: The version that it came with.
    """

    table: str
    column: str
    type: str
    is_nullable: str
    since: str


def list_columns() -> list[Promise]:
    """List the columns of all tables as they are now, in their order, as if all were new."""
    return [
        Promise(table.name, column.name, str(column.type), "yes" if column.nullable else "no", SCHEMA_VERSION)
        for table in TABLES
        for column in table.columns
    ]


def read_history(path: Path = HISTORY) -> list[Promise]:
    """Read the list of columns, in its order."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [Promise(**row) for row in csv.DictReader(stream)]


def find_broken(history: list[Promise], columns: list[Promise]) -> list[str]:
    """Say which promises the tables break, a line each, and which columns are not listed yet."""
    now = {(one.table, one.column): one for one in columns}
    broken = []
    for promise in history:
        found = now.pop((promise.table, promise.column), None)
        name = f"{promise.table}.{promise.column}"
        if found is None:
            broken.append(f"{name} is gone")
        elif found.type != promise.type:
            broken.append(f"{name} was {promise.type} and is {found.type}")
        elif (promise.is_nullable, found.is_nullable) == ("no", "yes"):
            broken.append(f"{name} may be null, which it might not")
    return broken + [
        f"{table}.{column} is not listed; run python -m expectations.schema_history" for table, column in now
    ]


def main() -> None:
    """List the columns that are new under the version that is now; those listed before keep theirs."""
    since = {(one.table, one.column): one.since for one in read_history()} if HISTORY.exists() else {}
    with HISTORY.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(Promise._fields)
        for one in list_columns():
            writer.writerow(one._replace(since=since.get((one.table, one.column), one.since)))


if __name__ == "__main__":
    main()
