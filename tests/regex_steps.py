"""Count the steps that a backtracking search takes for a regular expression, as `re` would take them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Next = Callable[[int], bool]
Matcher = Callable[[int, Next], bool]

_WORD = re.compile(r"\w")
_SPACE = re.compile(r"\s")
_DIGIT = re.compile(r"\d")
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_CATEGORIES = {
    sre.CATEGORY_DIGIT: (_DIGIT, True), sre.CATEGORY_NOT_DIGIT: (_DIGIT, False),
    sre.CATEGORY_SPACE: (_SPACE, True), sre.CATEGORY_NOT_SPACE: (_SPACE, False),
    sre.CATEGORY_WORD: (_WORD, True), sre.CATEGORY_NOT_WORD: (_WORD, False),
}  # fmt: skip
# What is tried as a sample of a class of characters.
_SAMPLES = "a A1 .-,\"'(\n<{:;/!|—\x01"


class _Search:
    """One pattern over one text: a matcher in continuations, one call a step."""

    def __init__(self) -> None:
        self.start("", 0)

    def start(self, text: str, most: int) -> None:
        """Forget the last text, and take another."""
        self.text = text
        self.most = most
        self.steps = 0
        self.end: int | None = None
        self.groups: dict[int, tuple[int, int]] = {}

    def finish(self, end: int) -> bool:
        """Take the end of a match."""
        self.end = end
        return True

    def step(self) -> None:
        """Count one step."""
        self.steps += 1
        if self.steps > self.most:
            raise TooManyStepsError

    def build(self, nodes: Sequence[Any], flags: int) -> Matcher:
        matchers = [self._build_node(op, value, flags) for op, value in nodes]

        def run(at: int, then: Next, place: int = 0) -> bool:
            self.step()
            if place == len(matchers):
                return then(at)
            return matchers[place](at, lambda end: run(end, then, place + 1))

        return run

    def _build_node(self, op: Any, value: Any, flags: int) -> Matcher:
        if op in (sre.LITERAL, sre.NOT_LITERAL, sre.ANY, sre.IN):
            return self._build_character(op, value, flags)
        if op is sre.SUBPATTERN:
            return self._build_group(value, flags)
        if op is sre.BRANCH:
            branches = [self.build(branch, flags) for branch in value[1]]
            return lambda at, then: any(branch(at, then) for branch in branches)
        if op in _REPEATS:
            return self._build_repeat(op, value, flags)
        if op is sre.ATOMIC_GROUP:
            return self._build_atomic(self.build(value, flags))
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            return self._build_assertion(value, flags, op is sre.ASSERT)
        if op is sre.AT:
            return self._build_place(value, flags)
        if op is sre.GROUPREF:
            return self._build_reference(value)
        raise NotImplementedError(str(op))

    def _build_character(self, op: Any, value: Any, flags: int) -> Matcher:
        def run(at: int, then: Next) -> bool:
            self.step()
            return at < len(self.text) and fits(op, value, self.text[at], flags) and then(at + 1)

        return run

    def _build_group(self, value: Any, flags: int) -> Matcher:
        number, added, removed, nodes = value
        inner = self.build(nodes, (flags | added) & ~removed)

        def run(at: int, then: Next) -> bool:
            def close(end: int) -> bool:
                before = self.groups.get(number)
                self.groups[number] = (at, end)
                if then(end):
                    return True
                if before is not None:
                    self.groups[number] = before
                return False

            return inner(at, then if number is None else close)

        return run

    def _build_repeat(self, op: Any, value: Any, flags: int) -> Matcher:
        least, most, nodes = value
        inner = self.build(nodes, flags)

        def run(at: int, then: Next, count: int = 0) -> bool:
            self.step()

            def again() -> bool:
                if count >= most:
                    return False
                return inner(at, lambda end: (end > at or count < least) and run(end, then, count + 1))

            if count < least:
                return again()
            if op is sre.MIN_REPEAT:
                return then(at) or again()
            return again() or then(at)

        return self._build_atomic(run) if op is sre.POSSESSIVE_REPEAT else run

    def _build_atomic(self, inner: Matcher) -> Matcher:
        def run(at: int, then: Next) -> bool:
            ends: list[int] = []
            return inner(at, lambda end: ends.append(end) is None) and then(ends[-1])

        return run

    def _build_assertion(self, value: Any, flags: int, is_wanted: bool) -> Matcher:
        direction, nodes = value
        inner = self.build(nodes, flags)
        width = nodes.getwidth()[0] if direction < 0 else 0

        def run(at: int, then: Next) -> bool:
            holds = at >= width and inner(at - width, lambda end: True)
            return holds == is_wanted and then(at)

        return run

    def _build_place(self, value: Any, flags: int) -> Matcher:
        def holds(at: int) -> bool:
            text = self.text
            is_multiline = bool(flags & re.MULTILINE)
            if value is sre.AT_BEGINNING_STRING or (value is sre.AT_BEGINNING and not is_multiline):
                return at == 0
            if value is sre.AT_BEGINNING:
                return at == 0 or text[at - 1] == "\n"
            if value is sre.AT_END_STRING:
                return at == len(text)
            if value is sre.AT_END:
                return at == len(text) or (text[at] == "\n" and (is_multiline or at + 1 == len(text)))
            sides = [0 <= place < len(text) and bool(_WORD.match(text[place])) for place in (at - 1, at)]
            return (sides[0] != sides[1]) == (value is sre.AT_BOUNDARY)

        return lambda at, then: holds(at) and then(at)

    def _build_reference(self, number: int) -> Matcher:
        def run(at: int, then: Next) -> bool:
            start, end = self.groups.get(number, (0, -1))
            wanted = self.text[start:end] if end >= start else None
            return wanted is not None and self.text.startswith(wanted, at) and then(at + len(wanted))

        return run


def fits(op: Any, value: Any, character: str, flags: int) -> bool:
    """Whether a character is one that a node of a parsed pattern takes."""
    forms = (character, character.lower(), character.upper()) if flags & re.IGNORECASE else (character,)
    if op is sre.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    if op is sre.LITERAL:
        return any(ord(form) == value for form in forms if len(form) == 1)
    if op is sre.NOT_LITERAL:
        return not any(ord(form) == value for form in forms if len(form) == 1)
    is_negated = value[0][0] is sre.NEGATE
    return is_negated != any(_is_in(item, form) for item in value for form in forms if len(form) == 1)


def _is_in(item: Any, character: str) -> bool:
    op, value = item
    if op is sre.LITERAL:
        return ord(character) == value
    if op is sre.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    if op is sre.CATEGORY:
        pattern, is_wanted = _CATEGORIES[value]
        return bool(pattern.match(character)) == is_wanted
    return False


class TooManyStepsError(Exception):
    """A search takes more steps than it may."""


def count_search_steps(pattern: re.Pattern[Any], text: str, *, is_anchored: bool, most: int = 1 << 60) -> int:
    """Count the steps of finding every match of a pattern in a text, or only one at its start.

    Raises:
        TooManyStepsError: There are more than `most`.
    """
    search, matcher = _prepare(pattern)
    search.start(text, most)
    with _allow_recursion():
        for _ in _find_ends(search, matcher, 1 if is_anchored else len(text) + 1):
            pass
    return search.steps


def find_ends(pattern: re.Pattern[Any], text: str) -> list[int]:
    """Give where the matches of a pattern in a text end, by which the interpreter is held against `re`."""
    search, matcher = _prepare(pattern)
    search.start(text, 1 << 60)
    with _allow_recursion():
        return list(_find_ends(search, matcher, len(text) + 1))


@contextmanager
def _allow_recursion() -> Iterator[None]:
    """Let the interpreter go as deep as a text is long, and nothing else: C code that recurses would crash."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, 100_000))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@cache
def _prepare(pattern: re.Pattern[Any]) -> tuple[_Search, Matcher]:
    """Build a pattern's matcher once: many texts are tried."""
    search, tree = _Search(), _parse(pattern)
    return search, search.build(tree, tree.state.flags)


def _find_ends(search: _Search, matcher: Matcher, stop: int) -> Iterator[int]:
    at = 0
    while at < stop:
        if matcher(at, search.finish) and search.end is not None:
            yield search.end
            at = max(search.end, at + 1)
        else:
            at += 1


@cache
def _parse(pattern: re.Pattern[Any]) -> Any:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return parser.parse(source, pattern.flags & ~re.UNICODE & ~re.LOCALE)


def list_attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Give what a search may stumble over: pairs of a lead and a unit, the unit being what a repeat of it takes."""
    tree = _parse(pattern)
    yield from dict.fromkeys(_walk(tree, "", tree.state.flags))


def list_nested_attacks(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Give the same for repeats within repeats, bounded ones too: a text may fall into their turns in many ways."""
    tree = _parse(pattern)
    yield from dict.fromkeys(_walk_nested(tree, "", tree.state.flags))


def _walk_nested(nodes: Sequence[Any], lead: str, flags: int) -> Iterator[tuple[str, str]]:
    for op, value in nodes:
        if op in _REPEATS and value[1] > 1:
            inner = list(_list_inner_units(value[2], flags))
            yield from ((lead, unit) for unit in (*inner, _sample(value[2], flags)) if inner and unit)
        for part, inside in _list_parts(op, value, flags):
            yield from _walk_nested(part, lead, inside)
        lead += _sample([(op, value)], flags)


def _list_inner_units(nodes: Sequence[Any], flags: int) -> Iterator[str]:
    for op, value in nodes:
        if op in _REPEATS and value[0] != value[1] > 1:
            yield from _sample_many(value[2], flags)
        for part, inside in _list_parts(op, value, flags):
            yield from _list_inner_units(part, inside)


def _list_parts(op: Any, value: Any, flags: int) -> list[tuple[Sequence[Any], int]]:
    """Give what a node holds, with the flags that count inside."""
    if op in _REPEATS:
        return [(value[2], flags)]
    if op is sre.SUBPATTERN:
        return [(value[3], (flags | value[1]) & ~value[2])]
    if op is sre.BRANCH:
        return [(branch, flags) for branch in value[1]]
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [(value[1], flags)]
    return [(value, flags)] if op is sre.ATOMIC_GROUP else []


def _walk(nodes: Sequence[Any], lead: str, flags: int) -> Iterator[tuple[str, str]]:
    for op, value in nodes:
        if op in _REPEATS and value[1] is sre.MAXREPEAT:
            for unit in _sample_many(value[2], flags):
                yield lead, unit
                yield "", lead + unit
        for part, inside in _list_parts(op, value, flags):
            yield from _walk(part, lead, inside)
        lead += _sample([(op, value)], flags)


def _sample_many(nodes: Sequence[Any], flags: int) -> list[str]:
    """Samples of what a repeat takes: of one class of characters several, for what follows may take some of them."""
    if len(nodes) == 1 and nodes[0][0] in (sre.IN, sre.ANY, sre.NOT_LITERAL):
        op, value = nodes[0]
        return [character for character in _SAMPLES if fits(op, value, character, flags)][:4] or [_sample(nodes, flags)]
    return [_sample(nodes, flags)]


def _sample(nodes: Sequence[Any], flags: int) -> str:
    """A text that a sequence of nodes takes, as short as may be."""
    parts = []
    for op, value in nodes:
        if op is sre.LITERAL:
            parts.append(chr(value))
        elif op in (sre.NOT_LITERAL, sre.ANY, sre.IN):
            literal = [chr(one[1]) for one in value if one[0] is sre.LITERAL] if op is sre.IN else []
            fitting = [one for one in (*_SAMPLES, *literal, "é", "\u00a0") if fits(op, value, one, flags)]
            parts.append(fitting[0] if fitting else "")
        elif op in _REPEATS:
            parts.append(_sample(value[2], flags) * max(value[0], 1 if value[1] is sre.MAXREPEAT else value[0]))
        elif op is sre.SUBPATTERN:
            parts.append(_sample(value[3], flags))
        elif op is sre.BRANCH:
            parts.append(_sample(value[1][0], flags))
        elif op is sre.ATOMIC_GROUP:
            parts.append(_sample(value, flags))
    return "".join(parts)
