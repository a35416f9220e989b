"""An index of all entities of a release: who is mentioned, who speaks, who claims."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import pandas as pd
import pyarrow as pa

from expectations.entity_tables import ENTITY_INDEX, ENTITY_KEYS
from expectations.schema import make_arrow_schema
from tasks.link.names import PERSON
from tasks.link.partition import Frame, as_arrow

INDEXED_MENTIONS = ("article_id", "label", "name", "entity_key", "country")
INDEXED_QUOTES = ("article_id", "speaker_key", "speaker_name", "speaker_kind", "speaker_role")
INDEXED_CLAIMS = ("article_id", "claimant_key", "claimant_name", "claimant_kind")
MOST_ALIASES, MOST_ROLES = 20, 20
# Kinds of keys that are an article's words for somebody, not a name.
WORDS = frozenset({"anonymous", "group", "body", "role"})
LABEL_OF_KIND = {"person": "person", "organization": "organization", "government": "organization"}
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
    mentions = _frame(entities, INDEXED_MENTIONS).dropna(subset=["entity_key"])
    said, claimed = (
        _frame(rows, names).rename(columns={names[1]: "entity_key", names[2]: "name", names[3]: "kind"})
        for rows, names in ((quotes, INDEXED_QUOTES), (claims, INDEXED_CLAIMS))
    )
    spoken = pd.concat([said, claimed], ignore_index=True).dropna(subset=["entity_key"])
    spoken["label"] = spoken["kind"].astype(str).map(LABEL_OF_KIND)
    known = frozenset(mentions["entity_key"])
    # A name comes from mentions; of one who is nowhere mentioned, from what was said and claimed.
    named = pd.concat([mentions, spoken[~spoken["entity_key"].isin(known)]], ignore_index=True)
    present = pd.concat([rows[["article_id", "entity_key"]] for rows in (mentions, spoken)]).drop_duplicates()
    present = present.merge(_frame(articles, ("article_id", "outlet", "published_at")), on="article_id", how="left")
    counts = present.groupby("entity_key").agg(
        n_articles=("article_id", "nunique"),
        n_outlets=("outlet", "nunique"),
        first_seen=("published_at", "min"),
        last_seen=("published_at", "max"),
    )
    names, labels, countries = _rank(named, "name"), _rank(named, "label"), _rank(mentions, "country")
    own_keys = _rank(_frame(entity_keys, ENTITY_KEYS.column_names), "article_key")
    n_mentions, n_quotes, n_claims = (Counter(rows["entity_key"]) for rows in (mentions, said, claimed))
    roles = _list_roles(said, articles)
    rows = []
    for row in _list_rows(counts.reset_index()):
        key = row["entity_key"]
        ordered, found = _put_best_first(key, names[key]), countries.get(key, [])
        row |= {
            "scope": _tell_scope(key, key in known),
            "name": ordered[0],
            "label": next(iter(labels.get(key, ())), None),
            "aliases": [*ordered[1:], *own_keys.get(key, ())][:MOST_ALIASES],
            "roles": roles.get(key, []),
            "country": found[0] if len(found) == 1 else None,
            "n_mentions": n_mentions[key],
            "n_quotes": n_quotes[key],
            "n_claims": n_claims[key],
        }
        rows.append(row)
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(ENTITY_INDEX))


def _tell_scope(key: str, is_mentioned: bool) -> str:
    """How far a key goes."""
    if "@" in key:
        return "article"
    return "words" if key.partition(":")[0] in WORDS and not is_mentioned else "release"


def _frame(rows: Frame, names: Iterable[str]) -> pd.DataFrame:
    names = list(names)
    return rows[names] if isinstance(rows, pd.DataFrame) else as_arrow(rows, names).to_pandas()


def _rank(rows: pd.DataFrame, column: str) -> dict[str, list[str]]:
    """Values of a column by key: those of most articles first, of equals the longest, then by the alphabet."""
    counted = rows[["article_id", "entity_key", column]].dropna().astype({column: str}).drop_duplicates()
    counted = counted.groupby(["entity_key", column]).size().reset_index(name="n")
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for key, value, n in zip(counted["entity_key"], counted[column], counted["n"], strict=True):
        found[key].append((-n, -len(value), value))
    return {key: [value for _, _, value in sorted(values)] for key, values in found.items()}


def _put_best_first(key: str, names: list[str]) -> list[str]:
    """Put whole names first: those with marks of the text last, of a person a surname alone behind full names."""
    is_person = key.startswith(PERSON)
    return sorted(names, key=lambda name: (_ODD.search(name) is not None, is_person and " " not in name))


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
