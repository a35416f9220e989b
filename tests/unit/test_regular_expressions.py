"""No regular expression takes the square of what it is tried on: what each repeats, over and over, costs as it is long.

Counted by an interpreter of our own, since neither a trace nor a profile sees the steps of `re`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tasks
from tasks.clean.rules import load_rules
from tests.regex_steps import TooManyStepsError, count_search_steps, find_ends, list_attacks, list_nested_attacks

# A bounded repeat looks like the square while the text is shorter than its bound, so suspects are tried at more.
SIZES = ((24, 48), (160, 320))
MOST_GROWTH = 2.5
ALLOWANCE_STEPS = 400
MOST_STEPS = 100_000
FOLDERS = ("tasks.annotate", "tasks.clean", "tasks.read")
# A text that a repeat within a repeat takes in many ways costs millions of steps at a length that every rule meets.
NESTED_LENGTH = 72
MOST_NESTED_STEPS = 12_000
LONGEST_RULE = 1000  # rules about shorter lines never see what is longer
# What is tried on a few dozen characters only, on a file's first bytes, or is bounded by more than is tried here.
BOUNDED = {
    "boilerplate.promo.inline_more", "tasks.clean.agency._COPYRIGHT", "tasks.clean.agency._SOURCE_LINE",
    "tasks.clean.breaks._SENTENCE_END", "tasks.clean.joints._LAST_WORD", "tasks.clean.pull_quotes._SIGNED",
    "tasks.clean.spacing._LAST_TOKEN", "tasks.clean.unwrap._LAST_WORD", "tasks.clean.unwrap._OPEN_END",
    "tasks.read.decoding._DECLARED_CHARSET",
}  # fmt: skip


def list_patterns() -> Iterator[tuple[str, re.Pattern[Any], bool]]:
    """Every compiled pattern of a module, its name, and whether it is only tried at the start of a text."""
    for module in pkgutil.walk_packages(tasks.__path__, "tasks."):
        if not module.name.startswith(FOLDERS):
            continue
        loaded = importlib.import_module(module.name)
        source = Path(str(loaded.__file__)).read_text("utf-8")
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and f"{name} = re.compile(" in source:
                is_searched = re.search(rf"\b{name}\.(?:search|finditer|findall|sub|split)\b", source)
                yield f"{module.name}.{name}", value, is_searched is None
    for rule in (*load_rules().lines, *load_rules().pieces):
        if rule.max_chars > LONGEST_RULE:
            yield f"boilerplate.{rule.name}", rule.pattern, rule.match in ("line", "start")


def list_short_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern about a line, however short, whole where the rule takes the whole line, and those of blocks."""
    rules = load_rules()
    for rule in (*rules.lines, *rules.pieces):
        whole = re.compile(rf"(?:{rule.pattern.pattern})\Z", rule.pattern.flags)
        yield rule.name, whole if rule.match == "line" else rule.pattern
    for block in rules.blocks:
        for pattern in (block.open, block.member, block.close, *(pattern for _, pattern in block.strong)):
            yield block.name, pattern
    yield from (("bio_opening", rules.bio_opening), ("link_labels", re.compile(rf"(?:{rules.link_labels.pattern})\Z")))


PATTERNS = {name: (pattern, is_anchored) for name, pattern, is_anchored in list_patterns()}


def grows_too_fast(pattern: re.Pattern[Any], lead: str, unit: str, is_anchored: bool) -> bool:
    for size, twice in SIZES:
        try:
            steps = count_search_steps(pattern, f"{lead}{unit * size}\x00", is_anchored=is_anchored, most=MOST_STEPS)
            most = round(MOST_GROWTH * steps) + ALLOWANCE_STEPS
            count_search_steps(pattern, f"{lead}{unit * twice}\x00", is_anchored=is_anchored, most=most)
        except TooManyStepsError:
            continue
        return False
    return True


def takes_many_ways(pattern: re.Pattern[Any]) -> bool:
    """Whether a text falls into the turns of a repeat in so many ways that to try them all never ends."""
    for lead, unit in list_nested_attacks(pattern):
        text = (lead + unit * NESTED_LENGTH)[: len(lead) + NESTED_LENGTH] + "\x00" * 4
        try:
            count_search_steps(pattern, text, is_anchored=True, most=MOST_NESTED_STEPS)
        except TooManyStepsError:
            return True
    return False


def test_no_pattern_takes_a_text_in_many_ways() -> None:
    of_modules = ((name, pattern) for name, (pattern, _) in PATTERNS.items() if not name.startswith("boilerplate."))
    assert [name for name, pattern in (*list_short_patterns(), *of_modules) if takes_many_ways(pattern)] == []


@pytest.mark.parametrize(
    ("pattern", "is_slow"),
    [
        (r"h: (?:[A-Z]\w*[ ,]{0,2}){1,6}!", True),
        (r"h: [A-Z]\w*(?:[ ,]{1,2}[A-Z]\w*){0,5}!", False),
        (r"by (?:\w+ ?){1,4}!", True),
        (r"by \w+(?: \w+){0,3}!", False),
        (r"(?:one|\d+){1,14}!", True),
        (r"(?:one|\d+(?!\d)){1,14}!", False),
    ],
)
def test_the_count_tells_a_repeat_whose_turns_nothing_parts(pattern: str, is_slow: bool) -> None:
    assert takes_many_ways(re.compile(pattern)) == is_slow


@pytest.mark.parametrize("name", sorted(PATTERNS.keys() - BOUNDED))
def test_no_pattern_takes_the_square(name: str) -> None:
    pattern, is_anchored = PATTERNS[name]
    slow = [
        (lead, unit)
        for lead, unit in list_attacks(pattern)
        if unit and grows_too_fast(pattern, lead, unit, is_anchored)
    ]
    assert not slow, f"{pattern.pattern!r} over {slow[0]!r}"


@pytest.mark.parametrize(
    ("pattern", "is_slow"),
    [
        (r"\s+$", True),
        (r"(?<!\s)\s+$", False),
        (r"(?:a|ab?)*c", True),
        (r"(?<!a)(?>a|ab?)*+c", False),
        (r"<.*?>", True),
        (r"<[^<>]*>", False),
    ],
)
def test_the_count_tells_a_slow_pattern(pattern: str, is_slow: bool) -> None:
    compiled = re.compile(pattern)
    assert any(grows_too_fast(compiled, lead, unit, False) for lead, unit in list_attacks(compiled) if unit) == is_slow


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?i)b(a+?)\1\b", "xBaaA b"),
        (r"(?m)^\d{2,3}(?=[^\w])", "12.\n1234\n123 "),
        (r"(?P<q>['\"])(?:(?!\1).)*\1", "'a\"b' \"c"),
    ],
)
def test_the_interpreter_matches_what_re_matches(pattern: str, text: str) -> None:
    """A step more or less is no matter, a match that `re` does not see is."""
    compiled = re.compile(pattern)
    assert find_ends(compiled, text) == [found.end() for found in compiled.finditer(text)]
