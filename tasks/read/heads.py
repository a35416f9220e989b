"""The beginning of a file, looked at in the ways in which formats are told by it."""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from functools import cached_property
from posixpath import splitext
from typing import Literal

from tasks.read.decoding import UTF16_MARKS
from tasks.read.fields import FieldMap
from tasks.read.packing import PACKING_BY_SUFFIX

# A bracket on a line of its own; a first line that is no JSON, being cut by the head's end or bad; one value of JSON
# on the only line, or a list; a value on the first line of several.
JsonOpening = Literal["bracket", "line cut", "value", "list", "lines"]

_JSON_START = re.compile(r'[\[{]\s*(?:["{\[\]}]|\Z)')
_XML_ROOT = re.compile(
    # Possessive all through: what ends a comment or an instruction may not be tried as part of it, or a few dozen of
    # them without a root take for ever.
    r"\s*+(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[[^\]]*+\])?>)\s*+)*+"
    r"<(?:[A-Za-z_][\w.\-]*+:)?([A-Za-z_][\w.\-]*+)",
    re.DOTALL | re.IGNORECASE,
)
_SUFFIX = re.compile(r"\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,8}")


@dataclass(frozen=True)
class Head:
    """The beginning of a file, and what it is called.

    Attributes:
        raw: Its first bytes, some ten thousand, unpacked.
        suffix: As `find_suffix` gives it.
        names: Names of fields, by which the header of a CSV file is known.
    """

    raw: bytes
    suffix: str
    names: FieldMap

    @cached_property
    def start(self) -> str:
        """Its text, decoded for looking at its ASCII part only."""
        if self.raw.startswith(UTF16_MARKS):
            return self.raw.decode("utf-16", "replace")
        return self.raw.removeprefix(codecs.BOM_UTF8).decode("latin-1")

    @cached_property
    def stripped(self) -> str:
        """Its text without the white space that it opens with."""
        return self.start.lstrip()

    @cached_property
    def root(self) -> str | None:
        """The name of the root element of XML or HTML, in small letters."""
        found = _XML_ROOT.match(self.start)
        return found.group(1).casefold() if found else None

    @cached_property
    def json_opening(self) -> JsonOpening | None:
        """How it opens where it opens as JSON does."""
        if not _JSON_START.match(self.stripped):
            return None
        first, _, rest = self.stripped.partition("\n")
        try:
            value = json.loads(first)
        except (ValueError, RecursionError):
            return "line cut" if len(first.strip()) > 1 else "bracket"
        if rest.strip():
            return "lines"
        return "list" if isinstance(value, list) else "value"


def find_suffix(name: str) -> str:
    """Give a file name's suffix in small letters, the one before `.gz` and its like; empty where it has none."""
    # A folder's files are many, and a path object for each costs more than a look at its beginning.
    stem, suffix = splitext(name)
    if suffix.lower() in PACKING_BY_SUFFIX:
        suffix = splitext(stem)[1]
    return suffix.lower() if _SUFFIX.fullmatch(suffix) else ""
