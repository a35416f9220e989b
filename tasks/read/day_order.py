"""Settle from the other dates of a file whether 03/04/2024 is in March or in April."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tasks.documents import Record, Reject
from tasks.read.options import ReadOptions
from tasks.read.publication_dates import DayOrder, tell_day_order

# Entries that wait for a date that tells: of a hundred days of one year, forty-odd do.
MOST_WAITING = 2000
MOST_WAITING_CHARACTERS = 16_000_000


def settle_day_order(entries: Iterable[Record | Reject], options: ReadOptions) -> Iterator[Record | Reject]:
    """Say of each record of a file how its date is to be read, where only other dates of the file tell.

    Entries wait from the first date that may be read both ways to the first that may not: 22/04/2024. What a file
    contradicts later is read no longer.

    Args:
        entries: Those of one file, in order.
        options: Where they say the order, all passes as it is.

    Yields:
        The entries, in order; a record that is told has `day_first` among its fields.
    """
    if options.day_first is not None:
        yield from entries
        return
    order: DayOrder | None = None
    is_mixed = False
    waiting: deque[Record | Reject] = deque()
    n_characters = 0
    for entry in entries:
        told = tell_day_order(entry.fields.get("published_at", "")) if isinstance(entry, Record) else None
        if told in ("day", "month"):
            is_mixed = is_mixed or (order is not None and told != order)
            order = told
        if order is None and not is_mixed and (waiting or told == "either"):
            waiting.append(entry)
            n_characters += len(entry.content) if isinstance(entry, Record) else len(entry.raw)
            if len(waiting) <= MOST_WAITING and n_characters <= MOST_WAITING_CHARACTERS:
                continue
            is_mixed = True  # nothing tells
        elif waiting or order is not None or is_mixed:
            waiting.append(entry)
        else:
            yield entry
            continue
        while waiting:
            yield _tell(waiting.popleft(), None if is_mixed else order)
        n_characters = 0
    yield from waiting


def is_unclear(entry: Record | Reject) -> bool:
    """Whether a record's date may be read both ways, and nothing tells which is meant."""
    if isinstance(entry, Reject) or "day_first" in entry.fields:
        return False
    return tell_day_order(entry.fields.get("published_at", "")) == "either"


def _tell(entry: Record | Reject, order: DayOrder | None) -> Record | Reject:
    if order is None or isinstance(entry, Reject) or not is_unclear(entry):
        return entry
    return replace(entry, fields={**entry.fields, "day_first": str(order == "day").lower()})
