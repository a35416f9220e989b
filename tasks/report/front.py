"""The first page of a report and its lists: stories, who is quoted, what changed, all articles."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from expectations.opened import add_views
from tasks.publish.manifest import Manifest
from tasks.report.database import select_rows
from tasks.report.environment import render
from tasks.report.shelf import Shelf
from tasks.report.stories import Story

Row = Mapping[str, Any]

MOST_STORIES, MOST_DISPUTED = 8, 6
MOST_QUOTED = 24
MOST_REPEATED, MOST_REPEATED_MEMBERS = 8, 4
MOST_NEW = 12
ROWS_A_PAGE = 500

_LISTED = """SELECT a.article_id, a.record_id, a.outlet, a.title, a.url,
    make_timestamp(epoch_us(a.published_at)) AS published_at, coalesce(q.n, 0) AS n_quotes,
    coalesce(c.n, 0) AS n_claims, coalesce(f.n, 0) AS n_figures,
    a.article_id IN (SELECT article_id FROM article_groups) AS is_copy
FROM articles a
    LEFT JOIN (SELECT article_id, count(*) AS n FROM quotes GROUP BY ALL) q USING (article_id)
    LEFT JOIN (SELECT article_id, count(*) AS n FROM claims GROUP BY ALL) c USING (article_id)
    LEFT JOIN (SELECT article_id, count(*) AS n FROM figures GROUP BY ALL) f USING (article_id)
ORDER BY a.published_at DESC NULLS LAST, a.article_id"""

# The utterances that most outlets share, and a few of their places, the earliest first.
_REPEATED = f"""WITH picked AS (
    SELECT group_id, max(n_outlets) AS n_outlets, max(n_articles) AS n_articles FROM quote_groups
    GROUP BY group_id HAVING max(n_outlets) > 1 ORDER BY n_outlets DESC, n_articles DESC, group_id LIMIT {MOST_REPEATED}
)
SELECT picked.*, g.relation, q.quote_id AS row_id, q.content, q.speaker_name, q.speaker_key, q.confidence, a.article_id,
    a.outlet, a.title, a.record_id, make_timestamp(epoch_us(a.published_at)) AS published_at
FROM picked JOIN quote_groups g ON g.group_id = picked.group_id JOIN quotes q ON q.quote_id = g.quote_id
    JOIN articles a ON a.article_id = g.article_id
QUALIFY row_number() OVER (PARTITION BY picked.group_id ORDER BY a.published_at NULLS LAST, row_id)
    <= {MOST_REPEATED_MEMBERS}
ORDER BY picked.n_outlets DESC, picked.n_articles DESC, picked.group_id, published_at NULLS LAST, row_id"""

_NEW = """SELECT article_id FROM articles EXCEPT SELECT article_id FROM before_articles"""
_NEW_STORIES = """SELECT DISTINCT group_id FROM story_groups s
WHERE NOT EXISTS (SELECT 1 FROM before_story_groups b WHERE b.group_id = s.group_id AND b.article_id = s.article_id)"""


def list_articles(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """List the articles of a release, the newest first and those without a date last."""
    return select_rows(connection, _LISTED)


def write_front(
    connection: duckdb.DuckDBPyConnection,
    shelf: Shelf,
    *,
    articles: Sequence[Row],
    pages: Collection[str],
    stories: Sequence[Story],
    people: Sequence[Row],
    manifest: Manifest | None,
    previous: Path | None,
) -> None:
    """Write the first page and the lists.

    Args:
        connection: From `open_release`.
        shelf: Takes the pages.
        articles: From `list_articles`.
        pages: Articles that have a page.
        stories: From `read_stories`.
        people: From `write_people_pages`.
        manifest: Says how the release differs from the one before; without it the page does not.
        previous: The release before.
    """
    disputed = sorted((one for one in stories if one.n_disputes), key=lambda one: -one.n_disputes)
    shown = stories[:MOST_STORIES]
    by_title = {story.group_id: story for story in stories}
    changes = _find_changes(connection, manifest, previous)
    new_ids = changes.get("articles", frozenset())
    index = render(
        "index.html.j2",
        root="",
        n_rows={name: _count(connection, name) for name in ("quotes", "claims", "figures")},
        articles=articles,
        pages=pages,
        stories=stories,
        shown=shown,
        disputed=[story for story in disputed if story not in shown][:MOST_DISPUTED],
        people=people,
        most_quoted=people[:MOST_QUOTED],
        repeated=_gather(select_rows(connection, _REPEATED)),
        previous=manifest.previous if manifest else None,
        differences=_list_differences(manifest),
        new_articles=[row for row in articles if row["article_id"] in new_ids][:MOST_NEW],
        n_new=len(new_ids),
        new_stories=[by_title[key].summary for key in sorted(changes.get("stories", ())) if key in by_title][:MOST_NEW],
        newest=articles[:MOST_NEW],
    )
    shelf.write("index.html", index)
    _write_list(shelf, "stories", [story.summary for story in stories], pages)
    _write_list(shelf, "people", people, pages)
    _write_list(shelf, "articles", articles, pages)


def _write_list(shelf: Shelf, name: str, rows: Sequence[Row], pages: Collection[str]) -> None:
    """Write a list, some hundred rows a page."""
    n_pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    names = [f"{name}.html" if at == 0 else f"{name}-{at + 1}.html" for at in range(n_pages)]
    for at, file in enumerate(names):
        chunk = rows[at * ROWS_A_PAGE : (at + 1) * ROWS_A_PAGE]
        shelf.write(file, render(f"{name}.html.j2", root="", rows=chunk, n=len(rows), at=at, names=names, pages=pages))


def _find_changes(
    connection: duckdb.DuckDBPyConnection, manifest: Manifest | None, previous: Path | None
) -> dict[str, frozenset[str]]:
    """Find the articles that the release before lacks, and the stories that are new or have grown."""
    if manifest is None or manifest.previous is None or previous is None:
        return {}
    add_views(connection, previous, "before_")
    found = {"articles": frozenset(row["article_id"] for row in select_rows(connection, _NEW))}
    if any((previous / "story_groups").glob("*.parquet")):
        found["stories"] = frozenset(row["group_id"] for row in select_rows(connection, _NEW_STORIES))
    return found


def _list_differences(manifest: Manifest | None) -> list[dict[str, Any]]:
    if manifest is None or manifest.previous is None:
        return []
    return [{"name": name} | asdict(found) for name, found in manifest.differences.items()]


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(select_rows(connection, f"SELECT count(*) AS n FROM {table}")[0]["n"])


def _gather(rows: Sequence[Row]) -> list[list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["group_id"], []).append(row)
    return list(groups.values())
