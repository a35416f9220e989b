"""Views over a release's tables that join what everybody joins: the article, and the figures of a claim."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import duckdb

from expectations.enumerations import OPPOSED, OPPOSED_FROM

_ARTICLE = "a.outlet, a.title, a.url, a.published_at, a.published_day"


@dataclass(frozen=True, slots=True)
class View:
    """A named query over the tables of a release.

    Attributes:
        name: Its name in SQL.
        doc: What one row is.
        query: DuckDB SQL.
    """

    name: str
    doc: str
    query: str


VIEWS = (
    View(
        "quotes_in_articles",
        "A quote with its article's outlet, title, address and dates.",
        f"SELECT q.*, {_ARTICLE} FROM quotes q JOIN articles a USING (article_id)",
    ),
    View(
        "figures_in_articles",
        "A figure with its article, and the claim in which it stands.",
        f"SELECT f.*, {_ARTICLE}, c.resolved AS claim, c.claimant_name, c.stance FROM figures f "
        "JOIN articles a USING (article_id) LEFT JOIN claims c USING (claim_id)",
    ),
    View(
        "claims_in_articles",
        "A claim with its article, the words of its quote, its figures as printed, and the group of the same claim.",
        f"SELECT c.*, {_ARTICLE}, q.content AS quote, q.confidence AS quote_confidence, f.figures, "
        "g.group_id, g.agreement, g.n_outlets AS group_outlets "
        "FROM claims c JOIN articles a USING (article_id) LEFT JOIN quotes q USING (quote_id) "
        "LEFT JOIN (SELECT claim_id, list(text ORDER BY start) AS figures FROM figures "
        "WHERE claim_id IS NOT NULL GROUP BY claim_id) f USING (claim_id) "
        # A claim may stand in several groups; the one that the most outlets tell.
        "LEFT JOIN (SELECT * FROM claim_groups QUALIFY row_number() OVER "
        "(PARTITION BY claim_id ORDER BY n_outlets DESC, group_id) = 1) g USING (claim_id)",
    ),
    View(
        "stories",
        "An event that several articles tell, with its outlets; `n_disputed` counts what is denied or not confirmed, "
        "and groups of claims that are told as opposed, as in the report.",
        "SELECT s.group_id, arg_min(a.title, (a.published_at IS NULL, a.published_at, a.article_id)) AS title, "
        "count(*) AS n_articles, count(DISTINCT a.outlet) AS n_outlets, min(a.published_at) AS first_published, "
        "max(a.published_at) AS last_published, "
        "CAST(sum(coalesce(d.n, 0)) + any_value(coalesce(o.n, 0)) AS BIGINT) AS n_disputed "
        "FROM story_groups s JOIN articles a USING (article_id) LEFT JOIN ("
        "SELECT article_id, count(*) AS n FROM claims WHERE stance IN ('denies', 'does_not_confirm') GROUP BY ALL"
        ") d USING (article_id) LEFT JOIN ("
        "SELECT t.group_id, count(DISTINCT g.group_id) AS n FROM claim_groups g JOIN story_groups t USING (article_id) "
        f"WHERE g.group_id IN (SELECT group_id FROM claim_groups WHERE agreement IN {OPPOSED} "
        f"AND similarity >= {OPPOSED_FROM}) GROUP BY t.group_id"
        ") o USING (group_id) GROUP BY s.group_id",
    ),
)  # fmt: skip


def add_joined_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views of `VIEWS` where a release's tables have theirs, without those that it lacks columns for."""
    for view in VIEWS:
        # A release of an earlier version lacks tables and columns.
        with suppress(duckdb.CatalogException, duckdb.BinderException):
            connection.execute(f'CREATE VIEW "{view.name}" AS {view.query}')
