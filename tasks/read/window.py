"""The stretch of a stream that is held while something is looked for in it."""

from __future__ import annotations

from typing import BinaryIO

_CHUNK_BYTES = 1 << 18


class Window:
    """Bytes of a stream, from `at` on; what lies before has been taken.

    However short the pieces that are taken and however long the one that is awaited, no byte is copied more than a few
    times: the rest moves to the front only when more is read, and the more is held, the more is read at once.

    Attributes:
        raw: The bytes held.
        at: Where those begin that are still to be taken.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.raw = b""
        self.at = 0

    def __len__(self) -> int:
        return len(self.raw) - self.at

    def take(self, n_bytes: int) -> bytes:
        """Take the next bytes out."""
        taken = self.raw[self.at : self.at + n_bytes]
        self.at += len(taken)
        return taken

    def fill(self) -> bool:
        """Read on; tell whether there was more. Offsets counted from `at` stay as they are."""
        chunk = self._stream.read(max(_CHUNK_BYTES, len(self) // 2))
        if chunk:
            self.raw, self.at = self.raw[self.at :] + chunk, 0
        return bool(chunk)
