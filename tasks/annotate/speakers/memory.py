"""Who has spoken so far in one article."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from tasks.annotate.speakers.speaker import Speaker

NEAR_TOKENS = 120  # how far back a pronoun looks for who spoke last; beyond, the paragraph is about something else


@dataclass(frozen=True, slots=True)
class Spoken:
    """That somebody spoke: the token at which the article says so, and who."""

    at: int
    speaker: Speaker


class Memory:
    """Who was found to speak, and at which tokens."""

    def __init__(self) -> None:
        self._spoken: list[Spoken] = []
        self._first_at: dict[int, Speaker] = {}
        self._last_of_key: dict[str | None, Speaker] = {}
        self._places: dict[str | None, list[int]] = {}

    def remember(self, at: int, speaker: Speaker) -> None:
        """Keep that a speaker spoke at a token."""
        insort(self._spoken, Spoken(at, speaker), key=attrgetter("at"))
        self._first_at.setdefault(at, speaker)
        self._last_of_key[speaker.key] = speaker
        insort(self._places.setdefault(speaker.key, []), at)

    def list_before(self, at: int) -> Iterator[Spoken]:
        """Who spoke before a token, the last first."""
        for index in range(bisect_left(self._spoken, at, key=attrgetter("at")) - 1, -1, -1):
            yield self._spoken[index]

    def last_speaker(self, before: int) -> Speaker | None:
        """Who spoke last before a token, if that was near."""
        last = next(self.list_before(before), None)
        return last.speaker if last is not None and before - last.at <= 2 * NEAR_TOKENS else None

    def speaker_at(self, token: int) -> Speaker | None:
        """Who was first found to speak at a token."""
        return self._first_at.get(token)

    def last_place(self, key: str, before: int) -> int:
        """The token before another at which a speaker was found to speak last; -1 for none."""
        places = self._places.get(key, [])
        at = bisect_left(places, before)
        return places[at - 1] if at else -1

    def last_of_key(self, key: str) -> Speaker | None:
        """The speaker of a key as found last."""
        return self._last_of_key.get(key)
