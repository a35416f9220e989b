"""Tell a text that somebody cut short: by a mark of what is missing, or by a last line that ends within a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.clean.lexicon import load_wrapping
from tasks.documents import Removal

LEAST_WORDS = 6
LONGEST_WORD = 40


def is_cut_short(body: str, removals: Sequence[Removal]) -> bool:
    """Say whether a text goes on somewhere else.

    Args:
        body: The cleaned text.
        removals: What was taken out of it; a mark such as "[+2143 chars]" is of the kind `truncation`.
    """
    if any(removal.kind == "truncation" for removal in removals):
        return True
    last = body.rstrip().rpartition("\n")[2]
    words = re.findall(r"\w+|\S", last[-LONGEST_WORD:])
    return len(last.split()) >= LEAST_WORDS and (words[-1] == "," or words[-1] in load_wrapping().open_ends)
