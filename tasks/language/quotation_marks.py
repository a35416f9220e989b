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
# The outlet's words within what a mark seems to open: ", said Ann Roe, the mayor. ".
_ATTRIBUTED = re.compile(r",\s(?:(?:said|says|added|wrote)\s[A-Z]|[A-Z][\w. ]{1,40}\s(?:said|says|added|wrote)\.)")
MOST_PARAGRAPHS = 8  # that one pair of marks may hold after the first: a statement in full has five or six
LONGEST_SINGLE = 600  # an apostrophe taken for an opening mark must not swallow a paragraph


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Text between two outer quotation marks of one paragraph.

    Attributes:
        start: Offset of the opening mark; of the first character where an earlier paragraph has it.
        end: One past the closing mark, or past the last character when none closes it.
        inner_start: First character between the marks.
        inner_end: One past the last character between the marks.
        continues: No mark closes it in its paragraph: the speaker goes on in the next one.
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

    A mark that nothing closes in its paragraph counts where a later paragraph closes it, which makes one stretch a
    paragraph; at the start of a paragraph whose next one opens with a mark again (the speaker goes on); or where its
    paragraph ends a sentence. A stray closing mark is left alone.
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    spans: list[QuotedSpan] = []
    carried: dict[int, QuotedSpan] = {}  # stretches that an earlier paragraph opened, by paragraph
    for index, paragraph in enumerate(paragraphs):
        doubles = [carried[index]] if index in carried else []
        start, end = doubles[-1].end if doubles else paragraph.start(), paragraph.end()
        following = paragraphs[index + 1].group().lstrip() if index + 1 < len(paragraphs) else ""
        if not (doubles and doubles[-1].continues):
            pairs, opened = _pair_double(text, start, end)
            doubles += pairs
            if opened is not None:
                over = _close_later(text, paragraphs, index)
                carried.update(over)
                if tail := _unclosed(text, opened, paragraph.span(), bool(over), bool(_DOUBLE.match(following))):
                    doubles.append(tail)
        single = _unclosed_single(text, paragraph.span(), following) if not doubles else None
        spans.extend(_with_singles(text, paragraph.start(), end, doubles) if single is None else [single])
    return spans


def _pair_double(text: str, start: int, end: int) -> tuple[list[QuotedSpan], re.Match[str] | None]:
    """Pair the marks of a stretch; give the one that nothing closes, too."""
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
        elif _was_left_open(text, opened.end(), mark.start()):
            opened = mark
    return spans, opened


def _was_left_open(text: str, start: int, end: int) -> bool:
    """Whether the outlet's own words stand between two opening marks: the first lacks its closing one."""
    return _ATTRIBUTED.search(text, start, end) is not None


def _close_later(text: str, paragraphs: list[re.Match[str]], index: int) -> dict[int, QuotedSpan]:
    """Find the later paragraph that closes what one has opened: the next mark must be a closing one."""
    found: dict[int, QuotedSpan] = {}
    for later in range(index + 1, min(len(paragraphs), index + 1 + MOST_PARAGRAPHS)):
        start, end = paragraphs[later].span()
        while start < end and text[start].isspace():
            start += 1
        mark = _DOUBLE.search(text, start, end)
        if mark is None:
            last = _last_letter(text, start, end)
            found[later] = QuotedSpan(start, last, start, last, continues=True)
        elif mark.start() > start and _ends_words(text, mark, end):
            found[later] = QuotedSpan(start, mark.end(), start, mark.start())
            return found
        else:
            return {}
    return {}


def _ends_words(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether a mark can only close: by its form, or for what stands around a straight one."""
    if mark.group() in _CLOSING:
        return True
    after = text[mark.end()] if mark.end() < end else " "
    return mark.group() not in _OPENING and text[mark.start() - 1] in ".,?!…" and not after.isalnum()


def _last_letter(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


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


def _unclosed(
    text: str, opened: re.Match[str], paragraph: tuple[int, int], is_closed_later: bool, is_reopened: bool
) -> QuotedSpan | None:
    start, end = paragraph
    last = _last_letter(text, opened.end(), end)
    if last <= opened.end():
        return None
    if is_closed_later or (is_reopened and text[last - 1] in _ENDS_SENTENCE):
        return QuotedSpan(opened.start(), last, opened.end(), last, continues=True)
    if opened.start() == start and text[last - 1] in _ENDS_SENTENCE and opened.group() in _OPENING:
        return QuotedSpan(opened.start(), last, opened.end(), last)
    return None


def _unclosed_single(text: str, paragraph: tuple[int, int], following: str) -> QuotedSpan | None:
    """Give a whole paragraph that a single mark opens and none closes, where the next one opens with one again."""
    start, end = paragraph
    opened = _next_single_opening(text, start, end) if text[start] == "‘" and following.startswith("‘") else None
    last = _last_letter(text, start, end)
    if opened is None or opened.start() != start or text[last - 1] not in _ENDS_SENTENCE:
        return None
    is_closed = _single_closing(text, opened.end(), min(end, opened.end() + LONGEST_SINGLE)) is not None
    return None if is_closed else QuotedSpan(start, last, opened.end(), last, continues=True, is_single=True)


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
