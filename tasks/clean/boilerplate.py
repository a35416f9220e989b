"""Find what an outlet prints around and inside its articles: appeals, promotions, credits, notes, forms.

Signals add up line by line: named patterns (worth less out of their place), lines that the outlet repeats, likeness
to the title, and the company of other such lines. Runs that belong together close into one block.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

from tasks.clean.blocks import find_blocks
from tasks.clean.breaks import ends_sentence
from tasks.clean.candidates import Candidate, cut_run_in_lines
from tasks.clean.headlines import cut_titled_head, mark_above_title, mark_link_lists, mark_titles, spare_headings
from tasks.clean.lines import split_lines
from tasks.clean.pull_quotes import mark_copies, mark_doubled, mark_pull_quotes
from tasks.clean.rules import (
    LineRule,
    fold_marks,
    is_in_place,
    iter_pieces,
    load_rules,
    quotes_somebody,
    reports_speech,
    select_rules,
)
from tasks.clean.tails import mark_author, mark_cards, mark_comments, mark_counters
from tasks.documents import Removal

HEAD_LINES = 3
TAIL_LINES = 5
ENOUGH = 1.0
NEIGHBOUR = 0.3
# Of a document's characters, repetition alone never takes more: beyond it, the profile has learned its articles.
REPEATED_SHARE = 0.3

BIO_MOST_CHARS = 700
REPLY_WORDS = 3  # "Thank you." recurs in transcripts


def find_boilerplate(
    text: str, title: str | None, is_repeated: Callable[[str], bool], author: str | None = None
) -> list[Removal]:
    """Find boilerplate in a text whose wraps are mended.

    Args:
        text: The text, a paragraph a line.
        title: The document's title, where known.
        is_repeated: Whether the document's outlet repeats a line.
        author: Who wrote it, where known.

    Returns:
        Removals in text order, not overlapping. White space beside a removed line goes with it.
    """
    lines = [Candidate(*line.span, line.text) for line in split_lines(fold_marks(text)) if not line.is_blank]
    for line in lines:
        line.hints = load_rules().hints.read(line.folded)
    lines = cut_titled_head(lines, title)
    pieces = _find_pieces(lines)
    lines = cut_run_in_lines(lines, pieces)
    # A lone line is no page: there is nothing around it that would make it furniture.
    if len(lines) > 1:
        _mark_blocks(lines)
        whole = [line for line in lines if not line.is_part]
        mark_titles(whole, title)
        _score_lines(lines)
        mark_above_title(whole)
        spare_headings(whole)
        _mark_bios(whole)
        mark_counters(whole)
        mark_comments(whole)
        mark_cards(whole)
        mark_author(whole, author)
        mark_pull_quotes(whole)
        mark_copies(whole)
        mark_doubled(whole)
        mark_link_lists(whole)
        _mark_repeated(whole, is_repeated)
    return _close_spans(text, lines, pieces)


def _mark_blocks(lines: Sequence[Candidate]) -> None:
    is_run_in = any(line.is_part for line in lines)
    for block in find_blocks([line.folded for line in lines], [line.hints for line in lines], is_run_in):
        for line in lines[block.first : block.last + 1]:
            line.kind, line.rule = block.kind, block.rule


def _find_pieces(lines: Sequence[Candidate]) -> list[Removal]:
    found: list[Removal] = []
    for position, line in enumerate(lines):
        rules = [
            rule
            for rule in load_rules().pieces
            if rule.may_find(line.folded, line.hints) and is_in_place(rule, *_place(position, len(lines)))
        ]
        end = 0
        spans = ((*span, rule) for rule in rules for span in iter_pieces(rule, line.folded))
        for start, stop, maker in sorted(spans, key=lambda piece: piece[:2]):
            if start >= end:
                found.append(Removal(line.start + start, line.start + stop, maker.kind, maker.name))
                end = stop
    return found


def _place(position: int, count: int) -> tuple[bool, bool]:
    """Say whether a line is among the first and whether among the last."""
    return position < HEAD_LINES, position >= count - TAIL_LINES


def _score_lines(lines: Sequence[Candidate]) -> None:
    best: dict[int, LineRule] = {}
    for position, line in enumerate(lines):
        if line.kind is not None:
            continue
        top = 0.0
        for rule in select_rules(line.folded, line.hints, *_place(position, len(lines))):
            if not rule.finds(line.folded, line.hints) or not line.may_go_by(rule):
                continue
            if not rule.quoted and (quotes_somebody(line.folded) or reports_speech(line.folded)):
                continue
            line.score += rule.weight
            if rule.weight > top:
                top, best[position] = rule.weight, rule
            if line.score >= ENOUGH:
                break
        if line.score >= ENOUGH:
            line.mark(best[position].kind, best[position].name, best[position].heads_links)
    # A weak signal counts beside a line that is boilerplate for certain.
    certain = [line.kind is not None for line in lines]
    for position, rule in best.items():
        beside = any(certain[at] for at in (position - 1, position + 1) if 0 <= at < len(lines))
        if lines[position].kind is None and beside and lines[position].score + NEIGHBOUR >= ENOUGH:
            lines[position].mark(rule.kind, rule.name)


def _mark_bios(lines: Sequence[Candidate]) -> None:
    """Mark who the author is: below the text, somebody whom the text itself does not name."""
    opening, roles = load_rules().bio_opening, load_rules().bio_roles
    for position in range(len(lines) - 1, max(HEAD_LINES, len(lines) - TAIL_LINES) - 1, -1):
        line = lines[position]
        if line.kind is not None:
            continue
        found = opening.match(line.folded) if len(line.folded) <= BIO_MOST_CHARS else None
        if found is None or not roles.search(line.folded) or quotes_somebody(line.folded):
            return
        surname = found["name"].split()[-1]
        if any(surname in other.folded for other in lines if other.kind is None and other is not line):
            return
        line.mark("byline", "byline.bio_new_name")


def _mark_repeated(lines: Sequence[Candidate], is_repeated: Callable[[str], bool]) -> None:
    counts = Counter(line.folded for line in lines)
    total = sum(len(line.folded) for line in lines)
    # A line that one article holds again and again is its own (a speaker's name in a transcript).
    repeated = [
        line
        for position, line in enumerate(lines)
        if line.kind is None
        and counts[line.folded] == 1
        and is_repeated(line.folded)
        and not quotes_somebody(line.folded)
        and _is_furniture(lines, position)
    ]
    if sum(len(line.folded) for line in repeated) <= REPEATED_SHARE * total:
        for line in repeated:
            line.mark("repeated_line", "outlet.repeats")


def _is_furniture(lines: Sequence[Candidate], position: int) -> bool:
    """Whether a line that the outlet repeats is furniture: background and headings recur too, within the text.

    It stands at an edge or beside a line that goes. A sentence must speak of the outlet or to its reader; a line that
    is none must not head a paragraph.
    """
    line = lines[position]
    is_head, is_tail = _place(position, len(lines))
    beside = lines[max(0, position - 1) : position + 2]
    if not (is_head or is_tail or any(other.kind is not None for other in beside)):
        return False
    if ends_sentence(line.folded):
        return len(line.folded.split()) > REPLY_WORDS and load_rules().speaks_of_itself.search(line.folded) is not None
    after = lines[position + 1] if position + 1 < len(lines) else None
    return is_head or after is None or after.kind is not None or not ends_sentence(after.folded)


def _close_spans(text: str, lines: Sequence[Candidate], pieces: Sequence[Removal]) -> list[Removal]:
    """Turn marked lines into removals that take the white space up to the next kept line with them."""
    removals: list[Removal] = []
    starts = [piece.start for piece in pieces]
    last_kept = max((at for at, line in enumerate(lines) if line.kind is None), default=-1)
    kept_end = 0  # where the last kept line ended
    position = 0
    while position < len(lines):
        line = lines[position]
        if line.kind is None or line.rule is None:
            kept_end = line.end
            removals.extend(pieces[bisect_left(starts, line.start) : bisect_left(starts, line.end)])
            position += 1
            continue
        last = position
        while last + 1 < len(lines) and (lines[last + 1].kind, lines[last + 1].rule) == (line.kind, line.rule):
            last += 1
        start = kept_end if last > last_kept and (not removals or removals[-1].end <= kept_end) else line.start
        end = lines[last + 1].start if last + 1 < len(lines) else len(text)
        removals.append(Removal(start, end, line.kind, line.rule))
        position = last + 1
    return removals
