"""Take the text of an article, and what a page says of it, from HTML."""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from tasks.read.fields import is_page
from tasks.read.page_body import read_body
from tasks.read.page_dates import find_published
from tasks.read.page_facts import Facts, find_facts, is_json_ld
from tasks.read.page_kind import find_no_article
from tasks.read.page_runs import list_runs
from tasks.read.page_text import choose_text, clean_text
from tasks.read.page_tree import ready_tree

LEAST_CHARS = 250  # below, an extraction is taken for a failed one
# Some of the extractor's patterns take the square of what they are tried on. No title or name is as long; of a longer
# JSON-LD our own reading alone takes the names and the headline.
MOST_META_CHARS = 2000
MOST_JSON_LD_CHARS = 30_000
MOST_DOCTYPE_CHARS = 2000
_OPTIONS = {"include_comments": False, "output_format": "txt", "with_metadata": False}


class ExtractionError(Exception):
    """A page that the extractor fails on."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds; `published` is the date as the page writes it, unread; `no_article` why it holds none."""

    text: str | None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: tuple[str, ...] = ()
    language: str | None = None
    no_article: str | None = None
    section: str | None = None
    types: frozenset[str] = frozenset()


def read_page(html: str) -> Page:
    """Extract a page's article with trafilatura's precision mode, from a tree that furniture was taken out of.

    Args:
        html: A page, or paragraphs in markup.

    Returns:
        The text, one paragraph a line, and what the page's own markup states; the address of the site does not
        stand in for its name, and dates are taken only from markup that says what they are, never from running text.

    Raises:
        ExtractionError: The extractor fails, as it may on a damaged page.

    Source:
        docs/decisions/010-pages-and-wraps.md
    """
    trafilatura = _load_trafilatura()
    # The parser closes what is open; closing tags here would be words of a title that markup leaves open.
    page = _end_doctype(html) if is_page(html) else f"<html><body><article>{html}"
    try:
        tree = trafilatura.load_html(page)
        if tree is None:
            return Page(text=None)
        # lxml makes a Python object of an element each time that it is reached, unless one is there already.
        reached = list(tree.iter())
        facts = find_facts(tree)
        title, author = facts.title, facts.author
        if not (title and author):
            stated = trafilatura.metadata.extract_metadata(_cut_head(tree), extensive=False)
            title, author = title or stated.title, author or stated.author
        published = tuple(find_published(tree, facts))
        url, language = facts.url, facts.language
        text = _extract(page, facts)
        reached.clear()
    except Exception as error:  # a third party's parser on a page that nobody checked: any error is the page's
        raise ExtractionError(f"{type(error).__name__}: {error}") from error
    text = clean_text(text, title) or None if text else None
    no_article = find_no_article(facts, text)
    return Page(text, title, author, facts.outlet, url, published, language, no_article, facts.section, facts.own_types)


def _extract(page: str, facts: Facts) -> str | None:
    """Extract fast from a readied tree, and make whole what that points to."""
    trafilatura = _load_trafilatura()
    tree = facts.tree
    title = facts.title
    ready_tree(tree, facts.body_classes)
    runs = [] if tree.find("body") is None else list(list_runs(tree.find("body")))
    found = trafilatura.extract(tree, fast=True, **_OPTIONS) or ""
    text = read_body(runs, found, title, facts.summaries)
    if len(text) < LEAST_CHARS:
        # What was taken for furniture may have been the article.
        text = max(text, trafilatura.extract(page, fast=True, **_OPTIONS) or "", key=len)
    return choose_text(text or None, facts.body)


def _end_doctype(page: str) -> str:
    """End a document type that a page leaves open."""
    is_open = "doctype" in page[:50].lower() and ">" not in page[:MOST_DOCTYPE_CHARS]
    return f"{page[:50]}>{page[50:]}" if is_open else page


@cache
def _load_trafilatura() -> ModuleType:
    """Import the extractor when the first page comes: it takes 0.4 s, which dumps of plain text need not spend."""
    import trafilatura
    import trafilatura.metadata

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    module: ModuleType = trafilatura
    return module


def _cut_head(tree: Any) -> Any:
    """Copy what a page says of itself: its head, and JSON-LD wherever it stands.

    In the body trafilatura goes by the names of classes, and its search for a date there, which is not used, takes
    more than half the time of a page.
    """
    page = _load_trafilatura().load_html("<html><head></head><body></body></html>")
    head = tree.find("head")
    if head is not None:
        page.replace(page.find("head"), deepcopy(head))
    page.find("body").extend(deepcopy(script) for script in tree.iterfind("./body//script") if is_json_ld(script))
    for element in list(page.iter("meta", "script")):
        if len(element.get("content") or "") > MOST_META_CHARS or len(element.text or "") > MOST_JSON_LD_CHARS:
            element.drop_tree()
    return page
