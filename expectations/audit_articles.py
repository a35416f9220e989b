"""Which articles of a shard have rows that break a rule, so that they can be set aside and the rest be published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from expectations.audit_failure import Failure, make_failure
from expectations.audit_frames import check_frames
from expectations.audit_origin import check_origin
from expectations.audit_relations import check_part_relations
from expectations.audit_rows import find_broken_rows, list_row_rules
from expectations.part_checks import is_sound
from expectations.schema import Table
from expectations.tables import ARTICLES, REJECTS, TABLE_BY_NAME

Tables = Mapping[str, pa.Table]


def find_broken_articles(tables: Tables) -> tuple[dict[str, list[Failure]], Tables | None]:
    """Find the articles whose rows break what `audit_part` asks of rows: row rules, keys, references, texts.

    A failure shows only its first rows, so the tables are checked again without the articles found, until none is left.

    Args:
        tables: Rows by table name, in the schemas of `tables.py`: every table of a shard that has `article_id`.

    Returns:
        By article id, what its rows break; and the tables without those articles, of which everything holds. None
        where something is wrong that cannot be laid to an article: that is left to the audit of the part.
    """
    broken: dict[str, list[Failure]] = {}
    while failures := _check(tables):
        found = _blame(failures)
        if not found:
            return broken, None
        broken |= found
        gone = pa.array(list(found), pa.string())
        tables = {name: rows.filter(pc.invert(pc.is_in(rows["article_id"], gone))) for name, rows in tables.items()}
    return broken, tables


def is_rest_sound(tables: Tables, fingerprint: str, data: Path) -> bool:
    """Tell whether a part is sound in what `audit_part` asks besides: of its rejects, and of where its rows are from.

    Args:
        tables: `articles` and `rejects` of the part, in the schemas of `tables.py`.
        fingerprint: What its marker says that it was extracted with.
        data: The data folder that holds the copies of its rejects.
    """
    frames = {table.name: tables[table.name].to_pandas() for table in (ARTICLES, REJECTS)}
    rejects = frames[REJECTS.name]
    if rejects.empty and frames[ARTICLES.name].empty:
        return False
    if not is_sound(REJECTS, rejects, tables[REJECTS.name].num_rows):
        return False
    related = [] if rejects.empty else check_part_relations({name: tables[name] for name in frames})
    return not [*related, *check_origin(frames, fingerprint, data)]


def _check(tables: Mapping[str, pa.Table]) -> list[Failure]:
    failures = [failure for name, rows in tables.items() for failure in _check_rows(TABLE_BY_NAME[name], rows)]
    failures += [failure for name, rows in tables.items() for failure in _check_keys(TABLE_BY_NAME[name], rows)]
    failures += [failure for name in tables for failure in _check_references(TABLE_BY_NAME[name], tables)]
    # Texts are looked up by keys, which must be sound first.
    return failures or check_frames({name: rows.to_pandas() for name, rows in tables.items()}, tables)


def _check_rows(table: Table, rows: pa.Table) -> Iterator[Failure]:
    rules = {rule.name: rule for rule in list_row_rules(table)}
    for name, (n_rows, positions) in (find_broken_rows(rows, list(rules.values())) if rules else {}).items():
        shown = _take(table, rows, positions, rules[name].columns)
        yield make_failure(name, table.name, rules[name].meaning, shown, n_rows)


def _check_keys(table: Table, rows: pa.Table) -> Iterator[Failure]:
    counts = pc.value_counts(rows[table.key])
    twice = counts.field("values").filter(pc.greater(counts.field("counts"), 1))
    if len(twice):
        positions = pc.indices_nonzero(pc.is_in(rows[table.key], twice)).to_pylist()
        yield make_failure(
            "KEY-UNIQUE", table.name, f"{table.key} stands for one row only", _take(table, rows, positions)
        )


def _check_references(table: Table, tables: Mapping[str, pa.Table]) -> Iterator[Failure]:
    """Check that what a row refers to is among the rows of its own article."""
    rows = tables[table.name]
    for column in table.columns:
        other, _, key = (column.refers_to or column.lists or "").partition(".")
        if other not in tables:
            continue
        known = set(zip(tables[other][key].to_pylist(), tables[other]["article_id"].to_pylist(), strict=True))
        stated = zip(rows[column.name].to_pylist(), rows["article_id"].to_pylist(), strict=True)
        told = ((value if column.lists else [value], article_id) for value, article_id in stated)
        lost = [
            at
            for at, (values, article_id) in enumerate(told)
            if any(value is not None and (value, article_id) not in known for value in values)
        ]
        if lost:
            message = f"{column.name} is among {other}.{key} of its article"
            yield make_failure(f"REFERS.{column.name}", table.name, message, _take(table, rows, lost, (column.name,)))


def _take(table: Table, rows: pa.Table, positions: list[int], columns: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    wanted = dict.fromkeys((table.key, "article_id", *columns, "text"))
    found: list[dict[str, Any]] = (
        rows.select([name for name in wanted if name in rows.column_names]).take(positions).to_pylist()
    )
    return found


def _blame(failures: list[Failure]) -> dict[str, list[Failure]]:
    """Lay failures to the articles whose rows they show."""
    blamed: dict[str, list[Failure]] = {}
    for failure in failures:
        by_article: dict[str, list[Mapping[str, Any]]] = {}
        for row in failure.rows:
            if row.get("article_id") is not None:
                by_article.setdefault(row["article_id"], []).append(row)
        for article_id, rows in by_article.items():
            found = make_failure(failure.rule, failure.table, failure.message, rows)
            blamed.setdefault(article_id, []).append(found)
    return blamed
