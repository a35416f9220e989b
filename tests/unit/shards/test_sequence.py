"""The order of shards: by the run that planned them, whatever its clock said."""

from __future__ import annotations

import pytest

from tasks.shards.sequence import find_next_sequence, read_sequence, write_order


def test_orders_sort_by_run_then_by_place_and_behind_the_times_of_older_versions():
    made = [write_order(run, index) for run in (1, 2, 9, 10, 100) for index in (0, 9, 10)]
    assert sorted(["20360101T000000.000000Z/00000000", *made]) == ["20360101T000000.000000Z/00000000", *made]


@pytest.mark.parametrize(
    ("order", "sequence"), [(write_order(12, 3), 12), ("20250306T010203.000000Z/00000001", 0), ("", 0)]
)
def test_sequence_comes_back(order, sequence):
    assert read_sequence(order) == sequence


@pytest.mark.parametrize(
    ("orders", "last", "following"),
    [
        ([], 0, 1),
        (["20250306T010203.000000Z/00000001"], 0, 1),
        ([write_order(4, 0), write_order(3, 7)], 2, 5),
        # The parts are lost, the releases are there.
        ([write_order(1, 0)], 6, 7),
    ],
)
def test_next_run_counts_on(orders, last, following):
    assert find_next_sequence(orders, last) == following
