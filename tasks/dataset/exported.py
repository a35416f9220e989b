"""Write a release in other formats: CSV, JSON lines, one DuckDB file, or schema.org's claims as JSON lines."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Literal, get_args

import duckdb

from expectations.audit_rows import quote_text
from expectations.tables import TABLE_BY_NAME
from tasks.dataset.opened import NoSuchRow, Release, find_table
from tasks.dataset.views import VIEWS
from tasks.errors import SaysoError
from tasks.nearest import ask_nearest

ExportFormat = Literal["csv", "jsonl", "duckdb", "schema.org"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
DUCKDB_FILE = "sayso.duckdb"
CLAIMS_FILE = "claims.schema.org.jsonl"
# What a spreadsheet takes for a formula; an apostrophe before it makes it text. OWASP's list for CSV injection.
FORMULA = r"^[=+\-@\t\r]"
# Stances of those who answer a claim, and of those who put one forward.
ANSWERS = ("denies", "confirms", "does_not_confirm")
CLAIMS = ("asserts", "alleges", "believes", "predicts", "warns", "promises")
_BATCH = 1000


class ExportError(SaysoError):
    """An export cannot be written where it should be."""


def export_release(release: Release, target: Path, format_: ExportFormat, names: Sequence[str] = ()) -> list[Path]:
    """Write tables of a release in another format; what is there already stays.

    Args:
        release: The release.
        target: Folder of the files; it is made where it is missing.
        format_: `csv` and `jsonl`: a file a table; `duckdb`: one file with every table and the joined views;
            `schema.org`: a `Claim` or `ClaimReview` a line, of claims that are understood by themselves.
        names: Tables and views wanted; none for all tables, and in a DuckDB file all views too. Not for `schema.org`.

    Returns:
        The files, in the order of the tables.

    Raises:
        NoSuchRow: There is no table of a name.
        ExportError: A file is there already, or names are given for one that holds claims alone.
    """
    if format_ == "schema.org" and names:
        raise ExportError("schema.org's format has claims alone; it takes no names of tables")
    target.mkdir(parents=True, exist_ok=True)
    wanted = [_check_name(name) for name in names] or list(release.tables)
    if format_ == "duckdb":
        return [_write_aside(target / DUCKDB_FILE, lambda aside: _write_database(release, aside, wanted, not names))]
    if format_ == "schema.org":
        return [_write_aside(target / CLAIMS_FILE, lambda aside: _write_claims(release, aside))]
    with release.connect() as connection:
        return [
            _write_aside(target / f"{name}.{format_}", partial(_copy, connection, name, format_)) for name in wanted
        ]


def _check_name(name: str) -> str:
    names = [*TABLE_BY_NAME, *(view.name for view in VIEWS)]
    if name not in names:
        raise NoSuchRow(f"no table or view {name!r}{ask_nearest(name, names)}; there are {', '.join(names)}")
    return name


def _write_aside(path: Path, write: Callable[[Path], None]) -> Path:
    """Write a file under another name first, so that it is whole or not there."""
    if path.exists():
        raise ExportError(f"{path} is there already; name another folder, or remove it")
    aside = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        write(aside)
        aside.rename(path)
    finally:
        aside.unlink(missing_ok=True)
    return path


def _copy(connection: duckdb.DuckDBPyConnection, name: str, format_: ExportFormat, path: Path) -> None:
    described = connection.execute(f'DESCRIBE "{name}"').fetchall()
    is_csv = format_ == "csv"
    columns = ", ".join(_select_safe(column, kind) if is_csv else f'"{column}"' for column, kind, *_ in described)
    options = "FORMAT csv, HEADER true, QUOTE '\"'" if is_csv else "FORMAT json"
    connection.execute(f'COPY (SELECT {columns} FROM "{name}") TO {quote_text(str(path))} ({options})')


def _select_safe(column: str, kind: str) -> str:
    """Select a column for a spreadsheet: lists as JSON, and no text that it would compute."""
    if kind == "VARCHAR" or kind.startswith("ENUM"):
        text = f'CAST("{column}" AS VARCHAR)'
    elif kind.endswith("[]"):
        text = f'CAST(to_json("{column}") AS VARCHAR)'
    else:
        return f'"{column}"'
    return (
        f"CASE WHEN regexp_matches({text}, {quote_text(FORMULA)}) THEN '''' || {text} ELSE {text} END AS \"{column}\""
    )


def _write_database(release: Release, path: Path, names: Sequence[str], with_views: bool) -> None:
    with release.connect() as connection:
        connection.execute(f"ATTACH {quote_text(str(path))} AS exported")
        for name in names:
            connection.execute(f'CREATE TABLE exported."{name}" AS SELECT * FROM "{name}"')
            for column in () if any(view.name == name for view in VIEWS) else find_table(name).columns:
                said = quote_text(column.meaning)
                connection.execute(f'COMMENT ON COLUMN exported."{name}"."{column.name}" IS {said}')
        if with_views:
            connection.execute("USE exported")
            for view in VIEWS:
                connection.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
                connection.execute(f'COMMENT ON VIEW "{view.name}" IS {quote_text(view.doc)}')
            connection.execute("USE memory")
        connection.execute("DETACH exported")


def _write_claims(release: Release, path: Path) -> None:
    sql = (
        "SELECT c.*, a.author FROM claims_in_articles c JOIN articles a USING (article_id) WHERE c.is_self_contained "
        f"AND c.stance IN {CLAIMS + ANSWERS} "
        "ORDER BY c.article_id, c.start, c.claim_id"
    )
    with release.connect() as connection, path.open("w", encoding="utf-8") as stream:
        for row in _fetch(connection.execute(sql)):
            stream.write(json.dumps(describe_claim(row), ensure_ascii=False) + "\n")


def _fetch(found: duckdb.DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    names = [column[0] for column in found.description or ()]
    while rows := found.fetchmany(_BATCH):
        yield from (dict(zip(names, row, strict=True)) for row in rows)


def describe_claim(row: Mapping[str, Any]) -> dict[str, Any]:
    """Describe a claim in schema.org's words, as fact checkers' feeds have them.

    Args:
        row: Of the view `claims_in_articles`, with the article's `author`.

    Returns:
        A `Claim` of whoever puts it forward, with the article in which it appears; a `ClaimReview` of whoever answers
        one, for what somebody denies is no claim of theirs. What is not known is left out.
    """
    # A person speaks for a person alone; outlets, bodies and groups are organizations to schema.org.
    kind = "Person" if row["claimant_kind"] == "person" else "Organization"
    claimant = {"name": row["claimant_name"] or row["claimant_text"], "identifier": row["claimant_key"]}
    article = {
        "@type": "NewsArticle",
        "url": row["url"],
        "headline": row["title"],
        "datePublished": _write_time(row["published_at"]),
        "author": _drop_unknown({"@type": "Person", "name": row["author"]}),
        "publisher": _drop_unknown({"@type": "Organization", "name": row["outlet"]}),
    }
    common = {
        "@context": "https://schema.org",
        "identifier": row["claim_id"],
        "author": _drop_unknown({"@type": kind, **claimant, "jobTitle": row["claimant_role"]}),
        "datePublished": _write_time(row["said_at"] or row["published_at"]),
    }
    appearance = _drop_unknown(article)
    if row["stance"] not in ANSWERS:
        return _drop_unknown({**common, "@type": "Claim", "text": row["resolved"], "appearance": appearance})
    answer = {
        "@type": "ClaimReview",
        "claimReviewed": row["resolved"],
        "reviewRating": {"@type": "Rating", "alternateName": row["stance"]},
        "itemReviewed": _drop_unknown({"@type": "Claim", "text": row["resolved"], "appearance": appearance}),
    }
    return _drop_unknown({**common, **answer})


def _write_time(value: Any) -> str | None:
    return None if value is None else value.isoformat()


def _drop_unknown(written: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is null, and things of which nothing but the type is known."""
    return {key: value for key, value in written.items() if value is not None and value != {} and not _is_bare(value)}


def _is_bare(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() <= {"@type"}
