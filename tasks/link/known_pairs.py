"""What earlier runs found of pairs: what hangs on two things alone is not worked out again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from tasks.link.partition import Hashes, Rows, list_rows, mix_keys
from tasks.link.readings import Made, Shelf

Values = npt.NDArray[np.float32]


def tell_pairs(
    shelf: Shelf,
    kind: str,
    hashes: Hashes,
    pairs: Rows,
    measure: Callable[[int, int], tuple[float, ...]],
    size: int,
) -> Values:
    """Give what is told of pairs, measured now or by an earlier run; it is kept for the next.

    Args:
        shelf: Where it is kept.
        kind: Tells it from other kinds.
        hashes: By row, a hash of all that a thing is.
        pairs: Rows, the lower first; each pair once.
        measure: Measures two rows, by what `hashes` hashes alone.
        size: How many numbers it gives.

    Returns:
        Numbers, a row a pair.
    """
    keys = mix_keys(hashes[pairs[:, 0]], hashes[pairs[:, 1]])
    told = np.zeros((len(pairs), size), np.float32)
    is_known = np.zeros(len(pairs), bool)
    kept = shelf.recall(kind)
    if kept is not None and len(kept["keys"]):
        at = np.minimum(np.searchsorted(kept["keys"], keys), len(kept["keys"]) - 1)
        is_known = kept["keys"][at] == keys
        told[is_known] = kept["told"][at[is_known]]
    for place, (first, second) in zip(np.flatnonzero(~is_known), list_rows(pairs[~is_known]), strict=True):
        told[place] = measure(first, second)
    order = np.argsort(keys)
    shelf.remember(kind, Made({"keys": keys[order], "told": told[order]}))
    return told
