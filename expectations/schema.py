"""The words in which `tables.py` defines a table: Column, Rule, Table, and the Arrow schema made from them."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pyarrow as pa

ENUM = pa.dictionary(pa.int32(), pa.string())
ID = pa.string()
TEXT = pa.string()
NAMES = pa.list_(pa.string())
OFFSET = pa.int64()
COUNT = pa.int64()
NUMBER = pa.float64()
FLAG = pa.bool_()
TIME = pa.timestamp("us", tz="UTC")

# Where a span stands, in the order in which every table has it: in `articles.body`, then in `articles.source_text`.
OFFSETS = ("start", "end", "source_start", "source_end")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        name: Column name, one name for one quantity in every table.
        type: Arrow type.
        meaning: One sentence for the dictionary.
        nullable: Whether a row may leave it unknown.
        unit: Unit of the values, when they have one.
        values: Values allowed, for an enumeration.
        least: Least number allowed.
        most: Greatest number allowed.
        refers_to: `table.column` whose values it must be among.
        lists: `table.column` among whose values each of a list must be.
        codes: Name of the list of `expectations/codes.py` whose codes it must be among.
        is_given: Whether a dump gives it, so that a loader's word for nothing (`nan`, `None`) may have got into it.
        may_be_empty: Whether a text without characters means something; elsewhere it stands for what is not known.
    """

    name: str
    type: pa.DataType
    meaning: str
    nullable: bool = False
    unit: str | None = None
    values: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    refers_to: str | None = None
    lists: str | None = None
    codes: str | None = None
    is_given: bool = False
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A constraint over the columns of one row, as a DuckDB SQL expression that a good row makes true or null.

    `{name}` in an expression stands for the list of that name in `expectations/codes.py`.
    """

    name: str
    expression: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a release.

    Attributes:
        name: Plural noun; the folder of its parts.
        doc: What one row is.
        key: Column that identifies a row over the whole release.
        columns: Every column, in the order written.
        rules: Row rules, named.
        fewest_rows: Least rows a release may have.
        stage: Who writes it: `shard` (one part a shard), `link` or `run` (one part a release).
    """

    name: str
    doc: str
    key: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    fewest_rows: int = 0
    stage: str = "shard"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Column names in the order written."""
        return tuple(column.name for column in self.columns)

    @property
    def references(self) -> tuple[str, ...]:
        """What its columns refer to, as `table.column`, in their order; a table of groups begins with its members."""
        return tuple(column.refers_to for column in self.columns if column.refers_to is not None)

    @property
    def span_prefixes(self) -> tuple[str, ...]:
        """What stands before `start` in the columns of each of its spans: nothing for a row's own, `cue_` for a cue."""
        names = set(self.column_names)
        prefixes = (name.removesuffix(OFFSETS[0]) for name in self.column_names if name.endswith(OFFSETS[0]))
        return tuple(prefix for prefix in prefixes if names.issuperset(f"{prefix}{offset}" for offset in OFFSETS))


def make_arrow_schema(table: Table) -> pa.Schema:
    """Give the Arrow schema that every part of a table is written with.

    Nullable whole numbers and booleans carry pandas metadata, so that `pd.read_parquet` gives `Int64` and
    `boolean` columns rather than floats and objects. Each field has its meaning and its unit with it, and the table
    what a row is.
    """
    fields = [
        pa.field(column.name, column.type, nullable=column.nullable, metadata=_describe(column))
        for column in table.columns
    ]
    pandas_types = {pa.int64(): ("int64", "Int64"), pa.bool_(): ("bool", "boolean")}
    described = [
        {"name": c.name, "field_name": c.name, "metadata": None}
        | dict(zip(("pandas_type", "numpy_type"), pandas_types[c.type], strict=True))
        for c in table.columns
        if c.nullable and c.type in pandas_types
    ]
    metadata = {
        "description": table.doc,
        "pandas": json.dumps(
            {"index_columns": [], "column_indexes": [], "columns": described, "pandas_version": "2.0.0", "creator": {}}
        ),
    }
    return pa.schema(fields, metadata=metadata)


def _describe(column: Column) -> dict[str, str]:
    given = {"description": column.meaning, "unit": column.unit}
    return {key: value for key, value in given.items() if value is not None}
