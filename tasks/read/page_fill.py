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
    kept_prose = [run for run, kept in zip(runs, is_kept, strict=True) if kept and run.is_prose]
    if len(kept_prose) < LEAST_SIBLINGS:
        return extracted
    containers = Counter(key for run in kept_prose for key in _name_places(run))
    holders = Counter(holder for run in kept_prose for holder in _list_holders(run.block))
    taken = [number for number, kept in enumerate(is_kept) if kept and runs[number].is_prose]
    first, last = taken[0], taken[-1]
    places = _find_lines(lines, flats, is_kept)
    added: dict[int, list[str]] = {}
    at = -1
    for number, (run, flat) in enumerate(zip(runs, flats, strict=True)):
        if is_kept[number]:
            at = places.get(number, at)
        elif flat in whole:
            continue
        elif _is_heading(run) and first < number < last:
            heads = is_kept[number + 1] and set(_list_holders(run.block)[:2]) & set(
                _list_holders(runs[number + 1].block)[:2]
            )
            if heads:
                added.setdefault(at, []).append(run.text)
        elif _is_paragraph(run):
            keys = _name_places(run)
            if first < number < last:
                quote = next((one for one in _list_lineage(run.block) if one.tag == "blockquote"), None)
                is_held = quote is not None and any(holders[one] >= LEAST_SIBLINGS for one in _list_holders(quote))
                fits = is_held or any(containers[key] >= LEAST_SIBLINGS for key in keys)
            else:
                is_lead = (
                    number < first
                    and all(is_kept[number + 1 : first])
                    and run.is_prose
                    and holders[run.block.getparent()] >= LEAST_SIBLINGS
                )
                fits = is_lead or (containers[keys[0]] >= LEAST_SIBLINGS and not _is_about_author(run.block))
            if fits:
                added.setdefault(at, []).append(run.text)
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
