"""Build a release and tell of it: log lines, the metrics file, the hooks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from flows.hooks import run_hook
from flows.log import LOGGER, is_logging
from flows.metrics import write_metrics
from flows.pipeline import Outcome, build_release
from flows.run_report import RunReport, report_error, report_outcome
from flows.runners import Runner
from flows.settings import Settings
from tasks.errors import DONE, INTERRUPTED


def build_and_tell(
    inputs: Sequence[str], settings: Settings, runner: Runner, *, purpose: str, refresh: bool = False
) -> Outcome:
    """Build a release as `build_release` does, and tell of it whether it was published, refused or failed.

    Args:
        inputs: Files and folders; with none, what is already extracted is linked and published.
        settings: All settings; they name the metrics file and the hooks.
        runner: Runs the steps.
        purpose: What the run is for, told to a second run and to the operator.
        refresh: Make again the parts that other code, lexicons, model or settings made.

    Raises:
        BaseException: Whatever `build_release` raises, when it was told of.
    """
    started = datetime.now(UTC)
    LOGGER.info("run began", extra={"purpose": purpose, "inputs": list(inputs), "data": str(settings.data)})
    try:
        outcome = build_release(inputs, settings, runner, refresh=refresh, purpose=purpose)
    except BaseException as error:
        _tell(report_error(error, purpose, started, datetime.now(UTC)), settings)
        raise
    _tell(report_outcome(outcome, purpose, started, datetime.now(UTC)), settings)
    return outcome


def _tell(report: RunReport, settings: Settings) -> None:
    _log(report)
    if report.exit_code == INTERRUPTED:
        return  # whoever stopped it knows
    if settings.metrics_file is not None:
        try:
            write_metrics(report, settings.metrics_file)
        except (OSError, ValueError) as error:
            _warn(f"the metrics cannot be written: {error}")
    for event in report.events:
        hook = getattr(settings, f"on_{event}")
        problem = run_hook(hook, report, event, settings.hook_seconds) if hook else None
        if problem:
            _warn(problem)


def _log(report: RunReport) -> None:
    facts = {
        "purpose": report.purpose,
        "exit_code": report.exit_code,
        "seconds": round(report.seconds, 3),
        "release": report.release,
        "is_new": report.is_new,
        "records": report.records,
        "rejected_by_reason": report.rejected_by_reason,
        "refused": [
            {"rule": one.rule, "table": one.table, "n_rows": one.n_rows, "message": one.message}
            for one in report.failures
        ],
    }
    if report.exit_code == DONE:
        LOGGER.info("run ended", extra=facts)
    else:
        LOGGER.error("run failed", extra=facts | {"reason": report.message})


def _warn(message: str) -> None:
    if is_logging():
        LOGGER.warning(message)
    else:
        sys.stderr.write(f"sayso: warning: {message}\n")
