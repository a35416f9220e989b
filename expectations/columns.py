"""Columns that several tables share."""

from __future__ import annotations

from expectations.schema import ID, NUMBER, OFFSET, OFFSETS, TEXT, Column

_MEANINGS = (
    "First character in `articles.body`", "One past the last character in `articles.body`",
    "First character in `articles.source_text`", "One past the last character in `articles.source_text`",
)  # fmt: skip


def make_offsets(prefix: str = "", what: str = "the text", nullable: bool = False) -> tuple[Column, ...]:
    """Make the four columns of a span: in the body and in the source."""
    return tuple(
        Column(f"{prefix}{name}", OFFSET, f"{meaning} of {what}.", nullable, unit="code points", least=0)
        for name, meaning in zip(OFFSETS, _MEANINGS, strict=True)
    )


def make_aligned(prefix: str, what: str) -> tuple[Column, ...]:
    """Make the two columns that say where one side of a link lies in its article's body."""
    return tuple(
        Column(f"{prefix}aligned_{name}", OFFSET, f"{meaning} of {what}.", unit="code points", least=0)
        for name, meaning in zip(OFFSETS[:2], _MEANINGS[:2], strict=True)
    )


def make_key(name: str, what: str) -> Column:
    """Make the column that identifies a row."""
    return Column(name, ID, f"Key of {what}, a hash of its content.")


ARTICLE_ID = Column("article_id", ID, "The article it stands in.", refers_to="articles.article_id")
SPAN = (*make_offsets(), Column("text", TEXT, "The characters `body[start:end]`."))
RULE = Column("rule", TEXT, "Name of the rule that made the row.", nullable=True)
GROUP_ID = Column("group_id", ID, "The group, from release to release; `group_merges` has those that are gone.")
SIMILARITY = Column(
    "similarity", NUMBER, "How alike it is to its group's first member.", nullable=True, least=0, most=1
)
