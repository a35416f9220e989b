"""Ids of rows and groups: hashes of what makes them what they are."""

from __future__ import annotations

import hashlib
from hashlib import sha256


def make_id(*parts: object) -> str:
    """Hash the parts of a row that make it what it is into 16 hex digits (64 bits of BLAKE2b)."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def hash_id(*parts: str) -> str:
    """Make a short id from what it identifies."""
    return sha256("\x1f".join(parts).encode()).hexdigest()[:16]
