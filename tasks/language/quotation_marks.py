"""Pair the quotation marks of a body: curly, straight, doubled single, single and angle marks, balanced or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"[“”„‟\"«»]|''|``|’’|‘‘")
_SINGLE = re.compile(r"[‘’']")
_OPENING = frozenset(["“", "„", "‟", "«", "``", "‘‘"])
_CLOSING = frozenset(["”", "»", "’’"])
_ENDS_SENTENCE = frozenset(".?!…")
LONGEST_SINGLE = 600  # an apostrophe taken for an opening mark must not swallow a paragraph


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Text between two outer quotation marks of one paragraph.

    Attributes:
        start: Offset of the opening mark.
        end: One past the closing mark, or past the last character when none closes it.
        inner_start: First character between the marks.
        inner_end: One past the last character between the marks.
        continues: No mark closes it, and the next paragraph opens with one: the speaker goes on there.
        is_single: The outer marks are single.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False
    is_single: bool = False


def find_quoted_spans(text: str) -> list[QuotedSpan]:
    """Find the outermost quoted stretches, in text order, none overlapping, none crossing a line break.

    A mark that nothing closes counts only at the start of a paragraph whose next one opens with a mark again (the
    speaker goes on), or where its paragraph ends a sentence. A stray closing mark is left alone.
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    spans: list[QuotedSpan] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1].group().lstrip() if index + 1 < len(paragraphs) else ""
        doubles = _pair_double(text, paragraph.start(), paragraph.end(), bool(_DOUBLE.match(following)))
        spans.extend(_with_singles(text, paragraph.start(), paragraph.end(), doubles))
    return spans


def _pair_double(text: str, start: int, end: int, reopened: bool) -> list[QuotedSpan]:
    spans: list[QuotedSpan] = []
    opened: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        if opened is None:
            if _may_open(text, mark, start, end):
                opened = mark
        elif _may_close(text, mark, opened, end):
            if mark.start() > opened.end():
                spans.append(QuotedSpan(opened.start(), mark.end(), opened.end(), mark.start()))
            opened = None
    if opened is not None and (tail := _unclosed(text, opened, start, end, reopened)):
        spans.append(tail)
    return spans


def _may_open(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    if after.isspace():
        return False
    if mark.group() in _OPENING:
        return True
    # A closing mark in an opening place is a typist's slip; after a letter or a digit it closes, or stands for inches.
    # Between a sentence's end and a letter the space was lost.
    return not before.isalnum() and (before not in ".,?!" or after.isalpha())


def _may_close(text: str, mark: re.Match[str], opened: re.Match[str], end: int) -> bool:
    if mark.group() in _CLOSING:
        return True
    after = text[mark.end()] if mark.end() < end else " "
    before = text[mark.start() - 1]
    if mark.group() in _OPENING:
        # Typed the wrong way round at the end of a word: “Frozen“.
        return not before.isspace() and not after.isalnum()
    # A straight mark between a space and a letter opens a quote within the quote.
    return not (before.isspace() and after.isalnum() and mark.start() > opened.end())


def _unclosed(text: str, opened: re.Match[str], start: int, end: int, reopened: bool) -> QuotedSpan | None:
    last = end
    while last > opened.end() and text[last - 1].isspace():
        last -= 1
    if last <= opened.end():
        return None
    if reopened and text[last - 1] in _ENDS_SENTENCE:
        return QuotedSpan(opened.start(), last, opened.end(), last, continues=True)
    if opened.start() == start and text[last - 1] in _ENDS_SENTENCE and opened.group() in _OPENING:
        return QuotedSpan(opened.start(), last, opened.end(), last)
    return None


def _with_singles(text: str, start: int, end: int, doubles: list[QuotedSpan]) -> list[QuotedSpan]:
    found: list[QuotedSpan] = []
    position = start
    for double in doubles:
        found.extend(_pair_single(text, position, double.start))
        found.append(double)
        position = double.end
    found.extend(_pair_single(text, position, end))
    return found


def _pair_single(text: str, start: int, end: int) -> list[QuotedSpan]:
    spans: list[QuotedSpan] = []
    position = start
    while opened := _next_single_opening(text, position, end):
        closed = _single_closing(text, opened.end(), min(end, opened.end() + LONGEST_SINGLE))
        if closed is None:
            position = opened.end()
            continue
        spans.append(QuotedSpan(opened.start(), closed + 1, opened.end(), closed, is_single=True))
        position = closed + 1
    return spans


def _next_single_opening(text: str, start: int, end: int) -> re.Match[str] | None:
    for mark in _SINGLE.finditer(text, start, end):
        before = text[mark.start() - 1] if mark.start() > 0 else " "
        after = text[mark.end()] if mark.end() < len(text) else " "
        if mark.group() == "’" or before.isalnum() or before in "'‘’" or not after.isalpha():
            continue
        if not re.match(r"(?:em|til|tis|twas|cause|n)\b", text[mark.end() : mark.end() + 6], re.IGNORECASE):
            return mark
    return None


def _single_closing(text: str, start: int, end: int) -> int | None:
    """Give the offset of the mark that closes, a mark after punctuation before a plain one, or None."""
    plain: int | None = None
    for mark in _SINGLE.finditer(text, start, end):
        before = text[mark.start() - 1]
        after = text[mark.end()] if mark.end() < len(text) else " "
        if mark.group() == "‘" or after.isalnum() or before.isspace():
            if mark.group() == "‘" and plain is not None:
                return plain
            continue
        if before in ".,?!":
            return mark.start()
        # After an s it may be a possessive ("the workers' union"); the next mark decides.
        if plain is None or text[plain - 1] == "s":
            plain = mark.start()
        if before != "s":
            return plain
    return plain
