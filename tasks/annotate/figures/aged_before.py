"""Whose an age is that stands apart from the name, among the fields of a profile: "Age: 22" under "Ann Roe"."""

from __future__ import annotations

import re

from tasks.annotate.figures.lexicon import load_units
from tasks.annotate.figures.naming import name_holder
from tasks.language.body import Body, Chars
from tasks.language.grammar import PROPER_NOUNS

_FIELD = re.compile(r"[A-Z][\w/()' -]{1,30}: ?\S")  # "Position: C"
_NUMBERED = re.compile(r"(?:#|No\. ?)?\d{1,3}[.):] ")  # "34. Velden Spurs: Ann Roe"
_MOST_FIELDS = 8
_LONGEST_HEADING = 90  # characters


def name_headed(body: Body, start: int) -> str | None:
    """The person whose name heads the fields of a profile, one of which an age is.

    Args:
        body: The body.
        start: Where the figure starts.
    """
    text = body.text
    line = text.rfind("\n", 0, start) + 1
    if not _FIELD.match(text, line, start + 1):
        return None
    for _ in range(_MOST_FIELDS):
        end = line
        while end and text[end - 1].isspace():
            end -= 1
        line = text.rfind("\n", 0, end) + 1
        heading = text[line:end]
        if end == 0 or len(heading) > _LONGEST_HEADING:
            return None
        is_named = heading.split(":")[0].lower() in load_units().age.headings
        if is_named or _NUMBERED.match(heading) or not _FIELD.match(heading):
            return _name_last(body, Chars((line, end)))
    return None


def _name_last(body: Body, line: Chars) -> str | None:
    """The person whose name ends a line."""
    first, end = body.tokens_of(line)
    last = body.doc[end - 1] if end > first else None
    if last is None or last.ent_type_ != "PERSON" or last.tag_ not in PROPER_NOUNS:
        return None
    return name_holder(body, last)
