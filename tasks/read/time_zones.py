"""Read the names of time zones, some of which mean another time in another country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tasks.lexicon import Lexicon, read_lexicon

# What follows a time of day, or the day itself where the time stands before it: "5:06 PM (IST)", "17:06 IST".
_NAMED = re.compile(r"(?<=[\dmM.])( ?\(?)([A-Z]{3,4})(\)?)(?![\w+-])")
_COUNTED = re.compile(r"(?:UTC|GMT) ?([+-])(\d{1,2})(?::?(\d\d))?$")
_DOUBLED = re.compile(r"(?<=[+-]\d{4}) (?:UTC|GMT)$")


class TimeZones(Lexicon):
    """`data/lexicon/time_zones.toml`."""

    offsets: Mapping[str, str]
    shared: Mapping[str, Mapping[str, str]]


@cache
def load_time_zones() -> TimeZones:
    """Read the zones, once a process."""
    return read_lexicon("time_zones", TimeZones)


def write_offset(text: str, country: str | None) -> str:
    """Write a named zone behind a time as its offset: "17:06 IST" of an Indian outlet becomes "17:06 +0530".

    Args:
        text: A date with its time.
        country: The outlet's country by its ISO 3166-1 alpha-2 code, where known.

    Returns:
        The text; as it is where it names no zone, or one that only North America uses.
    """
    text = _DOUBLED.sub("", text)
    counted = _COUNTED.search(text)
    if counted is not None:
        sign, hours, minutes = counted.groups()
        return f"{text[: counted.start()].rstrip()} {sign}{int(hours):02}{minutes or '00'}"
    if ":" not in text:
        return text
    for named in _NAMED.finditer(text):
        offset = _find_offset(named[2], country)
        if offset is not None:
            return f"{text[: named.start()]} {offset}{text[named.end() :]}"
    return text


def _find_offset(name: str, country: str | None) -> str | None:
    zones = load_time_zones()
    shared = zones.shared.get(name)
    if shared is None:
        return zones.offsets.get(name)
    return shared.get(country or "", shared.get("default"))
