"""Say how dumps are read: which column became which field, and which are not used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tasks.read.options import FIELD_NAMES

# Beyond, files are counted and not told apart; a folder of pages has no columns anyway.
MOST_FILES = 200
MOST_ENTRIES = 1000  # of a file; columns that come later than that are rare
MOST_NAMES = 20


@dataclass(slots=True)
class Columns:
    """What the entries of a file have.

    Attributes:
        n_entries: Its entries.
        present: Columns, and in how many entries each has a value.
        used: By field, the columns it was read from.
    """

    n_entries: int = 0
    present: Counter[str] = field(default_factory=Counter)
    used: dict[str, Counter[str]] = field(default_factory=dict)

    @property
    def unused(self) -> list[str]:
        """Columns that no field was read from, the fullest first."""
        taken = {column for columns in self.used.values() for column in columns}
        return [column for column, _ in self.present.most_common() if column not in taken]


@dataclass(slots=True)
class Survey:
    """What was seen of each file; `observe` of `ReadOptions` is its own."""

    files: dict[str, Columns] = field(default_factory=dict)

    def observe(self, path: str, entry: Mapping[str, Any], chosen: Mapping[str, str]) -> None:
        """Take in an entry, and by field the column that it was read from."""
        columns = self.files.get(path)
        if columns is None:
            if len(self.files) >= MOST_FILES:
                return
            columns = self.files[path] = Columns()
        columns.n_entries += 1
        if columns.n_entries > MOST_ENTRIES:
            return
        columns.present.update([str(name) for name, value in entry.items() if value not in (None, "")])
        for name, column in chosen.items():
            columns.used.setdefault(name, Counter())[column] += 1

    def describe(self) -> list[str]:
        """Say, a line each, how files were read; those that were read alike share a line."""
        alike: dict[str, list[str]] = {}
        for path, columns in self.files.items():
            alike.setdefault(describe_columns(columns), []).append(path)
        return [
            f"{paths[0]}{f' and {len(paths) - 1} more' if paths[1:] else ''}: {said}" for said, paths in alike.items()
        ]


def describe_columns(columns: Columns) -> str:
    """Say in a line which column became which field, and which became none."""
    read = [f"{name} from {_list(columns.used[name])}" for name in FIELD_NAMES if name in columns.used]
    missing = [name for name in FIELD_NAMES if name not in columns.used]
    unused = columns.unused
    more = f" and {len(unused) - MOST_NAMES} more" if len(unused) > MOST_NAMES else ""
    parts = [", ".join(read) or "no field was found"]
    if missing:
        parts.append(f"no column for {', '.join(missing)}")
    if unused:
        parts.append(f"not used: {', '.join(name[:40] or 'one without a name' for name in unused[:MOST_NAMES])}{more}")
    return "; ".join(parts)


def _list(columns: Counter[str]) -> str:
    return " or ".join(name[:40] for name, _ in columns.most_common(3))
