"""The Prefect flow that runs every night on what has come into the inbox, and its schedule."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from prefect import flow
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.exceptions import ObjectNotFound
from prefect.logging import get_logger
from prefect.schedules import Cron, Schedule
from prefect.settings import PREFECT_API_URL
from prefect.types.entrypoint import EntrypointType

from flows.dead_runs import clear_dead_runs
from flows.flow_run import name_run, run_pipeline
from flows.inbox import list_inbox
from flows.missed_nights import resume_crashed_run
from flows.parameters import with_settings
from flows.settings import Settings
from tasks.errors import SaysoError

# The name of the deployment that `sayso nightly` serves.
SERVED = "nightly"


@flow(name="sayso-nightly", flow_run_name=name_run("nightly"))
@with_settings()
def nightly(**settings: Any) -> State[str | None]:
    """Build a release from what has come into the inbox.

    Args:
        **settings: One parameter a setting.

    Returns:
        Path of the newest release; null when the inbox is empty.
    """
    return run_pipeline(list_inbox, settings, purpose="nightly", seconds=lambda made: made.most_nightly_seconds)


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


class NoServer(SaysoError):
    """No Prefect server is named, or none answers under its address."""


def serve_nightly(settings: Settings, given: Collection[str] = ()) -> None:
    """Serve the nightly flow on its schedule until stopped, one run at a time.

    The schedule goes on while nothing is served, so that a night missed meanwhile is made up for by one run. A night
    that crashed, with its machine or because this was stopped, goes on when it is served again.

    Args:
        settings: All settings; `cron` and `time_zone` make the schedule.
        given: Settings that every run gets as they are here; the others it reads anew.

    Raises:
        NoServer: There is no server to serve to.
        ScheduleError: `cron` is no cron expression.
    """
    schedule = make_schedule(settings)
    require_server()
    logger = get_logger("sayso")
    clear_dead_runs(settings.work, logger)
    _resume_crashed_night(logger)
    nightly.serve(
        name=SERVED,
        schedule=schedule,
        limit=1,
        pause_on_shutdown=False,
        parameters=settings.model_dump(mode="json", include=set(given) & set(nightly.parameters.properties)),
        description="Build a release from what has come into the inbox.",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _resume_crashed_night(logger: logging.Logger) -> None:
    with get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name(f"{nightly.name}/{SERVED}")
        except ObjectNotFound:
            return  # it was never served
    resumed = resume_crashed_run(deployment.id)
    if resumed is not None:
        logger.warning("run %r crashed; it goes on now", resumed.name)


def require_server() -> None:
    """Make sure that a Prefect server answers: without one, Prefect would start one that nobody else sees.

    Raises:
        NoServer: None is named, or none answers.
    """
    url = PREFECT_API_URL.value()
    advice = (
        "Start one with `prefect server start`, and name it: `export PREFECT_API_URL=http://127.0.0.1:4200/api`. "
        "`sayso nightly --once`, from cron, needs no server."
    )
    if url is None:
        raise NoServer(f"no Prefect server is named. {advice}")
    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    if error is not None:
        raise NoServer(f"no Prefect server answers at {url}: {error}. {advice}")
