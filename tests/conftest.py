"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from tasks.annotate.model import load_model, parse_bodies

PROJECT = Path(__file__).resolve().parents[1]


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
