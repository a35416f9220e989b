"""The records of a shard on disk: what planning found, for the process that extracts them and for any later refresh."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.documents import Record, Reject
from tasks.read.identity import fingerprint_record

Item = Record | Reject

RECORDS_FILE = "records.parquet"

_SCHEMA = pa.schema(
    [
        (name, pa.string())
        for name in (
            "item",
            "source_path",
            "position",
            "record_id",
            "media",
            "content",
            "fields",
            "stage",
            "reason",
            "detail",
        )
    ]
    + [("raw", pa.binary())]
)


def write_items(items: Sequence[Item], path: Path, order: str) -> None:
    """Write records and rejects, in order, aside and then in place.

    Args:
        items: What a shard holds.
        path: The file to write.
        order: Sorts this shard among all that were ever planned; later ones hold newer revisions.
    """
    rows = [_pack(item) for item in items]
    schema = _SCHEMA.with_metadata({"order": order})
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), aside, compression="zstd")
    aside.replace(path)


def read_items(path: Path) -> tuple[list[Item], str]:
    """Read what `write_items` wrote: the items and their order."""
    table = pq.read_table(path)
    return [_unpack(row) for row in table.to_pylist()], read_order(path)


def read_order(path: Path) -> str:
    """Read only the order of a shard's records."""
    return str(pq.read_schema(path).metadata[b"order"].decode())


def fingerprint_item(item: Item) -> str:
    """Hash a record by its content, and a reject by its bytes, reason and place: 32 hex digits.

    The place is the file's name alone, so that a dump delivered twice from another folder adds nothing.
    """
    if isinstance(item, Record):
        return fingerprint_record(item)
    place = f"{item.reason}\0{Path(item.source_path).name}\0{item.position}\0".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(place + item.raw, digest_size=16).hexdigest()


def _pack(item: Item) -> dict[str, object]:
    shared: dict[str, object] = {name: getattr(item, name) for name in ("source_path", "position", "record_id")}
    if isinstance(item, Record):
        fields = json.dumps(dict(item.fields), ensure_ascii=True)
        return shared | {"item": "record", "media": item.media, "content": item.content, "fields": fields}
    return shared | {
        "item": "reject", "stage": item.stage, "reason": item.reason, "detail": item.detail, "raw": item.raw
    }  # fmt: skip


def _unpack(row: dict[str, object]) -> Item:
    shared = {name: row[name] for name in ("source_path", "position", "record_id")}
    if row["item"] == "record":
        fields = json.loads(str(row["fields"]))
        return Record(**shared, media=row["media"], content=row["content"], fields=fields)  # type: ignore[arg-type]
    rest = {name: row[name] for name in ("stage", "reason", "detail", "raw")}
    return Reject(**shared, **rest)  # type: ignore[arg-type]
