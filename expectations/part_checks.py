"""Whether a partition of a table is sound: what its Great Expectations suite asks, without Great Expectations.

A suite says what is wrong and shows the rows; its library takes 5 CPU seconds to import and 15 ms an expectation.
Nearly all partitions are sound, and of these one scan with DuckDB tells as much.
"""

from __future__ import annotations

import pandas as pd
import pyarrow as pa

from expectations.audit_rows import RowRule, find_broken_rows, list_null_rules, list_row_rules, make_loose_table
from expectations.schema import Column, Table

# What `pd.read_parquet` makes of each Arrow type, by whether it may be null; pandas 2 has object and [ns].
_STRINGS = ["str", "string", "object"]
_TIMES = ["datetime64[us, UTC]", "datetime64[ns, UTC]"]
_DTYPES: dict[tuple[pa.DataType, bool], list[str]] = {
    (pa.string(), False): _STRINGS,
    (pa.string(), True): _STRINGS,
    (pa.int64(), False): ["int64"],
    (pa.int64(), True): ["Int64"],
    (pa.float64(), False): ["float64"],
    (pa.float64(), True): ["float64"],
    (pa.bool_(), False): ["bool"],
    (pa.bool_(), True): ["boolean"],
    (pa.timestamp("us", tz="UTC"), False): _TIMES,
    (pa.timestamp("us", tz="UTC"), True): _TIMES,
}


def is_sound(table: Table, frame: pd.DataFrame, n_rows: int | None = None) -> bool:
    """Tell whether a partition satisfies everything that the suite of its table asks.

    Args:
        table: The table's definition.
        frame: The partition as `pd.read_parquet` gives it.
        n_rows: Rows that it must have, where its writer said so; else the fewest that a release may have.
    """
    if len(frame) != n_rows if n_rows is not None else len(frame) < table.fewest_rows:
        return False
    if list(frame.columns) != list(table.column_names):
        return False
    if any(str(frame[column.name].dtype) not in list_dtypes(column) for column in table.columns):
        return False
    if not frame[table.key].dropna().is_unique:
        return False
    return not find_broken_rows(make_loose_table(table, frame), list_all_rules(table))


def list_all_rules(table: Table) -> list[RowRule]:
    """List what is asked of each row of a table, nulls first."""
    return list_null_rules(table) + list_row_rules(table)


def list_dtypes(column: Column) -> list[str]:
    """List the dtypes that pandas may give a column."""
    if pa.types.is_dictionary(column.type):
        return ["category"]
    return ["object"] if pa.types.is_list(column.type) else _DTYPES[column.type, column.nullable]
