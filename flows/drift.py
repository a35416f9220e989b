"""What becomes of drift: told, refused, or accepted by somebody for a reason that the release keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from expectations.audit import Failure
from flows.user import name_user


@dataclass(frozen=True, slots=True)
class Drift:
    """What a release shows of drift and is published with.

    Attributes:
        warnings: What was only worth telling.
        accepted: What would have refused the release.
        reason: Why it was accepted; None where nothing was.
        author: Who accepted it.
        at: When.
    """

    warnings: tuple[Failure, ...]
    accepted: tuple[Failure, ...] = ()
    reason: str | None = None
    author: str | None = None
    at: datetime | None = None

    def to_json(self) -> dict[str, Any]:
        """Write it as the manifest keeps it."""
        return asdict(self) | {"at": None if self.at is None else self.at.isoformat()}


def judge_drift(found: Sequence[Failure], reason: str | None, at: datetime) -> Drift:
    """Say what of an audit's findings is drift that is told or accepted.

    Args:
        found: What the audit found.
        reason: Why drift is accepted; None: it is not.
        at: When the run began.
    """
    warnings = tuple(failure for failure in found if failure.is_warning)
    drifts = tuple(one for one in found if not one.is_warning and one.about == "drift")
    if reason is None or not drifts:
        return Drift(warnings)
    return Drift(warnings, drifts, reason, name_user(), at)
