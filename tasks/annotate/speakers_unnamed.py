"""Whom a description stands for: a named bearer of a role, a body, or somebody whom the article leaves unnamed."""

from __future__ import annotations

from tasks.annotate.speakers_article import NEAR_TOKENS, UNKNOWN, ArticleSpeakers, Speaker
from tasks.annotate.speakers_bodies import find_body, is_government
from tasks.annotate.speakers_descriptions import Description, kind_of_noun, slug
from tasks.lexicon import load_lexicon


class DescriptionResolver:
    """Resolves the descriptions of one article and keeps its unnamed speakers apart from each other."""

    def __init__(self, article: ArticleSpeakers) -> None:
        self.article = article
        self._unnamed: dict[str, list[str]] = {}

    def resolve(self, description: Description) -> Speaker:
        """Say who a description is; unknown rather than a guess."""
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
        last = self.article.last_speaker(description.position)
        return last is not None and last.kind == "person" and self._match_unnamed(description) is None

    def _role_holder(self, description: Description) -> Speaker | None:
        """Whom "the deputy spokesperson" is: the last named before it with that role, unless an unnamed one was."""
        anonymous = self._match_unnamed(description)
        position = -1
        for spoken in self.article.spoken:
            if anonymous is not None and spoken.speaker.key == anonymous[0] and spoken.position < description.position:
                position = spoken.position
        for role in reversed(self.article.named_roles):
            known = role.position < description.position and description.head in role.words
            if known and description.modifiers <= role.words:
                return role.speaker if role.position > position else None
        return None

    def _match_unnamed(self, description: Description) -> tuple[str, list[str]] | None:
        for key, words in reversed(self._unnamed.items()):
            # "sources close to the mayor" are not the sources of before.
            is_other = not description.is_definite and len(description.text.split()) > len(description.words)
            if (description.is_new or is_other) and key != f"anonymous:{slug(description.text)}":
                continue
            if (
                key in self.article.plural_keys
                and not description.is_plural
                or description.is_plural
                and key not in self.article.plural_keys
            ):
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
                self.article.plural_keys.add(key)
            return Speaker(description.text, key, "anonymous", description.text)
        earlier = next((s.speaker for s in reversed(self.article.spoken) if s.speaker.key == known[0]), None)
        return earlier or Speaker(description.text, known[0], "anonymous", description.text)

    def _body(self, description: Description) -> Speaker:
        kind = "government" if is_government(description.words) else "organization"
        if description.is_definite and not description.has_possessor:
            mention = find_body(description, self.article.doc[description.position].idx, self.article.mentions)
            if mention is not None:
                return self.article.name_mention(mention)
            spoken = (
                self._body_that_spoke(description) if description.head in load_lexicon("speakers")["any_body"] else None
            )
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
        for spoken in reversed(self.article.spoken):
            if spoken.speaker.kind == "organization" and 0 < position - spoken.position <= NEAR_TOKENS:
                return spoken.speaker
        return None
