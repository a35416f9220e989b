"""What the linkers share: columns out of a frame, candidate pairs out of shared keys, times."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from expectations.enumerations import DAY_GRAINS
from tasks.link.stored import Stored

Frame: TypeAlias = pd.DataFrame | pa.Table | Stored
Hashes: TypeAlias = npt.NDArray[np.uint64]
Rows: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.integer[Any]]  # of 32 bits where there are many

MOST_KEYS = 2_000_000  # that are paired at a time, in some 300 MB
MOST_ROWS = 100_000  # that are Python's numbers at a time, in some 15 MB
NEVER = datetime.max.replace(tzinfo=UTC)
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def read_columns(frame: Frame, names: Sequence[str]) -> dict[str, list[Any]]:
    """Give columns of a frame as Python lists, unknown values as None.

    Raises:
        KeyError: The frame lacks one of them.
    """
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for rows in read_pieces(frame, names):
        for name, values in columns.items():
            values += rows.column(name).to_pylist()
    return columns


def read_pieces(frame: Frame, names: Sequence[str]) -> Iterator[pa.Table]:
    """Give columns of a frame as Arrow, piece by piece; one that is in memory is one piece.

    An article's rows are in one piece, and pieces of frames of one release hold the same articles.
    """
    if isinstance(frame, Stored):
        yield from frame.read(names)
    else:
        names = list(dict.fromkeys(names))
        rows = frame[names] if isinstance(frame, pd.DataFrame) else frame.select(names)
        yield pa.Table.from_pandas(rows, preserve_index=False) if isinstance(rows, pd.DataFrame) else rows


def keep_articles(frame: Frame, names: Sequence[str], article_ids: Collection[str]) -> Frame:
    """Give columns of a frame with the rows of some articles alone."""
    if isinstance(frame, Stored) and len(frame.sealed) == len(frame.paths):
        return frame.keep(article_ids)
    rows = as_arrow(frame, tuple(dict.fromkeys(("article_id", *names))))
    return rows.filter(pc.is_in(rows["article_id"].cast(pa.string()), pa.array(sorted(article_ids), pa.string())))


def as_arrow(frame: Frame, names: Sequence[str]) -> pa.Table:
    """Give columns of a frame as Arrow."""
    return frame.read_whole(names) if isinstance(frame, Stored) else next(read_pieces(frame, names))


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


def mix_keys(*parts: int | Numbers) -> Hashes:
    """Make keys out of numbers, one a place, such that other numbers make other keys."""
    mixed: Hashes = np.zeros(1, np.uint64)
    for part in parts:
        mixed = (mixed ^ np.asarray(part).astype(np.uint64)) * _MULTIPLIER
        mixed ^= mixed >> np.uint64(29)
    return mixed


def pair_rows(keys: Hashes, rows: Numbers, most: int, neighbours: int, fewest: int = 1) -> npt.NDArray[np.int64]:
    """Pair the rows that share a key.

    Args:
        keys: Keys, one an occurrence.
        rows: The row of each occurrence; what rows mean, and so their order, must not depend on input order.
        most: All pairs are made of the rows of a key that has at most so many.
        neighbours: In a longer list each row is paired with so many of the next, which keeps long lists linear and
            still connects them.
        fewest: Keys that a pair must share.

    Returns:
        Pairs with the count of keys that each shares: columns lower row, higher row, shared keys; sorted.
    """
    # A share of the keys at a time, since what is made of each is many times as large.
    n_shares = 1 + len(keys) // MOST_KEYS
    shares = keys % np.uint64(n_shares) if n_shares > 1 else np.zeros(len(keys), np.uint64)
    found = []
    for share in range(n_shares):
        of_share = shares == share
        found.append(_pair_share(keys[of_share], rows[of_share].astype(np.int64), most, neighbours))
    pairs, counts = (np.concatenate(columns) for columns in zip(*found, strict=True))
    if n_shares > 1:
        order = np.argsort(pairs)
        pairs, counts = pairs[order], counts[order]
        starts = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]]) if len(pairs) else np.zeros(0, np.int64)
        pairs, counts = pairs[starts], np.add.reduceat(counts, starts) if len(starts) else counts
    pairs, counts = pairs[counts >= fewest], counts[counts >= fewest]
    return np.stack([pairs >> 32, pairs & 0xFFFFFFFF, counts], axis=1).astype(np.int64)


def list_rows(rows: Rows) -> Iterator[list[int]]:
    """Give the rows of a table of numbers as those of Python, of which only some are in memory."""
    for first in range(0, len(rows), MOST_ROWS):
        yield from rows[first : first + MOST_ROWS].tolist()


def _pair_share(keys: Hashes, rows: Rows, most: int, neighbours: int) -> tuple[Rows, Rows]:
    """Pair the rows of some keys: the two rows of each pair in one number, and how many of the keys it shares."""
    order = np.lexsort((rows, keys))
    keys, rows = keys[order], rows[order]
    repeated = np.zeros(len(keys), dtype=bool)
    repeated[1:] = (keys[1:] == keys[:-1]) & (rows[1:] == rows[:-1])
    keys, rows = keys[~repeated], rows[~repeated]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, dtype=np.int64)
    lengths = np.diff(np.r_[starts, len(keys)])
    # Most keys are of one row alone.
    shared = np.repeat(lengths > 1, lengths)
    rows, lengths = rows[shared], lengths[lengths > 1]
    reach = np.repeat(np.where(lengths <= most, lengths, neighbours + 1), lengths)
    run = np.repeat(np.arange(len(lengths)), lengths)
    codes = [np.zeros(0, np.int64)]
    for step in range(1, int(reach.max(initial=1))):
        near: Rows = np.flatnonzero((run[:-step] == run[step:]) & (reach[:-step] > step))
        codes.append(rows[near] * np.int64(1 << 32) + rows[np.asarray(near, dtype=np.int64) + step])
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    return pairs, counts.astype(np.int32)


def rank_articles(published: Sequence[tuple[datetime, str]], numbers: Numbers) -> Rows:
    """Order rows by the times and ids of their articles; those of one article stay as they are.

    Args:
        published: Time and id of each article.
        numbers: The article of each row, by its number there.
    """
    ranks = np.empty(len(published), np.int64)
    ranks[sorted(range(len(published)), key=published.__getitem__)] = np.arange(len(published))
    return np.argsort(ranks[np.asarray(numbers, np.int64)], kind="stable")


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
