from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tasks.link.known_pairs import tell_pairs
from tasks.link.readings import NO_SHELF, Shelf

PAIRS = np.array([[0, 1], [0, 2], [1, 2]])
HASHES = np.array([11, 22, 33], np.uint64)


class Measure:
    """Adds two rows, and notes them."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def __call__(self, first: int, second: int) -> tuple[float, ...]:
        self.asked.append((first, second))
        return float(first + second), 1.0


@pytest.fixture
def measure() -> Measure:
    return Measure()


def tell(folder: Path | None, measure: Measure, hashes=HASHES, made_by: str = "one") -> list[list[float]]:
    shelf = NO_SHELF if folder is None else Shelf(folder, made_by)
    told = tell_pairs(shelf, "sums", hashes, PAIRS, measure, 2)
    shelf.sweep()
    return told.tolist()


def test_a_pair_is_measured_once(tmp_path: Path, measure: Measure):
    assert tell(tmp_path, measure) == tell(tmp_path, measure) == [[1, 1], [2, 1], [3, 1]]
    assert measure.asked == [(0, 1), (0, 2), (1, 2)]


def test_a_pair_of_which_one_is_another_now_is_measured_again(tmp_path: Path, measure: Measure):
    tell(tmp_path, measure)
    assert tell(tmp_path, measure, np.array([11, 22, 44], np.uint64)) == [[1, 1], [2, 1], [3, 1]]
    assert measure.asked[3:] == [(0, 2), (1, 2)]


def test_rows_may_stand_elsewhere(tmp_path: Path, measure: Measure):
    tell(tmp_path, measure)
    # The pair of 22 and 33 is the first now, and keeps its number.
    assert tell(tmp_path, measure, np.array([22, 33, 55], np.uint64))[0] == [3, 1]


def test_other_code_measures_again(tmp_path: Path, measure: Measure):
    tell(tmp_path, measure)
    tell(tmp_path, measure, made_by="other")
    assert len(measure.asked) == 6
    assert len(list(tmp_path.rglob("*.reading"))) == 1


def test_a_damaged_file_and_no_folder_are_measured_anew(tmp_path: Path, measure: Measure):
    tell(tmp_path, measure)
    (kept,) = tmp_path.rglob("*.reading")
    kept.write_bytes(kept.read_bytes()[:-1])
    assert tell(tmp_path, measure) == tell(None, measure) == [[1, 1], [2, 1], [3, 1]]
    assert len(measure.asked) == 9
