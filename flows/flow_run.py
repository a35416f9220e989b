"""A run of a flow: its name, its log, its artifact, its time limit, and the state in which it ends."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from prefect import get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun, FlowRunPolicy, State
from prefect.context import FlowRunContext
from prefect.runtime import flow_run as runtime
from prefect.states import Cancelled, Completed, Failed

from flows.dask_pool import join_cluster
from flows.dead_runs import claim_flow_run, clear_dead_runs
from flows.garbage import collect_rarely
from flows.inbox import name_inbox
from flows.lock import DataLocked
from flows.machine import limit_threads
from flows.missed_nights import find_newer_run
from flows.parameters import make_run_settings
from flows.pipeline import AuditFailed, Outcome
from flows.prefect_runner import PrefectRunner, is_transient
from flows.set_aside import BrokenRules
from flows.settings import Settings
from flows.summary import describe_account, describe_outcome, describe_refusal
from flows.time_limit import RunTooLong, limit_time
from flows.told_build import build_and_tell
from tasks.errors import SaysoError

Logger = logging.Logger | logging.LoggerAdapter[logging.Logger]

# Input or output that failed although its step was tried four times within a minute: a disk or a network that is away.
FLOW_RETRIES = 2
FLOW_RETRY_SECONDS = 600


def name_run(purpose: str) -> Callable[[], str]:
    """Name a flow's runs by purpose, dump and day: "backfill archive-2019 2025-03-06".

    The day is that of the scheduled start, in the time zone of the settings.
    """

    def name() -> str:
        parameters = runtime.parameters
        inputs = parameters.get("inputs") or []
        dumps = [Path(inputs[0]).name.split(".")[0]] if inputs else []
        if len(inputs) > 1:
            dumps.append(f"and {len(inputs) - 1} more")
        day = runtime.scheduled_start_time.astimezone(_find_zone(parameters)).date()
        return " ".join((purpose, *dumps, day.isoformat()))

    return name


def _find_zone(parameters: Mapping[str, Any]) -> ZoneInfo:
    try:
        return ZoneInfo(make_run_settings({"time_zone": parameters.get("time_zone")}).time_zone)
    except SaysoError:
        return ZoneInfo("UTC")  # the run itself says what is wrong


def run_pipeline(
    list_inputs: Callable[[Settings], Sequence[str]],
    given: Mapping[str, Any],
    *,
    purpose: str,
    refresh: bool = False,
    seconds: Callable[[Settings], float | None] = lambda _: None,
) -> State[str | None]:
    """Run the pipeline inside a flow.

    Args:
        list_inputs: Lists the inputs; none, with nothing to refresh, is an empty inbox.
        given: The parameters of the run that are settings.
        purpose: What the run is, to the lock and the log.
        refresh: Make old parts again.
        seconds: The longest that the run may take; None: as long as it takes.

    Returns:
        The state that the run ends in. Completed: its data is the path of the newest release, None without inputs.
        Cancelled: another run holds the data folder, or a newer one makes up for this. Failed: anything that a user can
        mend, the message says how.
    """
    limit_threads()
    collect_rarely()
    logger = get_run_logger()
    run = _read_own_run()
    try:
        settings = make_run_settings(given)
        clear_dead_runs(settings.work, logger)
        newer = find_newer_run(run)
        if newer is not None:
            due = f"{newer.expected_start_time:%Y-%m-%d %H:%M} UTC"
            return Cancelled(message=f"The run that was due at {due} makes up for this one.")
        inputs = list_inputs(settings)
        if not inputs and not refresh:
            return Completed(message=f"The inbox is empty: {name_inbox(settings)}")
        with claim_flow_run(settings.work, run.id):
            outcome = _build(inputs, settings, logger.info, purpose, refresh, seconds(settings))
    except DataLocked as error:
        return Cancelled(message=f"DataLocked: {error}. That run takes in what this one would have.")
    except AuditFailed as error:
        _leave_artifact(logger, describe_refusal(error), "The audit refused the release")
        logger.error("%s", error)
        return Failed(message=_name_rules(error), data=error)
    except RunTooLong as error:
        return Failed(name="TimedOut", message=str(error), data=error)
    except SaysoError as error:
        return Failed(message=str(error), data=error)
    except OSError as error:
        if is_transient(error):
            _allow_retry(run)
        raise
    said = describe_account(outcome)
    _leave_artifact(logger, describe_outcome(outcome), f"Release {outcome.release.name}")
    logger.info("%s: %s", outcome.release.name, said)
    if outcome.broken:
        broken = BrokenRules(outcome.broken)
        return Failed(message=str(broken), data=broken)
    name = outcome.release.name if outcome.is_new else f"nothing new, {outcome.release.name} stands"
    return Completed(message=f"{name}: {said}", data=str(outcome.release))


def _build(
    inputs: Sequence[str],
    settings: Settings,
    log: Callable[[str], object],
    purpose: str,
    refresh: bool,
    seconds: float | None,
) -> Outcome:
    with PrefectRunner(settings.workers, log, settings.most_silent_seconds, join_cluster(settings)) as runner:
        try:
            with limit_time(seconds):
                return build_and_tell(inputs, settings, runner, purpose=purpose, refresh=refresh)
        except BaseException:
            # A run that is cancelled, too long or refused waits for no shard.
            _stop_workers()
            raise


def _name_rules(error: AuditFailed) -> str:
    """Name the rules that are broken; their rows are in the log and the artifact."""
    rules = sorted({f"{failure.table}: {failure.rule}" for failure in error.failures})
    return f"The audit refused the release; latest stays as it was. {', '.join(rules)}. {error.advice}"


def _stop_workers() -> None:
    for process in multiprocessing.active_children():
        process.kill()


def _read_own_run() -> FlowRun:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        raise RuntimeError("a pipeline runs inside a flow")
    return context.flow_run


def _allow_retry(run: FlowRun) -> None:
    """Have Prefect run this flow again in a while: it asks the run's policy when the run fails, so others never are."""
    with get_client(sync_client=True) as client:
        policy = FlowRunPolicy(retries=FLOW_RETRIES, retry_delay=FLOW_RETRY_SECONDS)
        client.update_flow_run(run.id, empirical_policy=policy)


def _leave_artifact(logger: Logger, markdown: str, description: str) -> None:
    try:
        create_markdown_artifact(markdown=markdown, key="sayso-release", description=description)
    except httpx.HTTPError as error:
        # The release stands whether or not the server can be told.
        logger.warning("the artifact could not be left: %s", error)
