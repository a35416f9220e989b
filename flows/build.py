"""The Prefect flow that builds one release from inputs."""

from __future__ import annotations

from typing import Any

from prefect import flow
from prefect.client.schemas.objects import State

from flows.flow_run import name_run, run_pipeline
from flows.parameters import with_settings


@flow(name="sayso-build", flow_run_name=name_run("build"))
@with_settings(without=("inbox", "most_nightly_seconds"))
def build(inputs: list[str], **settings: Any) -> State[str | None]:
    """Build a release from files and folders.

    Args:
        inputs: Files and folders of articles, and addresses such as s3://bucket/dumps.
        **settings: One parameter a setting.

    Returns:
        Path of the newest release.
    """
    return run_pipeline(lambda _: inputs, settings, purpose="build")
