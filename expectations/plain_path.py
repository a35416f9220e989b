"""Give DuckDB a path that it takes for nothing but a path."""

from __future__ import annotations

from pathlib import Path


def link_plainly(folder: Path, aside: Path, name: str) -> Path:
    r"""Link a folder under a plain name.

    DuckDB reads `*`, `?`, `[` and `\` in a path as a pattern, has no escape that holds for all of them, and takes no
    path that is not UTF-8.

    Args:
        folder: The folder, whatever its path is made of.
        aside: A temporary folder that stays while the link is read.
        name: The link's name, letters only.

    Returns:
        The link.
    """
    link = aside / name
    link.symlink_to(folder.absolute(), target_is_directory=True)
    return link
