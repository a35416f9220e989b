"""The parameters of a flow, made from the settings: Prefect shows them as a form and checks what is filled in."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, TypeVar

from flows.settings import Settings, load_settings

F = TypeVar("F", bound=Callable[..., Any])

# A run cannot change when it is begun (the zone stays, since it dates the run's name). How the machine logs, and which
# commands it runs, is for its operator to say, not for whoever may start a run.
NO_PARAMETERS = ("cron", "log_format", "metrics_file", "on_success", "on_failure", "on_drift", "hook_seconds")


def with_settings(*, without: Collection[str] = ()) -> Callable[[F], F]:
    """Give a flow function that takes `**settings` one typed and described parameter a setting.

    Every one may be left out: then `sayso.toml` and the environment of the process that runs the flow decide.

    Args:
        without: Settings that mean nothing to the flow.
    """

    def decorate(function: F) -> F:
        signature = inspect.signature(function, eval_str=True)
        own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
        names = [name for name in Settings.model_fields if name not in (*NO_PARAMETERS, *without)]
        function.__signature__ = signature.replace(parameters=[*own, *map(_make_parameter, names)])  # type: ignore[attr-defined]
        lines = [f"    {name}: {Settings.model_fields[name].description}" for name in names]
        doc = inspect.cleandoc(function.__doc__ or "")
        function.__doc__ = doc.replace("    **settings: One parameter a setting.", "\n".join(lines), 1)
        return function

    return decorate


def _make_parameter(name: str) -> inspect.Parameter:
    field = Settings.model_fields[name]
    # Its bounds too, so that Prefect refuses what the settings would refuse.
    kind: Any = Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind | None)


def make_run_settings(given: Mapping[str, Any]) -> Settings:
    """Make the settings of a flow run: what its parameters say, then the environment, then `sayso.toml`.

    Raises:
        WrongSettings: One is not allowed, or cannot be read.
    """
    return load_settings(given, "this run's parameters or settings")
