"""Articles that a run sets aside although their input is sound: how many there may be, and how the run then ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow.parquet as pq

from expectations.audit import Failure
from expectations.audit_failure import ROWS_SHOWN, make_failure
from tasks.errors import BUG, SaysoError
from tasks.mishaps import SET_ASIDE
from tasks.read.quarantine import TRACEBACK_SUFFIX
from tasks.shards.ledger import Marker

# So few never stop a release, whatever their share of a small night.
ALWAYS_ALLOWED = 3


@dataclass(frozen=True, slots=True)
class SetAside:
    """An article that was set aside.

    Attributes:
        reason: `broken_rows`, `broken_rule`, `too_slow` or `worker_died`.
        source: The file and the place in it.
        record_id: The dump's own id.
        detail: What happened.
        kept_at: The copy of its source.
    """

    reason: str
    source: str
    record_id: str | None
    detail: str
    kept_at: Path

    @property
    def traceback(self) -> Path:
        """Where the traceback of a rule that raised lies: beside the copy, or, of a reader's, in its place."""
        beside = self.kept_at.with_suffix(TRACEBACK_SUFFIX)
        return beside if beside.exists() else self.kept_at


class BrokenRules(SaysoError):
    """Rules of Sayso's own raised on articles, which are set aside: a bug.

    Raised after the rest was published, or instead of publishing where it happened to too many.
    """

    exit_code = BUG

    def __init__(self, broken: Sequence[SetAside], because: str = "the rest is published") -> None:
        self.broken = tuple(broken)
        n_broken = len(self.broken)
        count_of_new = "a new article" if n_broken == 1 else f"{n_broken} new articles"
        lines = [
            f"    {one.source} ({one.record_id}): {one.detail}; traceback in {one.traceback}"
            for one in self.broken[:ROWS_SHOWN]
        ]
        if n_broken > ROWS_SHOWN:
            lines.append(f"    and {n_broken - ROWS_SHOWN} more: `sayso rejects --reason broken_rule`")
        head = (
            f"a rule of Sayso's raised on {count_of_new}, which {'is' if n_broken == 1 else 'are'} set aside; {because}"
        )
        advice = "This is a bug of Sayso's. Once it is mended, `sayso backfill --refresh` takes in what was set aside."
        super().__init__("\n".join((head, *lines, advice)))


def list_set_aside(data: Path, markers: Sequence[Marker]) -> list[SetAside]:
    """List the articles that parts set aside.

    Args:
        data: The data folder.
        markers: The parts to look into.
    """
    found = []
    for marker in markers:
        if any(marker.rejected_by_reason.get(reason) for reason in SET_ASIDE):
            rows = pq.read_table(data / "work" / "parts" / marker.shard / "rejects.parquet").to_pylist()
            found += [_make(row, data) for row in rows if row["reason"] in SET_ASIDE]
    return found


def judge_set_aside(
    found: Sequence[SetAside], n_articles: int, most_broken_share: float, most_failing_share: float
) -> list[Failure]:
    """Say whether more articles were set aside than a release may lack.

    Args:
        found: Articles set aside.
        n_articles: New articles, those included.
        most_broken_share: The share of them that may break rules of rows, take too long or end a worker.
        most_failing_share: The share of them on which a rule may raise.

    Returns:
        What refuses the release; empty when it may be published.

    Raises:
        BrokenRules: A rule raised on too many; the message has the first traceback.
    """
    failing = [one for one in found if one.reason == "broken_rule"]
    if len(failing) > max(ALWAYS_ALLOWED, most_failing_share * n_articles):
        because = f"of {n_articles} that is more than most_failing_share={most_failing_share:g}: nothing is published"
        raise BrokenRules(failing, f"{because}\n{_quote_first(failing)}".rstrip())
    broken = [one for one in found if one.reason != "broken_rule"]
    if len(broken) <= max(ALWAYS_ALLOWED, most_broken_share * n_articles):
        return []
    counts = ", ".join(f"{reason} {count}" for reason, count in Counter(one.reason for one in broken).most_common())
    message = (
        f"{len(broken)} of {n_articles} new articles were set aside ({counts}), "
        f"more than most_broken_share={most_broken_share:g}"
    )
    rows = [{name: value for name, value in asdict(one).items() if name != "kept_at"} for one in broken]
    return [make_failure("BROKEN-ARTICLES", "articles", message, rows)]


def _make(row: Mapping[str, str], data: Path) -> SetAside:
    source = f"{row['source_path']} {row['position'] or ''}".rstrip()
    return SetAside(row["reason"], source, row["record_id"], row["detail"], data / row["kept_at"])


def _quote_first(failing: Sequence[SetAside]) -> str:
    """The traceback of the first; its file says which article it is of."""
    path = failing[0].traceback
    return path.read_text("utf-8") if path.is_file() else ""
