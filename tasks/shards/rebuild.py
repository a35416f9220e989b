"""Find what a release can be built again from: the records of its parts, their profiles, and the same version."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.clean.profile import ProfileBuilder, ProfileError
from tasks.errors import SaysoError
from tasks.publish.parquet import hash_file
from tasks.publish.release_ledger import read_release_ledger
from tasks.read.options import ReadOptions
from tasks.shards.extract import ExtractOptions, Shard
from tasks.shards.ledger import Marker, read_ledger
from tasks.shards.losses import recall_marker
from tasks.shards.recall import recall_read_at, recall_set_aside
from tasks.shards.spool import RECORDS_FILE

MOST_NAMED = 5


class RebuildError(SaysoError):
    """A release cannot be built again; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a part of a release is extracted from again.

    Attributes:
        marker: The part's marker, as the release keeps it.
        records: Its records.
        profile: The outlet profile that it was cleaned with.
    """

    marker: Marker
    records: Path
    profile: Path


def find_sources(release: Path, work: Path) -> list[Source]:
    """Find the records and profiles that the parts of a release were made from, whole ones only.

    A part that was made again since has left its records to the one that took its place.

    Raises:
        RebuildError: Some are gone or damaged, or the release is of a version that kept no ledger.
        ReleaseLedgerError: The release's ledger is damaged.
        LedgerError: A part's marker is damaged.
    """
    published = read_release_ledger(release)
    if not published:
        raise RebuildError(f"{release.name} is of a version before 0.4, which kept no ledger to build it again from")
    folders = {_list_documents(marker): work / "parts" / marker.shard for marker in read_ledger(work / "parts")}
    markers = [recall_marker(release, part) for part in published.values()]
    sources = []
    missing: dict[str, str] = {}
    for marker in markers:
        records = folders.get(_list_documents(marker), work / "parts" / marker.shard) / RECORDS_FILE
        profile = work / "profiles" / f"{marker.profile}.parquet"
        if not records.is_file():
            missing[marker.shard] = "its records are gone"
        elif marker.records not in (None, hash_file(records)):
            missing[marker.shard] = "its records are damaged or another's"
        elif not _is_profile(profile):
            missing[marker.shard] = f"the outlet profile {marker.profile} is gone or damaged"
        else:
            sources.append(Source(marker, records, profile))
    if missing:
        named = "; ".join(f"{shard}: {why}" for shard, why in list(missing.items())[:MOST_NAMED])
        more = f"; and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        raise RebuildError(
            f"{len(missing)} of the {len(markers)} parts of {release.name} cannot be made again: {named}{more}"
        )
    return sources


def plan_rebuild(
    release: Path, sources: Iterable[Source], read: Mapping[str, ReadOptions], options: ExtractOptions
) -> list[tuple[Shard, ExtractOptions]]:
    """Plan to extract the parts of a release again, each as it was.

    Args:
        release: The release; it says when each part was read, and what was set aside.
        sources: What `find_sources` gave.
        read: By the fingerprint of a part, how its records were read.
        options: What extraction depends on besides; its profile, time and way of reading are replaced by each part's.
    """
    jobs = []
    for source in sources:
        marker, file = source.marker, f"{source.marker.shard}.parquet"
        set_aside = recall_set_aside(marker, release / "rejects" / file)
        shard = Shard(marker.shard, source.records, len(marker.held), sha256=marker.records, set_aside=set_aside)
        jobs.append(
            (
                shard,
                ExtractOptions(
                    model=options.model,
                    read=read[marker.fingerprint],
                    profile=source.profile,
                    fingerprint=options.fingerprint,
                    schema=options.schema,
                    read_at=recall_read_at(release / "articles" / file) or options.read_at,
                    work=options.work,
                ),
            )
        )
    return jobs


def _list_documents(marker: Marker) -> tuple[str, ...]:
    return tuple(held.fingerprint for held in marker.held)


def _is_profile(path: Path) -> bool:
    try:
        return ProfileBuilder.load(path).build().profile_id == path.stem
    except ProfileError:
        return False


def list_fingerprints(sources: Sequence[Source]) -> list[str]:
    """List what the parts were extracted with, each once, in order of planning."""
    return list(dict.fromkeys(source.marker.fingerprint for source in sources))
