"""The pages of a release's report: static, readable offline and without script, every value escaped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from expectations.enumerations import OPPOSED_FROM
from expectations.opened import open_release
from tasks.publish.manifest import Manifest
from tasks.report.accounts import write_accounts
from tasks.report.article_pages import Around, write_article_pages
from tasks.report.environment import STATIC, name_story_page, render
from tasks.report.front import list_articles, write_front
from tasks.report.people import write_people_pages
from tasks.report.related import find_related
from tasks.report.rows import read_corrections
from tasks.report.search_index import write_search
from tasks.report.shelf import Shelf, hash_inputs, read_before
from tasks.report.stories import Story, read_stories

Row = Mapping[str, Any]


def write_report(
    release: Path, most_articles: int | None = None, manifest: Manifest | None = None, previous: Path | None = None
) -> None:
    """Write the report of a staged release: `report/index.html` leads to its pages.

    Args:
        release: The release's folder, whose tables are written.
        most_articles: Articles that get a page, newest first; None for all.
        manifest: Says how the release differs from the one before; without it the report does not.
        previous: The release before; pages that would be the same are linked from it.
    """
    shelf = Shelf(release / "report", read_before(previous, manifest))
    for path in sorted(STATIC.iterdir()):
        shelf.write(f"static/{path.name}", path.read_text("utf-8"))
    with open_release(release) as connection:
        articles = list_articles(connection)
        pages = frozenset(row["article_id"] for row in articles[:most_articles])
        stories = read_stories(connection)
        corrections = read_corrections(release)
        around = Around(find_related(connection), pages, _list_stories(stories), _split(corrections))
        write_article_pages(release, around, shelf, manifest)
        _write_story_pages(stories, pages, shelf)
        people = write_people_pages(connection, pages, shelf)
        write_front(
            connection, shelf, articles=articles, pages=pages, stories=stories, people=people,
            manifest=manifest, previous=previous,
        )  # fmt: skip
        write_accounts(connection, shelf, corrections, pages)
        write_search(connection, shelf, articles=articles, pages=pages, stories=stories, people=people)
    shelf.close()


def _write_story_pages(stories: Sequence[Story], pages: frozenset[str], shelf: Shelf) -> None:
    for story in stories:
        shown = (story.articles, story.following, story.claims, story.figures, story.stances, story.tolls)
        linked = [row["article_id"] in pages for row in (*story.articles, *story.following)]
        make = partial(
            render, "story.html.j2", root="../../", story=story, pages=pages, opposed_from=OPPOSED_FROM
        )  # fmt: skip
        shelf.place(name_story_page(story.group_id), hash_inputs(shown, linked), make)


def _list_stories(stories: Sequence[Story]) -> dict[str, list[Row]]:
    """List, by article, the stories that it is in."""
    found: dict[str, list[Row]] = defaultdict(list)
    for story in stories:
        for row in story.articles:
            found[row["article_id"]].append(story.summary)
    return dict(found)


def _split(corrections: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in corrections:
        if row["article_id"] is not None:
            found[row["article_id"]].append(row)
    return dict(found)
