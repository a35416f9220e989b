"""What makes two records the same, and what makes one a revision of the other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import PurePath

from tasks.documents import Record
from tasks.read.addresses import normalise_url
from tasks.read.origins import make_absolute
from tasks.read.source import MEMBER_MARK, show_path

_DIGEST_BYTES = 16
_DIGITS = re.compile(r"\d+")


def fingerprint_record(record: Record) -> str:
    """Hash what a record says: id, media, content and fields, but not the file it was found in.

    An id that only names the record's place in its file is left out, so that a dump without ids that is delivered
    again under another name adds nothing.

    Returns:
        32 hex digits of BLAKE2b.
    """
    return _hash("" if is_placed(record) else record.record_id, *_list_parts(record))


def identify_record(record: Record) -> str:
    """Give the identity that the revisions of a record share.

    Returns:
        "url:…" where the record has the address of a page, as `normalise_url` reduces it; else for a whole file "file:"
        with its origin; else "record:" with the record's id and its outlet, or without one the name of its dump,
        numbers aside: ids of one series of dumps are one numbering; else, for an entry that has neither address nor id,
        "content:" with its hash: the same line of tomorrow's dump is another article, not a revision.
    """
    url = normalise_url(record.fields.get("url", ""))
    if url is not None:
        return f"url:{url}"
    if is_placed(record):
        return f"content:{fingerprint_record(record)}"
    if record.position is None:
        return f"file:{record.origin or show_path(make_absolute(record.source_path))}"
    numbering = record.fields.get("outlet") or _DIGITS.sub("0", PurePath(record.source_path).name)
    return f"record:{numbering}/{record.record_id}"


def is_placed(record: Record) -> bool:
    """Tell whether the record's id is only its place in its file, such as "dump.jsonl:12"."""
    if record.position is None:
        return False
    name, _, number = record.record_id.rpartition(":")
    is_file = record.source_path == name or record.source_path.endswith((f"/{name}", f"{MEMBER_MARK}{name}"))
    return bool(name) and is_file and record.position.rpartition(" ")[2] == number


def _list_parts(record: Record) -> Iterable[str]:
    yield record.media
    yield record.content
    for name, value in sorted(record.fields.items()):
        if name == "day_first":  # told by the rest of its file, not by the record
            continue
        yield name
        yield value


def _hash(*parts: str) -> str:
    digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        encoded = part.encode("utf-8")
        # Lengths keep ("ab", "c") apart from ("a", "bc").
        digest.update(len(encoded).to_bytes(8, "little"))
        digest.update(encoded)
    return digest.hexdigest()
