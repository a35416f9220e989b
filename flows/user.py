"""Who runs Sayso, for what is written down of a decision."""

from __future__ import annotations

import getpass
import os


def name_user() -> str:
    """Give the user's name, or the number of one that has none, as in a container."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}"
