"""Trace a row of a release back: the sentence it stands in, the source's characters, its file, its part and its run."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from expectations.link_tables import ARTICLE_GROUPS
from expectations.schema import Table
from expectations.tables import ARTICLE_TABLES, ARTICLES, SHARD_TABLES, TABLE_BY_NAME, TABLES
from tasks.clean.breaks import ends_sentence

_SENTENCE_GAP = re.compile(r"(?<=[.!?…\"”’'»)\]])[ \t]+(?=\S)|[ \t]*\n\s*")
_GROUP = "group_id"

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A row of a release and where it is.

    Attributes:
        table: Its table.
        row: Its values.
        file: The Parquet file that holds it, within the release.
    """

    table: Table
    row: Row
    file: str

    @property
    def key(self) -> str:
        """The row's key."""
        return str(self.row[self.table.key])


@dataclass(frozen=True, slots=True)
class Linked:
    """A row that another has to do with.

    Attributes:
        relation: How: `stands in` what it refers to, `is referred to by` a row, or what its group says of it.
        table: The linked row's table.
        row: Its values.
        outlet: Who published its article, where that is another one.
    """

    relation: str
    table: Table
    row: Row
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentences that a span stands in.

    Attributes:
        before: Their characters before the span.
        span: The span's own.
        after: Their characters after it.
    """

    before: str
    span: str
    after: str


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a row comes from.

    Attributes:
        found: The row.
        article: Its row of `articles`; null for a reject.
        sentence: The sentences around its span in the body; null for a row without a span.
        source: The characters `source_text[source_start:source_end]`; null for a row without a span.
        problems: What does not agree with what the row says; empty when all of it does.
        linked: Rows that it refers to, that refer to it, and members of its groups.
        counts: For an article, its rows by table.
        run: The run that brought it; null where the release names none that read it.
        corrections: Rows of `corrections` on it or on its article.
    """

    found: Found
    article: Row | None
    sentence: Sentence | None
    source: str | None
    problems: tuple[str, ...]
    linked: tuple[Linked, ...]
    counts: dict[str, int]
    run: Row | None
    corrections: tuple[Row, ...]


def find_rows(release: Path, wanted: str, tables: Sequence[Table] = SHARD_TABLES) -> list[Found]:
    """Find the rows of a release whose key begins with some characters, in the order of the tables, then by key."""
    found = []
    for table in tables:
        rows = _select(release, table, pc.starts_with(ds.field(table.key), wanted))
        found += [Found(table, row, file) for file, row in sorted(rows, key=lambda one: one[1][table.key])]
    return found


def trace_row(release: Path, found: Found) -> Trace:
    """Trace a row back to the source's characters, and hold them against what it says.

    Args:
        release: Folder of the release.
        found: A row of it, from `find_rows`.
    """
    article_id = found.row.get("article_id")
    article = _find_one(release, "articles", "article_id", article_id)
    removed = _select_equal(release, "removed_spans", "article_id", [article_id]) if article else []
    has_span = article is not None and "source_start" in found.row
    corrections = _select_equal(release, "corrections", "article_id", [article_id]) if article else []
    return Trace(
        found=found,
        article=article,
        sentence=cut_sentence(article["body"], found.row["start"], found.row["end"]) if article and has_span else None,
        source=article["source_text"][found.row["source_start"] : found.row["source_end"]]
        if article and has_span
        else None,
        problems=tuple(check_source(found, article, removed)) if article else (),
        linked=tuple(_link(release, found)),
        counts=_count_rows(release, found.key) if found.table.name == "articles" else {},
        run=_find_one(release, "runs", "started", article["read_at"]) if article else None,
        corrections=tuple(row for row in corrections if row["row_id"] in (found.key, article_id)),
    )


def cut_sentence(body: str, start: int, end: int) -> Sentence:
    """Cut the sentences that a span stands in out of a body; a sentence never goes beyond its paragraph."""
    edges = [0, *_list_edges(body), len(body)]
    first = max(edge for edge in edges if edge <= start)
    last = min(edge for edge in edges if edge >= end)
    return Sentence(body[first:start], body[start:end], body[end:last].rstrip())


def check_source(found: Found, article: Row, removed: Sequence[Row]) -> Iterator[str]:
    """Hold an article's row against the characters that it points at.

    Args:
        found: The row.
        article: Its article.
        removed: The article's removed spans.

    Yields:
        What does not agree; nothing when the source's characters, without what was removed of them, are the row's text.
    """
    source = article["source_text"]
    if hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest() != article["source_sha256"]:
        yield "source_sha256 is not the hash of source_text"
    row = found.row
    if "source_start" not in row:
        return
    characters = source[row["source_start"] : row["source_end"]]
    if found.table.name == "removed_spans":
        if characters != row["text"]:
            yield "source_text[source_start:source_end] is not the row's text"
        return
    if article["body"][row["start"] : row["end"]] != row["text"]:
        yield "body[start:end] is not the row's text"
    if _mend(source, row["source_start"], row["source_end"], removed) != row["text"]:
        yield "source_text[source_start:source_end] is not the row's text, with what was removed taken out"


def _mend(source: str, start: int, end: int, removed: Sequence[Row]) -> str:
    """Give what a body has of a stretch of its source."""
    pieces, at = [], start
    for span in sorted(removed, key=lambda span: span["source_start"]):
        if start <= span["source_start"] and span["source_end"] <= end:
            pieces += [source[at : span["source_start"]], span["replacement"]]
            at = span["source_end"]
    return "".join((*pieces, source[at:end]))


def _list_edges(body: str) -> Iterator[int]:
    for gap in _SENTENCE_GAP.finditer(body):
        if "\n" in gap[0] or ends_sentence(body[: gap.start()]):
            yield gap.end()


def _link(release: Path, found: Found) -> Iterator[Linked]:
    """Follow what the table definitions say of keys: references from the row, to it, and groups."""
    if found.table.name == "articles":
        yield from _list_members(release, found, ARTICLE_GROUPS)
        return
    for column in found.table.columns:
        if column.refers_to and column.name != "article_id" and found.row.get(column.name):
            name, key = column.refers_to.split(".")
            for row in _select_equal(release, name, key, [found.row[column.name]]):
                yield Linked("stands in", TABLE_BY_NAME[name], row)
    own = f"{found.table.name}.{found.table.key}"
    for table in TABLES:
        for column in table.columns:
            if column.refers_to == own and _GROUP in table.column_names:
                yield from _list_members(release, found, table)
            elif column.refers_to == own:
                for row in _select_equal(release, table.name, column.name, [found.key]):
                    yield Linked("holds", table, row)


def _list_members(release: Path, found: Found, groups: Table) -> Iterator[Linked]:
    """List the other members of the groups that a row is in."""
    key = found.table.key
    own = _select_equal(release, groups.name, key, [found.key])
    members = _select_equal(release, groups.name, _GROUP, [row[_GROUP] for row in own])
    others = {row[key]: row for row in members if row[key] != found.key}
    rows = _select_equal(release, found.table.name, key, list(others))
    outlets = _name_outlets(release, {row["article_id"] for row in rows})
    # What a member is to its group is the one enumeration of such a table.
    (say,) = (column.name for column in groups.columns if column.values)
    for row in rows:
        yield Linked(others[row[key]][say], found.table, row, outlets.get(row["article_id"]))


def _name_outlets(release: Path, article_ids: Collection[str]) -> dict[str, str | None]:
    rows = _select_equal(release, "articles", "article_id", list(article_ids), ["article_id", "outlet"])
    return {row["article_id"]: row["outlet"] for row in rows}


def _count_rows(release: Path, article_id: str) -> dict[str, int]:
    tables = (table for table in ARTICLE_TABLES if table is not ARTICLES)
    return {
        table.name: len(_select_equal(release, table.name, "article_id", [article_id], [table.key])) for table in tables
    }


def _find_one(release: Path, name: str, column: str, value: object) -> Row | None:
    return next(iter(_select_equal(release, name, column, [value])), None) if value is not None else None


def _select_equal(
    release: Path, name: str, column: str, values: Sequence[object], columns: Sequence[str] | None = None
) -> list[Row]:
    table = TABLE_BY_NAME[name]
    kind = next(one.type for one in table.columns if one.name == column)
    match = pc.is_in(ds.field(column), pa.array(list(values), kind))
    rows = [row for _, row in _select(release, table, match, columns)] if values else []
    return sorted(rows, key=lambda row: (row.get("start") or 0, str(row.get(table.key))))


def _select(
    release: Path, table: Table, match: pc.Expression, columns: Sequence[str] | None = None
) -> list[tuple[str, Row]]:
    """Read the rows that match, each with its file; a table that the release lacks has none."""
    folder = release / table.name
    if not folder.is_dir():
        return []
    files = ds.dataset(folder, format="parquet")
    rows = files.to_table(columns=[*(columns or files.schema.names), "__filename"], filter=match).to_pylist()
    return [(f"{table.name}/{Path(row.pop('__filename')).name}", row) for row in rows]
