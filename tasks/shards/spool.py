"""The records of a shard on disk: what planning found, for the process that extracts them and for any later refresh."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.documents import Record, Reject
from tasks.publish.parquet import sync
from tasks.read.identity import fingerprint_record
from tasks.read.options import ReadOptions

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
            "origin",
        )
    ]
    + [("raw", pa.binary())]
)


def write_items(items: Sequence[Item], path: Path, order: str, read: ReadOptions | None = None) -> None:
    """Write records and rejects, in order, aside and then in place.

    Args:
        items: What a shard holds.
        path: The file to write.
        order: Sorts this shard among all that were ever planned; later ones hold newer revisions.
        read: How they were read; what the user said of the dump goes with its records.
    """
    rows = [_pack(item) for item in items]
    schema = _SCHEMA.with_metadata({"order": order, "said": say_of_dump(read or ReadOptions())})
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), aside, compression="zstd")
    sync(aside)
    aside.replace(path)
    sync(path.parent)


def read_items(path: Path) -> tuple[list[Item], str]:
    """Read what `write_items` wrote: the items and their order."""
    table = pq.read_table(path)
    return [_unpack(row) for row in table.to_pylist()], read_order(path)


def holds_items(path: Path, items: Sequence[Item]) -> bool:
    """Say whether a file holds just these items; one that is missing or damaged does not."""
    try:
        return path.exists() and read_items(path)[0] == list(items)
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return False


def read_order(path: Path) -> str:
    """Read only the order of a shard's records."""
    return str(pq.read_schema(path).metadata[b"order"].decode())


def list_orders(folder: Path) -> Iterator[str]:
    """List the orders of the shards that lie in a folder, each in one of its own."""
    return (read_order(path) for path in folder.glob(f"*/{RECORDS_FILE}"))


def say_of_dump(read: ReadOptions) -> str:
    """Write what the user said of a dump (date, outlet, order of day and month) as JSON."""
    day = read.published_at and read.published_at.isoformat()
    return json.dumps({"published_at": day, "outlet": read.outlet, "day_first": read.day_first})


def recall_dump(path: Path, read: ReadOptions) -> ReadOptions:
    """Put what the user said of a dump when it was taken in into the options that its records are read with."""
    said = json.loads(pq.read_schema(path).metadata[b"said"])
    day = said["published_at"] and datetime.fromisoformat(said["published_at"])
    return replace(read, published_at=day, outlet=said["outlet"], day_first=said["day_first"])


def fingerprint_item(item: Item) -> str:
    """Hash a record by its content, and a reject by its bytes, reason and place: 32 hex digits.

    The place is the path within the input, or the file's name, so that a dump that is delivered twice from another
    folder adds nothing.
    """
    if isinstance(item, Record):
        return fingerprint_record(item)
    place = "\0".join((item.reason, item.record_id or Path(item.source_path).name, item.position or "", ""))
    return hashlib.blake2b(place.encode("utf-8", "surrogatepass") + item.raw, digest_size=16).hexdigest()


def _pack(item: Item) -> dict[str, object]:
    shared: dict[str, object] = {name: getattr(item, name) for name in ("source_path", "position", "record_id")}
    if isinstance(item, Record):
        fields = json.dumps(dict(item.fields), ensure_ascii=True)
        return shared | {
            "item": "record",
            "media": item.media,
            "content": item.content,
            "fields": fields,
            "origin": item.origin,
        }
    return shared | {
        "item": "reject", "stage": item.stage, "reason": item.reason, "detail": item.detail, "raw": item.raw
    }  # fmt: skip


def _unpack(row: dict[str, object]) -> Item:
    shared = {name: row[name] for name in ("source_path", "position", "record_id")}
    if row["item"] == "record":
        fields = json.loads(str(row["fields"]))
        rest = {"media": row["media"], "content": row["content"], "origin": row.get("origin")}
        return Record(**shared, **rest, fields=fields)  # type: ignore[arg-type]
    rest = {name: row[name] for name in ("stage", "reason", "detail", "raw")}
    return Reject(**shared, **rest)  # type: ignore[arg-type]
