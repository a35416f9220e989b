"""Tell in which section an article stood, and whether that makes it opinion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from urllib.parse import urlsplit

from tasks.read.lexicon import load_sections

LONGEST_SECTION = 60
_WORD = re.compile(r"[^\W_]+")
_OUTLET_PART = re.compile(r"\s[-\u2013\u2014|/]\s|:\s")  # Lundby Courier - Opinion
# A label before a headline: "Opinion: Who pays?", "Who pays? | Editorial".
_LABEL = re.compile(r"^([\w -]{3,30}?)\s*[:|](?!\S)|\s\|\s*([\w -]{3,30})$")


def read_section(*stated: str | None) -> str | None:
    """Give the first section that is stated, in one line; a list of topics, or an address, names none."""
    for text in stated:
        section = " ".join((text or "").split())
        if section and len(section) <= LONGEST_SECTION and "://" not in section:
            return section
    return None


def is_opinion(
    section: str | None, title: str | None, url: str | None, types: Iterable[str], outlet: str | None = None
) -> bool | None:
    """Say whether an article is one of opinion, by its section, type, address, or a label of its title or its outlet.

    Args:
        section: The section as stated.
        title: The headline.
        url: The address.
        types: Types that its page states.
        outlet: The outlet as stated, maybe with the part of it that the article stood in.

    Returns:
        True where one of them says so; False where the section or the type is of news; else None.
    """
    words = load_sections()
    sections = _name(re.split(r"[/>|,&]| and ", section or ""))
    label = _LABEL.search(title or "")
    parts = [part for part in (label.groups() if label else ()) if part]
    beside = [part.strip() for part in _OUTLET_PART.split(outlet or "")]
    parts.extend(beside if len(beside) > 1 else ())  # an outlet may be called "Perspective"
    with suppress(ValueError):  # an address that is none
        parts.extend(urlsplit(url or "").path.split("/")[1:-1])
    if not words.opinion.isdisjoint(sections | _name(parts)) or not words.opinion_types.isdisjoint(types):
        return True
    return False if not words.news.isdisjoint(sections) or not words.news_types.isdisjoint(types) else None


def _name(parts: Iterable[str]) -> set[str]:
    return {" ".join(_WORD.findall(part.casefold())) for part in parts}
