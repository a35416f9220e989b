"""Read a release so that two can be compared, row for row."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from expectations.tables import TABLES

# These say when, not what.
TIMED = {"articles": ["read_at"]}


def read_release(release: Path) -> dict[str, pd.DataFrame]:
    """Read every table but `runs`, sorted by key, without what differs from run to run."""
    frames = {}
    for table in TABLES:
        if table.name == "runs":
            continue
        frame = pd.read_parquet(release / table.name).drop(columns=TIMED.get(table.name, []))
        categories = frame.select_dtypes("category").columns
        frame[categories] = frame[categories].astype(object)
        frames[table.name] = frame.sort_values(table.key).reset_index(drop=True)
    return frames
