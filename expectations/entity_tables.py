"""The tables of who is who over a release."""

from __future__ import annotations

import pyarrow as pa

from expectations.columns import ARTICLE_ID, make_key
from expectations.enumerations import LABELS
from expectations.rules import INDEX_RULES
from expectations.schema import COUNT, ENUM, NAMES, TEXT, TIME, Column, Table

ENTITY_KEYS = Table(
    name="entity_keys",
    doc="One row per key that an article alone gives an entity and that the release writes another way in its tables.",
    key="entity_key_id",
    stage="link",
    columns=(
        make_key("entity_key_id", "an article's key"),
        ARTICLE_ID,
        Column("article_key", TEXT, "The key as the article alone gives it: `person:obama`."),
        Column("entity_key", TEXT, "The key that the tables have in its place: `person:barack-obama`; with `@` and the article where nothing tells who is meant."),
        Column("how", ENUM, "How the two were found to be one, or that nothing tells.", values=("name", "nickname", "initial", "surname_near", "surname_release", "title", "topic", "figure", "kind", "spelling", "abbreviation", "part", "article")),
        Column("evidence", TEXT, "What speaks for it: the key that was met, or how many articles with the surname mean this bearer.", nullable=True),
    ),
)  # fmt: skip

ROLES = pa.list_(pa.struct([("role", TEXT), ("first_seen", TIME), ("last_seen", TIME), ("n_articles", COUNT)]))

ENTITY_INDEX = Table(
    name="entity_index",
    doc="One row per key of entities, speakers and claimants that stands in a release.",
    key="entity_key",
    stage="link",
    columns=(
        make_key("entity_key", "an entity"),
        Column("scope", ENUM, "How far the key goes: `release`, one entity wherever it stands; `article`, one within the article that the key carries; `words`, an article's words for speakers whom it does not name (`anonymous:officials`, `group:critics`, `body:police`), perhaps others in each article.", values=("release", "article", "words")),
        Column("name", TEXT, "The name that most of its articles give it; of a person, one with a given name before a surname alone."),
        Column("label", ENUM, "What it is, as most of its articles say; null for unnamed speakers and accounts.", nullable=True, values=LABELS),
        Column("aliases", NAMES, "Other names and keys of articles that mean it, the most frequent first."),
        Column("roles", ROLES, "Titles and functions that speakers of this key were given, with the days of their articles, the most frequent first."),
        Column("country", TEXT, "ISO 3166-1 alpha-2 code of its country, where its mentions agree.", nullable=True, codes="countries"),
        Column("n_articles", COUNT, "Articles that mention it, or let it speak or claim.", least=1),
        Column("n_outlets", COUNT, "Known outlets of these.", least=0),
        Column("n_mentions", COUNT, "Mentions, pronouns included; 0 for one who only speaks.", least=0),
        Column("n_quotes", COUNT, "Quotes of which it is the speaker.", least=0),
        Column("n_claims", COUNT, "Claims of which it is the claimant.", least=0),
        Column("first_seen", TIME, "Publication of the first of its articles whose day is known.", nullable=True),
        Column("last_seen", TIME, "Publication of the last of them.", nullable=True),
    ),
    rules=INDEX_RULES,
)  # fmt: skip
