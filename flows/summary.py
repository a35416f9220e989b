"""What a run came to, in words and tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from expectations.tables import TABLES
from flows.pipeline import AuditFailed, Outcome
from flows.show import make_text
from tasks.mishaps import SET_ASIDE
from tasks.publish.manifest import read_manifest
from tasks.report.rows import read_corrections
from tasks.report.wording import describe_correction

# Ways in which files were read that are told; `sayso inspect` tells of a single one.
MOST_TOLD = 5


def describe_outcome(outcome: Outcome) -> str:
    """Describe a run's release in Markdown, for an artifact."""
    rows = "\n".join(f"| {name} | {count:,} | {change:+,} |" for name, count, change in list_rows(outcome.release))
    head = f"# {outcome.release.name}\n\n{describe_account(outcome)}"
    aside = describe_set_aside(outcome)
    head += f"\n\n{aside}" if aside else ""
    return f"{head}\n\n| table | rows | change |\n|---|---:|---:|\n{rows}\n"


def describe_refusal(error: AuditFailed) -> str:
    """Describe why the audit refused a release in Markdown, for an artifact: rules, rows, what to do.

    What the rows say comes from outside, so it stands as JSON inside a fence, where nothing of it is markup.
    """
    failures = "".join(
        f"\n## {failure.table}: {failure.rule}\n\n{failure.message}"
        f"\n\n{failure.n_rows:,} rows, of which:\n\n```json\n{chr(10).join(map(json.dumps, failure.rows))}\n```\n"
        if failure.rows
        else f"\n## {failure.table}: {failure.rule}\n\n{failure.message}\n"
        for failure in error.failures
    )
    return f"# Refused\n\nThe audit refused the release; `latest` stays as it was. {error.advice}\n{failures}"


def describe_account(outcome: Outcome) -> str:
    """Say in one line what became of the records read."""
    account = outcome.account
    reasons = ", ".join(f"{reason} {count}" for reason, count in account.rejected_by_reason.items())
    return (
        f"{account.n_read:,} read: {account.n_kept:,} new articles, {account.n_known:,} known already, "
        f"{account.n_rejected:,} rejected{f' ({reasons})' if reasons else ''}, {account.n_superseded:,} superseded"
    )


def describe_set_aside(outcome: Outcome) -> str | None:
    """Say in one line which new articles were set aside although their input is sound; None where there are none."""
    by_reason = outcome.account.rejected_by_reason
    counts = {reason: by_reason[reason] for reason in SET_ASIDE if by_reason.get(reason)}
    if not counts or not outcome.is_new:
        return None
    shown = ", ".join(f"`sayso rejects --reason {reason}`" for reason in counts)
    return f"{sum(counts.values()):,} of the rejected were set aside, and their texts kept: {shown}"


def describe_unclear_dates(outcome: Outcome) -> str | None:
    """Say in one line how many dates were not read, since nothing says which figure is the day; None where none."""
    if not outcome.n_unclear_dates:
        return None
    return (
        f"{outcome.n_unclear_dates:,} of the new records are dated like 03/04/2024, and nothing says which is the day: "
        "their dates are not read; say `--day-first` or `--month-first` (setting `day_first`)"
    )


def describe_drift(release: Path) -> list[str]:
    """Say, a line each, what differs from the usual night, and who accepted what for which reason."""
    drift = read_manifest(release).drift
    lines = [f"warning: {one['table']}: {one['rule']}: {one['message']}" for one in drift.get("warnings", ())]
    if drift.get("accepted"):
        rules = ", ".join(sorted({one["rule"] for one in drift["accepted"]}))
        lines.append(f"accepted by {drift['author']}: {rules}: {drift['reason']}")
    return lines


def describe_corrections(release: Path) -> str | None:
    """Say how many corrections a release has, and which of them are not applied; None where there are none."""
    rows = read_corrections(release)
    if not rows:
        return None
    left = [row for row in rows if row["outcome"] != "applied"]
    head = f"{len(rows) - len(left):,} of {len(rows):,} corrections are applied"
    return "\n".join((head, *(f"  {describe_correction(row)}" for row in left)))


def list_rows(release: Path) -> Iterable[tuple[str, int, int]]:
    """List each table's name, number of rows and change since the release before."""
    differences = read_manifest(release).differences
    for table in TABLES:
        difference = differences[table.name]
        yield table.name, difference.after, difference.after - difference.before


def print_outcome(outcome: Outcome, console: Console) -> None:
    """Print what was found and where it lies."""
    table = Table("table", "one row is", "rows", "change", title=f"release {outcome.release.name}")
    table.columns[2].justify = table.columns[3].justify = "right"
    docs = {definition.name: definition.doc.removeprefix("One row per ") for definition in TABLES}
    for name, count, change in list_rows(outcome.release):
        table.add_row(name, docs[name], f"{count:,}", f"{change:+,}")
    console.print(table)
    for line in outcome.told[:MOST_TOLD]:
        console.print(f"read {line}", highlight=False, markup=False, soft_wrap=True)
    console.print(describe_account(outcome), highlight=False)
    for line in describe_drift(outcome.release):
        console.print(line, highlight=False, markup=False)
    for line in filter(None, (describe_unclear_dates(outcome), describe_set_aside(outcome))):
        console.print(line, highlight=False)
    corrections = describe_corrections(outcome.release)
    if corrections:
        console.print(make_text(corrections), soft_wrap=True)
    if not outcome.is_new:
        console.print("Nothing new: the newest release stands.", highlight=False)
    console.print(f"tables  {outcome.release}", soft_wrap=True, highlight=False, markup=False)
    console.print(f"report  {outcome.release / 'report' / 'index.html'}", soft_wrap=True, highlight=False, markup=False)
