"""One release from inputs: the list of what happens."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from expectations.audit import Failure, audit_release, audit_texts
from flows.account import Account, count_run, describe_nothing_kept, list_shards, make_run_rows
from flows.drift import judge_drift
from flows.extraction import extract_shards
from flows.inbox import name_inbox
from flows.lock import lock_data
from flows.run_clock import RunClock, start_clock
from flows.runners import Runner
from flows.set_aside import SetAside, judge_set_aside, list_set_aside
from flows.settings import Settings
from tasks.errors import REFUSED, SaysoError
from tasks.publish.corrected_parts import check_corrections, list_corrections
from tasks.publish.corrections import Corrections, load_corrections
from tasks.publish.data_folder import check_data_folder
from tasks.publish.decisions import FORGOTTEN, LOST, list_decided, mark_decisions, read_decisions
from tasks.publish.manifest import make_manifest, read_manifest
from tasks.publish.metadata import write_metadata
from tasks.publish.release import (
    find_base,
    find_last_instant,
    find_last_sequence,
    find_latest,
    publish_release,
    retain_releases,
)
from tasks.publish.stage import clear_staging
from tasks.read.source import InputError, show_path
from tasks.report.pages import write_report
from tasks.shards.extract import ExtractOptions
from tasks.shards.fingerprint import fingerprint_extraction, hash_finish, hash_schema
from tasks.shards.gather import check_part, refer_parts, stage_parts
from tasks.shards.ledger import Marker, find_superseded, has_passed, list_sealed, read_ledger, remove_replaced
from tasks.shards.losses import hold_against
from tasks.shards.plan import Plan, PlanOptions, plan_shards
from tasks.shards.verify import remember_release, verify_data


class AuditFailed(SaysoError):
    """Rows break a rule, so nothing was published; `latest` stays where it was."""

    exit_code = REFUSED

    def __init__(self, failures: Sequence[Failure]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join((*(str(failure) for failure in failures), self.advice)))

    @property
    def advice(self) -> str:
        """What to do about it."""
        if all(failure.about == "drift" for failure in self.failures):
            return (
                'If the dumps have changed this much, `--accept-drift "why"` publishes the release all the same, and '
                "keeps the reason. What each rule asks: docs/rules.md."
            )
        if all(failure.about == "integrity" for failure in self.failures):
            return "`sayso check` lists all that is damaged or lost."
        return "When the fault is mended, `sayso backfill --refresh` makes the parts again."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to.

    Attributes:
        release: Folder of the newest release.
        is_new: Whether this run published it.
        account: What became of the records read.
        n_unclear_dates: New records dated like 03/04/2024, of which nothing says whether day or month comes first.
        told: How files were read: which column became which field, and which are not used.
        broken: New articles on which a rule raised; the rest is published, and the run has to end with `BrokenRules`.
    """

    release: Path
    is_new: bool
    account: Account
    broken: tuple[SetAside, ...] = ()
    n_unclear_dates: int = 0
    told: tuple[str, ...] = ()


def build_release(
    inputs: Sequence[str],
    settings: Settings,
    runner: Runner,
    *,
    refresh: bool = False,
    purpose: str = "build",
    now: datetime | None = None,
) -> Outcome:
    """Extract what is new in the inputs, link, audit and publish.

    Args:
        inputs: Files and folders; with none, what is already extracted is linked and published.
        settings: All settings.
        runner: Runs the steps.
        refresh: Make again the parts that other code, lexicons, model or settings made.
        purpose: What the lock tells a second run.
        now: When the run begins; the wall clock says if None.

    Raises:
        InputError: An input is missing or holds nothing that can be read.
        DataFolderError: The data folder cannot be used as it is.
        DataLocked: Another run holds the data folder.
        AuditFailed: A rule is broken; `latest` stays where it was.
        CorrectionError: The file of corrections cannot be used.
        BrokenRules: Rules raise on too many articles; `latest` stays where it was.
    """
    check_data_folder(settings.data)
    corrections = load_corrections(settings.corrections_file)
    with lock_data(settings.data, purpose):
        latest = find_latest(settings.data)
        clock = start_clock(now, find_last_instant(settings.data))
        return _build_locked(inputs, settings, runner, refresh, latest, clock, corrections)


def _build_locked(
    inputs: Sequence[str],
    settings: Settings,
    runner: Runner,
    refresh: bool,
    latest: Path | None,
    clock: RunClock,
    corrections: Corrections,
) -> Outcome:
    work, parts = settings.work, settings.work / "parts"
    clear_staging(work)
    remove_replaced(parts)
    decisions = read_decisions(settings.data)
    _stop_on(runner.run(verify_data, settings.data, latest, settings.verify_share, label="verifying parts"))
    # A shard whose part is lost is new when it is extracted again.
    published = list_shards(latest) & list_sealed(parts)
    if latest is not None and corrections.entries:
        held, known = refer_parts(read_ledger(parts), work), list_corrections(latest)
        runner.run(check_corrections, held, corrections, known, label="reading corrections")
    fingerprint = fingerprint_extraction(settings.model, settings.output)
    plan_options = _make_plan_options(settings, fingerprint, clock, published, refresh)
    plan = runner.run(plan_shards, inputs, plan_options, label="reading")
    extract_options = _make_extract_options(settings, plan, plan_options)
    extract_shards(runner, plan.shards, extract_options, settings.most_silent_seconds)
    markers = read_ledger(parts)
    aside = _judge_new([marker for marker in markers if marker.shard not in published], settings, runner)
    base = find_base(settings.data)
    if base is not None:
        decided = list_decided(decisions, FORGOTTEN, LOST) | corrections.retracted_articles
        _stop_on(hold_against(base, markers, decided))

    account = count_run(plan, markers, find_superseded(markers), published)
    if not any(held.article_id for marker in markers for held in marker.held):
        raise InputError(describe_nothing_kept(settings.data, account))
    finished_with = f"{hash_finish()}-{settings.report_articles}{mark_decisions(decisions)}{corrections.mark}"
    if latest is not None and _stands(latest, published, markers, finished_with):
        return Outcome(latest, False, account, told=plan.told)

    named = [show_path(given) for given in inputs]
    run_rows = make_run_rows(account, settings, named, fingerprint, clock, latest)
    staged = runner.run(
        stage_parts, work, run_rows, latest, list_decided(decisions, FORGOTTEN), settings.publish_with, corrections,
        latest, label="linking and staging",
    )  # fmt: skip
    found = runner.run(
        audit_release, staged.folder, latest, settings.make_limits(), staged.rows, settings.make_night_limits(),
        label="checking the release",
    )  # fmt: skip
    drift = judge_drift(found, settings.accept_drift, clock.started)
    _stop_on([failure for failure in found if not failure.is_warning and failure not in drift.accepted])
    if staged.corrected:
        _stop_on(runner.run(audit_texts, staged.folder, staged.corrected, label="checking corrected rows"))
    manifest = make_manifest(
        staged, created_at=clock.started, sequence=plan.sequence, schema=hash_schema(), fingerprint=fingerprint,
        finished_with=finished_with, inputs=named, audit_failures=(), previous=latest,
        decisions=[decision.to_json() for decision in decisions], drift=drift.to_json(),
    )  # fmt: skip
    runner.run(write_metadata, staged.folder, manifest, label="describing the release")
    runner.run(write_report, staged.folder, settings.report_articles, manifest, latest, label="writing the report")
    release = runner.run(publish_release, staged.folder, settings.data, manifest, label="publishing")
    remove_replaced(parts)
    retain_releases(settings.data, settings.keep_releases)
    remember_release(settings.data, release, settings.publish_with)
    broken = tuple(one for one in aside if one.reason == "broken_rule")
    return Outcome(release, True, account, broken, plan.n_unclear_dates, plan.told)


def _judge_new(new: Sequence[Marker], settings: Settings, runner: Runner) -> list[SetAside]:
    """Hold the parts that are new against the rules; give the articles of theirs that were set aside."""
    aside = list_set_aside(settings.data, new)
    n_new = len(aside) + sum(held.article_id is not None for marker in new for held in marker.held)
    _stop_on(judge_set_aside(aside, n_new, settings.most_broken_share, settings.most_failing_share))
    parts, code = [settings.work / "parts" / marker.shard for marker in new], hash_finish()
    unchecked = [part for part in parts if not has_passed(part, code)]
    checked = runner.map(check_part, unchecked, code, label="checking parts")
    _stop_on([failure for failures in checked for failure in failures])
    return aside


def _make_plan_options(
    settings: Settings, fingerprint: str, clock: RunClock, published: frozenset[str], refresh: bool
) -> PlanOptions:
    return PlanOptions(
        work=settings.work,
        read=settings.make_read_options(),
        fingerprint=fingerprint,
        schema=hash_schema(),
        shard_documents=settings.shard_documents,
        started=clock.started,
        published=published,
        refresh=refresh,
        last_sequence=find_last_sequence(settings.data),
        most_seconds=settings.most_seconds_a_document,
        inbox=name_inbox(settings),
    )


def _make_extract_options(settings: Settings, plan: Plan, options: PlanOptions) -> ExtractOptions:
    return ExtractOptions(
        model=settings.model,
        read=options.read,
        profile=plan.profile,
        fingerprint=options.fingerprint,
        schema=options.schema,
        read_at=options.started,
        work=options.work,
        most_seconds=settings.most_seconds_a_document,
        audited_with=hash_finish(),
    )


def _stands(latest: Path, published: Collection[str], markers: Sequence[Marker], finished_with: str) -> bool:
    """Say whether the newest release holds just these parts and is made as it would be made now."""
    return published == {marker.shard for marker in markers} and read_manifest(latest).finished_with == finished_with


def _stop_on(failures: Sequence[Failure]) -> None:
    if failures:
        raise AuditFailed(failures)
