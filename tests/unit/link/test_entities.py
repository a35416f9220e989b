"""Keys of a release and the index of its entities."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import pytest

from tasks.link.entities import index_entities, link_entities

MAY, JUNE = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 6, 1, tzinfo=UTC)
ARTICLES = pd.DataFrame(
    [("a1", "Post", MAY), ("a2", "Times", MAY), ("a3", None, JUNE), ("a4", "Post", None)],
    columns=["article_id", "outlet", "published_at"],
)


def mention(article_id, name, key, label="person", link="name", country=None):
    return {"article_id": article_id, "label": label, "name": name, "entity_key": key, "link": link, "country": country}


ROE = [
    mention("a1", "Ann Roe", "person:ann-roe"),
    mention("a1", "Ann Roe", "person:ann-roe", link="pronoun"),
    mention("a2", "Ann B. Roe", "person:ann-roe"),
    mention("a3", "Roe", "person:roe"),
]
OTHERS = [
    mention("a2", "Acme", "org:acme", "organization", country="US"),
    mention("a3", "Acme", "org:acme", "organization", country="CA"),
    mention("a4", None, None),
]
ENTITIES = pd.DataFrame(ROE + OTHERS)
QUOTES = pd.DataFrame(
    [("a1", "person:ann-roe", "mayor"), ("a2", "person:ann-roe", "mayor"), ("a2", "person:ann-roe", None)],
    columns=["article_id", "speaker_key", "speaker_role"],
)
CLAIMS = pd.DataFrame([("a1", "person:ann-roe"), ("a2", None)], columns=["article_id", "claimant_key"])


def test_a_key_that_changes_says_how():
    articles = ARTICLES.assign(published_at=MAY)
    (row,) = link_entities(articles, ENTITIES).to_pylist()
    assert (row["article_id"], row["article_key"], row["entity_key"]) == ("a3", "person:roe", "person:ann-roe")
    assert (row["how"], row["evidence"]) == ("surname_near", "2 of 2 articles")


def test_pronouns_do_not_speak_for_a_name():
    only = pd.DataFrame([mention("a1", "Roe", "person:roe", link="pronoun")])
    assert link_entities(ARTICLES, only).num_rows == 0


@pytest.fixture
def index():
    keys = link_entities(ARTICLES.assign(published_at=MAY), ENTITIES)
    keyed = ENTITIES.assign(entity_key=ENTITIES["entity_key"].replace("person:roe", "person:ann-roe"))
    return {row["entity_key"]: row for row in index_entities(ARTICLES, keyed, QUOTES, CLAIMS, keys).to_pylist()}


def test_entity_is_counted_over_the_release(index):
    roe = index["person:ann-roe"]
    counts = ("n_articles", "n_outlets", "n_mentions", "n_quotes", "n_claims")
    assert [roe[name] for name in counts] == [3, 2, 4, 3, 1]
    assert (roe["first_seen"], roe["last_seen"]) == (MAY, JUNE)
    assert set(index) == {"person:ann-roe", "org:acme"}


def test_full_name_stands_first_and_the_others_are_aliases(index):
    roe = index["person:ann-roe"]
    assert (roe["name"], roe["aliases"]) == ("Ann B. Roe", ["Ann Roe", "Roe", "person:roe"])


def test_roles_have_the_days_of_their_articles(index):
    (role,) = index["person:ann-roe"]["roles"]
    assert role == {"role": "mayor", "first_seen": MAY, "last_seen": MAY, "n_articles": 2}
    assert index["org:acme"]["roles"] == []


def test_country_is_told_where_mentions_agree(index):
    assert index["org:acme"]["country"] is None
    assert index["org:acme"]["label"] == "organization"


def test_release_without_mentions_has_an_empty_index():
    keys = link_entities(ARTICLES, ENTITIES.iloc[:0])
    assert keys.num_rows == 0
    assert index_entities(ARTICLES, ENTITIES.iloc[:0], QUOTES.iloc[:0], CLAIMS.iloc[:0], keys).num_rows == 0
