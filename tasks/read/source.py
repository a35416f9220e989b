"""A file of the inputs, and the rejects made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from expectations.enumerations import RejectReason
from tasks.documents import Reject
from tasks.errors import SaysoError
from tasks.read.options import ReadOptions

# Stands between an archive and the name of its member.
MEMBER_MARK = "!"

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://")


# What is wrong with an entry: a value of `rejects.reason`, and in words.
Problem = tuple[RejectReason, str]


class InputError(SaysoError):
    """An input that the user named cannot be read at all; the message is one line that says what to do."""


def is_address(given: str) -> bool:
    """Tell an address such as s3://bucket/dumps from a path of this machine."""
    return _ADDRESS.match(given) is not None


def check_is_there(path: Path) -> None:
    """Refuse a path at which nothing is.

    Raises:
        InputError: Nothing is there.
    """
    if not path.exists():
        raise InputError(f"cannot read {show_path(str(path))}: there is no such file or folder")


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, or one member of an archive.

    Attributes:
        shown_path: Where it is, as text: "dumps/a.zip!folder/b.html" for a member of an archive.
        name: Its path within the input folder, or its file name where the user named the file itself; for a member of
            an archive its path within the archive, whatever that is called.
        is_named: Whether the user named the file itself rather than a folder above it.
        is_member: Whether it is a member of an archive.
    """

    shown_path: str
    name: str
    is_named: bool
    is_member: bool = False

    def find_member(self, name: str) -> Source:
        """Give the source of a member of this archive."""
        shown = show_path(name)
        inner = f"{self.name}{MEMBER_MARK}{shown}" if self.is_member else shown
        return Source(f"{self.shown_path}{MEMBER_MARK}{shown}", inner, is_named=False, is_member=True)

    def reject(
        self,
        reason: RejectReason,
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
    """Give a path as text that can be written as UTF-8; bytes that are not UTF-8 are written as escapes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def name_file(shown_path: str) -> str:
    """Give the file's own name of what `Source.shown_path` names: of a member its own, not that of its archive."""
    return re.split(r"\.\w{1,5}!|/", shown_path)[-1]
