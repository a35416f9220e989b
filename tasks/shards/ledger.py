"""The ledger: which documents sealed parts already hold. A part is sealed by its marker, written last."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from tasks.errors import DamagedData
from tasks.publish.parquet import sync
from tasks.read.addresses import normalise_url
from tasks.read.origins import Origins
from tasks.shards.origins_file import read_origins

MARKER_FILE = "marker.json"
AUDIT_FILE = "audited_with.txt"
# Of this many new parts, one is held against the whole Great Expectations suites though it is sound.
SUITE_EVERY = 100
# What `Marker.records` says of a part whose records are lost.
LOST = "lost"


def has_passed(folder: Path, code: str) -> bool:
    """Say whether a part has passed the audit of some code, with the files that its marker names now."""
    stamp = folder / AUDIT_FILE
    return stamp.exists() and stamp.read_text("utf-8") == _make_stamp(folder, code)


def stamp_passed(folder: Path, code: str) -> None:
    """Keep that a part has passed the audit of some code; its marker is written before."""
    (folder / AUDIT_FILE).write_text(_make_stamp(folder, code), "utf-8")


def _make_stamp(folder: Path, code: str) -> str:
    """Hash the code that audits together with the marker: sealed anew with other files, a part is audited again."""
    marker = (folder / MARKER_FILE).read_bytes()
    return hashlib.blake2b(code.encode() + b"\0" + marker, digest_size=8).hexdigest()


def is_in_sample(shard: str) -> bool:
    """Say whether a part is among those that are held against the whole suites though they are sound."""
    return int(hashlib.sha256(shard.encode()).hexdigest(), 16) % SUITE_EVERY == 0


class LedgerError(DamagedData):
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
        records: SHA-256 of its records' file; "lost" when they are lost and the part cannot be made again; null in
            markers of versions before 0.4 until the file is first seen.
        remade: How often a repair made it, under the same name, with other bytes than it was sealed with.
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
    records: str | None = None
    remade: int = 0

    @property
    def making(self) -> tuple[str, str, int]:
        """What tells two parts of one name apart: when they were planned, and how often they were repaired."""
        return self.shard, self.order, self.remade


def write_marker(folder: Path, marker: Marker) -> None:
    """Write a part's marker, aside and then in place, and flush it to disk."""
    packed = {one.name: getattr(marker, one.name) for one in fields(marker)}
    packed |= {"held": [list(astuple(held)) for held in marker.held]}
    write_marker_text(folder, json.dumps(packed | {"digest": _digest(packed)}))


def write_marker_text(folder: Path, text: str) -> None:
    """Write a marker as `read_marker_text` gave it."""
    aside = folder / f".{MARKER_FILE}"
    with aside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    aside.replace(folder / MARKER_FILE)


def read_marker_text(folder: Path) -> str:
    """Read a part's marker as it was written, for a copy of it."""
    return (folder / MARKER_FILE).read_text("utf-8")


def read_marker(folder: Path) -> Marker:
    """Read a sealed part's marker.

    Raises:
        LedgerError: It is damaged, or another part's.
    """
    try:
        marker = parse_marker(read_marker_text(folder))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerError(f"{folder / MARKER_FILE} is damaged") from error
    if marker.shard != folder.name:
        raise LedgerError(f"{folder / MARKER_FILE} is that of another part, {marker.shard}")
    return marker


def parse_marker(text: str) -> Marker:
    """Read the text of a marker.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: It is no marker, or not as it was written.
    """
    packed: dict[str, Any] = json.loads(text)
    # Versions before 0.4 wrote none.
    digest = packed.pop("digest", None)
    if digest is not None and digest != _digest(packed):
        raise ValueError("its digest is another")
    packed["held"] = tuple(Held(*held) for held in packed["held"])
    packed["files"] = {table: (str(sha256), int(rows)) for table, (sha256, rows) in packed["files"].items()}
    return Marker(**packed)


def read_ledger(parts: Path) -> list[Marker]:
    """Read the markers of all sealed parts that no other part replaces, in order of planning."""
    origins = read_origins(parts.parent)
    sealed = [_translate(read_marker(path.parent), origins) for path in sorted(parts.glob(f"[!.]*/{MARKER_FILE}"))]
    replaced = {marker.replaces for marker in sealed}
    standing = (marker for marker in sealed if marker.shard not in replaced)
    return sorted(standing, key=lambda marker: (marker.order, marker.shard))


def _translate(marker: Marker, origins: Origins) -> Marker:
    """Give identities that older versions made of absolute paths and addresses as they are made now."""
    return replace(marker, held=tuple(_translate_held(one, origins) for one in marker.held))


def _translate_held(held: Held, origins: Origins) -> Held:
    identity = held.identity and _renew(held.identity, origins)
    return held if identity == held.identity else replace(held, identity=identity)


# What older versions kept of an address; most have none of it, and parts are many.
_MAY_VARY = re.compile(
    r"^url:(?:www2?|m|mob|mobile|amp|wap|touch)\.|[?%;]|[/.](?:amp|print|index|default|mobile|single)"
)


def _renew(identity: str, origins: Origins) -> str:
    if identity.startswith("url:") and _MAY_VARY.search(identity):
        return f"url:{normalise_url(f'//{identity[4:]}') or identity[4:]}"
    return origins.translate(identity) if identity.startswith("file:") else identity


def list_sealed(parts: Path) -> frozenset[str]:
    """List the names of sealed parts, replaced ones as well."""
    return frozenset(path.parent.name for path in parts.glob(f"[!.]*/{MARKER_FILE}"))


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


def find_unsealed(parts: Path) -> list[Path]:
    """Find parts whose marker is lost: a part gets its name only after its marker was written."""
    folders = (folder for folder in parts.glob("[!.]*") if folder.is_dir())
    return sorted(folder for folder in folders if not (folder / MARKER_FILE).exists())


def remove_replaced(parts: Path) -> None:
    """Delete parts that another sealed part replaces, and half-written ones that a killed run left.

    A part without a marker stays: it has lost it, and may be mended.
    """
    standing = {marker.shard for marker in read_ledger(parts)}
    for folder in sorted(parts.iterdir()) if parts.is_dir() else ():
        if not folder.is_dir():
            continue
        if not folder.name.startswith(".") and (folder / MARKER_FILE).exists() and folder.name not in standing:
            # Renamed first: a part that is half removed would look like one that has lost its marker.
            folder = folder.rename(folder.with_name(f".{folder.name}.replaced"))
            sync(parts)
        if folder.name.startswith("."):
            shutil.rmtree(folder)


def _digest(packed: Mapping[str, Any]) -> str:
    # Through JSON and back: a tuple and the list that is read are the same.
    return hashlib.blake2b(json.dumps(packed, sort_keys=True).encode(), digest_size=16).hexdigest()
