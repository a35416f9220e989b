"""Flow runs whose process died: Prefect believes that they run until somebody says otherwise."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from filelock import FileLock, Timeout
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.exceptions import ObjectNotFound
from prefect.states import Crashed

FOLDER = "flow_runs"


@contextmanager
def claim_flow_run(work: Path, flow_run: UUID) -> Iterator[None]:
    """Hold a file lock in a flow run's name while it lasts; the system frees it when the process dies, however it dies.

    Args:
        work: The folder of working files of the data that the run builds.
        flow_run: The run's id.
    """
    path = work / FOLDER / str(flow_run)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path, timeout=0):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def clear_dead_runs(work: Path, logger: logging.Logger | logging.LoggerAdapter[logging.Logger]) -> None:
    """Mark as crashed what Prefect takes for running although its process is gone.

    Only runs that worked on this data folder are looked at, and none whose lock is held. Without a server that answers
    they are left for the next time.
    """
    for path in sorted((work / FOLDER).glob("*")):
        try:
            with FileLock(path, timeout=0):
                name = _mark_crashed(UUID(path.name))
                path.unlink(missing_ok=True)
        except Timeout:
            continue
        except httpx.HTTPError as error:
            logger.warning("cannot clear the dead run %s: %s", path.name, error)
            continue
        if name is not None:
            logger.warning("run %r died with its process; it is marked as crashed, and this run goes on from it", name)


def _mark_crashed(flow_run: UUID) -> str | None:
    """Mark a run as crashed, unless it has ended or waits to be run again; its name when it was marked."""
    with get_client(sync_client=True) as client:
        try:
            found = client.read_flow_run(flow_run)
        except ObjectNotFound:
            return None
        if found.state is None or found.state.is_final() or found.state.is_scheduled():
            return None
        state: State[Any] = Crashed(
            message="Its process died. What it had extracted is kept; the next run goes on from there."
        )
        client.set_flow_run_state(flow_run, state, force=True)
        return found.name
