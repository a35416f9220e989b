"""Watch the calls by which a build changes the disk, and put a fault in place of one of them."""

from __future__ import annotations

import builtins
import io
import os
import pathlib
import shutil
import signal
from collections.abc import Callable
from typing import Any, Literal

import pyarrow.parquet as pq

Fault = Literal["kill", "EIO", "ENOSPC", "half"]

# Owner and names of what writes, renames, links, flushes or removes.
WATCHED: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (os, ("rename", "replace", "link", "symlink", "fsync", "mkdir", "unlink", "rmdir", "chmod", "copy_file_range")),
    (pq, ("write_table",)),
    (shutil, ("copyfile",)),
    (io, ("open",)),
)
_WRITING = set("wax+")


class Watch:
    """Counts watched calls of this process below a folder, and does a fault at one of them.

    Args:
        root: Only calls that name a path below it count.
        fault: What happens: the process dies of SIGKILL before the call or, with `half`, after half of what a call to
            write a table would write; or the call fails with an error of the system.
        at: Number of the call, from 1; 0 for none.
    """

    def __init__(self, root: pathlib.Path, fault: Fault, at: int) -> None:
        self.root, self.fault, self.at = os.fsencode(root), fault, at
        self.calls: list[str] = []
        self._descriptors: set[int] = set()

    def install(self) -> None:
        """Wrap the calls; for the life of the process."""
        for owner, names in WATCHED:
            for name in names:
                setattr(owner, name, self._wrap(name, getattr(owner, name)))
        builtins.open = io.open

    def _wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*arguments: Any, **named: Any) -> Any:
            if self._counts(name, arguments, named):
                self.calls.append(name)
                if len(self.calls) == self.at:
                    self._fail(name, call, arguments, named)
            return call(*arguments, **named)

        return watched

    def _counts(self, name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> bool:
        if name == "fsync":
            return True
        if name == "open":
            mode = str(arguments[1] if len(arguments) > 1 else named.get("mode", "r"))
            if not _WRITING & set(mode):
                return False
        paths = [path for path in (*arguments, *named.values()) if isinstance(path, str | bytes | os.PathLike)]
        return any(os.fsencode(path).startswith(self.root) for path in paths)

    def _fail(self, name: str, call: Callable[..., Any], arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        if name == "write_table" and self.fault != "kill":
            # As when the disk fills up or the power goes in the middle of it.
            call(*arguments, **named)
            target = pathlib.Path(arguments[1])
            os.truncate(target, target.stat().st_size // 2)
        if self.fault in ("kill", "half"):
            os.kill(os.getpid(), signal.SIGKILL)
        number = 28 if self.fault == "ENOSPC" else 5
        raise OSError(number, os.strerror(number), str(arguments[-1] if arguments else name))
