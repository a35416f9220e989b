"""The index of a release's entities."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
import pytest

from expectations.entity_tables import ENTITY_KEYS
from expectations.schema import make_arrow_schema
from tasks.link.entity_index import index_entities
from tasks.link.notes import NOTED_CLAIMS, NOTED_MENTIONS, NOTED_QUOTES, read_notes

MAY, JUNE = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)
ARTICLES = pd.DataFrame(
    [("a1", "Post", MAY), ("a2", "Times", MAY), ("a3", None, JUNE), ("a4", "Post", None)],
    columns=["article_id", "outlet", "published_at"],
).assign(body="")
ENTITIES = pd.DataFrame(
    [
        ("a1", "person", "Ann Roe", "person:ann-roe", None),
        ("a1", "person", "Ann Roe", "person:ann-roe", None),
        ("a2", "person", "Ann B. Roe", "person:ann-roe", None),
        ("a2", "person", "Ann B.] Roe", "person:ann-roe", None),
        ("a3", "person", "Roe", "person:ann-roe", None),
        ("a3", "person", "Vane", "person:vane@a3", None),
        ("a2", "organization", "Acme", "org:acme", "US"),
        ("a3", "organization", "Acme", "org:acme", "CA"),
        ("a4", "organization", None, None, None),
    ],
    columns=("article_id", "label", "name", "entity_key", "country"),
).assign(start=0, text="", link="name", rule="r")[[*NOTED_MENTIONS]]
QUOTES = pd.DataFrame(
    [
        ("a1", "person:ann-roe", "Ann Roe", "person", "mayor"),
        ("a2", "person:ann-roe", "Ann B. Roe", "person", "mayor"),
        ("a2", "person:ann-roe", "Ann B. Roe", "person", None),
        ("a2", "anonymous:officials", "officials", "anonymous", None),
        ("a3", "account:ironquay", "ironquay", "unknown", None),
    ],
    columns=NOTED_QUOTES,
)
CLAIMS = pd.DataFrame(
    [
        ("a1", "person:ann-roe", "Ann Roe", "person"),
        ("a1", "body:police", "police", "government"),
        ("a2", None, None, "unknown"),
    ],
    columns=NOTED_CLAIMS,
)
KEYS = pa.Table.from_pylist(
    [
        {"entity_key_id": "k1", "article_id": "a3", "article_key": "person:roe", "entity_key": "person:ann-roe"}
        | {"how": "surname_near", "evidence": None}
    ],
    schema=make_arrow_schema(ENTITY_KEYS),
)


def index_tables(entities, quotes, claims):
    notes = read_notes(ARTICLES, entities, quotes, claims)
    return {row["entity_key"]: row for row in index_entities(ARTICLES, notes, KEYS).to_pylist()}


@pytest.fixture
def index():
    return index_tables(ENTITIES, QUOTES, CLAIMS)


def test_entity_is_counted_over_the_release(index):
    roe = index["person:ann-roe"]
    counts = ("n_articles", "n_outlets", "n_mentions", "n_quotes", "n_claims")
    assert [roe[name] for name in counts] == [3, 2, 5, 3, 1]
    assert (roe["first_seen"], roe["last_seen"]) == (MAY, JUNE)


def test_every_key_of_speakers_and_claimants_is_listed(index):
    spoken = ["person:ann-roe", "anonymous:officials", "account:ironquay", "body:police"]
    assert set(index) == {*spoken, "person:vane@a3", "org:acme"}


@pytest.mark.parametrize(("key", "scope", "label"), [
    ("person:ann-roe", "release", "person"),
    ("person:vane@a3", "article", "person"),
    ("account:ironquay", "release", None),
    ("anonymous:officials", "words", None),
    ("body:police", "words", "organization"),
])  # fmt: skip
def test_key_says_how_far_it_goes(index, key, scope, label):
    assert (index[key]["scope"], index[key]["label"]) == (scope, label)


def test_one_who_only_speaks_has_the_name_of_the_quotes(index):
    officials = index["anonymous:officials"]
    assert (officials["name"], officials["n_mentions"], officials["n_articles"]) == ("officials", 0, 1)


def test_full_name_stands_first_and_the_others_are_aliases(index):
    roe = index["person:ann-roe"]
    assert (roe["name"], roe["aliases"]) == ("Ann B. Roe", ["Ann Roe", "Roe", "Ann B.] Roe", "person:roe"])


def test_roles_have_the_days_of_their_articles(index):
    (role,) = index["person:ann-roe"]["roles"]
    assert role == {"role": "mayor", "first_seen": MAY, "last_seen": MAY, "n_articles": 2}
    assert index["org:acme"]["roles"] == []


def test_country_is_told_where_mentions_agree(index):
    assert index["org:acme"]["country"] is None
    assert index["org:acme"]["label"] == "organization"


def test_release_without_mentions_has_an_empty_index():
    assert index_tables(ENTITIES.iloc[:0], QUOTES.iloc[:0], CLAIMS.iloc[:0]) == {}


def test_two_keys_of_an_article_that_are_one_count_once():
    notes = read_notes(ARTICLES, ENTITIES.replace({"Ann B. Roe": "Roe"}), QUOTES, CLAIMS)
    alone = ENTITIES[ENTITIES.article_id == "a1"].assign(entity_key="org:roe", label="organization", name="Roe")
    both = read_notes(ARTICLES, pd.concat([ENTITIES, alone]), QUOTES, CLAIMS)
    keys = KEYS.to_pylist()[0] | {"article_id": "a1", "article_key": "org:roe"}
    rows = index_entities(ARTICLES, both, pa.Table.from_pylist([keys], schema=KEYS.schema)).to_pylist()
    roe = next(row for row in rows if row["entity_key"] == "person:ann-roe")
    assert (roe["n_articles"], roe["n_mentions"], roe["label"]) == (3, 7, "person")
    assert "org:roe" in roe["aliases"] and not any(row["entity_key"] == "org:roe" for row in rows)
    assert len(notes.keys) == len(both.keys) - 1
