"""Whom a description stands for: a named bearer of a role, a body, or somebody whom the article leaves unnamed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from itertools import islice

from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.bodies import MOST_ALIKE, is_government
from tasks.annotate.speakers.descriptions import Description, kind_of_noun
from tasks.annotate.speakers.lexicon import load_speaker_words, sex_of_noun
from tasks.annotate.speakers.memory import NEAR_TOKENS
from tasks.annotate.speakers.pronouns import PronounResolver
from tasks.annotate.speakers.speaker import UNKNOWN, NamedRole, Speaker, decide, make_key
from tasks.language.places import load_gazetteer

_AGE = re.compile(r"\b(\d{1,3})\s*-\s*year\s*-\s*old$")
_CHILDREN = re.compile(r"\bof\s*+(?:-\s*+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE)


def _may_hold(role: NamedRole, description: Description, people: Set[str]) -> bool:
    """Whether a role's words have those of a description, but for adjectives that only add colour."""
    if description.head not in role.words or not description.modifiers - description.qualities <= role.words:
        return False
    if not description.owners or not description.owners.isdisjoint(role.words):
        return True
    # "Roe's lawyer" is not the lawyer Ann Berg, but may be "Ann Berg, his lawyer"; "the city's mayor" is the mayor.
    return role.is_owned if not description.owners.isdisjoint(people) else not role.owners


def _make_anonymous(description: Description, key: str) -> Speaker:
    return Speaker(name=description.text, key=key, kind="anonymous", role=description.text)


@dataclass(frozen=True, slots=True)
class _Unnamed:
    """Somebody unnamed: the words of the first description, and its token."""

    words: tuple[str, ...]
    at: int


class DescriptionResolver:
    """Resolves the descriptions of one article and keeps its unnamed speakers apart from each other."""

    def __init__(self, article: ArticleSpeakers, pronouns: PronounResolver) -> None:
        self.article = article
        self.memory, self.narration = article.memory, article.narration
        self._pronouns = pronouns
        self._unnamed: dict[str, _Unnamed] = {}
        self._keys_by_head: dict[str, list[str]] = {}
        self._words = load_speaker_words()

    def resolve(self, description: Description) -> Speaker:
        """Say who a description is; unknown rather than a guess."""
        kind = kind_of_noun(description)
        named = self._find_named(description, kind)
        if named is not None:
            return named
        if kind == "organization":
            return self._find_body(description)
        if kind == "role" and description.is_definite and self._match_unnamed(description) is None:
            # "the president": an office, whose holder the article has not named yet.
            office = Speaker(kind="person", role=description.text, rule="description.office")
            return self._known_without_title(description) or office
        if kind == "anonymous" and self._may_be_named(description):
            return Speaker(role=description.text, rule="description.perhaps_last_speaker")
        if kind in ("anonymous", "role"):
            return self._find_unnamed(description)
        if kind == "group" or (kind is None and description.is_plural and description.is_name):
            key = make_key("group", description.text)
            return Speaker(name=description.text, key=key, kind="group", rule="group.described")
        return UNKNOWN

    def _find_named(self, description: Description, kind: str | None) -> Speaker | None:
        """Which person named elsewhere a description of one person means."""
        if description.is_plural or not (description.is_definite or description.has_possessor):
            return None
        person = self._find_described(description)
        holder = self._find_holder(description) if kind in ("anonymous", "role", "group") else None
        return person or holder

    def _may_be_named(self, description: Description) -> bool:
        """Whether "the military official" may be the named person who spoke just before."""
        if not description.is_definite or description.is_plural or description.is_unnamed:
            return False
        last = self.memory.last_speaker(description.at)
        return last is not None and last.kind == "person" and self._match_unnamed(description) is None

    def _find_holder(self, description: Description) -> Speaker | None:
        """Whom "the deputy spokesperson" is.

        Of those named before with that role it is the one named last, unless an unnamed one was spoken of since; else
        the one whom the article brings in with that role right after.
        """
        anonymous = self._match_unnamed(description)
        place = self.memory.last_place(anonymous, description.at) if anonymous is not None else -1
        before, after = (
            [role for role in roles if _may_hold(role, description, self.article.family_names)]
            for roles in self.article.list_roles(description.head, description.at)
        )
        if before:
            last, named_at = self._named_last(before, description.at)
            return decide("description.role_before", last.speaker) if named_at > place else None
        return (self._find_by_seat(description) or self._find_after(description, after)) if anonymous is None else None

    def _named_last(self, roles: Sequence[NamedRole], before: int) -> tuple[NamedRole, int]:
        """Whose bearer of some roles is named last before a token, and where."""
        last = max(roles, key=lambda role: self.article.last_named(role.speaker.key, before))
        return last, self.article.last_named(last.speaker.key, before)

    def _known_without_title(self, description: Description) -> Speaker | None:
        """Whom "the president" is where nobody is given that office: whoever needs no title there.

        That is the person named most, of whom the sentence before speaks, to whom the article gives no function and
        after whom it calls a government: "the Roe administration".
        """
        if description.modifiers or description.head not in self._words.office:
            return None
        most = self.article.named_most
        sentence_start = self.article.body.doc[description.at].sent.start
        previous = self._pronouns.find_previous_subject(sentence_start) if most is not None else None
        if most is None or previous is None or previous.key != most.key or most.role is not None:
            return None
        if not self.article.heads_office(most):
            return None
        self.article.add_role(NamedRole(at=description.at, words=frozenset(description.words), speaker=most))
        return decide("description.known_without_title", most)

    def _find_by_seat(self, description: Description) -> Speaker | None:
        """Whom "the Kentucky Republican" is where no place was given: the politician named last, if that was near."""
        places = {word for word in description.modifiers if load_gazetteer().get(word.title())}
        is_placed = bool(places) and description.modifiers - description.qualities <= places
        if not is_placed or description.head not in self._words.seat:
            return None
        before, _ = self.article.list_roles(None, description.at)
        if not before:
            return None
        last, named_at = self._named_last(before, description.at)
        if self._words.seat_title.isdisjoint(last.words):
            return None
        is_near = self.narration.count_between(named_at, description.at) <= NEAR_TOKENS
        return decide("description.seat", last.speaker) if is_near else None

    def _find_after(self, description: Description, holders: Sequence[NamedRole]) -> Speaker | None:
        """Whom the article brings in with that role soon after: "the police chief said … Chief Ann Roe"."""
        if description.is_new:
            return None
        for role in holders:
            distance = self.narration.count_between(description.at, role.at)
            if 0 < distance <= NEAR_TOKENS and self.article.last_named(role.speaker.key, role.at) < 0:
                return decide("description.role_after", role.speaker)
        return None

    def _find_described(self, description: Description) -> Speaker | None:
        """Whom an age or a family tells: "the 34-year-old", "the mother of two"."""
        age = _AGE.search(description.text)
        if age is not None:
            key = self.article.ages.get(age.group(1))
            return decide("description.age", self.article.speaker_of(key)) if key else None
        sex, last = sex_of_noun(description.head), self.memory.last_speaker(description.at)
        if sex is None or last is None or last.kind != "person" or _CHILDREN.search(description.text) is None:
            return None
        return decide("description.parent", last) if self.article.find_gender(last) == sex else None

    def _match_unnamed(self, description: Description) -> str | None:
        """The key of the unnamed speaker whom a description may go on with."""
        # "sources close to the mayor" are not the sources of before.
        is_other = not description.is_definite and len(description.text.split()) > len(description.words)
        if description.is_new or is_other:
            alike = [make_key("anonymous", description.text)]
        else:
            alike = self._keys_by_head.get(description.head, [])[-MOST_ALIKE:]
        for key in reversed(alike):
            known = self._unnamed.get(key)
            if known is None or known.at > description.at:
                continue
            is_alike = description.head == known.words[-1] and description.modifiers <= set(known.words)
            if is_alike and (key in self.article.plural_keys) == description.is_plural:
                return key
        return None

    def _find_unnamed(self, description: Description) -> Speaker:
        known = self._match_unnamed(description)
        if known is not None:
            return decide("anonymous.again", self.memory.last_of_key(known) or _make_anonymous(description, known))
        key = make_key("anonymous", description.text)
        if key not in self._unnamed:
            self._unnamed[key] = _Unnamed(description.words, description.at)
            self._keys_by_head.setdefault(description.words[-1], []).append(key)
        if description.is_plural:
            self.article.plural_keys.add(key)
        return decide("anonymous.new", _make_anonymous(description, key))

    def _find_body(self, description: Description) -> Speaker:
        kind = "government" if is_government(description.words) else "organization"
        if description.has_possessor:
            key = make_key("org", description.text)
            return Speaker(name=description.text, key=key, kind=kind, rule="body.owned")
        named = self._find_named_body(description) if description.is_definite else None
        if named is not None:
            return named
        if kind == "government" or description.head == "police":
            # Whose ministry or army it is, the article alone tells: the key holds inside it.
            key = make_key("body", description.text)
            return Speaker(name=description.text, key=key, kind=kind, rule="body.of_state")
        return Speaker(kind=kind, rule="body.unnamed")

    def _find_named_body(self, description: Description) -> Speaker | None:
        found = self.article.bodies.find(description, self.article.body.doc[description.at].idx)
        if found is not None:
            return decide(found[1], self.article.name_mention(found[0]))
        if description.head not in self._words.any_body:
            return None
        # No more can have spoken so near.
        for spoken in islice(self.memory.list_before(description.at), 2 * NEAR_TOKENS):
            if spoken.speaker.kind == "organization" and description.at - spoken.at <= NEAR_TOKENS:
                return decide("body.last_speaker", spoken.speaker)
        return None
