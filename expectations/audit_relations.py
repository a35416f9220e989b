"""Rules that tie the rows of one article to each other, as SQL: of a new part, and of a whole release.

A row that breaks one is found with its article, so a part is asked before its articles get into a release.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from expectations.audit_failure import Failure
from expectations.audit_rows import connect, fetch_row, report_rows
from expectations.tables import TABLE_BY_NAME

YEARS_AHEAD = 5  # what was said may lie ahead ("will tell Congress in 2027"), but no decade


@dataclass(frozen=True, slots=True)
class Relation:
    """A rule over rows of several tables.

    Attributes:
        name: Name of the rule.
        table: The table whose rows break it.
        meaning: What it asks, in words.
        query: SQL that selects the rows that break it; columns beside the table's own are shown too.
        is_of_parts: Whether it is asked of new parts alone: a correction may know better than the article's rows.
    """

    name: str
    table: str
    meaning: str
    query: str
    is_of_parts: bool = False


def _hold_span(name: str, table: str, column: str, holder: str) -> Relation:
    key = TABLE_BY_NAME[holder].key
    inside = 'h.start <= r.start AND r."end" <= h."end"'
    if holder == "quotes":
        # A figure lies in a quote's own words, a claim may begin or end outside them.
        holds = (
            'f.start <= r.start AND r."end" <= f."end"'
            if table == "figures"
            else 'f.start < r."end" AND r.start < f."end"'
        )
        inside = f"len(list_filter(h.fragments, lambda f : {holds})) > 0"
    return Relation(
        name,
        table,
        f"what {column} names stands in the same article and holds the row",
        f'SELECT r.* FROM {table} r JOIN {holder} h ON r."{column}" = h.{key} '
        f"WHERE r.article_id <> h.article_id OR NOT ({inside})",
    )


def _part_spans(table: str) -> Relation:
    order = f'PARTITION BY article_id ORDER BY start, "end", {TABLE_BY_NAME[table].key}'
    before = f'max("end") OVER ({order} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)'
    return Relation(
        "SPAN-OVERLAP",
        table,
        "no two rows of a table lie on the same characters",
        f"SELECT * EXCLUDE (reached) FROM (SELECT *, {before} AS reached FROM {table}) WHERE start < reached",
    )


def _differ_spans(table: str) -> Relation:
    times = 'count(*) OVER (PARTITION BY article_id, start, "end")'
    return Relation(
        "SPAN-TWICE",
        table,
        "no two rows of a table lie on the very same characters",
        f"SELECT * EXCLUDE (times) FROM (SELECT *, {times} AS times FROM {table}) WHERE times > 1",
    )


def _date_row(name: str, table: str, column: str) -> Relation:
    """A time of a row is, give or take a day, the publication's or lies in a date of its article."""
    day, from_day, to_day = f'r."{column}"', "coalesce(d.date_start, d.date_end)", "coalesce(d.date_end, d.date_start)"
    return Relation(
        name,
        table,
        f"{column} is the day of publication or a date that the article names",
        f"SELECT r.* FROM {table} r JOIN articles a USING (article_id) WHERE {day} IS NOT NULL "
        f"AND NOT coalesce(abs(epoch({day}) - epoch(a.published_at)) <= 2 * 86400, false) AND NOT EXISTS ("
        f"FROM dates d WHERE d.article_id = r.article_id "
        f"AND {day} BETWEEN {from_day} - INTERVAL 1 DAY AND {to_day} + INTERVAL 2 DAY)",
        is_of_parts=True,
    )


def _year_row(name: str, table: str, column: str) -> Relation:
    """The year of a row's time is one of publication or of the article's dates, give or take a year."""
    year = f'year(r."{column}")'
    from_year, to_year = "year(coalesce(d.date_start, d.date_end))", "year(coalesce(d.date_end, d.date_start))"
    return Relation(
        name,
        table,
        f"the year of {column} is that of publication or of a date that the article names, give or take one",
        f'SELECT r.* FROM {table} r JOIN articles a USING (article_id) WHERE r."{column}" IS NOT NULL '
        f"AND NOT coalesce(abs({year} - year(a.published_at)) <= 1, false) AND NOT EXISTS ("
        f"FROM dates d WHERE d.article_id = r.article_id AND {year} BETWEEN {from_year} - 1 AND {to_year} + 1)",
        is_of_parts=True,
    )


def _stay_behind(name: str, table: str) -> Relation:
    return Relation(
        name,
        table,
        f"said_at is no more than {YEARS_AHEAD} years after publication",
        f"SELECT r.*, a.published_at FROM {table} r JOIN articles a USING (article_id) "
        f"WHERE r.said_at > coalesce(a.published_at, a.read_at) + INTERVAL {YEARS_AHEAD} YEAR",
    )


RELATIONS = (
    _hold_span("FIG-QUOTE", "figures", "quote_id", "quotes"),
    _hold_span("FIG-CLAIM", "figures", "claim_id", "claims"),
    _hold_span("CLA-QUOTE", "claims", "quote_id", "quotes"),
    Relation(
        "CLA-SPEAKER",
        "claims",
        "a claim that a quote states is its speaker's, and said when the quote was",
        "SELECT c.*, q.speaker_key, q.speaker_kind FROM claims c JOIN quotes q USING (quote_id) "
        "WHERE c.claimant_key IS DISTINCT FROM q.speaker_key OR c.claimant_kind <> q.speaker_kind "
        "OR c.said_at IS DISTINCT FROM q.said_at OR c.said_grain IS DISTINCT FROM q.said_grain",
        is_of_parts=True,
    ),
    *(_part_spans(table) for table in ("entities", "figures", "dates")),
    *(_differ_spans(table) for table in ("quotes", "claims")),
    _stay_behind("QUO-SAID", "quotes"),
    _stay_behind("CLA-SAID", "claims"),
    _date_row("QUO-SAID-DAY", "quotes", "said_at"),
    _date_row("CLA-SAID-DAY", "claims", "said_at"),
    _year_row("CLA-EVENT-YEAR", "claims", "event_start"),
    _year_row("CLA-EVENT-YEAR", "claims", "event_end"),
    _year_row("FIG-DATES-YEAR", "figures", "date_start"),
    _year_row("FIG-DATES-YEAR", "figures", "date_end"),
    Relation(
        "FIG-MONEY-WORDS",
        "figures",
        "of sums in the same words, in one article, either all have a unit or none",
        "SELECT * FROM figures WHERE kind = 'money' AND unit IS NULL AND (article_id, unit_text) IN "
        "(SELECT (article_id, unit_text) FROM figures WHERE kind = 'money' AND unit IS NOT NULL)",
    ),
    Relation(
        "QUO-WHOLE",
        "quotes",
        "no unbroken stretch of a quote is its whole article",
        "SELECT q.*, length(a.body) AS body_length FROM quotes q JOIN articles a USING (article_id) "
        "WHERE length(a.body) >= 200 "
        'AND list_max(list_transform(q.fragments, lambda f : f."end" - f.start)) >= 0.95 * length(a.body)',
    ),
    Relation(
        "ART-EPOCH",
        "articles",
        "an article published when computers begin to count, 1 January 1970 at midnight, is among others of those days",
        "SELECT * FROM articles WHERE epoch(published_at) = 0 AND NOT EXISTS "
        "(FROM articles WHERE epoch(published_at) <> 0 AND year(published_at) BETWEEN 1969 AND 1970)",
    ),
    Relation(
        "REJ-KEPT",
        "rejects",
        "what was rejected is not among the articles of the same part",
        "SELECT r.* FROM rejects r JOIN articles a ON parse_filename(r.filename) = parse_filename(a.filename) "
        "AND r.source_path = a.source_path AND r.record_id = a.record_id "
        "AND r.position IS NOT DISTINCT FROM a.position",
    ),
)


# A correction may know better than the rows of its article.
RELEASE_RELATIONS = tuple(relation for relation in RELATIONS if not relation.is_of_parts)


def check_relations(connection: duckdb.DuckDBPyConnection, relations: Sequence[Relation] = RELATIONS) -> list[Failure]:
    """Check rows against each other.

    Args:
        connection: Has a view of each table that the relations read, with the `filename` of each row's part.
        relations: What is asked; those of each article's rows where nothing else is named.

    Returns:
        What does not hold.
    """
    failures = []
    for relation in relations:
        (n_rows,) = fetch_row(connection, f"SELECT count(*) FROM ({relation.query})")
        if n_rows:
            table = TABLE_BY_NAME[relation.table]
            failures.append(report_rows(connection, table, relation.name, relation.meaning, relation.query, n_rows))
    return failures


def check_part_relations(tables: Mapping[str, pa.Table]) -> list[Failure]:
    """Check the rows of each article of one part against each other.

    Args:
        tables: The part's tables by name, in their types; of those that are not there, nothing is asked.
    """
    with connect() as connection:
        for name, rows in tables.items():
            connection.register(f"{name}_rows", rows)
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT *, 'part' AS filename FROM {name}_rows")
        return check_relations(connection, [one for one in RELATIONS if one.table in tables])
