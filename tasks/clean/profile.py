"""The lines that each outlet repeats over its articles, learned in a pass of its own before cleaning.

A line counts as repeated when enough different articles hold it. Deliveries of one article under many ids, and wire
copies with small edits, must count once; so an article is known by two witnesses, the hashes of its two longest
paragraphs, and a line needs enough different ones of both.
"""

from __future__ import annotations

import hashlib
import heapq
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tasks.alignment import Edit, apply_edits
from tasks.clean.lines import split_lines
from tasks.clean.rules import fold_marks
from tasks.clean.unwrap import find_wraps
from tasks.documents import Document
from tasks.errors import DamagedData

# 5 articles: precision .97 on labelled pages; 3 took section headings and stock phrases.
LEAST_ARTICLES = 5
MOST_LINE_CHARS = 300
LEAST_LINE_LETTERS = 2
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
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[\W_]+")


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
        """Whether an outlet repeats a line; numbers in it may differ."""
        known = self.lines.get(outlet) if outlet else None
        return bool(known) and len(line) <= MOST_LINE_CHARS and _hash_line(line) in known if known else False


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
        mended, _ = apply_edits(text, [Edit(wrap.start, wrap.end, wrap.replacement) for wrap in find_wraps(text)])
        lines = {line.text for line in split_lines(mended) if not line.is_blank}
        longest = heapq.nlargest(2, lines, key=lambda line: (len(line), line))
        if len(longest) < 2:
            return
        first, second = (_hash(_LETTERS.sub("", line).casefold()) for line in longest)
        seen = self._seen.setdefault(outlet, {})
        for line in lines:
            if len(line) <= MOST_LINE_CHARS and sum(map(str.isalpha, line)) >= LEAST_LINE_LETTERS:
                seen.setdefault(_hash_line(fold_marks(line)), _Seen()).add((first,), (second,))
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
        rows = [
            {
                "outlet": outlet,
                "line": line,
                "first_witnesses": list(articles.first),
                "second_witnesses": list(articles.second),
            }
            for outlet, lines in sorted(self._seen.items())
            for line, articles in sorted(lines.items())
        ]
        table = pa.Table.from_pylist(rows, schema=_SCHEMA)
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


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _hash_line(line: str) -> int:
    return _hash(_DIGITS.sub("0", _SPACES.sub(" ", line).casefold()))
