"""Judge the names that archives give to their members."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")
_DRIVE = re.compile(r"[A-Za-z]:")
_MOST_CHARACTERS = 1000


def find_name_problem(name: str) -> str | None:
    """Say what is wrong with a member's name; None where it names a file within the archive.

    Nothing is ever written under such a name, but it would stand in `source_path`, where a script may take it for a
    path.
    """
    parts = re.split(r"[/\\]", name)
    if not name.strip():
        return "its name is empty"
    if _CONTROL.search(name):
        return "its name holds control characters"
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        return "its name is an absolute path"
    if ".." in parts:
        return "its name leads out of the archive"
    if len(name) > _MOST_CHARACTERS:
        return f"its name is longer than {_MOST_CHARACTERS} characters"
    return None


def is_hidden(name: str) -> bool:
    """Tell what is passed over, as in a folder: names with a leading full stop, and a Mac's notes beside files."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    return any(part.startswith(".") for part in parts) or "__MACOSX" in parts[:-1]
