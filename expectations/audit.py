"""The two audits: of a new part, rows and texts, and of a whole release, with SQL.

Great Expectations says what is wrong with a part that is not sound, and is asked of a sample of the others.

Nothing reaches `data/latest` without passing both.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

from expectations.audit_drift import check_drift
from expectations.audit_failure import Failure, make_failure
from expectations.audit_frames import check_frames
from expectations.audit_lasting import check_lasting
from expectations.audit_nights import check_night
from expectations.audit_origin import check_origin
from expectations.audit_release import check_release
from expectations.audit_text import check_texts
from expectations.limits import Limits, NightLimits
from expectations.opened import open_release
from expectations.part_checks import is_sound
from expectations.schema import Table, make_arrow_schema
from expectations.tables import SHARD_TABLES, TABLES

__all__ = ["Failure", "Limits", "NightLimits", "audit_part", "audit_release", "audit_texts", "audit_with_suites"]

# After one of these the rows cannot be read as what they should be, and further checks would raise.
_UNREADABLE = ("SCHEMA", "ROW-COUNT", "COLUMNS", "TYPES", "NOT-NULL", "KEY-UNIQUE")


def audit_part(
    part_folder: Path, fingerprint: str | None = None, data: Path | None = None, with_suites: bool = False
) -> list[Failure]:
    """Hold one new part against the suite of each table and against the texts of its articles.

    Args:
        part_folder: Holds `<table>.parquet` for each table that a shard writes.
        fingerprint: What its marker says that it was extracted with; None: that is not looked at.
        data: The data folder that holds the copies of its rejects; None: nor are they.
        with_suites: Whether Great Expectations is asked of sound rows too.

    Returns:
        What does not hold; empty when all of it does.
    """
    paths = {table.name: part_folder / f"{table.name}.parquet" for table in SHARD_TABLES}
    failures = [failure for table in SHARD_TABLES for failure in _check_schemas(table, [paths[table.name]])]
    if failures:
        return failures
    tables = {table.name: pq.read_table(paths[table.name]) for table in SHARD_TABLES}
    frames = {name: rows.to_pandas() for name, rows in tables.items()}
    for table in SHARD_TABLES:
        n_rows = pq.read_metadata(paths[table.name]).num_rows
        failures += _check_rows(table, frames[table.name], n_rows, with_suites)
    if frames["articles"].empty and frames["rejects"].empty:
        failures.append(make_failure("FEWEST-ROWS", "articles", "the part holds neither articles nor rejects"))
    if not any(failure.rule.startswith(_UNREADABLE) for failure in failures):
        failures += check_frames(frames, tables)
        if fingerprint is not None and data is not None:
            failures += check_origin(frames, fingerprint, data)
    return failures


def audit_release(
    staged: Path,
    previous: Path | None = None,
    limits: Limits | None = None,
    expected_rows: Mapping[str, int] | None = None,
    night: NightLimits | None = None,
) -> list[Failure]:
    """Hold a staged release against what spans its parts, with SQL over its Parquet files.

    Args:
        staged: Holds a folder of Parquet parts for each table.
        previous: The release before, when there is one.
        limits: How far the release may be from the one before.
        expected_rows: By table, the rows that the parts and the ledger say it has.
        night: How far its new parts may be from the parts before; None: they are not compared.

    Returns:
        What does not hold; empty when all of it does. What is a warning stops nothing.
    """
    failures = [
        failure
        for table in TABLES
        for failure in _check_schemas(table, sorted((staged / table.name).glob("*.parquet")))
    ]
    if failures:
        return failures
    with open_release(staged, with_files=True, in_order=False) as connection:
        failures = check_release(connection, expected_rows or {})
        if previous is not None:
            failures += check_drift(connection, previous, limits or Limits())
            failures += check_lasting(connection)
        if night is not None:
            failures += check_night(connection, staged, previous, night)
    return failures


def audit_with_suites(release: Path) -> list[Failure]:
    """Hold every part of a release against the Great Expectations suite of its table."""
    return [
        failure
        for table in TABLES
        for path in sorted((release / table.name).glob("*.parquet"))
        for failure in _check_rows(table, pd.read_parquet(path), pq.read_metadata(path).num_rows, with_suites=True)
    ]


def audit_texts(release: Path, shards: Collection[str] | None = None) -> list[Failure]:
    """Hold every span of a release against the text that it points into, part by part.

    Args:
        release: Holds a folder of Parquet parts for each table; the parts of one shard share a name.
        shards: Names of the parts to look at; all if None.
    """
    failures = []
    for path in sorted((release / "articles").glob("*.parquet")):
        if shards is not None and path.stem not in shards:
            continue
        frames = {table.name: pd.read_parquet(release / table.name / path.name) for table in SHARD_TABLES}
        failures += check_texts(frames)
    return failures


def _check_rows(table: Table, frame: pd.DataFrame, n_rows: int, with_suites: bool) -> list[Failure]:
    """Hold the rows of a part against what is asked of its table.

    Raises:
        RuntimeError: The suite finds nothing wrong with rows that the plain checks refuse, or the other way round.
    """
    is_well = is_sound(table, frame, n_rows)
    if is_well and not with_suites:
        return []
    # Great Expectations takes 5 CPU seconds to import, which rows that are sound do without.
    from expectations.suites import validate_part

    failures = validate_part(table, frame, n_rows)
    if is_well != (not failures):
        raise RuntimeError(f"{table.name}: the suite and the plain checks differ: {failures or 'the suite passes'}")
    return failures


def _check_schemas(table: Table, paths: Iterable[Path]) -> list[Failure]:
    """Check that a table has files and that each has exactly the schema of `tables.py`, nulls included."""
    wanted = make_arrow_schema(table)
    wrong = []
    found = 0
    for path in paths:
        found += 1
        try:
            schema = pq.read_schema(path)
        except (OSError, ValueError) as error:  # pyarrow's ArrowInvalid is a ValueError
            wrong.append({"file": path.name, "found": f"cannot be read: {error}"})
            continue
        if not schema.equals(wanted) or (schema.metadata or {}).get(b"pandas") != wanted.metadata[b"pandas"]:
            wrong.append({"file": path.name, "found": _compare_schemas(schema, wanted)})
    if not found:
        return [make_failure("SCHEMA", table.name, "the table has no file")]
    return [make_failure("SCHEMA", table.name, "files differ from the table's definition", wrong)] if wrong else []


def _compare_schemas(schema: object, wanted: object) -> str:
    fields, right = ({str(field) for field in side} for side in (schema, wanted))  # type: ignore[attr-defined]
    if fields == right:
        return "columns in another order, or without pandas metadata"
    more, fewer = (", ".join(sorted(names)) or "nothing" for names in (fields - right, right - fields))
    return f"has besides: {more}; lacks: {fewer}"
