"""Put corrections to the parts of a release: the parts stay as they are, and corrected files stand in for theirs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from expectations.audit_rows import find_broken_rows, list_row_rules
from expectations.enumerations import Outcome
from expectations.schema import Table, make_arrow_schema
from expectations.tables import CORRECTIONS, SHARD_TABLES, TABLE_BY_NAME
from tasks.ids import make_id
from tasks.publish.corrections import FIX, RETRACT, Correction, Corrections, complain, pack_values, unpack_values
from tasks.publish.parquet import FileInfo, describe_parquet, hash_file, make_arrow_table, write_rows
from tasks.publish.stage import PartRef, expect_sealed

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CorrectedParts:
    """Parts as a release takes them in.

    Attributes:
        parts: In the order given; those with corrected rows have files that stand in for their own.
        dropped_articles: Articles to leave out: those given, and the retracted ones.
        table: Rows of `corrections`, one a correction.
    """

    parts: tuple[PartRef, ...]
    dropped_articles: frozenset[str]
    table: pa.Table


@dataclass(frozen=True, slots=True)
class _Place:
    shard: str
    article_id: str


@dataclass(frozen=True, slots=True)
class _Effect:
    n_rows: int = 0
    before: Mapping[str, Any] | None = None


class _OpenPart:
    """The rows of a part that corrections change, read when they are asked for."""

    def __init__(self, part: PartRef) -> None:
        self.part = part
        self.rows: dict[str, list[Row]] = {}
        self.n_read: dict[str, int] = {}

    def read(self, table: Table) -> list[Row]:
        if table.name not in self.rows:
            path = self.part.find_file(table.name)
            # In full, whatever is remembered of the file: what is written again gets a hash of its own.
            if table.name in self.part.files:
                expect_sealed(path, self.part.files[table.name], hash_file(path))
            rows = pq.read_table(path, schema=make_arrow_schema(table)).to_pylist()
            self.rows[table.name], self.n_read[table.name] = rows, len(rows)
        return self.rows[table.name]

    def apply(self, entry: Correction) -> _Effect:
        table = TABLE_BY_NAME[entry.table]
        if entry.action == FIX:
            row = next(row for row in self.read(table) if row[table.key] == entry.row_id)
            before = {name: row[name] for name in entry.values}
            row.update(entry.values)
            return _Effect(1, before)
        if table.name == "articles":
            return _Effect(sum(_count_rows(self.part, one, entry.row_id) for one in SHARD_TABLES))
        return _Effect(self._take_out(table, {entry.row_id}))

    def _take_out(self, table: Table, keys: Collection[str]) -> int:
        """Take rows out, and end what refers to them; give the number of rows changed or taken out."""
        kept = [row for row in self.read(table) if row[table.key] not in keys]
        n_rows = len(self.rows[table.name]) - len(kept)
        self.rows[table.name] = kept
        for other in SHARD_TABLES:
            for column in other.columns:
                told = f"{table.name}.{table.key}"
                if column.lists == told:
                    n_rows += self._strike(other, column.name, keys)
                if column.refers_to != told:
                    continue
                referring = [row for row in self.read(other) if row[column.name] in keys]
                if not column.nullable and referring:
                    n_rows += self._take_out(other, {row[other.key] for row in referring})
                    continue
                n_rows += len(referring)
                for row in referring:
                    row[column.name] = None
        return n_rows

    def _strike(self, table: Table, column: str, keys: Collection[str]) -> int:
        """Strike keys from lists; give the number of rows changed."""
        listing = [row for row in self.read(table) if not set(keys).isdisjoint(row[column])]
        for row in listing:
            row[column] = [key for key in row[column] if key not in keys]
        return len(listing)

    def write(self, folder: Path) -> PartRef:
        files, corrected = dict(self.part.files), {}
        for name, rows in self.rows.items():
            before = files.get(name) or describe_parquet(self.part.find_file(name))
            path = folder / f"{name}.parquet"
            written = write_rows(TABLE_BY_NAME[name], rows, path)
            if written.sha256 == before.sha256:
                path.unlink()
                continue
            # What its marker says less what was taken out, so that rows that got lost are missed.
            expected = (before.rows or 0) - (self.n_read[name] - len(rows))
            files[name], corrected[name] = FileInfo(written.sha256, expected, before.sha256), path
        return replace(self.part, files=files, corrected=corrected) if corrected else self.part


def correct_parts(
    parts: Sequence[PartRef], corrections: Corrections, superseded: frozenset[str], folder: Path
) -> CorrectedParts:
    """Apply corrections to the parts of a release.

    A retracted row goes, and what refers to it refers to nothing. A retracted article goes with all of its rows.

    Args:
        parts: The release's parts.
        corrections: What people corrected.
        superseded: Articles that newer revisions replace; nothing of them is corrected.
        folder: Corrected files are written below it.

    Raises:
        CorrectionError: A corrected row breaks a rule of its table.
    """
    places = _find_places(parts, corrections.entries)
    retracted = corrections.retracted_articles
    outcomes = {
        identify_correction(entry): _judge(entry, places.get((entry.table, entry.row_id)), superseded, retracted)
        for entry in corrections.entries
    }
    applied = [entry for entry in corrections.entries if outcomes[identify_correction(entry)] == "applied"]
    effects: dict[str, _Effect] = {}
    made = []
    for part in parts:
        opened = _change_part(part, applied, places, effects)
        _check_rules(corrections, applied, opened.rows)
        made.append(opened.write(folder / part.shard))
    rows = [
        _make_row(
            entry,
            outcomes[identify_correction(entry)],
            places.get((entry.table, entry.row_id)),
            effects.get(identify_correction(entry), _Effect()),
        )
        for entry in corrections.entries
    ]
    return CorrectedParts(tuple(made), superseded | retracted, make_arrow_table(CORRECTIONS, rows))


def check_corrections(parts: Sequence[PartRef], corrections: Corrections, published: Collection[str]) -> None:
    """Check corrections against the rows that there are, before a run does any work.

    Args:
        parts: All sealed parts.
        corrections: What people corrected.
        published: `correction_id` of those that the newest release knows; a row of theirs may be gone by now.

    Raises:
        CorrectionError: A new correction is of a row that no part holds, or makes a row that breaks a rule.
    """
    new = [entry for entry in corrections.entries if identify_correction(entry) not in published]
    places = _find_places(parts, new)
    missing = [
        (entry, f"no part holds a row of {entry.table} with the id {entry.row_id}; `sayso trace` finds a row by its id")
        for entry in new
        if (entry.table, entry.row_id) not in places
    ]
    if missing:
        raise complain(corrections, missing)
    fixes = [entry for entry in new if entry.action == FIX]
    for part in parts:
        _check_rules(corrections, fixes, _change_part(part, fixes, places, {}).rows)


def list_corrections(release: Path) -> frozenset[str]:
    """List by `correction_id` the corrections that a release knows; those of versions before 0.4 know none."""
    files = sorted((release / CORRECTIONS.name).glob("*.parquet"))
    return frozenset(key for path in files for key in pq.read_table(path)[CORRECTIONS.key].to_pylist())


def recall_corrections(release: Path) -> Corrections:
    """Read from a release the corrections that it was made with; those of versions before 0.4 had none."""
    files = sorted((release / CORRECTIONS.name).glob("*.parquet"))
    rows = [row for path in files for row in pq.read_table(path).to_pylist()]
    return Corrections(tuple(map(_recall, rows)), str(release / CORRECTIONS.name))


def _recall(row: Row) -> Correction:
    table = TABLE_BY_NAME[row["table_name"]]
    values = {} if row["after"] is None else unpack_values(table, row["after"])
    said = (row["reason"], row["author"], row["corrected_on"].date(), row["correction_id"])
    return Correction(table.name, row["row_id"], row["action"], values, *said)


def identify_correction(entry: Correction) -> str:
    """Give the `correction_id` of a correction, a hash of what it says."""
    return make_id("corrections", entry.to_json())


def _change_part(
    part: PartRef,
    entries: Sequence[Correction],
    places: Mapping[tuple[str, str], _Place],
    effects: dict[str, _Effect],
) -> _OpenPart:
    """Apply to a part the corrections of its rows, fixes first, and note what each does."""
    opened = _OpenPart(part)
    # In one order whatever the file's, so that what each did can be told again.
    for entry in sorted(entries, key=lambda entry: (entry.action, identify_correction(entry))):
        if places[entry.table, entry.row_id].shard == part.shard:
            effects[identify_correction(entry)] = opened.apply(entry)
    return opened


def _find_places(parts: Sequence[PartRef], entries: Sequence[Correction]) -> dict[tuple[str, str], _Place]:
    """Find the part and article of each correction's row, by table and key."""
    places: dict[tuple[str, str], _Place] = {}
    for name in {entry.table for entry in entries}:
        wanted = {entry.row_id for entry in entries if entry.table == name}
        found = _find_articles(parts, wanted) if name == "articles" else _find_rows(parts, TABLE_BY_NAME[name], wanted)
        places |= {(name, row_id): place for row_id, place in found}
    return places


def _find_articles(parts: Sequence[PartRef], wanted: set[str]) -> Iterator[tuple[str, _Place]]:
    for part in parts:
        for article_id in part.article_ids & wanted:
            yield article_id, _Place(part.shard, article_id)


def _find_rows(parts: Sequence[PartRef], table: Table, wanted: Collection[str]) -> Iterator[tuple[str, _Place]]:
    shards = {str(part.find_file(table.name)): part.shard for part in parts}
    if not shards:
        return
    files = ds.dataset(list(shards), schema=make_arrow_schema(table), format="parquet")
    match = pc.is_in(ds.field(table.key), pa.array(sorted(wanted), pa.string()))
    for row in files.to_table(columns=[table.key, "article_id", "__filename"], filter=match).to_pylist():
        yield row[table.key], _Place(shards[row["__filename"]], row["article_id"])


def _judge(entry: Correction, place: _Place | None, superseded: Collection[str], retracted: Collection[str]) -> Outcome:
    if place is None:
        return "not_held"
    if place.article_id in superseded:
        return "superseded"
    is_retraction = entry.table == "articles" and entry.action == RETRACT
    return "retracted" if place.article_id in retracted and not is_retraction else "applied"


def _count_rows(part: PartRef, table: Table, article_id: str) -> int:
    if "article_id" not in table.column_names:
        return 0
    ids = pq.read_table(part.find_file(table.name), columns=["article_id"])["article_id"]
    return int(pc.sum(pc.equal(ids, article_id)).as_py() or 0)


def _check_rules(corrections: Corrections, entries: Sequence[Correction], tables: Mapping[str, Sequence[Row]]) -> None:
    problems: list[tuple[Correction, str]] = []
    fixes = {(entry.table, entry.row_id): entry for entry in entries if entry.action == FIX and entry.table in tables}
    for name in {table for table, _ in fixes}:
        table = TABLE_BY_NAME[name]
        fixed = make_arrow_table(table, [row for row in tables[name] if (name, row[table.key]) in fixes])
        rules = {rule.name: rule for rule in list_row_rules(table)}
        for rule, (_, at) in find_broken_rows(fixed, list(rules.values())).items():
            keys = fixed[table.key].take(at).to_pylist()
            problems += [(fixes[name, key], f"breaks {rule}: {rules[rule].meaning}") for key in keys]
    if problems:
        raise complain(corrections, problems)


def _make_row(entry: Correction, outcome: str, place: _Place | None, effect: _Effect) -> Row:
    article_id = entry.row_id if entry.table == "articles" else place and place.article_id
    return {
        "correction_id": identify_correction(entry),
        "table_name": entry.table,
        "row_id": entry.row_id,
        "article_id": article_id,
        "action": entry.action,
        "outcome": outcome,
        "before": None if effect.before is None else pack_values(effect.before),
        "after": pack_values(entry.values) if entry.action == FIX else None,
        "n_rows": effect.n_rows,
        "reason": entry.reason,
        "author": entry.author,
        "corrected_on": datetime.combine(entry.corrected_on, time(), UTC),
    }
