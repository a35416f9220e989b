"""Whatever bytes stand in a file, reading gives records and rejects, never an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.enumerations import REJECT_REASONS
from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.formats import FORMAT_BY_SUFFIX
from tasks.read.identity import fingerprint_record, identify_record
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions
from tests.dumps import (
    PACKERS,
    make_entry,
    write_atom,
    write_csv,
    write_json,
    write_json_lines,
    write_page,
    write_parquet,
    write_response,
    write_rss,
    write_saved_page,
    write_tar,
    write_warc,
    write_wet,
    write_zip,
)

TEXT = "“We will rebuild the bridge,” the mayor said on Tuesday.\nWork starts in May, she added."
ENTRIES = [make_entry(number) for number in range(2)]
CHUNKED = write_response(
    "https://post.example/c",
    b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed := PACKERS[".gz"](write_page(ENTRIES[0]))), packed),
    headers="Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n",
)
FILES = {
    "a.jsonl": write_json_lines(ENTRIES),
    "a.json": write_json(ENTRIES),
    "a.csv": write_csv(ENTRIES),
    "a.parquet": write_parquet(ENTRIES),
    "a.html": write_page(ENTRIES[0]),
    "a.txt": TEXT.encode(),
    "b.txt": TEXT.encode("utf-16"),
    "a.rss": write_rss(ENTRIES),
    "a.atom": write_atom(ENTRIES),
    "a.mhtml": write_saved_page(ENTRIES[0]),
    "a.warc": b"".join([*write_warc(ENTRIES), CHUNKED]),
    "a.wet": b"".join(write_wet(ENTRIES)),
}
SEEDS = [
    *FILES.values(),
    *(pack(raw) for pack in PACKERS.values() for raw in (FILES["a.jsonl"], FILES["a.parquet"])),
    *(b"".join(map(pack, write_warc(ENTRIES))) for pack in PACKERS.values()),
    write_zip(FILES),
    write_tar(FILES),
    PACKERS[".xz"](write_tar(FILES)),
    write_zip({"a.tar.gz": PACKERS[".gz"](write_tar(FILES)), "b.zip": write_zip(FILES)}),
]
WRAPPERS = [
    bytes,
    bytes,
    *PACKERS.values(),
    lambda raw: write_zip({"a.txt": FILES["a.txt"], "b": raw, "c.txt": FILES["a.txt"]}),
    lambda raw: write_tar({"a.txt": FILES["a.txt"], "b": raw, "c.txt": FILES["a.txt"]}),
]
SUFFIXES = sorted({*FORMAT_BY_SUFFIX, "", ".gz", ".warc.gz", ".zip", ".tar", ".bin"})


@st.composite
def mutate(draw: st.DrawFn) -> bytes:
    raw = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        inserted = draw(
            st.binary(max_size=8)
            | st.sampled_from([b'"', b"{", b"[", b"\x00", b"\xff", b"\\", b"<p>", b"</item>", b"<item>", b"\r\n\r\n"])
        )
        raw[at : at + draw(st.integers(0, 8))] = inserted
    changed = bytes(raw[: draw(st.integers(0, len(raw)))] if draw(st.booleans()) else raw)
    # Damage inside what is packed well gets past the checksums.
    return draw(st.sampled_from(WRAPPERS))(changed)


def check(raw: bytes, suffix: str) -> None:
    options = ReadOptions(most_characters=5000)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"dump{suffix}"
        path.write_bytes(raw)
        found = list(read_inputs([str(path)], options))
    assert found
    for entry in found:
        entry_or_reject: Document | Reject = entry if isinstance(entry, Reject) else make_document(entry, options)
        if isinstance(entry_or_reject, Reject):
            assert entry_or_reject.reason in REJECT_REASONS
            assert entry_or_reject.reason != "broken_rule", entry_or_reject.raw.decode()
            (entry_or_reject.detail or "").encode("utf-8")
        if isinstance(entry, Record):
            assert len(fingerprint_record(entry)) == 32
            assert identify_record(entry)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutate(), st.sampled_from(SUFFIXES))
def test_damaged_files(raw: bytes, suffix: str) -> None:
    check(raw, suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=8, deadline=None)
@given(raw=st.binary(max_size=400))
def test_rubbish_under_every_name(suffix: str, raw: bytes) -> None:
    check(raw, suffix)
