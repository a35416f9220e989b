"""Whom a description stands for: a named bearer of a role, a body, or somebody whom the article leaves unnamed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from tasks.annotate.speakers.article import NEAR_TOKENS, ArticleSpeakers
from tasks.annotate.speakers.bodies import MOST_ALIKE, is_government
from tasks.annotate.speakers.descriptions import Description, kind_of_noun, slug
from tasks.annotate.speakers.pronouns import PronounResolver
from tasks.annotate.speakers.speaker import UNKNOWN, NamedRole, Speaker, decide
from tasks.language.places import load_gazetteer
from tasks.lexicon import load_lexicon

_AGE = re.compile(r"\b(\d{1,3})\s*-\s*year\s*-\s*old$")
_CHILDREN = re.compile(r"\bof\s*+(?:-\s*+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE)


def _may_hold(role: NamedRole, description: Description, people: AbstractSet[str]) -> bool:
    """Whether a role's words have those of a description, but for adjectives that only add colour."""
    if description.head not in role.words or not description.modifiers - description.qualities <= role.words:
        return False
    if not description.owners or not description.owners.isdisjoint(role.words):
        return True
    # "Roe's lawyer" is not the lawyer Ann Berg, but may be "Ann Berg, his lawyer"; "the city's mayor" is the mayor.
    return role.is_owned if not description.owners.isdisjoint(people) else not role.owners


def _make_anonymous(description: Description, key: str) -> Speaker:
    return Speaker(name=description.text, key=key, kind="anonymous", role=description.text)


class DescriptionResolver:
    """Resolves the descriptions of one article and keeps its unnamed speakers apart from each other."""

    def __init__(self, article: ArticleSpeakers, pronouns: PronounResolver) -> None:
        self.article = article
        self._pronouns = pronouns
        self._unnamed: dict[str, list[str]] = {}
        self._keys_by_head: dict[str, list[str]] = {}

    def resolve(self, description: Description) -> Speaker:
        """Say who a description is; unknown rather than a guess."""
        kind = kind_of_noun(description)
        if (description.is_definite or description.has_possessor) and not description.is_plural:
            person = self._person_described(description)
            named = self._role_holder(description) if kind in ("anonymous", "role", "group") else None
            if person is not None or named is not None:
                return person or named or UNKNOWN
        if kind == "organization":
            return self._body(description)
        if kind == "role" and description.is_definite and self._match_unnamed(description) is None:
            holder = self._known_without_title(description)
            if holder is not None:
                return holder
            # "the president": an office, whose holder the article has not named yet.
            return Speaker(kind="person", role=description.text, rule="description.office")
        if kind == "anonymous" and self._may_be_named(description):
            return Speaker(role=description.text, rule="description.perhaps_last_speaker")
        if kind in ("anonymous", "role"):
            return self._unnamed_speaker(description)
        if kind == "group" or kind is None and description.is_plural and description.is_name:
            key = f"group:{slug(description.text)}"
            return Speaker(name=description.text, key=key, kind="group", rule="group.described")
        return UNKNOWN

    def _may_be_named(self, description: Description) -> bool:
        """Whether "the military official" may be the named person who spoke just before."""
        if not description.is_definite or description.is_plural or description.is_unnamed:
            return False
        last = self.article.last_speaker(description.position)
        return last is not None and last.kind == "person" and self._match_unnamed(description) is None

    def _role_holder(self, description: Description) -> Speaker | None:
        """Whom "the deputy spokesperson" is.

        Of those named before with that role it is the one named last, unless an unnamed one was spoken of since; else
        the one whom the article brings in with that role right after.
        """
        anonymous = self._match_unnamed(description)
        position = self.article.last_position(anonymous[0], description.position) if anonymous is not None else -1
        before, after = (
            [role for role in roles if _may_hold(role, description, self.article.family_names)]
            for roles in self.article.list_roles(description.head, description.position)
        )
        if before:
            last = max(before, key=lambda role: self.article.last_named(role.speaker.key, description.position))
            if self.article.last_named(last.speaker.key, description.position) <= position:
                return None
            return decide("description.role_before", last.speaker)
        return (self._by_seat(description) or self._named_after(description, after)) if anonymous is None else None

    def _known_without_title(self, description: Description) -> Speaker | None:
        """Whom "the president" is where nobody is given that office: whoever needs no title there.

        That is the person named most, of whom the sentence before speaks, to whom the article gives no function and
        after whom it calls a government: "the Roe administration".
        """
        if description.modifiers or description.head not in load_lexicon("speakers")["office"]:
            return None
        most = self.article.named_most
        sentence_start = self.article.doc[description.position].sent.start
        previous = self._pronouns.find_previous_subject(sentence_start) if most is not None else None
        if most is None or previous is None or previous.key != most.key or most.role is not None:
            return None
        if not self.article.heads_office(most):
            return None
        self.article.add_role(NamedRole(description.position, frozenset(description.words), most))
        return decide("description.known_without_title", most)

    def _by_seat(self, description: Description) -> Speaker | None:
        """Whom "the Kentucky Republican" is where no place was given: the politician named last, if that was near."""
        lexicon = load_lexicon("speakers")
        places = {word for word in description.modifiers if load_gazetteer().get(word.title())}
        if (
            not places
            or not description.modifiers - description.qualities <= places
            or description.head not in lexicon["seat"]
        ):
            return None
        before, _ = self.article.list_roles(None, description.position)
        last = max(
            before, key=lambda role: self.article.last_named(role.speaker.key, description.position), default=None
        )
        if last is None:
            return None
        at = self.article.last_named(last.speaker.key, description.position)
        is_politician = not set(lexicon["seat_title"]).isdisjoint(last.words)
        if not is_politician or self.article.count_between(at, description.position) > NEAR_TOKENS:
            return None
        return decide("description.seat", last.speaker)

    def _named_after(self, description: Description, holders: Sequence[NamedRole]) -> Speaker | None:
        """Whom the article brings in with that role soon after: "the police chief said … Chief Ann Roe"."""
        if description.is_new:
            return None
        for role in holders:
            distance = self.article.count_between(description.position, role.position)
            if 0 < distance <= NEAR_TOKENS and self.article.last_named(role.speaker.key, role.position) < 0:
                return decide("description.role_after", role.speaker)
        return None

    def _person_described(self, description: Description) -> Speaker | None:
        """Whom an age or a family tells: "the 34-year-old", "the mother of two"."""
        age = _AGE.search(description.text)
        if age is not None:
            key = self.article.ages.get(age.group(1))
            return decide("description.age", self.article.speaker_of(key)) if key else None
        sex = next((sex for sex in ("male", "female") if description.head in load_lexicon("speakers")[sex]), None)
        last = self.article.last_speaker(description.position)
        if sex is None or last is None or last.kind != "person" or _CHILDREN.search(description.text) is None:
            return None
        return decide("description.parent", last) if self.article.find_gender(last) == sex else None

    def _match_unnamed(self, description: Description) -> tuple[str, list[str]] | None:
        # "sources close to the mayor" are not the sources of before.
        is_other = not description.is_definite and len(description.text.split()) > len(description.words)
        if description.is_new or is_other:
            alike = [f"anonymous:{slug(description.text)}"]
        else:
            alike = self._keys_by_head.get(description.head, [])[-MOST_ALIKE:]
        for key in reversed(alike):
            words = self._unnamed.get(key)
            if words is None or (key in self.article.plural_keys) != description.is_plural:
                continue
            if description.head == words[-1] and description.modifiers <= set(words):
                return key, words
        return None

    def _unnamed_speaker(self, description: Description) -> Speaker:
        known = self._match_unnamed(description)
        if known is not None:
            last = self.article.last_of_key(known[0])
            return decide("anonymous.again", last or _make_anonymous(description, known[0]))
        words = [*description.words]
        key = f"anonymous:{slug(description.text)}"
        if key not in self._unnamed:
            self._unnamed[key] = words
            self._keys_by_head.setdefault(words[-1], []).append(key)
        if description.is_plural:
            self.article.plural_keys.add(key)
        return decide("anonymous.new", _make_anonymous(description, key))

    def _body(self, description: Description) -> Speaker:
        kind = "government" if is_government(description.words) else "organization"
        if description.is_definite and not description.has_possessor:
            found = self.article.bodies.find(description, self.article.doc[description.position].idx)
            if found is not None:
                return decide(found[1], self.article.name_mention(found[0]))
            spoken = (
                self._body_that_spoke(description) if description.head in load_lexicon("speakers")["any_body"] else None
            )
            if spoken is not None:
                return spoken
        if description.has_possessor:
            key = f"org:{slug(description.text)}"
            return Speaker(name=description.text, key=key, kind=kind, rule="body.owned")
        if kind == "government" or description.head == "police":
            # Whose ministry or army it is, the article alone tells: the key holds inside it.
            key = f"body:{slug(description.text)}"
            return Speaker(name=description.text, key=key, kind=kind, rule="body.of_state")
        return Speaker(kind=kind, rule="body.unnamed")

    def _body_that_spoke(self, description: Description) -> Speaker | None:
        position = description.position
        # No more can have spoken so near.
        for spoken in islice(reversed(self.article.spoken), 2 * NEAR_TOKENS):
            if spoken.speaker.kind == "organization" and 0 < position - spoken.position <= NEAR_TOKENS:
                return decide("body.last_speaker", spoken.speaker)
        return None
