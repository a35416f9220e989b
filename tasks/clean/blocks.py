"""Runs of lines that belong together though some of them hold no key word: appeals, sign-up forms, polls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.clean.rules import BlockRule, load_rules, quotes_somebody

MOST_LINES = 40
CLOSE_MOST_CHARS = 60
# An appeal never makes up more of a page than this, or the page is not an article.
MOST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `last`, both included."""

    first: int
    last: int
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Signs:
    opens: bool
    is_strong: bool
    closes: bool

    @property
    def may_start(self) -> bool:
        return self.opens or self.is_strong


_NONE = _Signs(False, False, False)


def find_blocks(lines: Sequence[str], hints: Sequence[int], is_run_in: bool = False) -> list[Block]:
    """Find the runs in an article's lines.

    Args:
        lines: Lines that hold text, trimmed, marks folded.
        hints: The bits of the rules' hints that each line holds.
        is_run_in: The lines are sentences; a run then needs a line that opens it and one that closes it.

    Returns:
        Blocks in order, not overlapping.
    """
    found: list[Block] = []
    for rule in load_rules().blocks:
        # Without a line that opens or is strong there is no run.
        if any(_may_start(rule, line, present) for line, present in zip(lines, hints, strict=True)):
            signs = [_read_signs(rule, line, present) for line, present in zip(lines, hints, strict=True)]
            found.extend(_find_runs(rule, lines, signs, is_run_in))
    found.sort(key=lambda block: block.first)
    kept: list[Block] = []
    for block in found:
        if not kept or block.first > kept[-1].last:
            kept.append(block)
    return kept


def _may_start(rule: BlockRule, line: str, present: int) -> bool:
    return len(line) <= rule.gap_chars and (rule.opens(line, present) or rule.is_strong(line, present))


def _read_signs(rule: BlockRule, line: str, present: int) -> _Signs:
    if len(line) > rule.gap_chars or quotes_somebody(line):
        return _NONE
    closes = len(line) <= CLOSE_MOST_CHARS and rule.close.match(line) is not None
    return _Signs(rule.opens(line, present), rule.is_strong(line, present), closes)


def _outside_quotes(line: str) -> str:
    """Leave out quotations: the `we` of somebody quoted is not the outlet's."""
    return " ".join(line.split('"')[::2]) if '"' in line else line


def _find_runs(rule: BlockRule, lines: Sequence[str], signs: Sequence[_Signs], is_run_in: bool) -> Iterator[Block]:
    total = sum(map(len, lines))
    position = 0
    while position < len(lines):
        if not signs[position].may_start:
            position += 1
            continue
        last = _reach(rule, lines, signs, position)
        run = signs[position : last + 1]
        strong = sum(sign.is_strong for sign in run)
        # The opening line may itself be strong, so that it counts once.
        ends = (run[0].opens, run[-1].closes)
        framed = any(ends) and len(run) > 1
        is_enough = (strong >= rule.least and not is_run_in) or (
            framed and strong >= 1 and (all(ends) or not is_run_in)
        )
        share = sum(map(len, lines[position : last + 1])) / total
        if is_enough and last > position and share <= MOST_SHARE:
            yield Block(position, last, rule.kind, rule.name)
            position = last
        position += 1


def _reach(rule: BlockRule, lines: Sequence[str], signs: Sequence[_Signs], first: int) -> int:
    """Follow a run to its last line that is certain: strong, or closing."""
    last, gap = first, 0
    for at in range(first + 1, min(len(lines), first + MOST_LINES)):
        sign = signs[at]
        if quotes_somebody(lines[at]):
            # An outlet that asks for help speaks for itself.
            break
        if sign.is_strong or sign.opens or sign.closes:
            last, gap = at, 0
            if sign.closes and not sign.is_strong:
                break
        elif len(lines[at]) <= rule.gap_chars and rule.member.search(_outside_quotes(lines[at])):
            continue
        else:
            gap += 1
            if gap > rule.gap or len(lines[at]) > rule.gap_chars:
                break
    return last
