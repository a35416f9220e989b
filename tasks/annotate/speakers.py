"""Say who a speaker's mention is: a person, body or government of the article, or one whom it leaves unnamed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from tasks.annotate.quotes_reports import RELATIVE_PRONOUNS, SUBJECTS
from tasks.annotate.spans import Mention
from tasks.annotate.speakers_descriptions import Description, describe, find_role, kind_of_noun, singular, slug
from tasks.lexicon import load_lexicon

_PERSONAL = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male", "hers": "female"}
_EMBEDDED = frozenset({"ccomp", "relcl", "acl", "csubj", "pcomp"})
_PARTISANS = frozenset({"republican", "democrat", "conservative", "libertarian", "socialist"})
_FIRST = frozenset({"i", "we", "me", "us", "you", "my", "our", "your"})
_KINDS = {"person": "person", "organization": "organization", "place": "government", "nationality": "group"}
_IMPERSONAL = {"it": {"organization", "government"}, "they": {"group", "anonymous"}, "them": {"group", "anonymous"}}
NEAR_TOKENS = 120  # how far back a pronoun looks for who spoke last; beyond, the paragraph is about something else


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; name and key are both known or both None."""

    name: str | None = None
    key: str | None = None
    kind: str = "unknown"
    role: str | None = None


UNKNOWN = Speaker()


@dataclass(slots=True)
class _Spoken:
    position: int
    speaker: Speaker


class SpeakerResolver:
    """Resolves the speakers of one article, which must be asked for in text order."""

    def __init__(self, doc: Doc, text: str, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = text
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self._starts = [mention.start for mention in self.mentions]
        self._roles: dict[str, str] = {}
        self._named_roles: list[tuple[int, set[str], Speaker]] = []
        self._genders: dict[str, str] = {}
        self._unnamed: dict[str, list[str]] = {}
        self._plural: set[str] = set()
        self._spoken: list[_Spoken] = []
        self._lexicon = load_lexicon("speakers")
        self._collect_roles()

    # --- the article's people ----------------------------------------------------------------------------------

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
            self._named_roles.append((head.i, words, self._named(mention)))

    def _gender(self, speaker: Speaker) -> str | None:
        """The sex of a speaker as titles, earlier pronouns or a given name tell it; None when nothing does."""
        if speaker.key is None:
            return None
        known = self._genders.get(speaker.key)
        if known is None and speaker.kind == "person" and speaker.name:
            known = _given_names().get(speaker.name.split()[0])
        return known

    def _note_gender(self, mention: Mention, head: Token) -> None:
        first = self._token_at(mention.start)
        around = {token.lower_ for token in self.doc[max(0, first.i - 3) : first.i]} if first is not None else set()
        around |= {child.lower_ for child in head.children}
        for gender in ("male", "female"):
            if around & set(self._lexicon[gender]) and mention.entity_key:
                self._genders.setdefault(mention.entity_key, gender)

    def _head(self, mention: Mention) -> Token | None:
        span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None

    def _token_at(self, offset: int) -> Token | None:
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def _named(self, mention: Mention) -> Speaker:
        text = self.text[mention.start : mention.end]
        name = mention.name or text
        key = mention.entity_key
        kind = _KINDS.get(mention.label, "unknown")
        if key is None:
            return Speaker(None, None, kind)
        if key.startswith("place:"):
            kind = "government"
        elif key.startswith("org:"):
            kind = "organization"
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

    # --- resolution --------------------------------------------------------------------------------------------

    def resolve(self, head: Token, span: tuple[int, int]) -> Speaker:
        """Say who a mention is.

        Args:
            head: Head of the speaker's noun phrase.
            span: First and one past the last token of the phrase.

        Returns:
            The speaker; unknown rather than a guess.
        """
        speaker = self._resolve(head, span)
        if speaker.kind != "unknown":
            self._spoken.append(_Spoken(head.i, speaker))
        return speaker

    def last_speaker(self, before: int) -> Speaker | None:
        """Who spoke last before a token, if that was near."""
        for spoken in reversed(self._spoken):
            if spoken.position < before:
                return spoken.speaker if before - spoken.position <= 2 * NEAR_TOKENS else None
        return None

    def _resolve(self, head: Token, span: tuple[int, int]) -> Speaker:
        word = head.lower_
        if word in _FIRST:
            return UNKNOWN
        if head.tag_ == "PRP" or word in ("he", "she", "they", "it"):
            return self._resolve_pronoun(head)
        if word in RELATIVE_PRONOUNS:
            antecedent = _antecedent(head)
            return self._resolve(antecedent, (antecedent.left_edge.i, head.i)) if antecedent is not None else UNKNOWN
        named = [head, *(child for child in head.children if child.dep_ == "appos")]
        if any(child.dep_ == "conj" and child.i < span[1] for token in named for child in token.children):
            return self._several(span)
        speaker = self._resolve_name(head)
        if speaker is not None:
            return speaker
        return self._resolve_description(describe(self.doc, head, span))

    def _several(self, span: tuple[int, int]) -> Speaker:
        """Speakers joined by "and" speak as a group of their own."""
        text = " ".join(self.doc[slice(*span)].text.split())
        return Speaker(text, f"group:{slug(text)}", "group")

    def _resolve_name(self, head: Token) -> Speaker | None:
        mention = self.mention_at(head)
        if mention is not None and mention.link != "pronoun":
            if _is_member(head, mention):
                return None
            if mention.label in _KINDS or mention.entity_key:
                return self._named(mention)
            return None
        if mention is None and head.tag_ == "NNP" and (speaker := self._unlisted_name(head)) is not None:
            return speaker
        for child in head.children:
            if child.dep_ == "appos" and (mention := self.mention_at(child)) is not None and mention.label == "person":
                named = self._named(mention)
                return (
                    named
                    if named.role
                    else replace(named, role=describe(self.doc, head, (head.left_edge.i, head.i + 1)).text)
                )
        return None

    def _unlisted_name(self, head: Token) -> Speaker | None:
        """A name that no mention covers, known for a person's by the title before it: "lawmaker Park Sun-won"."""
        first = head.i
        while first > 0 and self.doc[first - 1].tag_ in ("NNP", "HYPH") and first - 1 >= head.left_edge.i:
            first -= 1
        before = self.doc[first - 1] if first > head.left_edge.i else None
        if before is None or head.i == first or singular(before.lower_) not in self._lexicon["role"]:
            return None
        name = self.doc[first : head.i + 1].text
        role = describe(self.doc, before, (head.left_edge.i, first)).text
        return Speaker(name, f"person:{slug(name)}", "person", role)

    def _resolve_pronoun(self, head: Token) -> Speaker:
        gender = _PERSONAL.get(head.lower_)
        wanted = {"person", "anonymous"} if gender else _IMPERSONAL.get(head.lower_, set())
        linked = self.mention_at(head)
        linked_speaker = self._named(linked) if linked is not None and linked.entity_key else None
        start = head.sent.start
        local = self._subject_between(start, head, wanted)
        last_at, last = self._last_of(head, wanted, gender)
        previous_at, previous = self._main_subject_before(start, wanted)
        if last is not None and last_at >= start:
            candidates = [last, local]
        elif previous_at > last_at:
            candidates = [local, previous, linked_speaker, last]
        else:
            candidates = [local, last, linked_speaker, previous]
        for candidate in (*candidates, linked_speaker):
            if candidate is not None and self._fits(candidate, gender):
                if gender and candidate.key:
                    self._genders.setdefault(candidate.key, gender)
                return candidate
        return UNKNOWN

    def _fits(self, speaker: Speaker, gender: str | None) -> bool:
        if gender is None:
            return speaker.kind != "person"
        if speaker.key in self._plural:
            return False
        known = self._gender(speaker)
        return speaker.kind in ("person", "anonymous") and known in (None, gender)

    def _last_of(self, head: Token, wanted: set[str], gender: str | None) -> tuple[int, Speaker | None]:
        for spoken in reversed(self._spoken):
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

    def _wanted(self, token: Token, wanted: set[str]) -> Speaker | None:
        mention = self.mention_at(token)
        if mention is None or mention.link == "pronoun":
            return None
        speaker = self._named(mention)
        return speaker if speaker.kind in wanted else None

    def _resolve_description(self, description: Description) -> Speaker:
        kind = kind_of_noun(description)
        if description.is_definite and not description.is_plural and kind in ("anonymous", "role", "group"):
            named = self._role_holder(description)
            if named is not None:
                return named
        if kind == "organization":
            return self._body(description)
        if kind == "role" and description.is_definite and self._match_unnamed(description) is None:
            # "the president": an office, whose holder the article has not named yet.
            return Speaker(None, None, "person", description.text)
        if kind == "anonymous" and self._may_be_named(description):
            return Speaker(None, None, "unknown", description.text)
        if kind in ("anonymous", "role"):
            return self._unnamed_speaker(description)
        if kind == "group" or kind is None and description.is_plural and description.is_name:
            return Speaker(description.text, f"group:{slug(description.text)}", "group")
        return UNKNOWN

    def _may_be_named(self, description: Description) -> bool:
        """Whether "the military official" may be the named person who spoke just before."""
        if not description.is_definite or description.is_plural or description.is_unnamed:
            return False
        last = self.last_speaker(description.position)
        return last is not None and last.kind == "person" and self._match_unnamed(description) is None

    def _role_holder(self, description: Description) -> Speaker | None:
        """Whom "the deputy spokesperson" is: the last named before it with that role, unless an unnamed one was."""
        anonymous = self._match_unnamed(description)
        position = -1
        for spoken in self._spoken:
            if anonymous is not None and spoken.speaker.key == anonymous[0] and spoken.position < description.position:
                position = spoken.position
        for at, words, speaker in reversed(self._named_roles):
            if at < description.position and description.head in words and description.modifiers <= words:
                return speaker if at > position else None
        return None

    def _match_unnamed(self, description: Description) -> tuple[str, list[str]] | None:
        for key, words in reversed(self._unnamed.items()):
            if description.is_new and key != f"anonymous:{slug(description.text)}":
                continue
            if key in self._plural and not description.is_plural or description.is_plural and key not in self._plural:
                continue
            if description.head == words[-1] and description.modifiers <= set(words):
                return key, words
        return None

    def _unnamed_speaker(self, description: Description) -> Speaker:
        known = self._match_unnamed(description)
        if known is None:
            words = [*description.words]
            key = f"anonymous:{slug(description.text)}"
            self._unnamed.setdefault(key, words)
            if description.is_plural:
                self._plural.add(key)
            return Speaker(description.text, key, "anonymous", description.text)
        earlier = next((s.speaker for s in reversed(self._spoken) if s.speaker.key == known[0]), None)
        return earlier or Speaker(description.text, known[0], "anonymous", description.text)

    def _body(self, description: Description) -> Speaker:
        if description.is_definite and not description.has_possessor:
            for spoken in reversed(self._spoken):
                if spoken.speaker.kind == "organization" and 0 < description.position - spoken.position <= NEAR_TOKENS:
                    return spoken.speaker
            for mention in reversed(self.mentions):
                if (
                    mention.label == "organization"
                    and mention.end <= self.doc[description.position].idx
                    and mention.entity_key
                ):
                    words = {word.lower() for word in re.findall(r"\w+", mention.name or "")}
                    if description.head in words:
                        return self._named(mention)
        if description.has_possessor:
            return Speaker(description.text, f"org:{slug(description.text)}", "organization")
        return Speaker(None, None, "organization")


def _is_member(head: Token, mention: Mention) -> bool:
    """Whether a party's or a people's name means its members: "Republicans", "the South Carolina Republican"."""
    if mention.label == "nationality":
        return True
    if mention.label != "organization" or mention.link not in ("alias", "description"):
        return False
    return head.tag_ in ("NNS", "NNPS") and not (mention.name or "").endswith(head.text) or head.lower_ in _PARTISANS


@cache
def _given_names() -> dict[str, str]:
    """Map given names to the sex of those who nearly always bear them."""
    lexicon = load_lexicon("given_names")
    return {
        name: sex for sex, key in (("male", "m"), ("female", "f")) for names in lexicon[key].values() for name in names
    }


def _antecedent(pronoun: Token) -> Token | None:
    token = pronoun
    for _ in range(4):
        token = token.head
        if token.dep_ == "relcl":
            return token.head
    return None
