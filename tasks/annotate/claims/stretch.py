"""The words of one claim, and what the article around them tells: what is looked up to make it stand by itself."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import takewhile

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import LOWER
from spacy.strings import get_string_id
from spacy.tokens import Span, Token

from tasks.annotate.claims.wording import find_head, make_span
from tasks.annotate.overlaps import find_overlapping
from tasks.annotate.spans import Claim, DateSpan, Mention, Quote
from tasks.annotate.speakers.resolve import SpeakerResolver
from tasks.language.body import Body, Chars
from tasks.language.grammar import NOUNS, SUBJECT_PLACE, is_finite, own_subject


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word needs to be understood without the article.

    Attributes:
        text: What is put after it in brackets; None for nothing.
        identity: Whom or what it means: what is told once is not told again.
        is_open: Whether it points at something that is not told.
        is_day: Whether it is a day.
    """

    text: str | None = None
    identity: str | None = None
    is_open: bool = False
    is_day: bool = False


# An edit of a text: characters from, to, and what stands in their place.
Edit = tuple[int, int, str]
# Tokens that are looked at before one: what stands farther away is meant no more.
LONGEST_LOOK = 64
CLEAR = Reading()
OPEN = Reading(is_open=True)


@dataclass(frozen=True)
class Story:
    """One article, as far as its claims need it."""

    body: Body
    quotes: Sequence[Quote]
    mentions: Sequence[Mention]
    dates: Sequence[DateSpan]
    speakers: SpeakerResolver
    published_at: datetime | None = None

    def mention_of(self, token: Token) -> Mention | None:
        """The mention that a token stands in."""
        return next(iter(find_overlapping(self.mentions, token.idx, token.idx + 1)), None)

    def places_of(self, word: str) -> list[int]:
        """The tokens that a word in lower case is, in text order."""
        if word not in self._places:
            self._places[word] = np.flatnonzero(self._words == get_string_id(word)).tolist()
        return self._places[word]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        return {}

    @cached_property
    def _words(self) -> NDArray[np.uint64]:
        words: NDArray[np.uint64] = np.asarray(self.body.doc.to_array(LOWER), dtype=np.uint64)
        return words


@dataclass(frozen=True)
class Stretch:
    """The words of a claim, in pieces where a reporting clause stands between; `before` is the claim before it."""

    story: Story
    claim: Claim
    pieces: Sequence[Span]
    before: Claim | None = None

    @property
    def quote(self) -> Quote | None:
        """The quote that states it."""
        return None if self.claim.quote is None else self.story.quotes[self.claim.quote]

    @cached_property
    def main(self) -> Span | None:
        """The piece whose main verb is finite and has its subject in it; None for a fragment."""
        for piece in self.pieces:
            root = find_head(piece)
            if is_finite(root) and any(each.dep_ in SUBJECT_PLACE and self.holds(each) for each in root.children):
                return piece
        return None

    @cached_property
    def subject_before(self) -> Token | None:
        """The subject of the claim before it."""
        before = self.before
        told = None if before is None else self.story.body.span_of(Chars((before.start, before.end)))
        return None if told is None else own_subject(told.root)

    def holds(self, token: Token) -> bool:
        """Whether a token is among its words."""
        return any(piece.start <= token.i < piece.end for piece in self.pieces)

    def nouns_before(self, token: Token) -> Iterator[Token]:
        """The heads of noun phrases before a token that its words hold, from the first."""
        for piece in self.pieces:
            for word in token.doc[max(piece.start, token.i - LONGEST_LOOK) : min(piece.end, token.i)]:
                if word.tag_ in NOUNS and word.dep_ not in ("compound", "npadvmod"):
                    yield word

    def places_before(self, token: Token | None, word: str) -> list[int]:
        """Where its words hold a word, in lower case, before a token, or anywhere."""
        places = self.story.places_of(word)
        return [
            at
            for piece in self.pieces
            for at in places[
                bisect_left(places, piece.start) : bisect_left(
                    places, piece.end if token is None else min(token.i, piece.end)
                )
            ]
        ]

    def names_before(self, token: Token) -> bool:
        """Whether its words hold a token's word before it: "an aide of the Doe campaign said the campaign"."""
        return bool(self.places_before(token, token.lower_))

    def mentions_before(self, token: Token) -> Iterator[Mention]:
        """The mentions in its words before a token."""
        for piece in self.pieces:
            first = token.doc[max(piece.start, token.i - LONGEST_LOOK)]
            yield from find_overlapping(self.story.mentions, first.idx, min(piece.end_char, token.idx))


def cut_stretch(story: Story, claim: Claim, before: Claim | None = None) -> Stretch:
    """Give the words of a claim, without the reporting clause that interrupts them."""
    return Stretch(story, claim, cut_pieces(story.body, claim, story.quotes), before)


def cut_pieces(body: Body, claim: Claim, quotes: Sequence[Quote]) -> list[Span]:
    """Give the words of a claim, in two pieces or more where the clause that reports it interrupts them."""
    quote = None if claim.quote is None else quotes[claim.quote]
    if quote is None or len(quote.fragments) == 1 or claim.start < quote.start:
        whole = body.span_of(Chars((claim.start, claim.end)))
        return [] if whole is None else [whole]
    first = bisect_right(quote.fragments, claim.start, key=lambda chars: chars[1])
    near = takewhile(
        lambda chars: chars[0] < claim.end, map(quote.fragments.__getitem__, range(first, len(quote.fragments)))
    )
    pieces = [make_span(body, Chars((max(start, claim.start), min(end, claim.end)))) for start, end in near]
    return [piece for piece in pieces if piece is not None]
