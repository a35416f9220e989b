"""Weigh whether a space stood where a line ends, by the characters and words at both sides.

A weight is a rough log-likelihood ratio: above 0 for a space, below 0 for none. Words cost about the negative logarithm
of how often they occur, known ones by class, unknown ones by their length, so that `not` and `disassociating` cost less
than `notdisassociating`, and `religion` less than `reli` and `gion`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from tasks.clean.lexicon import load_wrapping
from tasks.clean.words import SHORT, is_word

SURE = 4.0
CERTAIN = 8.0
IN_WORD = -10.0  # of 5,524 spaces of running text none weighs less
# Costs of words, in nats: one in thirty words is one of the commonest, and so on.
_COMMONEST, _KNOWN, _DERIVED, _SEEN = 3.5, 9.0, 11.0, 7.5
_UNKNOWN, _UNKNOWN_LETTER = 8.0, 1.6
_LONE_LETTER = 14.0

_LAST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*$")
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CONTRACTION = re.compile(r"(?:n?['’](?:s|t|re|ve|ll|d|m))(?![^\W\d_])")
_ENDS_CONTRACTION = re.compile(r"(?:s|t|re|ve|ll|d|m)(?![^\W\d_])")
_DASHES = "—–"
_OPENING = "([{“‘«"
_CLOSING = ".,;:!?)]}”»%…"
_SIGNS = "$£€¥@#"
_LONGEST_LOOK = 60


class Words:
    """The words and dashes of one text, counted when first asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spaced_out: dict[str, bool] = {}

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word occurs, in lower case."""
        return Counter(word.lower() for word in re.findall(r"[^\W\d_]+", self._text))

    @cached_property
    def compounds(self) -> Counter[str]:
        """How often each pair of words joined by a hyphen occurs, in lower case."""
        return Counter(word.lower() for word in re.findall(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+", self._text))

    def knows(self, word: str) -> bool:
        """Whether it is an English word or one that this text uses elsewhere."""
        return is_word(word) or self.counts[word.lower()] > 0

    def is_whole(self, word: str) -> bool:
        """Whether a fragment at a break may be a word of its own; this text's count includes the break itself."""
        return is_word(word) or self.counts[word.lower()] > 1

    def is_one_word(self, first: str, second: str) -> bool:
        """Whether two parts that a hyphen at a line's end joins are one word, in a text that breaks words so."""
        if self.compounds[f"{first}-{second}".lower()] > 0:
            return False
        return self.cost(first + second, 0) < self.cost(first, 1) + self.cost(second, 1)

    def spaces_out(self, sign: str) -> bool:
        """Whether the text sets spaces around a dash or the like; true where it shows neither."""
        if sign not in self._spaced_out:
            spaced = self._text.count(f" {sign} ")
            self._spaced_out[sign] = spaced >= len(re.findall(rf"\w{re.escape(sign)}\w", self._text))
        return self._spaced_out[sign]

    def cost(self, word: str, occurrences_here: int) -> float:
        """Give what a word costs; `occurrences_here` of its count stand at the break that is weighed."""
        stem, *rest = re.split("['’]", word)
        total = (
            0.0 if all(part in load_wrapping().contracted for part in rest) else _UNKNOWN + _UNKNOWN_LETTER * len(word)
        )
        lower = stem.lower()
        if rest == ["t"] and lower.endswith("n"):
            stem, lower = stem[:-1], lower[:-1]
        if lower in load_wrapping().commonest:
            return total + (_COMMONEST if stem != "i" else _LONE_LETTER)
        if len(stem) == 1:
            return total + _LONE_LETTER
        seen = self.counts[lower] > occurrences_here
        if is_word(stem):
            return total + (_SEEN if seen or len(stem) <= SHORT else _KNOWN)
        unknown = _UNKNOWN + _UNKNOWN_LETTER * len(stem)
        if _is_derived(lower):
            unknown = min(unknown, _DERIVED)
        return total + (min(unknown, _KNOWN) if seen else unknown)


def _is_derived(word: str) -> bool:
    return any(
        word.endswith(ending) and len(word) - len(ending) >= 4 and _has_stem(word.removesuffix(ending))
        for ending in load_wrapping().endings
    )


def _has_stem(stem: str) -> bool:
    return is_word(stem) or is_word(f"{stem}e")


def weigh_space(left: str, right: str, words: Words) -> float:
    """Weigh a space between the end of one line and the start of the next.

    Args:
        left: The line before the break, trimmed, not empty.
        right: The line after it, trimmed, not empty.
        words: Those of the whole text.

    Returns:
        Above 0 where a space is likelier than none, below 0 where none is; 0 where nothing tells.
    """
    left, right = left[-_LONGEST_LOOK:], right[:_LONGEST_LOOK]
    last, first = left[-1], right[0]
    if last.isalpha() and first.isalpha():
        return _weigh_letters(left, right, words)
    if last.isalnum() and first.isalnum():
        return _weigh_numbers(left, right)
    dash = _weigh_dashes(left, right, words)
    if dash is not None:
        return dash
    before, after = _weigh_right(right), _weigh_left(left, right)
    return before + after


def _weigh_letters(left: str, right: str, words: Words) -> float:
    found, following = _LAST_WORD.search(left), _FIRST_WORD.match(right)
    assert found is not None  # a letter stands there
    assert following is not None
    last, first = found.group(), following.group()
    if _CONTRACTION.match(right):
        return -CERTAIN
    if last[-1].islower() and first[0].isupper():
        return CERTAIN
    if last.isupper() and first.isupper() and len(last) + len(first) <= 6:
        parts = words.counts[last.lower()] > 1 and words.counts[first.lower()] > 1
        return SURE if parts else -SURE
    joined = words.cost(last + first, 0)
    return joined - words.cost(last, 1) - words.cost(first, 1)


def _weigh_numbers(left: str, right: str) -> float:
    if left[-1].isdigit() and right[0].isdigit():
        return -SURE
    if left[-1].isdigit():
        first = _FIRST_WORD.match(right)
        return -1.0 if first and first.group().lower() in load_wrapping().after_number else SURE
    last = _LAST_WORD.search(left)
    return -1.0 if last and last.group().isupper() and len(last.group()) <= 2 else SURE


def _weigh_dashes(left: str, right: str, words: Words) -> float | None:
    for sign in ("--", *_DASHES, "&"):
        if left.endswith(sign) or right.startswith(sign):
            inner = left.removesuffix(sign)[-1:] if left.endswith(sign) else right.removeprefix(sign)[:1]
            if inner:
                return SURE if inner.isspace() else -SURE
            return SURE if words.spaces_out(sign) else -SURE
    if re.search(r" (?:/|…|\.\.\.)$", left) or re.match(r"(?:/|…|\.\.\.) ", right):
        return SURE
    if left.endswith("-"):
        return SURE if left.endswith(" -") else -SURE
    if right.startswith("-"):
        return SURE if right.startswith("- ") else -SURE
    return None


def _weigh_right(right: str) -> float:
    """Weigh by what the right side starts with alone."""
    first, second = right[0], right[1:2]
    if _CONTRACTION.match(right):
        return -CERTAIN
    if first in "\"'":
        return SURE if second.isalnum() or second in ("$", ".", "'") else -CERTAIN
    if first in _OPENING or first in _SIGNS:
        return SURE
    if first in _CLOSING or first in "’/":
        return -CERTAIN
    return 0.0


def _weigh_left(left: str, right: str) -> float:
    """Weigh by what the left side ends with; what the right side says alone is added."""
    last = left[-1]
    token = left.rsplit(None, 1)[-1]
    if last in _OPENING or last in _SIGNS or last == "/":
        return -CERTAIN
    if last in "'’" and token[-2:-1].isalpha() and _ENDS_CONTRACTION.match(right):
        return -CERTAIN
    if last in "\"'":
        return -CERTAIN if len(token) == 1 else SURE
    if "/" in token or "@" in token or token.startswith("www."):
        return -SURE
    if last in ".,:":
        return _weigh_stop(token, right)
    return SURE if last in _CLOSING or last == "’" else 0.0


def _weigh_stop(token: str, right: str) -> float:
    last, before = token[-1], token[-2:-1]
    if before.isdigit() and right[0].isdigit():
        is_thousands = last == "," and re.match(r"\d{3}(?!\d)", right)
        return -SURE if last != "," or is_thousands else SURE
    if last == "." and re.match(r"(?:[A-Za-z]\.)", right) and re.search(r"(?:^|\W)[A-Za-z]\.$", token):
        return -2.0
    return SURE
