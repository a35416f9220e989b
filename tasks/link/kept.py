"""Things that are too many for memory: all are in a file that ends with its reader, those of late in memory, too."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

Thing = TypeVar("Thing")
MOST_IN_MEMORY = 20_000  # of some 4 kB each


class Kept(Sequence[Thing], Generic[Thing]):
    """A sequence of which only what was asked for last is in memory; it is read within its `with`.

    Args:
        folder: Where its file lies; in the folder of the system for such where none is given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        # Deleted as soon as nothing holds it, whatever ends the process.
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._ends = array("q", [0])
        self._order: array[int] | None = None
        # Not a method: it would hold what holds it, until garbage is collected.
        self._read = lru_cache(maxsize=MOST_IN_MEMORY)(partial(_read_at, self._file, self._ends))

    def __enter__(self) -> Kept[Thing]:
        return self

    def __exit__(self, *_: object) -> None:
        self._read.cache_clear()
        self._file.close()

    def append(self, thing: Thing) -> None:
        """Put a thing behind the others."""
        self._file.seek(self._ends[-1])
        self._ends.append(self._ends[-1] + self._file.write(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)))

    def put_in_order(self, order: npt.NDArray[np.int64]) -> None:
        """Give the things another order: at each place that which was put in at the number given."""
        self._order = array("q", order.astype(np.int64).tobytes())

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
        thing: Thing = self._read(at if self._order is None else self._order[at])
        return thing


def _read_at(file: IO[bytes], ends: array[int], place: int) -> Any:
    start, end = ends[place], ends[place + 1]
    file.seek(start)
    return pickle.loads(file.read(end - start))
