"""Stream the records of the inputs that a user names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tasks.documents import Record, Reject
from tasks.read.blobs import LocalFile, RemoteFile
from tasks.read.dump import read_file
from tasks.read.links import find_outside
from tasks.read.options import ReadOptions
from tasks.read.origins import Origins, make_absolute
from tasks.read.remote import RemotePath, is_remote_folder, open_address, walk_remote
from tasks.read.source import InputError, Source, check_is_there, is_address, show_path

__all__ = ["InputError", "has_files", "list_roots", "read_inputs"]

_LOCAL_ADDRESS = re.compile(r"(?:file|local)://", re.IGNORECASE)


def read_inputs(
    inputs: Sequence[str], options: ReadOptions, origins: Origins | None = None
) -> Iterator[Record | Reject]:
    """Read files, and folders with all that is in them, at constant memory.

    Folders are walked recursively, their entries in order of name; hidden files and folders (a leading full stop) are
    passed over. Every other file gives at least one record or reject, and a link that leads out of the folder gives one
    reject, unless the options follow it. A folder that is named may be a link itself.

    Args:
        inputs: Paths of files and folders, or addresses of them such as s3://bucket/dumps, read in the order given.
        options: How to read them.
        origins: The folders that name whole files; a record has no origin if None.

    Returns:
        Records and rejects, in the same order for the same inputs.

    Raises:
        InputError: At the call: an input does not exist, is neither a file nor a folder, is not readable, or is a
            folder without a file to read.
    """
    places = [_open_input(given) for given in inputs]
    for place in places:
        _check_input(place)
    entries = (entry for place in places for entry in _read_input(place, options))
    return entries if origins is None else (_name_origin(entry, origins) for entry in entries)


def list_roots(inputs: Sequence[str]) -> list[str]:
    """List the folders named by inputs that are there, and those around files named: absolute paths or addresses.

    Raises:
        InputError: An address cannot be reached.
    """
    roots = []
    for given in inputs:
        place = _open_input(given)
        if isinstance(place, RemotePath):
            root = place.address if is_remote_folder(place) else place.address.rpartition("/")[0]
        elif place.exists():
            root = str(place if place.is_dir() else place.absolute().parent)
        else:
            continue
        roots.append(make_absolute(root))
    return roots


def has_files(given: str) -> bool:
    """Tell whether a folder, of this machine or at an address, holds a file to read.

    Raises:
        InputError: It does not exist or cannot be reached.
        OSError: It cannot be listed.
    """
    place = _open_input(given)
    found = _find_remote(place) if isinstance(place, RemotePath) else _find_local(place, follow_links=False)
    return next(iter(found), None) is not None


def _open_input(given: str) -> Path | RemotePath:
    # fsspec would follow the links of this machine's folders.
    given = given[found.end() :] if (found := _LOCAL_ADDRESS.match(given)) else given
    return open_address(given) if is_address(given) else Path(given)


def _name_origin(entry: Record | Reject, origins: Origins) -> Record | Reject:
    if isinstance(entry, Reject) or entry.position is not None:
        return entry
    return replace(entry, origin=origins.name(entry.source_path))


def _read_input(place: Path | RemotePath, options: ReadOptions) -> Iterator[Record | Reject]:
    if isinstance(place, RemotePath):
        for found, source in _find_remote(place):
            yield from _read_remote(found, source, options)
        return
    for path, source in _find_local(place, options.follow_links):
        yield from _read_local(path, source, None if options.follow_links else place, options)


def _check_input(path: Path | RemotePath) -> None:
    if isinstance(path, RemotePath):
        if next(_find_remote(path), None) is None:
            raise InputError(f"cannot read {path.address}: the folder holds no file to read")
        return
    shown = show_path(str(path))
    check_is_there(path)
    if not path.is_file() and not path.is_dir():
        raise InputError(f"cannot read {shown}: it is neither a file nor a folder")
    try:
        if path.is_file():
            with path.open("rb"):
                return
        if next(_find_local(path, follow_links=False), None) is None:
            raise InputError(f"cannot read {shown}: the folder holds no file to read (hidden files do not count)")
    except OSError as error:
        raise InputError(f"cannot read {shown}: {error.strerror or error}") from error


def _find_local(path: Path, follow_links: bool) -> Iterator[tuple[Path, Source]]:
    if path.is_dir():
        for found in _walk(path, (), None if follow_links else path):
            yield found, Source(show_path(str(found)), show_path(found.relative_to(path).as_posix()), is_named=False)
    else:
        yield path, Source(show_path(str(path)), show_path(path.name), is_named=True)


def _find_remote(place: RemotePath) -> Iterator[tuple[RemotePath, Source]]:
    if is_remote_folder(place):
        for found, name in walk_remote(place):
            yield found, Source(show_path(found.address), name, is_named=False)
    else:
        yield place, Source(show_path(place.address), place.address.rpartition("/")[2], is_named=True)


def _walk(folder: Path, above: tuple[tuple[int, int], ...], root: Path | None) -> Iterator[Path]:
    """Find the files under a folder, and the links that lead out of the root, where there is one.

    A link that leads back to a folder above it is passed over.
    """
    status = folder.stat()
    identity = (status.st_dev, status.st_ino)
    if identity in above:
        return
    with os.scandir(folder) as entries:
        found = sorted((entry.name, _is_folder(entry)) for entry in entries if not entry.name.startswith("."))
    for name, is_folder in found:
        if is_folder and (root is None or find_outside(folder / name, root) is None):
            yield from _walk_below(folder / name, (*above, identity), root)
        else:
            yield folder / name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    # `Path.is_dir` raises nothing for links that lead to each other.
    return Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir()


def _walk_below(folder: Path, above: tuple[tuple[int, int], ...], root: Path | None) -> Iterator[Path]:
    """Walk a folder; one that cannot be opened is given as a path, so that reading it gives a reject."""
    try:
        yield from _walk(folder, above, root)
    except OSError:
        yield folder


def _read_local(path: Path, source: Source, root: Path | None, options: ReadOptions) -> Iterator[Record | Reject]:
    outside = None if root is None or source.is_named else find_outside(path, root)
    if outside is not None:
        detail = (
            f"is a link to {show_path(outside)}, outside of the input folder; "
            "name that place as an input, or set follow_links = true"
        )
        yield source.reject("outside_link", detail, b"", options, record_id=source.name)
        return
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
