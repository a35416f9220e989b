"""The ledger: which documents sealed parts already hold. A part is sealed by its marker, written last."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

from tasks.errors import SaysoError

MARKER_FILE = "marker.json"
AUDIT_FILE = "audited_with.txt"


class LedgerError(SaysoError):
    """The ledger cannot be read; the message says which part and what to do."""


@dataclass(frozen=True, slots=True)
class Held:
    """One document that a part holds.

    Attributes:
        fingerprint: Hash of the record's content.
        identity: What revisions of one article share; null for a reject that could not be read.
        article_id: Its row in `articles`; null when it was rejected.
        published_at: When it was published, ISO 8601 in UTC; null when that is not known.
    """

    fingerprint: str
    identity: str | None
    article_id: str | None
    published_at: str | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """What seals a part.

    Attributes:
        shard: Name of the shard and of the part's folder.
        order: Sorts parts by when they were planned.
        fingerprint: What it was extracted with.
        schema: Hash of the table definitions it was written with.
        profile: Id of the outlet profile it was cleaned with.
        held: Its documents, in order.
        files: SHA-256 and number of rows of each table's file.
        rejected_by_reason: Number of rejects by reason code.
        replaces: The part that this one was made again from.
    """

    shard: str
    order: str
    fingerprint: str
    schema: str
    profile: str
    held: tuple[Held, ...]
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    rejected_by_reason: Mapping[str, int] = field(default_factory=dict)
    replaces: str | None = None


def write_marker(folder: Path, marker: Marker) -> None:
    """Write a part's marker and flush it to disk."""
    packed = {one.name: getattr(marker, one.name) for one in fields(marker)}
    packed |= {"held": [list(astuple(held)) for held in marker.held]}
    with (folder / MARKER_FILE).open("w", encoding="utf-8") as stream:
        json.dump(packed, stream)
        stream.flush()
        os.fsync(stream.fileno())


def read_marker(folder: Path) -> Marker:
    """Read a sealed part's marker.

    Raises:
        LedgerError: It is damaged.
    """
    try:
        packed = json.loads((folder / MARKER_FILE).read_text("utf-8"))
        packed["held"] = tuple(Held(*held) for held in packed["held"])
        packed["files"] = {table: (str(sha256), int(rows)) for table, (sha256, rows) in packed["files"].items()}
        return Marker(**packed)
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerError(f"{folder / MARKER_FILE} is damaged; delete {folder} and build its dump again") from error


def read_ledger(parts: Path) -> list[Marker]:
    """Read the markers of all sealed parts that no other part replaces, in order of planning."""
    sealed = [read_marker(path.parent) for path in sorted(parts.glob(f"[!.]*/{MARKER_FILE}"))]
    replaced = {marker.replaces for marker in sealed}
    standing = (marker for marker in sealed if marker.shard not in replaced)
    return sorted(standing, key=lambda marker: (marker.order, marker.shard))


def find_superseded(markers: Iterable[Marker]) -> frozenset[str]:
    """Find the articles that a newer revision replaces.

    Args:
        markers: Parts in order of planning. Of documents with one identity the one published last stands; where a
            date is missing or they agree, the one taken in last. What was delivered before is not taken in again.

    Returns:
        Their article ids.
    """
    revisions: dict[str, list[Held]] = {}
    for marker in markers:
        for held in marker.held:
            if held.article_id is not None and held.identity is not None:
                revisions.setdefault(held.identity, []).append(held)
    return frozenset(
        str(held.article_id) for found in revisions.values() if len(found) > 1 for held in _list_older(found)
    )


def _list_older(revisions: Sequence[Held]) -> list[Held]:
    are_dated = all(held.published_at is not None for held in revisions)
    # Of equals `max` gives the first, so the last taken in comes first.
    newest = max(reversed(revisions), key=lambda held: held.published_at or "") if are_dated else revisions[-1]
    return [held for held in revisions if held.article_id != newest.article_id]


def remove_replaced(parts: Path) -> None:
    """Delete parts that another sealed part replaces, and half-written ones that a killed run left."""
    standing = {marker.shard for marker in read_ledger(parts)}
    for folder in parts.iterdir() if parts.is_dir() else ():
        if folder.is_dir() and folder.name not in standing:
            shutil.rmtree(folder)
