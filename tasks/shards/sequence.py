"""In what order shards were taken in: counted, not timed, since a clock may be set back."""

from __future__ import annotations

import re
from collections.abc import Iterable

# The letter sorts behind the digits of the times that older versions wrote, which all came before.
_ORDER = re.compile(r"s(\d{10})/\d{8}")


def write_order(sequence: int, index: int) -> str:
    """Give the order of a shard.

    Args:
        sequence: The run that planned it, counted from 1 in its data folder.
        index: Its place among the run's shards.

    Returns:
        A text that sorts behind those of all runs before and of the shards before it.
    """
    return f"s{sequence:010d}/{index:08d}"


def read_sequence(order: str) -> int:
    """Give the run that planned a shard; 0 where its order is a time, as older versions wrote it."""
    found = _ORDER.fullmatch(order)
    return 0 if found is None else int(found[1])


def find_next_sequence(orders: Iterable[str], last_sequence: int) -> int:
    """Give the sequence of a new run.

    Args:
        orders: Of all shards that the data folder holds, sealed or not.
        last_sequence: The greatest of its releases, which outlive lost parts.
    """
    return 1 + max(last_sequence, *map(read_sequence, orders), 0)
