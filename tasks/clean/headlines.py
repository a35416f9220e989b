"""Headlines inside a text: the article's own, run together with a caption, and links to other articles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from tasks.clean.breaks import ends_sentence
from tasks.clean.candidates import Candidate
from tasks.clean.rules import load_rules, quotes_somebody, reports_speech

TITLE_LIKENESS = 92.0  # per cent; headlines that an outlet shortens or re-cases stay above it
SHORT_TITLE_LIKENESS = 55.0  # a shorter wording of the title, below a caption
TITLE_CHARS = (12, 300)
KICKER_MOST_CHARS = 30
HEAD_MOST_CHARS = 1000
STANDFIRST_LEAST_CHARS = 30
CAPTION_MOST_CHARS = 400
SHORT_TITLE_WORDS = (3, 14)
LINK_MOST_CHARS = 160
LINK_LEAST_WORDS = 4
LIST_MOST_LINES = 40
LAST_MOST_LINKS = 4
LAST_LEAST_WORDS = 6
LAST_MOST_CHARS = 110
HEAD_LINES = 3
MOST_ABOVE_TITLE = 9
LABEL_MOST_WORDS = 3
LEAST_HEADINGS = 3
LONGEST_TIME = 20

_WORDS = re.compile(r"\w+")
_NAMES = re.compile(r"[A-Z][\w'-]{2,}")
_TIME = re.compile(r"\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?(?: [A-Z]{2,4})?:?", re.IGNORECASE)
_LABEL = re.compile(r".{3,50}[^.?!]")
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_LAST_STOP = re.compile(r"(?<=[a-z\d)\"'%])[.!?]['\"]?\s+(?=[A-Z\d'\"])")
_SOURCED_LINK = re.compile(r"[-–—•*]{1,2} ?.{10,140}\((?:The )?[A-Z][^()]{1,40}\)")


def cut_titled_head(lines: Sequence[Candidate], title: str | None) -> list[Candidate]:
    """Cut a first line that goes on with a summary after the title.

    Args:
        lines: An article's lines.
        title: The document's title, where known.

    Returns:
        The lines, with two in place of the first where it is a caption or a kicker, the title, and more: what comes
        after the title is the article's own.
    """
    words = _WORDS.findall(title or "")
    if not lines or len(words) < 3 or len(" ".join(words)) < TITLE_CHARS[0]:
        return list(lines)
    first = lines[0]
    # Compiling a pattern for each title would take a twentieth of the cleaning.
    if len(first.folded) > HEAD_MOST_CHARS or _plain(title or "") not in _plain(first.folded):
        return list(lines)
    found = re.search(r"\W+".join(map(re.escape, words)) + r"[^\w\s\"'(]*", first.folded, re.IGNORECASE)
    if found is None:
        return list(lines)
    rest = first.folded[found.end() :].lstrip()
    start = first.end - len(rest)
    is_own = rest[:1].isupper() or rest[:1] in "\"'"
    if len(rest) < STANDFIRST_LEAST_CHARS or not is_own or _DAY.match(rest) or not ends_sentence(rest):
        return list(lines)
    hints = load_rules().hints
    head = Candidate(first.start, first.start + found.end(), first.folded[: found.end()])
    head.hints = hints.read(head.folded)
    if found.start() <= KICKER_MOST_CHARS and not any(mark in head.folded[: found.start()] for mark in "|/.,:"):
        head.mark("title_repeat", "title.repeat")
    elif "|" not in head.folded[: found.start()] and found.start() > KICKER_MOST_CHARS:
        return list(lines)
    return [head, Candidate(start, first.end, rest, hints.read(rest)), *lines[1:]]


def mark_titles(lines: Sequence[Candidate], title: str | None) -> None:
    """Mark repeats of the title among a page's first lines, and a caption that a wording of the title follows."""
    wanted = _plain(title or "")
    if len(wanted) < TITLE_CHARS[0]:
        return
    for position, line in enumerate(lines[:MOST_ABOVE_TITLE]):
        is_title = len(line.folded) <= TITLE_CHARS[1] and fuzz.ratio(_plain(line.folded), wanted) >= TITLE_LIKENESS
        if is_title and (position < HEAD_LINES or _is_all_titled(lines[:position])):
            line.mark("title_repeat", "title.repeat")
    if lines and lines[0].kind is None and _is_reworded(lines[0].folded, wanted):
        lines[0].mark("title_repeat", "title.reworded")
    if lines and lines[0].kind is None and _ends_in_title(lines[0].folded, wanted):
        lines[0].mark("caption", "title.below_caption")


def mark_above_title(lines: Sequence[Candidate]) -> None:
    """Mark what stands above the headline and speaks to no rule, if all of it is short or in title case."""
    for position in range(min(len(lines), MOST_ABOVE_TITLE) - 1, 0, -1):
        if lines[position].rule == "title.repeat":
            above = lines[:position]
            for line in above if _is_all_titled(above) else ():
                if line.kind is None:
                    line.mark("navigation", "navigation.above_title")
            return


def _is_all_titled(lines: Sequence[Candidate]) -> bool:
    """Whether all lines that no rule speaks of are a page's sections and other headlines."""
    left = [line.folded for line in lines if line.kind is None]
    return all(len(text) <= LINK_MOST_CHARS and _is_titled(text) for text in left)


def _is_reworded(text: str, wanted: str) -> bool:
    """Whether a line is a headline in title case that says what the title says."""
    is_headline = len(text.split()) >= LINK_LEAST_WORDS and len(text) <= LINK_MOST_CHARS and not ends_sentence(text)
    return is_headline and _is_cased(text) and fuzz.token_set_ratio(_plain(text), wanted) >= SHORT_TITLE_LIKENESS


def _is_titled(text: str) -> bool:
    """Whether a line is a label of a few words or a headline in title case."""
    return not ends_sentence(text) and (len(text.split()) <= LABEL_MOST_WORDS or _is_cased(text))


def _is_cased(text: str) -> bool:
    words = text.split()
    capital = sum(not word.lstrip("'\"(")[:1].islower() for word in words)
    return 10 * capital >= 7 * len(words)


def _ends_in_title(text: str, wanted: str) -> bool:
    """Whether a line is a sentence with a short headline behind it that says what the title says."""
    if len(text) > CAPTION_MOST_CHARS or not text[-1].isalnum():
        return False
    stops = [stop for stop in _LAST_STOP.finditer(text) if ends_sentence(text[: stop.end()].rstrip())]
    if not stops:
        return False
    tail = text[stops[-1].end() :]
    if not SHORT_TITLE_WORDS[0] <= len(tail.split()) <= SHORT_TITLE_WORDS[1]:
        return False
    names = {name.casefold() for name in _NAMES.findall(tail)}
    has_name = any(word.startswith(name) for name in names for word in wanted.split())
    return has_name and fuzz.token_set_ratio(_plain(tail), wanted) >= SHORT_TITLE_LIKENESS


def spare_headings(lines: Sequence[Candidate]) -> None:
    """Keep what the article sets its own headings in: capitals, of which short ones stay anyway, or times of day."""
    if sum(line.kind is None and _is_time(line) for line in lines) >= LEAST_HEADINGS - 1:
        for line in lines:
            if line.rule == "timestamp.alone" and _is_time(line):
                line.kind = line.rule = None
    headings = sum(line.kind is None and line.folded.isupper() and len(line.folded) >= 6 for line in lines)
    if headings >= LEAST_HEADINGS:
        for line in lines:
            if line.kind == "related" and line.folded.isupper():
                line.kind = line.rule = None


def mark_link_lists(lines: Sequence[Candidate]) -> None:
    """Mark the headlines after a label such as "Related coverage": all to the end, or those up to the next sentence."""
    _mark_last_list(lines)
    _mark_last_links(lines)
    labels = load_rules().link_labels
    for position, label in enumerate(lines):
        is_label = label.heads_links or labels.fullmatch(label.folded) is not None
        if label.kind not in ("related", "read_more") or not is_label:
            continue
        links: list[Candidate] = []
        for line in lines[position + 1 : position + 1 + LIST_MOST_LINES]:
            # Headlines ask, too; one question alone may be the article's.
            if line.kind is None and not _is_link(line.folded.removesuffix("?")):
                break
            links.append(line)
        unmarked = [line for line in links if line.kind is None]
        told = [line for line in unmarked if not line.folded.endswith("?")]
        if not any(len(line.folded.split()) >= LINK_LEAST_WORDS for line in told):
            continue
        # One line between a label that announces nothing and a paragraph may be a heading.
        if len(unmarked) > 1 or (unmarked and label.folded.rstrip().endswith(":")):
            for link in unmarked:
                link.mark("related", "related.list")


def _mark_last_list(lines: Sequence[Candidate]) -> None:
    end = len(lines)
    for position in range(len(lines) - 1, 0, -1):
        line, label = lines[position], lines[position - 1]
        is_headline = len(line.folded) <= LINK_MOST_CHARS and not ends_sentence(line.folded)
        if line.kind is None and not is_headline:
            return
        is_label = label.kind in ("related", "read_more") and _LABEL.fullmatch(label.folded)
        if is_label or label.heads_links:
            for link in lines[position:end]:
                link.mark("related", "related.list")
            end = position


def _mark_last_links(lines: Sequence[Candidate]) -> None:
    """Mark bare headlines below an article whose text has come to an end: a few, more are a list of the article's."""
    kept = [line for line in lines if line.kind is None]
    links = 0
    while links < len(kept) and _is_last_link(kept[-1 - links].folded):
        links += 1
    if 0 < links <= LAST_MOST_LINKS and links < len(kept) - HEAD_LINES and ends_sentence(kept[-1 - links].folded):
        for link in kept[-links:]:
            link.mark("related", "related.last_line")


def _is_last_link(text: str) -> bool:
    is_long = len(text) <= LAST_MOST_CHARS and len(text.split()) >= LAST_LEAST_WORDS
    has_name = any(word.lstrip("'\"(")[:1].isupper() for word in text.split()[1:])
    return (
        is_long
        and has_name
        and text[0] not in "-–—•*"
        and _is_link(text)
        and load_rules().no_last_links.search(text) is None
    )


def _is_time(line: Candidate) -> bool:
    return len(line.folded) <= LONGEST_TIME and _TIME.fullmatch(line.folded) is not None


def _is_link(text: str) -> bool:
    if not 12 <= len(text) <= LINK_MOST_CHARS:
        return False
    if _SOURCED_LINK.fullmatch(text):
        return True
    is_headline = text[0].isupper() or text[0].isdigit() or text[0] in "'\"*-•–"
    return is_headline and not ends_sentence(text) and not quotes_somebody(text) and not reports_speech(text)


def _plain(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
