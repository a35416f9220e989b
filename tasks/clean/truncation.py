"""Tell a text that somebody cut short: by a mark of what is missing, or by a last line that ends within a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.documents import Removal

LEAST_WORDS = 6

# No sentence ends in one of these, nor does a headline.
_OPEN_END = re.compile(
    r"(?:,|\b(?:the|an?|of|and|or|but|that|which|who|whose|because|than|its|their|has|have|had|was|were|would|will|"
    r"could|for|to|with|from|at|by|as|into|between))$"
)


def is_cut_short(body: str, removals: Sequence[Removal]) -> bool:
    """Say whether a text goes on somewhere else.

    Args:
        body: The cleaned text.
        removals: What was taken out of it; a mark such as "[+2143 chars]" is of the kind `truncation`.
    """
    if any(removal.kind == "truncation" for removal in removals):
        return True
    last = body.rstrip().rpartition("\n")[2]
    return len(last.split()) >= LEAST_WORDS and _OPEN_END.search(last) is not None
