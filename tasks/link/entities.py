"""Who is who over a release: the key that each article's key becomes, and an index of all entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa

from expectations.entity_tables import ENTITY_INDEX, ENTITY_KEYS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.partition import Frame, read_columns
from tasks.link.people import PERSON, Seen, unite_people

MENTION_COLUMNS = ("article_id", "label", "name", "entity_key", "link", "country")
MOST_ALIASES, MOST_ROLES = 20, 20


def link_entities(articles: Frame, entities: Frame) -> pa.Table:
    """Find which key of the release each article's key is.

    Args:
        articles: At least article_id and published_at.
        entities: Mentions, at least `MENTION_COLUMNS`, with the keys that each article alone gives them.

    Returns:
        Rows of `entity_keys`, by article and key; a key that is not there stays as it is.

    Source:
        docs/decisions/017-one-key.md
    """
    published = read_columns(articles, ("article_id", "published_at"))
    days = dict(zip(published["article_id"], published["published_at"], strict=True))
    columns = read_columns(entities, ("article_id", "entity_key", "link", "country"))
    places: set[tuple[str, str]] = set()
    countries: dict[str, set[str]] = defaultdict(set)
    for article_id, key, link, country in zip(*columns.values(), strict=True):
        if country is not None:
            countries[article_id].add(country)
        if key is not None and key.startswith(PERSON) and link != "pronoun":
            places.add((key, article_id))
    seen: dict[str, list[Seen]] = defaultdict(list)
    for key, article_id in sorted(places):
        seen[key].append(Seen(article_id, days.get(article_id), frozenset(countries[article_id])))
    rows = [
        {
            "entity_key_id": hash_id("entity_keys", found.article_id, found.article_key),
            "article_id": found.article_id,
            "article_key": found.article_key,
            "entity_key": found.entity_key,
            "how": found.how,
            "evidence": found.evidence or None,
        }
        for found in unite_people(seen)
    ]
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(ENTITY_KEYS))


def index_entities(articles: Frame, entities: Frame, quotes: Frame, claims: Frame, entity_keys: pa.Table) -> pa.Table:
    """List the entities of a release, with the keys of the release.

    Args:
        articles: At least article_id, outlet and published_at.
        entities: At least `MENTION_COLUMNS`; keys are the release's, as in the other tables.
        quotes: At least article_id, speaker_key and speaker_role.
        claims: At least claimant_key.
        entity_keys: What `link_entities` gave; an article's own keys are aliases.

    Returns:
        Rows of `entity_index`, by key.
    """
    mentions = _frame(entities, MENTION_COLUMNS).dropna(subset=["entity_key"])
    mentions = mentions.merge(_frame(articles, ("article_id", "outlet", "published_at")), on="article_id", how="left")
    said = _frame(quotes, ("article_id", "speaker_key", "speaker_role")).rename(columns={"speaker_key": "entity_key"})
    counts = mentions.groupby("entity_key").agg(
        n_articles=("article_id", "nunique"),
        n_outlets=("outlet", "nunique"),
        n_mentions=("article_id", "size"),
        first_seen=("published_at", "min"),
        last_seen=("published_at", "max"),
    )
    names, countries = _rank(mentions, "name"), _rank(mentions, "country")
    own_keys, labels = _rank(_frame(entity_keys, ENTITY_KEYS.column_names), "article_key"), _rank(mentions, "label")
    n_quotes, n_claims = Counter(said["entity_key"]), Counter(_frame(claims, ("claimant_key",))["claimant_key"])
    roles = _list_roles(said, articles)
    rows = []
    for row in _list_rows(counts.reset_index()):
        key = row["entity_key"]
        ordered, found = _put_full_first(key, names[key]), countries.get(key, [])
        row |= {
            "name": ordered[0],
            "label": labels[key][0],
            "aliases": [*ordered[1:], *own_keys.get(key, ())][:MOST_ALIASES],
            "roles": roles.get(key, []),
            "country": found[0] if len(found) == 1 else None,
            "n_quotes": n_quotes[key],
            "n_claims": n_claims[key],
        }
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(ENTITY_INDEX))


def _frame(rows: Frame, names: Iterable[str]) -> pd.DataFrame:
    names = list(names)
    return rows[names] if isinstance(rows, pd.DataFrame) else rows.select(names).to_pandas()


def _rank(rows: pd.DataFrame, column: str) -> dict[str, list[str]]:
    """Values of a column by key: those of most articles first, of equals the longest, then by the alphabet."""
    counted = rows.dropna(subset=[column]).astype({column: str})
    counted = counted.groupby(["entity_key", column])["article_id"].nunique().reset_index(name="n")
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in _list_rows(counted):
        found[row["entity_key"]].append((-row["n"], -len(row[column]), row[column]))
    return {key: [value for _, _, value in sorted(values)] for key, values in found.items()}


def _put_full_first(key: str, names: list[str]) -> list[str]:
    """Put a person's full names before a surname that more articles use alone."""
    return sorted(names, key=lambda name: " " not in name) if key.startswith(PERSON) else names


def _list_roles(said: pd.DataFrame, articles: Frame) -> dict[str, list[dict[str, Any]]]:
    given = said.dropna(subset=["entity_key", "speaker_role"])
    given = given.merge(_frame(articles, ("article_id", "published_at")), on="article_id", how="left")
    if given.empty:
        return {}
    seen = given.groupby(["entity_key", "speaker_role"]).agg(
        first_seen=("published_at", "min"), last_seen=("published_at", "max"), n_articles=("article_id", "nunique")
    )
    ordered = seen.reset_index().sort_values(
        ["entity_key", "n_articles", "speaker_role"], ascending=[True, False, True]
    )
    ordered = ordered.rename(columns={"speaker_role": "role"})
    roles: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _list_rows(ordered):
        roles[row.pop("entity_key")].append(row)
    return {key: found[:MOST_ROLES] for key, found in roles.items()}


def _list_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as mappings, unknown values as None."""
    columns = {name: [_plain(value) for value in frame[name].tolist()] for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(value: Any) -> Any:
    return None if isinstance(value, float | type(pd.NaT)) and value != value else value
