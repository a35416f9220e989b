"""Put back paragraphs that the extractor passed over between those that it took."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from tasks.read.page_runs import HEADINGS, MOST_LINKED, Run, flatten

LEAST_FILL_WORDS = 3
LEAST_KEPT_CHARS = 20
# So many kept paragraphs of one parent, or of one form, make it the article's.
LEAST_SIBLINGS = 2
LEAST_SLANTED = 0.9
MOST_HEADING_WORDS = 20
# Each run is looked for in the extraction, and a page may be of any length.
MOST_RUNS = 5000
MOST_HOLDERS = 4  # embedded posts, quotations and leads stand in wrappers of their own

_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_NO_PARAGRAPH = ("td", "th", "figcaption", "footer", "header", "label", "caption", "button", "option", *HEADINGS)


class _Page:
    """The runs of a page, which of them an extraction kept, and where those stand."""

    def __init__(self, runs: Sequence[Run], is_kept: Sequence[bool]) -> None:
        self.runs = runs
        self.is_kept = is_kept
        self.prose = [number for number, kept in enumerate(is_kept) if kept and runs[number].is_prose]
        prose = [runs[number] for number in self.prose]
        self.containers = Counter(key for run in prose for key in _name_places(run))
        self.holders = Counter(holder for run in prose for holder in _list_holders(run.block))

    def misses(self, number: int) -> bool:
        """Say whether a run that was passed over is the article's: a heading in it, or a paragraph like its own."""
        run = self.runs[number]
        is_inside = self.prose[0] < number < self.prose[-1]
        if is_inside and _is_heading(run):
            return self._heads_next(number)
        if not _is_paragraph(run):
            return False
        return self._is_among_kept(run) if is_inside else self._is_lead(number) or self._is_beside_kept(run)

    def _heads_next(self, number: int) -> bool:
        above, below = (_list_holders(self.runs[one].block)[:2] for one in (number, number + 1))
        return self.is_kept[number + 1] and not set(above).isdisjoint(below)

    def _is_among_kept(self, run: Run) -> bool:
        """Say whether a paragraph between those kept stands where they do, or in a quotation that does."""
        quote = next((one for one in _list_lineage(run.block) if one.tag == "blockquote"), None)
        is_held = quote is not None and any(self.holders[one] >= LEAST_SIBLINGS for one in _list_holders(quote))
        return is_held or any(self.containers[key] >= LEAST_SIBLINGS for key in _name_places(run))

    def _is_lead(self, number: int) -> bool:
        """Say whether a paragraph stands right before those kept, and beside the wrapper that holds them."""
        run, first = self.runs[number], self.prose[0]
        is_right_before = number < first and all(self.is_kept[number + 1 : first])
        return is_right_before and run.is_prose and self.holders[run.block.getparent()] >= LEAST_SIBLINGS

    def _is_beside_kept(self, run: Run) -> bool:
        has_siblings = self.containers[_name_places(run)[0]] >= LEAST_SIBLINGS
        return has_siblings and not _is_about_author(run.block)


def fill_text(extracted: str, runs: Sequence[Run]) -> str:
    """Put back what stands among the paragraphs of an extraction, in the same container or form, and is like them.

    Args:
        extracted: What the extractor found, a paragraph a line.
        runs: The runs of the tree that it was found in.

    Returns:
        The text, a paragraph a line.
    """
    if len(runs) > MOST_RUNS:
        return extracted
    lines = extracted.split("\n")
    whole = flatten(extracted)
    flats = [flatten(run.text) for run in runs]
    is_kept = [len(flat) >= LEAST_KEPT_CHARS and flat in whole for flat in flats]
    page = _Page(runs, is_kept)
    if len(page.prose) < LEAST_SIBLINGS:
        return extracted
    places = _find_lines(lines, flats, is_kept)
    added: dict[int, list[str]] = {}
    at = -1
    for number, flat in enumerate(flats):
        if is_kept[number]:
            at = places.get(number, at)
        elif flat not in whole and page.misses(number):
            added.setdefault(at, []).append(runs[number].text)
    filled = list(added.get(-1, []))
    for number, line in enumerate(lines):
        filled += [line, *added.get(number, [])]
    return "\n".join(filled)


def share_covered(extracted: str, runs: Sequence[Run]) -> float:
    """Say what share of the words of a page's running text an extraction holds."""
    whole = flatten(extracted)
    prose = [(len(run.text.split()), flatten(run.text) in whole) for run in runs[:MOST_RUNS] if run.is_prose]
    return sum(n for n, held in prose if held) / max(1, sum(n for n, _ in prose))


def read_densest(runs: Sequence[Run]) -> str:
    """Read the element that directly holds most running text, or whose children do, from its first to its last."""
    held: Counter[Any] = Counter()
    for run in runs:
        if run.is_prose:
            for place in {run.block, run.block.getparent()}:
                held[place] += len(run.text.split())
    if not held:
        return ""
    best = max(held, key=lambda place: held[place])
    inside = [run for run in runs if run.block is best or run.block.getparent() is best]
    prose = [number for number, run in enumerate(inside) if run.is_prose]
    return "\n".join(
        run.text for run in inside[prose[0] : prose[-1] + 1] if run.n_linked <= MOST_LINKED * len(run.text)
    )


def _find_lines(lines: Sequence[str], flats: Sequence[str], is_kept: Sequence[bool]) -> dict[int, int]:
    """Say in which line each kept run stands; both go the same way down the page."""
    found, at = {}, 0
    flat_lines = [flatten(line) for line in lines]
    for number, flat in enumerate(flats):
        if not is_kept[number]:
            continue
        place = next((n for n in range(at, len(lines)) if flat in flat_lines[n]), None)
        if place is not None:
            found[number] = at = place
    return found


def _is_heading(run: Run) -> bool:
    is_short = len(run.text.split()) <= MOST_HEADING_WORDS and run.n_linked <= MOST_LINKED * len(run.text)
    return run.block.tag in HEADINGS[1:] and is_short


def _is_paragraph(run: Run) -> bool:
    block = run.block
    if block.tag in _NO_PARAGRAPH or run.n_linked > MOST_LINKED * len(run.text):
        return False
    return len(run.text.split()) >= LEAST_FILL_WORDS and bool(_SENTENCE_END.search(run.text))


def _is_about_author(block: Any) -> bool:
    """Whether a paragraph after the last is named so, or is all in italics, as lines about an author are set."""
    names = f"{block.get('class') or ''} {block.get('id') or ''}"
    slanted = sum(len(part.text_content()) for part in block if part.tag in ("i", "em"))
    is_slanted = slanted >= LEAST_SLANTED * len(block.text_content().strip())
    return is_slanted or bool(re.search(r"author|\bbio|byline|contributor", names, re.I))


def _name_places(run: Run) -> list[Any]:
    """Give where a run stands: its parent, then the form of its block where that has a name."""
    parent = run.block.getparent()
    keys: list[Any] = [parent]
    if parent is not None and (run.block.get("class") or parent.get("class")):
        keys.append((run.block.tag, run.block.get("class"), parent.tag, parent.get("class")))
    return keys


def _list_lineage(element: Any) -> list[Any]:
    return [element, *element.iterancestors()]


def _list_holders(element: Any) -> list[Any]:
    return list(element.iterancestors())[:MOST_HOLDERS]
