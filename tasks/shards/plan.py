"""Plan a run: stream the input, drop what sealed parts hold, group the rest into shards."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from tasks.clean.profile import ProfileBuilder, ProfileError
from tasks.documents import Document, Record
from tasks.errors import REFUSED, SaysoError
from tasks.mishaps import LEFT_BY_MACHINE, SET_ASIDE, attempt
from tasks.progress import Report, Tally, reports_progress, tallied, tell_nobody
from tasks.publish.parquet import sync
from tasks.read.day_order import is_unclear
from tasks.read.document import make_document
from tasks.read.inputs import list_roots, read_inputs
from tasks.read.options import ReadOptions
from tasks.read.origins import Origins, add_roots, make_absolute
from tasks.read.survey import Survey
from tasks.shards.extract import Shard
from tasks.shards.ledger import LOST, Marker, read_ledger
from tasks.shards.origins_file import read_origins, write_origins
from tasks.shards.sequence import find_next_sequence, write_order
from tasks.shards.spool import (
    RECORDS_FILE,
    Item,
    fingerprint_item,
    holds_items,
    list_orders,
    recall_dump,
    say_of_dump,
    write_items,
)

# Where the pointer to the newest profile lives.
PROFILE_POINTER = "current"


class RecordsLost(SaysoError):
    """A part has to be made again and has lost its records; the message says what to do."""

    exit_code = REFUSED


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """What planning depends on.

    Attributes:
        work: The folder of shards, parts, profiles and quarantine.
        read: How dumps become records.
        fingerprint: What new parts will be extracted with.
        schema: Hash of the table definitions; parts with another are made again.
        shard_documents: Documents a shard.
        started: When the run began, UTC.
        published: Shards that the newest release holds.
        refresh: Whether parts made with another fingerprint are made again, and those with documents that took too
            long or ended their worker.
        last_sequence: The greatest sequence of a release.
        most_seconds: How long reading one document may take; None for no limit.
        inbox: The folder that nights read from; None where there is none.
    """

    work: Path
    read: ReadOptions
    fingerprint: str
    schema: str
    shard_documents: int
    started: datetime
    published: Collection[str] = ()
    refresh: bool = False
    last_sequence: int = 0
    most_seconds: float | None = None
    inbox: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do.

    Attributes:
        shards: Shards to extract, in order.
        profile: File of the outlet profile that new shards are cleaned with.
        n_read: Records and unreadable inputs that this run takes into account.
        n_known: Those of them that the newest release already holds, or that came twice.
        sequence: The number of the run: later runs have greater ones.
        told: How files were read, a line for those that were read alike.
        n_unclear_dates: New records dated like 03/04/2024, of which nothing says whether day or month comes first.
    """

    shards: tuple[Shard, ...]
    profile: Path
    n_read: int
    n_known: int
    sequence: int
    n_unclear_dates: int = 0
    told: tuple[str, ...] = ()


@dataclass(slots=True)
class _Count:
    read: int = 0
    known: int = 0
    unclear_dates: int = 0
    recovered: set[str] = field(default_factory=set)


def count_read(plan: Plan) -> dict[str, int]:
    """Count what became of what a plan read."""
    return {"new": plan.n_read - plan.n_known, "known": plan.n_known}


@tallied(Tally(count_read))
@reports_progress
def plan_shards(inputs: Sequence[str], options: PlanOptions, report: Report = tell_nobody) -> Plan:
    """Stream the input once and decide what is to be extracted.

    Args:
        inputs: Files and folders.
        options: What planning depends on.
        report: Called now and then with the number of records read so far.

    Returns:
        The plan. New records lie in `work/shards/`, and the outlet profile has learned from them.

    Raises:
        InputError: An input is missing or holds nothing that can be read.
        RecordsLost: A part has to be made again for a new schema, and has lost its records.
    """
    ledger = read_ledger(options.work / "parts")
    orders = [*(marker.order for marker in ledger), *list_orders(options.work / "shards")]
    sequence = find_next_sequence(orders, options.last_sequence)
    stale = [marker for marker in ledger if _is_stale(marker, options) and _has_records(marker, options)]
    builder = load_profile(options.work / "profiles", is_first=not ledger)
    count = _Count()
    origins = _take_in_roots(inputs, ledger, options)
    survey = Survey()
    watched = replace(options, read=replace(options.read, observe=survey.observe))
    fresh = _find_fresh(inputs, origins, ledger, watched, count, report)
    shards = list(_spool(learn_items(fresh, builder, options.read, options.most_seconds), sequence, options))
    count.read += len(count.recovered) + sum(len(marker.held) for marker in stale if marker.shard in options.published)
    profile = save_profile(builder, options.work / "profiles")
    shards = [remake_shard(marker, options) for marker in stale] + shards
    _clear_spool(options.work / "shards", {shard.name for shard in shards})
    return Plan(
        tuple(shards), profile, count.read, count.known, sequence, count.unclear_dates, tuple(survey.describe())
    )


def _take_in_roots(inputs: Sequence[str], ledger: Sequence[Marker], options: PlanOptions) -> Origins:
    known = read_origins(options.work)
    identities = [held.identity for marker in ledger for held in marker.held if held.identity is not None]
    inbox = options.inbox and make_absolute(options.inbox)
    origins = add_roots(known, list_roots(inputs), inbox, identities)
    # Written before any record that is named by it.
    if origins != known:
        write_origins(options.work, origins)
    return origins


def _is_stale(marker: Marker, options: PlanOptions) -> bool:
    if marker.schema != options.schema:
        return True
    if marker.fingerprint == options.fingerprint:
        # More time or memory may help where the code is the same.
        return options.refresh and any(marker.rejected_by_reason.get(reason) for reason in LEFT_BY_MACHINE)
    # Other code may be what mends the articles that kept a release from being published.
    is_held_up = marker.shard not in options.published and any(map(marker.rejected_by_reason.get, SET_ASIDE))
    return options.refresh or is_held_up


def _has_records(marker: Marker, options: PlanOptions) -> bool:
    """Say whether a part can be made again; one that must be and cannot is an error."""
    if marker.records == LOST and marker.schema != options.schema:
        folder = options.work / "parts" / marker.shard
        raise RecordsLost(
            f"{folder} was written by another version, and its records are lost, so that it cannot be made again: "
            "delete it, and build its dumps again or let its articles go with `sayso forget --lost`"
        )
    return marker.records != LOST


def _find_fresh(
    inputs: Sequence[str],
    origins: Origins,
    ledger: Sequence[Marker],
    options: PlanOptions,
    count: _Count,
    report: Report,
) -> Iterator[Item]:
    published: set[str] = set()
    for marker in ledger:
        (published if marker.shard in options.published else count.recovered).update(
            held.fingerprint for held in marker.held
        )
    seen: set[str] = set()
    for item in read_inputs(inputs, options.read, origins) if inputs else ():
        fingerprint = fingerprint_item(item)
        count.read += 1
        report(count.read)
        if fingerprint in seen or fingerprint in published:
            count.known += 1
        elif fingerprint in count.recovered:
            # A run that was killed sealed it; it is new to the release all the same.
            count.recovered.discard(fingerprint)
        else:
            seen.add(fingerprint)
            count.unclear_dates += options.read.day_first is None and is_unclear(item)
            yield item
            continue
        seen.add(fingerprint)


def learn_items(
    items: Iterable[Item], builder: ProfileBuilder, read: ReadOptions, most_seconds: float | None
) -> Iterator[Item]:
    """Have a profile learn from items as they pass by."""
    for item in items:
        # The text of a page is not known before it is extracted, and its furniture goes then.
        if isinstance(item, Record) and item.media == "text":
            # A rule that raises here raises again when the record is extracted, which makes a reject of it.
            attempt(partial(_learn_one, item, builder, read), most_seconds)
        yield item


def _learn_one(record: Record, builder: ProfileBuilder, read: ReadOptions) -> None:
    document = make_document(record, read)
    if isinstance(document, Document):
        builder.add(document)


def _spool(items: Iterator[Item], sequence: int, options: PlanOptions) -> Iterator[Shard]:
    chunk: list[Item] = []
    index = 0
    for item in items:
        chunk.append(item)
        if len(chunk) == options.shard_documents:
            yield _write_shard(chunk, write_order(sequence, index), options)
            chunk, index = [], index + 1
    if chunk:
        yield _write_shard(chunk, write_order(sequence, index), options)


def _write_shard(items: Sequence[Item], order: str, options: PlanOptions) -> Shard:
    name = name_shard([fingerprint_item(item) for item in items], options, options.read)
    folder = options.work / "shards" / name
    folder.mkdir(parents=True, exist_ok=True)
    records = folder / RECORDS_FILE
    # A spool that a killed run left keeps its order, so that the same revision stands as if that run had ended.
    if not holds_items(records, items):
        write_items(items, records, order, options.read)
    return Shard(name, records, len(items))


def remake_shard(marker: Marker, options: PlanOptions) -> Shard:
    """Give the shard that makes a part again from its records; with the part's name where nothing has changed."""
    records = options.work / "parts" / marker.shard / RECORDS_FILE
    read = recall_dump(records, options.read)
    fingerprints = [held.fingerprint for held in marker.held]
    if (marker.fingerprint, marker.schema) == (options.fingerprint, options.schema):
        fingerprints.append(marker.shard)  # the same documents and the same code would give the same name
    name = name_shard(fingerprints, options, read)
    return Shard(name, records, len(marker.held), replaces=marker.shard, sha256=marker.records)


def name_shard(fingerprints: Sequence[str], options: PlanOptions, read: ReadOptions) -> str:
    """Name a shard by the fingerprints of its documents and by what extracts them."""
    text = "\n".join((options.fingerprint, options.schema, say_of_dump(read), *fingerprints))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def load_profile(folder: Path, *, is_first: bool) -> ProfileBuilder:
    """Load the newest outlet profile.

    Args:
        folder: Where profiles lie.
        is_first: Whether none need be there, since nothing was learned before.

    Raises:
        ProfileError: It is missing or damaged.
    """
    pointer = folder / PROFILE_POINTER
    if pointer.exists():
        # A damaged pointer names no file.
        return ProfileBuilder.load(folder / pointer.read_text("utf-8", "replace"))
    if is_first:
        return ProfileBuilder()
    raise ProfileError(f"{pointer} is missing, which names the newest outlet profile")


def save_profile(builder: ProfileBuilder, folder: Path) -> Path:
    """Save a profile under its id, and have it be the newest."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{builder.build().profile_id}.parquet"
    aside, pointer = folder / f".{path.name}", folder / f".{PROFILE_POINTER}"
    builder.save(aside)
    pointer.write_text(path.name, "utf-8")
    for written, target in ((aside, path), (pointer, folder / PROFILE_POINTER)):
        sync(written)
        written.replace(target)
    sync(folder)
    return path


def _clear_spool(folder: Path, names: Collection[str]) -> None:
    for shard in folder.iterdir() if folder.is_dir() else ():
        if shard.name not in names:
            for path in shard.iterdir():
                path.unlink()
            shard.rmdir()
