"""What of a body the narrator says: tokens and sentences outside of quotation marks."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX
from spacy.tokens import Span

from tasks.language.body import Body

FEWEST_TOKENS = 2  # a quotation's closing mark and line break are no sentence


class Narration:
    """Which tokens of a body stand outside of quotation marks, counted once."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._quoted = _count_quoted(body)
        self._sentences, self._outside = _list_sentences(body, self._quoted)

    def is_quoted(self, token: int) -> bool:
        """Whether a token stands between quotation marks."""
        return bool(self._quoted[token + 1] > self._quoted[token])

    def count_between(self, start: int, end: int) -> int:
        """Count the tokens of a stretch that stand outside quotation marks."""
        return end - start - int(self._quoted[end] - self._quoted[start])

    def last_sentence(self, before: int) -> Span | None:
        """The last sentence before a token that is not all between quotation marks."""
        if before <= 0:
            return None
        at = int(self._outside[bisect_right(self._sentences, before - 1) - 1])
        return self._body.doc[self._sentences[at] : self._sentences[at + 1]] if at >= 0 else None


def _count_quoted(body: Body) -> NDArray[np.int64]:
    """Count, before each token and after the last, the tokens that begin between quotation marks."""
    offsets = body.doc.to_array(IDX).astype(np.int64)
    inside = np.zeros(len(body.doc), dtype=np.int64)
    for span in body.quoted:
        inside[np.searchsorted(offsets, span.start) : np.searchsorted(offsets, span.end)] = 1
    return np.concatenate(([0], np.cumsum(inside)))


def _list_sentences(body: Body, quoted: NDArray[np.int64]) -> tuple[list[int], NDArray[np.int64]]:
    """List where sentences begin and the last one ends, and for each the last up to it that stands outside of marks."""
    bounds = np.array([*body.sentence_starts, len(body.doc)])
    tokens_outside = np.diff(bounds) - np.diff(quoted[bounds])
    is_outside = tokens_outside > FEWEST_TOKENS
    return bounds.tolist(), np.maximum.accumulate(np.where(is_outside, np.arange(len(is_outside)), -1))
