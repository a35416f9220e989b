"""Copy files into a release, as reflinks where the file system has them, and hash them on the way."""

from __future__ import annotations

import errno
import hashlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

from tasks.publish.parquet import CHUNK_BYTES, hash_file

# Where folders cannot be linked across, or not at all, a copy serves.
NO_LINKS = (errno.EXDEV, errno.EPERM, errno.ENOTSUP, errno.EMLINK)
# Linux: share the blocks of one file with another until either is written to.
_FICLONE = 0x40049409


def copy_file(source: Path, target: Path) -> str:
    """Copy a file to a place where none is: a write into one is none into the other.

    Returns:
        SHA-256 of the copy's bytes, in hex.
    """
    with source.open("rb") as reader, target.open("xb") as writer:
        is_cloned = _clone(reader, writer)
        digest = hashlib.sha256()
        while not is_cloned and (chunk := reader.read(CHUNK_BYTES)):
            digest.update(chunk)
            writer.write(chunk)
    return hash_file(target) if is_cloned else digest.hexdigest()


def link_file(source: Path, target: Path) -> bool:
    """Give a file a second name where the file system can; say whether it did."""
    try:
        os.link(source, target)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        return False
    return True


def _clone(reader: BinaryIO, writer: BinaryIO) -> bool:
    if sys.platform != "linux":
        return False
    import fcntl

    try:
        fcntl.ioctl(writer.fileno(), _FICLONE, reader.fileno())
    except OSError:
        return False
    return True
