"""Word lists: TOML files in `data/lexicon/`, read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LEXICON_FOLDER = Path(__file__).resolve().parents[1] / "data" / "lexicon"


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Read `data/lexicon/<name>.toml`. Callers must not change what they get.

    Raises:
        FileNotFoundError: There is no such lexicon.
        tomllib.TOMLDecodeError: It is not valid TOML.
    """
    with (LEXICON_FOLDER / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)
