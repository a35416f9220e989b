"""Nights on which nothing ran, because the server, the worker or the machine was down: one run makes up for all."""

from __future__ import annotations

from datetime import UTC, datetime

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
)
from prefect.client.schemas.objects import FlowRun
from prefect.client.schemas.sorting import FlowRunSort


def find_newer_run(run: FlowRun) -> FlowRun | None:
    """Find the newest run of the same schedule that is due by now: it takes all that an older one would take.

    A run that was made by hand, or that is tried again, stands for itself.

    Returns:
        The newer run; None when this one is to run.
    """
    if not run.auto_scheduled or run.deployment_id is None or run.run_count > 1:
        return None
    due = FlowRunFilter.model_validate(
        {"expected_start_time": {"after_": run.expected_start_time, "before_": datetime.now(UTC)}}
    )
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(
            deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[run.deployment_id])),
            flow_run_filter=due,
            sort=FlowRunSort.EXPECTED_START_TIME_DESC,
        )
    newer = (
        one
        for one in found
        if one.auto_scheduled and one.id != run.id and not (one.state is not None and one.state.is_cancelled())
    )
    return next(newer, None)
