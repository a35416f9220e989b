"""What an audit reports: a rule that did not hold, and rows that break it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

About = Literal["rows", "drift", "integrity"]
ROWS_SHOWN = 20
TEXT_SHOWN = 200  # code points; a failing body is not repeated whole in a manifest or on a terminal


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that did not hold for a table.

    Attributes:
        rule: Name of the rule, such as `SPAN-ORDER` or `NOT-NULL.speaker_kind`.
        table: The table it was asked of.
        n_rows: Rows that break it; 0 when it is the table as a whole that does.
        rows: Up to 20 of them, by key, with the values that the rule looks at; whatever JSON can say.
        message: What is wrong, in words that a user can act on.
        is_warning: Whether it is told and stops nothing.
        about: What is at fault: the rows; a release that is far from the one before, which a person may accept; or
            files that are not as they were written, which `sayso repair` mends.
    """

    rule: str
    table: str
    n_rows: int
    rows: tuple[Mapping[str, Any], ...]
    message: str
    is_warning: bool = False
    about: About = "rows"

    def __str__(self) -> str:
        """Give the failure as one line a row."""
        shown = "".join(f"\n    {', '.join(f'{name}={value!r}' for name, value in row.items())}" for row in self.rows)
        return f"{self.table}: {self.rule}: {self.message}{shown}"


def make_failure(
    rule: str,
    table: str,
    message: str,
    rows: Sequence[Mapping[str, Any]] = (),
    n_rows: int | None = None,
    is_warning: bool = False,
    about: About = "rows",
) -> Failure:
    """Make a failure that shows its first 20 rows, with values that JSON can say.

    Args:
        rule: Name of the rule.
        table: The table it was asked of.
        message: What is wrong.
        rows: Failing rows, or the first of them.
        n_rows: How many there are, when `rows` holds only the first.
        is_warning: Whether it is told and stops nothing.
        about: What is at fault.
    """
    shown = tuple({name: _show(value) for name, value in row.items()} for row in rows[:ROWS_SHOWN])
    return Failure(
        rule=rule,
        table=table,
        n_rows=len(rows) if n_rows is None else n_rows,
        rows=shown,
        message=message,
        is_warning=is_warning,
        about=about,
    )


def _show(value: Any) -> Any:
    """Give a value as JSON can say it; long texts are cut."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return value if len(value) <= TEXT_SHOWN else f"{value[:TEXT_SHOWN]}…"
    if isinstance(value, date):
        # NaT is a datetime to Python, and its isoformat is the word NaT.
        return value.isoformat() if value == value else None
    if isinstance(value, float):
        return value if math.isfinite(value) else (None if math.isnan(value) else repr(value))
    if isinstance(value, Mapping):
        return {str(name): _show(part) for name, part in value.items()}
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        return _show(value.item())
    if isinstance(value, Iterable):
        return [_show(part) for part in value]
    return str(value) if str(value) not in ("<NA>", "NaT") else None
