"""Mend a data folder: parts, releases, profiles, the quarantine."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from flows.settings import Settings
from tasks.clean.profile import ProfileBuilder, ProfileError
from tasks.errors import DamagedData
from tasks.publish.corrected_parts import CorrectedParts, correct_parts
from tasks.publish.corrections import NO_CORRECTIONS, CorrectionError, load_corrections
from tasks.publish.decisions import FORGOTTEN, list_decided, read_decisions
from tasks.publish.manifest import Manifest
from tasks.publish.mending import Mended, WholeFiles, mend_releases
from tasks.publish.release_ledger import write_release_ledger
from tasks.publish.stage import STAGING, clear_staging, make_staging
from tasks.shards.extract import ExtractOptions, extract_shard
from tasks.shards.fingerprint import fingerprint_extraction, hash_schema
from tasks.shards.gather import list_published, refer_parts
from tasks.shards.ledger import Held, Marker, find_superseded, read_ledger
from tasks.shards.mending import mend_parts
from tasks.shards.mending_sources import mend_profiles, mend_quarantine
from tasks.shards.plan import PlanOptions, name_shard, remake_shard
from tasks.shards.recall import recall_read_at, recall_set_aside
from tasks.shards.spool import RECORDS_FILE, fingerprint_item, read_items, recall_dump
from tasks.shards.verify import MEMORY_FILE


def repair_data(settings: Settings) -> Iterator[Mended]:
    """Mend all that is damaged in a data folder; only for who holds its lock.

    Args:
        settings: All settings; parts are made again as a build would make them.

    Yields:
        What was done, and what is lost.
    """
    data, work = settings.data, settings.work
    clear_staging(work)
    # What is verified is forgotten: the next run hashes everything.
    (work / MEMORY_FILE).unlink(missing_ok=True)
    remaker = _Remaker(settings)
    try:
        # Parts first: files of releases that were written again come from them.
        yield from mend_parts(data, WholeFiles(data), remaker.remake, remaker.recover)
        markers = read_ledger(work / "parts")
        if markers:
            yield from mend_profiles(work, markers, settings.make_read_options(), settings.most_seconds_a_document)
            yield from mend_quarantine(data, markers, settings.make_read_options())
        corrected = _correct(settings, markers)
        parts = {part.shard: part for part in corrected.parts}
        writer = _LedgerWriter(corrected)
        yield from mend_releases(data, WholeFiles(data), parts.get, writer.write)
    finally:
        clear_staging(work)


class _Remaker:
    """Extracts parts again, in a folder of its own below the staging folder."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = settings.work / STAGING / uuid.uuid4().hex
        self.plan = PlanOptions(
            work=settings.work,
            read=settings.make_read_options(),
            fingerprint=fingerprint_extraction(settings.model, settings.output),
            schema=hash_schema(),
            shard_documents=settings.shard_documents,
            started=datetime.now(UTC),
        )

    def remake(self, marker: Marker) -> Path | None:
        """Extract a part again from its records; None where they cannot be read."""
        try:
            rejects = self.settings.work / "parts" / marker.shard / "rejects.parquet"
            shard = replace(remake_shard(marker, self.plan), set_aside=recall_set_aside(marker, rejects))
            if (marker.fingerprint, marker.schema) == (self.plan.fingerprint, self.plan.schema):
                shard = replace(shard, name=marker.shard, replaces=marker.replaces)
            extract_shard(shard, self._make_options(marker))
        except (DamagedData, OSError, KeyError, pa.ArrowException):
            return None
        return self.folder / "parts" / shard.name

    def recover(self, folder: Path) -> Path | None:
        """Extract a part without a marker again; None where its records do not give the name that it has."""
        try:
            items, order = read_items(folder / RECORDS_FILE)
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            return None
        held = tuple(Held(fingerprint_item(item), None, None) for item in items)
        marker = Marker(folder.name, order, self.plan.fingerprint, self.plan.schema, "", held)
        read = recall_dump(folder / RECORDS_FILE, self.plan.read)
        if name_shard([one.fingerprint for one in held], self.plan, read) != folder.name:
            return None
        return self.remake(marker)

    def _make_options(self, marker: Marker) -> ExtractOptions:
        folder = self.settings.work / "parts" / marker.shard
        return ExtractOptions(
            model=self.settings.model,
            read=self.plan.read,
            profile=self._find_profile(marker),
            fingerprint=self.plan.fingerprint,
            schema=self.plan.schema,
            read_at=recall_read_at(folder / "articles.parquet") or self.plan.started,
            work=self.folder,
            most_seconds=self.settings.most_seconds_a_document,
        )

    def _find_profile(self, marker: Marker) -> Path:
        """Give the profile that a part was cleaned with, or one that has learned nothing."""
        path = self.settings.work / "profiles" / f"{marker.profile}.parquet"
        try:
            ProfileBuilder.load(path)
        except ProfileError:
            path = self.folder / f"{ProfileBuilder().build().profile_id}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            ProfileBuilder().save(path)
        return path


class _LedgerWriter:
    """Writes the ledger of a release anew from the parts of now: the same where nothing has changed since."""

    def __init__(self, corrected: CorrectedParts) -> None:
        self.corrected = corrected

    def write(self, _release: Path, manifest: Manifest, folder: Path) -> None:
        named = {Path(name).stem for name in manifest.files if name.startswith("articles/")}
        listed = [part for part in self.corrected.parts if part.shard in named]
        write_release_ledger(folder, list_published(listed, self.corrected.dropped_articles))


def _correct(settings: Settings, markers: Sequence[Marker]) -> CorrectedParts:
    """Give the parts as a run would publish them now."""
    parts = refer_parts(markers, settings.work)
    left_out = find_superseded(markers) | list_decided(read_decisions(settings.data), FORGOTTEN)
    folder = make_staging(settings.work) / uuid.uuid4().hex
    try:
        return correct_parts(parts, load_corrections(settings.corrections_file), left_out, folder)
    except CorrectionError:  # `sayso check` tells of it
        return correct_parts(parts, NO_CORRECTIONS, left_out, folder)
