from __future__ import annotations

import numpy as np
import pytest

from tasks.link.kept import Kept


def test_things_come_back_in_the_order_that_they_are_given():
    kept = Kept[tuple[str, int]]()
    for number, word in enumerate(("sluice", "harbour", "wall")):
        kept.append((word, number))
    assert list(kept) == [("sluice", 0), ("harbour", 1), ("wall", 2)]
    kept.put_in_order(np.array([2, 0, 1]))
    assert [kept[0], *kept[1:]] == [("wall", 2), ("sluice", 0), ("harbour", 1)]
    with pytest.raises(IndexError):
        kept[3]
