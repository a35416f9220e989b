"""Find what other articles of a release say of the same: near-copies, the same utterance, claims about one thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import duckdb

from expectations.enumerations import OPPOSED, OPPOSED_FROM
from tasks.report.database import select_rows

Row = dict[str, Any]

MOST_RELATED = 8  # a row; a wire story's quotes stand in hundreds of articles

# Two rows may share several groups; they are told of once, as they are most alike.
_QUERY = """
WITH pairs AS (
    SELECT DISTINCT ON (own_key, row_id) own.{key} AS own_key, own.article_id AS own_article,
        own.{relation} AS own_relation, other.{key} AS row_id, other.{relation} AS relation, {columns},
        articles.article_id, articles.outlet, articles.title, articles.record_id,
        CASE WHEN own.similarity IS NOT NULL AND other.similarity IS NOT NULL
            THEN least(own.similarity, other.similarity) END AS similarity,
        make_timestamp(epoch_us(articles.published_at)) AS published_at
    FROM {groups} AS own JOIN {groups} AS other ON other.group_id = own.group_id AND other.article_id <> own.article_id
        JOIN articles ON articles.article_id = other.article_id {join}
    ORDER BY own_key, row_id, similarity DESC NULLS LAST, own_relation, relation
)
SELECT *, count(*) OVER (PARTITION BY own_key) AS n_related FROM pairs
QUALIFY row_number() OVER (PARTITION BY own_key ORDER BY {first} published_at NULLS LAST, row_id) <= {most}
ORDER BY own_key, {first} published_at NULLS LAST, row_id
"""


@dataclass(frozen=True, slots=True)
class Related:
    """Rows of other articles, by the key of the row they are like; the contradicting and the earliest come first.

    Attributes:
        articles: Near-copies, by `article_id`.
        quotes: The same utterance, by `quote_id`.
        claims: Claims about the same thing, by `claim_id`.
        by_article: The last two, by the article whose rows they are like.
    """

    articles: dict[str, list[Row]]
    quotes: dict[str, list[Row]]
    claims: dict[str, list[Row]]
    by_article: dict[str, list[Row]] = field(default_factory=dict)


def find_related(connection: duckdb.DuckDBPyConnection) -> Related:
    """Find what is said elsewhere of what each article says.

    Args:
        connection: From `open_release`.

    Returns:
        For each row that has any, at most 8 rows of other articles; `n_related` is how many there are.
    """
    articles = _group(connection, groups="article_groups", key="article_id", relation="role")
    quotes = _group(
        connection, groups="quote_groups", key="quote_id", relation="relation",
        columns="quotes.content, quotes.speaker_name", join="JOIN quotes ON quotes.quote_id = other.quote_id",
    )  # fmt: skip
    claims = _group(
        connection, groups="claim_groups", key="claim_id", relation="agreement",
        columns="claims.proposition, claims.claimant_name, claims.stance, other.value_low, other.value_high",
        join="JOIN claims ON claims.claim_id = other.claim_id",
        first="((own_relation = 'contradicts') <> (relation = 'contradicts')) DESC,",
    )  # fmt: skip
    for row in (row for rows in claims.values() for row in rows):
        row["relation"] = show_relation(compare_agreements(row["own_relation"], row["relation"]), row["similarity"])
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in (row for found in (quotes, claims) for rows in found.values() for row in rows):
        by_article[row["own_article"]].append(row)
    return Related(articles, quotes, claims, dict(by_article))


def compare_agreements(one: str, other: str) -> str:
    """Say how two claims of a group stand to each other, from how each stands to the group's first member.

    Returns:
        a value of `claim_groups.agreement`; "same subject" where the first member does not tell.
    """
    if one == "agrees":
        return other
    return one if other == "agrees" else "same subject"


def show_relation(relation: str, confidence: float | None) -> str:
    """Give a relation of claims or figures as pages may show it.

    Returns:
        the relation; "same subject" in place of one that opposes two articles and is not sure enough.
    """
    is_sure = confidence is not None and confidence >= OPPOSED_FROM
    return relation if is_sure or relation not in OPPOSED else "same subject"


def _group(
    connection: duckdb.DuckDBPyConnection,
    *,
    groups: str,
    key: str,
    relation: str,
    columns: str = "NULL AS content",
    join: str = "",
    first: str = "",
) -> dict[str, list[Row]]:
    query = _QUERY.format(
        groups=groups, key=key, relation=relation, columns=columns, join=join, first=first, most=MOST_RELATED
    )
    found: dict[str, list[Row]] = defaultdict(list)
    for row in select_rows(connection, query):
        found[row["own_key"]].append(row)
    return dict(found)
