"""Open the tables of a release: all of them as views of DuckDB, or one as a dataset of Arrow."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow.dataset as ds

from expectations.audit_rows import OFFLINE, fetch_row, quote_text
from expectations.plain_path import link_plainly
from expectations.schema import Table, make_arrow_schema
from expectations.tables import TABLES


@contextmanager
def open_release(
    release: Path, *, with_files: bool = False, in_order: bool = True
) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a release in DuckDB: one view a table, in memory, spilling to a folder of its own, until the block ends.

    Args:
        release: Holds a folder of Parquet parts for each table.
        with_files: Whether each row says in `filename` which file holds it.
        in_order: Whether a query without an order gives rows as the files have them; without, it takes less memory.
    """
    with tempfile.TemporaryDirectory(prefix="sayso-opened-") as spill, duckdb.connect(config=OFFLINE) as connection:
        connection.execute(f"SET temp_directory = {quote_text(spill)}")
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"SET preserve_insertion_order = {in_order}")
        add_views(connection, release, with_files=with_files)
        yield connection


def add_views(
    connection: duckdb.DuckDBPyConnection, release: Path, prefix: str = "", *, with_files: bool = False
) -> None:
    """Name each table of a release in DuckDB, by its own name after a prefix; tables it lacks are left out.

    Args:
        connection: Of `open_release`.
        release: Holds a folder of Parquet parts for each table.
        prefix: Stands before each name, letters and underscores only.
        with_files: Whether each row says in `filename` which file holds it.
    """
    (aside,) = fetch_row(connection, "SELECT current_setting('temp_directory')")
    plain = link_plainly(release, Path(aside), f"{prefix}release")
    for table in TABLES:
        if any((release / table.name).glob("*.parquet")):
            files = quote_text(str(plain / table.name / "*.parquet"))
            rows = f"read_parquet({files}, filename = true)" if with_files else f"read_parquet({files})"
            connection.execute(f'CREATE VIEW "{prefix}{table.name}" AS SELECT * FROM {rows}')


def open_table(release: Path, table: Table) -> ds.Dataset:
    """Open one table of a release; one that the release lacks, being of an earlier version, has no rows."""
    folder = release / table.name
    if folder.is_dir():
        return ds.dataset(folder, format="parquet")
    return ds.dataset(make_arrow_schema(table).empty_table())
