"""The Prefect flow that runs every night on what has come into the inbox, and its schedule."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron, Schedule

from flows.build import run_pipeline
from flows.inbox import list_inbox
from flows.prefect_runner import make_task_runner
from flows.settings import Settings, count_cores
from tasks.errors import SaysoError


@flow(
    name="sayso-nightly",
    flow_run_name="nightly",
    task_runner=make_task_runner(count_cores()),
)
def nightly(settings: dict[str, Any] | None = None) -> str | None:
    """Build a release from the inbox.

    Args:
        settings: Fields of `Settings` to set.

    Returns:
        Path of the newest release; null when the inbox is empty.
    """
    inputs = list_inbox(Settings(**(settings or {})))
    return run_pipeline(inputs, settings or {}, purpose="nightly") if inputs else None


class ScheduleError(SaysoError):
    """The settings' cron expression cannot be read."""


def make_schedule(settings: Settings) -> Schedule:
    """Make the schedule that the settings give.

    Raises:
        ScheduleError: `cron` is no cron expression.
    """
    try:
        return Cron(settings.cron, timezone=settings.time_zone)
    except ValueError as error:
        raise ScheduleError(f"cron {settings.cron!r} cannot be read: {error}") from error


def serve_nightly(settings: Settings) -> None:
    """Serve the nightly flow on its schedule until stopped; one run at a time, a late one is dropped."""
    nightly.with_options(task_runner=make_task_runner(settings.workers)).serve(
        name="nightly",
        schedule=make_schedule(settings),
        limit=1,
        global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        parameters={"settings": settings.model_dump(mode="json", exclude_unset=True)},
        description="Build a release from what has come into the inbox.",
    )
