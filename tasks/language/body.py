"""One article's parsed body with what annotators look up in it: made once, handed to each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, partial
from typing import NewType

import numpy as np
from spacy.attrs import IDX, LENGTH, SENT_START
from spacy.tokens import Doc, Span, Token

from tasks.language.numbers import Number, Words, read_words
from tasks.language.quotation_marks import QuotedSpan, find_quoted_spans

# Half-open spans; the name says what the two numbers count.
Chars = NewType("Chars", tuple[int, int])  # code points of the body
Tokens = NewType("Tokens", tuple[int, int])  # tokens of the parse


class Body:
    """The parsed body of one article.

    Attributes:
        doc: Its tokens and their parse; from then on `token.sent` is looked up, for which spaCy makes three spans.
        text: Its characters; spaCy joins `doc.text` anew at every access.
    """

    def __init__(self, doc: Doc, text: str | None = None) -> None:
        """Take the parse of a body, and its text where that is at hand."""
        self.doc = doc
        self.text: str = doc.text if text is None else text
        if doc.has_annotation("SENT_START"):
            doc.user_token_hooks["sent"] = partial(_find_sentence, self.sentence_starts)
        columns = doc.to_array([IDX, LENGTH]) if len(doc) else None
        self._starts: list[int] = [] if columns is None else columns[:, 0].tolist()
        self._ends: list[int] = [] if columns is None else (columns[:, 0] + columns[:, 1]).tolist()

    def token_at(self, char: int) -> Token | None:
        """The token that holds a character or a space behind it; None before the first token and past the end."""
        place = bisect_right(self._starts, char) - 1
        return self.doc[place] if place >= 0 and char < len(self.text) else None

    def tokens_of(self, chars: Chars) -> Tokens:
        """The tokens of which a character lies in a stretch; where it holds none, an empty span at its place."""
        first, end = bisect_right(self._ends, chars[0]), bisect_left(self._starts, chars[1])
        return Tokens((first, max(first, end)))

    def tokens_begun_in(self, chars: Chars) -> Tokens:
        """The tokens of which the first character lies in a stretch; where none begins, an empty span at its place."""
        return Tokens((bisect_left(self._starts, chars[0]), bisect_left(self._starts, chars[1])))

    def chars_of(self, tokens: Tokens) -> Chars:
        """The characters from the first of some tokens to the end of the last; empty for no tokens."""
        first, end = tokens
        if end <= first:
            nowhere = self._starts[first] if first < len(self._starts) else len(self.text)
            return Chars((nowhere, nowhere))
        return Chars((self._starts[first], self._ends[end - 1]))

    def span_of(self, chars: Chars) -> Span | None:
        """The tokens of which a character lies in a stretch, as a span of the parse; None where it holds none."""
        first, end = self.tokens_of(chars)
        return Span(self.doc, first, end) if first < end else None

    @cached_property
    def quoted(self) -> list[QuotedSpan]:
        """What stands between quotation marks, in text order, none overlapping."""
        return find_quoted_spans(self.text)

    @cached_property
    def _words_and_numbers(self) -> tuple[Words, tuple[Number, ...]]:
        return read_words(self.text)

    @property
    def words(self) -> Words:
        """Words, numbers and marks as the readers of numbers and dates cut them, apart from the parser's tokens."""
        return self._words_and_numbers[0]

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers among `words`, in text order."""
        return self._words_and_numbers[1]

    @cached_property
    def sentence_starts(self) -> list[int]:
        """The first token of each sentence."""
        return sorted({0, *np.flatnonzero(self.doc.to_array(SENT_START) == 1).tolist()}) if len(self.doc) else []

    def sentence_number(self, token: int) -> int:
        """Which sentence holds a token, counted from 0."""
        return bisect_right(self.sentence_starts, token) - 1


def _find_sentence(starts: Sequence[int], token: Token) -> Span:
    """The sentence of a token, by where all begin."""
    at = bisect_right(starts, token.i)
    return Span(token.doc, starts[at - 1], starts[at] if at < len(starts) else len(token.doc))
