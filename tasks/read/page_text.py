"""Choose and clean the text of a page: what was read of it, or what JSON-LD gives as the article."""

from __future__ import annotations

import html
import re
from collections import Counter

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
MOST_ESCAPES = 3
# Sentences of one paragraph and the next without a space between ("site!Staff") tell a text whose paragraphs are lost.
MOST_JOINED = 3
# Each of so many lines is looked for in the whole text; the longest article read has some three hundred.
MOST_LOOKED_FOR = 2000

_MARKUP = re.compile(r"<(/?)(\w++)[^<>]*+>")
_BLOCKS = ("p", "br", "div", "li", "h2", "h3", "blockquote")
_ITEM = re.compile(r"^- (?=\S)")
# Embedded posts whose markup a page shows for text.
_SHOWN_TAG = re.compile(r"</?(?:a|abbr|b|blockquote|br|div|em|i|img|li|p|small|span|strong|u|ul)\b[^<>]{0,1000}>", re.I)
_JOINED = re.compile(r"[a-z][.!?…][\"”’)]?[A-Z“]")
_COMMENT = re.compile(r"<!--.{0,500}?-->", re.S)
# Shortcodes ("[embed id=3]", "[#image: /a.jpg]", "+++feature") and links of Markdown, which other programs resolve.
_OTHER_MARKUP = re.compile(r"\[#?\w[\w-]*(?: [\w-]+=|: ?/)|^\+\+\+\w|\]\((?:https?:|/)", re.M)


def choose_text(extracted: str | None, stated: str | None) -> str | None:
    """Take JSON-LD's `articleBody` where nothing was extracted, or only a part of what it says.

    Args:
        extracted: What was read of the page, a paragraph a line.
        stated: The `articleBody`, which may be cut short, unparagraphed, written for another program, or another
            article's.

    Returns:
        The text, a paragraph a line.
    """
    body = _strip_markup(stated) if stated else ""
    if len(body.split()) < LEAST_BODY_WORDS or _OTHER_MARKUP.search(body):
        return extracted
    if not extracted:
        return body
    if len(_JOINED.findall(body)) > MOST_JOINED:
        return extracted
    found, said = _count(extracted), _count(body)
    is_part = (found & said).total() >= LEAST_HELD * found.total()
    return body if is_part and said.total() >= LEAST_GAIN * found.total() else extracted


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
        line = _ITEM.sub("", _SHOWN_TAG.sub("", raw).strip())
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


def _strip_markup(text: str) -> str:
    """Take tags and comments out of a text that may have been escaped more than once."""
    for _ in range(MOST_ESCAPES):
        text = html.unescape(text)
    text = _COMMENT.sub("", text)
    plain = _MARKUP.sub(lambda tag: "\n" if tag.group(2).lower() in _BLOCKS else "", text)
    return "\n".join(line for raw in plain.split("\n") if (line := " ".join(raw.split())))


def _count(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))
