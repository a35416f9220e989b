"""The speakers of one article: whom its mentions name, their functions, sexes and ages, and who has spoken so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from spacy.attrs import ORTH
from spacy.tokens import Span, Token

from tasks.annotate.spans import Mention
from tasks.annotate.speakers.bodies import MOST_ALIKE, Bodies, is_government
from tasks.annotate.speakers.lexicon import load_speaker_words, same_roles, sex_of_noun
from tasks.annotate.speakers.memory import Memory
from tasks.annotate.speakers.narration import Narration
from tasks.annotate.speakers.roles import find_role
from tasks.annotate.speakers.speaker import SEXES, SPEAKER_KINDS, NamedRole, Speaker, make_key, surname_of
from tasks.language.body import Body, Chars
from tasks.language.function_words import load_function_words
from tasks.language.grammar import COMPLEMENTS, FINITE, PLURALS, SINGULARS, SUBJECTS, VERBS, child
from tasks.language.inflection import singular
from tasks.language.known_names import load_governments
from tasks.language.names import GENDERS, guess_gender, split_name
from tasks.language.people import is_body, list_nouns_with
from tasks.language.places import load_gazetteer

_BEFORE = frozenset({"compound", "amod", "nmod"})
_BESIDE = frozenset({"compound", "nmod", "appos"})
# Behind a name: "(R-Ky.)", ", D-Fla.", ", Utah Republican", " of Nebraska".
_TENSED = frozenset({"VBD", "VBZ", "MD"})
_SEAT = re.compile(
    r",? (?:\(?(?P<party>[A-Z]{1,3})-(?P<place>[A-Z][\w.]*(?: [A-Z][\w.]+)?)|of (?P<of>[A-Z]\w+(?: [A-Z]\w+)?))"
)
_NAME = re.compile(r"\b[A-Z][\w-]+")
_AGE = re.compile(r", (?:aged )?(\d{1,3})(?=[,.;]| and)")
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old (?:[\w’'-]+ ){0,6}$")
LONGEST_AGE = 80  # characters before a name in which an age may stand
FEWEST_TIMES = 4  # whom an article names less than that it does not take for known


class ArticleSpeakers:
    """What one article has told of its speakers up to the mention that is asked for.

    Attributes:
        body: The parsed body.
        mentions: The article's mentions, in text order.
        narration: What of the body stands outside of quotation marks.
        memory: Who has spoken so far.
        plural_keys: Keys of unnamed speakers who are several.
        places_named: For each person's key the tokens at which a name stands.
        family_names: The last words of persons' names, in lower case.
        ages: Whose age a number is.
        descriptors: For keys of bodies the words by which the article introduces them.
    """

    def __init__(self, body: Body, mentions: Sequence[Mention]) -> None:
        self.body = body
        self.mentions = sorted(mentions, key=lambda mention: (mention.start, -mention.end))
        self.narration = Narration(body)
        self.memory = Memory()
        self.plural_keys: set[str] = set()
        self.places_named: dict[str, list[int]] = {}
        self.family_names = {
            split_name(mention.name.split())[1] for mention in mentions if mention.label == "person" and mention.name
        }
        self.ages: dict[str, str] = {}
        self.descriptors: dict[str, set[str]] = {}
        self._bearers: dict[str, list[str]] = {}
        self._starts = [mention.start for mention in self.mentions]
        self._first_of_key = {mention.entity_key: mention for mention in reversed(self.mentions)}
        self._heading_office: dict[str | None, bool] = {}
        self._roles_by_word: dict[str | None, list[NamedRole]] = {}
        self._roles_known: set[NamedRole] = set()
        self._roles: dict[str, str] = {}
        self._genders: dict[str, str] = {}
        self._words = load_speaker_words()
        self._collect_roles()
        self._note_pronouns()
        self._collect_descriptors()

    def _collect_roles(self) -> None:
        for mention in self.mentions:
            if mention.label != "person" or mention.entity_key is None or mention.link == "pronoun":
                continue
            head = self._head(mention)
            self._note_gender(mention.entity_key, head)
            self.places_named.setdefault(mention.entity_key, []).append(head.i)
            self._note_surname(mention)
            self._note_age(mention)
            role = find_role(mention, head)
            if role is not None:
                self._roles.setdefault(mention.entity_key, role)
                self.add_role(self._read_role(mention, head, role))

    def _note_surname(self, mention: Mention) -> None:
        """Keep the keys of a surname's bearers; one whose only name it is counts for nobody else."""
        keys = self._bearers.setdefault(surname_of(mention.name or ""), [])
        if mention.entity_key is not None and mention.entity_key not in keys:
            keys.append(mention.entity_key)

    def list_bearers(self, surname: str) -> list[Speaker]:
        """The persons of a surname, the one named most first."""
        keys = sorted(self._bearers.get(surname, ()), key=lambda key: -len(self.places_named.get(key, ())))
        return [speaker for speaker in map(self.speaker_of, keys) if speaker is not None]

    def list_forenamed(self, forename: str) -> list[Speaker]:
        """The persons whose names of several words begin with a word."""
        keys = dict.fromkeys(key for keys in self._bearers.values() for key in keys)
        known = (self.speaker_of(key) for key in keys)
        return [each for each in known if each is not None and (each.name or "").startswith(f"{forename} ")]

    def _read_role(self, mention: Mention, head: Token, role: str) -> NamedRole:
        words = {singular(word.lower()) for word in re.findall(r"[\w.-]+", role)}
        words |= {full for word in words for full in self._words.title.get(word.rstrip("."), ())}
        beside = self._words.other_role_beside
        alone = {word for word in words if words.isdisjoint(beside.get(word, ()))}
        words |= {same for word in alone for same in same_roles().get(word, ())}
        words |= self._read_seat(mention)
        return NamedRole(
            at=head.i,
            words=frozenset(words),
            speaker=self.name_mention(mention),
            owners=frozenset(word.lower() for word in _NAME.findall(role)) - list_nouns_with("role"),
            is_owned=not words.isdisjoint(load_function_words().owners),
        )

    def add_role(self, role: NamedRole) -> None:
        """Take in a name with a function beside it; one known from an earlier place tells nothing new."""
        known = replace(role, at=0)
        if known in self._roles_known:
            return
        self._roles_known.add(known)
        for word in (None, *role.words):
            insort(self._roles_by_word.setdefault(word, []), role, key=attrgetter("at"))

    def list_roles(self, word: str | None, at: int) -> tuple[Sequence[NamedRole], Sequence[NamedRole]]:
        """List the names with a function that a word is part of, any for None: the last before a token, the next after.

        Returns:
            Two lists in text order.
        """
        roles = self._roles_by_word.get(word, [])
        first = bisect_left(roles, at, key=attrgetter("at"))
        return roles[max(0, first - MOST_ALIKE) : first], roles[first : first + MOST_ALIKE]

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies that the article names."""
        return Bodies(self.mentions, self.descriptors)

    @cached_property
    def _words_of_body(self) -> set[int]:
        return set(self.body.doc.to_array(ORTH).tolist())

    def has_word(self, word: str) -> bool:
        """Whether the article has a word, written just so."""
        return self.body.doc.vocab.strings[word] in self._words_of_body

    def _read_seat(self, mention: Mention) -> set[str]:
        """Words for the party and the place of a member of parliament: "(R-Ky.)", ", D-Fla.", "of Nebraska"."""
        found = _SEAT.match(self.body.text, mention.end)
        if found is None:
            return set()
        party, place = found.group("party"), found.group("place") or found.group("of")
        words = set(self._words.party.get(party, ())) if party else set()
        entries = load_gazetteer().get(place.strip(" ,;"), ()) if place else ()
        names = entries[0].name if entries else place or ""
        return words | set(names.lower().split())

    def _note_age(self, mention: Mention) -> None:
        found = _AGE.match(self.body.text, mention.end) or _AGE_BEFORE.search(
            self.body.text, max(0, mention.start - LONGEST_AGE), mention.start
        )
        if found is not None and mention.entity_key and not self._has_verb(found.end(1), mention.end):
            self.ages.setdefault(found.group(1), mention.entity_key)

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a verb parts an age from a name behind it: "The 37-year-old revealed Roe had left"."""
        span = self.body.span_of(Chars((start, end))) if start < end else None
        words = list(span) if span is not None else []
        # The parse may take the verb for a participle before the name: "revealed Roe", but "accused gunman Roe".
        return any(each.tag_ in FINITE | VERBS and after.tag_ not in ("NN", "JJ") for each, after in pairwise(words))

    def _collect_descriptors(self) -> None:
        """Keep the words by which the article introduces bodies: "Acme, a law firm", "another group, Acme"."""
        for mention in self.mentions:
            if mention.label != "organization" or mention.entity_key is None or mention.link == "pronoun":
                continue
            head = self._head(mention)
            beside = [child for child in head.children if child.dep_ == "appos"]
            beside += [head.head] if head.dep_ == "appos" else []
            for noun in beside:
                if is_body(noun.lower_) and noun.tag_ in SINGULARS:
                    words = {singular(noun.lower_), *(child.lower_ for child in noun.children if child.dep_ in _BEFORE)}
                    self.descriptors.setdefault(mention.entity_key, set()).update(words)

    def _note_gender(self, key: str, head: Token) -> None:
        """Read the sex from a title before a name or a noun in apposition: not from "a spokeswoman for Roe"."""
        nouns = [child for child in head.children if child.dep_ in _BESIDE]
        if head.dep_ == "appos" and head.head.i < head.i:
            nouns.append(head.head)
        told = {sex_of_noun(noun.text) for noun in nouns}
        for sex in ("male", "female"):
            if sex in told:
                self._genders.setdefault(key, sex)

    def _note_pronouns(self) -> None:
        """Take the sex from the pronouns that clearly mean somebody, when they agree."""
        told: dict[str, set[str]] = {}
        for mention in self.mentions:
            if mention.link == "pronoun" and mention.label == "person" and mention.entity_key:
                gender = GENDERS.get(self.body.text[mention.start : mention.end].lower())
                if gender is not None:
                    told.setdefault(mention.entity_key, set()).add(SEXES[gender])
        for key, gender in self._read_openings():
            told.setdefault(key, set()).add(gender)
        for key, genders in told.items():
            if len(genders) == 1 and self._guess_gender(key) in (None, *genders):
                self._genders.setdefault(key, next(iter(genders)))

    def _guess_gender(self, key: str) -> str | None:
        """The sex that a given name tells: a pronoun that the article's mentions give to another sex is mistaken."""
        named = self.speaker_of(key)
        return self.find_gender(named) if named is not None else None

    def _read_openings(self) -> Iterator[tuple[str, str]]:
        """The sex that a pronoun tells which points ahead: "On her show, Ann Roe asked"."""
        doc = self.body.doc
        for start, end in pairwise((*self.body.sentence_starts, len(doc))):
            if doc[start].tag_ != "IN":
                continue
            owners = (token for token in doc[start : min(start + 4, end)] if token.tag_ == "PRP$")
            opening = next((token for token in owners if token.head.dep_ == "pobj"), None)
            gender = GENDERS.get(opening.lower_) if opening is not None else None
            subject = child(doc[start:end].root, *SUBJECTS) if gender is not None else None
            if gender is None or subject is None:
                continue
            mention = self.mention_at(subject)
            if mention is not None and mention.label == "person" and mention.entity_key and mention.link == "name":
                yield mention.entity_key, SEXES[gender]

    def _head(self, mention: Mention) -> Token:
        return self.body.doc[slice(*self.body.tokens_of(Chars((mention.start, mention.end))))].root

    def name_mention(self, mention: Mention) -> Speaker:
        """Say who is meant by a mention that names somebody; without a key only the kind is known."""
        name = mention.name or self.body.text[mention.start : mention.end]
        key = mention.entity_key
        kind = SPEAKER_KINDS.get(mention.label, "unknown")
        if key is None and mention.rule == "people.given_name_alone":
            # "Bob said": the article calls him no more than that.
            key = make_key("person", name)
        if key is None:
            return Speaker(kind=kind)
        if key.startswith("place:"):
            kind = "government"
        elif key.startswith("org:"):
            words = tuple(re.findall(r"[a-z]+", name.lower()))
            is_of_state = is_government(words) or name in load_governments().own_bodies
            kind = "government" if is_of_state else "organization"
        elif key.startswith("person:"):
            kind = "person"
        role = self._roles.get(key)
        if role is not None and " " not in name and role.lower() in self._words.rank:
            name = f"{role} {name}"  # "Pope Francis": by that name alone nobody is told
        return Speaker(name=name, key=key, kind=kind, role=role)

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

    def main_subject(self, sentence: Span) -> Token | None:
        """The subject of a sentence's main verb, or the name that the parse takes for the whole sentence."""
        root = sentence.root
        subject = child(root, *SUBJECTS)
        if subject is not None and subject.tag_ == "NFP" and subject.i > sentence.start:
            subject = subject.nbor(-1)  # "Paula*": her name is another
        if subject is not None and subject.lower_ == "it" and (told := self._told_by_who(root)) is not None:
            return told
        if subject is None and root.i == sentence.start and self.mention_at(root) is not None:
            return root
        return subject if subject is not None else self._name_before_verb(sentence)

    def _told_by_who(self, root: Token) -> Token | None:
        """The name of whom a sentence tells by "who": "It was Ann Roe who left"."""
        named = child(root, "attr") if root.lower_ in ("is", "was") else None
        if named is None or self.mention_at(named) is None:
            return None
        # The parse may hang the clause on the verb.
        after = (each for each in self.body.doc[named.i + 1 : named.i + 2] if each.lower_ in ("who", "that"))
        return named if any(True for _ in after) else None

    def _name_before_verb(self, sentence: Span) -> Token | None:
        """The name right before a tensed verb where the parse gives a sentence no subject: "Like Doe, Roe has left"."""
        for mention in self.people_between(Chars((sentence.start_char, sentence.end_char))):
            start, end = self.body.tokens_of(Chars((mention.start, mention.end)))
            opens = start == sentence.start or self.body.doc[start - 1].text == ","
            if opens and end < sentence.end and self.body.doc[end].tag_ in _TENSED:
                return self.body.doc[end - 1]
        return None

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
        if not most or counts[0] < FEWEST_TIMES or (counts[0] == counts[-1] and len(counts) > 1):
            return None
        return self.speaker_of(most[0])

    def heads_office(self, speaker: Speaker) -> bool:
        """Whether the article calls a government after a person: "the Roe administration"."""
        if speaker.key not in self._heading_office:
            family = re.escape((speaker.name or "").split()[-1])
            found = re.search(rf"\b{family}(?:['’]s)? (?:{'|'.join(self._words.of_office)})\b", self.body.text)
            self._heading_office[speaker.key] = found is not None
        return self._heading_office[speaker.key]

    def is_body_between(self, first: int, last: int, key: str | None) -> bool:
        """Whether another body than that of a key is a subject between two tokens, outside of quotation marks."""
        start, end = self.body.doc[first].idx, self.body.doc[last].idx
        near = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        others = (each for each in near if each.label == "organization" and each.entity_key not in (None, key))
        heads = (self._head(each) for each in others)
        return any(
            each.dep_ in (*SUBJECTS, "attr")
            and each.head.dep_ not in COMPLEMENTS
            and each.tag_ not in PLURALS
            and not self.narration.is_quoted(each.i)
            for each in heads
        )

    def people_between(self, chars: Chars) -> list[Mention]:
        """Mentions that name persons and begin in a stretch."""
        start, end = chars
        near = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [each for each in near if each.label == "person" and each.link != "pronoun" and each.entity_key]

    def bodies_between(self, chars: Chars) -> list[Mention]:
        """Mentions that name bodies and begin in a stretch."""
        start, end = chars
        near = self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [each for each in near if each.label == "organization" and each.link != "pronoun" and each.entity_key]

    def tells_of(self, mention: Mention) -> bool:
        """Whether the narrator names somebody, and not a thing called after that one: "the Roe report"."""
        token = self.body.token_at(mention.start)
        span = self.body.span_of(Chars((mention.start, mention.end)))
        root = span.root if span is not None else token
        if root is None or self.narration.is_quoted(root.i):
            return False
        return root.dep_ not in _BEFORE or root.nbor().tag_ == "POS"

    def find_gender(self, speaker: Speaker) -> str | None:
        """The sex of a speaker as titles, earlier pronouns or a given name tell it; None when nothing does."""
        known = self._genders.get(speaker.key or "")
        if known is None and speaker.kind == "person" and speaker.name and " " in speaker.name:
            known = SEXES.get(guess_gender(speaker.name.split()[0]) or "")
        return known

    def set_gender(self, speaker: Speaker, gender: str | None) -> None:
        """Keep the sex that a pronoun tells of a speaker, unless an earlier word told it."""
        if gender and speaker.key:
            self._genders.setdefault(speaker.key, gender)
