"""Check a data folder: work, releases, decisions."""

from __future__ import annotations

from pathlib import Path

from expectations.audit import audit_release, audit_texts, audit_with_suites
from flows.runners import LocalRunner, Runner
from tasks.progress import Report, reports_progress, tell_nobody
from tasks.publish.data_folder import RELEASES
from tasks.publish.manifest import read_manifest, verify_release
from tasks.shards.check_work import check_decisions, check_losses, check_parts, check_sources
from tasks.shards.fingerprint import hash_schema


def check_data(data: Path, corrections_file: Path, runner: Runner | None = None) -> list[str]:
    """Check everything in a data folder but the rows of releases.

    Args:
        data: The data folder.
        corrections_file: Where corrections stand.
        runner: Runs the checks, and shows how far they are.

    Returns:
        What is wrong, one line each; empty when all is as it was written.
    """
    runner = runner or LocalRunner(1)
    problems = runner.run(check_parts, data, label="checking parts")
    problems += runner.run(_check_releases, data, label="checking releases")
    # What leans on damaged files cannot be told from them.
    if not problems:
        problems += runner.run(check_sources, data, label="checking profiles and quarantine")
        problems += check_losses(data, corrections_file)
    return problems + check_decisions(data, corrections_file)


def check_release_files(release: Path, runner: Runner) -> list[str]:
    """Hold the files of one release against its manifest."""
    return runner.run(_name_problems, release, label="checking the release")


def audit_again(release: Path, runner: Runner, with_suites: bool = False) -> list[str]:
    """Hold the rows of a release against the rules; one with the tables of another version is not asked.

    Args:
        release: The release.
        runner: Runs the audits, and shows how far they are.
        with_suites: Whether each part is held against the Great Expectations suites of its tables too.
    """
    if read_manifest(release).schema != hash_schema():
        return []
    failures = runner.run(audit_release, release, label="auditing rows")
    failures += runner.run(audit_texts, release, label="auditing texts")
    if with_suites:
        failures += runner.run(audit_with_suites, release, label="asking Great Expectations")
    return [str(failure) for failure in failures]


@reports_progress
def _check_releases(data: Path, report: Report = tell_nobody) -> list[str]:
    problems = []
    folders = (path for path in (data / RELEASES).glob("[!.]*") if path.is_dir())
    for number, release in enumerate(sorted(folders), 1):
        problems += _name_problems(release)
        report(number)
    return problems


def _name_problems(release: Path) -> list[str]:
    return [f"{release.name}: {problem}" for problem in verify_release(release)]
