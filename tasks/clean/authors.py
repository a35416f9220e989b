"""Who wrote an article, by the bylines and the lines about its author that cleaning removes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from tasks.clean.agency import find_author_agency
from tasks.clean.rules import load_rules
from tasks.language.names import is_given_name, is_initial
from tasks.language.people import is_person_noun

# Rules whose lines are lists of names, and those whose lines tell who somebody is: "Ann Roe is a columnist."
_LISTS = frozenset({"byline.by_name", "byline.name_only", "byline.staff", "byline.forms", "byline.signed"})
_TELLINGS = frozenset({"byline.bio", "byline.bio_between", "byline.bio_new_name", "byline.bio_forms"})

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀČĎĐĘĒŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽİ]"
_NAME = rf"{_CAPITAL}[\w.'’-]*(?: (?:{_CAPITAL}[\w.'’-]*|de|del|van|von|der|den|al|bin|la)){{1,4}}"
_BY = re.compile(r"^\W*(?:by|story by)[: ] ?", re.IGNORECASE)
_BETWEEN = re.compile(r",? and |, | & |; ")


def find_authors(removed: Iterable[tuple[str, str]]) -> str | None:
    """Name the authors that an article's own lines name.

    Args:
        removed: Rule and text of each stretch that cleaning removed, in order.

    Returns:
        Their names in order, joined by ", "; a list of names stands before what is told of one. None where no line
        names a person; an outlet, an agency and who only contributed are no authors.
    """
    listed: list[str] = []
    told: list[str] = []
    for rule, text in removed:
        if rule in _LISTS:
            listed += _read_list(text)
        elif rule in _TELLINGS:
            told += [name for found in _telling().finditer(text.strip()) for name in _split(found["names"])]
    return ", ".join(dict.fromkeys(listed or told)) or None


@cache
def _post() -> re.Pattern[str]:
    """Whom a byline's names write for: ", Staff writer", "/Staff", " | The Gazette"."""
    return re.compile(rf"(?:[|/–—]|\b(?:{'|'.join(load_rules().byline_posts)})\b).*$", re.DOTALL)


@cache
def _telling() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^\W*|[.!?]\s+)(?:(?:{'|'.join(load_rules().byline_titles)})\. )?(?P<names>{_NAME}(?: and {_NAME})?)"
        r"(?:, [^,.]{3,80},)? (?:is|are|was|has been|currently)\b"
    )


def _read_list(line: str) -> list[str]:
    """The persons whom a byline lists; none where neither "By" nor a given name says that it lists persons."""
    plain = line.strip(" \n—–-")
    bare = _BY.sub("", plain)
    names = _split(_post().sub("", bare))
    is_by = bare != plain
    return names if is_by or any(is_given_name(name.split()[0]) for name in names) else []


def _split(names: str) -> list[str]:
    return [name for part in _BETWEEN.split(names) if (name := part.strip(" .,\n")) and _is_person(name)]


def _is_person(name: str) -> bool:
    """Whether words may be a person's name: "The Gazette", "CNN Politics" and "Bureau Chief" are none."""
    first, *_, last = name.lower().split() * 2
    is_shouted = name.split()[0].isupper() and not is_initial(name.split()[0]) and not is_given_name(first)
    is_plain = first != "the" and not is_shouted and not is_person_noun(last)
    return is_plain and re.fullmatch(_NAME, name) is not None and find_author_agency(name) is None
