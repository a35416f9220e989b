"""Extract one shard: read → clean → annotate, one part file a table, sealed by a marker."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from expectations.audit_articles import Tables, is_rest_sound
from expectations.enumerations import Stage
from expectations.tables import SHARD_TABLES
from tasks.annotate.article import Annotations, annotate_articles
from tasks.annotate.model import load_model
from tasks.annotate.rows import make_article_row, make_rows
from tasks.clean.article import clean_document
from tasks.clean.profile import Profile, ProfileBuilder
from tasks.documents import Article, Document, Record, Reject
from tasks.ids import make_id
from tasks.mishaps import Mishap, attempt
from tasks.progress import Report, Tally, reports_progress, tallied, tell_nobody
from tasks.publish.copies import copy_file
from tasks.publish.parquet import hash_file, make_arrow_table, sync, sync_folder, write_arrow
from tasks.read.document import make_document
from tasks.read.identity import identify_record
from tasks.read.options import ReadOptions
from tasks.read.quarantine import quarantine_reject
from tasks.shards.broken_rows import Rows, drop_articles, reject_broken_articles
from tasks.shards.ledger import (
    MARKER_FILE,
    Held,
    LedgerError,
    Marker,
    is_in_sample,
    read_marker,
    stamp_passed,
    write_marker,
)
from tasks.shards.spool import RECORDS_FILE, Item, fingerprint_item, read_items, recall_dump


@dataclass(frozen=True, slots=True)
class Shard:
    """Documents that are extracted together.

    Attributes:
        name: Hash of its documents and of what extracts them.
        records: The file that holds its records.
        n_documents: How many there are.
        replaces: The part that this shard makes again.
        sha256: What the file of records should be; None when this run wrote it.
        set_aside: Documents that are not to be touched, by fingerprint, with what they do to a worker.
        is_alone: Whether each document is read, parsed and annotated before the next is begun.
    """

    name: str
    records: Path
    n_documents: int
    replaces: str | None = None
    sha256: str | None = None
    set_aside: Mapping[str, Mishap] = field(default_factory=dict)
    is_alone: bool = False


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
        most_seconds: How long reading, parsing or annotating one document may take; None for no limit.
        audited_with: Hash of what audits a part; one found sound when it is made is not audited again by the same.
    """

    model: str
    read: ReadOptions
    profile: Path
    fingerprint: str
    schema: str
    read_at: datetime
    work: Path
    most_seconds: float | None = None
    audited_with: str | None = None


def count_held(marker: Marker) -> dict[str, int]:
    """Count what became of a shard's documents."""
    kept = sum(one.article_id is not None for one in marker.held)
    return {"kept": kept, "rejected": len(marker.held) - kept}


@tallied(Tally(count_held, size=lambda shard: shard.n_documents))
@reports_progress
def extract_shard(shard: Shard, options: ExtractOptions, report: Report = tell_nobody) -> Marker:
    """Extract a shard's records and seal its part; a sealed part is left as it is.

    Args:
        shard: What to extract.
        options: What extraction depends on besides.
        report: Called before each document with the number of those that are done; a sign of life.

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
    options = replace(options, read=replace(recall_dump(shard.records, options.read), read_at=options.read_at))
    profile = ProfileBuilder.load(options.profile).build()
    rows, held, sound = extract_items(items, profile, options, shard.set_aside, shard.is_alone, report)
    aside = folder.with_name(f".{shard.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    tables = {
        table.name: sound[table.name] if table.name in sound else make_arrow_table(table, rows[table.name])
        for table in SHARD_TABLES
    }
    files = {name: write_arrow(made, aside / f"{name}.parquet") for name, made in tables.items()}
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
    if sound and options.audited_with and not is_in_sample(shard.name) and _holds(aside, tables, options):
        stamp_passed(aside, options.audited_with)
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


def extract_items(
    items: Sequence[Item],
    profile: Profile,
    options: ExtractOptions,
    set_aside: Mapping[str, Mishap] | None = None,
    is_alone: bool = False,
    report: Report = tell_nobody,
) -> tuple[Rows, list[Held], Tables]:
    """Extract the rows of every shard table from records, and say what became of each.

    A record on which a rule raises, that takes too long, or whose rows break a rule of their tables is a reject; it
    touches no other record.

    Returns:
        Rows by table name, one `Held` an item, in order, and the tables of articles where they are known to be sound.
    """
    nlp = load_model(options.model)
    rows: Rows = {table.name: [] for table in SHARD_TABLES}
    held: list[Held] = []
    for group in [[item] for item in items] if is_alone else [items]:
        outcomes = []
        for item in group:
            report(len(held))
            outcomes.append((set_aside or {}).get(fingerprint_item(item)) or _prepare(item, profile, options))
        articles = [outcome for outcome in outcomes if isinstance(outcome, Article)]
        annotated = annotate_articles(nlp, articles, options.most_seconds)
        for item, outcome in zip(group, outcomes, strict=True):
            held.append(_add_rows(rows, item, next(annotated) if isinstance(outcome, Article) else outcome, options))
            report(len(held))
    return _set_broken_aside(rows, held, options)


def _prepare(item: Item, profile: Profile, options: ExtractOptions) -> Article | Reject | Mishap:
    """Read and clean a record."""
    if isinstance(item, Reject):
        return item
    document = attempt(partial(make_document, item, options.read), options.most_seconds)
    if isinstance(document, Mishap):
        return _make_reject(document, item, "read")
    if isinstance(document, Reject):
        return document
    article = attempt(partial(clean_document, document, profile), options.most_seconds)
    return _make_reject(article, item, "clean") if isinstance(article, Mishap) else article


def _add_rows(rows: Rows, item: Item, outcome: Annotations | Reject | Mishap, options: ExtractOptions) -> Held:
    """Add what became of one record to the rows of its shard."""
    fingerprint = fingerprint_item(item)
    if isinstance(outcome, Annotations):
        article_id = fingerprint[:16]
        made = attempt(partial(_make_all_rows, outcome, article_id, options), options.most_seconds)
        if not isinstance(made, Mishap):
            for name, found in made.items():
                rows[name].extend(found)
            document = outcome.article.document
            return Held(fingerprint, _identify(item, document), article_id, _date(document))
        outcome = made
    reject = _make_reject(outcome, item, "annotate") if isinstance(outcome, Mishap) else outcome
    rows["rejects"].append(_make_reject_row(reject, fingerprint, options.work))
    return Held(fingerprint, identify_record(item) if isinstance(item, Record) else None, None)


def _make_all_rows(annotations: Annotations, article_id: str, options: ExtractOptions) -> Rows:
    article = make_article_row(annotations, article_id, options.read_at, options.fingerprint)
    return {"articles": [article], **make_rows(annotations, article_id)}


def _set_broken_aside(rows: Rows, held: list[Held], options: ExtractOptions) -> tuple[Rows, list[Held], Tables]:
    rejects, sound = reject_broken_articles(rows)
    rows = drop_articles(rows, rejects)
    for at, one in enumerate(held):
        if one.article_id in rejects:
            rows["rejects"].append(_make_reject_row(rejects[one.article_id], one.fingerprint, options.work))
            held[at] = Held(one.fingerprint, one.identity, None)
    return rows, held, sound or {}


def _holds(folder: Path, tables: Tables, options: ExtractOptions) -> bool:
    """Tell whether nothing is left for an audit of a part whose articles are sound: its files hold just the tables."""
    for name, made in tables.items():
        read = pq.read_table(folder / f"{name}.parquet")
        if not read.equals(made) or read.schema.metadata != made.schema.metadata:
            return False
    return is_rest_sound(tables, options.fingerprint, options.work.parent)


def _identify(item: Item, document: Document) -> str | None:
    if isinstance(item, Reject):
        return None
    # A page names its own address, which its record did not know.
    url = document.canonical_url or document.url
    fields = {**item.fields, "url": url} if url else item.fields
    return identify_record(replace(item, fields=fields))


def _date(document: Document) -> str | None:
    return None if document.published_at is None else document.published_at.isoformat()


def _make_reject(mishap: Mishap, item: Item, stage: Stage) -> Reject:
    raw = item.content.encode("utf-8", "surrogatepass") if isinstance(item, Record) else item.raw
    return Reject(
        item.source_path, item.position, item.record_id, stage, mishap.reason, mishap.detail, raw, mishap.traceback
    )


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
