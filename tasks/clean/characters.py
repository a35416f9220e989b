"""Find characters to leave out or to replace: invisible ones, control codes, unusual spaces, bad encodings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tasks.clean.garbled import find_garbled
from tasks.documents import Removal

KIND = "encoding"
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffb"

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ANY = re.compile("[" + INVISIBLE + _SPACES + "\r\v\f\u2028\u2029\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BAD = re.compile(
    "(?P<invisible>[" + INVISIBLE + "]+)|(?P<line_break>\r\n|[\r\v\f\u2028\u2029])|(?P<space>[" + _SPACES + "])"
    "|(?P<windows>[\x80-\x9f])|(?P<control>[\x00-\x08\x0e-\x1f\x7f]+)"
)


def find_bad_characters(text: str) -> list[Removal]:
    """Find the characters to leave out or to replace by plain ones.

    Args:
        text: An article as read.

    Returns:
        Removals of kind `encoding` in text order. Codes 128 to 159 stand for the letters that Windows-1252 has there.
    """
    removals = [replace(found, replacement=_make_plain(found.replacement)) for found in find_garbled(text)]
    garbled = sorted((found.start, found.end) for found in removals)
    at = passed = 0
    # One class of characters is searched for ten times faster than alternatives with names.
    while found := _ANY.search(text, at):
        run = _BAD.match(text, found.start())
        assert run is not None  # _BAD takes every character of _ANY
        at = run.end()
        while passed < len(garbled) and garbled[passed][1] <= run.start():
            passed += 1
        if passed == len(garbled) or run.end() <= garbled[passed][0]:
            removals.append(Removal(run.start(), run.end(), KIND, f"encoding.{run.lastgroup}", _replace(run)))
    return sorted(removals, key=lambda removal: removal.start) if garbled else removals


def find_edges(text: str, bad: Sequence[Removal]) -> list[Removal]:
    """Find the white space before and after a text, with the bad characters in it that stand for nothing more.

    Args:
        text: An article as read.
        bad: Its bad characters.

    Returns:
        At most two removals, in text order.
    """
    start = _find_edge(text, {found.start: found for found in bad}, 1)
    end = max(start, _find_edge(text, {found.end: found for found in bad}, -1))
    spans = [span for span in ((0, start), (end, len(text))) if span[0] < span[1]]
    return [Removal(*span, "wrap", "wrap.edge") for span in spans]


def _find_edge(text: str, bad: Mapping[int, Removal], step: int) -> int:
    """Follow white space inward; where there is none, what is bad stays what it is."""
    outer = at = 0 if step > 0 else len(text)
    has_space = False
    while at != len(text) - outer:
        found = bad.get(at)
        if found is not None and not found.replacement.strip():
            at = found.end if step > 0 else found.start
            has_space = has_space or bool(found.replacement)
        elif found is None and text[at if step > 0 else at - 1].isspace():
            at += step
            has_space = True
        else:
            break
    return at if has_space else outer


def _make_plain(text: str) -> str:
    return _BAD.sub(_replace, text)


def _replace(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "line_break":
            return "\n"
        case "space":
            return " "
        case "windows":
            return bytes([ord(found.group())]).decode("cp1252", "ignore")
        case _:
            return ""
