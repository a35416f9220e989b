"""Tell the country of an outlet, which decides whose dollar a bare "$" is, and whose time "IST"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import urlsplit

from pydantic import Field

from tasks.language.known_names import load_countries
from tasks.lexicon import Lexicon, read_lexicon


class OpenSuffixes(Lexicon):
    """Suffixes that look like a country's and are sold to everybody."""

    every: frozenset[str] = Field(alias="list")


class Outlets(Lexicon):
    """`data/lexicon/outlets.toml`: codes of countries by host, by name and by suffix."""

    hosts: Mapping[str, str]
    names: Mapping[str, str]
    open_suffixes: OpenSuffixes
    suffixes: Mapping[str, str]


@cache
def load_outlets() -> Outlets:
    """Read the outlets, once a process."""
    return read_lexicon("outlets", Outlets)


def find_outlet_country(outlet: str | None, url: str | None) -> str | None:
    """Find the country of an article's outlet.

    Args:
        outlet: The outlet's name, or its web address.
        url: The article's address.

    Returns:
        An ISO 3166-1 alpha-2 code, from the known outlets or the suffix of the address (`.com.au`), or None. A suffix
        that is sold to everybody (`.io`) tells nothing.
    """
    known = load_outlets().names
    name = " ".join((outlet or "").lower().removeprefix("the ").split())
    if name in known:
        return known[name]
    for address in (url, outlet):
        host = _find_host(address or "")
        if host is not None:
            return _country_of(host)
    return None


def _find_host(address: str) -> str | None:
    """The host of a web address, with or without a scheme, or None where the text is none."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return None  # an unfinished IPv6 address
    host = parts.netloc.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.").rstrip(".")
    return host if "." in host and " " not in host else None


def _country_of(host: str) -> str | None:
    outlets = load_outlets()
    labels = host.split(".")
    for first in range(len(labels) - 1):
        known = outlets.hosts.get(".".join(labels[first:]))
        if known is not None:
            return known
    suffix = labels[-1]
    if suffix in outlets.open_suffixes.every:
        return None
    code = outlets.suffixes.get(suffix, suffix.upper())
    return code if code in load_countries() else None
