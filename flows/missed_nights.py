"""Nights on which nothing ran to its end, because server, worker or machine went down: one run makes up for all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
)
from prefect.client.schemas.objects import FlowRun, State
from prefect.client.schemas.sorting import FlowRunSort
from prefect.states import Scheduled

# A run that brings down its machine is not begun for ever.
MOST_STARTS = 3


def find_newer_run(run: FlowRun) -> FlowRun | None:
    """Find the newest run of the same schedule that is due by now: it takes all that an older one would take.

    A run that was made by hand, or that is tried again, stands for itself.

    Returns:
        The newer run; None when this one is to run.
    """
    if not run.auto_scheduled or run.deployment_id is None or run.run_count > 1:
        return None
    newer = (one for one in _list_due(run.deployment_id, run.expected_start_time) if one.id != run.id)
    return next(newer, None)


def resume_crashed_run(deployment: UUID) -> FlowRun | None:
    """Schedule the newest run of a deployment again, at once, if it crashed: its process was killed, or its machine.

    Returns:
        The run; None if the newest one ended otherwise, or has crashed three times.
    """
    newest = next(iter(_list_due(deployment)), None)
    if newest is None or newest.state is None or not newest.state.is_crashed() or newest.run_count >= MOST_STARTS:
        return None
    again: State[Any] = Scheduled(message="It crashed; what it had extracted is kept, and it goes on from there.")
    with get_client(sync_client=True) as client:
        client.set_flow_run_state(newest.id, again, force=True)
    return newest


def _list_due(deployment: UUID, since: datetime | None = None) -> list[FlowRun]:
    """List a deployment's scheduled runs that are due, and were not cancelled, the newest first."""
    due = {"expected_start_time": {"after_": since, "before_": datetime.now(UTC)}}
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment])),
            flow_run_filter=FlowRunFilter.model_validate(due),
            sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        )
    return [one for one in found if one.auto_scheduled and not (one.state is not None and one.state.is_cancelled())]
