"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from spacy.tokens import Doc

from flows.garbage import collect_rarely
from flows.machine import limit_threads
from flows.pipeline import build_release
from flows.settings import Settings
from tasks.annotate.model import load_model, parse_bodies

PROJECT = Path(__file__).resolve().parents[1]

# Nothing asserts a duration: a busy machine is no failure.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


# Two test processes whose BLAS threads wait for each other parse sixteen times slower.
limit_threads()
collect_rarely()


class SerialRunner:
    """Runs every step in this process, one after the other."""

    def run(self, step: Callable[..., Any], *args: Any, label: str) -> Any:
        return step(*args)

    def map(self, step: Callable[..., Any], items: Sequence[Any], *shared: Any, label: str) -> list[Any]:
        return [step(item, *shared) for item in items]


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """Parse one body as the pipeline does."""
    nlp = load_model()
    return lambda body: next(parse_bodies(nlp, [body]))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Measuring data beside the project; tests that need it are skipped without it."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no measuring data beside the project")
    return folder


@pytest.fixture(scope="session")
def build() -> Callable[..., Any]:
    """Build a release in this process: `build(inputs, data, **settings)` gives the outcome."""

    def _build(
        inputs: Sequence[Path], data: Path, *, refresh: bool = False, now: datetime | None = None, **settings: Any
    ) -> Any:
        made = Settings(data=data, **settings)
        return build_release([str(path) for path in inputs], made, SerialRunner(), refresh=refresh, now=now)

    return _build


@pytest.fixture(scope="session")
def sample_release(build: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release built from the sample dump."""
    return Path(build([PROJECT / "data" / "sample"], tmp_path_factory.mktemp("sample")).release)
