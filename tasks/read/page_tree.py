"""Ready a page's tree for the extractor: furniture out, tables of layout and split containers mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from tasks.lexicon import load_lexicon

# An element that holds this much of a page's text is its article, whatever it is called.
MOST_FURNITURE = 0.4
LEAST_CELL_CHARS = 300
LEAST_PART_CHARS = 120
MOST_LINKED = 0.3

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def ready_tree(tree: Any) -> None:
    """Change a page's tree in place, before its text is extracted.

    Elements named as furniture go (`[furniture]` of `page_fields.toml`), unless they hold a large part of the page's
    text; tables that lay out the page become plain blocks; neighbours of one class, between which an article was split,
    are joined.
    """
    body = tree.find("body")
    if body is None:
        return
    _remove_furniture(body)
    _open_layout_tables(body)
    _join_split_containers(body)


def _remove_furniture(body: Any) -> None:
    total = max(1, _count_text(body))
    tags = set(load_lexicon("page_fields")["furniture"]["tags"])
    for element in list(_find_furniture(body, tags)):
        parent = element.getparent()
        if parent is None or _count_text(element) > MOST_FURNITURE * total:
            continue
        if element.tag == "aside" and element.find(".//article") is not None:
            continue
        element.drop_tree()


def _find_furniture(body: Any, tags: set[str]) -> Iterator[Any]:
    for element in body.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.tag in tags or (
            element.tag not in ("a", "p", "article", "main", "time") and _is_named_furniture(element)
        ):
            yield element


def _is_named_furniture(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return bool(names.strip()) and any(map(_names_furniture, names.split()))


@cache
def _furniture_names() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(name.split()) for name in load_lexicon("page_fields")["furniture"]["names"])


@cache
def _names_furniture(name: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(name)]
    return any(
        tuple(words[at : at + len(wanted)]) == wanted
        for wanted in _furniture_names()
        for at in range(len(words) - len(wanted) + 1)
    )


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
            if len(cell.text_content()) < LEAST_CELL_CHARS and _share_of_links(cell) > MOST_LINKED:
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
        len(part.text_content()) >= LEAST_PART_CHARS
        and part.find(".//h2") is None
        and _share_of_links(part) < MOST_LINKED
        for part in (element, following)
    )


def _share_of_links(element: Any) -> float:
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    return linked / max(1, len(element.text_content()))


def _count_text(element: Any) -> int:
    return sum(
        len((part.text or "").strip()) + len((part.tail or "").strip())
        for part in element.iter()
        if isinstance(part.tag, str) and part.tag not in ("script", "style", "noscript")
    )
