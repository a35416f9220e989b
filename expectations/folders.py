"""Where the files that are no code lie: in a checkout beside the packages, in an installed wheel within them."""

from __future__ import annotations

from pathlib import Path

# The folder of the packages: the checkout, or where a wheel was installed.
PROJECT = Path(__file__).resolve().parents[1]
_IN_WHEEL = Path(__file__).resolve().parent / "lexicon"
LEXICON_FOLDER = _IN_WHEEL if _IN_WHEEL.is_dir() else PROJECT / "data" / "lexicon"
