"""The tables that link articles: near-copies, stories, one utterance, one thing claimed or counted."""

from __future__ import annotations

from typing import get_args

from expectations.columns import ARTICLE_ID, GROUP_ID, SIMILARITY, make_key
from expectations.enumerations import Relation
from expectations.rules import CLAIM_GROUP_RULES, QUOTE_GROUP_RULES
from expectations.schema import COUNT, ENUM, ID, NUMBER, TIME, Column, Table

ARTICLE_GROUPS = Table(
    name="article_groups",
    doc="One row per article in a family of near-copies of at least two.",
    key="article_group_id",
    stage="link",
    columns=(
        make_key("article_group_id", "a membership"),
        ARTICLE_ID,
        GROUP_ID,
        Column("role", ENUM, "The earliest published is the original.", values=("original", "copy")),
        SIMILARITY,
    ),
)

STORY_GROUPS = Table(
    name="story_groups",
    doc="One row per article in a story: at least two articles that tell one event within a few days.",
    key="story_group_id",
    stage="link",
    columns=(
        make_key("story_group_id", "a membership"),
        ARTICLE_ID,
        GROUP_ID,
        Column(
            "similarity",
            NUMBER,
            "How alike it is to the earlier article of the story that it is most like; 1 for the first.",
            least=0,
            most=1,
        ),
        Column("first_published", TIME, "When the first article of the story was published.", nullable=True),
    ),
)

QUOTE_GROUPS = Table(
    name="quote_groups",
    doc="One row per quote in a group of at least two that report the same utterance.",
    key="quote_group_id",
    stage="link",
    columns=(
        make_key("quote_group_id", "a membership"),
        Column("quote_id", ID, "The quote.", refers_to="quotes.quote_id"),
        ARTICLE_ID,
        GROUP_ID,
        Column("relation", ENUM, "How it relates to its group's first member.", values=get_args(Relation)),
        SIMILARITY,
        Column("n_articles", COUNT, "Articles in the group.", least=1),
        Column("n_outlets", COUNT, "Known outlets in the group.", least=0),
        Column("first_said", TIME, "Earliest time at which the group has it said or published.", nullable=True),
    ),
    rules=QUOTE_GROUP_RULES,
)

CLAIM_GROUPS = Table(
    name="claim_groups",
    doc="One row per claim in a group of at least two about the same thing.",
    key="claim_group_id",
    stage="link",
    columns=(
        make_key("claim_group_id", "a membership"),
        Column("claim_id", ID, "The claim.", refers_to="claims.claim_id"),
        ARTICLE_ID,
        GROUP_ID,
        Column(
            "agreement", ENUM, "How it stands to its group's first member.", values=("agrees", "differs", "contradicts")
        ),
        Column("value_low", NUMBER, "Least figure that the group states.", nullable=True),
        Column("value_high", NUMBER, "Greatest figure that the group states.", nullable=True),
        SIMILARITY,
    ),
    rules=CLAIM_GROUP_RULES,
)
