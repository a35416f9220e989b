"""Keep the bytes of what was turned away."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from tasks.documents import Reject

_DIGEST_BYTES = 16
TRACEBACK_SUFFIX = ".traceback.txt"


def quarantine_reject(reject: Reject, folder: Path) -> tuple[str, int]:
    """Write a reject's bytes under their hash; the same bytes are written once. A traceback goes beside them.

    Args:
        reject: What was turned away.
        folder: The quarantine; made where it does not exist.

    Returns:
        The copy's path within `folder` (`ab/abcd….bin`), and its size in bytes.

    Raises:
        OSError: It cannot be written.
    """
    relative = place_copy(reject.raw)
    target = folder / relative
    if not _is_kept(target, len(reject.raw)):
        _write_atomically(target, reject.raw)
    if reject.traceback is not None:
        _write_atomically(target.with_suffix(TRACEBACK_SUFFIX), reject.traceback.encode("utf-8", "backslashreplace"))
    return relative, len(reject.raw)


def place_copy(raw: bytes) -> str:
    """Give the path within the quarantine of a copy of some bytes."""
    digest = hashlib.blake2b(raw, digest_size=_DIGEST_BYTES).hexdigest()
    return f"{digest[:2]}/{digest}.bin"


def write_copy(raw: bytes, folder: Path) -> None:
    """Write a copy into the quarantine, in the place of one that is damaged."""
    _write_atomically(folder / place_copy(raw), raw)


def _is_kept(target: Path, n_bytes: int) -> bool:
    try:
        return target.stat().st_size == n_bytes
    except FileNotFoundError:
        return False


def _write_atomically(target: Path, raw: bytes) -> None:
    """Write aside, flush to disk, rename: a reader sees all of it or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(raw)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(target)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
