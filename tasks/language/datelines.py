"""Datelines: the place, day and agency that open an article, which nobody says and which say nothing."""

from __future__ import annotations

import re
from functools import cache

from tasks.language.body import Chars
from tasks.language.known_names import load_countries, load_organizations

# REYKJAVIK, May 7 (NPA) -  |  WASHINGTON —  |  (NPA) -  |  Rye, New York (NPA) -
_WITH_DASH = re.compile(
    r"(?m)^[ \t]*(?:[A-Z][A-Z.'’ ]{2,40}(?:,[^\n()—–:\"“]{1,40}?)?(?:[ ]*+\([^()\n]{2,25}\))?|\([^()\n]{2,25}\)"
    r"|(?:[A-Z][\w.'’]++[ ]?){1,3}(?:,[ ][A-Z][\w.]++(?:[ ][A-Z]\w++)?)?[ ]\([A-Z]{2,9}\))"
    r"[ ]*+(?:(?:—|–|--)(?=[A-Z“\"])|(?:—|–|--|-)[ ]+(?=[A-Z\d“‘\"']))"
)
# Washington (NPA) Officials said: without a dash the code must be in capitals and close behind a place.
_WITHOUT_DASH = re.compile(
    r"(?m)^[ \t]*(?:[A-Z][\w.'’]++[ ]?){1,3}(?:,[ ][A-Z][\w.]+)?[ ]\([A-Z]{2,9}\)[ ]+(?=[A-Z“\"])"
)
# U.S. - China talks
_ONE_WORD = re.compile(r"[ \t]*([A-Z.]+)[ ]*-[ ]+")


@cache
def _list_abbreviations() -> frozenset[str]:
    """What countries and bodies are called in capitals: "UK", "NATO"."""
    countries = [name for each in load_countries().values() for name in (each.name, *each.aliases)]
    bodies = [name for each in load_organizations().values() for name in (each.name, *each.aliases)]
    return frozenset(name for name in (*countries, *bodies) if name.isupper())


def _opens_pair(opening: str) -> bool:
    """Whether words with a bare hyphen are an abbreviation, which opens a pair and no article: "U.S. - China"."""
    word = _ONE_WORD.fullmatch(opening)
    return word is not None and ("." in word[1] or word[1] in _list_abbreviations())


def find_datelines(text: str) -> list[Chars]:
    """Give the spans of datelines, in text order, each up to the first character of what follows.

    A dateline without a dash counts only at the beginning of the article: elsewhere "Farm Union (FU) Chair Roe" is
    a name.
    """
    found = [Chars(match.span()) for match in _WITH_DASH.finditer(text) if not _opens_pair(match.group())]
    opening = _WITHOUT_DASH.match(text)
    if opening is not None and not any(start <= opening.start() < end for start, end in found):
        found.insert(0, Chars(opening.span()))
    return found
