"""Things that are too many for memory: all are in readings of parts, those of late in memory, too."""

from __future__ import annotations

import io
import pickle
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from itertools import accumulate
from typing import Any, Generic, TypeVar, overload

from tasks.link.partition import Rows
from tasks.link.readings import BLOCK_THINGS, Reading

Thing = TypeVar("Thing")
MOST_IN_MEMORY = 20_000  # of some 4 kB each
MOST_BLOCKS = 64  # of some 16 kB each
# What times are made of.
_TIMES = (datetime, timedelta, timezone)


class Kept(Sequence[Thing], Generic[Thing]):
    """A sequence of which only what was asked for last is in memory.

    Args:
        readings: They have the things.
        classes: Of what things are made besides plain values and times; nothing else is unpacked.
        order: At each place the number of a thing, counted through the readings; as it is where none is given.
        finish: Given a thing and its place, puts in what no reading says of it.
    """

    def __init__(
        self,
        readings: Sequence[Reading],
        classes: Collection[type],
        order: Rows | None = None,
        finish: Callable[[Thing, int], Thing] | None = None,
    ) -> None:
        self._size = sum(map(len, readings))
        # Not a method: it would hold what holds it, until garbage is collected.
        self._read = lru_cache(maxsize=MOST_IN_MEMORY)(_Reader(readings, classes, order, finish))

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | Sequence[Thing]:
        if isinstance(at, slice):
            return [self[row] for row in range(*at.indices(len(self)))]
        if not 0 <= at < len(self):
            raise IndexError(at)
        thing: Thing = self._read(at)
        return thing


class _Reader(Generic[Thing]):
    """Reads one thing."""

    def __init__(
        self,
        readings: Sequence[Reading],
        classes: Collection[type],
        order: Rows | None,
        finish: Callable[[Thing, int], Thing] | None,
    ) -> None:
        self._readings = readings
        self._begins = [0, *accumulate(map(len, readings))]
        self._classes = {f"{each.__module__}.{each.__qualname__}": each for each in (*_TIMES, *classes)}
        self._order, self._finish = order, finish
        self._unpack = lru_cache(maxsize=MOST_BLOCKS)(lambda part, block: readings[part].unpack_block(block))

    def __call__(self, at: int) -> Thing:
        number = at if self._order is None else int(self._order[at])
        part = bisect_right(self._begins, number) - 1
        number -= self._begins[part]
        start, end = self._readings[part].find_in_block(number)
        block = self._unpack(part, number // BLOCK_THINGS)
        thing: Thing = _Unpickler(io.BytesIO(block[start:end]), self._classes).load()
        return thing if self._finish is None else self._finish(thing, at)


class _Unpickler(pickle.Unpickler):
    """Makes only what it is told to: what lies on disk runs no code."""

    def __init__(self, file: io.BytesIO, classes: dict[str, type]) -> None:
        super().__init__(file)
        self._classes = classes

    def find_class(self, module: str, name: str) -> Any:
        """Give a class by its name."""
        told = f"{module}.{name}"
        if told not in self._classes:
            raise pickle.UnpicklingError(f"{told} is nothing that a reading has")
        return self._classes[told]
