"""Links out of an input folder, which would make an article of any file of the machine."""

from __future__ import annotations

import os
from pathlib import Path


def find_outside(path: Path, folder: Path) -> str | None:
    """Say where a link leads that leaves the folder it was found in, over however many links.

    Args:
        path: What was found in the folder, not below another link out of it.
        folder: The input folder, which may be a link itself.

    Returns:
        The place outside; None for what is no link, or one that stays within the folder.
    """
    if not path.is_symlink():
        return None
    # Not `Path.resolve`, which raises on links that lead to each other.
    target, root = (os.path.realpath(one) for one in (path, folder))
    return None if target == root or target.startswith(f"{root.rstrip('/')}/") else target
