"""Commands of the operator's own that are run after a run: on success, on failure, on drift."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from dataclasses import asdict
from datetime import datetime

from flows.run_report import Event, RunReport


def run_hook(command: str, report: RunReport, event: Event, most_seconds: float) -> str | None:
    """Run a hook: no shell, the run's facts as JSON on standard input and the main ones in the environment.

    Args:
        command: The command, split into words as a shell would.
        report: What the run came to.
        event: What the hook is told of: `success`, `failure` or `drift`.
        most_seconds: After which the hook is killed.

    Returns:
        What went wrong with the hook, in one line; None when it ended with 0. A hook changes nothing of its run.
    """
    facts = asdict(report) | {"event": event, "seconds": report.seconds}
    environment = os.environ | {
        "SAYSO_EVENT": event,
        "SAYSO_RELEASE": report.release or "",
        "SAYSO_EXIT_CODE": str(report.exit_code),
        "SAYSO_MESSAGE": report.message,
    }
    try:
        done = subprocess.run(
            shlex.split(command),
            input=json.dumps(facts, default=_show),
            text=True,
            env=environment,
            capture_output=True,
            timeout=most_seconds,
            check=False,
        )
    except (OSError, ValueError) as error:
        return f"the hook {command!r} cannot be run: {error}"
    except subprocess.TimeoutExpired:
        return f"the hook {command!r} was killed after {most_seconds:g} s"
    if done.returncode == 0:
        return None
    said = done.stderr.strip().rpartition("\n")[2]
    return f"the hook {command!r} ended with {done.returncode}{said and ': '}{said}"


def _show(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
