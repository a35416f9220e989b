"""The speakers of one article: whom its mentions name, their roles and sexes, and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX, SENT_START
from spacy.tokens import Doc, Span, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.bodies import MOST_ALIKE, Bodies, is_government
from tasks.annotate.speakers.descriptions import find_role, same_roles
from tasks.annotate.speakers.speaker import SEXES, SPEAKER_KINDS, NamedRole, Speaker, Spoken
from tasks.language.inflection import singular
from tasks.language.names import GENDERS, guess_gender, split_name
from tasks.language.places import load_gazetteer
from tasks.language.quotation_marks import find_quoted_spans
from tasks.lexicon import load_lexicon

_BEFORE = frozenset({"compound", "amod", "nmod"})
_BESIDE = frozenset({"compound", "nmod", "appos"})
# "(R-Ky.)", ", D-Fla.", ", Utah Republican", " of Nebraska"
_SEAT = re.compile(
    r",? (?:\(?(?P<party>[A-Z]{1,3})-(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]+)?)|of (?P<of>[A-Z]\w+(?: [A-Z]\w+)?))"
)
_OWN = frozenset(load_lexicon("function_words")["owners"])
_NAME = re.compile(r"\b[A-Z][\w-]+")
_AGE = re.compile(r", (?:aged )?(\d{1,3})(?=[,.;]| and)")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old (?:[\w’'-]+ ){0,6}$")
FEWEST_TIMES = 4  # whom an article names less than that it does not take for known
FEWEST_TOKENS = 2  # a quotation's closing mark and line break are no sentence
NEAR_TOKENS = 120  # how far back a pronoun looks for who spoke last; beyond, the paragraph is about something else


def _count_quoted(doc: Doc, text: str) -> NDArray[np.int64]:
    """Count, before each token and after the last, the tokens that begin between quotation marks."""
    offsets = doc.to_array(IDX).astype(np.int64)
    inside = np.zeros(len(doc), dtype=np.int64)
    for span in find_quoted_spans(text):
        inside[np.searchsorted(offsets, span.start) : np.searchsorted(offsets, span.end)] = 1
    return np.concatenate(([0], np.cumsum(inside)))


def _list_sentences(doc: Doc, quoted: NDArray[np.int64]) -> tuple[list[int], NDArray[np.int64]]:
    """List where sentences begin and the last one ends, and for each the last up to it that stands outside of marks."""
    # As `doc.sents` has them, without a span for each.
    bounds = np.array([0, *(np.flatnonzero(doc.to_array(SENT_START)[1:] == 1) + 1), len(doc)])
    tokens_outside = np.diff(bounds) - np.diff(quoted[bounds])
    is_outside = tokens_outside > FEWEST_TOKENS
    return bounds.tolist(), np.maximum.accumulate(np.where(is_outside, np.arange(len(is_outside)), -1))


class ArticleSpeakers:
    """What one article has told of its speakers up to the mention that is asked for.

    Attributes:
        doc: The parsed body.
        text: The body.
        mentions: The article's mentions, in text order.
        spoken: Who has spoken so far, in the order asked for.
        plural_keys: Keys of unnamed speakers who are several.
        places_named: For each person's key the tokens at which a name stands.
        family_names: The last words of persons' names, in lower case.
        ages: Whose age a number is.
        descriptors: For keys of bodies the words by which the article introduces them.
    """

    def __init__(self, doc: Doc, text: str, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = text
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self.spoken: list[Spoken] = []
        self.plural_keys: set[str] = set()
        self.places_named: dict[str, list[int]] = {}
        self.family_names = {
            split_name(mention.name.split())[1] for mention in mentions if mention.label == "person" and mention.name
        }
        self.ages: dict[str, str] = {}
        self.descriptors: dict[str, set[str]] = {}
        self._starts = [mention.start for mention in self.mentions]
        self._first_of_key = {mention.entity_key: mention for mention in reversed(self.mentions)}
        self._first_at: dict[int, Speaker] = {}
        self._last_of_key: dict[str | None, Speaker] = {}
        self._heading_office: dict[str | None, bool] = {}
        self._positions: dict[str | None, list[int]] = {}
        self._roles_by_word: dict[str | None, list[NamedRole]] = {}
        self._roles_known: set[NamedRole] = set()
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._lexicon = load_lexicon("speakers")
        self._quoted = _count_quoted(doc, text)
        self._sentences, self._outside = _list_sentences(doc, self._quoted)
        self._collect_roles()
        self._collect_descriptors()

    def _collect_roles(self) -> None:
        for mention in self.mentions:
            if mention.label != "person" or mention.entity_key is None or mention.link == "pronoun":
                continue
            head = self._head(mention)
            if head is None:
                continue
            self._note_gender(mention, head)
            self.places_named.setdefault(mention.entity_key, []).append(head.i)
            self._note_age(mention, head)
            role = find_role(self.doc, mention, head)
            if role is None:
                continue
            self._roles.setdefault(mention.entity_key, role)
            words = {singular(word.lower()) for word in re.findall(r"[\w.-]+", role)}
            words |= {full for word in words for full in self._lexicon["title"].get(word.rstrip("."), ())}
            words |= {same for word in words for same in same_roles().get(word, ())}
            words |= self._read_seat(mention)
            owners = frozenset(word.lower() for word in _NAME.findall(role)) - set(self._lexicon["role"])
            self.add_role(NamedRole(head.i, frozenset(words), self.name_mention(mention), owners, bool(words & _OWN)))
        self._note_pronouns()

    def add_role(self, role: NamedRole) -> None:
        """Take in a name with a function beside it; one known from an earlier place tells nothing new."""
        known = replace(role, position=0)
        if known in self._roles_known:
            return
        self._roles_known.add(known)
        for word in (None, *role.words):
            insort(self._roles_by_word.setdefault(word, []), role, key=attrgetter("position"))

    def list_roles(self, word: str | None, at: int) -> tuple[Sequence[NamedRole], Sequence[NamedRole]]:
        """List the names with a function that a word is part of, any for None: the last before a token, the next after.

        Returns:
            Two lists in text order.
        """
        roles = self._roles_by_word.get(word, [])
        first = bisect_left(roles, at, key=attrgetter("position"))
        return roles[max(0, first - MOST_ALIKE) : first], roles[first : first + MOST_ALIKE]

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies that the article names."""
        return Bodies(self.mentions, self.descriptors)

    def _read_seat(self, mention: Mention) -> set[str]:
        """Words for the party and the place of a member of parliament: "(R-Ky.)", ", D-Fla.", "of Nebraska"."""
        found = _SEAT.match(self.text, mention.end)
        if found is None:
            return set()
        party, place = found.group("party"), found.group("place") or found.group("of")
        words = set(self._lexicon["party"].get(party, ())) if party else set()
        entries = load_gazetteer().get(place.strip(" ,;"), ()) if place else ()
        names = entries[0].name if entries else place or ""
        return words | set(names.lower().split())

    def _note_age(self, mention: Mention, head: Token) -> None:
        found = _AGE.match(self.text, mention.end) or _AGE_BEFORE.search(
            self.text, max(0, mention.start - 80), mention.start
        )
        if found is not None and mention.entity_key:
            self.ages.setdefault(found.group(1), mention.entity_key)

    def _collect_descriptors(self) -> None:
        """Keep the words by which the article introduces bodies: "Acme, a law firm", "another group, Acme"."""
        nouns = self._lexicon["organization"]
        for mention in self.mentions:
            if mention.label != "organization" or mention.entity_key is None or mention.link == "pronoun":
                continue
            head = self._head(mention)
            if head is None:
                continue
            beside = [child for child in head.children if child.dep_ == "appos"]
            beside += [head.head] if head.dep_ == "appos" else []
            for noun in beside:
                if singular(noun.lower_) in nouns and noun.tag_ in ("NN", "NNP"):
                    words = {singular(noun.lower_), *(child.lower_ for child in noun.children if child.dep_ in _BEFORE)}
                    self.descriptors.setdefault(mention.entity_key, set()).update(words)

    def _note_gender(self, mention: Mention, head: Token) -> None:
        """Read the sex from a title before a name or a noun in apposition: not from "a spokeswoman for Roe"."""
        nouns = [child for child in head.children if child.dep_ in _BESIDE]
        if head.dep_ == "appos" and head.head.i < head.i:
            nouns.append(head.head)
        around = {noun.lower_ for noun in nouns}
        for gender in ("male", "female"):
            if around & set(self._lexicon[gender]) and mention.entity_key:
                self._genders.setdefault(mention.entity_key, gender)

    def _note_pronouns(self) -> None:
        """Take the sex from the pronouns that clearly mean somebody, when they agree."""
        told: dict[str, set[str]] = {}
        for mention in self.mentions:
            if mention.link == "pronoun" and mention.label == "person" and mention.entity_key:
                gender = GENDERS.get(self.text[mention.start : mention.end].lower())
                if gender is not None:
                    told.setdefault(mention.entity_key, set()).add(SEXES[gender])
        for key, genders in told.items():
            if len(genders) == 1:
                self._genders.setdefault(key, next(iter(genders)))

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
            return Speaker(kind=kind)
        if key.startswith("place:"):
            kind = "government"
        elif key.startswith("org:"):
            kind = "government" if is_government(tuple(re.findall(r"[a-z]+", name.lower()))) else "organization"
        elif key.startswith("person:"):
            kind = "person"
        return Speaker(name=name, key=key, kind=kind, role=self._roles.get(key))

    def speaker_of(self, key: str) -> Speaker | None:
        """The person of a key, under the name that the article's first mention gives."""
        mention = self._first_of_key.get(key)
        return self.name_mention(mention) if mention is not None else None

    def mention_at(self, token: Token) -> Mention | None:
        """The mention that covers a token, or None."""
        index = bisect_right(self._starts, token.idx)
        for mention in reversed(self.mentions[max(0, index - 4) : index]):
            if mention.start <= token.idx < mention.end:
                return mention
        return None

    def is_quoted(self, token: int) -> bool:
        """Whether a token stands between quotation marks."""
        return bool(self._quoted[token + 1] > self._quoted[token])

    def count_between(self, start: int, end: int) -> int:
        """Count the tokens of a stretch that stand outside quotation marks."""
        return end - start - int(self._quoted[end] - self._quoted[start])

    def last_named(self, key: str | None, before: int) -> int:
        """The last token before another at which a person is named; -1 for none."""
        places = self.places_named.get(key or "", [])
        at = bisect_left(places, before)
        return places[at - 1] if at else -1

    @cached_property
    def named_most(self) -> Speaker | None:
        """The person whom the article names most, if that is often and more than any other."""
        most = sorted(self.places_named, key=lambda key: len(self.places_named[key]), reverse=True)[:2]
        counts = [len(self.places_named[key]) for key in most]
        if not most or counts[0] < FEWEST_TIMES or counts[0] == counts[-1] and len(counts) > 1:
            return None
        return self.speaker_of(most[0])

    def heads_office(self, speaker: Speaker) -> bool:
        """Whether the article calls a government after a person: "the Roe administration"."""
        if speaker.key not in self._heading_office:
            family = re.escape((speaker.name or "").split()[-1])
            of_office = "|".join(self._lexicon["of_office"])
            found = re.search(rf"\b{family}(?:['’]s)? (?:{of_office})\b", self.text)
            self._heading_office[speaker.key] = found is not None
        return self._heading_office[speaker.key]

    def last_speaker(self, before: int) -> Speaker | None:
        """Who spoke last before a token, if that was near."""
        for spoken in reversed(self.spoken):
            if spoken.position < before:
                return spoken.speaker if before - spoken.position <= 2 * NEAR_TOKENS else None
        return None

    def remember(self, position: int, speaker: Speaker) -> None:
        """Keep that a speaker spoke at a token."""
        self.spoken.append(Spoken(position, speaker))
        self._first_at.setdefault(position, speaker)
        self._last_of_key[speaker.key] = speaker
        self._positions.setdefault(speaker.key, []).append(position)

    def spoken_at(self, token: int) -> Speaker | None:
        """Who was first found to speak at a token."""
        return self._first_at.get(token)

    def last_position(self, key: str, before: int) -> int:
        """The token before another at which a speaker was found to speak last; -1 for none."""
        return next((at for at in reversed(self._positions.get(key, [])) if at < before), -1)

    def last_of_key(self, key: str) -> Speaker | None:
        """The speaker of a key as found last."""
        return self._last_of_key.get(key)

    def sentence_outside(self, before: int) -> Span | None:
        """The last sentence before a token that is not all between quotation marks."""
        if before <= 0:
            return None
        at = int(self._outside[bisect_right(self._sentences, before - 1) - 1])
        return self.doc[self._sentences[at] : self._sentences[at + 1]] if at >= 0 else None

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
        if known is None and speaker.kind == "person" and speaker.name and " " in speaker.name:
            known = SEXES.get(guess_gender(speaker.name.split()[0]) or "")
        return known

    def set_gender(self, speaker: Speaker, gender: str | None) -> None:
        """Keep the sex that a pronoun tells of a speaker, unless an earlier word told it."""
        if gender and speaker.key:
            self._genders.setdefault(speaker.key, gender)
