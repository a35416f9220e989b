"""What a run came to, as it is told to whoever runs Sayso: the log, the metrics file and the hooks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from expectations.audit import Failure
from flows.exit_codes import describe_error, find_exit_code
from flows.pipeline import AuditFailed, Outcome
from flows.set_aside import BrokenRules
from flows.summary import describe_drift
from tasks.errors import BUG, DONE
from tasks.publish.manifest import read_manifest

Event = Literal["success", "failure", "drift"]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run came to.

    Attributes:
        purpose: What it was for: build, nightly or backfill.
        started: When it began, UTC.
        ended: When it ended, UTC.
        exit_code: 0 done, 1 refused, 2 wrong input or setting, 3 locked, 4 a bug, 130 interrupted.
        message: Why it failed; empty where it did not.
        release: Id of the newest release; null where the run did not get so far.
        is_new: Whether this run published it.
        records: Counts of records by what became of them; empty where the run did not get so far.
        rejected_by_reason: Records turned away, by reason code.
        rows: Rows of the release by table.
        failures: What the audit refused.
        drift: What the release that this run published has of drift, told or accepted, one line each.
    """

    purpose: str
    started: datetime
    ended: datetime
    exit_code: int
    message: str = ""
    release: str | None = None
    is_new: bool = False
    records: Mapping[str, int] | None = None
    rejected_by_reason: Mapping[str, int] | None = None
    rows: Mapping[str, int] | None = None
    failures: tuple[Failure, ...] = ()
    drift: tuple[str, ...] = ()

    @property
    def events(self) -> tuple[Event, ...]:
        """Which hooks it is for: drift that was told of besides success, drift that refused instead of failure."""
        if self.exit_code == DONE:
            return ("success", "drift") if self.drift else ("success",)
        is_drift = bool(self.failures) and all(failure.about == "drift" for failure in self.failures)
        return ("drift",) if is_drift else ("failure",)

    @property
    def seconds(self) -> float:
        """How long the run took."""
        return (self.ended - self.started).total_seconds()


def report_outcome(outcome: Outcome, purpose: str, started: datetime, ended: datetime) -> RunReport:
    """Report a run that went to its end."""
    account = outcome.account
    records = {name: getattr(account, f"n_{name}") for name in ("read", "known", "kept", "rejected", "superseded")}
    return RunReport(
        purpose=purpose,
        started=started,
        ended=ended,
        exit_code=BUG if outcome.broken else DONE,
        message=str(BrokenRules(outcome.broken)) if outcome.broken else "",
        release=outcome.release.name,
        is_new=outcome.is_new,
        records=records,
        rejected_by_reason=account.rejected_by_reason,
        rows=read_manifest(outcome.release).rows,
        drift=tuple(describe_drift(outcome.release)) if outcome.is_new else (),
    )


def report_error(error: BaseException, purpose: str, started: datetime, ended: datetime) -> RunReport:
    """Report a run that an error ended."""
    return RunReport(
        purpose=purpose,
        started=started,
        ended=ended,
        exit_code=find_exit_code(error),
        message=describe_error(error),
        failures=error.failures if isinstance(error, AuditFailed) else (),
    )
