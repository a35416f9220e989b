"""What documents a release was made of.

The markers of its parts are kept in it, so that the next run can be held against them and a lost part made again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.errors import DamagedData
from tasks.publish.parquet import write_arrow

LEDGER_FILE = "ledger.parquet"

_SCHEMA = pa.schema([("shard", pa.string()), ("marker", pa.string()), ("dropped", pa.list_(pa.string()))])


class ReleaseLedgerError(DamagedData):
    """A release's ledger cannot be read."""


@dataclass(frozen=True, slots=True)
class PublishedPart:
    """A part as a release took it in.

    Attributes:
        shard: Name of its shard.
        marker: The text of its marker.
        dropped: Articles of it that the release left out: superseded, retracted or forgotten ones.
    """

    shard: str
    marker: str
    dropped: tuple[str, ...]


def write_release_ledger(release: Path, parts: Sequence[PublishedPart]) -> None:
    """Write the ledger of a staged release."""
    rows = [{"shard": part.shard, "marker": part.marker, "dropped": list(part.dropped)} for part in parts]
    write_arrow(pa.Table.from_pylist(rows, schema=_SCHEMA), release / LEDGER_FILE)


def read_release_ledger(release: Path) -> Mapping[str, PublishedPart]:
    """Read the ledger of a release, by shard; releases of versions before 0.4 have none, which is empty.

    Raises:
        ReleaseLedgerError: It cannot be read.
    """
    path = release / LEDGER_FILE
    if not path.exists():
        return {}
    try:
        rows = pq.read_table(path, schema=_SCHEMA).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise ReleaseLedgerError(f"cannot read {path}: {error}") from error
    return {row["shard"]: PublishedPart(row["shard"], row["marker"], tuple(row["dropped"])) for row in rows}


def sort_dropped(article_ids: Collection[str], dropped: Collection[str]) -> tuple[str, ...]:
    """List a part's articles that a release leaves out."""
    return tuple(sorted(article_id for article_id in article_ids if article_id in dropped))
