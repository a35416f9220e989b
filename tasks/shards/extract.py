"""Extract one shard: read → clean → annotate, one part file a table, sealed by a marker."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from expectations.tables import TABLES
from tasks.annotate.article import annotate_articles
from tasks.annotate.model import load_model
from tasks.annotate.rows import make_article_row, make_id, make_rows
from tasks.clean.article import clean_document
from tasks.clean.profile import Profile, ProfileBuilder
from tasks.documents import Article, Document, Record, Reject
from tasks.publish.copies import copy_file
from tasks.publish.parquet import hash_file, sync, sync_folder, write_rows
from tasks.read.document import make_document
from tasks.read.identity import identify_record
from tasks.read.options import ReadOptions
from tasks.read.quarantine import quarantine_reject
from tasks.shards.ledger import MARKER_FILE, Held, LedgerError, Marker, read_marker, write_marker
from tasks.shards.spool import RECORDS_FILE, Item, fingerprint_item, read_items, recall_dump

SHARD_TABLES = tuple(table for table in TABLES if table.stage == "shard")

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are extracted together.

    Attributes:
        name: Hash of its documents and of what extracts them.
        records: The file that holds its records.
        n_documents: How many there are.
        replaces: The part that this shard makes again.
        sha256: What the file of records should be; None when this run wrote it.
    """

    name: str
    records: Path
    n_documents: int
    replaces: str | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """What extraction depends on besides the records.

    Attributes:
        model: Name of the spaCy pipeline.
        read: How records become documents.
        profile: File of the outlet profile.
        fingerprint: What `extracted_with` will say.
        schema: Hash of the table definitions.
        read_at: When the run began.
        work: The folder that holds `parts/` and `quarantine/`.
    """

    model: str
    read: ReadOptions
    profile: Path
    fingerprint: str
    schema: str
    read_at: datetime
    work: Path


def extract_shard(shard: Shard, options: ExtractOptions) -> Marker:
    """Extract a shard's records and seal its part; a sealed part is left as it is.

    Returns:
        The part's marker.
    """
    folder = options.work / "parts" / shard.name
    if (folder / MARKER_FILE).exists():
        return read_marker(folder)
    before = hash_file(shard.records)
    if shard.sha256 not in (None, before):
        raise LedgerError(f"{shard.records} is not as it was sealed")
    items, order = read_items(shard.records)
    options = replace(options, read=recall_dump(shard.records, options.read))
    profile = ProfileBuilder.load(options.profile).build()
    rows, held = extract_items(items, profile, options)
    aside = folder.with_name(f".{shard.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    files = {table.name: write_rows(table, rows[table.name], aside / f"{table.name}.parquet") for table in SHARD_TABLES}
    records = copy_file(shard.records, aside / RECORDS_FILE)
    if records != before:
        raise LedgerError(f"{shard.records} changed while it was read")
    marker = Marker(
        shard=shard.name,
        order=order,
        fingerprint=options.fingerprint,
        schema=options.schema,
        profile=options.profile.stem,
        held=tuple(held),
        files={name: (info.sha256, info.rows or 0) for name, info in files.items()},
        rejected_by_reason=Counter(str(row["reason"]) for row in rows["rejects"]),
        replaces=shard.replaces,
        records=before,
    )
    write_marker(aside, marker)
    sync_folder(aside)
    try:
        aside.rename(folder)
    except OSError:
        # A worker that outlived its run may have sealed the same shard meanwhile: the same rows.
        if not (folder / MARKER_FILE).exists():
            raise
        shutil.rmtree(aside)
    sync(folder.parent)
    return marker


def extract_items(items: Sequence[Item], profile: Profile, options: ExtractOptions) -> tuple[Rows, list[Held]]:
    """Extract the rows of every shard table from records, and say what became of each.

    Returns:
        Rows by table name, and one `Held` an item, in order.
    """
    outcomes = [_prepare(item, profile, options) for item in items]
    articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
    annotated = annotate_articles(load_model(options.model), articles)
    rows: Rows = {table.name: [] for table in SHARD_TABLES}
    held = []
    for item, outcome in zip(items, outcomes, strict=True):
        fingerprint = fingerprint_item(item)
        if isinstance(outcome, Reject):
            identity = identify_record(item) if isinstance(item, Record) else None
            rows["rejects"].append(_make_reject_row(outcome, fingerprint, options.work))
            held.append(Held(fingerprint, identity, None))
            continue
        article_id = fingerprint[:16]
        annotations = next(annotated)
        rows["articles"].append(make_article_row(annotations, article_id, options.read_at, options.fingerprint))
        for name, found in make_rows(annotations, article_id).items():
            rows[name].extend(found)
        held.append(Held(fingerprint, _identify(item, outcome.document), article_id, _date(outcome.document)))
    return rows, held


def _identify(item: Item, document: Document) -> str | None:
    if isinstance(item, Reject):
        return None
    # A page names its own address, which its record did not know.
    fields = {**item.fields, "url": document.url} if document.url else item.fields
    return identify_record(replace(item, fields=fields))


def _date(document: Document) -> str | None:
    return None if document.published_at is None else document.published_at.isoformat()


def _prepare(item: Item, profile: Profile, options: ExtractOptions) -> Article | Reject:
    if isinstance(item, Reject):
        return item
    document = make_document(item, options.read)
    return document if isinstance(document, Reject) else clean_document(document, profile)


def _make_reject_row(reject: Reject, fingerprint: str, work: Path) -> dict[str, object]:
    kept_at, n_bytes = quarantine_reject(reject, work / "quarantine")
    return {
        "reject_id": make_id("rejects", fingerprint),
        "source_path": reject.source_path,
        "position": reject.position,
        "record_id": reject.record_id,
        "stage": reject.stage,
        "reason": reject.reason,
        "detail": reject.detail,
        "n_bytes": n_bytes,
        "kept_at": f"work/quarantine/{kept_at}",
    }
