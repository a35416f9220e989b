"""Link a whole release: near-copies among its articles, the same quotes, claims about the same thing."""

from __future__ import annotations

import pyarrow as pa

from tasks.link.articles import ARTICLE_COLUMNS, link_articles
from tasks.link.claims import CLAIM_COLUMNS, ENTITY_COLUMNS, link_claims
from tasks.link.figures import FIGURE_COLUMNS
from tasks.link.partition import Frame
from tasks.link.quotes import QUOTE_COLUMNS, link_quotes

# What linking reads of each table; the rest stays on disk.
LINKED_COLUMNS = {
    "articles": ARTICLE_COLUMNS,
    "quotes": QUOTE_COLUMNS,
    "figures": FIGURE_COLUMNS,
    "claims": CLAIM_COLUMNS,
    "entities": ENTITY_COLUMNS,
}


def link_tables(
    articles: Frame, quotes: Frame, figures: Frame, claims: Frame, entities: Frame | None = None
) -> dict[str, pa.Table]:
    """Make the tables of groups from the tables of a release.

    Args:
        articles: As defined in `expectations/tables.py`, at least `LINKED_COLUMNS`; pandas or Arrow, rows in any order.
            So are the others.
        quotes: Attributed utterances.
        figures: Stated numbers.
        claims: Propositions.
        entities: Mentions; without them claims meet by their words alone.

    Returns:
        `article_groups`, `quote_groups` and `claim_groups`, by name.

    Raises:
        KeyError: A table lacks a column.
    """
    quote_groups = link_quotes(quotes, articles)
    return {
        "article_groups": link_articles(articles),
        "quote_groups": quote_groups,
        "claim_groups": link_claims(claims, figures, quotes, articles, entities, quote_groups),
    }
