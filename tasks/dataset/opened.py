"""Open a release in Python: its tables as pandas, Arrow or polars, SQL over all of them, what people said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.opened import open_release as open_views
from expectations.opened import open_table
from expectations.schema import Table
from expectations.tables import TABLE_BY_NAME, TABLES
from tasks.dataset.views import add_joined_views
from tasks.errors import SaysoError
from tasks.nearest import ask_nearest
from tasks.publish.manifest import MANIFEST, Manifest, read_manifest
from tasks.publish.pick_release import pick_release

if TYPE_CHECKING:
    import polars

_ID = re.compile(r"[0-9a-f]+")
# Tables with a span in an article's body.
IN_BODY = ("quotes", "figures", "dates", "claims", "entities", "removed_spans")


class NoSuchRow(SaysoError, LookupError):
    """A release has no table, article, person or body of the name that was given, or several."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a release with what was found in it.

    Attributes:
        row: Its row of `articles`.
        quotes: Its rows of `quotes`, in the order of the text; the others likewise.
        figures: Of `figures`.
        dates: Of `dates`.
        claims: Of `claims`.
        entities: Of `entities`.
        removed_spans: Of `removed_spans`.
    """

    row: pd.Series[Any]
    quotes: pd.DataFrame
    figures: pd.DataFrame
    dates: pd.DataFrame
    claims: pd.DataFrame
    entities: pd.DataFrame
    removed_spans: pd.DataFrame

    @property
    def body(self) -> str:
        """The text that `start` and `end` of every row count in."""
        return str(self.row["body"])


@dataclass(frozen=True, slots=True)
class Release:
    """One release, which never changes while it is open: a newer one gets a folder of its own.

    Attributes:
        folder: Its folder; every table is a folder of Parquet files in it.
    """

    folder: Path

    @property
    def id(self) -> str:
        """Its id, which names it for ever."""
        return self.folder.name

    @property
    def manifest(self) -> Manifest:
        """What it was made of and with, and how it differs from the one before."""
        return read_manifest(self.folder)

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables, in the order of the dictionary."""
        return tuple(table.name for table in TABLES if (self.folder / table.name).is_dir())

    def describe(self, table: str) -> pd.DataFrame:
        """Say what the columns of a table mean: a row a column, with type, unit, values and whether it may be null."""
        columns = find_table(table).columns
        return pd.DataFrame(
            {
                "column": [column.name for column in columns],
                "type": [str(column.type) for column in columns],
                "unit": [column.unit for column in columns],
                "values": [", ".join(column.values) or None for column in columns],
                "may_be_null": [column.nullable for column in columns],
                "meaning": [column.meaning for column in columns],
            }
        )

    def arrow(self, table: str, columns: Sequence[str] | None = None, where: pc.Expression | None = None) -> pa.Table:
        """Read a table as Arrow.

        Args:
            table: Its name.
            columns: Those wanted; None for all.
            where: Which rows, as `pyarrow.compute.field("outlet") == "wire.example"`.

        Raises:
            NoSuchRow: There is no table of that name.
        """
        definition = find_table(table)
        return open_table(self.folder, definition).to_table(
            columns=None if columns is None else [*columns], filter=where
        )

    def pandas(
        self, table: str, columns: Sequence[str] | None = None, where: pc.Expression | None = None
    ) -> pd.DataFrame:
        """Read a table as pandas; see `arrow`."""
        return cast(pd.DataFrame, self.arrow(table, columns, where).to_pandas())

    def polars(
        self, table: str, columns: Sequence[str] | None = None, where: pc.Expression | None = None
    ) -> polars.DataFrame:
        """Read a table as polars, which is not installed with Sayso; see `arrow`."""
        try:
            import polars as library
        except ImportError as error:
            raise ModuleNotFoundError(
                "polars is not installed with Sayso: pip install polars", name="polars"
            ) from error

        return cast("polars.DataFrame", library.from_arrow(self.arrow(table, columns, where)))

    @contextmanager
    def connect(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open it in DuckDB, in memory: a view a table, and those of `tasks/dataset/views.py`, until the block ends."""
        with open_views(self.folder) as connection:
            add_joined_views(connection)
            yield connection

    def query(self, sql: str, values: Sequence[object] = ()) -> pd.DataFrame:
        """Ask its tables a question in SQL (DuckDB's).

        Args:
            sql: The query.
            values: For the question marks in it, in order.

        Raises:
            duckdb.Error: The query is wrong; the message says where.
        """
        with self.connect() as connection:
            return connection.execute(sql, list(values)).df()

    def quotes_by(self, speaker: str) -> pd.DataFrame:
        """Give what a person or body said, wrote or signalled, the newest article first, with outlet and address.

        Args:
            speaker: Their key (`person:lloyd-austin`), or their name as `entity_index` has it.

        Raises:
            NoSuchRow: Nobody has that key or name, or several have.
        """
        sql = "SELECT * FROM quotes_in_articles WHERE speaker_key = ? AND is_utterance ORDER BY {}"
        return self.query(sql.format(_NEWEST), [self.find_key(speaker)])

    def claims_by(self, claimant: str) -> pd.DataFrame:
        """Give what a person or body claims, the newest article first; see `quotes_by`."""
        sql = "SELECT * FROM claims_in_articles WHERE claimant_key = ? ORDER BY {}"
        return self.query(sql.format(_NEWEST), [self.find_key(claimant)])

    def find_key(self, name: str) -> str:
        """Find the key of a person or body by it, its name or one of its aliases, whatever the case of letters.

        Raises:
            NoSuchRow: Nobody has that key or name, or several have.
        """
        sql = (
            "SELECT entity_key, n_quotes, lower(entity_key) = lower($1) OR lower(name) = lower($1) AS is_whole "
            "FROM entity_index WHERE is_whole OR list_contains(list_transform(aliases, lambda x: lower(x)), lower($1)) "
            "ORDER BY is_whole DESC, n_quotes DESC, entity_key"
        )
        found = self.query(sql, [name])
        if found.empty:
            raise NoSuchRow(f"nobody in {self.id} is called {name!r}; `entity_index` has everybody's names")
        whole = found[found["is_whole"]] if found["is_whole"].any() else found
        if len(whole) > 1:
            keys = ", ".join(whole["entity_key"][:5])
            raise NoSuchRow(f"{name!r} may be any of {keys}; give one of these keys")
        return str(whole["entity_key"].iloc[0])

    def article(self, article_id: str) -> Article:
        """Give one article with everything found in it.

        Args:
            article_id: Its id, or the first characters of it.

        Raises:
            NoSuchRow: No article, or more than one, has an id that begins so.
        """
        ids = self.arrow("articles", ["article_id"], pc.starts_with(pc.field("article_id"), article_id))
        if ids.num_rows != 1 or not _ID.fullmatch(article_id):
            many = f"{ids.num_rows} articles have ids" if ids.num_rows else "no article has an id"
            raise NoSuchRow(f"{many} in {self.id} beginning with {article_id!r}")
        match = pc.field("article_id") == ids["article_id"][0].as_py()
        rows = {name: self.pandas(name, where=match).sort_values("start", ignore_index=True) for name in IN_BODY}
        return Article(self.pandas("articles", where=match).iloc[0], **rows)


_NEWEST = "published_at DESC NULLS LAST, article_id, start"


def find_table(name: str) -> Table:
    """Find the definition of a table.

    Raises:
        NoSuchRow: There is none of that name.
    """
    if name not in TABLE_BY_NAME:
        raise NoSuchRow(
            f"no table {name!r}{ask_nearest(name, TABLE_BY_NAME)}; the tables are {', '.join(TABLE_BY_NAME)}"
        )
    return TABLE_BY_NAME[name]


def open_release(path: str | Path = "data", name: str = "latest") -> Release:
    """Open a release.

    Args:
        path: A data folder, or the folder of one release, or the link `latest`.
        name: Which release of a data folder: `latest`, `previous`, an id, or the beginning of one.

    Raises:
        NoRelease: There is none.
    """
    folder = Path(path)
    if (folder / MANIFEST).is_file():
        return Release(folder.resolve())
    return Release(pick_release(folder, name).resolve())
