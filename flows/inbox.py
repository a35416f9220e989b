"""The folder that dumps are dropped into."""

from __future__ import annotations

from pathlib import Path


def list_inbox(data: Path) -> list[str]:
    """List what lies in a data folder's inbox: the folder itself, or nothing when it is empty.

    Dumps may stay there: what an earlier run took in costs a hash.
    """
    inbox = data / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    files = (path.relative_to(inbox) for path in inbox.rglob("*") if path.is_file())
    return [str(inbox)] if any(map(_is_given, files)) else []


def _is_given(path: Path) -> bool:
    return not any(name.startswith(".") for name in path.parts)
