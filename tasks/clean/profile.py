"""The lines that each outlet repeats over its articles, learned in a pass of its own before cleaning.

A line counts as repeated when enough different articles hold it. Deliveries of one article under many ids, and wire
copies with small edits, must count once; so an article is known by two witnesses, the hashes of its two longest
paragraphs, and a line needs enough different ones of both.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.alignment import Edit, apply_edits
from tasks.clean.rules import fold_marks
from tasks.clean.unwrap import find_wraps
from tasks.documents import Document
from tasks.errors import DamagedData

# 5 articles: precision .97 on labelled pages; 3 took section headings and stock phrases.
LEAST_ARTICLES = 5
MOST_LINE_CHARS = 300
# Beyond, lines seen in one article only are dropped: an outlet's furniture recurs within that many lines.
MOST_LINES_PER_OUTLET = 200_000

_SCHEMA = pa.schema(
    [
        ("outlet", pa.string()),
        ("line", pa.int64()),
        ("first_witnesses", pa.list_(pa.int64())),
        ("second_witnesses", pa.list_(pa.int64())),
    ]
)
_DIGEST = b"digest"
_DIGITS = re.compile(r"\d+")
_LETTERS_IN_LINE = re.compile(r"[^\W\d_].*?[^\W\d_]")  # two at least
# Where so few lines begin in small letters, nothing was wrapped.
LEAST_OPEN_BREAKS = 3
_OPEN_BREAK = re.compile(r"\n[^\S\n]*+[a-zß-öø-ÿ]")


class ProfileError(DamagedData):
    """A stored profile cannot be read, or is not as it was written."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Lines that outlets repeat.

    Attributes:
        profile_id: Hash of its content.
        lines: Hashes of repeated lines by outlet.
    """

    profile_id: str
    lines: Mapping[str, frozenset[int]]

    def is_repeated(self, outlet: str | None, line: str) -> bool:
        """Whether an outlet repeats a line, its marks folded; numbers in it may differ."""
        known = self.lines.get(outlet) if outlet else None
        return (
            bool(known) and len(line) <= MOST_LINE_CHARS and _hash_plain(_make_plain(line)) in known if known else False
        )


@dataclass(slots=True)
class _Seen:
    """The least hashes of the articles that hold a line: the same whatever the order in which they came."""

    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()

    def add(self, first: Iterable[int], second: Iterable[int]) -> None:
        self.first = tuple(heapq.nsmallest(LEAST_ARTICLES, {*self.first, *first}))
        self.second = tuple(heapq.nsmallest(LEAST_ARTICLES, {*self.second, *second}))

    @property
    def articles(self) -> int:
        return min(len(self.first), len(self.second))


@dataclass(slots=True)
class ProfileBuilder:
    """Learns a profile; adding a document again changes nothing, and the order of documents does not matter."""

    _seen: dict[str, dict[int, _Seen]] = field(default_factory=dict)

    def add(self, document: Document) -> None:
        """Take in one document; without an outlet or URL it is passed over."""
        outlet = name_outlet(document)
        if outlet is None:
            return
        text = document.source_text
        if sum(1 for _ in islice(_OPEN_BREAK.finditer(text), LEAST_OPEN_BREAKS)) == LEAST_OPEN_BREAKS:
            text, _ = apply_edits(text, [Edit(wrap.start, wrap.end, wrap.replacement) for wrap in find_wraps(text)])
        lines = {line for raw in text.split("\n") if (line := raw.strip())}
        longest = heapq.nlargest(2, lines, key=lambda line: (len(line), line))
        if len(longest) < 2:
            return
        first, second = (_hash("".join(filter(str.isalnum, line)).casefold()) for line in longest)
        seen = self._seen.setdefault(outlet, {})
        short = [line for line in lines if len(line) <= MOST_LINE_CHARS and _LETTERS_IN_LINE.search(line)]
        # Once for all lines of a text: most of the learning is this.
        plain = _make_plain(fold_marks("\n".join(short)))
        for line in plain.split("\n") if short else ():
            line_hash = _hash_plain(line)
            known = seen.get(line_hash)
            if known is None:
                seen[line_hash] = _Seen((first,), (second,))
            else:
                known.add((first,), (second,))
        if len(seen) > MOST_LINES_PER_OUTLET:
            self._seen[outlet] = {line: articles for line, articles in seen.items() if articles.articles > 1}

    def merge(self, other: ProfileBuilder) -> None:
        """Take in what another builder has learned, such as yesterday's or another shard's."""
        for outlet, lines in other._seen.items():
            seen = self._seen.setdefault(outlet, {})
            for line, articles in lines.items():
                seen.setdefault(line, _Seen()).add(articles.first, articles.second)

    def build(self) -> Profile:
        """Give the profile learned so far."""
        repeated = {
            outlet: frozenset(line for line, articles in lines.items() if articles.articles >= LEAST_ARTICLES)
            for outlet, lines in self._seen.items()
        }
        repeated = {outlet: lines for outlet, lines in repeated.items() if lines}
        digest = hashlib.sha256()
        for outlet in sorted(repeated):
            digest.update(f"{outlet}\0{sorted(repeated[outlet])}\0".encode())
        return Profile(digest.hexdigest()[:16], repeated)

    def save(self, path: Path) -> None:
        """Write all that was learned, for `load`; rows are sorted, so that the same content gives the same file."""
        outlets: list[str] = []
        lines: list[int] = []
        articles: list[_Seen] = []
        for outlet, seen in sorted(self._seen.items()):
            ordered = sorted(seen)
            outlets.extend([outlet] * len(ordered))
            lines.extend(ordered)
            articles.extend(map(seen.__getitem__, ordered))
        witnesses = [one.first for one in articles], [one.second for one in articles]
        table = pa.Table.from_arrays(
            [pa.array(outlets, pa.string()), pa.array(lines), *map(_lay_out, witnesses)], schema=_SCHEMA
        )
        table = table.replace_schema_metadata({_DIGEST: _hash_rows(table)})
        pq.write_table(table, path, compression="zstd")

    @classmethod
    def load(cls, path: Path) -> ProfileBuilder:
        """Read what `save` wrote.

        Raises:
            ProfileError: The file is missing, not a profile, or not as it was written.
        """
        try:
            table = pq.read_table(path, schema=_SCHEMA)
            digest = (pq.read_schema(path).metadata or {}).get(_DIGEST)
        except (OSError, ValueError, pa.ArrowException) as error:
            raise ProfileError(f"cannot read the outlet profile {path}: {error}") from error
        # Versions before 0.4 wrote none.
        if digest is not None and digest != _hash_rows(table):
            raise ProfileError(f"the outlet profile {path} is not as it was written")
        builder = cls()
        for row in table.to_pylist():
            seen = builder._seen.setdefault(row["outlet"], {})
            seen[row["line"]] = _Seen(tuple(row["first_witnesses"]), tuple(row["second_witnesses"]))
        return builder


EMPTY_PROFILE = ProfileBuilder().build()


def name_outlet(document: Document) -> str | None:
    """Name a document's outlet: as the dump gives it, else the host of its URL, else None."""
    if document.outlet and document.outlet.strip():
        return document.outlet.strip().casefold()
    try:
        host = urlsplit(document.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _hash_rows(table: pa.Table) -> bytes:
    """Hash what a profile's file says, column by column: the same rows, the same hash, however they are stored."""
    digest = hashlib.blake2b(digest_size=16)
    digest.update("\0".join(map(str, table["outlet"].to_pylist())).encode())
    digest.update(table["line"].to_numpy().tobytes())
    for name in ("first_witnesses", "second_witnesses"):
        digest.update(pc.list_value_length(table[name]).to_numpy().tobytes())
        digest.update(pc.list_flatten(table[name]).to_numpy().tobytes())
    return digest.hexdigest().encode()


def _lay_out(witnesses: Sequence[tuple[int, ...]]) -> pa.ListArray:
    offsets = np.cumsum([0, *map(len, witnesses)], dtype=np.int32)
    return pa.ListArray.from_arrays(offsets, pa.array(list(chain.from_iterable(witnesses)), pa.int64()))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _make_plain(lines: str) -> str:
    return _DIGITS.sub("0", lines).casefold()


def _hash_plain(line: str) -> int:
    return _hash(" ".join(line.split()))
