from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.link import partition
from tasks.link.partition import hash_grams, list_rows, pair_rows, read_columns


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 9)), max_size=40), st.sampled_from((3, 1000)))
def test_rows_that_share_a_key_are_paired_once(occurrences: list[tuple[int, int]], at_once: int) -> None:
    keys = np.array([key for key, _ in occurrences], dtype=np.uint64)
    rows = np.array([row for _, row in occurrences], dtype=np.int64)
    holders = {key: {row for other, row in occurrences if other == key} for key, _ in occurrences}
    expected: dict[tuple[int, int], int] = {}
    for held in holders.values():
        for low in held:
            for high in held:
                if low < high:
                    expected[low, high] = expected.get((low, high), 0) + 1
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(partition, "MOST_KEYS", at_once)
        found = {(low, high): count for low, high, count in pair_rows(keys, rows, 10, 2).tolist()}
        assert found == expected
        often = {(low, high): count for low, high, count in pair_rows(keys, rows, 10, 2, fewest=2).tolist()}
    assert often == {pair: count for pair, count in expected.items() if count >= 2}


def test_rows_are_listed_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partition, "MOST_ROWS", 2)
    rows = np.arange(10, dtype=np.int64).reshape(5, 2)
    listed = list_rows(rows)
    assert next(listed) == [0, 1]
    rows[1], rows[2] = (7, 7), (9, 9)
    assert list(listed) == [[2, 3], [9, 9], [6, 7], [8, 9]]


def test_a_long_list_is_connected_by_neighbours() -> None:
    size = 50
    pairs = pair_rows(np.zeros(size, dtype=np.uint64), np.arange(size, dtype=np.int64), most=10, neighbours=2)
    assert len(pairs) == 2 * size - 3
    assert {(row, row + 1) for row in range(size - 1)} < {(low, high) for low, high, _ in pairs.tolist()}


def test_grams_tell_order_and_short_texts_have_one() -> None:
    assert hash_grams([1, 2, 3], 3).tolist() != hash_grams([3, 2, 1], 3).tolist()
    assert len(hash_grams([1, 2], 5)) == 1
    assert len(hash_grams([], 5)) == 0
    assert len(hash_grams([1, 2, 3, 4], 3)) == 2


def test_columns_read_alike_from_pandas_and_arrow() -> None:
    table = pa.table({"name": ["a", None], "value": [None, 2.5]})
    assert read_columns(table, ("name", "value")) == read_columns(table.to_pandas(), ("name", "value"))
    with pytest.raises(KeyError):
        read_columns(pd.DataFrame({"name": ["a"]}), ("value",))
