"""What became of the records that a run read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from expectations.tables import RUNS
from flows.run_clock import RunClock
from flows.settings import Settings
from tasks.ids import make_id
from tasks.report.rows import read_unpublished_rejects
from tasks.shards.fingerprint import describe_model
from tasks.shards.ledger import Marker
from tasks.shards.plan import Plan


@dataclass(frozen=True, slots=True)
class Account:
    """Counts of records: read = known + kept + rejected + superseded.

    Attributes:
        n_read: Read by this run, made again by it, or sealed by one that ended before publishing.
        n_known: Held by the newest release already, or delivered twice.
        n_kept: New articles that stand.
        n_rejected: Turned away.
        n_superseded: New articles that a newer revision among them replaces.
        rejected_by_reason: Turned away, by reason code.
    """

    n_read: int
    n_known: int
    n_kept: int
    n_rejected: int
    n_superseded: int
    rejected_by_reason: Mapping[str, int]


def count_run(
    plan: Plan, markers: Sequence[Marker], superseded: Collection[str], published: Collection[str]
) -> Account:
    """Count what became of the records of a run.

    Args:
        plan: What the run had to do.
        markers: All sealed parts.
        superseded: Articles that newer revisions replace.
        published: Shards of the newest release.
    """
    new = [marker for marker in markers if marker.shard not in published]
    articles = [held.article_id for marker in new for held in marker.held if held.article_id is not None]
    n_superseded = sum(article in superseded for article in articles)
    by_reason = sum((Counter(marker.rejected_by_reason) for marker in new), Counter[str]())
    return Account(
        n_read=plan.n_read,
        n_known=plan.n_known,
        n_kept=len(articles) - n_superseded,
        n_rejected=sum(len(marker.held) for marker in new) - len(articles),
        n_superseded=n_superseded,
        rejected_by_reason=dict(sorted(by_reason.items())),
    )


def describe_nothing_kept(data: Path, account: Account) -> str:
    """Say that nothing could be kept, with the first rejects of each reason and what tells of all."""
    counts = ", ".join(f"{reason} {count:,}" for reason, count in account.rejected_by_reason.items())
    first: dict[str, str] = {}
    for row in read_unpublished_rejects(data):
        place = " ".join(filter(None, (row["source_path"], row["position"])))
        first.setdefault(row["reason"], f"\n  {row['reason']}: {place}: {row['detail']}")
    return (
        f"nothing could be kept as an article: {counts or 'no entry was found'}{''.join(first.values())}"
        f"\n`sayso rejects` lists all; `sayso inspect INPUT` shows how a dump is read"
    )


def list_shards(release: Path | None) -> frozenset[str]:
    """List the shards that a release holds; none before the first."""
    if release is None:
        return frozenset()
    return frozenset(path.stem for path in (release / "articles").glob("*.parquet"))


def make_run_rows(
    account: Account,
    settings: Settings,
    inputs: Sequence[str],
    fingerprint: str,
    clock: RunClock,
    latest: Path | None,
) -> list[dict[str, Any]]:
    """Make the rows of `runs`: those of the newest release, and this run's."""
    earlier = [] if latest is None else pq.read_table(latest / "runs").to_pylist()
    # A column that an older release lacks is not known for its runs.
    earlier = [{name: row.get(name) for name in RUNS.column_names} for row in earlier]
    row = {
        "run_id": make_id("runs", clock.started.isoformat(), fingerprint, *inputs),
        "started": clock.started,
        "ended": clock.read(),
        "code_version": version("sayso"),
        "fingerprint": fingerprint,
        "model": describe_model(settings.model),
        "settings": settings.model_dump_json(),
        "inputs": json.dumps(list(inputs)),
        **asdict(account),
        "rejected_by_reason": json.dumps(account.rejected_by_reason),
    }
    return [*earlier, row]
