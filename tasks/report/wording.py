"""Say in a few words what a row holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

Row = Mapping[str, Any]

EXACT_BELOW = 2**53  # every whole number below it is a float of its own
_BOUNDS = {"at_least": "at least", "at_most": "at most", "over": "over", "under": "under"}


def describe_speaker(quote: Row) -> str:
    """Name who said a quote, as far as it is known."""
    name = quote["speaker_name"] or quote["speaker_text"] or "speaker unknown"
    return f"{name} (anonymous)" if quote["is_anonymous"] else str(name)


def describe_figure(row: Row) -> str:
    """Say what a figure's row holds, as in "count: about 300 people"."""
    flags = [name[3:] for name in ("is_additional", "is_total") if row[name]]
    unit = "%" if row["kind"] == "percent" and row["unit"] in (None, "%") else row["unit"]
    words = (_describe_number(row), unit, row["counted"], *flags)
    return f"{row['kind']}: " + " ".join(str(word) for word in words if word)


def describe_date(row: Row) -> str:
    """Say which days or moment a time expression names."""
    if not row["is_resolved"]:
        return f"date, {row['grain']}, not resolved"
    start, end = (describe_time(row[name]) or "…" for name in ("date_start", "date_end"))
    bound = f"{row['bound']} " if row["bound"] else ""
    return f"date: {bound}{start}" if start == end else f"date: {bound}{start} to {end}"


def describe_claim(row: Row) -> str:
    """Say who does what with which proposition."""
    negative = ", negative" if row["polarity"] == "negative" else ""
    return (
        f"claim: {row['claimant_name'] or 'claimant not known'} {row['stance']}{negative} [{row['rule'] or 'no rule'}]"
    )


def describe_entity(row: Row) -> str:
    """Say what is mentioned and how it was resolved."""
    return f"{row['label']}: {row['name'] or 'not resolved'}" + (f" ({row['link']})" if row["link"] else "")


def describe_removed(row: Row) -> str:
    """Say why a stretch is left out of the body."""
    return f"removed: {row['kind']} [{row['rule']}]"


def describe_correction(row: Row) -> str:
    """Say in a line what was corrected, whether it is applied, by whom, when and why."""
    done = {"fix": "fixed", "retract": "retracted"}[row["action"]]
    outcome = {
        "applied": "",
        "superseded": " (not applied: a newer revision of the article stands)",
        "retracted": " (not applied: its article is retracted)",
        "not_held": " (not applied: no part holds the row any more)",
    }[row["outcome"]]
    change = f" from {row['before']} to {row['after']}" if row["before"] else ""
    day = f"{row['corrected_on']:%Y-%m-%d}"
    return f"{row['table_name']} {row['row_id']} {done}{outcome} by {row['author']} on {day}{change}: {row['reason']}"


def describe_time(value: datetime | None) -> str:
    """Write a time in UTC; midnight stands for a whole day. What is unknown is empty."""
    if value is None:
        return ""
    return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M} UTC"


def write_number(number: float | None) -> str:
    """Write a number in full, thousands apart; an open side of a range is "…"."""
    if number is None:
        return "…"
    return f"{number:,.0f}" if number.is_integer() and abs(number) < EXACT_BELOW else f"{number:,.15g}"


def describe_range(low: float | None, high: float | None, unit: str | None = None) -> str:
    """Write the numbers from one to another, or the one that both are, with their unit."""
    numbers = write_number(low) if low == high else f"{write_number(low)} to {write_number(high)}"
    return f"{numbers} {unit}" if unit else numbers


def _describe_number(row: Row) -> str:
    approximation = row["approximation"]
    if row["value"] is not None:
        word = _BOUNDS.get(approximation or "", approximation)
        return f"{word} {write_number(row['value'])}" if word else write_number(row["value"])
    if row["high"] is None:
        return f"{'over' if approximation == 'over' else 'at least'} {write_number(row['low'])}"
    if row["low"] is None:
        return f"{'under' if approximation == 'under' else 'at most'} {write_number(row['high'])}"
    return f"{write_number(row['low'])} to {write_number(row['high'])}"
