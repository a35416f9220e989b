"""What the linkers share: columns out of a frame, candidate pairs out of shared keys, times."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from expectations.enumerations import DAY_GRAINS

Frame: TypeAlias = pd.DataFrame | pa.Table
Hashes: TypeAlias = npt.NDArray[np.uint64]
Rows: TypeAlias = npt.NDArray[np.int64]

NEVER = datetime.max.replace(tzinfo=UTC)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def read_columns(frame: Frame, names: Sequence[str]) -> dict[str, list[Any]]:
    """Give columns of a pandas or Arrow frame as Python lists, unknown values as None.

    Raises:
        KeyError: The frame lacks one of them.
    """
    rows = as_arrow(frame[list(names)] if isinstance(frame, pd.DataFrame) else frame)
    return {name: rows.column(name).to_pylist() for name in names}


def as_arrow(frame: Frame) -> pa.Table:
    """Give a pandas or Arrow frame as Arrow."""
    return pa.Table.from_pandas(frame, preserve_index=False) if isinstance(frame, pd.DataFrame) else frame


def hash_grams(words: Sequence[int], size: int) -> Hashes:
    """Hash every run of `size` words, in order; a shorter text gives one hash of all its words."""
    hashes = np.asarray(words, dtype=np.uint64)
    size = min(size, len(hashes))
    grams = np.zeros(len(hashes) - size + 1 if size else 0, dtype=np.uint64)
    for offset in range(size):
        # Wraps around on purpose: multiply and xor-shift mixes position and word.
        grams = (grams ^ hashes[offset : offset + len(grams)]) * _MULTIPLIER
        grams ^= grams >> np.uint64(29)
    return grams


def pair_rows(keys: Hashes, rows: Rows, most: int, neighbours: int) -> npt.NDArray[np.int64]:
    """Pair the rows that share a key.

    Args:
        keys: Keys, one an occurrence.
        rows: The row of each occurrence; what rows mean, and so their order, must not depend on input order.
        most: All pairs are made of the rows of a key that has at most so many.
        neighbours: In a longer list each row is paired with so many of the next, which keeps long lists linear and
            still connects them.

    Returns:
        Pairs with the count of keys that each shares: columns lower row, higher row, shared keys; sorted.
    """
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    repeated = np.zeros(len(keys), dtype=bool)
    repeated[1:] = (keys[1:] == keys[:-1]) & (rows[1:] == rows[:-1])
    keys, rows = keys[~repeated], rows[~repeated]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    lengths = np.diff(np.r_[starts, len(keys)])
    reach = np.repeat(np.where(lengths <= most, lengths, neighbours + 1), lengths)
    run = np.repeat(np.arange(len(starts)), lengths)
    codes = []
    for step in range(1, int(reach.max(initial=1))):
        near: Rows = np.flatnonzero((run[:-step] == run[step:]) & (reach[:-step] > step))
        codes.append(rows[near] * np.int64(1 << 32) + rows[np.asarray(near, dtype=np.int64) + step])
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True) if codes else (np.zeros(0, np.int64),) * 2
    return np.stack([pairs >> 32, pairs & 0xFFFFFFFF, counts], axis=1).astype(np.int64)


def known_times(times: Iterable[datetime | None]) -> list[datetime]:
    """Give the times that are known, as aware UTC."""
    return [time if time.tzinfo else time.replace(tzinfo=UTC) for time in times if time is not None]


def said_on(said_at: datetime | None, grain: str | None) -> datetime | None:
    """Give the time at which something was said where its day is known: "in May" says too little to compare."""
    return said_at if grain is None or grain in DAY_GRAINS else None


def first_time(*times: datetime | None) -> datetime:
    """Give the first known of some times, or the end of time."""
    known = known_times(times)
    return known[0] if known else NEVER
