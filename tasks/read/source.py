"""A file of the inputs, and the rejects made of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tasks.documents import Reject
from tasks.read.options import ReadOptions


class InputError(Exception):
    """An input that the user named cannot be read at all; the message is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read.

    Attributes:
        path: Where it is.
        name: Its path within the input folder, or its file name where the user named the file itself.
        is_named: Whether the user named the file itself rather than a folder above it.
    """

    path: Path
    name: str
    is_named: bool

    @property
    def shown_path(self) -> str:
        """The path as text; bytes of a name that are not UTF-8 are written as escapes."""
        return show_path(str(self.path))

    def reject(
        self,
        reason: str,
        detail: str,
        raw: bytes,
        options: ReadOptions,
        position: str | None = None,
        record_id: str | None = None,
    ) -> Reject:
        """Turn the file, or one entry of it, away; `raw` is cut to what the options allow to keep."""
        kept = raw[: options.most_kept_bytes]
        return Reject(self.shown_path, position, record_id, "read", reason, detail, kept)


def show_path(path: str) -> str:
    """Give a path as text that can be written as UTF-8."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
