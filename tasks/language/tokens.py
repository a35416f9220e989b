"""Which token of a parsed body holds a character."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from spacy.attrs import IDX
from spacy.tokens import Doc, Token


@lru_cache(maxsize=1)  # dates and figures read the same Doc one after the other
def index_tokens(doc: Doc) -> TokenIndex:
    """The index of a Doc's tokens."""
    return TokenIndex(doc)


class TokenIndex:
    """Find the token of a Doc that holds a character."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text: str = doc.text  # spaCy joins it anew at every access
        self._starts: list[int] = doc.to_array(IDX).tolist() if len(doc) else []

    def at(self, char: int) -> Token | None:
        """The token that holds a character, or None in an empty Doc."""
        place = bisect_right(self._starts, char) - 1
        return self.doc[place] if place >= 0 else None
