"""Which named body a description such as "the agency" stands for, and which bodies are a state's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import attrgetter

from spacy.tokens import Doc

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.descriptions import Description
from tasks.annotate.speakers.lexicon import load_speaker_words
from tasks.annotate.speakers.memory import NEAR_TOKENS, Memory
from tasks.annotate.speakers.speaker import Speaker, decide
from tasks.language.inflection import singular
from tasks.language.outlets import load_outlets

FEWEST_MENTIONS = 2  # a body named once in passing is not what the article calls "the company"
TIMES_MORE, FEWEST_OF_MAIN = 2, 3  # as often as any other, and times, that an article names what it is about
MOST_ALIKE = 60  # bodies that one word may mean; no reader has more in mind
_WORD = re.compile(r"\w+")


def is_government(words: Collection[str]) -> bool:
    """Whether words in lower case name a body of a state: a ministry, a court, an army."""
    if "guard" in words and not {"coast", "national"}.isdisjoint(words):
        return True
    known = load_speaker_words()
    return not known.government.isdisjoint(words) and known.not_government.isdisjoint(words)


@dataclass(slots=True)
class _Body:
    """One name of a body: the words that tell it, and which of the article's mentions of bodies have it."""

    words: frozenset[str]
    places: list[int] = field(default_factory=list)


class Bodies:
    """The bodies that one article names, and which of them a description stands for."""

    def __init__(self, mentions: Sequence[Mention], descriptors: Mapping[str, Collection[str]]) -> None:
        """Take in the bodies of an article.

        Args:
            mentions: The article's mentions, in text order.
            descriptors: For keys of bodies the words by which the article introduces them: "firm" of "Acme, a law
                firm".
        """
        self._named = [each for each in mentions if each.label == "organization" and each.entity_key]
        self._places: dict[str | None, list[int]] = {}
        self._by_word: dict[str, list[_Body]] = {}
        self._by_last: dict[str, list[_Body]] = {}
        self._businesses: list[int] = []
        self._first_of_two: int | None = None
        towns = {each.name for each in mentions if each.label == "place"}
        bodies: dict[tuple[str | None, str | None], _Body] = {}
        for at, mention in enumerate(self._named):
            self._places.setdefault(mention.entity_key, []).append(at)
            name = mention.entity_key, mention.name
            if name not in bodies:
                words = list_words(mention.name) | frozenset(descriptors.get(mention.entity_key or "", ()))
                bodies[name] = _Body(words)
                self._by_last.setdefault((mention.name or "").lower().rpartition(" ")[2], []).append(bodies[name])
                for word in words:
                    self._by_word.setdefault(word, []).append(bodies[name])
            bodies[name].places.append(at)
            if mention.name not in towns and _may_be_business(list_words(mention.name)):
                is_other = bool(self._businesses) and mention.entity_key != self._named[self._businesses[0]].entity_key
                if is_other and self._first_of_two is None:
                    self._first_of_two = at
                self._businesses.append(at)

    def find(self, description: Description, before: int) -> tuple[Mention, str] | None:
        """Find the mention of the body that a definite description stands for.

        Args:
            description: Such as "the agency", "the defense ministry".
            before: Offset of its head; only bodies named before it count.

        Returns:
            The last body whose name or introduction has the description's words, or words that stand for
            them; for a word that any business may be called by, the only
            one named so far that may be a business; with the rule that found it. None when neither is certain.
        """
        limit = bisect_right(self._named, before, key=attrgetter("end"))
        meant = {description.head, *load_speaker_words().stands_for.get(description.head, ())}
        for heads, rule in (({description.head}, "body.called"), (meant, "body.stands_for")):
            last = max((self._last_called(head, description.modifiers, limit) for head in heads), default=-1)
            if last >= 0:
                return self._named[last], rule
        if description.head not in load_speaker_words().business or description.modifiers:
            return None
        only = self._only_business(limit)
        return (only, "body.only_business") if only is not None else None

    def is_main(self, key: str | None) -> bool:
        """Whether a business is what the article is about: it names it thrice, and twice as often as any other."""
        named = (self._named[at] for at in self._businesses)
        counts = Counter(each.entity_key for each in named if not is_newsroom(each.name or ""))
        others = max((count for other, count in counts.items() if other != key), default=0)
        return counts[key] >= max(FEWEST_OF_MAIN, TIMES_MORE * others)

    def find_by_end(self, word: str, before: int) -> Mention | None:
        """Find the last body named before a place whose name ends with a word: "the guild"."""
        limit = bisect_right(self._named, before, key=attrgetter("end"))
        last = self._last_of(self._by_last.get(word, []), frozenset(), limit)
        return self._named[last] if last >= 0 else None

    def _last_called(self, head: str, modifiers: Set[str], limit: int) -> int:
        """The last of the mentions up to a limit whose body is called by a word with those before it; -1 for none.

        "The army" is not the "Army Times".
        """
        called: Sequence[_Body] = self._by_word.get(head, [])
        if head in load_speaker_words().government:
            called = [body for body in called if is_government(body.words)]
        return self._last_of(called, modifiers, limit)

    def _last_of(self, called: Sequence[_Body], modifiers: Set[str], limit: int) -> int:
        known = bisect_left(called, limit, key=lambda body: body.places[0])
        fitting = (body for body in called[max(0, known - MOST_ALIKE) : known] if modifiers <= body.words)
        return max((body.places[bisect_left(body.places, limit) - 1] for body in fitting), default=-1)

    def _only_business(self, limit: int) -> Mention | None:
        known = bisect_left(self._businesses, limit)
        if not known or (self._first_of_two is not None and self._first_of_two < limit):
            return None
        only = self._named[self._businesses[known - 1]]
        return only if bisect_left(self._places[only.entity_key], limit) >= FEWEST_MENTIONS else None


@lru_cache(maxsize=4096)
def list_words(name: str | None) -> frozenset[str]:
    """The words of a body's name, in the singular."""
    return frozenset(singular(word) for word in _WORD.findall((name or "").lower()))


def may_be_business(name: str) -> bool:
    """Whether a body's name may be that of a business."""
    return _may_be_business(list_words(name))


def is_newsroom(name: str) -> bool:
    """Whether a body is an outlet, which reports on others: "Reuters"."""
    is_known = name.lower().removeprefix("the ") in load_outlets().names
    return is_known or not load_speaker_words().newsroom.isdisjoint(name.lower().split())


def _may_be_business(words: Set[str]) -> bool:
    return words.isdisjoint(load_speaker_words().not_business) and not is_government(words)


def find_reporting(doc: Doc, memory: Memory, description: Description, known: Mention) -> Speaker | None:
    """The outlet that reported since another was named: "the newspaper" after "according to the Times"."""
    meant = load_speaker_words().stands_for.get(description.head, frozenset())
    for spoken in islice(memory.list_before(description.at), 2 * NEAR_TOKENS):
        if description.at - spoken.at > NEAR_TOKENS or doc[spoken.at].idx < known.start:
            break
        if spoken.speaker.kind == "organization" and not meant.isdisjoint(list_words(spoken.speaker.name)):
            return decide("body.reported_last", spoken.speaker)
    return None
