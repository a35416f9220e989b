"""The stretches of a text that are judged as boilerplate or not: lines, or sentences where lines were run together."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tasks.clean.breaks import LONGEST_LOOK, ends_sentence
from tasks.clean.rules import LineRule, load_rules
from tasks.documents import Removal

# Of 1,279 articles with a paragraph a line, 3 in a thousand paragraphs are longer.
RUN_IN_LEAST_CHARS = 1500

# "Sign up for our newsletter The mayor said on": a sentence starts inside.
_RUNS_ON = re.compile(r"[a-z\d)] [\"'(]?[A-Z][\w']*,? (?:[a-z']+[ ,]+){2}")


@dataclass(slots=True)
class Candidate:
    """A line of text under judgement: `folded` for patterns, `start` and `end` in the text it stands in.

    One that `is_part` is a sentence of a line that holds many.
    """

    start: int
    end: int
    folded: str
    hints: int = 0
    kind: str | None = None
    rule: str | None = None
    score: float = 0.0
    is_part: bool = False
    heads_links: bool = False

    def may_go_by(self, rule: LineRule) -> bool:
        """Whether a rule about lines may take it: a sentence that runs on into another must stay."""
        if not self.is_part:
            return True
        return rule.sentence and (rule.match == "line" or _RUNS_ON.search(self.folded) is None)

    def mark(self, kind: str, rule: str, heads_links: bool = False) -> None:
        """Say what it is, unless something has been said already."""
        if self.kind is None:
            self.kind, self.rule, self.heads_links = kind, rule, heads_links


def cut_run_in_lines(lines: Sequence[Candidate], pieces: Sequence[Removal]) -> list[Candidate]:
    """Cut lines that hold a page's paragraphs run together into their sentences.

    Args:
        lines: An article's lines.
        pieces: Stretches within them that go anyway, in text order; no cut falls inside one.

    Returns:
        The lines, with sentences in place of the long ones. What stands within one quotation stays in one piece, so
        that no rule sees a quoted sentence by itself.
    """
    cut: list[Candidate] = []
    # Some furniture is that long: the captions of a gallery.
    rules = [rule for rule in load_rules().lines if rule.max_chars >= RUN_IN_LEAST_CHARS]
    starts_of_pieces = [piece.start for piece in pieces]
    for line in lines:
        if len(line.folded) < RUN_IN_LEAST_CHARS or any(rule.finds(line.folded, line.hints) for rule in rules):
            cut.append(line)
            continue
        starts = []
        for at in _find_starts(line.folded):
            before = bisect_left(starts_of_pieces, line.start + at) - 1
            if before < 0 or pieces[before].end <= line.start + at:
                starts.append(at)
        for start, stop in zip([0, *starts], [*starts, len(line.folded)], strict=True):
            text = line.folded[start:stop].rstrip()
            hints = load_rules().hints.read(text)
            cut.append(Candidate(line.start + start, line.start + start + len(text), text, hints, is_part=True))
    return cut


def _find_starts(text: str) -> list[int]:
    starts = []
    last = counted = quotes = 0
    for found in load_rules().run_in_break.finditer(text):
        quotes += text.count('"', counted, found.start())
        counted = found.start()
        end = found.end("sentence")
        is_sentence = found.lastgroup != "sentence" or ends_sentence(text[max(last, end - LONGEST_LOOK) : end])
        if is_sentence and quotes % 2 == 0:
            starts.append(found.end())
            last = counted = found.end()
            quotes = 0
    return starts
