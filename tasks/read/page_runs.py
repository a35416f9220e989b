"""Cut a page's tree into runs of text: what stands between two edges of blocks, with where it stands and its links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml.etree import iterwalk

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# Inline elements; the edges of any other end a run.
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr", "nobr",
))  # fmt: skip
_POST = re.compile(r"\b(?:twitter-(?:tweet|video)|instagram-media|bluesky-embed|mastodon-embed)\b")
LEAST_PROSE_WORDS = 15
MOST_LINKED = 0.4


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: its block, its words in one line, and how many of its characters are links'."""

    text: str
    block: Any
    n_linked: int

    @property
    def is_prose(self) -> bool:
        """Whether it is long enough for running text and not mostly links."""
        return len(self.text.split()) >= LEAST_PROSE_WORDS and self.n_linked <= MOST_LINKED * len(self.text)


def list_runs(root: Any) -> Iterator[Run]:
    """Give the runs of text under an element, in order; scripts and styles must be out of it."""
    parts: list[tuple[str, bool]] = []
    blocks, n_links = [root], 0
    for event, element in iterwalk(root, events=("start", "end")):
        is_block = element.tag not in INLINE
        if is_block and parts:
            yield from _join(parts, blocks[-1])
            parts = []
        if event == "start":
            if is_block:
                blocks.append(element)
            n_links += element.tag == "a"
            if element.text:
                parts.append((element.text, n_links > 0))
            continue
        n_links -= element.tag == "a"
        if is_block:
            blocks.pop()
        if element.tail and element is not root:
            parts.append((element.tail, n_links > 0))


def _join(parts: Sequence[tuple[str, bool]], block: Any) -> Iterator[Run]:
    """Give the run that its parts make; none where they are blank."""
    text = " ".join("".join(part for part, _ in parts).split())
    if text:
        yield Run(text, block, sum(len("".join(part.split())) for part, is_link in parts if is_link))


def count_words(element: Any) -> int:
    """Count the words under an element."""
    return len(" ".join(element.itertext()).split())


def count_prose(element: Any) -> int:
    """Count the words of running text under an element."""
    if count_words(element) < LEAST_PROSE_WORDS:
        return 0
    counted = ((len(run.text.split()), run) for run in list_runs(element))
    return sum(n_words for n_words, run in counted if n_words >= LEAST_PROSE_WORDS and run.is_prose)


def share_links(element: Any) -> float:
    """Say what share of an element's characters are links'."""
    linked = sum(len(link.text_content().strip()) for link in element.iter("a"))
    return linked / max(1, len(element.text_content().strip()))


def is_post(quote: Any) -> bool:
    """Whether a `blockquote` is a post of a social network, embedded in the page."""
    return bool(_POST.search(quote.get("class") or ""))


def flatten(text: str) -> str:
    """Leave the letters and figures of a text, without case."""
    return "".join(re.findall(r"\w+", text.casefold()))
