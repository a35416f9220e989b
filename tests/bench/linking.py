"""What linking costs by how many articles a release has: `python -m tests.bench.linking RELEASE COPIES`.

The tables of a release are taken many times over. In each copy names, telling words and figures are others of the
same length and about as frequent, and the days lie elsewhere: it tells of other events, in the same language. First
all parts but the last few are linked, then all, with what the first run kept. Written is a line of JSON for each of
the two: CPU seconds and the largest memory of each step of linking.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from expectations.schema import make_arrow_schema
from expectations.tables import TABLE_BY_NAME
from flows.garbage import collect_rarely
from tasks.link import groups
from tasks.link.groups import LINKED_COLUMNS, link_tables
from tasks.link.readings import Shelf
from tasks.link.stored import Sealed, Stored
from tasks.link.words import load_common_words
from tasks.publish.parquet import hash_file
from tests.bench.scale import rename_key, rename_keys

STEPS = (
    "read_notes", "link_entities", "put_keys", "index_entities", "link_quotes", "link_stories", "link_figures",
    "link_claims", "link_articles",
)  # fmt: skip
ARTICLES_OF_PART = 100
NEW_PARTS = 4  # that are new, as after a night
MOST_DAYS = 180  # by which a copy's days are moved
_WORD = re.compile(r"[A-Za-z]{3,}|(?<![A-Za-z])\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")
CHANGED = ("body", "title", "content", "text", "proposition", "resolved", "counted", "measured", "name")


def list_classes(bodies: Sequence[str]) -> list[list[str]]:
    """List the words that copies change, lower case, in classes of one length, kind and frequency."""
    holders: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for body in bodies:
        words = set(_WORD.findall(body))
        holders.update({word.lower() for word in words})
        capital.update({word.lower() for word in words if word[0].isupper() and word.lower() not in words})
    classes: dict[tuple[int, int, bool], list[str]] = defaultdict(list)
    for word, count in sorted(holders.items()):
        is_name = 2 * capital[word] > count
        if not word[0].isdigit() and word not in load_common_words():
            classes[len(word), count.bit_length(), is_name].append(word)
    return list(classes.values())


def make_changes(classes: Sequence[list[str]], copy: int) -> dict[str, str]:
    """Give each word another one of its class."""
    random = Random(copy)
    changes: dict[str, str] = {}
    for words in classes:
        changes |= zip(words, random.sample(words, len(words)), strict=True)
    return changes


def change_text(text: str | None, changes: dict[str, str], copy: int) -> str | None:
    """Put other words and figures into a text; years stay."""

    def change(found: re.Match[str]) -> str:
        word = found[0]
        if word[0].isdigit():
            return word if _YEAR.fullmatch(word) else _change_digits(word, copy)
        other = changes.get(word.lower())
        if other is None or word.islower():
            return other or word
        return other.upper() if word.isupper() else other.capitalize()

    return text and _WORD.sub(change, text)


def _change_digits(digits: str, copy: int) -> str:
    return "".join(digit if digit == "0" else str((int(digit) - 1 + copy) % 9 + 1) for digit in digits)


def _change_number(number: float | None, copy: int) -> float | None:
    return number and float(re.sub(r"(?<![e+\d])\d+", lambda found: _change_digits(found[0], copy), f"{number:g}"))


def copy_table(rows: pa.Table, copy: int, changes: dict[str, str]) -> pa.Table:
    """Write a table again as that of a copy."""
    rows = rename_keys(rows, partial(rename_key, copy=copy, articles={}))
    moved = timedelta(days=Random(copy).randint(-MOST_DAYS, MOST_DAYS))
    for at, field in enumerate(rows.schema):
        change: Callable[[Any], Any] | None = None
        if field.name in CHANGED or field.name.endswith("_name"):
            change = partial(change_text, changes=changes, copy=copy)
        elif field.name.endswith("_key"):
            change = partial(_change_key, changes=changes)
        elif pa.types.is_timestamp(field.type):
            change = lambda time: time and time + moved  # noqa: E731
        elif pa.types.is_floating(field.type):
            change = partial(_change_number, copy=copy)
        if change is not None:
            rows = rows.set_column(at, field, pa.array(map(change, rows[field.name].to_pylist()), field.type))
    return rows


def _change_key(key: str | None, changes: dict[str, str]) -> str | None:
    kind, colon, slug = (key or "").partition(":")
    return key and kind + colon + re.sub(r"[a-z]+", lambda found: changes.get(found[0], found[0]), slug)


def copy_release(release: Path, copies: int) -> Iterator[dict[str, pa.Table]]:
    """Read of a release what linking reads, so many times over."""
    tables = {}
    for name, columns in LINKED_COLUMNS.items():
        schema = make_arrow_schema(TABLE_BY_NAME[name])
        wanted = pa.schema([schema.field(column) for column in {"article_id": None, **dict.fromkeys(columns)}])
        tables[name] = pq.read_table(release / name, columns=wanted.names).cast(wanted)
    classes = list_classes(tables["articles"]["body"].to_pylist())
    yield tables
    for copy in range(1, copies):
        changes = make_changes(classes, copy)
        yield {name: copy_table(rows, copy, changes) for name, rows in tables.items()}


def store_copies(copies: Iterable[dict[str, pa.Table]], folder: Path) -> dict[str, Stored]:
    """Write tables as those of parts, so many articles each."""
    paths: dict[str, list[Path]] = defaultdict(list)
    sealed: dict[str, list[Sealed]] = defaultdict(list)
    schemas: dict[str, pa.Schema] = {}
    for copy, tables in enumerate(copies):
        ids = tables["articles"]["article_id"].combine_chunks()
        for first in range(0, len(ids), ARTICLES_OF_PART):
            for name, rows in tables.items():
                schemas[name] = rows.schema
                paths[name].append(folder / f"{name}-{copy}-{first}.parquet")
                of_part = pc.is_in(rows["article_id"], ids[first : first + ARTICLES_OF_PART])
                pq.write_table(rows.filter(of_part), paths[name][-1])
                held = ids[first : first + ARTICLES_OF_PART].to_pylist()
                sealed[name].append(Sealed(hash_file(paths[name][-1]), frozenset(held)))
    return {name: Stored(paths[name], schema, sealed=sealed[name]) for name, schema in schemas.items()}


def measure_step(name: str, told: dict[str, list[float]], call: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function that notes the CPU seconds and the megabytes of each call."""

    def run(*arguments: Any, **named: Any) -> Any:
        # Linux forgets the largest memory so far.
        Path("/proc/self/clear_refs").write_text("5")
        before = time.process_time()
        made = call(*arguments, **named)
        status = Path("/proc/self/status").read_text()
        peak = int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024
        seconds, megabytes = told.get(name, (0.0, 0.0))
        told[name] = [round(seconds + time.process_time() - before, 2), round(max(megabytes, peak))]
        return made

    return run


def link_measured(tables: dict[str, Stored], folder: Path) -> None:
    """Link, write what each step took."""
    told: dict[str, list[float]] = {}
    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(groups, name, measure_step(name, told, getattr(groups, name)))
        shelf = Shelf(folder)
        made = measure_step("all", told, link_tables)(**tables, shelf=shelf)
    shelf.sweep()
    n_articles = tables["articles"].read_whole(("article_id",)).num_rows
    n_bytes = sum(path.stat().st_size for path in folder.rglob("*.reading"))
    rows = {name: rows.num_rows for name, rows in made.items()}
    found = {"articles": n_articles, "steps": told, "rows": rows, "kept_megabytes": round(n_bytes / 1e6, 1)}
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def main(release: Path, copies: int) -> None:
    """Copy, link what is known, then with what is new."""
    collect_rarely()
    with TemporaryDirectory() as folder:
        tables = store_copies(copy_release(release, copies), Path(folder))
        n_known = len(tables["articles"].paths) - NEW_PARTS
        for n_parts in (n_known, n_known + NEW_PARTS):
            some = {
                name: replace(rows, paths=rows.paths[:n_parts], sealed=rows.sealed[:n_parts])
                for name, rows in tables.items()
            }
            link_measured(some, Path(folder) / "readings")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
