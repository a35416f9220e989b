"""Stream the records of the inputs that a user names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tasks.documents import Record, Reject
from tasks.read.blobs import LocalFile, RemoteFile
from tasks.read.dump import read_file
from tasks.read.options import ReadOptions
from tasks.read.remote import RemotePath, is_address, is_remote_folder, open_address, walk_remote
from tasks.read.source import InputError, Source, show_path

__all__ = ["InputError", "has_files", "read_inputs"]


def read_inputs(inputs: Sequence[str], options: ReadOptions) -> Iterator[Record | Reject]:
    """Read files, and folders with all that is in them, at constant memory.

    Folders are walked recursively, their entries in order of name; hidden files and folders (a leading full stop) are
    passed over. Every other file gives at least one record or reject.

    Args:
        inputs: Paths of files and folders, or addresses of them such as s3://bucket/dumps, read in the order given.
        options: How to read them.

    Returns:
        Records and rejects, in the same order for the same inputs.

    Raises:
        InputError: At the call: an input does not exist, is neither a file nor a folder, is not readable, or is a
            folder without a file to read.
    """
    places = [open_address(given) if is_address(given) else Path(given) for given in inputs]
    for place in places:
        _check_input(place)
    return (entry for place in places for entry in _read_input(place, options))


def has_files(given: str) -> bool:
    """Tell whether a folder, of this machine or at an address, holds a file to read.

    Raises:
        InputError: It does not exist or cannot be reached.
        OSError: It cannot be listed.
    """
    if not is_address(given):
        return next(_find_local(Path(given)), None) is not None
    return next(_find_remote(open_address(given)), None) is not None


def _read_input(place: Path | RemotePath, options: ReadOptions) -> Iterator[Record | Reject]:
    if isinstance(place, RemotePath):
        for found, source in _find_remote(place):
            yield from _read_remote(found, source, options)
        return
    for path, source in _find_local(place):
        yield from _read_local(path, source, options)


def _check_input(path: Path | RemotePath) -> None:
    if isinstance(path, RemotePath):
        if next(_find_remote(path), None) is None:
            raise InputError(f"cannot read {path.address}: the folder holds no file to read")
        return
    shown = show_path(str(path))
    if not path.exists():
        raise InputError(f"cannot read {shown}: there is no such file or folder")
    if not path.is_file() and not path.is_dir():
        raise InputError(f"cannot read {shown}: it is neither a file nor a folder")
    try:
        if path.is_file():
            with path.open("rb"):
                return
        if next(_find_local(path), None) is None:
            raise InputError(f"cannot read {shown}: the folder holds no file to read (hidden files do not count)")
    except OSError as error:
        raise InputError(f"cannot read {shown}: {error.strerror or error}") from error


def _find_local(path: Path) -> Iterator[tuple[Path, Source]]:
    if path.is_dir():
        for found in _walk(path, ()):
            yield found, Source(show_path(str(found)), show_path(found.relative_to(path).as_posix()), is_named=False)
    else:
        yield path, Source(show_path(str(path)), show_path(path.name), is_named=True)


def _find_remote(place: RemotePath) -> Iterator[tuple[RemotePath, Source]]:
    if is_remote_folder(place):
        for found, name in walk_remote(place):
            yield found, Source(show_path(found.address), name, is_named=False)
    else:
        yield place, Source(show_path(place.address), place.path.rpartition("/")[2], is_named=True)


def _walk(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path]:
    """Find the files under a folder; a link that leads back to a folder above it is passed over."""
    status = folder.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        return
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir()) for entry in entries if not entry.name.startswith("."))
    for name, is_folder in found:
        if is_folder:
            yield from _walk_below(folder / name, (*above, identity))
        else:
            yield folder / name


def _walk_below(folder: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Path]:
    """Walk a folder; one that cannot be opened is given as a path, so that reading it gives a reject."""
    try:
        yield from _walk(folder, above)
    except OSError:
        yield folder


def _read_local(path: Path, source: Source, options: ReadOptions) -> Iterator[Record | Reject]:
    try:
        n_bytes = path.stat().st_size if path.is_file() else None
    except OSError:
        n_bytes = None
    if n_bytes is not None:
        yield from read_file(source, LocalFile(path), n_bytes, options)
        return
    detail = "the folder cannot be opened" if path.is_dir() else "is not a regular file, or a link that leads nowhere"
    yield source.reject("unreadable", detail, b"", options)


def _read_remote(found: RemotePath, source: Source, options: ReadOptions) -> Iterator[Record | Reject]:
    try:
        # Some servers do not say how long a file is.
        n_bytes = found.files.size(found.path) or 0
    except Exception as error:
        yield source.reject("unreadable", f"cannot be read: {type(error).__name__}: {error}", b"", options)
        return
    yield from read_file(source, RemoteFile(found.files, found.path), n_bytes, options)
