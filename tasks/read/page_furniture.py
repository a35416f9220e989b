"""Take out of a page's tree what is no part of its article: boxes known by role, name or form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from tasks.read.lexicon import load_page_fields
from tasks.read.page_runs import (
    HEADINGS,
    INLINE,
    LEAST_PROSE_WORDS,
    Run,
    count_prose,
    count_words,
    is_post,
    share_links,
)

# An element that holds this much of a page's text is its article, whatever it is called.
MOST_FURNITURE = 0.4
# What may go under a doubtful name ("promo", "subscription") has less running text than this.
MOST_DOUBTFUL_WORDS = 90
LEAST_LEFT_WORDS = 100
MOST_TEASER_WORDS = 60
LEAST_LINK_WORDS = 3
MOST_LABEL_WORDS = 8
LINK_ONLY = 0.9
MOST_NAMES = 10_000  # remembered; sites have names of their own for each article

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_ATTRIBUTES = frozenset(
    ("class", "id", "name", "data-testid", "data-test-id", "data-component", "data-module", "data-block-type")
)
_EXEMPT = ("a", "p", "article", "main", "time", "h1", "html", "body", "input", "meta")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")


def remove_furniture(body: Any, runs: Sequence[Run], kept_classes: frozenset[str] = frozenset()) -> None:
    """Remove furniture from a page's body in place.

    An element goes by its tag (`nav`), its ARIA role, or a word of its class, id, or component name (`[furniture]` of
    `page_fields.toml`); under a doubtful name, or hidden, only if it holds little running text; never if it holds the
    headline, the marked body of the article, or a large part of the page's text. Lists of other articles go by form.

    Args:
        body: The element `body`.
        runs: Its runs of text.
        kept_classes: Classes that the page names as the article's.
    """
    page = _Page(body, runs, kept_classes)
    for element, grade in page.found:
        if element.getparent() is not None and page.may_remove(element, grade):
            _drop(element)
    for element in list(body.iter("div", "ul", "ol", "section", "tr", "td", "aside", "span")):
        if element.getparent() is not None:
            _drop_teasers(element, page)
    for element in list(body.iter("p", "li")):
        if element.getparent() is not None and _is_link_only(element):
            _drop(element)


class _Page:
    """What decides whether an element of a page may go."""

    def __init__(self, body: Any, runs: Sequence[Run], kept_classes: frozenset[str]) -> None:
        words = load_page_fields().furniture
        self.body = body
        self.kept_classes = kept_classes
        self.total = max(1, count_words(body))
        counted = _count_by_element(runs)
        self.prose = counted[body]
        self.tags, self.roles = words.tags, words.roles
        # By class: an article may be cut into many doubtful boxes, a paragraph in each.
        self.doubtful: Counter[str | None] = Counter()
        # What may be furniture, outermost first.
        self.found = [
            (element, grade)
            for element in body.iterdescendants()
            if isinstance(element.tag, str) and (grade := self._grade(element))
        ]
        # Of each before anything goes: what stands within an element is looked at after it.
        self.prose_of: dict[Any, int] = {}
        for element, grade in self.found:
            if grade in ("doubtful", "caption"):
                # The edges of an inline element cut its runs from what stands beside them.
                self.prose_of[element] = count_prose(element) if element.tag in INLINE else counted[element]
                self.doubtful[element.get("class")] += self.prose_of[element]

    def may_remove(self, element: Any, grade: str) -> bool:
        """Whether an element may go without the article."""
        if self._holds_article(element) or (grade == "doubtful" and any(map(is_post, element.iter("blockquote")))):
            return False
        if grade == "caption":
            return self.doubtful[element.get("class")] < MOST_FURNITURE * self.prose
        n_words = count_words(element)
        if grade != "doubtful" and n_words <= MOST_FURNITURE * min(self.total, self.prose):
            return True
        prose = self.prose_of[element] if element in self.prose_of else count_prose(element)
        if element.tag == "figcaption":
            return self.prose - prose >= LEAST_PROSE_WORDS
        if grade == "doubtful":
            is_most = prose > MOST_FURNITURE * self.prose
            return not is_most and self.doubtful[element.get("class")] < MOST_DOUBTFUL_WORDS
        if n_words > MOST_FURNITURE * self.total or prose > MOST_FURNITURE * self.prose:
            return grade == "readers" and count_prose(self.body) - prose >= LEAST_LEFT_WORDS
        return True

    def _holds_article(self, element: Any) -> bool:
        if element.tag == "aside" and element.find(".//article") is not None:
            return True
        if self.kept_classes and any(
            self.kept_classes & set((part.get("class") or "").split()) for part in element.iter() if part.get("class")
        ):
            return True
        return any(True for _ in element.iter("h1", "main")) or bool(
            element.xpath("descendant-or-self::*[@itemprop='articleBody']")
        )

    def _grade(self, element: Any) -> str | None:
        tag = element.tag
        if tag in self.tags:
            return "tag"
        if not element.attrib and "-" not in tag:
            return None
        is_hidden = _is_hidden(element)
        if tag in _EXEMPT:
            if tag == "p" and is_hidden:
                return "doubtful"
            is_caption = tag == "p" and any(map(_names_caption, (element.get("class") or "").split()))
            return "caption" if is_caption else None
        if (element.get("role") or "").casefold() in self.roles:
            return "doubtful" if element.get("role") == "banner" else "role"
        if tag in INLINE and next(element.iterancestors("p"), None) is not None:
            return None
        names = " ".join([value for name, value in element.items() if name in _ATTRIBUTES])
        found = _grade_names(f"{names} {tag}" if "-" in tag else names)
        return found or ("doubtful" if is_hidden else None)


def _count_by_element(runs: Sequence[Run]) -> Counter[Any]:
    """Count the words of running text in each block that holds some."""
    counted: Counter[Any] = Counter()
    for run in runs:
        if run.is_prose:
            n_words = len(run.text.split())
            for element in (run.block, *run.block.iterancestors()):
                counted[element] += n_words
    return counted


def _is_hidden(element: Any) -> bool:
    """Whether readers do not see an element; "hidden md:block" hides it on small screens only."""
    is_marked = element.get("aria-hidden") == "true" or element.get("hidden") is not None
    return is_marked or _names_hidden(element.get("class") or "") or bool(_HIDDEN.search(element.get("style") or ""))


@lru_cache(MOST_NAMES)
def _names_hidden(names: str) -> bool:
    classes = names.casefold().split()
    return not load_page_fields().furniture.hidden.isdisjoint(classes) and not any(":" in name for name in classes)


@cache
def _furniture_names() -> dict[str, re.Pattern[str]]:
    words = load_page_fields().furniture
    graded = {"readers": words.readers, "named": words.named, "doubtful": words.doubtful}
    return {grade: re.compile(f" (?:{'|'.join(map(re.escape, names))}) ") for grade, names in graded.items()}


@lru_cache(MOST_NAMES)
def _grade_names(names: str) -> str | None:
    grades = set(map(_grade_name, names.split()))
    return next((grade for grade in ("readers", "named", "doubtful") if grade in grades), None)


@lru_cache(MOST_NAMES)
def _grade_name(name: str) -> str | None:
    """Grade one class name, id or component; "has-sidebar" names what stands beside the sidebar."""
    words = [word.lower() for word in _WORDS.findall(name)]
    if load_page_fields().furniture.modifiers & set(words):
        return None
    line = f" {' '.join(words)} "
    return next((grade for grade, names in _furniture_names().items() if names.search(line)), None)


@lru_cache(MOST_NAMES)
def _names_caption(name: str) -> bool:
    """Whether a class of a paragraph says that it is a picture's caption."""
    words = [word.lower() for word in _WORDS.findall(name)]
    return not load_page_fields().furniture.captions.isdisjoint(words) and _grade_name(name) == "named"


def _drop(element: Any) -> None:
    """Drop an element, and the heading that stood over nothing else."""
    above, below = element.getprevious(), element.getnext()
    has_tail = bool((element.tail or "").strip())
    element.drop_tree()
    if above is None or above.tag not in HEADINGS[1:] or below is not None or has_tail or (above.tail or "").strip():
        return
    if len(above.text_content().split()) <= MOST_LABEL_WORDS:
        above.drop_tree()


def _drop_teasers(parent: Any, page: _Page) -> None:
    """Drop children of one form that each announce another article: a linked headline and little else."""
    groups: dict[tuple[str, str], list[Any]] = {}
    for child in parent:
        if isinstance(child.tag, str) and child.tag not in ("p", "br", "a", *HEADINGS):
            groups.setdefault((child.tag, child.get("class") or ""), []).append(child)
    for children in groups.values():
        if len(children) < 2 or not all(map(_is_teaser, children)):
            continue
        if sum(map(count_words, children)) > MOST_FURNITURE * page.total:
            continue
        for child in children:
            _drop(child)


def _is_teaser(element: Any) -> bool:
    if count_words(element) > MOST_TEASER_WORDS or count_prose(element) >= MOST_TEASER_WORDS / 2:
        return False
    linked = [link for link in element.iter("a") if _leads_away(link) and count_words(link) >= LEAST_LINK_WORDS]
    if not linked:
        return False
    heads = [head for name in HEADINGS for head in element.iter(name)]
    is_headed = any(share_links(head) >= LINK_ONLY or next(head.iterancestors("a"), None) in linked for head in heads)
    return is_headed or (share_links(element) >= LINK_ONLY and not _ends_sentence(element))


def _is_link_only(element: Any) -> bool:
    """Whether a paragraph is nothing but a link to another article: no sentence, or one after "Read more:"."""
    links = [link for link in element.iter("a") if _leads_away(link)]
    if not links or count_words(element) < LEAST_LINK_WORDS:
        return False
    if share_links(element) >= LINK_ONLY:
        return not _ends_sentence(element)
    before = " ".join("".join(part.text or "" for part in element.iter() if part not in links).split())
    lead = " ".join((element.text or before).split())
    return len(links) == 1 and lead.endswith(":") and len(lead.split()) <= 4 and not (links[0].tail or "").strip(" .»›")


def _leads_away(link: Any) -> bool:
    return bool(link.get("href")) and not link.get("href").startswith("#")


def _ends_sentence(element: Any) -> bool:
    return bool(_SENTENCE_END.search(element.text_content().strip()))
