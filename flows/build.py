"""The Prefect flow that builds one release from inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from prefect import flow
from prefect.artifacts import create_markdown_artifact

from flows.pipeline import Outcome, build_release
from flows.prefect_runner import PrefectRunner, make_task_runner
from flows.runners import limit_threads
from flows.settings import Settings, count_cores
from flows.summary import describe_outcome


@flow(
    name="sayso-build",
    flow_run_name="build {inputs}",
    task_runner=make_task_runner(count_cores()),
    validate_parameters=True,
    log_prints=False,
)
def build(inputs: list[str], settings: dict[str, Any] | None = None) -> str:
    """Build a release from files and folders.

    Args:
        inputs: Files and folders of articles.
        settings: Fields of `Settings` to set; the rest come from the environment and `sayso.toml`.

    Returns:
        Path of the newest release.
    """
    return run_pipeline(inputs, settings or {}, purpose="build")


def run_pipeline(inputs: Sequence[str], settings: Mapping[str, Any], *, purpose: str, refresh: bool = False) -> str:
    """Run the pipeline inside a flow and leave the release's summary as an artifact."""
    limit_threads()
    made = Settings(**settings)
    outcome = build_release(inputs, made, PrefectRunner(), refresh=refresh, purpose=purpose)
    _leave_artifact(outcome)
    return str(outcome.release)


def _leave_artifact(outcome: Outcome) -> None:
    create_markdown_artifact(
        markdown=describe_outcome(outcome), key="sayso-release", description=f"Release {outcome.release.name}"
    )
