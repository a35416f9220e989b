"""The named rules of `data/lexicon/boilerplate.toml`, compiled once a process."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tasks.lexicon import load_lexicon

# One character for one, so that offsets stay: patterns know straight quotation marks and plain spaces only.
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'), ("\xa0", " "), ("\t", " "))
_QUOTED = re.compile(r'"[^"]{3,}"|"[^"]{20,}$')
_NEVER = re.compile(r"(?!)")


def fold_marks(text: str) -> str:
    """Make quotation marks straight and spaces plain, character for character."""
    for mark, plain in _STRAIGHT:
        text = text.replace(mark, plain)
    return text


class HintIndex:
    """The words that rules need in a line, a bit each: looking for all of them once is cheaper than once a rule."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}

    def mask(self, hints: Iterable[str]) -> int:
        """Give the bits of some hints, new ones included; no bit where there are none."""
        mask = 0
        for hint in hints:
            mask |= self._bits.setdefault(hint, 1 << len(self._bits))
        return mask

    def read(self, lowered: str) -> int:
        """Give the bits of the hints that a line, in lower case, holds."""
        mask = 0
        for hint, bit in self._bits.items():
            if hint in lowered:
                mask |= bit
        return mask


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule about one line; see the head of the lexicon for what its fields mean."""

    name: str
    kind: str
    match: str
    where: str
    weight: float
    max_chars: int
    quoted: bool
    sentence: bool
    hints: int
    pattern: re.Pattern[str]

    def may_find(self, text: str, present: int) -> bool:
        """Whether it has to be tried on a line that holds the hints `present`."""
        return len(text) <= self.max_chars and (not self.hints or self.hints & present != 0)

    def finds(self, text: str, present: int) -> bool:
        """Whether it speaks of a line, given with folded marks."""
        if not self.may_find(text, present):
            return False
        if self.match == "line":
            return self.pattern.fullmatch(text) is not None
        if self.match == "start":
            return self.pattern.match(text) is not None
        return self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class BlockRule:
    """A rule about a run of lines; see the head of the lexicon for what its fields mean."""

    name: str
    kind: str
    least: int
    gap: int
    gap_chars: int
    hints: int
    open: re.Pattern[str]
    strong: tuple[tuple[int, re.Pattern[str]], ...]
    member: re.Pattern[str]
    close: re.Pattern[str]

    def opens(self, text: str, present: int) -> bool:
        """Whether a line may open the run."""
        return (not self.hints or self.hints & present != 0) and self.open.match(text) is not None

    def is_strong(self, text: str, present: int) -> bool:
        """Whether a line speaks for the run by itself."""
        return any((not hints or hints & present) and pattern.search(text) for hints, pattern in self.strong)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules, those that take pieces out of a line apart from those about whole lines."""

    lines: tuple[LineRule, ...]
    pieces: tuple[LineRule, ...]
    blocks: tuple[BlockRule, ...]
    hints: HintIndex
    run_in_break: re.Pattern[str]
    bio_opening: re.Pattern[str]
    bio_roles: re.Pattern[str]

    def at(self, is_head: bool, is_tail: bool) -> tuple[LineRule, ...]:
        """Give the rules about whole lines that count in a place."""
        return _rules_at(is_head, is_tail)


def _compile(patterns: list[str], case: bool = False) -> re.Pattern[str]:
    if not patterns:
        return _NEVER
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), 0 if case else re.IGNORECASE)


def _line_rule(entry: dict[str, Any], hints: HintIndex) -> LineRule:
    return LineRule(
        name=entry["name"],
        kind=entry["kind"],
        match=entry["match"],
        where=entry["where"],
        weight=entry["weight"],
        max_chars=entry["max_chars"],
        quoted=entry.get("quoted", False),
        sentence=entry.get("sentence", False),
        hints=hints.mask(entry.get("hints", ())),
        pattern=_compile(entry["patterns"], entry.get("case", False)),
    )


def _block_rule(entry: dict[str, Any], hints: HintIndex) -> BlockRule:
    return BlockRule(
        name=entry["name"],
        kind=entry["kind"],
        least=entry["least"],
        gap=entry["gap"],
        gap_chars=entry["gap_chars"],
        hints=hints.mask(entry.get("hints", ())),
        open=_compile(entry["open"]),
        strong=tuple(
            (hints.mask(()), _compile([item]))
            if isinstance(item, str)
            else (hints.mask(item[0].split("|")), _compile([item[1]]))
            for item in entry["strong"]
        ),
        member=_compile(entry["member"]),
        close=_compile(entry["close"]),
    )


@cache
def load_rules() -> Rules:
    """Compile the rules.

    Raises:
        KeyError: An entry lacks a field.
        re.error: A pattern is not valid.
    """
    lexicon = load_lexicon("boilerplate")
    hints = HintIndex()
    rules = [_line_rule(entry, hints) for entry in lexicon["line"]]
    return Rules(
        lines=tuple(rule for rule in rules if rule.match != "piece"),
        pieces=tuple(rule for rule in rules if rule.match == "piece"),
        blocks=tuple(_block_rule(entry, hints) for entry in lexicon["block"]),
        hints=hints,
        run_in_break=_compile_break(lexicon["run_in_labels"], lexicon["run_in_openings"]),
        bio_opening=re.compile(lexicon["bio_opening"]),
        bio_roles=_compile([lexicon["bio_roles"]]),
    )


def _compile_break(labels: list[str], openings: list[str]) -> re.Pattern[str]:
    """Compile where one sentence of a run-in line ends and the next starts: at the end of each match."""
    start = r"(?=[\"'(\[*•—–_ -]{0,6}[A-Z0-9@©])"
    label = "|".join(labels)
    return re.compile(
        rf"(?P<label>\b(?:{label}))\s+{start}|\s+(?=(?:{label}|{'|'.join(openings)})(?!\w))|"
        rf"(?P<sentence>[.!?][\"')\]]*)\s+{start}"
    )


def is_in_place(rule: LineRule, is_head: bool, is_tail: bool) -> bool:
    """Whether a rule counts for a line among the first or last of its document."""
    if rule.where == "any":
        return True
    return (is_head and rule.where in ("head", "edge")) or (is_tail and rule.where in ("tail", "edge"))


@cache
def _rules_at(is_head: bool, is_tail: bool) -> tuple[LineRule, ...]:
    return tuple(rule for rule in load_rules().lines if is_in_place(rule, is_head, is_tail))


@cache
def _cue_pattern() -> re.Pattern[str]:
    cues = "|".join(load_lexicon("boilerplate")["cue_words"])
    return re.compile(rf"\b(?:{cues})\b", re.IGNORECASE)


def quotes_somebody(text: str) -> bool:
    """Whether a line, given with folded marks, holds a quotation and a word that attributes it."""
    return '"' in text and _QUOTED.search(text) is not None and _cue_pattern().search(text) is not None


def iter_pieces(rule: LineRule, text: str) -> Iterator[tuple[int, int]]:
    """Give what a rule takes out of a line: the groups whose names start with `cut`, or else the whole match."""
    for found in rule.pattern.finditer(text):
        best = found
        # A pattern with a name in front finds the first word that could be it; the last one that fits is it.
        while (
            later := rule.pattern.search(text, best.start() + 1, found.end())
        ) and later.start() < found.start() + 60:
            best = later
        cuts = [name for name in rule.pattern.groupindex if name.startswith("cut") and best.group(name) is not None]
        yield best.span(cuts[0] if cuts else 0)
