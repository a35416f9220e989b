"""The Prefect flow that takes in an old dump, shard by shard, and goes on where a killed run stopped."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.flow_run import name_run, run_pipeline
from flows.parameters import with_settings
from flows.settings import Settings, WrongSettings


@flow(name="sayso-backfill", flow_run_name=name_run("backfill"))
@with_settings(without=("inbox", "most_nightly_seconds"))
def backfill(inputs: list[str] | None = None, refresh: bool = False, **settings: Any) -> State[str | None]:
    """Take in old dumps, or make old parts again.

    Args:
        inputs: Dumps; with `refresh` there may be none.
        refresh: Make again the parts that other code, lexicons, model or settings made.
        **settings: One parameter a setting.

    Returns:
        Path of the newest release.
    """

    def list_dumps(_: Settings) -> list[str]:
        if not inputs and not refresh:
            raise WrongSettings("name a dump in `inputs`, or set `refresh`")
        return inputs or []

    return run_pipeline(list_dumps, settings, purpose="backfill", refresh=refresh)
