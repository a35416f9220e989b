"""The named rules of `data/lexicon/boilerplate.toml`, compiled once a process."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tasks.language.cues import list_attributing_forms
from tasks.lexicon import load_lexicon

# One character for one, so that offsets stay: patterns know straight quotation marks and plain spaces only.
_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("«", '"'), ("»", '"'), ("\xa0", " "), ("\t", " "))
_QUOTED = re.compile(r'"[^"]{3,}"|"[^"]{20,}$')
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WORD = re.compile(r"\w+")
_NAME_WORD = re.compile(r"[\w'.-]+")
_SOURCE = re.compile(r"\baccording to\b", re.IGNORECASE)
# ", the strikers told the crowd.": words before the verb, and characters after it.
MOST_NAME_WORDS = 5
LONGEST_ADDRESSEE = 60
LONGEST_REPORT = 140
_NEVER = re.compile(r"(?!)")
# Some 20 MB, however many articles are read.
MOST_KNOWN_WORDS = 100_000
MOST_HINTS = 1024
_ALL_HINTS = (1 << MOST_HINTS) - 1


def fold_marks(text: str) -> str:
    """Make quotation marks straight and spaces plain, character for character."""
    for mark, plain in _STRAIGHT:
        text = text.replace(mark, plain)
    return text


class HintIndex:
    """The words that rules need in a line, a bit each.

    A line's words are looked up one by one, and remembered: 300 searches in each line took a third of the cleaning.
    """

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        # Each hint's longest word, with its bits as `_look_up` gives them, by how it begins.
        self._words: dict[str, list[tuple[str, int]]] = {}
        self._known: dict[str, int] = {}
        self._phrases: dict[int, str] = {}

    def mask(self, hints: Iterable[str]) -> int:
        """Give the bits of some hints, new ones included; no bit where there are none."""
        mask = 0
        for hint in hints:
            if hint not in self._bits:
                bit = self._bits[hint] = 1 << len(self._bits)
                word = max(hint.split(), key=len)
                if word != hint:
                    self._phrases[bit] = hint
                begun = self._words.setdefault(word[:2], [])
                begun.append((word, bit if word == hint else bit << MOST_HINTS))
            mask |= self._bits[hint]
        return mask

    def read(self, line: str) -> int:
        """Give the bits of the hints that a line holds, whatever the case."""
        known = self._known
        lowered = line.lower()
        found = 0
        for word in lowered.split():
            bits = known.get(word)
            found |= self._look_up(word) if bits is None else bits
        mask, phrases = found & _ALL_HINTS, found >> MOST_HINTS
        while phrases:
            bit = phrases & -phrases
            phrases ^= bit
            mask |= bit if self._phrases[bit] in lowered else 0
        return mask

    def _look_up(self, word: str) -> int:
        """Give the bits of the hints in a word, and, shifted, those of the phrases that it may be part of."""
        if len(self._known) >= MOST_KNOWN_WORDS:
            self._known.clear()
        bits = 0
        for at in range(len(word)):
            for start in {word[at], word[at : at + 2]}:
                for part, shifted in self._words.get(start, ()):
                    if word.startswith(part, at):
                        bits |= shifted
        self._known[word] = bits
        return bits


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
    heads_links: bool
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
        return self.hints & present != 0 and self.open.match(text) is not None

    def is_strong(self, text: str, present: int) -> bool:
        """Whether a line speaks for the run by itself."""
        return any(hints & present and pattern.search(text) for hints, pattern in self.strong)


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
    byline_posts: tuple[str, ...]
    byline_titles: tuple[str, ...]
    speaks_of_itself: re.Pattern[str]
    link_labels: re.Pattern[str]
    no_last_links: re.Pattern[str]

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
        heads_links=entry.get("heads_links", False),
        hints=hints.mask(entry.get("hints", ())),
        pattern=_compile(entry["patterns"], entry.get("case", False)),
    )


def _compile_strong(entry: dict[str, Any], hints: HintIndex) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Compile the strong patterns: those with words of their own apart, the others together under the block's."""
    own = [
        (hints.mask(item[0].split("|")), _compile([item[1]])) for item in entry["strong"] if not isinstance(item, str)
    ]
    shared = [item for item in entry["strong"] if isinstance(item, str)]
    return (*own, (hints.mask(entry["hints"]), _compile(shared))) if shared else tuple(own)


def _block_rule(entry: dict[str, Any], hints: HintIndex) -> BlockRule:
    return BlockRule(
        name=entry["name"],
        kind=entry["kind"],
        least=entry["least"],
        gap=entry["gap"],
        gap_chars=entry["gap_chars"],
        hints=hints.mask(entry["hints"]),
        open=_compile(entry["open"]),
        strong=_compile_strong(entry, hints),
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
        byline_posts=tuple(lexicon["byline_posts"]),
        byline_titles=tuple(lexicon["byline_titles"]),
        speaks_of_itself=_compile(lexicon["speaks_of_itself"]),
        link_labels=_compile(lexicon["link_labels"]),
        no_last_links=_compile(lexicon["no_last_links"], case=True),
    )


def _compile_break(labels: list[str], openings: list[str]) -> re.Pattern[str]:
    """Compile where one sentence of a run-in line ends and the next starts: at the end of each match."""
    start = r"(?=[\"'(\[*•—–_ -]{0,6}[A-Z0-9@©])"
    label = "|".join(labels)
    return re.compile(
        rf"(?P<label>\b(?:{label}))\s++{start}|(?<!\s)\s++(?=(?:{label}|{'|'.join(openings)})(?!\w))|"
        rf"(?P<sentence>[.!?][\"')\]]*+)\s++{start}"
    )


# Rules about lines are grouped by the longest line that they may remove: a line meets those of its length and longer.
_LENGTHS = (0, 60, 160, 330, 520, 900)


@cache
def _quick_test(is_head: bool, is_tail: bool, over: int) -> re.Pattern[str]:
    """Compile all patterns without hints that a line longer than `over` can meet, so that most lines fail at once."""
    parts = []
    for rule in _rules_at(is_head, is_tail):
        if not rule.hints and rule.max_chars > over:
            body = f"(?{'' if rule.pattern.flags & re.IGNORECASE else '-'}i:{rule.pattern.pattern})"
            parts.append({"line": rf"{body}\Z", "start": body}.get(rule.match, f".*?{body}"))
    return _compile(parts)


def select_rules(text: str, present: int, is_head: bool, is_tail: bool) -> Sequence[LineRule]:
    """Give the rules that may speak of a line, given with folded marks and the bits of its hints."""
    rules = _rules_at(is_head, is_tail)
    over = _LENGTHS[bisect_left(_LENGTHS, len(text)) - 1] if text else 0
    if _quick_test(is_head, is_tail, over).match(text):
        return rules
    return [rule for rule in rules if rule.hints & present]


def is_in_place(rule: LineRule, is_head: bool, is_tail: bool) -> bool:
    """Whether a rule counts for a line among the first or last of its document."""
    if rule.where == "any":
        return True
    return (is_head and rule.where in ("head", "edge")) or (is_tail and rule.where in ("tail", "edge"))


@cache
def _rules_at(is_head: bool, is_tail: bool) -> tuple[LineRule, ...]:
    return tuple(rule for rule in load_rules().lines if is_in_place(rule, is_head, is_tail))


def _attributes(text: str) -> bool:
    """Whether a text holds a word by which reports attribute what is said."""
    return not list_attributing_forms().isdisjoint(_WORD.findall(text.lower())) or _SOURCE.search(text) is not None


def quotes_somebody(text: str) -> bool:
    """Whether a line, given with folded marks, holds a quotation and a word that attributes it."""
    return '"' in text and _QUOTED.search(text) is not None and _attributes(text)


def reports_news(text: str) -> bool:
    """Whether a sentence says who said it or on which day, as a sentence set off for show does not."""
    return _attributes(text) or _DAY.search(text) is not None


def reports_speech(text: str) -> bool:
    """Whether a sentence without quotation marks ends in its speaker, as in `Join us, the strikers told the crowd`."""
    comma = text.rfind(", ", max(0, len(text) - LONGEST_REPORT))
    tail = text[comma + 2 : -1]
    if comma < 0 or text[-1] not in ".!?" or "," in tail or '"' in tail:
        return False
    words = tail.split(" ")
    for at in range(1, min(MOST_NAME_WORDS + 1, len(words))):
        if _NAME_WORD.fullmatch(words[at - 1]) is None:
            return False
        says = words[at] in list_attributing_forms() or words[at] in ("tell", "tells")
        if says and len(" ".join(words[at + 1 :])) <= LONGEST_ADDRESSEE:
            return True
    return False


def iter_pieces(rule: LineRule, text: str) -> Iterator[tuple[int, int]]:
    """Give what a rule takes out of a line: the groups whose names start with `cut`, or else the whole match."""
    position = 0
    while found := rule.pattern.search(text, position):
        best = found
        # A pattern with a name in front finds the first word that could be it; the last one that fits is it.
        while (
            later := rule.pattern.search(text, best.start() + 1, found.end())
        ) and later.start() < found.start() + 60:
            best = later
        cuts = [name for name in rule.pattern.groupindex if name.startswith("cut") and best.group(name) is not None]
        yield best.span(cuts[0] if cuts else 0)
        position = max(best.end(), found.start() + 1)
