"""Read whatever lies in a file: unpack it, open the archives in it, and give each file to the reader of its format."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import PurePath

from expectations.enumerations import RejectReason
from tasks.documents import Record, Reject
from tasks.errors import SaysoError
from tasks.mishaps import blame
from tasks.read.blobs import Blob, Budget, Unpacked, spool, verify
from tasks.read.day_order import settle_day_order
from tasks.read.decoding import DecodingError
from tasks.read.fields import make_field_map, make_writable
from tasks.read.formats import WARC, name_other_format, recognise_format
from tasks.read.heads import find_suffix
from tasks.read.options import ReadOptions
from tasks.read.packing import PACKING_BY_SUFFIX, BrokenStreamError, Packing, find_packing
from tasks.read.source import Source
from tasks.read.tar_archives import looks_like_tar, read_tar
from tasks.read.warc import read_packed_warc
from tasks.read.warc_records import WARC_MARK, is_packed_by_record
from tasks.read.zip_archives import ZIP_MARKS, read_zip


@dataclass(frozen=True, slots=True)
class _Layer:
    """How deep a blob lies: layers of packing and archives around it, and what may be unpacked of its file."""

    options: ReadOptions
    budget: Budget
    depth: int = 0


def read_file(source: Source, blob: Blob, n_bytes: int, options: ReadOptions) -> Iterator[Record | Reject]:
    """Read a file, whatever it holds; what goes wrong in it becomes a reject.

    What is packed, and each member of a zip archive, is read twice: once to its end, so that its checksums are seen to
    hold before anything is taken from it, and once for its records. Members of tar archives have no checksum of their
    own, and are read as they come.

    Args:
        source: What the file is called.
        blob: Its bytes.
        n_bytes: Their number, against which what it unpacks to is held.
        options: How to read it.
    """
    return _read_blob(source, blob, _Layer(options, Budget(n_bytes, options)))


def _read_blob(source: Source, blob: Blob, layer: _Layer) -> Iterator[Record | Reject]:
    options = layer.options
    try:
        yield from _read_layers(source, blob, layer)
    except BrokenStreamError as error:
        yield source.reject(error.reason, f"{error}; nothing from it was kept", _read_start(blob, options), options)
    except DecodingError as error:
        yield source.reject("encoding", str(error), _read_start(blob, options), options)
    except (OSError, EOFError) as error:
        detail = f"cannot be read: {make_writable(str(getattr(error, 'strerror', None) or error))}"
        yield source.reject("unreadable", detail, b"", options)
    except (SaysoError, MemoryError):
        raise
    except Exception as error:  # a bug in a reader of ours must not keep other files from being read
        yield _blame_reader(source, error, options)


def _blame_reader(source: Source, error: Exception, options: ReadOptions) -> Reject:
    """Turn away what is left of a file on which a reader raised; the traceback takes the place of its bytes."""
    mishap = blame(error)
    trace = (mishap.traceback or "").encode("utf-8", "backslashreplace")
    return source.reject(mishap.reason, f"{mishap.detail}; the rest of the file was not read", trace, options)


def _read_layers(source: Source, blob: Blob, layer: _Layer) -> Iterator[Record | Reject]:
    options = layer.options
    head = blob.read_head()
    if not head.strip():
        yield source.reject("empty", "the file is empty", head, options)
        return
    packing = find_packing(head) or _find_damaged_packing(source, head)
    is_zip = head.startswith(ZIP_MARKS)
    is_archive = is_zip or (packing is None and looks_like_tar(head))
    if (packing or is_archive) and layer.depth == options.most_depth:
        detail = f"lies within more than {options.most_depth} layers of packing and archives"
        yield source.reject("too_deep", detail, _read_start(blob, options), options)
    elif packing is not None:
        yield from _read_packed(source, blob, packing, layer)
    elif is_archive:
        yield from _read_archive(source, blob, is_zip, layer)
    else:
        yield from _read_format(source, blob, head, options)


def _read_packed(source: Source, blob: Blob, packing: Packing, layer: _Layer) -> Iterator[Record | Reject]:
    options = layer.options
    with ExitStack() as stack:
        packed = blob if blob.can_reopen else stack.enter_context(spool(blob, options))
        inner: Blob = Unpacked(packed, packing, options.most_ratio)
        if _holds_warc(source, inner):
            with packed.open() as stream:
                is_by_record = is_packed_by_record(stream, packing)
            if is_by_record:
                stream = stack.enter_context(packed.open())
                yield from read_packed_warc(source, stream, packing, options, layer.budget)
                return
        inner = verify(inner, options, layer.budget)
        yield from _read_blob(source, inner, replace(layer, depth=layer.depth + 1))


def _find_damaged_packing(source: Source, head: bytes) -> Packing | None:
    """Go by the name where the very start of a packed WARC file is damaged: its later records may be whole."""
    if find_suffix(source.name) not in WARC.suffixes or head.startswith(WARC_MARK):
        return None
    return PACKING_BY_SUFFIX.get(PurePath(source.name).suffix.lower())


def _holds_warc(source: Source, inner: Blob) -> bool:
    try:
        return inner.read_head(len(WARC_MARK)) == WARC_MARK
    except BrokenStreamError:
        # The first record may be damaged and the next ones whole.
        return find_suffix(source.name) in WARC.suffixes


def _read_archive(source: Source, blob: Blob, is_zip: bool, layer: _Layer) -> Iterator[Record | Reject]:
    inside = replace(layer, depth=layer.depth + 1)
    if not is_zip:
        with blob.open() as stream:
            yield from read_tar(source, stream, layer.options, lambda member, held: _read_blob(member, held, inside))
        return
    with ExitStack() as stack:
        archive = blob if blob.can_seek else stack.enter_context(spool(blob, layer.options))
        stream = stack.enter_context(archive.open())
        yield from read_zip(source, stream, layer.options, lambda member, held: _read_verified(member, held, inside))


def _read_verified(member: Source, blob: Blob, layer: _Layer) -> Iterator[Record | Reject]:
    try:
        held = verify(blob, layer.options, layer.budget)
    except BrokenStreamError as error:
        detail = f"{error}; nothing from it was kept"
        yield member.reject(error.reason, detail, _read_start(blob, layer.options), layer.options)
        return
    yield from _read_blob(member, held, layer)


def _read_format(source: Source, blob: Blob, head: bytes, options: ReadOptions) -> Iterator[Record | Reject]:
    found = recognise_format(head, source.name, source.is_named, make_field_map(options))
    if found is None:
        other = name_other_format(head)
        reason: RejectReason = "unknown_format" if other is None else "unsupported_format"
        detail = f"is {other}, which Sayso does not read" if other else "is in no format that Sayso reads"
        yield source.reject(reason, detail, _read_start(blob, options), options)
        return
    with ExitStack() as stack:
        if found.seeks and not blob.can_seek:
            blob = stack.enter_context(spool(blob, options))
        yield from settle_day_order(found.read(source, stack.enter_context(blob.open()), options), options)


def _read_start(blob: Blob, options: ReadOptions) -> bytes:
    """Give the bytes of a file that are kept when it is turned away whole; few where it is damaged at its start."""
    try:
        return blob.read_head(options.most_kept_bytes)
    except (OSError, BrokenStreamError):
        return b""
