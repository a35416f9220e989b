"""Ready a page's tree for the extractor: furniture out, tables of layout and split containers mended."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from lxml.etree import Comment, ProcessingInstruction, strip_tags

from tasks.read.page_furniture import remove_furniture
from tasks.read.page_runs import HEADINGS, flatten, list_runs, share_links

LEAST_CELL_CHARS = 300
LEAST_PART_CHARS = 120
MOST_LINKED = 0.3
LEAST_QUOTE_CHARS = 20
MOST_QUOTES = 1000  # each is looked for in all of the page's text

_POST = re.compile(r"\b(?:twitter-(?:tweet|video)|instagram-media|bluesky-embed|mastodon-embed)\b")
_PICTURE = re.compile(r"pic\.twitter\.com/|https?://t\.co/")


def ready_tree(tree: Any, kept_classes: frozenset[str] = frozenset()) -> None:
    """Change a page's tree in place, before its text is extracted.

    Scripts and furniture go; tables that lay out the page become plain blocks; neighbours of one class, between which
    an article was split, are joined; embedded posts lose their signatures.

    Args:
        tree: A page.
        kept_classes: Classes that the page names as the article's.
    """
    body = tree.find("body")
    if body is None:
        return
    _strip_code(tree)
    remove_furniture(body, kept_classes)
    for header in [one for one in body.iter("header") if _heads_a_part(one)]:
        header.tag = "div"
    _open_layout_tables(body)
    _join_split_containers(body)
    _unsign_posts(body)
    _drop_set_quotes(body)


def _strip_code(tree: Any) -> None:
    for element in list(tree.iter("script", "style", "template", "noscript", "svg", "iframe")):
        if element.getparent() is not None:
            element.drop_tree()
    strip_tags(tree, Comment, ProcessingInstruction)


def _heads_a_part(header: Any) -> bool:
    """Whether a header heads a part of the article, such as a post of a live blog; the extractor drops all headers."""
    inside = next(header.iterancestors("article", "main"), None) is not None
    return (
        inside and header.find(".//h1") is None and any(header.find(f".//{name}") is not None for name in HEADINGS[1:4])
    )


def _unsign_posts(body: Any) -> None:
    """Leave of an embedded post its words: no signature, no date, no link to its picture."""
    for quote in list(body.iter("blockquote")):
        if not _POST.search(quote.get("class") or ""):
            continue
        for link in list(quote.iter("a")):
            if link.getparent() is quote or _PICTURE.match(link.text_content().strip()):
                link.drop_tree()
        for paragraph in quote.findall("p"):
            paragraph.tail = None


def _drop_set_quotes(body: Any) -> None:
    """Drop quotations set large, whose words stand in the running text too."""
    quotes = {id(quote): quote for quote in body.iter("blockquote")}
    if not quotes:
        return
    outside = "\n".join(flatten(run.text) for run in list_runs(body) if not _is_inside(run.block, quotes))
    for quote in islice(quotes.values(), MOST_QUOTES):
        words = flatten(quote.text_content())
        if quote.getparent() is not None and len(words) >= LEAST_QUOTE_CHARS and words in outside:
            quote.drop_tree()


def _is_inside(element: Any, quotes: dict[int, Any]) -> bool:
    return any(id(one) in quotes for one in (element, *element.iterancestors("blockquote")))


def _open_layout_tables(body: Any) -> None:
    """Make blocks of the cells of a table that holds running text, outermost first."""
    for table in list(body.iter("table")):
        cells = [cell for cell in table.iter("td") if _nearest_table(cell) is table]
        if not any(len(cell.text_content()) >= LEAST_CELL_CHARS for cell in cells):
            continue
        for element in [part for part in table.iter("tbody", "tr", "td") if _nearest_table(part) is table]:
            element.tag = "div"
        table.tag = "div"
        for cell in cells:
            if len(cell.text_content()) < LEAST_CELL_CHARS and share_links(cell) > MOST_LINKED:
                cell.drop_tree()


def _nearest_table(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def _join_split_containers(body: Any) -> None:
    for element in list(body.iter("div", "section")):
        following = element.getnext()
        while following is not None and _are_parts(element, following):
            if len(element):
                element[-1].tail = f"{element[-1].tail or ''}\n"
            lead = element.makeelement("br")
            lead.tail = following.text
            element.append(lead)
            element.extend(list(following))
            parent = following.getparent()
            parent.remove(following)
            following = element.getnext()


def _are_parts(element: Any, following: Any) -> bool:
    name = element.get("class")
    if not name or following.tag != element.tag or following.get("class") != name or (following.tail or "").strip():
        return False
    return all(
        len(part.text_content()) >= LEAST_PART_CHARS and part.find(".//h2") is None and share_links(part) < MOST_LINKED
        for part in (element, following)
    )
