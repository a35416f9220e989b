"""The speakers of one article: whom its mentions name, their roles and sexes, and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers_bodies import is_government
from tasks.annotate.speakers_descriptions import find_role, singular
from tasks.annotate.speakers_phrases import given_names
from tasks.lexicon import load_lexicon

SPEAKER_KINDS = {"person": "person", "organization": "organization", "place": "government", "nationality": "group"}
NEAR_TOKENS = 120  # how far back a pronoun looks for who spoke last; beyond, the paragraph is about something else


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; name and key are both known or both None."""

    name: str | None = None
    key: str | None = None
    kind: str = "unknown"
    role: str | None = None


UNKNOWN = Speaker()


@dataclass(frozen=True, slots=True)
class Spoken:
    """That somebody spoke: the token at which the article says so, and who."""

    position: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class NamedRole:
    """A name that stands beside a function: its token, the words of the function, and who bears it."""

    position: int
    words: frozenset[str]
    speaker: Speaker


class ArticleSpeakers:
    """What one article has told of its speakers up to the mention that is asked for.

    Attributes:
        doc: The parsed body.
        text: The body.
        mentions: The article's mentions, in text order.
        spoken: Who has spoken so far, in the order asked for.
        named_roles: Names with a function beside them, in text order.
        plural_keys: Keys of unnamed speakers who are several.
    """

    def __init__(self, doc: Doc, text: str, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = text
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self.spoken: list[Spoken] = []
        self.named_roles: list[NamedRole] = []
        self.plural_keys: set[str] = set()
        self._starts = [mention.start for mention in self.mentions]
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._lexicon = load_lexicon("speakers")
        self._collect_roles()

    def _collect_roles(self) -> None:
        for mention in self.mentions:
            if mention.label != "person" or mention.entity_key is None or mention.link == "pronoun":
                continue
            head = self._head(mention)
            if head is None:
                continue
            self._note_gender(mention, head)
            role = find_role(self.doc, mention, head)
            if role is None:
                continue
            self._roles.setdefault(mention.entity_key, role)
            words = {singular(word.lower()) for word in re.findall(r"[\w.-]+", role)}
            words |= {full for word in words for full in self._lexicon["title"].get(word.rstrip("."), ())}
            self.named_roles.append(NamedRole(head.i, frozenset(words), self.name_mention(mention)))

    def _note_gender(self, mention: Mention, head: Token) -> None:
        first = self.token_at(mention.start)
        around = {token.lower_ for token in self.doc[max(0, first.i - 3) : first.i]} if first is not None else set()
        around |= {child.lower_ for child in head.children}
        for gender in ("male", "female"):
            if around & set(self._lexicon[gender]) and mention.entity_key:
                self._genders.setdefault(mention.entity_key, gender)

    def _head(self, mention: Mention) -> Token | None:
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a character, or None."""
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def name_mention(self, mention: Mention) -> Speaker:
        """Say who is meant by a mention that names somebody; without a key only the kind is known."""
        text = self.text[mention.start : mention.end]
        name = mention.name or text
        key = mention.entity_key
        kind = SPEAKER_KINDS.get(mention.label, "unknown")
        if key is None:
            return Speaker(None, None, kind)
        if key.startswith("place:"):
            kind = "government"
        elif key.startswith("org:"):
            kind = "government" if is_government(tuple(re.findall(r"[a-z]+", name.lower()))) else "organization"
        elif key.startswith("person:"):
            kind = "person"
        return Speaker(name, key, kind, self._roles.get(key))

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that covers a token, or None."""
        index = bisect_right(self._starts, token.idx)
        for mention in reversed(self.mentions[max(0, index - 4) : index]):
            if mention.start <= token.idx < mention.end:
                return mention
        return None

    def last_speaker(self, before: int) -> Speaker | None:
        """Who spoke last before a token, if that was near."""
        for spoken in reversed(self.spoken):
            if spoken.position < before:
                return spoken.speaker if before - spoken.position <= 2 * NEAR_TOKENS else None
        return None

    def remember(self, position: int, speaker: Speaker) -> None:
        """Keep that a speaker spoke at a token."""
        self.spoken.append(Spoken(position, speaker))

    def people_between(self, start: int, end: int) -> list[Mention]:
        """Mentions that name persons and begin in a stretch of characters."""
        people: list[Mention] = []
        index = bisect_left(self._starts, start)
        while index < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            if mention.label == "person" and mention.link != "pronoun" and mention.entity_key:
                people.append(mention)
            index += 1
        return people

    def find_gender(self, speaker: Speaker) -> str | None:
        """The sex of a speaker as titles, earlier pronouns or a given name tell it; None when nothing does."""
        if speaker.key is None:
            return None
        known = self._genders.get(speaker.key)
        if known is None and speaker.kind == "person" and speaker.name:
            known = given_names().get(speaker.name.split()[0])
        return known

    def set_gender(self, speaker: Speaker, gender: str | None) -> None:
        """Keep the sex that a pronoun tells of a speaker, unless an earlier word told it."""
        if gender and speaker.key:
            self._genders.setdefault(speaker.key, gender)
