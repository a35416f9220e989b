"""Stream the records of the inputs that a user names."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from tasks.documents import Record, Reject
from tasks.read.decoding import DecodingError
from tasks.read.fields import make_field_map
from tasks.read.formats import HEAD_BYTES, READERS, SEEKING_FORMATS, recognise_format
from tasks.read.options import ReadOptions
from tasks.read.source import InputError, Source, show_path
from tasks.read.streams import BrokenStreamError, is_gzipped, open_stream, spool, verify_gzip

__all__ = ["InputError", "read_inputs"]


def read_inputs(inputs: Sequence[str], options: ReadOptions) -> Iterator[Record | Reject]:
    """Read files, and folders with all that is in them, at constant memory.

    Folders are walked recursively, their entries in order of name; hidden files and folders (a leading full stop) are
    passed over. Every other file gives at least one record or reject.

    Args:
        inputs: Paths of files and folders, read in the order given.
        options: How to read them.

    Returns:
        Records and rejects, in the same order for the same inputs.

    Raises:
        InputError: At the call: an input does not exist, is neither a file nor a folder, is not readable, or is a
            folder without a file to read.
    """
    paths = [Path(given) for given in inputs]
    for path in paths:
        _check_input(path)
    return (entry for path in paths for source in _find_sources(path) for entry in _read_source(source, options))


def _check_input(path: Path) -> None:
    shown = show_path(str(path))
    if not path.exists():
        raise InputError(f"cannot read {shown}: there is no such file or folder")
    if not path.is_file() and not path.is_dir():
        raise InputError(f"cannot read {shown}: it is neither a file nor a folder")
    try:
        if path.is_file():
            with path.open("rb"):
                return
        if next(_find_sources(path), None) is None:
            raise InputError(f"cannot read {shown}: the folder holds no file to read (hidden files do not count)")
    except OSError as error:
        raise InputError(f"cannot read {shown}: {error.strerror or error}") from error


def _find_sources(path: Path) -> Iterator[Source]:
    if path.is_dir():
        for found in _walk(path, ()):
            yield Source(found, found.relative_to(path).as_posix(), is_named=False)
    else:
        yield Source(path, path.name, is_named=True)


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


def _read_source(source: Source, options: ReadOptions) -> Iterator[Record | Reject]:
    try:
        if not source.path.is_file():
            detail = "the folder cannot be opened"
            if not source.path.is_dir():
                detail = "is not a regular file, or a link that leads nowhere"
            yield source.reject("unreadable", detail, b"", options)
            return
        if is_gzipped(source.path):
            verify_gzip(source.path)
        yield from _read_stream(source, options)
    except BrokenStreamError as error:
        detail = f"{error}; nothing from it was kept"
        yield source.reject(error.reason, detail, _read_start(source.path, options), options)
    except DecodingError as error:
        yield source.reject("encoding", str(error), _read_start(source.path, options), options)
    except (OSError, EOFError) as error:
        detail = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        yield source.reject("unreadable", detail, b"", options)


def _read_stream(source: Source, options: ReadOptions) -> Iterator[Record | Reject]:
    with open_stream(source.path) as stream:
        head = stream.read(HEAD_BYTES)
    if not head.strip():
        yield source.reject("empty", "the file is empty", head, options)
        return
    found = recognise_format(head, source.name, source.is_named, make_field_map(options))
    if found is None:
        detail = "is in no format that Sayso reads"
        yield source.reject("unknown_format", detail, _read_start(source.path, options), options)
        return
    with ExitStack() as stack:
        stream = stack.enter_context(open_stream(source.path))
        if found in SEEKING_FORMATS and is_gzipped(source.path):
            stream = stack.enter_context(spool(stream))
        yield from READERS[found](source, stream, options)


def _read_start(path: Path, options: ReadOptions) -> bytes:
    """Give the bytes of a file that are kept when it is turned away whole."""
    try:
        with path.open("rb") as stream:
            return stream.read(options.most_kept_bytes)
    except OSError:
        return b""
