"""Whom a pronoun stands for when somebody speaks: "she said", "it warned"."""

from __future__ import annotations

from itertools import islice

from spacy.tokens import Span, Token

from tasks.annotate.speakers.article import FEWEST_TOKENS, NEAR_TOKENS, ArticleSpeakers
from tasks.annotate.speakers.speaker import UNKNOWN, Speaker, decide
from tasks.language.grammar import SUBJECTS
from tasks.language.names import gender_of_noun, list_person_nouns

_PERSONAL = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male", "hers": "female"}
LONGEST_REACH = 4  # sentences outside quotation marks; beyond, somebody else may have come in
_EMBEDDED = frozenset({"ccomp", "relcl", "acl", "csubj", "pcomp"})
_IMPERSONAL = {
    "it": {"organization", "government"},
    "its": {"organization", "government"},
    "they": {"group", "anonymous"},
    "them": {"group", "anonymous"},
    "their": {"group", "anonymous"},
}


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
        linked_speaker = None
        if linked is not None and linked.entity_key:
            linked_speaker = decide("pronoun.linked", self.article.name_mention(linked))
        start = head.sent.start
        last_at, last = self._last_of(head, wanted, gender)
        if gender is None:
            candidates = self._impersonal(head, start, wanted, last_at, last)
        elif last is not None and last_at >= start:
            candidates = [last, self._subject_between(start, head, wanted)]
        else:
            local = self._subject_between(start, head, wanted) or self._owner_between(start, head, gender)
            previous_at, previous = self._subject_before(start, gender)
            both = [previous, last] if previous_at > last_at else [last, previous]
            candidates = [local, both[0], linked_speaker, both[1]]
        for candidate in (*candidates, linked_speaker):
            if candidate is not None and self._fits(candidate, gender, head.lower_):
                self.article.set_gender(candidate, gender)
                return candidate
        return UNKNOWN

    def _impersonal(
        self, head: Token, start: int, wanted: set[str], last_at: int, last: Speaker | None
    ) -> list[Speaker | None]:
        """Whom "it" or "they" may mean, the likeliest first."""
        local = self._subject_between(start, head, wanted)
        previous_at, previous = self._main_subject_before(start, wanted)
        if head.lower_ in ("it", "its") and last_at < self._sentence_before(start):
            # A sentence about something else stands between: "It" may be the report that it speaks of.
            last_at, last = -1, None
        if last is not None and last_at >= start:
            return [last, local]
        return [local, previous, last] if previous_at > last_at else [local, last, previous]

    def _fits(self, speaker: Speaker, gender: str | None, word: str = "") -> bool:
        if gender is None:
            if word in ("they", "them", "their") and speaker.kind == "anonymous":
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
            if self.article.count_between(spoken.position, head.i) > NEAR_TOKENS:
                break
            if spoken.speaker.kind in wanted and self._fits(spoken.speaker, gender):
                return spoken.position, decide("pronoun.last_speaker", spoken.speaker)
        return -1, None

    def _subject_between(self, start: int, head: Token, wanted: set[str]) -> Speaker | None:
        """The nearest named subject before a pronoun in its sentence, outside what the pronoun's verb reports."""
        reported = _reported_before(head)
        for token in reversed(self.doc[start : head.i]):
            if token.i in reported:
                continue
            if (
                token.dep_ in SUBJECTS
                and token.head.dep_ not in _EMBEDDED
                and (speaker := self._wanted(token, wanted)) is not None
            ):
                return decide("pronoun.subject_between", speaker)
        return None

    def find_previous_subject(self, before: int) -> Speaker | None:
        """Who speaks in the sentence right before a token, or is the subject of its main clause."""
        sentence = self.article.sentence_outside(before)
        if sentence is None or before - sentence.end > FEWEST_TOKENS:
            return None
        spoken = next((each for each in reversed(self.article.spoken) if each.position < before), None)
        if spoken is not None and spoken.position >= sentence.start:
            return decide("before.speaker", spoken.speaker)
        subject = _main_subject(sentence)
        if subject is None or self.article.is_quoted(subject.i):
            return None
        if subject.lower_ in ("he", "she"):
            return self.resolve(subject)
        return decide("before.subject", self._wanted(subject, {"person"}))

    def _owner_between(self, start: int, head: Token, gender: str) -> Speaker | None:
        """The one person who owns the subject of a clause before: "Although Roe's team agreed, he said"."""
        owners: dict[str | None, Speaker] = {}
        for token in self.doc[start : head.i]:
            if token.dep_ != "poss" or self.article.is_quoted(token.i) or not _in_subject(token):
                continue
            speaker = self._wanted(token, {"person"})
            if speaker is not None and self._fits(speaker, gender):
                owners.setdefault(speaker.key, speaker)
        return decide("pronoun.owner_between", next(iter(owners.values()))) if len(owners) == 1 else None

    def _subject_before(self, start: int, gender: str) -> tuple[int, Speaker | None]:
        """The last person who was the subject of a main clause outside quotation marks, and the subject's token.

        A pronoun of that sex goes on from whom it means; a subject that a common noun names may be meant, so that
        nobody before it is.
        """
        at = start
        for _ in range(LONGEST_REACH):
            sentence = self.article.sentence_outside(at)
            if sentence is None or self.article.count_between(sentence.start, start) > NEAR_TOKENS:
                return -1, None
            at = sentence.start
            subject = _main_subject(sentence)
            if subject is None or self.article.is_quoted(subject.i):
                continue
            speaker = self._wanted(subject, {"person"}) or self.article.spoken_at(subject.i)
            if speaker is not None and self._fits(speaker, gender):
                is_doubtful = self._is_joined(subject, gender)
                return subject.i, None if is_doubtful else decide("pronoun.subject_before", speaker)
            only = self._only_person(sentence, gender)
            if only is not None:
                return subject.i, decide("pronoun.only_person_before", only)
            if speaker is None and subject.tag_ == "NN" and subject.lower_ in list_person_nouns():
                return (subject.i, None) if gender_of_noun(subject.lower_) in (None, gender[0]) else (-1, None)
        return -1, None

    def _is_joined(self, subject: Token, gender: str) -> bool:
        """Whether two of a sex are one subject: "Ann Roe and Mary Hale met"."""
        others = (self._wanted(other, {"person"}) for other in subject.conjuncts)
        return any(other is not None and self._fits(other, gender) for other in others)

    def _only_person(self, sentence: Span, gender: str) -> Speaker | None:
        """The one person of a sex whom a sentence names outside quotation marks."""
        first, last = sentence[0], sentence[len(sentence) - 1]
        named = self.article.people_between(first.idx, last.idx + len(last))
        speakers = {mention.entity_key: self.article.name_mention(mention) for mention in named}
        fitting = [speaker for speaker in speakers.values() if self._fits(speaker, gender)]
        return fitting[0] if len(fitting) == 1 and self.article.find_gender(fitting[0]) is not None else None

    def _main_subject_before(self, start: int, wanted: set[str]) -> tuple[int, Speaker | None]:
        """The subject of the sentence before's main verb, and its token."""
        if start == 0:
            return -1, None
        root = self.doc[start - 1].sent.root
        subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
        if subject is None:
            return -1, None
        return subject.i, decide("pronoun.body_before", self._wanted(subject, wanted))

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


def _main_subject(sentence: Span) -> Token | None:
    root = sentence.root
    return next((child for child in root.children if child.dep_ in SUBJECTS), None)


def _reported_before(pronoun: Token) -> range:
    """The tokens of what is reported before ``…, he said``; empty where the pronoun's verb comes first."""
    verb = pronoun.head
    if pronoun.dep_ not in SUBJECTS or verb.i < pronoun.i and pronoun.i - verb.i > 1:
        return range(0)
    if verb.dep_ == "parataxis" and verb.head.i < pronoun.i:
        return range(verb.sent.start, pronoun.i)
    content = next((child for child in verb.children if child.dep_ == "ccomp" and child.i < pronoun.i), None)
    return range(content.left_edge.i, content.right_edge.i + 1) if content is not None else range(0)


def _in_subject(owner: Token) -> bool:
    """Whether a possessor stands in the subject of a clause: "Roe's team", "one of Roe's aides"."""
    return any(ancestor.dep_ in SUBJECTS for ancestor in islice(owner.ancestors, 3))
