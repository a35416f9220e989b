"""An index of all entities of a release: who is mentioned, who speaks, who claims."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

import pyarrow as pa

from expectations.entity_tables import ENTITY_INDEX
from expectations.schema import make_arrow_schema
from tasks.link.names import PERSON
from tasks.link.partition import Frame, read_columns, zip_pieces

INDEXED_MENTIONS = ("article_id", "label", "name", "entity_key", "country")
INDEXED_QUOTES = ("article_id", "speaker_key", "speaker_name", "speaker_kind", "speaker_role")
INDEXED_CLAIMS = ("article_id", "claimant_key", "claimant_name", "claimant_kind")
MOST_ALIASES, MOST_ROLES = 20, 20
ROWS_AT_ONCE = 10_000  # that are written at a time: as Python has them they take ten times the room
# Kinds of keys that are an article's words for somebody, not a name.
WORDS = frozenset({"anonymous", "group", "body", "role"})
LABEL_OF_KIND = {"person": "person", "organization": "organization", "government": "organization"}
Key = TypeVar("Key")
# Left in a name by the text around it: "Donald] Trump".
_ODD = re.compile(r"[][(){}<>\"“”|/\\*_]|\s-|-\s|&$")


def index_entities(articles: Frame, entities: Frame, quotes: Frame, claims: Frame, entity_keys: pa.Table) -> pa.Table:
    """List the entities of a release, with the keys of the release.

    Args:
        articles: At least article_id, outlet and published_at.
        entities: At least `INDEXED_MENTIONS`; keys are the release's, as in the other tables.
        quotes: At least `INDEXED_QUOTES`.
        claims: At least `INDEXED_CLAIMS`.
        entity_keys: What `link_entities` gave; an article's own keys are aliases.

    Returns:
        Rows of `entity_index`, by key: one for each that stands in a table.
    """
    found = _Found(articles)
    asked = ((entities, INDEXED_MENTIONS), (quotes, INDEXED_QUOTES), (claims, INDEXED_CLAIMS))
    for pieces in zip_pieces(*asked):
        found.add(*pieces)
    own_keys = Counter(zip(*(entity_keys[name].to_pylist() for name in ("entity_key", "article_key")), strict=True))
    schema = make_arrow_schema(ENTITY_INDEX)
    rows = found.list_rows(_rank(own_keys))
    blocks = iter(lambda: list(islice(rows, ROWS_AT_ONCE)), [])
    return pa.concat_tables([schema.empty_table(), *(pa.Table.from_pylist(block, schema=schema) for block in blocks)])


Values = Counter[tuple[str, str]]  # by key and what articles say of it, how many do


class _Found:
    """What the rows of a release tell of its keys; all rows of an article come together."""

    def __init__(self, articles: Frame) -> None:
        columns = read_columns(articles, ("article_id", "outlet", "published_at"))
        self._told = {each[0]: each[1:] for each in zip(*columns.values(), strict=True)}
        self._n_rows: dict[str, Counter[str]] = {"mentions": Counter(), "quotes": Counter(), "claims": Counter()}
        self._n_articles: Counter[str] = Counter()
        self._outlets: set[tuple[str, str]] = set()
        self._times: dict[str, tuple[datetime, datetime]] = {}
        self._mentioned: dict[str, Values] = {"name": Counter(), "label": Counter(), "country": Counter()}
        self._spoken: dict[str, Values] = {"name": Counter(), "label": Counter(), "role": Counter()}
        self._role_times: dict[tuple[str, str], tuple[datetime, datetime]] = {}

    def add(self, mentions: pa.Table, said: pa.Table, claimed: pa.Table) -> None:
        """Add the rows of some articles."""
        named, spoken = _Once(), _Once()
        for article_id, label, name, key, country in _list(mentions, INDEXED_MENTIONS):
            if key is not None:
                self._n_rows["mentions"][key] += 1
                named.note(article_id, key, name=name, label=label, country=country)
        for article_id, key, name, kind, role in _list(said, INDEXED_QUOTES):
            if key is not None:
                self._n_rows["quotes"][key] += 1
                spoken.note(article_id, key, name=name, label=LABEL_OF_KIND.get(kind), role=role)
        for article_id, key, name, kind in _list(claimed, INDEXED_CLAIMS):
            if key is not None:
                self._n_rows["claims"][key] += 1
                spoken.note(article_id, key, name=name, label=LABEL_OF_KIND.get(kind))
        for values, once in ((self._mentioned, named), (self._spoken, spoken)):
            for kind, known in once.known.items():
                values[kind].update((key, value) for _, key, value in known)
        for article_id, key in named.present | spoken.present:
            outlet, time = self._told.get(article_id, (None, None))
            self._n_articles[key] += 1
            if outlet is not None:
                self._outlets.add((key, outlet))
            _widen(self._times, key, time)
        for article_id, key, role in spoken.known["role"]:
            _widen(self._role_times, (key, role), self._told.get(article_id, (None, None))[1])

    def list_rows(self, own_keys: Mapping[str, Sequence[str]]) -> Iterator[dict[str, Any]]:
        """List the rows of the index, by key; the keys that articles have for each are aliases."""
        named, labelled, countries = (_rank(self._mentioned[kind]) for kind in ("name", "label", "country"))
        said, kinds, roles = (_rank(self._spoken[kind], by_length=kind != "role") for kind in ("name", "label", "role"))
        n_outlets = Counter(key for key, _ in self._outlets)
        for key in sorted(self._n_articles):
            is_mentioned = key in self._n_rows["mentions"]
            # A name comes from mentions; of one who is nowhere mentioned, from what was said and claimed.
            names, labels = (named, labelled) if is_mentioned else (said, kinds)
            ordered, within = _put_best_first(key, names[key]), countries.get(key, ())
            first_seen, last_seen = self._times.get(key, (None, None))
            yield {
                "entity_key": key,
                "n_articles": self._n_articles[key],
                "n_outlets": n_outlets[key],
                "first_seen": first_seen,
                "last_seen": last_seen,
                "scope": _tell_scope(key, is_mentioned),
                "name": ordered[0],
                "label": next(iter(labels.get(key, ())), None),
                "aliases": [*ordered[1:], *own_keys.get(key, ())][:MOST_ALIASES],
                "roles": [self._tell_role(key, role) for role in roles.get(key, ())[:MOST_ROLES]],
                "country": within[0] if len(within) == 1 else None,
            } | {f"n_{kind}": counts[key] for kind, counts in self._n_rows.items()}

    def _tell_role(self, key: str, role: str) -> dict[str, Any]:
        first_seen, last_seen = self._role_times.get((key, role), (None, None))
        n_articles = self._spoken["role"][key, role]
        return {"role": role, "first_seen": first_seen, "last_seen": last_seen, "n_articles": n_articles}


class _Once:
    """What articles say of their keys, each once."""

    def __init__(self) -> None:
        self.present: set[tuple[str, str]] = set()
        self.known: dict[str, set[tuple[str, str, str]]] = defaultdict(set)

    def note(self, article_id: str, key: str, **values: str | None) -> None:
        """Note what a row says."""
        self.present.add((article_id, key))
        for kind, value in values.items():
            if value is not None:
                self.known[kind].add((article_id, key, value))


def _widen(times: dict[Key, tuple[datetime, datetime]], key: Key, time: datetime | None) -> None:
    """Let a span of time reach to a time."""
    if time is not None:
        first, last = times.get(key, (time, time))
        times[key] = min(first, time), max(last, time)


def _tell_scope(key: str, is_mentioned: bool) -> str:
    """How far a key goes."""
    if "@" in key:
        return "article"
    return "words" if key.partition(":")[0] in WORDS and not is_mentioned else "release"


def _list(rows: pa.Table, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*read_columns(rows, names).values(), strict=True)


def _rank(counts: Values, by_length: bool = True) -> dict[str, list[str]]:
    """Values by key: those of most articles first, of equals the longest, then by the alphabet."""
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for (key, value), n in counts.items():
        found[key].append((-n, -len(value) if by_length else 0, value))
    return {key: [value for _, _, value in sorted(values)] for key, values in found.items()}


def _put_best_first(key: str, names: list[str]) -> list[str]:
    """Put whole names first: those with marks of the text last, of a person a surname alone behind full names."""
    is_person = key.startswith(PERSON)
    return sorted(names, key=lambda name: (_ODD.search(name) is not None, is_person and " " not in name))
