"""Whom a pronoun stands for when somebody speaks: "she said", "it warned"."""

from __future__ import annotations

from spacy.tokens import Token

from tasks.annotate.quotes_reports import SUBJECTS
from tasks.annotate.speakers_article import NEAR_TOKENS, UNKNOWN, ArticleSpeakers, Speaker

_PERSONAL = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male", "hers": "female"}
_EMBEDDED = frozenset({"ccomp", "relcl", "acl", "csubj", "pcomp"})
_IMPERSONAL = {"it": {"organization", "government"}, "they": {"group", "anonymous"}, "them": {"group", "anonymous"}}


class PronounResolver:
    """Resolves the pronouns of one article by who spoke and who was the subject before them."""

    def __init__(self, article: ArticleSpeakers) -> None:
        self.article = article
        self.doc = article.doc

    def resolve(self, head: Token) -> Speaker:
        """Say who a pronoun is; unknown rather than a guess."""
        gender = _PERSONAL.get(head.lower_)
        wanted = {"person", "anonymous"} if gender else _IMPERSONAL.get(head.lower_, set())
        linked = self.article.mention_at(head)
        linked_speaker = self.article.name_mention(linked) if linked is not None and linked.entity_key else None
        start = head.sent.start
        local = self._subject_between(start, head, wanted)
        last_at, last = self._last_of(head, wanted, gender)
        previous_at, previous = self._main_subject_before(start, wanted)
        if head.lower_ == "it" and last_at < self._sentence_before(start):
            # A sentence about something else stands between: "It" may be the report that it speaks of.
            last_at, last = -1, None
        if last is not None and last_at >= start:
            candidates = [last, local]
        elif previous_at > last_at:
            candidates = [local, previous, linked_speaker, last]
        else:
            candidates = [local, last, linked_speaker, previous]
        for candidate in (*candidates, linked_speaker):
            if candidate is not None and self._fits(candidate, gender, head.lower_):
                self.article.set_gender(candidate, gender)
                return candidate
        return UNKNOWN

    def _fits(self, speaker: Speaker, gender: str | None, word: str = "") -> bool:
        if gender is None:
            if word in ("they", "them") and speaker.kind == "anonymous":
                return speaker.key in self.article.plural_keys
            return speaker.kind != "person"
        if speaker.key in self.article.plural_keys:
            return False
        known = self.article.find_gender(speaker)
        return speaker.kind in ("person", "anonymous") and known in (None, gender)

    def _last_of(self, head: Token, wanted: set[str], gender: str | None) -> tuple[int, Speaker | None]:
        for spoken in reversed(self.article.spoken):
            if spoken.position >= head.i:
                continue
            if head.i - spoken.position > NEAR_TOKENS:
                break
            if spoken.speaker.kind in wanted and self._fits(spoken.speaker, gender):
                return spoken.position, spoken.speaker
        return -1, None

    def _subject_between(self, start: int, head: Token, wanted: set[str]) -> Speaker | None:
        """The nearest named subject before a pronoun in its sentence."""
        for token in reversed(self.doc[start : head.i]):
            if (
                token.dep_ in SUBJECTS
                and token.head.dep_ not in _EMBEDDED
                and (speaker := self._wanted(token, wanted)) is not None
            ):
                return speaker
        return None

    def _main_subject_before(self, start: int, wanted: set[str]) -> tuple[int, Speaker | None]:
        """The subject of the sentence before's main verb, and its token."""
        if start == 0:
            return -1, None
        root = self.doc[start - 1].sent.root
        subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
        return (subject.i, self._wanted(subject, wanted)) if subject is not None else (-1, None)

    def _sentence_before(self, start: int) -> int:
        """First token of the sentence before a token; line breaks do not count."""
        while start > 0 and self.doc[start - 1].is_space:
            start -= 1
        return self.doc[start - 1].sent.start if start > 0 else 0

    def _wanted(self, token: Token, wanted: set[str]) -> Speaker | None:
        mention = self.article.mention_at(token)
        if mention is None or mention.link == "pronoun":
            return None
        speaker = self.article.name_mention(mention)
        return speaker if speaker.kind in wanted else None
