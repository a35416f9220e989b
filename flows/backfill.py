"""The Prefect flow that takes in an old dump, shard by shard, and goes on where a killed run stopped."""

from __future__ import annotations

from typing import Any

from prefect import flow

from flows.build import run_pipeline
from flows.prefect_runner import make_task_runner
from flows.settings import count_cores


@flow(
    name="sayso-backfill",
    flow_run_name="backfill {inputs}",
    task_runner=make_task_runner(count_cores()),
)
def backfill(inputs: list[str], refresh: bool = False, settings: dict[str, Any] | None = None) -> str:
    """Take in old dumps, or make old parts again.

    Args:
        inputs: Dumps; with `refresh` there may be none.
        refresh: Make again the parts that other code, lexicons, model or settings made.
        settings: Fields of `Settings` to set.

    Returns:
        Path of the newest release.
    """
    return run_pipeline(inputs, settings or {}, purpose="backfill", refresh=refresh)
