"""Corrections that people make: rows and articles fixed or retracted, with who says so, when and why.

They stand in `corrections.toml` of the data folder. What can be known to be wrong with an entry is said before any work
is done, naming the entry and its line.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from math import isfinite
from pathlib import Path
from typing import Any, get_args

import pyarrow as pa

from expectations.enumerations import Action
from expectations.schema import OFFSETS, Column, Table
from expectations.tables import CORRECTABLE, TABLE_BY_NAME
from tasks.errors import SaysoError
from tasks.publish.data_folder import CORRECTIONS_FILE

FIX, RETRACT = ACTIONS = get_args(Action)
# Without its row, nothing would say that a stretch of the source is missing from the body.
NEVER_RETRACTED = ("removed_spans",)
# What was read, where it was read, and what made it of that: no opinion changes these.
_AS_READ = {
    "record_id", "language", "source_text", "body", "source_path", "position", "source_sha256", "n_tokens", "read_at",
    "extracted_with", "text", "content", "replacement", "rule",
}  # fmt: skip
_KEYS = {"table", "id", "action", "set", "unset", "reason", "author", "date"}
_ID = re.compile(r"[0-9a-f]{16}")
_HEADER = re.compile(r"\s*\[\[\s*correction\s*\]\]")

Values = Mapping[str, Any]


class CorrectionError(SaysoError):
    """A corrections file cannot be used; the message names each wrong entry and its line."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a corrections file.

    Attributes:
        table: The table of the row.
        row_id: The row's key, whole.
        action: `fix` gives the row new values, `retract` takes it out of releases.
        values: A fix's new values, by column; null where the right value is not known.
        reason: Why, in the author's words.
        author: Who says so.
        corrected_on: When it was decided.
        place: Where it stands in its file, for messages: `entry 2 (line 14)`.
    """

    table: str
    row_id: str
    action: str
    values: Values
    reason: str
    author: str
    corrected_on: date
    place: str = ""

    def to_json(self) -> str:
        """Write what it says, but not where it stands, in one way only."""
        said = [self.table, self.row_id, self.action, pack_values(self.values), self.reason, self.author]
        return json.dumps([*said, self.corrected_on.isoformat()], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a corrections file says.

    Attributes:
        entries: In the order of the file.
        path: The file, as messages name it.
    """

    entries: tuple[Correction, ...] = ()
    path: str = CORRECTIONS_FILE

    @property
    def retracted_articles(self) -> frozenset[str]:
        """Ids of the articles that are taken out of releases with all of their rows."""
        return frozenset(
            entry.row_id for entry in self.entries if entry.table == "articles" and entry.action == RETRACT
        )

    @property
    def mark(self) -> str:
        """Tell one set of corrections from another, whatever the file's layout; empty when there is none."""
        said = "\n".join(sorted(entry.to_json() for entry in self.entries))
        return f"-{hashlib.blake2b(said.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}" if said else ""


NO_CORRECTIONS = Corrections()


def load_corrections(path: Path) -> Corrections:
    """Read a corrections file; none is no corrections.

    Raises:
        CorrectionError: It cannot be read, or an entry names an unknown table or column, has a value of another type,
            changes what may not be changed, or lacks its reason, author or date. The message has a line for each.
    """
    try:
        text = path.read_text("utf-8")
        written = tomllib.loads(text)
    except FileNotFoundError:
        return NO_CORRECTIONS
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorrectionError(f"cannot read {path}: {error}") from error
    found = written.pop("correction", [])
    if written or not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        named = ", ".join(sorted(written)) or "correction"
        raise CorrectionError(
            f"{path}: {named}: each entry begins with [[correction]]; nothing else stands in the file"
        )
    entries, problems = [], []
    for entry, place in zip(found, _name_places(text, len(found)), strict=True):
        try:
            entries.append(_read_entry(entry, place))
        except ValueError as error:
            problems.append(f"{place}: {error}")
    problems += _find_clashes(entries)
    if problems:
        raise CorrectionError("\n".join(f"{path}, {problem}" for problem in problems))
    return Corrections(tuple(entries), str(path))


def complain(corrections: Corrections, problems: Sequence[tuple[Correction, str]]) -> CorrectionError:
    """Make the error that tells what is wrong with entries, a line each."""
    return CorrectionError("\n".join(f"{corrections.path}, {entry.place}: {said}" for entry, said in problems))


def pack_values(values: Values) -> str:
    """Write a row's values as JSON, times as ISO 8601 in UTC, columns in order of name."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_write_time)


def unpack_values(table: Table, packed: str) -> dict[str, Any]:
    """Read what `pack_values` wrote of a table's row.

    Raises:
        ValueError: A value is not of its column's type, or the table has no such column.
    """
    values: dict[str, Any] = {}
    for name, value in json.loads(packed).items():
        column = _find_column(table, name)
        is_time = value is not None and pa.types.is_timestamp(column.type)
        values[name] = datetime.fromisoformat(value) if is_time else value
    return values


def list_span_columns(table: Table, name: str) -> list[str]:
    """List the offsets that go with a text column, such as `cue_start` with `cue_text`; none for any other column."""
    prefix = name.removesuffix("text")
    offsets = [f"{prefix}{edge}" for edge in OFFSETS]
    return offsets if name != prefix and set(offsets) <= set(table.column_names) else []


def _read_entry(entry: Mapping[str, Any], place: str) -> Correction:
    unknown = sorted(entry.keys() - _KEYS)
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: not known; an entry has {', '.join(sorted(_KEYS))}")
    texts = {key: _read_text(entry, key) for key in ("table", "id", "action", "reason", "author")}
    if texts["table"] not in CORRECTABLE:
        raise ValueError(f"table {texts['table']!r} cannot be corrected, only {', '.join(CORRECTABLE)}")
    if not _ID.fullmatch(texts["id"]):
        raise ValueError(
            f"id {texts['id']!r} is not a whole key, 16 hex digits; `sayso trace` and `sayso show` give it"
        )
    if texts["action"] not in ACTIONS:
        raise ValueError(f"action {texts['action']!r} is not one of {', '.join(ACTIONS)}")
    day = entry.get("date")
    if not isinstance(day, date):
        raise ValueError("date is missing or no date; write it without quotes: date = 2025-03-07")
    return Correction(
        table=texts["table"],
        row_id=texts["id"],
        action=texts["action"],
        values=_read_values(entry, texts["table"], texts["action"]),
        reason=texts["reason"],
        author=texts["author"],
        corrected_on=day.date() if isinstance(day, datetime) else day,
        place=place,
    )


def _read_text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is missing or no text")
    return value.strip()


def _read_values(entry: Mapping[str, Any], name: str, action: str) -> dict[str, Any]:
    given, unset = entry.get("set", {}), entry.get("unset", [])
    if not isinstance(given, dict) or not isinstance(unset, list) or not all(isinstance(one, str) for one in unset):
        raise ValueError('set is a table, { outlet = "Daily" }, and unset a list of column names')
    if action == RETRACT:
        if given or unset:
            raise ValueError("a retraction sets nothing; to change values, the action is fix")
        if name in NEVER_RETRACTED:
            raise ValueError(f"a row of {name} cannot be retracted: its text would be missing and nothing would say so")
        return {}
    if not given and not unset:
        raise ValueError("a fix changes something: set = { column = value } or unset = [column]")
    table = TABLE_BY_NAME[name]
    values = {key: _read_value(_find_settable(table, key), value) for key, value in given.items()}
    for key in unset:
        if key in values:
            raise ValueError(f"{key} is both set and unset")
        values |= _clear(table, key)
    return values


def _clear(table: Table, name: str) -> dict[str, None]:
    spans = list_span_columns(table, name)
    column = _find_column(table, name) if spans and name != "text" else _find_settable(table, name)
    if not column.nullable:
        raise ValueError(f"{table.name}.{name} is never null, so it cannot be unset")
    return dict.fromkeys([name, *spans])


def _find_column(table: Table, name: str) -> Column:
    for column in table.columns:
        if column.name == name:
            return column
    raise ValueError(f"{table.name} has no column {name!r}")


def _find_settable(table: Table, name: str) -> Column:
    column = _find_column(table, name)
    is_key = name in (table.key, "article_id")
    is_span = column.unit == "code points" or pa.types.is_nested(column.type) or list_span_columns(table, name)
    if is_key or is_span or name in _AS_READ:
        raise ValueError(f"{table.name}.{name} cannot be set: a fix changes neither keys and places nor what was read")
    return column


def _read_value(column: Column, value: object) -> Any:
    """Take a value of a column's type, as it is written in rows."""
    kind = column.type
    if pa.types.is_timestamp(kind) and isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time(), UTC)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    if pa.types.is_dictionary(kind) and value in column.values:
        return value
    if pa.types.is_string(kind) and isinstance(value, str) and value.strip():
        return value
    if pa.types.is_boolean(kind) and isinstance(value, bool):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_within(column, value):
        return float(value) if pa.types.is_floating(kind) else value
    raise ValueError(f"{column.name} = {value!r} is not {_describe_type(column)}")


def _is_within(column: Column, value: float) -> bool:
    is_of_kind = pa.types.is_floating(column.type) or (pa.types.is_integer(column.type) and isinstance(value, int))
    at_least = column.least is None or value >= column.least
    return is_of_kind and isfinite(value) and at_least and (column.most is None or value <= column.most)


def _describe_type(column: Column) -> str:
    if column.values:
        return f"one of {', '.join(column.values)}"
    if pa.types.is_timestamp(column.type):
        return "a date or time, written without quotes"
    if pa.types.is_boolean(column.type):
        return "true or false"
    if pa.types.is_string(column.type):
        return "a text; to say that it is not known, write unset"
    least = "" if column.least is None else f" from {column.least:g}"
    most = "" if column.most is None else f" up to {column.most:g}"
    return f"a{' whole' if pa.types.is_integer(column.type) else ''} number{least}{most}"


def _name_places(text: str, n_entries: int) -> list[str]:
    lines = [at for at, line in enumerate(text.splitlines(), 1) if _HEADER.match(line)]
    # A header inside a text of several lines would shift every line after it; then entries are only counted.
    are_sure = len(lines) == n_entries
    return [f"entry {at + 1}" + (f" (line {lines[at]})" if are_sure else "") for at in range(n_entries)]


def _find_clashes(entries: Sequence[Correction]) -> Iterator[str]:
    seen: dict[tuple[str, str], list[Correction]] = {}
    for entry in entries:
        earlier = seen.setdefault((entry.table, entry.row_id), [])
        for other in earlier:
            both = entry.values.keys() & other.values.keys()
            if both or RETRACT in (entry.action, other.action):
                what = ", ".join(sorted(both)) or "the whole row"
                yield f"{entry.place}: {other.place} says already what becomes of {what}"
        earlier.append(entry)


def _write_time(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{value!r} cannot be written as JSON")
