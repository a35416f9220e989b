"""Where a line ends and the next begins, and what is put in the place of that break."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tasks.clean.joints import Words, weigh_space
from tasks.clean.lexicon import load_wrapping
from tasks.clean.lines import Line
from tasks.documents import Removal

KIND = "wrap"
LONGEST_LOOK = 60  # characters of a line that are looked at beside a break
OPENING = "\"'“‘([—–-"

_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]»*]*$")


@dataclass(frozen=True, slots=True)
class Break:
    """Two neighbouring lines that hold text."""

    before: Line
    after: Line

    @property
    def width(self) -> int:
        """Characters of the line before the break, white space at its end included."""
        return len(self.before.raw)

    @property
    def keeps_space(self) -> bool:
        """Whether white space still stands at the break, so that nothing has to take its place."""
        return self.before.raw[-1:].isspace() or self.after.raw[:1].isspace()

    @property
    def is_mid_sentence(self) -> bool:
        """Whether no sentence ends here, going by the characters at both sides."""
        return starts_lower(self.after.text) or not ends_sentence(self.before.text)

    def weigh(self, words: Words) -> float:
        """Weigh a space in its place, see `weigh_space`."""
        return weigh_space(self.before.text, self.after.text, words)


def ends_sentence(text: str) -> bool:
    """Whether a line ends where a sentence does, going by its last characters."""
    text = text[-LONGEST_LOOK:]  # a pattern that ends with the text is tried at every place in it
    if not _SENTENCE_END.search(text):
        return False
    last = text.rsplit(None, 1)[-1].lstrip("\"'“‘([")
    is_short_form = last.endswith(".") and (
        last[:-1] in load_wrapping().abbreviations or re.fullmatch(r"[A-Z]\.", last)
    )
    return not is_short_form


def starts_lower(text: str) -> bool:
    """Whether a line starts in lower case, opening marks aside."""
    return text[:1].islower() or (not text[:1].isalnum() and text[:LONGEST_LOOK].lstrip(OPENING)[:1].islower())


def replace_break(gap: Break, replacement: str, rule: str, drop: int = 0) -> Removal:
    """Replace the white space between two lines; `drop` characters before it go as well."""
    start, end = gap.before.span[1] - drop, gap.after.span[0]
    return Removal(start, end, KIND, f"wrap.{rule}", replacement)


def keep_space(gap: Break, rule: str) -> Removal:
    """Take out the break alone: white space beside it belongs to the text."""
    return Removal(gap.before.end, gap.after.start, KIND, f"wrap.{rule}", "")
