"""The tables that link articles: near-copies, stories, one utterance, one thing claimed or counted."""

from __future__ import annotations

from typing import get_args

from expectations.columns import ARTICLE_ID, GROUP_ID, SIMILARITY, make_aligned, make_key
from expectations.enumerations import ClaimRelation, Relation
from expectations.rules import CLAIM_GROUP_RULES, FIGURE_GROUP_RULES, QUOTE_GROUP_RULES
from expectations.schema import COUNT, ENUM, ID, NUMBER, TEXT, TIME, Column, Table

ARTICLE_GROUPS = Table(
    name="article_groups",
    doc="One row per article in a family of near-copies of at least two.",
    key="article_group_id",
    stage="link",
    columns=(
        make_key("article_group_id", "a membership"),
        ARTICLE_ID,
        GROUP_ID,
        Column(
            "role",
            ENUM,
            "The original is the news agency's own text, else a copy that credits one, else the earliest.",
            values=("original", "copy"),
        ),
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
        Column(
            "quote_id", ID, "The quote; it may stand in another, too, with another part.", refers_to="quotes.quote_id"
        ),
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


def _make_pair(what: str) -> tuple[Column, ...]:
    """Make the columns that say which rows of two articles a link joins."""
    told = f"{what}s.{what}_id"
    return (
        Column(f"{what}_id", ID, f"The {what} of the earlier article.", refers_to=told),
        ARTICLE_ID,
        Column(f"other_{what}_id", ID, f"The {what} of the later one.", refers_to=told),
        Column("other_article_id", ID, "The article it stands in.", refers_to="articles.article_id"),
    )


QUOTE_LINKS = Table(
    name="quote_links",
    doc="One row per pair of quotes of two articles that report the same utterance.",
    key="quote_link_id",
    stage="link",
    columns=(
        make_key("quote_link_id", "a link"),
        *_make_pair("quote"),
        *make_aligned("", "the stretch of the quote that the other one has as well"),
        *make_aligned("other_", "that stretch of the other quote"),
        Column("relation", ENUM, "How the two relate, whichever is first.", values=get_args(Relation)),
        Column("similarity", NUMBER, "How alike the shorter one's sentences are to the longer.", least=0, most=1),
        Column("evidence", TEXT, "What spoke for it: words in a row, telling words, speakers, days.", nullable=True),
    ),
)

CLAIM_LINKS = Table(
    name="claim_links",
    doc="One row per pair of claims of two articles that are about the same thing.",
    key="claim_link_id",
    stage="link",
    columns=(
        make_key("claim_link_id", "a link"),
        *_make_pair("claim"),
        *make_aligned("", "the stretch of the claim that the other one says as well"),
        *make_aligned("other_", "that stretch of the other claim"),
        Column("relation", ENUM, "How the other claim stands to it.", values=get_args(ClaimRelation)),
        Column("similarity", NUMBER, "Share of labelled pairs like it that were about one thing.", least=0, most=1),
        Column("evidence", TEXT, "What spoke for it, the strongest first, with what it added.", nullable=True),
    ),
)  # fmt: skip

FIGURE_LINKS = Table(
    name="figure_links",
    doc="One row per pair of figures of two articles that state one thing of one event.",
    key="figure_link_id",
    stage="link",
    columns=(
        make_key("figure_link_id", "a link"),
        *_make_pair("figure"),
        *make_aligned("", "the clause of the figure"),
        *make_aligned("other_", "that of the other"),
        Column("relation", ENUM, "How the other figure stands to it.", values=get_args(ClaimRelation)),
        Column("similarity", NUMBER, "How alike the two clauses are.", least=0, most=1),
        Column("evidence", TEXT, "Kind, unit and thing that both count, and terms of both clauses.", nullable=True),
    ),
)

FIGURE_GROUPS = Table(
    name="figure_groups",
    doc="One row per figure in a group of at least two that state one thing of one event.",
    key="figure_group_id",
    stage="link",
    columns=(
        make_key("figure_group_id", "a membership"),
        Column("figure_id", ID, "The figure.", refers_to="figures.figure_id"),
        ARTICLE_ID,
        GROUP_ID,
        Column("agreement", ENUM, "How it stands to its group's first member.", values=get_args(ClaimRelation)),
        Column("label", TEXT, "What is counted, in the longest of the group's wordings."),
        Column("value_low", NUMBER, "Least number that the group states, parts of a total aside."),
        Column("value_high", NUMBER, "Greatest of them."),
        Column("value_unit", TEXT, "Their unit, as in `figures`; null for a bare count.", nullable=True),
        SIMILARITY,
        Column("n_outlets", COUNT, "Known outlets in the group.", least=0),
        Column("first_seen", TIME, "When the first of its figures was published.", nullable=True),
    ),
    rules=FIGURE_GROUP_RULES,
)

CLAIM_GROUPS = Table(
    name="claim_groups",
    doc="One row per claim in a group of at least two about the same thing.",
    key="claim_group_id",
    stage="link",
    columns=(
        make_key("claim_group_id", "a membership"),
        Column("claim_id", ID, "The claim; it may stand in another, too.", refers_to="claims.claim_id"),
        ARTICLE_ID,
        GROUP_ID,
        Column("agreement", ENUM, "How it stands to its group's first member.", values=get_args(ClaimRelation)),
        Column("label", TEXT, "Of its propositions, as `resolved`, that which has most of what its claims share."),
        Column("value_low", NUMBER, "Least figure that it states of what most of its claims count.", nullable=True),
        Column("value_high", NUMBER, "Greatest figure of these.", nullable=True),
        Column("value_unit", TEXT, "Their unit, as in `figures`; null for a bare count.", nullable=True),
        SIMILARITY,
        Column("n_outlets", COUNT, "Known outlets in the group.", least=0),
        Column("first_seen", TIME, "When the first of its claims was published.", nullable=True),
    ),
    rules=CLAIM_GROUP_RULES,
)  # fmt: skip

GROUP_MERGES = Table(
    name="group_merges",
    doc="One row per id of a group that an earlier release had and this one has not.",
    key="old_id",
    stage="link",
    columns=(
        Column("old_id", ID, "The id that is gone."),
        Column(
            "table_name",
            ENUM,
            "The table of groups that had it.",
            values=("article_groups", "story_groups", "quote_groups", "claim_groups", "figure_groups"),
        ),
        Column(
            "new_id",
            ID,
            "The group, of that table, that it joined or that has most of its members; null where none is in a group.",
            nullable=True,
        ),
        Column("run_id", ID, "The run that first forwarded it.", refers_to="runs.run_id"),
    ),
)
