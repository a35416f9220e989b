"""The unnamed speakers of one article, kept apart from each other: "an official", "another official"."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.bodies import MOST_ALIKE
from tasks.annotate.speakers.descriptions import Description, is_told_anew
from tasks.annotate.speakers.lexicon import sex_of_noun
from tasks.annotate.speakers.speaker import Speaker, decide, make_key


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """Somebody unnamed: the words of the first description, whose that one is, its token, and who that is."""

    words: tuple[str, ...]
    owners: Set[str]
    at: int
    speaker: Speaker


class UnnamedSpeakers:
    """Those whom an article leaves unnamed, in the order in which they were asked for."""

    def __init__(self, article: ArticleSpeakers) -> None:
        self.article = article
        self._known: dict[str, _Unnamed] = {}
        self._keys_by_head: dict[str, list[str]] = {}

    def match(self, description: Description) -> str | None:
        """The key of the unnamed speaker whom a description may go on with."""
        # "sources close to the mayor" are not the sources of before.
        is_other = not description.is_definite and is_told_anew(description, self.article.body.doc[description.at])
        if description.is_new or is_other:
            alike = [make_key("anonymous", description.text)]
        else:
            alike = self._keys_by_head.get(description.head, [])[-MOST_ALIKE:]
        for key in reversed(alike):
            known = self._known.get(key)
            if known is None or known.at > description.at:
                continue
            told = {*known.words, *(known.speaker.role or "").lower().split()}
            is_alike = description.head == known.words[-1] and description.modifiers <= told
            # "Hale's husband" is not "Roe's husband".
            is_anothers = bool(known.owners) and not description.owners <= known.owners | told
            if is_alike and not is_anothers and (key in self.article.plural_keys) == description.is_plural:
                return key
        return None

    def find(self, description: Description) -> Speaker:
        """The unnamed speaker of a description: one of before, or a new one."""
        known = self.match(description)
        if known is not None:
            return decide("anonymous.again", self._known[known].speaker)
        key = make_key("anonymous", description.text)
        speaker = Speaker(name=description.text, key=key, kind="anonymous", role=description.text)
        if key not in self._known:
            self._known[key] = _Unnamed(description.words, description.owners, description.at, speaker)
            self._keys_by_head.setdefault(description.words[-1], []).append(key)
        if description.is_plural:
            self.article.plural_keys.add(key)
        self.article.set_gender(speaker, sex_of_noun(description.head))
        return decide("anonymous.new", speaker)
