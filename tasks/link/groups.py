"""Link a whole release: who is who, near-copies among its articles, the same quotes, claims about the same thing."""

from __future__ import annotations

import json
from collections import defaultdict

import pyarrow as pa

from tasks.link.articles import ARTICLE_COLUMNS, link_articles
from tasks.link.claim_rows import CLAIM_COLUMNS, ENTITY_COLUMNS, PLACED_FIGURES
from tasks.link.claims import link_claims
from tasks.link.entities import link_entities
from tasks.link.entity_index import index_entities
from tasks.link.figure_slots import SLOT_COLUMNS, link_figures
from tasks.link.figures import FIGURE_COLUMNS
from tasks.link.notes import NOTED_CLAIMS, NOTED_MENTIONS, NOTED_QUOTES, read_notes
from tasks.link.partition import Frame, as_arrow
from tasks.link.quote_index import PLACED_COLUMNS, QUOTE_COLUMNS
from tasks.link.quotes import link_quotes
from tasks.link.readings import NO_SHELF, Shelf
from tasks.link.stored import Stored
from tasks.link.stories import STORY_COLUMNS, link_stories
from tasks.publish.keyed_parts import KEY_COLUMNS, Keys, put_keys, read_keys

# What linking reads of each table; the rest stays on disk.
LINKED_COLUMNS = {
    "articles": tuple(dict.fromkeys((*ARTICLE_COLUMNS, *STORY_COLUMNS))),
    "quotes": (*QUOTE_COLUMNS, *PLACED_COLUMNS, *NOTED_QUOTES),
    "figures": (*FIGURE_COLUMNS, *PLACED_FIGURES, *SLOT_COLUMNS),
    "claims": (*CLAIM_COLUMNS, *NOTED_CLAIMS),
    "entities": (*ENTITY_COLUMNS, *NOTED_MENTIONS),
}
# What each linker reads of articles besides what readings of them have.
TOLD_COLUMNS = ("article_id", "outlet", "published_at", "source_agency")


def link_tables(
    articles: Frame,
    quotes: Frame,
    figures: Frame,
    claims: Frame,
    entities: Frame | None = None,
    shelf: Shelf = NO_SHELF,
) -> dict[str, pa.Table]:
    """Make the tables that a release links across articles from its other tables.

    Args:
        articles: As defined in `expectations/tables.py`, at least `LINKED_COLUMNS`; pandas or Arrow, rows in any order.
            So are the others.
        quotes: Attributed utterances.
        figures: Stated numbers.
        claims: Propositions.
        entities: Mentions, with the keys of each article; without them claims meet by their words alone, and every
            key stays as it is.
        shelf: Where readings of parts lie: what was read before is not read again, and what is read now is kept.

    Returns:
        `entity_keys`, `entity_index`, `article_groups`, `story_groups`, `quote_links`, `quote_groups`,
        `claim_links`, `claim_groups`, `figure_links` and `figure_groups`, by name.

    Raises:
        KeyError: A table lacks a column.
    """
    made: dict[str, pa.Table] = {}
    if isinstance(articles, Stored):
        articles = articles.remember(TOLD_COLUMNS)
    keyed = None
    if entities is not None:
        notes = read_notes(articles, entities, quotes, claims, shelf)
        made["entity_keys"] = link_entities(articles, notes)
        keyed = _put_keys("entities", entities, read_keys(made["entity_keys"]))
        made["entity_index"] = index_entities(articles, notes, made["entity_keys"])
    # Quotes meet by the articles' own keys, as they were read; what one key would change in them is not measured.
    linked_quotes = link_quotes(quotes, articles, shelf)
    stories = link_stories(articles, keyed, shelf)
    # A toll is counted on for days: figures meet along a matter, beyond the story of one event.
    slots = link_figures(figures, articles, keyed, stories.matters, shelf)
    linked = link_claims(
        claims,
        figures,
        quotes,
        articles,
        keyed,
        linked_quotes.groups,
        stories.groups,
        slots.links,
        stories.likeness,
        shelf,
    )
    return made | {
        "article_groups": link_articles(articles, shelf),
        "story_groups": stories.groups,
        "quote_links": linked_quotes.links,
        "quote_groups": linked_quotes.groups,
        "claim_links": linked.links,
        "claim_groups": linked.groups,
        "figure_links": slots.links,
        "figure_groups": slots.groups,
    }


def _put_keys(name: str, frame: Frame, keys: Keys) -> Frame:
    """Put the keys of the release into a table."""
    of_article: dict[str, dict[tuple[str, str], str]] = defaultdict(dict)
    for place, key in keys.items():
        of_article[place[0]][place] = key

    def change(rows: pa.Table) -> pa.Table:
        found: dict[tuple[str, str], str] = {}
        for article_id in rows["article_id"].unique().to_pylist():
            found |= of_article.get(article_id, {})
        return put_keys(rows, KEY_COLUMNS[name], found) if found else rows

    def describe(article_id: str) -> str:
        """Tell the keys that an article gets from any others."""
        found = of_article.get(article_id)
        return json.dumps([[own, key] for (_, own), key in found.items()]) if found else ""

    if isinstance(frame, Stored):
        return frame.with_change(change, KEY_COLUMNS[name], describe)
    return change(as_arrow(frame, tuple(dict.fromkeys(LINKED_COLUMNS[name]))))
