"""Say who a speaker's mention is: a person, body or government of the article, or one whom it leaves unnamed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from tasks.annotate.quotes_reports import RELATIVE_PRONOUNS, SUBJECTS
from tasks.annotate.spans import Mention
from tasks.annotate.speakers_bodies import find_body, is_government
from tasks.annotate.speakers_descriptions import (
    Description,
    describe,
    describe_part,
    find_role,
    kind_of_noun,
    proper_name,
    singular,
    slug,
)
from tasks.annotate.speakers_phrases import (
    find_antecedent,
    given_names,
    has_clause,
    in_brackets,
    is_member,
    is_second_function,
)
from tasks.lexicon import load_lexicon

# What stands between two names that are joined: "and", and titles.
_JOINED = re.compile(r"(?:'s)?,? (?:and|&) (?:[\w.]+ ){0,8}")
_PERSONAL = {"he": "male", "she": "female", "him": "male", "her": "female", "his": "male", "hers": "female"}
_EMBEDDED = frozenset({"ccomp", "relcl", "acl", "csubj", "pcomp"})
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
        self._persons = frozenset(self._lexicon["role"]) | frozenset(self._lexicon["anonymous"])
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
            words |= {full for word in words for full in self._lexicon["title"].get(word.rstrip("."), ())}
            self._named_roles.append((head.i, words, self._named(mention)))

    def _gender(self, speaker: Speaker) -> str | None:
        """The sex of a speaker as titles, earlier pronouns or a given name tell it; None when nothing does."""
        if speaker.key is None:
            return None
        known = self._genders.get(speaker.key)
        if known is None and speaker.kind == "person" and speaker.name:
            known = given_names().get(speaker.name.split()[0])
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
            antecedent = find_antecedent(head)
            if antecedent is None or antecedent.i >= head.i:
                return UNKNOWN
            found = self._resolve(antecedent, (antecedent.left_edge.i, head.i))
            # "who" is somebody: a place before it is only the end of a longer phrase.
            return UNKNOWN if word == "who" and found.kind == "government" else found
        if self._are_several(head, span):
            return self._several(span)
        speaker = self._resolve_name(head, span)
        if speaker is not None:
            return speaker
        return (
            self._resolve_part(head, span)
            or self._author(head)
            or self._resolve_description(describe(self.doc, head, span))
        )

    def _author(self, head: Token) -> Speaker | None:
        """Whose the words are in ``data from the Weather Office``, ``a report by Ann Roe``."""
        if singular(head.lower_) not in self._lexicon["document"]:
            return None
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "from"):
                noun = next((token for token in child.children if token.dep_ == "pobj"), None)
                mention = self.mention_at(noun) if noun is not None else None
                if mention is not None and mention.label in ("organization", "person") and mention.link != "pronoun":
                    return self._named(mention)
        return None

    def _resolve_part(self, head: Token, span: tuple[int, int]) -> Speaker | None:
        """Some of several: ``one of the officers``, ``Two of them, both officers in the army``."""
        description, text = describe_part(self.doc, head, span)
        kind = kind_of_noun(description) if description is not None else None
        if description is None or kind not in ("anonymous", "group"):
            return None
        return Speaker(text, f"{kind}:{slug(text)}", kind, description.text if kind == "anonymous" else None)

    def _are_several(self, head: Token, span: tuple[int, int]) -> bool:
        """Whether a phrase joins speakers: not a name with "and" in it, nor two functions of one person."""
        own = self.mention_at(head)
        for token in (
            head,
            *(child for child in head.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"),
        ):
            for child in token.children:
                if child.dep_ != "conj" or not token.i < child.i < span[1] or in_brackets(self.doc, child, token.i):
                    continue
                inside_name = own is not None and own.start <= child.idx < own.end
                if not inside_name and not is_second_function(own, child):
                    return True
        return self._joins_names(span)

    def _joins_names(self, span: tuple[int, int]) -> bool:
        """``Roe and Mayor Jane Doe``: two persons with nothing between them but "and" and a title."""
        first, end = self.doc[span[0]].idx, self.doc[span[1] - 1].idx + len(self.doc[span[1] - 1])
        index = bisect_left(self._starts, first)
        people: list[Mention] = []
        while index < len(self.mentions) and self.mentions[index].start < end:
            mention = self.mentions[index]
            if mention.label == "person" and mention.link != "pronoun" and mention.entity_key:
                people.append(mention)
            index += 1
        return any(
            one.entity_key != other.entity_key and _JOINED.fullmatch(self.text[one.end : other.start]) is not None
            for one, other in pairwise(people)
        )

    def _several(self, span: tuple[int, int]) -> Speaker:
        """Speakers joined by "and" speak as a group of their own."""
        text = " ".join(self.doc[slice(*span)].text.split())
        return Speaker(text, f"group:{slug(text)}", "group")

    def _resolve_name(self, head: Token, span: tuple[int, int]) -> Speaker | None:
        mention = self.mention_at(head)
        unkeyed = mention is not None and mention.label == "organization" and mention.entity_key is None
        if mention is not None and mention.link != "pronoun" and not unkeyed and not is_member(head, mention):
            return self._named(mention) if mention.label in _KINDS or mention.entity_key else None
        if mention is None and head.tag_ == "NNP" and (speaker := self._unlisted_name(head)) is not None:
            return speaker
        apposed = self._apposed_name(head, span)
        if apposed is None or apposed.role or apposed.kind != "person":
            return apposed
        return replace(apposed, role=describe(self.doc, head, (head.left_edge.i, head.i + 1)).text)

    def _apposed_name(self, head: Token, span: tuple[int, int]) -> Speaker | None:
        """The name in ``the spokeswoman, Ann Roe`` and ``the union, the ATU``; the parse may hang it elsewhere."""
        for child in head.children:
            mention = self.mention_at(child) if child.dep_ == "appos" and child.i > head.i else None
            if mention is not None and (
                mention.label == "person" or mention.label == "organization" and self._is_body(head)
            ):
                return self._named(mention)
            name = (
                proper_name(self.doc, child) if mention is None and child.dep_ == "appos" and child.i > head.i else None
            )
            if name is not None and singular(head.lower_) in self._lexicon["organization"]:
                return Speaker(name, f"org:{slug(name)}", "organization")
        last = self.mention_at(self.doc[span[1] - 1])
        if last is None or last.label != "person" or last.link == "pronoun" or last.start <= head.idx:
            return None
        before = self._token_at(last.start)
        if before is None or before.i <= head.i + 1 or self.doc[before.i - 1].text != ",":
            return None
        is_person = singular(head.lower_) in self._persons
        return self._named(last) if is_person and not has_clause(self.doc[head.i : before.i]) else None

    def _is_body(self, head: Token) -> bool:
        return singular(head.lower_) in self._lexicon["organization"] or head.lower_ == "one"

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
                if gender and candidate.key:
                    self._genders.setdefault(candidate.key, gender)
                return candidate
        return UNKNOWN

    def _fits(self, speaker: Speaker, gender: str | None, word: str = "") -> bool:
        if gender is None:
            if word in ("they", "them") and speaker.kind == "anonymous":
                return speaker.key in self._plural
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

    def _sentence_before(self, start: int) -> int:
        """First token of the sentence before a token; line breaks do not count."""
        while start > 0 and self.doc[start - 1].is_space:
            start -= 1
        return self.doc[start - 1].sent.start if start > 0 else 0

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
            # "sources close to the mayor" are not the sources of before.
            is_other = not description.is_definite and len(description.text.split()) > len(description.words)
            if (description.is_new or is_other) and key != f"anonymous:{slug(description.text)}":
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
        kind = "government" if is_government(description.words) else "organization"
        if description.is_definite and not description.has_possessor:
            mention = find_body(description, self.doc[description.position].idx, self.mentions)
            if mention is not None:
                return self._named(mention)
            spoken = self._body_that_spoke(description) if description.head in self._lexicon["any_body"] else None
            if spoken is not None:
                return spoken
        if description.has_possessor:
            return Speaker(description.text, f"org:{slug(description.text)}", kind)
        if kind == "government" or description.head == "police":
            # Whose ministry or army it is, the article alone tells: the key holds inside it.
            return Speaker(description.text, f"body:{slug(description.text)}", kind)
        return Speaker(None, None, kind)

    def _body_that_spoke(self, description: Description) -> Speaker | None:
        position = description.position
        for spoken in reversed(self._spoken):
            if spoken.speaker.kind == "organization" and 0 < position - spoken.position <= NEAR_TOKENS:
                return spoken.speaker
        return None
