"""The news agency that an article credits: in a source line, a dateline, or a mark at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from tasks.lexicon import Lexicon, read_lexicon

HEAD_LINES = 4
TAIL_LINES = 8

# "(Reuters) -", "WASHINGTON (AP) —", "SEOUL, Oct. 24 (Yonhap) --", "BEIRUT | (AFP)". At most a place and a date before.
_DATELINE = re.compile(r"^(?:[A-Z][^()\n]{0,60}?[\s,|]+)?\((?P<code>[^()\n]{2,30})\)\s*(?:[-–—]|&mdash;|\s[A-Z])")
_SOURCE_LINE = re.compile(
    r"^\W{0,3}(?:(?:news )?source|sources|credit|via|with (?:agency )?inputs? from"
    r"|with (?:files|material|information) from)"
    r"\s*[:：–-]?\s*(?P<name>\S.{1,80})$",
    re.IGNORECASE,
)
_END_MARK = re.compile(r"^(?:[-–—]{1,2}\s?(?P<dash>[\w ]{2,30})|\((?P<bracket>[\w ]{2,30})\)|(?P<bare>[A-Z]{2,6}))\.?$")
_END_MARK_IN_LINE = re.compile(
    r"[.!?\"'”’]\s+[-–—]{1,2}\s?(?P<dash>[\w ]{2,30})\.?$|[.!?\"'”’]\s*\((?P<bracket>[A-Za-z]{2,10})\)$"
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\W*(?:copyright\W*)?(?:\d{4})?\W*(?:by )?"
    r"(?P<name>[A-Z][\w/ -]{1,40}?)(?:[.,]|\s+all rights|$)",
    re.IGNORECASE,
)
_AGENCY_LIKE = re.compile(r"^(?:the )?(?:[A-Z][\w-]+ ){1,4}(?:News|Press|Information) (?:Agency|Service)$")


class Agency(Lexicon):
    """A news agency and how articles credit it."""

    name: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()


class Agencies(Lexicon):
    """`data/lexicon/agencies.toml`."""

    agency: tuple[Agency, ...]


@cache
def _canonical_names() -> tuple[dict[str, str], dict[str, str]]:
    """Give canonical names by credited name (lower case) and by code (as written)."""
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for agency in read_lexicon("agencies", Agencies).agency:
        names |= dict.fromkeys(map(str.lower, agency.names), agency.name)
        codes |= dict.fromkeys(agency.codes, agency.name)
    return names, codes


def _canonical(credit: str) -> str | None:
    names, codes = _canonical_names()
    bare = credit.strip(" .;,)(")
    return codes.get(bare) or names.get(bare.lower()) or names.get(re.sub(r"^the ", "", bare.lower()))


def find_source_agency(lines: Sequence[str]) -> str | None:
    """Find the agency that an article is credited to.

    Args:
        lines: The article's lines that hold text, wraps mended, boilerplate still there.

    Returns:
        Its canonical name, or None where none is credited. An agency that only contributed is not credited, and an
        agency quoted in the text is not either.
    """
    for line in lines[:HEAD_LINES]:
        dateline = _DATELINE.match(line)
        if dateline and (name := _canonical(dateline["code"])):
            return name
    for line in [*lines[:HEAD_LINES], *lines[max(HEAD_LINES, len(lines) - TAIL_LINES) :]]:
        if len(line) <= 120 and (found := _SOURCE_LINE.match(line)):
            credit = re.split(r"[/|;(]| and |, ", found["name"])[0].strip(" .")
            name = _canonical(credit)
            if name or _AGENCY_LIKE.match(credit):
                return name or credit
    for line in reversed(lines[-TAIL_LINES:]):
        if (end := _END_MARK.match(line) or _END_MARK_IN_LINE.search(line)) and (
            name := _canonical(next(group for group in end.groups() if group))
        ):
            return name
        if len(line) <= 300 and (owner := _COPYRIGHT.search(line)) and (name := _canonical(owner["name"])):
            return name
    return None


def find_author_agency(author: str | None) -> str | None:
    """Give the agency among an article's authors: "Reuters", "Ann Roe | AFP", "By The Associated Press"."""
    for part in re.split(r"[,|/;&]| and ", author or ""):
        name = re.sub(r"^by | (?:staff|news|writers?|correspondent)$", "", " ".join(part.split()), flags=re.IGNORECASE)
        if name and (found := _canonical(name)):
            return found
    return None
