"""Read what a page states of itself: JSON-LD, OpenGraph and meta tags, the head's links."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from tasks.read.lexicon import load_page_fields

_MOST_JSON_LD_DEPTH = 6
_LONGEST_NAME = 120
# A heading that shares so many words, and this part of its own, with a headline of the markup is the headline.
_MOST_HEADINGS = 20
_LEAST_SAME_WORDS = 3
_LEAST_SHARED = 0.6
_LEAST_TITLE_CHARS = 10
_SEPARATOR = re.compile(r"(?<!\s)\s+(?:[|–—·»:]{1,2}|-)\s+")
_BY = re.compile(r"^\s*by[:\s]\s*", re.I)
_WRAPPING = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*$")
_NEIGHBOURS = re.compile(r"\}\s*\{")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True)
class Facts:
    """What a page's markup states.

    Attributes:
        metas: Lower-cased name or property → content, the first of each.
        articles: JSON-LD objects of an article type, the page's own first.
        others: JSON-LD objects of the page around it, or of what else was published on it.
        types: Types of all its JSON-LD objects.
        tree: The page.
    """

    metas: Mapping[str, str]
    articles: Sequence[Mapping[str, Any]]
    others: Sequence[Mapping[str, Any]]
    types: frozenset[str]
    tree: Any

    @cached_property
    def outlet(self) -> str | None:
        """Name of the site or publisher; its address does not stand in for it."""
        stated = self.metas.get("og:site_name") or _name(self._first("publisher")) or self.metas.get("publisher")
        if not stated or "/" in stated or re.fullmatch(r"(?:[\w-]+\.)+[a-z]{2,}", stated, re.I):
            return None
        return stated[:_LONGEST_NAME]

    @cached_property
    def title(self) -> str | None:
        """Headline, without the outlet's name after it: the one readers see, where the markup states much the same."""
        stated = [text for text in self._marked_titles if text]
        written = _write(self.tree.find(".//title"))
        headings = [text for one in self.tree.iter("h1") if (text := _write(one))]
        agreed = [text for text in stated[1:] if _flatten(text) == _flatten(stated[0])]
        # What the markup states twice holds against a heading that only the page shows.
        shown = _find_stated(_write(self.heading), agreed or [*stated, written])
        if shown and shown == _write(self.heading):
            shown = f"{self._exclamation} {shown}".lstrip()
        title = next(filter(None, (shown, *stated, *headings, written)), None)
        return _cut_outlet(title, self.outlet, next(iter(headings), "")) if title else None

    @cached_property
    def heading(self) -> Any:
        """The `h1` that is the headline, since the markup states much the same, or there is no other; else None."""
        stated = [text for text in (*self._marked_titles, _write(self.tree.find(".//title"))) if text]
        elements = list(islice(self.tree.iter("h1"), _MOST_HEADINGS))
        graded = [(_share_words(_write(one), text), -at) for at, one in enumerate(elements) for text in stated]
        share, at = max(graded, default=(0.0, 0))
        if share >= _LEAST_SHARED:
            return elements[-at]
        return elements[0] if len(elements) == 1 else None

    @property
    def _exclamation(self) -> str:
        """The words of a kicker before the headline that belong to it: a section's name is no exclamation."""
        before = self.heading.getprevious()
        kicker = _write(before) if before is not None and "kicker" in (before.get("class") or "") else ""
        return kicker if kicker.endswith(("!", "?")) and len(kicker) < _LONGEST_NAME else ""

    @property
    def _marked_titles(self) -> tuple[str | None, ...]:
        return _text(self._first("headline")), self.metas.get("og:title"), self.metas.get("twitter:title")

    @cached_property
    def author(self) -> str | None:
        """Names of the authors, joined by ", "; profile addresses are no names."""
        stated = self._first("author") or self._first("creator")
        names = [_name(one) for one in (stated if isinstance(stated, list) else [stated])]
        if not any(names):
            wanted = load_page_fields().author.meta
            names = [next((self.metas[name] for name in wanted if _is_name(self.metas.get(name))), None)]
        kept = [_BY.sub("", name).strip() for name in names if name and _is_name(name)]
        return ", ".join(dict.fromkeys(kept)) or None

    @cached_property
    def section(self) -> str | None:
        """Section that the article stood in."""
        named = (self.metas.get(name) for name in load_page_fields().section.meta)
        return _text(self._first("articleSection")) or next(filter(None, named), None)

    @property
    def own_types(self) -> frozenset[str]:
        """Types of the article itself."""
        return frozenset(name for one in self.articles for name in get_types(one))

    @cached_property
    def url(self) -> str | None:
        """Canonical address, made absolute where the page says of which site it is; else where it was fetched from."""
        links = [link.get("href") for link in self.tree.iter("link") if "canonical" in (link.get("rel") or "").split()]
        links += [link.get("href") for link in self.tree.iterfind(".//a[@rel='calibre-downloaded-from']")]
        main = self._first("mainEntityOfPage")
        base = self.metas.get("og:url") or _text(main.get("@id") if isinstance(main, dict) else main)
        base = base or _text(self._first("url"))
        for href in (*links, base):
            if href and (url := urljoin(base or "", href.strip())).startswith(("http://", "https://")):
                return url if urlsplit(url).path.strip("/") or urlsplit(url).query else None
        return None

    @cached_property
    def language(self) -> str | None:
        """Language code that the page states."""
        root = self.tree.getroottree().getroot()
        stated = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        stated = stated or _text(self._first("inLanguage")) or self.metas.get("og:locale")
        stated = stated or self.metas.get("content-language")
        return stated.strip() if stated and re.match(r"\s*[A-Za-z]{2,3}(?:[-_]|\s*$)", stated) else None

    @property
    def summaries(self) -> tuple[str, ...]:
        """What the page says the article is about."""
        stated = [self.metas.get(name) for name in ("og:description", "description", "twitter:description")]
        stated += [_text(self._first(name)) for name in ("description", "alternativeHeadline")]
        return tuple(text for text in stated if text)

    @property
    def body(self) -> str | None:
        """The article's text as JSON-LD gives it."""
        return _text(self._first("articleBody"), keep_lines=True)

    @property
    def body_classes(self) -> frozenset[str]:
        """Classes of what readers pay for, as JSON-LD's `hasPart` names them: the article's own text."""
        stated = self._first("hasPart")
        parts = [part for part in (stated if isinstance(stated, list) else [stated]) if isinstance(part, dict)]
        selectors = " ".join(_text(part.get("cssSelector")) or "" for part in parts)
        return frozenset(re.findall(r"\.([\w-]+)", selectors))

    @property
    def is_free(self) -> bool:
        """Whether nothing says that readers have to pay."""
        stated = next((one["isAccessibleForFree"] for one in self.articles if "isAccessibleForFree" in one), None)
        tier = self.metas.get("article:content_tier", "free")
        return str(stated).casefold() not in ("false", "no") and tier != "locked"

    def _first(self, name: str) -> Any:
        return next((article[name] for article in self.articles if article.get(name)), None)


def find_facts(tree: Any) -> Facts:
    """Read a page's own statements; what is broken or missing is left out."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if meta.get(attribute) and content:
                metas.setdefault(meta.get(attribute).strip().casefold(), html.unescape(content))
    objects = [entry for script in tree.iter("script") if is_json_ld(script) for entry in read_json_ld(script.text)]
    wanted = load_page_fields().json_ld.article
    articles = [entry for entry in objects if wanted & set(get_types(entry))]
    headline = _flatten(metas.get("og:title") or "")
    articles.sort(key=lambda entry: not headline or _flatten(_text(entry.get("headline")) or "") not in headline)
    # A second article is another one, unless it only adds to what the first says.
    own = [entry for entry in articles if _text(entry.get("headline")) in (None, _text(articles[0].get("headline")))]
    around = load_page_fields().published.json_ld_types
    others = [entry for entry in objects if around & set(get_types(entry))]
    return Facts(metas, own, others, frozenset(name for entry in objects for name in get_types(entry)), tree)


def is_json_ld(script: Any) -> bool:
    """Whether a script element holds JSON-LD."""
    return "ld+json" in (script.get("type") or "") and bool(script.text)


def read_json_ld(script: str) -> Iterator[dict[str, Any]]:
    """Give the objects of a JSON-LD script from the outside in; small faults of writing are passed over."""
    bare = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")
    joined = _NEIGHBOURS.sub("},{", bare)
    for attempt in (bare, _TRAILING_COMMA.sub(r"\1", bare), f"[{joined}]"):
        try:
            value = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk_objects(value, 0)
        return


def get_types(entry: Mapping[str, Any]) -> list[str]:
    """Give the types of a JSON-LD object, without the vocabulary's address."""
    stated = entry.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return [name.rsplit("/", 1)[-1] for name in names if isinstance(name, str)]


def _walk_objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Give the objects of a graph; related articles hang deeper than the page's own."""
    if depth > _MOST_JSON_LD_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _walk_objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _walk_objects(value.get(name), depth + 1)


def _text(value: Any, keep_lines: bool = False) -> str | None:
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), None)
    if not isinstance(value, str):
        return None
    text = html.unescape(value)
    return (text.strip() if keep_lines else " ".join(text.split())) or None


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = next(iter(value), None)
    return _text(value.get("name") if isinstance(value, dict) else value)


def _is_name(text: str | None) -> bool:
    return bool(text) and len(text or "") <= _LONGEST_NAME and not re.search(r"https?:|www\.|@|^/", text or "")


def _flatten(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _write(element: Any) -> str:
    return "" if element is None else " ".join(element.text_content().split())


def _find_stated(heading: str, stated: Sequence[str]) -> str | None:
    """Give a heading that the markup states too, with an outlet or a label beside it; without a label of its own."""
    flat = _flatten(heading)
    others = [(other, text) for text in stated if len(other := _flatten(text)) >= _LEAST_TITLE_CHARS]
    if len(flat) < _LEAST_TITLE_CHARS:
        return None
    labelled = next((text for other, text in others if flat != other and flat.endswith(other)), None)
    is_stated = any(other.startswith(flat) or other.endswith(flat) for other, _ in others)
    return labelled or (heading if is_stated else None)


def _share_words(heading: str, stated: str) -> float:
    """Say what share of a heading's words a headline has; the whole where they are the same but for marks."""
    if _flatten(heading) == _flatten(stated):
        return 2.0
    words, others = (set(re.findall(r"\w+", text.casefold())) for text in (heading, stated))
    both = len(words & others)
    return both / len(words) if both >= _LEAST_SAME_WORDS else 0.0


def _cut_outlet(title: str, outlet: str | None, heading: str) -> str:
    pieces = _SEPARATOR.split(title)
    known = _flatten(outlet or "")
    if len(pieces) > 1 and known and _flatten(pieces[0]) == known and len(pieces) == 2:
        return pieces[1]
    flat, ends_in_outlet = _flatten(heading), bool(known) and _flatten(pieces[-1]) == known
    n_same, opens_heading = 0, True  # how much of the heading the pieces so far are
    for number, (piece, found) in enumerate(zip(pieces, _SEPARATOR.finditer(title), strict=False), 1):
        part = _flatten(piece)
        opens_heading = opens_heading and flat.startswith(part, n_same)
        n_same += len(part)
        is_heading = opens_heading and n_same == len(flat)
        if is_heading or (ends_in_outlet and (opens_heading or number == len(pieces) - 1)):
            return title[: found.start()].strip()
    return title
