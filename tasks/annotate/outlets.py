"""Tell the country of an outlet, which decides whose dollar a bare "$" is."""

from __future__ import annotations

from urllib.parse import urlsplit

from tasks.lexicon import load_lexicon


def find_outlet_country(outlet: str | None, url: str | None) -> str | None:
    """Find the country of an article's outlet.

    Args:
        outlet: The outlet's name, or its web address.
        url: The article's address.

    Returns:
        An ISO 3166-1 alpha-2 code, from the known outlets or the suffix of the address (`.com.au`), or None. A suffix
        that is sold to everybody (`.io`) tells nothing.
    """
    lexicon = load_lexicon("outlets")
    name = " ".join((outlet or "").lower().removeprefix("the ").split())
    if name in lexicon["names"]:
        country: str = lexicon["names"][name]
        return country
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
    lexicon = load_lexicon("outlets")
    labels = host.split(".")
    for first in range(len(labels) - 1):
        known: str | None = lexicon["hosts"].get(".".join(labels[first:]))
        if known is not None:
            return known
    suffix = labels[-1]
    if suffix in lexicon["open_suffixes"]["list"]:
        return None
    code: str = lexicon["suffixes"].get(suffix, suffix.upper())
    return code if code in load_lexicon("countries") else None
