"""Rows of a query on a terminal."""

from __future__ import annotations

from typing import Any

import pandas as pd
from rich.console import Console
from rich.table import Column, Table

from flows.show import make_text

# A country or city is listed where it is quoted: "Ecuador denied …".
_LISTED = "label IN ('person', 'organization') OR n_quotes + n_claims > 0"
PEOPLE = (
    "SELECT name, roles[1].role AS role, n_quotes AS quotes, n_claims AS claims, n_articles AS articles, "
    f"n_outlets AS outlets, entity_key FROM entity_index WHERE ({_LISTED}) "
    "AND contains(lower(concat_ws(' ', entity_key, name, array_to_string(aliases, ' '))), lower(?)) "
    "ORDER BY n_quotes DESC, n_mentions DESC, entity_key"
)
NAMES = f"SELECT DISTINCT name FROM entity_index WHERE ({_LISTED}) AND name IS NOT NULL ORDER BY name"
STORIES = (
    "SELECT strftime(first_published, '%Y-%m-%d') AS first, n_outlets AS outlets, n_articles AS articles, "
    "n_disputed AS disputed, title, group_id FROM stories "
    "ORDER BY n_outlets DESC, n_articles DESC, first_published DESC, group_id"
)


def print_frame(frame: pd.DataFrame, most: int, console: Console) -> None:
    """Print rows as a table, and say how many more there are; what is unknown is empty."""
    shown = frame.head(most)
    table = Table(*(Column(str(name), overflow="fold") for name in shown.columns))
    for row in shown.itertuples(index=False):
        table.add_row(*(make_text(_write(value)) for value in row))
    console.print(table)
    if len(frame) > most:
        console.print(f"{len(frame) - most:,} more; --most shows more")


def _write(value: Any) -> str:
    return "" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value)
