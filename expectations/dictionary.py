"""Write `data/DICTIONARY.md`, what every table and column means, from the table definitions.

Run `python -m expectations.dictionary` after a change to `tables.py`.
"""

from __future__ import annotations

import pyarrow as pa

from expectations.folders import PROJECT
from expectations.schema import Column, Table
from expectations.tables import TABLES

DICTIONARY = PROJECT / "data" / "DICTIONARY.md"
_TYPES = {
    pa.string(): "text",
    pa.int64(): "whole number",
    pa.float64(): "number",
    pa.bool_(): "true or false",
    pa.timestamp("us", tz="UTC"): "time, UTC",
}
_STAGES = {"shard": "one file a shard", "link": "one file a release", "run": "one file a release"}
_PREFACE = """# The tables of a release

Made from `expectations/tables.py` by `python -m expectations.dictionary`; change that file, not this one.

A release is a folder, and each table a folder of Parquet files in it. Resolve the link once and stay on that release:

    release = Path("data/latest").resolve()
    quotes = pd.read_parquet(release / "quotes")

Offsets count Unicode code points, half-open, as Python slices do: `body[start:end] == text`. `start` and `end` count in
`articles.body`, `source_start` and `source_end` in `articles.source_text`. What is not known is null. Ids are hashes of
content, so the same input gives the same ids.
"""


def write_dictionary() -> str:
    """Write, as Markdown, what a row of each table is, its key, columns and rules."""
    contents = "\n".join(f"- [`{table.name}`](#{table.name}): {_lower(table.doc)}" for table in TABLES)
    return "\n".join([_PREFACE, contents, *(_write_table(table) for table in TABLES)])


def main() -> None:
    """Write the dictionary to its place in the project."""
    DICTIONARY.write_text(write_dictionary(), "utf-8")


def _write_table(table: Table) -> str:
    fewest = f" A release has at least {table.fewest_rows}." if table.fewest_rows else ""
    lines = [
        f"\n## {table.name}",
        f"\n{table.doc}{fewest} Key: `{table.key}`. Written as {_STAGES[table.stage]}.",
        "\n| column | type | unit | may be null | values | meaning |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_write_column(column) for column in table.columns),
    ]
    if table.rules:
        lines += ["\nEvery row satisfies:\n"]
        lines += [f"- **{rule.name}** {rule.meaning} `{rule.expression}`" for rule in table.rules]
    return "\n".join(lines)


def _write_column(column: Column) -> str:
    cells = (
        f"`{column.name}`",
        _name_type(column.type),
        column.unit or "",
        "yes" if column.nullable else "no",
        _write_values(column),
        column.meaning,
    )
    # A bar would end the cell.
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _name_type(arrow: pa.DataType) -> str:
    if pa.types.is_dictionary(arrow):
        return "category"
    if pa.types.is_list(arrow):
        return f"list of {_name_type(arrow.value_type)}"
    if pa.types.is_struct(arrow):
        return f"({', '.join(arrow.field(i).name for i in range(arrow.num_fields))})"
    return _TYPES[arrow]


def _write_values(column: Column) -> str:
    if column.values:
        return ", ".join(f"`{value}`" for value in column.values)
    if column.lists:
        return f"each in `{column.lists}`"
    if column.refers_to:
        return f"in `{column.refers_to}`"
    bounds = {"≥": column.least, "≤": column.most}
    return ", ".join(f"{sign} {bound:g}" for sign, bound in bounds.items() if bound is not None)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]


if __name__ == "__main__":
    main()
