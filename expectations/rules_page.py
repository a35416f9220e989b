"""Write `docs/rules.md`: what each rule of the audit asks, what it means when it fires, and what to do.

Run `python -m expectations.rules_page` after a change to rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from expectations.audit_groups import GROUP_RELATIONS
from expectations.audit_relations import RELATIONS
from expectations.folders import PROJECT
from expectations.tables import TABLES

PAGE = PROJECT / "docs" / "rules.md"
_PREFACE = """# The rules of the audit

Made from the definitions in `expectations/` by `python -m expectations.rules_page`; change those, not this page.

A message of the audit names a table, a rule and up to 20 rows: `figures: FIG-RANGE: a range runs upward`. What
follows a dot in a rule's name is the column. Rules of rows are asked of each article while it is extracted: one whose
rows break one is set aside (`sayso rejects --reason broken_rows`), the rest is published. Rules of parts and releases
refuse the release; `latest` stays where it was.
"""
_ROW = (
    "The extraction made a row that cannot be, or the row is not what was written.",
    "Read the text in `sayso rejects --reason broken_rows`; where it is plain, report the rule and the sentence.",
)
_FILE = (
    "A file was damaged, or written by another version.",
    "Run `sayso check`, then `sayso repair`; `sayso backfill --refresh` makes parts again.",
)
_LINK = (
    "Linking made a group that cannot be, or its rows were changed.",
    "Build again; if it stays, report the group's members.",
)
_DRIFT = (
    "Something stopped being found, or the dumps are of another kind than usual.",
    "Look at new articles (`sayso show`). Mend a fault and build again; accept a change with `--accept-drift REASON`.",
)
_REST = (
    "A file of the data folder was damaged, lost or changed since it was written.",
    "`sayso check` lists all of it; `sayso repair` mends it or says what is lost; nothing is published until then.",
)
_LOST = (
    "Parts are gone: was `work/` removed, or restored from an older copy?",
    "`sayso repair` brings back what a release holds; else build those dumps again, or decide with `sayso forget`.",
)
_MANY = (
    "Many articles broke rules of rows, took too long or ended their worker.",
    "`sayso rejects` has each with its reason; mend the fault, or raise `most_broken_share`.",
)


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that are asked in the same words of several tables or columns.

    Attributes:
        name: The rule's name, or what stands before the dot.
        asks: What it asks.
        means: What it means when it fires, and what to do.
    """

    name: str
    asks: str
    means: tuple[str, str]


FAMILIES = (
    Family("SCHEMA", "A table has files, each with the columns and types of `data/DICTIONARY.md`.", _FILE),
    Family("ROW-COUNT", "A part has as many rows as were written.", _FILE),
    Family("COLUMNS", "A part has the table's columns, in order.", _FILE),
    Family("TYPES", "Each column has the dtype of its type.", _FILE),
    Family("FEWEST-ROWS", "A release has articles and runs, a part articles or rejects.", _FILE),
    Family("LOST-ROWS", "A table has as many rows as its parts say.", _FILE),
    Family("KEPT-ROWS", "A release has no more articles than its runs say were kept.", _FILE),
    Family("NOT-NULL", "The column is never null.", _ROW),
    Family("KEY-UNIQUE", "The key stands for one row only.", _ROW),
    Family("VALUES", "The column is one of the values of its enumeration.", _ROW),
    Family("RANGE", "The column is a finite number within its bounds.", _ROW),
    Family("EMPTY", "The text is not empty: what is not known is null.", _ROW),
    Family("PLACEHOLDER", "The text is not a loader's word for nothing, such as `nan` or `None`.", _ROW),
    Family("CODES", "The code is one of its list in `data/lexicon`.", _ROW),
    Family("REFERS", "What the column names is a row of the table that it refers to.", _ROW),
    Family("ARTICLE", "The row's article is in its part.", _ROW),
    Family("TEXT", "`body[start:end]` is the row's text.", _ROW),
    Family("SPAN-PARTIAL", "A span has all four offsets, or none.", _ROW),
    Family("SOURCE-OFFSETS", "Source offsets are those of the same characters of the body.", _ROW),
    Family("REMOVED-OVERLAP", "No row reaches into text that was removed.", _ROW),
    Family("REMOVED-TEXT", "`source_text[source_start:source_end]` is a removed span's text.", _ROW),
    Family("REMOVED-REPLACEMENT", "`body[start:end]` is what replaced it.", _ROW),
    Family("REMOVED-ORDER", "Removed spans do not overlap.", _ROW),
    Family("BODY-REBUILT", "The body is the source text without its removed spans.", _ROW),
    Family("FRAGMENTS-ORDER", "A quote's fragments are in order and apart, and hold characters.", _ROW),
    Family("FRAGMENTS-REACH", "Fragments run from a quote's start to its end.", _ROW),
    Family("ART-WORDS", "No word of a body has 10,000 characters.", _ROW),
    Family("QUO-WORDS", "A quote's `content` has only words of its text, in their order.", _ROW),
    Family("CLA-WORDS", "A claim's `proposition` has only words of its text, in their order.", _ROW),
    Family("FIG-READ", "`value`, `low` and `high` are numbers of the text.", _ROW),
    Family("FIG-SI-VALUE", "SI values are the printed ones, converted.", _ROW),
    Family("FIG-DOLLARS", "Dollars have a unit, but in articles from where other dollars are meant.", _ROW),
    Family("ART-FINGERPRINT", "`extracted_with` is what the part's marker says.", _FILE),
    Family("REJ-COPY", "`rejects.kept_at` is a file of the data folder.", _FILE),
    Family("DAMAGED-PART", "The files of a part are those that its marker names, byte for byte.", _REST),
    Family("DAMAGED-RELEASE", "The newest release has the files of its manifest, byte for byte.", _REST),
    Family("LOST-MARKER", "A part has its marker.", _REST),
    Family("PART-CHANGED", "A part that was published is what it was, or was made again.", _REST),
    Family("LOST-ARTICLES", "What the newest release took in is in a part, or somebody decided otherwise.", _LOST),
    Family("BROKEN-ARTICLES", "Few of the new articles are set aside (`most_broken_share`).", _MANY),
    Family("LASTING-ID", "A group of the release before is there, or `group_merges` forwards its id.", _LINK),
    Family("LASTING-GONE", "Where `group_merges` names no group, none has a member of the one that is gone.", _LINK),
    Family("DRIFT-ROWS", "Rows an article of the whole release stay within a factor (`drift_row_factor`).", _DRIFT),
    Family("DRIFT-NULLS", "Shares of nulls of the whole release move by little (`drift_null_share`).", _DRIFT),
    Family("DRIFT-REJECTS", "The share of rejects of the whole release moves by little.", _DRIFT),
    Family("DRIFT-EMPTY", "A part of 10,000 tokens has entities, quotes, figures, dates and claims.", _DRIFT),
    Family("DRIFT-NIGHT-ROWS", "New articles, and those of each known outlet, have the usual rows.", _DRIFT),
    Family("DRIFT-NIGHT-NULLS", "New rows are null in a column about as often as usual.", _DRIFT),
    Family("DRIFT-NIGHT-CONFIDENCE", "Confidences of new quotes differ among themselves.", _DRIFT),
    Family("DRIFT-NIGHT-OUTLETS", "New articles are of several outlets where every part before was.", _DRIFT),
    Family("DRIFT-NIGHT-REJECTS", "No more of the new inputs are rejected than usual.", _DRIFT),
)  # fmt: skip


def list_rules() -> Iterator[Family]:
    """List every rule of `expectations/`, families of rules once."""
    yield from FAMILIES
    seen: set[str] = set()
    for table in TABLES:
        for rule in table.rules:
            if rule.name not in seen:
                yield Family(rule.name, f"`{table.name}`: {rule.meaning}", _ROW)
            seen.add(rule.name)
    for relation in (*RELATIONS, *GROUP_RELATIONS):
        if relation.name not in seen:
            means = _LINK if relation in GROUP_RELATIONS else _ROW
            yield Family(relation.name, f"`{relation.table}`: {relation.meaning}.", means)
        seen.add(relation.name)


def write_page() -> str:
    """Write the page as Markdown, one heading a rule, which is its anchor."""
    rules = sorted(list_rules(), key=lambda rule: rule.name)
    sections = (
        f"\n## {rule.name}\n\n{rule.asks}\n\n- When it fires: {rule.means[0]}\n- What to do: {rule.means[1]}\n"
        for rule in rules
    )
    return _PREFACE + "".join(sections)


def main() -> None:
    """Write the page to its place in the project."""
    PAGE.write_text(write_page(), "utf-8")


if __name__ == "__main__":
    main()
