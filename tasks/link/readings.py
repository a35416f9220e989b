"""What linking reads of a part, kept beside the parts until what it was read from, or the code that reads, changes."""

from __future__ import annotations

import copyreg
import errno
import io
import json
import pickle
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta, timezone
from hashlib import blake2b, sha256
from math import prod
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tasks.link.partition import Frame, as_arrow
from tasks.link.stored import Stored

Column: TypeAlias = npt.NDArray[Any]
# Things that are packed together: one alone packs badly, and few of a part are asked for again.
BLOCK_THINGS = 16
SUFFIX = ".reading"
_UNREADY = ".unready"  # while it is written
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})  # the disk, what is allowed of it, or the file
# Of a part, after which all of it is read again: some come every night.
MOST_READINGS = 8
_ARTICLES, _MARKS = "part_articles", "part_marks"
_CODEC = pa.Codec("zstd")
_DIGEST_BYTES, _LENGTH_BYTES = 32, 8


class Made(NamedTuple):
    """What is read of a part: numbers by name, and things of which few are asked for, each as `dump` gives it."""

    columns: Mapping[str, Column]
    things: Sequence[bytes] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a part.

    Attributes:
        columns: Numbers by name; texts are numbers, too (`split_texts`).
        things_ends: Where each thing ends, things laid end to end.
        block_ends: Where each block of them ends as packed.
        blocks: The blocks, or the file that has them and where they begin there.
        shown: The articles that count; all of them where none are named. Others have a newer reading, or left.
    """

    columns: Mapping[str, Column]
    things_ends: Column
    block_ends: Column
    blocks: bytes | tuple[Path, int]
    shown: frozenset[str] | None = None

    def __len__(self) -> int:
        """How many things it has."""
        return len(self.things_ends)

    def find_shown(self, article_ids: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Say which of some articles count."""
        return np.array([self.shown is None or each in self.shown for each in article_ids], bool)

    def unpack_block(self, block: int) -> bytes:
        """Give the things of a block, end to end."""
        first, last = block * BLOCK_THINGS, min(len(self), (block + 1) * BLOCK_THINGS)
        start, end = int(self.block_ends[block - 1]) if block else 0, int(self.block_ends[block])
        if isinstance(self.blocks, bytes):
            packed = self.blocks[start:end]
        else:
            path, begin = self.blocks
            with path.open("rb") as file:
                file.seek(begin + start)
                packed = file.read(end - start)
        size = int(self.things_ends[last - 1]) - (int(self.things_ends[first - 1]) if first else 0)
        return bytes(_CODEC.decompress(packed, decompressed_size=size, asbytes=True))

    def find_in_block(self, at: int) -> tuple[int, int]:
        """Give where a thing begins and ends in its block."""
        first = at - at % BLOCK_THINGS
        begin = int(self.things_ends[first - 1]) if first else 0
        start = int(self.things_ends[at - 1]) if at else 0
        return start - begin, int(self.things_ends[at]) - begin


def dump(thing: Any) -> bytes:
    """Give a thing as it is packed; what was worked out of it since it was made goes with it."""
    packed = io.BytesIO()
    _Pickler(packed, pickle.HIGHEST_PROTOCOL).dump(thing)
    return packed.getvalue()


def hash_thing(dumped: bytes) -> int:
    """Hash a thing as `dump` gives it."""
    return int.from_bytes(blake2b(dumped, digest_size=8).digest(), "little")


def _reduce_zone(zone: ZoneInfo) -> tuple[type[timezone], tuple[timedelta]]:
    """Give the one zone that times are in as what can be unpacked without running what a file names."""
    if zone.key != "UTC":
        raise ValueError(f"a time in {zone.key} stands in a table, whose times are in UTC")
    return timezone, (timedelta(0),)


class _Pickler(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[ZoneInfo] = _reduce_zone


def join_texts(texts: Iterable[str]) -> Column:
    """Give texts, none of them with a zero, as numbers."""
    return np.frombuffer("".join(f"{text}\0" for text in texts).encode("utf-8", "surrogatepass"), np.uint8)


def split_texts(column: Column) -> list[str]:
    """Give the texts that `join_texts` joined."""
    return column.tobytes().decode("utf-8", "surrogatepass").split("\0")[:-1]


def pack(made: Made) -> bytes:
    """Write a reading, with the hash of it in front."""
    things_ends, block_ends = [0], [0]
    blocks, waiting = bytearray(), bytearray()

    def close() -> None:
        blocks.extend(_CODEC.compress(bytes(waiting), asbytes=True))
        block_ends.append(len(blocks))
        waiting.clear()

    for thing in made.things:
        waiting += thing
        things_ends.append(things_ends[-1] + len(thing))
        if len(things_ends) % BLOCK_THINGS == 1:
            close()
    if waiting:
        close()
    ends = {"things_ends": np.array(things_ends[1:], np.int64), "block_ends": np.array(block_ends[1:], np.int64)}
    columns = ends | dict(made.columns)
    head = json.dumps([(name, column.dtype.str, column.shape) for name, column in columns.items()]).encode()
    numbers = b"".join(_pad(column.tobytes()) for column in columns.values())
    sizes = b"".join(len(each).to_bytes(_LENGTH_BYTES, "little") for each in (head, numbers))
    content = sizes + head + numbers + bytes(blocks)
    return sha256(content).digest() + content


def _pad(numbers: bytes) -> bytes:
    """Let the next column begin where its numbers may."""
    return numbers + bytes(-len(numbers) % _LENGTH_BYTES)


def unpack(packed: bytes, path: Path | None = None) -> Reading | None:
    """Read what `pack` wrote; None where it is not as it was written.

    Args:
        packed: All of it.
        path: The file that has it; things are left there.
    """
    content = memoryview(packed)[_DIGEST_BYTES:]
    if sha256(content).digest() != packed[:_DIGEST_BYTES] or len(content) < 2 * _LENGTH_BYTES:
        return None
    n_head, n_numbers = (int.from_bytes(content[at : at + _LENGTH_BYTES], "little") for at in (0, _LENGTH_BYTES))
    first = 2 * _LENGTH_BYTES + n_head
    begin = first + n_numbers
    # Without the things, which would stay in memory with them.
    numbers, at = bytes(content[first:begin]), 0
    columns: dict[str, Column] = {}
    for name, kind, shape in json.loads(bytes(content[2 * _LENGTH_BYTES : first])):
        size = prod(shape)
        columns[name] = np.frombuffer(numbers, kind, size, at).reshape(shape)
        at += columns[name].nbytes + -columns[name].nbytes % _LENGTH_BYTES
    ends = columns.pop("things_ends"), columns.pop("block_ends")
    return Reading(columns, *ends, bytes(content[begin:]) if path is None else (path, _DIGEST_BYTES + begin))


@dataclass
class Shelf:
    """The folder of readings. What is on it is only ever what would be read again.

    An article is read again where its keys become others; what was read of the rest of its part stays.

    Attributes:
        folder: Where they lie; without one they are held in memory.
        made_by: Hash of the code and the lexicons that read.
    """

    folder: Path | None = None
    made_by: str = ""
    _used: set[str] = field(default_factory=set)

    def read(self, kind: str, asked: Sequence[tuple[Frame, Sequence[str]]], make: Callable[..., Made]) -> list[Reading]:
        """Give the readings of a kind, one or several a part.

        Args:
            kind: Tells them from other kinds.
            asked: Tables, and the columns of each that are read.
            make: Makes a reading of these columns.
        """
        frames = [frame for frame, _ in asked if isinstance(frame, Stored)]
        if len(frames) < len(asked):
            return [_hold(make(*(as_arrow(*each) for each in asked)))]
        n_parts = {len(frame.paths) for frame in frames}
        if len(n_parts) > 1:
            raise ValueError(f"tables of one release have {sorted(n_parts)} files")
        marks = [[frame.pick(at).mark() for frame in frames] for at in range(n_parts.pop())]
        found: list[Reading] = []
        for at, told in enumerate(marks):
            part = _Part([(frame.pick(at), names) for frame, (_, names) in zip(frames, asked, strict=True)], make)
            known = [mark for mark in told if mark is not None]
            if self.folder is None or len(known) < len(told):
                found.append(_hold(part.make()))
            else:
                found += self._read_part(self.folder / f"{kind}-{_digest(kind, self.made_by, *known)}", part)
        return found

    def _read_part(self, folder: Path, part: _Part) -> list[Reading]:
        """Find what is kept of a part, make what is missing."""
        wanted = part.list_articles()
        left, found = dict(wanted), dict[str, Reading]()
        for path in sorted(folder.glob(f"*{SUFFIX}")):
            reading = _load(path)
            if reading is None:
                continue
            marks = zip(split_texts(reading.columns[_ARTICLES]), reading.columns[_MARKS].tolist(), strict=True)
            held = dict(marks)
            fit = {article_id for article_id, mark in left.items() if held.get(article_id) == mark}
            if fit:
                found[path.name] = replace(reading, shown=None if len(fit) == len(held) else frozenset(fit))
                left = {article_id: mark for article_id, mark in left.items() if article_id not in fit}
        if left and len(found) >= MOST_READINGS:
            left, found = wanted, {}
        if left:
            name = f"{_digest(*sorted(left), *(str(left[each]) for each in sorted(left)))}{SUFFIX}"
            found[name] = _keep(folder / name, part, left)
        self._used |= {f"{folder.name}/{name}" for name in found}
        return list(found.values())

    def recall(self, kind: str) -> Mapping[str, Column] | None:
        """Give the numbers of a kind that an earlier run kept for all parts together."""
        path = self._find_common(kind)
        reading = None if path is None else _load(path)
        return None if reading is None else reading.columns

    def remember(self, kind: str, made: Made) -> None:
        """Keep numbers of a kind for all parts together, in the place of those that an earlier run kept."""
        if (path := self._find_common(kind)) is not None and _write(path, pack(made)):
            self._used.add(f"{path.parent.name}/{path.name}")

    def _find_common(self, kind: str) -> Path | None:
        if self.folder is None:
            return None
        return self.folder / f"{kind}-{_digest(kind, self.made_by)}" / f"all{SUFFIX}"

    def sweep(self) -> None:
        """Remove what was not asked for since the shelf was made: other parts' readings, and those of other code.

        What else somebody, or the system, put there stays.
        """
        for folder in self.folder.iterdir() if self.folder is not None and self.folder.is_dir() else ():
            own = [path for path in folder.glob("*") if path.suffix in (SUFFIX, _UNREADY) and path.is_file()]
            for path in own:
                if f"{folder.name}/{path.name}" not in self._used:
                    path.unlink()
            if own and not any(folder.iterdir()):
                folder.rmdir()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part's tables, the columns of each that are read, and what makes a reading of them."""

    asked: Sequence[tuple[Stored, Sequence[str]]]
    of: Callable[..., Made]

    def make(self) -> Made:
        return self.of(*(frame.read_whole(names) for frame, names in self.asked))

    def keep(self, article_ids: Collection[str]) -> _Part:
        """Give the part with some of its articles."""
        return _Part([(frame.keep(article_ids), names) for frame, names in self.asked], self.of)

    def is_whole(self) -> bool:
        return all(frame.is_whole() for frame, _ in self.asked)

    def list_articles(self) -> dict[str, int]:
        """List its articles, with a number that another one takes the place of where their rows change."""
        describe = [frame.describe for frame, _ in self.asked if frame.describe is not None]
        first, _ = self.asked[0]
        held = frozenset[str]().union(*(each.article_ids for each in first.sealed))
        told = {each: "\n".join(filter(None, (say(each) for say in describe))) for each in held - first.dropped}
        return {each: int(_digest(text)[:15], 16) if text else 0 for each, text in told.items()}


def _digest(*texts: str) -> str:
    return blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()


def _keep(path: Path, part: _Part, articles: Mapping[str, int]) -> Reading:
    """Read some articles of a part, and keep what was read."""
    made = part.keep(articles).make()
    own = {_ARTICLES: join_texts(articles), _MARKS: np.array([*articles.values()], np.int64)}
    packed = pack(made._replace(columns={**made.columns, **own}))
    # What a damaged file says must not outlive its mending.
    if part.is_whole() and _write(path, packed):
        return _expect(unpack(packed, path))
    return _expect(unpack(packed))


NO_SHELF = Shelf()  # what is read is held in memory


def _hold(made: Made) -> Reading:
    return _expect(unpack(pack(made)))


def _expect(found: Reading | None) -> Reading:
    assert found is not None, "what was just packed is whole"
    return found


def _load(path: Path) -> Reading | None:
    try:
        return unpack(path.read_bytes(), path)
    except (FileNotFoundError, IsADirectoryError):
        return None


def _write(path: Path, packed: bytes) -> bool:
    """Write a file whole or not at all; one that a crash of the machine damages is found by its hash.

    Returns:
        Whether it was written. A full disk is no reason to end a run here: what is kept only saves the next one time.
    """
    aside = path.with_name(f"{uuid.uuid4().hex}{_UNREADY}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(packed)
        aside.replace(path)
    except OSError as problem:
        if problem.errno not in FULL:
            raise
        aside.unlink(missing_ok=True)
        return False
    return True
