"""Records on disk come back as they were."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.documents import Record, Reject
from tasks.shards.spool import fingerprint_item, read_items, read_order, write_items
from tests.unit.shards.conftest import make_record, make_reject

# Whatever UTF-8 can hold: no half of a surrogate pair, which the read stage rejects.
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
ITEMS = st.one_of(
    st.builds(
        Record, source_path=TEXT, position=st.none() | TEXT, record_id=TEXT, media=st.sampled_from(["text", "html"]),
        content=TEXT, fields=st.dictionaries(TEXT, TEXT, max_size=3),
    ),
    st.builds(
        Reject, source_path=TEXT, position=st.none() | TEXT, record_id=st.none() | TEXT,
        stage=st.sampled_from(["read", "clean"]), reason=TEXT, detail=st.none() | TEXT, raw=st.binary(max_size=20),
    ),
)  # fmt: skip


@given(st.lists(ITEMS, max_size=5), TEXT)
def test_items_come_back_in_order_and_bear_the_same_fingerprints(items, order):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.parquet"
        write_items(items, path, order)
        assert read_items(path) == (items, order)
        assert read_order(path) == order
        assert list(map(fingerprint_item, read_items(path)[0])) == list(map(fingerprint_item, items))
        assert [each.name for each in Path(folder).iterdir()] == ["records.parquet"]


def test_half_a_surrogate_pair_raises_and_leaves_no_spool(tmp_path):
    path = tmp_path / "records.parquet"
    with pytest.raises(UnicodeEncodeError):
        write_items([make_record(content="half \ud83d of a pair")], path, "1")
    assert not path.exists()


def test_reject_delivered_again_from_another_folder_is_the_same():
    reject = make_reject()
    assert fingerprint_item(reject) == fingerprint_item(make_reject(source_path="elsewhere/one.jsonl"))
    for other in ({"raw": b"{"}, {"reason": "bad_row"}, {"position": "line 8"}, {"source_path": "dumps/two.jsonl"}):
        assert fingerprint_item(reject) != fingerprint_item(make_reject(**other))
