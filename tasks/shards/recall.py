"""Recall from a part's rows what its records do not say, so that it can be extracted again as it was."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.ids import make_id
from tasks.mishaps import LEFT_BY_MACHINE, Mishap
from tasks.shards.ledger import Marker


def recall_read_at(articles: Path) -> datetime | None:
    """Say when a part was read, where its articles can be read: the same time gives the same bytes.

    Args:
        articles: The part's file of `articles`.
    """
    try:
        times = pq.read_table(articles, columns=["read_at"])["read_at"].to_pylist()
    except (OSError, ValueError, pa.ArrowException):
        return None
    return times[0] if times else None


def recall_set_aside(marker: Marker, rejects: Path) -> dict[str, Mishap]:
    """List by fingerprint the documents that kill or hold up whoever extracts them, by what a part says of them.

    Args:
        marker: The part's marker.
        rejects: Its file of `rejects`.
    """
    if not any(map(marker.rejected_by_reason.get, LEFT_BY_MACHINE)):
        return {}
    try:
        rows = pq.read_table(rejects, columns=["reject_id", "reason", "detail"]).to_pylist()
    except (OSError, ValueError, pa.ArrowException):
        return {}
    left = {row["reject_id"]: row for row in rows if row["reason"] in LEFT_BY_MACHINE}
    found = {held.fingerprint: left.get(make_id("rejects", held.fingerprint)) for held in marker.held}
    return {one: Mishap(row["reason"], row["detail"] or "") for one, row in found.items() if row is not None}
