"""Read when a page was published from its markup: meta tags, JSON-LD, and the time that stands by the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import takewhile
from typing import Any

from tasks.read.lexicon import load_page_fields
from tasks.read.page_facts import Facts

# The line under a headline names authors and a place too; the article's own days come later.
MOST_WORDS_BELOW = 60
MOST_ELEMENTS_ABOVE = 40
_NO_TEXT = ("script", "style", "noscript", "template", "svg")
_ELSEWHERE = ("nav", "aside", "footer", "a", "li", "form")
MOST_DATE_CHARS = 60
LONGEST_LABEL = 30
_LABEL = re.compile(r"\s*(?:(?:first |originally )?(?:published|posted))\b", re.I)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME_WORDS = re.compile(r"[A-Z]?[a-z]+")
_EDITED = re.compile(r"\b(?:updated|modified|edited)\b", re.I)
# One word of a class name: "lastupdated", too.
_EDITED_NAME = re.compile(r"\w*(?:updated|modified)|edited")


def find_published(tree: Any, facts: Facts) -> Iterator[str]:
    """Give the dates of publication that a page's markup states, most dependable first.

    Args:
        tree: The page, whole.
        facts: What it states; its article's date stands before that of the page around it.

    Yields:
        Dates as they are written, unread.
    """
    words = load_page_fields().published
    yield from _list_metas(facts, words.meta)
    yield from _list_json_ld(facts.articles)
    yield from _list_metas(facts, words.meta_of_any)
    yield from _list_json_ld(facts.others)
    for element in tree.iter("time", "span", "abbr"):
        attributes = " ".join(element.get(name) or "" for name in ("itemprop", "class")).casefold().split()
        stated = element.get("datetime") or element.get("content") or element.get("title")
        if stated and (words.time_marks & set(attributes) or element.get("pubdate") is not None):
            yield stated
    yield from _find_by_headline(tree, facts.heading)


def _list_metas(facts: Facts, names: Sequence[str]) -> Iterator[str]:
    return (facts.metas[name] for entry in names if (name := entry.casefold()) in facts.metas)


def _list_json_ld(entries: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    names = load_page_fields().published.json_ld
    return (entry[name] for entry in entries for name in names if isinstance(entry.get(name), str))


def _find_by_headline(tree: Any, heading: Any) -> Iterator[str]:
    """Give the times that stand below the headline, before the text, or above it in one box with it.

    A line that its markup or its label calls a date is one too, where nothing else stands in it.
    """
    if heading is None:
        return
    n_words, last = 0, None
    inside, around = set(heading.iter()), set(heading.iterancestors())
    for element in _follow(tree, heading):
        if _is_dated(element) and _is_publication(element, around):
            yield from _read_time(element)
        if element in inside:
            continue
        if isinstance(element.tag, str) and element.tag not in _NO_TEXT:
            n_words += len((element.text or "").split())
        n_words += len((element.tail or "").split())
        if n_words > MOST_WORDS_BELOW:
            break
    for element in _precede(heading):
        if _is_dated(element) and _is_publication(element, around):
            last = element
    if last is not None:
        yield from _read_time(last)


def _follow(tree: Any, heading: Any) -> Iterator[Any]:
    is_below = False
    for element in tree.iter():
        is_below = is_below or element is heading
        if is_below:
            yield element


def _precede(heading: Any) -> Iterator[Any]:
    """Give the elements of the box around a headline that stand before it, few as they are."""
    box = next(heading.iterancestors("header", "article"), None)
    if box is None:
        return
    for number, element in enumerate(box.iter()):
        if element is heading or number > MOST_ELEMENTS_ABOVE:
            return
        yield element


def _is_dated(element: Any) -> bool:
    """Whether an element is a time, or a short line that is named or labelled as a date."""
    if element.tag == "time":
        return True
    if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
        return False
    marks = load_page_fields().published.line_marks
    if marks.isdisjoint(_read_names(element, "class", "id")) and not _LABEL.match(element.text or ""):
        return False
    text = " ".join(element.text_content().split())
    return len(text) <= MOST_DATE_CHARS and bool(_YEAR.search(text)) and next(element.iter("time"), None) is None


def _is_publication(element: Any, around: Set[Any]) -> bool:
    """Whether a time is neither another article's, nor something else's, nor that of a change.

    Args:
        element: The time.
        around: What holds the headline: such a box names the article, not the time.
    """
    words = load_page_fields().published
    own = _read_names(element, "class", "id", "itemprop")
    if next(element.iterancestors(*_ELSEWHERE), None) is not None or not words.other_days.isdisjoint(own):
        return False
    boxes = list(takewhile(lambda box: box not in around, element.iterancestors()))
    if any(not words.other_boxes.isdisjoint(_read_names(box, "class", "id")) for box in boxes):
        return False
    if _EDITED.search(_read_label(element, element.getparent())):
        return False
    named = own.union(*(_read_names(box, "class") for box in boxes[:1]))
    return not own.isdisjoint(words.published_names) or not any(map(_EDITED_NAME.fullmatch, named))


def _read_names(element: Any, *attributes: str) -> set[str]:
    """Give the words of an element's names in lower case: "eventDate" holds two."""
    return {word.lower() for name in attributes for word in _NAME_WORDS.findall(element.get(name) or "")}


def _read_label(element: Any, parent: Any) -> str:
    """Give what stands before an element beside it; comments say nothing."""
    said = ""
    for before in element.itersiblings(preceding=True):
        said = f"{before.tail or ''}{said}"
        if isinstance(before.tag, str):
            return f"{before.text_content()[-LONGEST_LABEL:]} {said}"
    return f"{parent.text or ''}{said}"


def _read_time(element: Any) -> Iterator[str]:
    stated = element.get("datetime") or element.get("title")
    if stated:
        yield stated
    text = " ".join(element.text_content().split())
    if re.search(r"\d", text):
        yield text
    # Names of authors may stand in the same line.
    parts = [words for part in element.itertext() if (words := " ".join(part.split()))]
    if not _EDITED.search(" ".join(parts)):
        yield from (part for part in parts if part != text and _YEAR.search(part))
