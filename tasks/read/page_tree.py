"""Ready a page's tree for the extractor: furniture out, tables of layout mended."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import Any

from lxml.etree import Comment, ProcessingInstruction, strip_tags

from tasks.read.page_furniture import remove_furniture
from tasks.read.page_notices import drop_notices
from tasks.read.page_runs import INLINE, flatten, is_post, list_runs, share_links

LEAST_CELL_CHARS = 300
MOST_LINKED = 0.3
LEAST_QUOTE_CHARS = 20
MOST_QUOTES = 1000  # each is looked for in all of the page's text

_NOTE_MARK = re.compile(r"\s*\[?(?:\d{1,3}|[*†‡])\]?\s*")
_ENDS = (".", ",", "!", "?", ";", ":", '"', "”", "’", "»", ")")
_BLANK_LINES = re.compile(r"\n\s*\n")
_PICTURE = re.compile(r"pic\.twitter\.com/|https?://t\.co/")


def ready_tree(tree: Any, kept_classes: frozenset[str] = frozenset()) -> None:
    """Change a page's tree in place, before its text is extracted.

    Scripts, notices, furniture and marks of footnotes go; tables that lay out the page become plain blocks;
    embedded posts keep their signatures in the line of their words.

    Args:
        tree: A page.
        kept_classes: Classes that the page names as the article's.
    """
    body = tree.find("body")
    if body is None:
        return
    _strip_code(tree)
    remove_furniture(body, drop_notices(body), kept_classes)
    _open_layout_tables(body)
    _cut_preformatted(body)
    _sign_posts(body)
    _drop_note_marks(body)
    _drop_set_quotes(body)


def _strip_code(tree: Any) -> None:
    for element in list(tree.iter("script", "style", "template", "noscript", "svg", "iframe")):
        if element.getparent() is not None:
            element.drop_tree()
    strip_tags(tree, Comment, ProcessingInstruction)


def _sign_posts(body: Any) -> None:
    """Set who wrote an embedded post, and when, behind its words in one line; links to its picture go."""
    for quote in list(body.iter("blockquote")):
        if not is_post(quote):
            continue
        for link in list(quote.iter("a")):
            if link.getparent() is not quote and _PICTURE.match(link.text_content().strip()):
                link.drop_tree()
        words = next(iter(quote.findall("p")[-1:]), None)
        if words is None:
            continue
        after = list(takewhile(lambda part: part.tag in INLINE, words.itersiblings()))
        signature = [words.tail or "", *(part.text_content() + (part.tail or "") for part in after)]
        words.tail = None
        for part in after:
            part.tail = None
            part.drop_tree()
        signed = words.makeelement("span")
        signed.text = f" {' '.join(''.join(signature).split())}"
        words.append(signed)


def _drop_note_marks(body: Any) -> None:
    """Drop the numbers of footnotes: a link to one, or a small number after a sentence's end; "m²" stays."""
    for mark in list(body.iter("sup")):
        if not _NOTE_MARK.fullmatch(mark.text_content()):
            continue
        before = mark.getprevious()
        ahead = (before.tail if before is not None else mark.getparent().text) or ""
        link = mark.find("a")
        is_link = link is not None and (link.get("href") or "").startswith("#")
        if is_link or ahead.rstrip().endswith(_ENDS):
            mark.drop_tree()


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


def _cut_preformatted(body: Any) -> None:
    """Make paragraphs of what blank lines part in preformatted text."""
    for element in list(body.iter("pre")):
        pieces = _BLANK_LINES.split(element.text or "")
        if len(element) or len(pieces) < 2:
            continue
        element.text, element.tag = None, "div"
        for piece in pieces:
            paragraph = element.makeelement("p")
            paragraph.text = piece
            element.append(paragraph)


def _nearest_table(element: Any) -> Any:
    return next(element.iterancestors("table"), None)
