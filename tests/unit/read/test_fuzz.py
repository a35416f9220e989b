"""Whatever bytes stand in a file, reading gives records and rejects, never an exception."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations.tables import REJECT_REASONS
from tasks.documents import Document, Record, Reject
from tasks.read.document import make_document
from tasks.read.formats import FORMAT_BY_SUFFIX
from tasks.read.identity import fingerprint_record, identify_record
from tasks.read.inputs import read_inputs
from tasks.read.options import ReadOptions

TEXT = "“We will rebuild the bridge,” the mayor said on Tuesday.\nWork starts in May, she added."
ENTRIES = [{"id": number, "title": "Bridge", "text": TEXT * number} for number in (1, 2)]
PAGE = (
    f"<!doctype html><html><head><title>T</title></head><body><article><p>{TEXT}</p></article></body></html>".encode()
)


def write_parquet() -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(ENTRIES), stream, row_group_size=1)
    return stream.getvalue()


SEEDS = [
    "\n".join(json.dumps(entry) for entry in ENTRIES).encode(),
    json.dumps(ENTRIES, indent=1, ensure_ascii=False).encode(),
    f'id,title,text\n1,Bridge,"{TEXT}"\n2,School,"{TEXT}"\n'.encode(),
    write_parquet(),
    PAGE,
    TEXT.encode(),
    TEXT.encode("utf-16"),
]
SEEDS += [gzip.compress(raw, mtime=0) for raw in SEEDS]
SUFFIXES = sorted({*FORMAT_BY_SUFFIX, "", ".gz", ".bin"})


@st.composite
def mutate(draw: st.DrawFn) -> bytes:
    raw = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(raw)))
        inserted = draw(st.binary(max_size=8) | st.sampled_from([b'"', b"{", b"[", b"\x00", b"\xff", b"\\", b"<p>"]))
        raw[at : at + draw(st.integers(0, 8))] = inserted
    return bytes(raw[: draw(st.integers(0, len(raw)))] if draw(st.booleans()) else raw)


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
            (entry_or_reject.detail or "").encode("utf-8")
        if isinstance(entry, Record):
            assert len(fingerprint_record(entry)) == 32
            assert identify_record(entry)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(mutate(), st.sampled_from(SUFFIXES))
def test_damaged_files(raw: bytes, suffix: str) -> None:
    check(raw, suffix)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(max_examples=8, deadline=None)
@given(raw=st.binary(max_size=400))
def test_rubbish_under_every_name(suffix: str, raw: bytes) -> None:
    check(raw, suffix)
