"""Find words that a stray space splits: `w hile`, `t he`, and `T he mayor` for a first letter set large."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.clean.breaks import KIND
from tasks.clean.lexicon import load_wrapping
from tasks.clean.words import SHORT, is_word
from tasks.documents import Removal

RULE = "wrap.split_word"

# One letter and what follows it, with what stands before it; the lookahead sees words to their ends.
_LETTER_FIRST = re.compile(r"[\s“\"‘(]([A-Zb-z]) ([a-z]+)(?![\w'’-])")
_LETTER_LAST = re.compile(r"(?<=[a-z]) ([b-hj-z])(?![\w.'’)&/-])")
_LAST_TOKEN = re.compile(r"(?<!\S)[a-z]{2,}$")
_LONGEST_WORD = 30


def find_split_words(text: str) -> Iterator[Removal]:
    """Find spaces within words, only where no other reading is left.

    Args:
        text: An article as read.

    Yields:
        Removals of kind `wrap` in no order, each one space. A letter that is a word, or may be a name or a label ("plan
        B"), stays apart, and so does one before a word of its own, save for `t he` and its like.
    """
    lined = f"\n{text}"
    for found in _LETTER_FIRST.finditer(lined):
        at, (letter, rest) = found.start(1), found.groups()
        line_start = lined[max(0, at - 2) : at].lstrip(" \t").rstrip('“"‘(')
        is_after_apostrophe = lined[max(0, at - 2) : at] in ("’ ", "' ")
        if not is_after_apostrophe and (letter.islower() or line_start[-1:] == "\n") and _is_split(letter, rest):
            yield Removal(at, at + 1, KIND, RULE)
    for found in _LETTER_LAST.finditer(text):
        start = found.start()
        first = _LAST_TOKEN.search(text[max(0, start - _LONGEST_WORD) : start])
        if first and not is_word(first.group()) and is_word(first.group() + found.group(1)):
            yield Removal(start, start + 1, KIND, RULE)


def _is_split(letter: str, rest: str) -> bool:
    joined = (letter + rest).lower()
    if joined in load_wrapping().commonest:
        return letter.lower() == "t" or not is_word(rest)
    return letter not in "AI" and len(joined) > SHORT and is_word(joined) and not is_word(rest)
