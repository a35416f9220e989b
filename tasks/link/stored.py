"""Tables of a release that stay on disk: they are read piece by piece, and only the columns that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.publish.parquet import hash_file


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is known of a file without reading it.

    Attributes:
        sha256: Hash of its bytes as they were sealed.
        article_ids: The articles that it holds.
    """

    sha256: str
    article_ids: frozenset[str]


@dataclass(frozen=True)
class Stored:
    """A table in files that each hold whole articles; those of other tables hold the same articles in the same order.

    Attributes:
        paths: The files.
        schema: Columns as they are wanted, with `article_id`.
        dropped: Articles that are left out.
        change: What is done to rows that are read.
        changed: The columns that this needs.
        sealed: What is known of each file; nothing where that is not known of all.
        describe: Says of an article what `change` puts into its rows; nothing where it changes none.
        remembered: Columns of all files that are in memory.
    """

    paths: Sequence[Path]
    schema: pa.Schema
    dropped: frozenset[str] = frozenset()
    change: Callable[[pa.Table], pa.Table] | None = None
    changed: tuple[str, ...] = ()
    sealed: Sequence[Sealed] = ()
    describe: Callable[[str], str] | None = None
    remembered: pa.Table | None = None

    def remember(self, names: Sequence[str]) -> Stored:
        """Give the table with some columns in memory: one that many ask for is read once."""
        return replace(self, remembered=self.read_whole(names))

    def with_change(
        self,
        change: Callable[[pa.Table], pa.Table],
        changed: Sequence[str],
        describe: Callable[[str], str] | None = None,
    ) -> Stored:
        """Give the table with its rows changed as they are read."""
        return replace(self, change=change, changed=tuple(changed), describe=describe, remembered=None)

    def pick(self, at: int) -> Stored:
        """Give the rows of one file as a table."""
        return replace(self, paths=self.paths[at : at + 1], sealed=self.sealed[at : at + 1], remembered=None)

    def keep(self, article_ids: Collection[str]) -> Stored:
        """Give the rows of some articles as a table."""
        held = frozenset[str]().union(*(each.article_ids for each in self.sealed))
        return replace(self, dropped=self.dropped | held.difference(article_ids), remembered=None)

    def mark(self) -> str | None:
        """Give what tells the files, before any change, from all others; None where nothing does."""
        if len(self.sealed) < len(self.paths) or (self.change is not None and self.describe is None):
            return None
        return " ".join(each.sha256 for each in self.sealed)

    def is_whole(self) -> bool:
        """Read all files and say whether each is as it was sealed."""
        return all(hash_file(path) == each.sha256 for path, each in zip(self.paths, self.sealed, strict=True))

    def read(self, names: Sequence[str]) -> Iterator[pa.Table]:
        """Give columns, a file at a time; those in memory at once. A file of which nothing is wanted is not opened.

        Raises:
            KeyError: The table, or one of its files, lacks one of them.
        """
        if self.remembered is not None and {*names}.issubset(self.remembered.column_names):
            yield self.remembered.select(list(dict.fromkeys(names)))
            return
        needed = dict.fromkeys(("article_id", *names, *(self.changed if self.change is not None else ())))
        schema = pa.schema([self.schema.field(name) for name in needed])
        dropped = pa.array(sorted(self.dropped), pa.string())
        for at, path in enumerate(self.paths):
            if self.dropped and self.sealed and self.sealed[at].article_ids <= self.dropped:
                continue
            rows = _read_columns(path, schema.names).cast(schema)
            leaves = pc.is_in(rows["article_id"], dropped)
            rows = rows.filter(pc.invert(leaves)) if pc.any(leaves).as_py() else rows
            yield (rows if self.change is None else self.change(rows)).select(list(dict.fromkeys(names)))

    def read_whole(self, names: Sequence[str]) -> pa.Table:
        """Give columns of all files as one table."""
        pieces = list(self.read(names))
        if not pieces:
            return pa.schema([self.schema.field(name) for name in dict.fromkeys(names)]).empty_table()
        return pa.concat_tables(pieces).unify_dictionaries()


def _read_columns(path: Path, names: Sequence[str]) -> pa.Table:
    try:
        return pq.read_table(path, columns=names)
    except pa.ArrowInvalid as error:
        missing = sorted({*names}.difference(pq.read_schema(path).names))
        if missing:
            raise KeyError(f"{path} lacks {', '.join(missing)}") from error
        raise
