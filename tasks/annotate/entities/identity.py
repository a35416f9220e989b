"""Which entity a name means, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass

from tasks.annotate.spans import Mention
from tasks.language.body import Chars
from tasks.language.places import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """An entity, as the columns of `entities` of these names have it; all but the rule null where none is told."""

    key: str | None = None
    name: str | None = None
    link: str | None = None
    country: str | None = None
    rule: str


def not_told(rule: str) -> Identity:
    """Name the rule that saw that several may be meant, or nobody known."""
    return Identity(rule=rule)


def as_listed(entry: Entry, link: str, rule: str) -> Identity:
    """Take an entity as the lexicons have it."""
    return Identity(key=entry.key, name=entry.name, link=link, country=entry.country, rule=rule)


def make_mention(chars: Chars, label: str, identity: Identity) -> Mention:
    """List an entity where it is mentioned."""
    return Mention(
        start=chars[0],
        end=chars[1],
        label=label,
        name=identity.name,
        entity_key=identity.key,
        link=identity.link,
        country=identity.country,
        rule=identity.rule,
    )
