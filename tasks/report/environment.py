"""Render templates: every value escaped, links to pages and addresses made in one place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from tasks.report.wording import (
    describe_correction,
    describe_figure,
    describe_range,
    describe_speaker,
    describe_time,
    write_number,
)

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
_SPACE = re.compile(r"\s+")
# Keys that mean the same wherever they stand; a group, an office or unnamed officials may be others elsewhere.
_PAGED_KINDS = ("person", "org", "place", "facility", "account", "work", "law", "event", "product")


def render(template: str, **values: object) -> str:
    """Render a page.

    Args:
        template: Its file in `templates`.
        values: What it shows; `root` is the way from its folder to the report's.
    """
    return _make_environment().get_template(template).render(**values)


def name_article_page(article_id: str) -> str:
    """Give the path of an article's page within the report; folders are sharded, so that none holds thousands."""
    return f"articles/{article_id[:2]}/{article_id}.html"


def name_story_page(group_id: str) -> str:
    """Give the path of a story's page within the report."""
    return f"stories/{group_id[:2]}/{group_id}.html"


def name_person_page(key: str) -> str:
    """Give the path of the page of a person or body; keys hold what no file name should, so it has a hash."""
    digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"people/{digest[:2]}/{digest}.html"


def has_page(key: str | None) -> bool:
    """Say whether who has a key has a page, once quoted: not a group, an office, or a name of one article alone."""
    return key is not None and "@" not in key and key.partition(":")[0] in _PAGED_KINDS


def link_person(name: str | None, key: str | None, root: str, other: str = "not known") -> Markup:
    """Write a name, with a link to its page where there is one; it is called for every row, and a macro is slow."""
    if key is None or not has_page(key):
        return Markup(f"<bdi>{escape(name or other)}</bdi>")  # noqa: S704 - escaped
    return Markup(f'<a href="{root}{name_person_page(key)}"><bdi>{escape(name or key)}</bdi></a>')  # noqa: S704 - escaped


def write_confidence(confidence: float | None) -> Markup:
    """Write how sure a row is."""
    return Markup("" if confidence is None else f'<i class="sure">{confidence:.2f}</i>')  # noqa: S704 - a number


def check_address(address: str | None) -> str | None:
    """Give an address back that a reader may follow, one of the web; of any other nothing."""
    if address is None or " " in address or not address.isprintable():  # no other space is printable
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


class _Environment(Environment):
    """Finds the values of rows by their names at once, where Jinja looks for an attribute first."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give what `obj.attribute` stands for in a template."""
        if type(obj) is dict and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)


@cache
def _make_environment() -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., str | None]] = {
        "day": lambda value: "not known" if value is None else f"{value:%Y-%m-%d}",
        "time": describe_time,
        "number": lambda value: "" if value is None else f"{value:,}",
        "quantity": write_number,
        "span": describe_range,
        "speaker": describe_speaker,
        "correction": describe_correction,
        "figure": describe_figure,
        "line": lambda value: _SPACE.sub(" ", value),
        "web": check_address,
        "article_page": name_article_page,
        "story_page": name_story_page,
        "person_page": name_person_page,
    }
    environment.filters.update(filters)
    environment.globals |= {"person": link_person, "sure": write_confidence}
    environment.tests["paged"] = has_page
    return environment
