"""Read an article from the runs of its page: what an extraction found, made whole within the heading's container."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from tasks.read.lexicon import load_page_fields
from tasks.read.page_runs import HEADINGS, MOST_LINKED, Run, flatten

# Each run is looked for in the extraction, and a page may be of any length.
MOST_RUNS = 5000
LEAST_TITLE_CHARS = 10
# What holds the headline and this much of the page's running text holds the article; an `article` needs less.
LEAST_HELD = 0.4
LEAST_ARTICLE_WORDS = 40
# Paragraphs that share one of so many elements around them belong together.
REACH = 3
# So much of an extraction may lie apart from the rest and be another text.
MOST_APART = 0.25
# A standfirst stands below the headline, or so many runs above it.
MOST_ABOVE = 3
LEAST_SUMMARY_WORDS = 6
# Points of the article that a list above it gives are sentences, and at least so many.
LEAST_POINT_WORDS = 8
LEAST_POINTS = 2
LEAST_WORDS = 2
LEAST_EDGE_WORDS = 3
LEAST_LINKED_WORDS = 8
MOST_HEADING_WORDS = 20
LEAST_SLANTED = 0.9

_NAME_WORDS = re.compile(r"[A-Z]?[a-z]+")
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_NO_PARAGRAPH = frozenset(
    ("td", "th", "figcaption", "footer", "header", "label", "caption", "button", "option", "h1", "legend", "summary")
)


def read_body(runs: Sequence[Run], found: str, title: str | None, summaries: Sequence[str] = ()) -> str:
    """Read the article that an extraction found a part or the whole of.

    The runs that it holds tell where the article stands. All running text there and of the same form is taken, in the
    page's order, with the short lines, list items and headings between; what the extraction took from elsewhere goes.

    Args:
        runs: The runs of the page, furniture taken out.
        found: What an extractor found; where it is empty, the page's densest container counts.
        title: The page's headline.
        summaries: What the page's markup says the article is about; the one that stands beside the headline too is
            its standfirst, and opens it.

    Returns:
        The article, a paragraph a line; `found` as it is where none of it stands in running text.
    """
    if len(runs) > MOST_RUNS:
        return found
    page = _Page(runs, title)
    return "\n".join(page.read(flatten(found), set(map(flatten, summaries)))) or found


class _Page:
    """The runs of a page and where they stand."""

    def __init__(self, runs: Sequence[Run], title: str | None) -> None:
        self.runs = runs
        self.words = [len(run.text.split()) for run in runs]
        self.around = [frozenset(islice(_leave_quote(run.block).iterancestors(), REACH)) for run in runs]
        self.forms = [_name_form(run.block) for run in runs]
        self.head = self._find_heading(flatten(title or ""))
        self.scope = self._find_scope()
        self.held: set[int] = set()  # what the extraction holds

    def read(self, found: str, summaries: set[str]) -> Iterator[str]:
        """Give the lines of the article that an extraction points to, this and the summaries flattened."""
        prose = [number for number in self.scope if self.runs[number].is_prose]
        self.held = {number for number in self.scope if flatten(self.runs[number].text) in found}
        seeds = [number for number in prose if number in self.held] or prose
        if not seeds:
            return
        core = self._find_core(seeds)
        home = _Home(self, core)
        taken = [number for number in prose if core[0] <= number <= core[-1] or home.is_near(number)]
        home = _Home(self, taken)
        kept = {number for number in self.scope if home.keeps(number)} | self._find_points(home.first)
        yield from islice(self._find_standfirst(summaries, kept, home.first), 1)
        for number in self.scope:
            is_heading = number + 1 in kept | home.headings and number in home.headings
            if number in kept or (is_heading and home.first <= number <= home.last):
                yield self.runs[number].text

    def _find_standfirst(self, summaries: set[str], kept: set[int], first: int) -> Iterator[str]:
        for number in range(max(0, self.head - MOST_ABOVE), first):
            run = self.runs[number]
            if number == self.head or number in kept or run.block.tag in _NO_PARAGRAPH:
                continue
            is_stated = self.words[number] >= LEAST_SUMMARY_WORDS and flatten(run.text) in summaries
            is_named = _names_standfirst(run.block) and bool(_SENTENCE_END.search(run.text))
            if is_stated or (is_named and self.words[number] >= LEAST_EDGE_WORDS):
                yield run.text

    def _find_points(self, first: int) -> set[int]:
        """Find the lists between headline and text that tell the article's points in sentences."""
        lists: dict[Any, list[int]] = {}
        for number in self.scope:
            item = self.runs[number].block
            if self.head < 0 or number >= first:
                break
            if item.tag == "li" and item.getparent() is not None:
                lists.setdefault(item.getparent(), []).append(number)
        told = [points for points in lists.values() if len(points) >= LEAST_POINTS and all(map(self._is_point, points))]
        return {number for points in told for number in points}

    def _is_point(self, number: int) -> bool:
        run = self.runs[number]
        is_bare = run.n_linked <= MOST_LINKED * len(run.text)
        return is_bare and self.words[number] >= LEAST_POINT_WORDS and bool(_SENTENCE_END.search(run.text))

    def _find_heading(self, title: str) -> int:
        """Say which run is the headline; -1 where none is."""
        for number, run in enumerate(self.runs):
            if run.block.tag in HEADINGS[:2]:
                words = flatten(run.text)
                if len(words) >= LEAST_TITLE_CHARS and title and (words in title or title in words):
                    return number
        return -1

    def _find_scope(self) -> list[int]:
        """Give the runs below the headline that stand in its container: all where it has none, or none below it."""
        everything = list(range(len(self.runs)))
        below = everything[self.head + 1 :]
        if self.head < 0 or not any(self.runs[number].is_prose for number in below):
            return everything
        held: Counter[Any] = Counter()
        for number in everything:
            if self.runs[number].is_prose:
                for element in (self.runs[number].block, *self.runs[number].block.iterancestors()):
                    held[element] += self.words[number]
        total = max(held.values())
        for element in self.runs[self.head].block.iterancestors():
            is_article = element.tag == "article" and held[element] >= LEAST_ARTICLE_WORDS
            if is_article or held[element] >= LEAST_HELD * total:
                inside = set(element.iter())
                return [number for number in below if self.runs[number].block in inside]
        return below

    def _find_core(self, seeds: Sequence[int]) -> list[int]:
        """Leave out of the runs that an extraction holds the few that lie apart from the rest."""
        core: set[int] = set()
        left, total = list(seeds), self._count(seeds)
        while left and (not core or self._count(left) > MOST_APART * total):
            weights: Counter[Any] = Counter()
            for number in left:
                for place in self._name_places(number):
                    weights[place] += self.words[number]
            best = max(weights, key=lambda place: weights[place])
            core |= {number for number in left if best in self._name_places(number)}
            home = _Home(self, sorted(core))
            left = [number for number in left if number not in core and not home.is_near(number)]
        return sorted(core)

    def _count(self, numbers: Iterable[int]) -> int:
        return sum(self.words[number] for number in numbers)

    def _name_places(self, number: int) -> set[Any]:
        """Give where a run stands: in which element, and in what form; a paragraph may have a wrapper of its own."""
        block, form = self.runs[number].block, self.forms[number]
        parent = block.getparent()
        places = {parent, *(() if form is None else (form,))}
        return places | ({block} if block.tag != "p" else {parent.getparent()} if len(parent) == 1 else set())


class _Home:
    """Where the paragraphs of an article stand."""

    def __init__(self, page: _Page, numbers: Sequence[int]) -> None:
        self.page = page
        self.first, self.last = numbers[0], numbers[-1]
        self.around = frozenset().union(*(page.around[number] for number in numbers))
        self.forms = {page.forms[number] for number in numbers} - {None}
        blocks = [page.runs[number].block for number in numbers]
        self.parents = {block.getparent() for block in blocks} | {block for block in blocks if block.tag != "p"}

    @cached_property
    def headings(self) -> set[int]:
        """Runs that are short headings."""
        runs = self.page.runs
        return {number for number in self.page.scope if _is_heading(runs[number], self.page.words[number])}

    def is_near(self, number: int) -> bool:
        """Whether a run stands near the article's paragraphs, or has their form."""
        return self.page.forms[number] in self.forms or not self.around.isdisjoint(self.page.around[number])

    def keeps(self, number: int) -> bool:
        """Whether a run is a paragraph of the article."""
        run, n_words = self.page.runs[number], self.page.words[number]
        tag = run.block.tag
        if tag in _NO_PARAGRAPH or tag in HEADINGS or n_words < LEAST_WORDS:
            return False
        is_beside = run.block.getparent() in self.parents or self.page.forms[number] in self.forms
        is_sentence = bool(_SENTENCE_END.search(run.text))
        if run.n_linked > MOST_LINKED * len(run.text):
            return is_sentence and is_beside and tag == "p" and n_words >= LEAST_LINKED_WORDS
        if self.first <= number <= self.last:
            return run.is_prose or self.is_near(number)
        if tag == "li" and run.block.getparent() is not None:
            return run.block.getparent().getparent() in self.parents
        if not is_beside or n_words < LEAST_EDGE_WORDS or (number > self.last and _is_about_author(run.block)):
            return False
        return is_sentence or number in self.page.held


def _leave_quote(block: Any) -> Any:
    """Give the outermost quotation that a block stands in, which may have wrappers of its own; or the block."""
    return next(reversed([block, *block.iterancestors("blockquote")]))


def _is_heading(run: Run, n_words: int) -> bool:
    is_bare = n_words <= MOST_HEADING_WORDS and run.n_linked <= MOST_LINKED * len(run.text)
    return run.block.tag in HEADINGS[1:] and is_bare


def _names_standfirst(block: Any) -> bool:
    words = {word.lower() for word in _NAME_WORDS.findall(block.get("class") or "")}
    return not words.isdisjoint(load_page_fields().standfirst.classes)


def _is_about_author(block: Any) -> bool:
    """Whether a paragraph after the last is named so, or is all in italics, as lines about an author are set."""
    names = f"{block.get('class') or ''} {block.get('id') or ''}"
    slanted = sum(len(part.text_content()) for part in block if part.tag in ("i", "em"))
    is_slanted = slanted >= LEAST_SLANTED * len(block.text_content().strip())
    return is_slanted or bool(re.search(r"author|\bbio|byline|contributor", names, re.I))


def _name_form(block: Any) -> tuple[str, str, str, str] | None:
    """Name the form of a block and what it stands in by their tags and classes; figures in a class count through."""
    parent = block.getparent()
    if parent is None or not (block.get("class") or parent.get("class")):
        return None
    own, outer = (re.sub(r"\d+", "", element.get("class") or "") for element in (block, parent))
    return block.tag, own, parent.tag, outer
