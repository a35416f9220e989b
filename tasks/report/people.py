"""The pages of people and bodies that are quoted or claim something: what they said, where, when, and who answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any

import duckdb

from tasks.report.database import iterate_rows, select_rows
from tasks.report.environment import has_page, name_person_page, render
from tasks.report.periods import gather_periods
from tasks.report.shelf import Shelf, hash_inputs

Row = Mapping[str, Any]

MOST_ROWS = 200  # of quotes and of claims, the newest; the tables have the rest
MOST_OUTLETS = 12
MOST_BARS = 60

_ARTICLE = (
    "a.article_id, a.outlet, a.title, a.record_id, a.url, make_timestamp(epoch_us(a.published_at)) AS published_at"
)

_QUOTES = f"""SELECT q.speaker_key AS key, q.quote_id AS row_id, q.content AS words, q.type, q.is_utterance,
    q.speaker_role AS role, q.confidence, q.speaker_name AS name, q.speaker_kind AS kind, {_ARTICLE}
FROM quotes q JOIN articles a USING (article_id) WHERE q.speaker_key IS NOT NULL
ORDER BY key, a.published_at DESC NULLS LAST, a.article_id, q."start", q.quote_id"""

# What somebody claims, with what it answers and what answers it; the outlet's own sentences are on its articles' pages.
_CLAIMS = f"""WITH answers AS (
    SELECT answers_claim_id AS claim_id, list({{'stance': stance, 'name': claimant_name, 'key': claimant_key,
        'article_id': article_id, 'row_id': claim_id}} ORDER BY claim_id) AS answered_by
    FROM claims WHERE answers_claim_id IS NOT NULL GROUP BY ALL
)
SELECT c.claimant_key AS key, c.claim_id AS row_id, c.resolved AS words, c.stance, c.polarity, c.quote_id,
    c.claimant_role AS role, c.claimant_name AS name, c.claimant_kind AS kind, q.confidence,
    other.claim_id AS answered_id, other.resolved AS answered, other.claimant_name AS answered_name,
    other.claimant_key AS answered_key, answers.answered_by, {_ARTICLE}
FROM claims c JOIN articles a USING (article_id) LEFT JOIN quotes q ON q.quote_id = c.quote_id
    LEFT JOIN claims other ON other.claim_id = c.answers_claim_id
    LEFT JOIN answers ON answers.claim_id = c.claim_id
WHERE c.claimant_key IS NOT NULL AND c.voice <> 'narrator'
ORDER BY key, a.published_at DESC NULLS LAST, a.article_id, c."start", c.claim_id"""

_INDEX = """SELECT entity_key, name, label, aliases, country,
    list_transform(roles, lambda role: {'role': role.role, 'n_articles': role.n_articles,
        'first_seen': make_timestamp(epoch_us(role.first_seen)),
        'last_seen': make_timestamp(epoch_us(role.last_seen))}) AS roles,
    n_articles, n_outlets, n_mentions FROM entity_index WHERE n_quotes + n_claims > 0"""


def write_people_pages(
    connection: duckdb.DuckDBPyConnection, pages: Collection[str], shelf: Shelf
) -> list[dict[str, Any]]:
    """Write a page for each person and body that is quoted or claims something.

    Args:
        connection: From `open_release`.
        pages: Articles that have a page.
        shelf: Takes the pages.

    Returns:
        What lists show of each: those quoted most first.
    """
    index = {row["entity_key"]: row for row in select_rows(connection, _INDEX)}
    listed = []
    for key, quotes, claims in _join_by_key(
        _iterate_by_key(connection, _QUOTES), _iterate_by_key(connection.cursor(), _CLAIMS)
    ):
        if not has_page(key):
            continue
        entity = index.get(key) or _describe_unlisted(key, [*quotes, *claims])
        shown = _make_page(entity, quotes, claims)
        linked = [found[0]["article_id"] in pages for found in (*shown["quotes"], *shown["claims"])]
        shelf.place(
            name_person_page(key),
            hash_inputs(shown, linked),
            partial(render, "person.html.j2", root="../../", pages=pages, **shown),
        )
        listed.append(_list_person(entity, quotes, claims, shown))
    return sorted(listed, key=lambda row: (-row["n_quotes"], -row["n_claims"], row["key"]))


def _make_page(entity: Row, quotes: Sequence[Row], claims: Sequence[Row]) -> dict[str, Any]:
    """Gather what a page shows; what a quote asserts outright stands with the quotes alone."""
    told = [row for row in claims if row["stance"] != "asserts" or row["confidence"] is None or is_answered(row)]
    told.sort(key=lambda row: not is_answered(row))
    outlets = Counter(row["outlet"] for row in quotes if row["outlet"])
    return {
        "entity": entity,
        "n_quotes": len(quotes),
        "n_claims": len(claims),
        "quotes": _gather_articles(quotes[:MOST_ROWS]),
        "n_shown": min(len(quotes), MOST_ROWS),
        "claims": _gather_articles(told[:MOST_ROWS]),
        "n_told": len(told),
        "stances": sorted(Counter(row["stance"] for row in claims).items(), key=lambda item: (-item[1], item[0])),
        "outlets": sorted(outlets.items(), key=lambda item: (-item[1], item[0]))[:MOST_OUTLETS],
        "n_outlets": len(outlets),
        "periods": _count_periods(quotes),
    }


def is_answered(claim: Row) -> bool:
    """Say whether a claim answers another, or is answered."""
    return bool(claim["answered_by"] or claim["answered_id"])


def _gather_articles(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """Gather rows that follow each other and stand in one article."""
    return [list(found) for _, found in groupby(rows, key=lambda row: row["article_id"])]


def _count_periods(quotes: Sequence[Row]) -> list[tuple[str, int, int]]:
    """Count quotes by day, week, month or year: what it is called, how many, and how high its bar is in percent."""
    by_day = Counter(row["published_at"].date() for row in quotes if row["published_at"] is not None)
    if len(by_day) < 2:
        return []
    periods = gather_periods([{"day": day, "n": by_day[day]} for day in sorted(by_day)], ("n",))
    counts = periods.counts["n"]
    if len(counts) > MOST_BARS:
        years = Counter(day.year for day in by_day.elements())
        named = [(str(year), years[year]) for year in sorted(years)]
    else:
        named = [(f"{periods.grain} of {start}", n) for start, n in zip(periods.starts, counts, strict=True)]
    most = max(n for _, n in named)
    return [(name, n, round(100 * n / most)) for name, n in named]


def _list_person(entity: Row, quotes: Sequence[Row], claims: Sequence[Row], shown: Row) -> dict[str, Any]:
    roles = [role["role"] for role in entity["roles"][:1]]
    days = [row["published_at"] for row in (*quotes, *claims) if row["published_at"] is not None]
    last: datetime | None = max(days, default=None)
    return {
        "key": entity["entity_key"], "name": entity["name"], "label": entity["label"],
        "role": roles[0] if roles else None,
        "n_quotes": shown["n_quotes"], "n_claims": shown["n_claims"], "n_outlets": shown["n_outlets"], "last": last,
    }  # fmt: skip


def _describe_unlisted(key: str, rows: Sequence[Row]) -> Row:
    """Describe who is quoted and stands in no index, as in releases of older versions."""
    names = [row["name"] for row in rows if row["name"]]
    return {
        "entity_key": key, "name": names[0] if names else key, "label": None, "aliases": [], "country": None,
        "roles": [], "n_articles": len({row["article_id"] for row in rows}), "n_outlets": None, "n_mentions": None,
    }  # fmt: skip


def _iterate_by_key(connection: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[str, list[Row]]]:
    for key, rows in groupby(iterate_rows(connection, query), key=lambda row: row["key"]):
        yield str(key), list(rows)


def _join_by_key(
    one: Iterator[tuple[str, list[Row]]], other: Iterator[tuple[str, list[Row]]]
) -> Iterator[tuple[str, list[Row], list[Row]]]:
    """Walk along two sequences by key, each in its order, and give what both have of each key."""
    mine, theirs = next(one, None), next(other, None)
    while mine is not None or theirs is not None:
        keys = [found[0] for found in (mine, theirs) if found is not None]
        key = min(keys, key=lambda text: text.encode("utf-8", "surrogatepass"))
        quotes: list[Row] = []
        claims: list[Row] = []
        if mine is not None and mine[0] == key:
            quotes, mine = mine[1], next(one, None)
        if theirs is not None and theirs[0] == key:
            claims, theirs = theirs[1], next(other, None)
        yield key, quotes, claims
