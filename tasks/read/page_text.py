"""Choose and clean the text of a page: what the extractor found, held against what JSON-LD gives as the article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tasks.read.page_runs import flatten

# JSON-LD takes the extraction's place where it says this much more and holds most of its words.
LEAST_GAIN = 1.25
LEAST_HELD = 0.8
LEAST_BODY_WORDS = 80
LEAST_REPEATED_CHARS = 60
LEAST_PART_CHARS = 60
LEAST_TITLE_CHARS = 10
LEAST_OF_TITLE = 0.6
MOST_LINES_TO_TITLE = 4
# Each of so many lines is looked for in the whole text; the longest article read has some three hundred.
MOST_LOOKED_FOR = 2000

_MARKUP = re.compile(r"<(/?)(\w++)[^<>]*+>")
_BLOCKS = ("p", "br", "div", "li", "h2", "h3", "blockquote")
_ITEM = re.compile(r"^- (?=\S)")


def choose_text(extracted: str | None, stated: str | None) -> str | None:
    """Choose between the extraction and JSON-LD's `articleBody`, and take out of the first what the second lacks.

    Args:
        extracted: What the extractor found, a paragraph a line.
        stated: The `articleBody`, which may be cut short, unparagraphed, or another article's.

    Returns:
        The text, a paragraph a line.
    """
    body = _strip_markup(stated) if stated else ""
    if len(body.split()) < LEAST_BODY_WORDS:
        return extracted
    if not extracted:
        return body
    found, said = _count(extracted), _count(body)
    held = (found & said).total() / max(1, found.total())
    if said.total() >= LEAST_GAIN * found.total():
        return body if held >= LEAST_HELD else extracted
    return _drop_foreign_lines(extracted.split("\n"), body)


def clean_text(text: str, title: str | None) -> str:
    """Take the headline out of an article's first lines, marks off list items, and paragraphs that come again.

    Args:
        text: An article, a paragraph a line.
        title: Its headline.

    Returns:
        The text; a line that another holds whole, such as a quotation set large, is taken for a repetition too.
    """
    flats = [flatten(line) for line in text.split("\n")]
    whole = "\n".join(flats)
    lines_of = Counter(flats)
    wanted = flatten(title or "")
    kept: list[str] = []
    seen: set[str] = set()
    for at, raw in enumerate(text.split("\n")):
        line = _ITEM.sub("", raw.strip())
        flat = flatten(line)
        if at < MOST_LINES_TO_TITLE and len(flat) >= LEAST_TITLE_CHARS and _is_title(flat, wanted):
            continue
        if len(line) >= LEAST_REPEATED_CHARS and flat in seen:
            continue
        if len(line) >= LEAST_PART_CHARS and at < MOST_LOOKED_FOR and whole.count(flat) > lines_of[flat]:
            continue
        seen.add(flat)
        kept.append(line)
    return "\n".join(kept).strip()


def _is_title(line: str, title: str) -> bool:
    """Whether a line is the headline; the title may have the outlet's name or a label at either end."""
    is_part = title.startswith(line) or title.endswith(line)
    return line == title or (is_part and len(line) >= LEAST_OF_TITLE * len(title))


def _drop_foreign_lines(lines: Sequence[str], body: str) -> str:
    """Keep the lines that the stated body holds, if it plainly is this article from its first line to its last."""
    if len(lines) > MOST_LOOKED_FOR:
        return "\n".join(lines)
    flat = flatten(body)
    parts = [flatten(_ITEM.sub("", line)) for line in lines]
    is_held = [part in flat for part in parts]
    held_chars = sum(len(part) for part, held in zip(parts, is_held, strict=True) if held)
    if held_chars < LEAST_HELD * len(flat):
        return "\n".join(lines)
    held = [part for part, known in zip(parts, is_held, strict=True) if known and part]
    first, last = parts.index(held[0]), len(parts) - 1 - parts[::-1].index(held[-1])
    start = first if flat.startswith(held[0]) else 0
    end = last + 1 if flat.endswith(held[-1]) else len(parts)
    return "\n".join(
        line
        for at, (line, known) in enumerate(zip(lines, is_held, strict=True))
        if start <= at < end and (known or at < first or at > last)
    )


def _strip_markup(text: str) -> str:
    plain = _MARKUP.sub(lambda tag: "\n" if tag.group(2).lower() in _BLOCKS else "", text)
    return "\n".join(line for raw in plain.split("\n") if (line := " ".join(raw.split())))


def _count(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))
