"""Things that are too many for memory: all are in a file that ends with the process, those of late in memory, too."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Sequence
from functools import lru_cache
from typing import Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

Thing = TypeVar("Thing")
MOST_IN_MEMORY = 20_000  # of some 4 kB each


class Kept(Sequence[Thing], Generic[Thing]):
    """A sequence of which only what was asked for last is in memory."""

    def __init__(self) -> None:
        # Deleted as soon as nothing holds it, whatever ends the process.
        self._file = tempfile.TemporaryFile()  # noqa: SIM115
        self._ends = array("q", [0])
        self._order: npt.NDArray[np.int64] | None = None
        self._read = lru_cache(maxsize=MOST_IN_MEMORY)(self._read_one)

    def append(self, thing: Thing) -> None:
        """Put a thing behind the others."""
        self._ends.append(self._ends[-1] + self._file.write(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)))

    def put_in_order(self, order: npt.NDArray[np.int64]) -> None:
        """Give the things another order: at each place that which was put in at the number given."""
        self._order = order
        self._read.cache_clear()

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | Sequence[Thing]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        return self._read(at)

    def _read_one(self, at: int) -> Thing:
        place = at if self._order is None else int(self._order[at])
        start, end = self._ends[place], self._ends[place + 1]
        self._file.seek(start)
        thing: Thing = pickle.loads(self._file.read(end - start))
        return thing
