"""How often Python looks for garbage in cycles."""

from __future__ import annotations

import gc

# Objects that hold others, beyond which Python looks among the young; then, every so often, among the older.
_COLLECT_AT = (50_000, 10, 10)


def collect_rarely() -> None:
    """Look for cycles less often: a build makes few, and rows by the million to look through in vain."""
    gc.set_threshold(*_COLLECT_AT)
