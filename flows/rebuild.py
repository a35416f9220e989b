"""Build a release again from the records of its parts, aside, and compare."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from flows.runners import Runner
from flows.settings import READ_LIMITS, Settings
from tasks.progress import Report, reports_progress, tell_nobody
from tasks.publish.corrected_parts import recall_corrections
from tasks.publish.decisions import FORGOTTEN
from tasks.publish.difference import TableDifference, compare_releases
from tasks.publish.manifest import Manifest, hash_content, read_manifest
from tasks.publish.stage import Published
from tasks.shards.extract import ExtractOptions, Shard, extract_shard
from tasks.shards.fingerprint import describe_model, fingerprint_extraction, hash_finish, hash_schema
from tasks.shards.gather import stage_parts
from tasks.shards.ledger import Marker
from tasks.shards.rebuild import RebuildError, find_sources, list_fingerprints, plan_rebuild

MOST_EXAMPLES = 3
# Settings that change what is read out of the same records.
_RECALLED = ("model", "fields", *sorted(READ_LIMITS))

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A release that was built again.

    Attributes:
        manifest: Of the release as it was published.
        content: The content hash of what was built.
        versions: What makes the two other than the same version would; empty when nothing does.
        differences: How the release differs from what was built, table by table; empty when the hashes agree.
    """

    manifest: Manifest
    content: str
    versions: tuple[str, ...]
    differences: tuple[TableDifference, ...]

    @property
    def is_same(self) -> bool:
        """Whether what was built has the content hash of the release."""
        return self.content == self.manifest.content


def rebuild_release(release: Path, settings: Settings, runner: Runner, folder: Path, is_any_version: bool) -> Rebuilt:
    """Extract, correct, link and stage a release again in a folder of its own, and compare.

    When parts were read, what was set aside, corrections, decisions, the rows of `runs` and the ids of groups are the
    release's; which rows are in one group is found again.

    Args:
        release: The release; it is only read, and so is all else of the data folder.
        settings: All settings; those that the release's runs wrote down stand before them.
        runner: Runs the steps.
        folder: An empty folder for what is built.
        is_any_version: Build it although another version made it.

    Raises:
        RebuildError: Records or profiles are missing, or another version of the code, the lexicons, the model or the
            settings made it.
        ManifestError: The release's manifest is damaged.
    """
    manifest = read_manifest(release)
    sources = find_sources(release, settings.work)
    runs = sorted(pq.read_table(release / "runs").to_pylist(), key=lambda row: row["started"])
    recalled = {made_with: _recall_settings(settings, runs, made_with) for made_with in list_fingerprints(sources)}
    versions = tuple(_compare_versions(manifest, recalled, runs))
    if versions and not is_any_version:
        raise RebuildError(
            f"{release.name} was made otherwise than this version makes it, so its content hash cannot come out: "
            f"{'; '.join(versions)}. Check out that version, or see with --any-version what this one makes of it"
        )
    newest = recalled[sources[-1].marker.fingerprint]
    options = ExtractOptions(
        model=newest.model,
        read=newest.make_read_options(),
        profile=sources[-1].profile,
        fingerprint=fingerprint_extraction(newest.model, newest.output),
        schema=hash_schema(),
        read_at=manifest.created_at,
        work=folder,
    )
    read = {made_with: one.make_read_options() for made_with, one in recalled.items()}
    runner.map(_extract, plan_rebuild(release, sources, read, options), label="extracting articles")
    staged = runner.run(
        stage_parts, folder, runs, None, _list_forgotten(manifest), "copy", recall_corrections(release),
        release, label="linking and staging",
    )  # fmt: skip
    content = hash_content(staged.files)
    if content == manifest.content:
        return Rebuilt(manifest, content, versions, ())
    sides = Published(release, manifest.files), Published(staged.folder, staged.files)
    differences = compare_releases(*sides, most_examples=MOST_EXAMPLES, untold=())
    return Rebuilt(manifest, content, versions, tuple(differences))


@reports_progress
def _extract(job: tuple[Shard, ExtractOptions], report: Report = tell_nobody) -> Marker:
    return extract_shard(*job, report=report)


def _recall_settings(settings: Settings, runs: Sequence[Row], fingerprint: str) -> Settings:
    """Give the settings with what the newest run of a fingerprint wrote down of those that change rows."""
    said: dict[str, Any] = next(
        (json.loads(run["settings"]) for run in reversed(runs) if run["fingerprint"] == fingerprint), {}
    )
    return Settings(**(settings.model_dump() | {name: said[name] for name in _RECALLED if name in said}))


def _compare_versions(manifest: Manifest, recalled: Mapping[str, Settings], runs: Sequence[Row]) -> list[str]:
    """Say what is not as it was when the release was made."""
    found = []
    by_fingerprint = {run["fingerprint"]: run for run in runs}
    for made_with, settings in recalled.items():
        now = fingerprint_extraction(settings.model, settings.output)
        if now != made_with:
            run = by_fingerprint.get(made_with)
            found.append(f"parts were extracted with {made_with}, this version is {now}{_compare_run(run, settings)}")
    if manifest.schema != hash_schema():
        found.append("the tables are defined otherwise")
    if manifest.finished_with.split("-")[0] != hash_finish():
        found.append(
            f"it was linked and staged with {manifest.finished_with.split('-')[0]}, this version is {hash_finish()}"
        )
    return found


def _compare_run(run: Row | None, settings: Settings) -> str:
    if run is None:
        return ""
    pairs = (("Sayso", run["code_version"], version("sayso")), ("model", run["model"], describe_model(settings.model)))
    said = [f"{name} {then} then, {now} now" for name, then, now in pairs if then != now]
    return f" ({', '.join(said) or 'the same model: code, lexicons, libraries or settings changed'})"


def _list_forgotten(manifest: Manifest) -> frozenset[str]:
    decided = (decision for decision in manifest.decisions if decision["kind"] == FORGOTTEN)
    return frozenset(article for decision in decided for article in decision["articles"])
