"""Reduce the variants of a page's address to what tells pages apart: tracking, AMP, mobile, print, index."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import SplitResult, quote, unquote, urlsplit

from tasks.lexicon import Lexicon, read_lexicon

_MOST_CHARACTERS = 2000
_CACHED = re.compile(r"/(?:c|v|i)/(?:s/)?(.+)")
_VIEWED = re.compile(r"/amp/(?:s/)?(.+)")
_ARCHIVED = re.compile(r"/web/\d{4,14}(?:[a-z]{2}_)?/(?:https?:/{1,2})?(.+)")
_AMP_FILE = re.compile(r"\.amp(?=$|\.html?$)|(?<=\.html)/amp$|\.print(?=$|\.html?$)")
_SESSION = re.compile(r";jsessionid=[^/?]*", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{5}")
_FEWEST_WORDS = 4
# Kept apart in a path when it is unquoted and quoted again.
_SAFE = "/:@!$&'()*+,;=~-._"


class Addresses(Lexicon):
    """What variants of one address differ in."""

    hosts: frozenset[str]
    tracking: frozenset[str]
    views: frozenset[str]
    indexes: frozenset[str]
    path_views: frozenset[str]
    carriers: frozenset[str]


class AddressWords(Lexicon):
    """`data/lexicon/addresses.toml`."""

    addresses: Addresses


@cache
def load_addresses() -> Addresses:
    """Read what variants differ in, once a process."""
    return read_lexicon("addresses", AddressWords).addresses


def normalise_url(url: str) -> str | None:
    """Reduce the address of a page to what tells pages apart.

    Scheme, fragment, trailing slash, parameters that track, and all that asks for another view of the same page go; an
    address within AMP's caches or the Internet Archive is the one that it shows.

    Returns:
        Host and path, with the rest of the query in order of name; None for what is no full address, and for the front
        page of a site, which many records may name.
    """
    parts = _split(url.strip()[:_MOST_CHARACTERS])
    if parts is None:
        return None
    host = _find_host(parts)
    path = _reduce_path(parts.path)
    kept = sorted(pair for pair in parts.query.split("&") if pair and not _is_view(pair))
    if not path and not kept:
        return None
    where = host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"
    return f"{where}{path}" + (f"?{'&'.join(kept)}" if kept else "")


def find_site(url: str) -> str | None:
    """Give the host of an address, without "www." and its like; None for what is no full address."""
    parts = _split(url.strip()[:_MOST_CHARACTERS])
    return None if parts is None else _find_host(parts)


def name_outlet_by_address(url: str | None) -> str | None:
    """Name the outlet by the site, such as "post.example"; None for sites that carry what others wrote."""
    site = find_site(url) if url else None
    if site is None or "." not in site or site.replace(".", "").isdecimal():
        return None
    carriers = load_addresses().carriers
    is_carrier = site in carriers or any(site.endswith(f".{one}") for one in carriers)
    return None if is_carrier else site


def choose_canonical(stated: str | None, on_page: str | None) -> str | None:
    """Give the address that a page calls its own, where it is this article's; None where that is not sure.

    Args:
        stated: The address that the record has.
        on_page: The one that the page states.

    Returns:
        The page's, where the record has none, or one of the same site, and its last part is also in the record's or
        names one article: a headline, or a long number. Some pages state their section for themselves.
    """
    if not on_page or normalise_url(on_page) is None:
        return None
    last = urlsplit(on_page).path.rstrip("/").rpartition("/")[2]
    if stated is None or normalise_url(stated) is None:
        return on_page if _names_article(last) else None
    own, other = find_site(stated) or "", find_site(on_page) or ""
    is_same_site = own == other or own.endswith(f".{other}") or other.endswith(f".{own}")
    is_shared = bool(last) and last in urlsplit(stated).path.split("/")
    return on_page if is_same_site and (is_shared or _names_article(last)) else None


def _names_article(part: str) -> bool:
    """Whether a part of a path may name one article: a headline, or a long number."""
    return len(re.split("[-_]", part)) >= _FEWEST_WORDS or _LONG_NUMBER.search(part) is not None


def _split(url: str, depth: int = 0) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in ("", "http", "https") or not host:
        return None
    inner = _find_inner(host, parts.path) if depth == 0 else None
    if inner is None:
        return parts
    query = f"?{parts.query}" if parts.query else ""
    return _split(f"https://{inner}{query}", 1) or parts


def _find_inner(host: str, path: str) -> str | None:
    """Give the address within one of AMP's caches, of Google's viewer or of the Internet Archive."""
    found = None
    if host.endswith(".ampproject.org"):
        found = _CACHED.fullmatch(path)
    elif re.fullmatch(r"(?:www\.)?google\.\w{2,3}(?:\.\w{2})?", host):
        found = _VIEWED.fullmatch(path)
    elif host == "web.archive.org":
        found = _ARCHIVED.fullmatch(path)
    return found.group(1) if found else None


def _find_host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    first, _, rest = host.partition(".")
    return rest if first in load_addresses().hosts and "." in rest else host


def _reduce_path(path: str) -> str:
    words = load_addresses()
    path = _SESSION.sub("", path)
    path = quote(unquote(path), safe=_SAFE) if "%" in path else path
    pieces = [piece for piece in path.split("/") if piece]
    if len(pieces) > 1 and pieces[0].casefold() in ("amp", "mobile", "m"):
        del pieces[0]
    while pieces and (pieces[-1].casefold() in words.indexes or (len(pieces) > 1 and _is_path_view(pieces))):
        del pieces[-1]
    reduced = "".join(f"/{piece}" for piece in pieces)
    return _AMP_FILE.sub("", reduced)


def _is_path_view(pieces: list[str]) -> bool:
    """Whether the last part of a path asks for another view: "/print" of an article, not of a section."""
    before = pieces[-2]
    is_article = "-" in before or "_" in before or "." in before or any(map(str.isdigit, before))
    return is_article and pieces[-1].casefold() in load_addresses().path_views


def _is_view(pair: str) -> bool:
    words = load_addresses()
    name, _, value = pair.partition("=")
    name = unquote(name).casefold().removeprefix("amp;")
    if name in words.tracking or any(name.startswith(one) for one in _tracking_starts()):
        return True
    if name in words.views:
        return not (value.isdecimal() and int(value[:6]) > 1)
    return "=" not in pair and name in words.path_views


@cache
def _tracking_starts() -> tuple[str, ...]:
    return tuple(name[:-1] for name in load_addresses().tracking if name.endswith("*"))
