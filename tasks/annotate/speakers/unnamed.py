"""Whom a description stands for: a named bearer of a role, a body, or somebody whom the article leaves unnamed."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import islice

from tasks.annotate.speakers.article import ArticleSpeakers
from tasks.annotate.speakers.bodies import find_reporting, is_government, may_be_business
from tasks.annotate.speakers.brought_in import find_brought_in, find_campaign, list_called_after
from tasks.annotate.speakers.descriptions import Description, kind_of_noun, list_places
from tasks.annotate.speakers.epithets import FEWEST_NAMED, find_aged, find_epithet, find_figure, find_introduced
from tasks.annotate.speakers.holders import is_other_sex, is_rival, may_hold, narrow_holders
from tasks.annotate.speakers.lexicon import load_speaker_words, sex_of_noun
from tasks.annotate.speakers.memory import NEAR_TOKENS, Spoken
from tasks.annotate.speakers.plurals import find_counted_before
from tasks.annotate.speakers.pronouns import PronounResolver
from tasks.annotate.speakers.speaker import UNKNOWN, NamedRole, Speaker, decide, make_key
from tasks.annotate.speakers.told_bodies import find_told_of
from tasks.annotate.speakers.unnamed_speakers import UnnamedSpeakers
from tasks.language.people import is_kin, is_person_noun

_AGE = re.compile(r"\b(\d{1,3})\s*-\s*year\s*-\s*old$")
_CHILDREN = re.compile(r"\bof\s*+(?:-\s*+)?(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE)

_NEVER_NAMED = frozenset({"person", "source"})  # with these an article does not go on with somebody named
LEAD_TOKENS = 150  # in an article's first paragraphs somebody may be told by a function alone before the name


class DescriptionResolver:
    """Resolves the descriptions of one article."""

    def __init__(self, article: ArticleSpeakers, pronouns: PronounResolver) -> None:
        self.article = article
        self.memory, self.narration = article.memory, article.narration
        self._pronouns = pronouns
        self._kept = UnnamedSpeakers(article)
        self._offices: dict[str, list[tuple[Speaker, Set[str]]]] = {}
        self._called_after: dict[str, dict[str, Speaker]] = {}
        self._words = load_speaker_words()

    def resolve(self, description: Description) -> Speaker:
        """Say who a description is; unknown rather than a guess."""
        kind = kind_of_noun(description)
        if kind is None and description.called_after is not None and description.head in self._words.called_after:
            kind = "organization"  # "the Roe camp"
        if description.words[0] == "whose" or description.words[-1] == "whom":
            return UNKNOWN  # the antecedent's
        if description.words[0] in self._words.nobody and not any(word[:1].isdigit() for word in description.words):
            return UNKNOWN
        if not self._words.each.isdisjoint(description.words[:2]) and kind is not None:
            return self._find_group(description)
        named = self._find_named(description, kind) or self._find_introduced(description, kind)
        if named is not None:
            return named
        if kind == "organization":
            return self._find_body(description)
        if kind == "role" and self._is_office(description):
            return self._known_without_title(description) or self._find_office(description)
        is_definite = description.is_definite and not description.is_unnamed
        if kind == "role" and is_definite and self._kept.match(description) is None:
            # "the judge": somebody whom the article may name elsewhere.
            near = self._find_epithet(description, any_role=True)
            return near or Speaker(kind="person", role=description.text, rule="description.perhaps_named")
        if kind == "anonymous" and self._may_be_named(description):
            return Speaker(role=description.text, rule="description.perhaps_last_speaker")
        if kind == "role" and (later := self._find_later(description)) is not None:
            return later
        return self._find_untold(description, kind)

    def _find_untold(self, description: Description, kind: str | None) -> Speaker:
        """Somebody or several whom the article does not name."""
        if kind in ("anonymous", "role") or (kind == "group" and description.is_unnamed):
            return self._kept.find(description)
        if kind == "group" or (kind is None and description.is_plural and description.is_name):
            return self._find_group(description)
        if not is_kin(description.head):
            return find_told_of(self.article, description) or self._find_by_end(description)
        is_anybody = description.is_new and not (description.has_possessor or description.owners)
        return self._kept.find(description) if is_anybody else self._find_relative(description)

    def _find_by_end(self, description: Description) -> Speaker:
        """A body that goes by the last word of its name, which is no word for bodies: "the guild"."""
        is_thing = description.head in self._words.document | self._words.no_body or is_person_noun(description.head)
        is_bare = description.is_definite and len(description.words) == 1 and not description.is_plural
        if is_thing or not is_bare:
            return UNKNOWN
        found = self.article.bodies.find_by_end(description.head, self.article.body.doc[description.at].idx)
        return decide("body.ends_name", self.article.name_mention(found)) if found is not None else UNKNOWN

    def _find_introduced(self, description: Description, kind: str | None) -> Speaker | None:
        """Somebody unnamed whom the article has told of without a word from that one: "a diplomat … the diplomat"."""
        is_open = kind in ("anonymous", "role") and not description.is_unnamed and not self._is_office(description)
        if not is_open or self._kept.match(description) is not None:
            return None
        told = find_introduced(self.article, description)
        is_unnamed = told is not None and kind_of_noun(told) == "anonymous"
        return decide("anonymous.introduced", self._kept.find(told)) if told is not None and is_unnamed else None

    def _find_relative(self, description: Description) -> Speaker:
        """Somebody's relative whom the article leaves unnamed: "his wife", but where it may name her elsewhere."""
        lefts = self.article.body.doc[description.at].lefts
        is_mine = not description.is_plural and any(each.lower_ == "my" for each in lefts)
        is_owned = description.has_possessor or bool(description.owners) or is_mine
        if not is_owned or not self._words.each.isdisjoint(description.words):
            return UNKNOWN
        if description.is_plural:
            return self._find_group(description)
        named = any(self.article.list_roles(description.head, description.at))
        family = max((len(self.article.list_bearers(word.title())) for word in description.owners), default=0)
        return UNKNOWN if named or family > 1 else self._kept.find(description)

    def _find_group(self, description: Description) -> Speaker:
        key = make_key("group", description.text)
        return Speaker(name=description.text, key=key, kind="group", rule="group.described")

    def _find_later(self, description: Description) -> Speaker | None:
        """Whom an article's beginning brings in by a function alone, to name that one later: "a federal judge".

        Perhaps it is that one, so that nobody says that the article leaves the judge unnamed.
        """
        if not description.is_new or description.is_unnamed or description.is_plural or description.at > LEAD_TOKENS:
            return None
        _, after = self.article.list_roles(description.head, description.at)
        is_told = any(
            self.article.last_named(role.speaker.key, description.at) < 0
            and not is_other_sex(self.article, role, description)
            and not (description.modifiers - description.qualities) & self._words.not_held - role.words
            for role in after
        )
        return Speaker(kind="person", role=description.text, rule="description.named_later") if is_told else None

    def find_known(self, description: Description) -> Speaker | None:
        """Whom a description means that the article has told before, named or not; it brings in nobody."""
        kind = kind_of_noun(description)
        if kind not in ("anonymous", "role") or description.is_new:
            return None
        known = self._kept.match(description)
        again = self.memory.last_of_key(known) if known is not None else None
        return self._find_named(description, kind) or again

    def _find_named(self, description: Description, kind: str | None) -> Speaker | None:
        """Which person named elsewhere a description of one person means."""
        is_one = description.is_definite or description.has_possessor or bool(description.owners)
        is_one |= description.head == "old" and not description.is_new  # the parse may take "the" elsewhere
        if description.is_plural or description.is_unnamed or not is_one:
            return None
        person = self._find_described(description)
        is_holder = kind in ("anonymous", "role", "group") and description.head not in self._words.collective
        holder = self._find_holder(description) if is_holder else None
        return person or holder or self._find_epithet(description)

    def _find_epithet(self, description: Description, *, any_role: bool = False) -> Speaker | None:
        """Whom "the billionaire" is, unless somebody unnamed is told of by that word."""
        if self._kept.match(description) is not None:
            return None
        # Last, since it reads far back: whether somebody was brought in so.
        found = find_epithet(self.article, self._pronouns, description, any_role=any_role)
        return found if found is not None and find_introduced(self.article, description) is None else None

    def _may_be_named(self, description: Description) -> bool:
        """Whether "the military official" may be the named person who spoke just before."""
        if not description.is_definite or description.is_plural or description.is_unnamed:
            return False
        sex, last = sex_of_noun(description.head), self.memory.last_speaker(description.at)
        if last is None or last.kind != "person" or description.has_possessor or description.head in _NEVER_NAMED:
            return False
        is_other = sex is not None and self.article.find_gender(last) not in (None, sex)
        return not is_other and self._kept.match(description) is None

    def _find_holder(self, description: Description) -> Speaker | None:
        """Whom "the deputy spokesperson" is.

        Of those named before with that role it is the one named last, unless an unnamed one was spoken of since; else
        the one whom the article brings in with that role right after.
        """
        anonymous = self._kept.match(description)
        place = self.memory.last_place(anonymous, description.at) if anonymous is not None else -1
        before, after = (
            [
                role
                for role in roles
                if may_hold(role, description, self.article.family_names)
                and not is_other_sex(self.article, role, description)
            ]
            for roles in self.article.list_roles(description.head, description.at)
        )
        if holders := narrow_holders(self.article, before, description):
            last, named_at = self._named_last(holders, description.at)
            start = self.article.body.doc[description.at].sent.start
            told = self._pronouns.find_previous_subject(start, over_quotation=True)
            is_other = is_rival(told, last, before, description) or self._is_brought_in_since(description, named_at)
            # The unnamed one spoke; who never did is only told of between.
            is_silent = place >= 0 and self.memory.last_place(last.speaker.key or "", description.at) < 0
            is_other = is_other or is_silent or not self._may_be_far(description, last, named_at)
            return decide("description.role_before", last.speaker) if named_at > place and not is_other else None
        return (self._find_by_seat(description) or self._find_after(description, after)) if anonymous is None else None

    def _may_be_far(self, description: Description, holder: NamedRole, named_at: int) -> bool:
        """Whether a function that many may have can be its bearer's from so far back.

        "The judge" of whom the article has told twice may; "the researcher behind the study", "the anti-tax candidate"
        may be another.
        """
        words, is_near = self._words, self.narration.count_between(named_at, description.at) <= NEAR_TOKENS
        if is_near or description.head in words.office | words.office_of | words.seat_title | words.office_with.keys():
            return True
        is_bare = description.text.lower().split() == [description.head]
        return is_bare and len(self.article.places_named.get(holder.speaker.key or "", ())) >= FEWEST_NAMED

    def _is_brought_in_since(self, description: Description, token: int) -> bool:
        """Whether somebody unnamed of a function is told of, or spoke last, since a token: "a senator said"."""
        if description.head in self._words.office:
            return False  # "a sitting president" brings in nobody
        told, last = find_introduced(self.article, description), self.memory.last_speaker(description.at)
        is_told = told is not None and told.at > token
        return is_told or (last is not None and last.name is None and description.head in (last.role or "").split())

    def _named_last(self, roles: Sequence[NamedRole], before: int) -> tuple[NamedRole, int]:
        """Whose bearer of some roles is named last before a token, and where."""
        last = max(roles, key=lambda role: self.article.last_named(role.speaker.key, before))
        return last, self.article.last_named(last.speaker.key, before)

    def _known_without_title(self, description: Description) -> Speaker | None:
        """Whom "the president" is where nobody is given that office: whoever needs no title there."""
        known = find_figure(self.article, self._pronouns, description)
        if known is None and not description.modifiers and description.head in self._words.office:
            known = self._find_named_most(description)
        if known is not None:
            self.article.add_role(NamedRole(at=description.at, words=frozenset(description.words), speaker=known))
        return decide("description.known_without_title", known)

    def _find_named_most(self, description: Description) -> Speaker | None:
        """The person named most and last, who has no function, but a government called after him."""
        most = self.article.named_most
        start = self.article.body.doc[description.at].sent.start
        previous = self._pronouns.find_previous_subject(start) if most is not None else None
        if most is None or previous is None or previous.key != most.key or most.role is not None:
            return None
        return most if self.article.heads_office(most) else None

    def _is_office(self, description: Description) -> bool:
        """Whether only one person at a time holds what a description names: "the mayor", "the police chief of Rye"."""
        if description.is_plural or description.is_new or description.is_unnamed:
            return False
        is_told = bool(description.modifiers or description.owners) or self._is_of_something(description)
        head, words = description.head, self._words
        is_office = head in words.office or (head in words.office_of and is_told)
        is_office = is_office or not words.office_with.get(head, frozenset()).isdisjoint(description.words)
        is_one = description.is_definite or description.has_possessor or (is_told and description.is_name)
        return is_office and is_one and words.not_held.isdisjoint(description.words)

    def _is_of_something(self, description: Description) -> bool:
        return len(description.text.split()) > len(description.words)

    def _find_office(self, description: Description) -> Speaker:
        """An office whose holder the article does not name; the same as one before that has its words."""
        key = make_key("role", description.text)
        wanted = description.modifiers | description.owners
        for known, words in reversed(self._offices.get(description.head, ())):
            if known.key == key or (not self._is_of_something(description) and wanted <= words):
                return decide("office.again", known)
        office = Speaker(name=description.text, key=key, kind="person", role=description.text, rule="office.new")
        text = set(description.text.lower().split())
        self._offices.setdefault(description.head, []).append(
            (office, text | description.modifiers | description.owners)
        )
        return office

    def find_body(self, description: Description) -> Speaker:
        """Which body a name means that alone tells none: "the Times", "the Navy"."""
        found = self._find_body(replace(description, is_definite=True))
        # "the Ministry of Trade" is not the ministry of the interior named before.
        of = {word for word in description.text.partition(" of ")[2].split() if word[0].isupper()}
        is_other = found.name is not None and not of <= set(found.name.split())
        return self._find_body(replace(description, is_definite=False)) if is_other else found

    def _find_by_seat(self, description: Description) -> Speaker | None:
        """Whom "the Kentucky Republican" is where no place was given: the politician named last, if that was near."""
        places = list_places(description)
        is_placed = bool(places) and description.modifiers - description.qualities <= places
        is_seat = description.head in self._words.seat
        if not is_placed or not (is_seat or description.head in self._words.placed_office):
            return None
        before, _ = self.article.list_roles(None, description.at)
        if not before:
            return None
        last, named_at = self._named_last(before, description.at)
        # "Roe, a friend of Hale, said": who spoke right before, if of such a seat, and not who was only named.
        speaker = self._pronouns.find_previous_subject(self.article.body.doc[description.at].sent.start)
        spoken = [role for role in before if speaker is not None and role.speaker.key == speaker.key]
        if any(not self._words.seat_title.isdisjoint(role.words) for role in spoken):
            last, named_at = self._named_last(spoken, description.at)
        if self._words.seat_title.isdisjoint(last.words) or not (is_seat or description.head in last.words):
            return None
        is_near = self.narration.count_between(named_at, description.at) <= NEAR_TOKENS
        return decide("description.seat", last.speaker) if is_near else None

    def _find_after(self, description: Description, holders: Sequence[NamedRole]) -> Speaker | None:
        """Whom the article brings in with that role soon after: "the police chief said … Chief Ann Roe"."""
        if description.is_new:
            return None
        for role in narrow_holders(self.article, holders, description):
            distance = self.narration.count_between(description.at, role.at)
            if 0 < distance <= NEAR_TOKENS and self.article.last_named(role.speaker.key, role.at) < 0:
                # "A senator … the senator": the one brought in so.
                is_told = find_introduced(self.article, description) is not None
                return None if is_told else decide("description.role_after", role.speaker)
        return None

    def _find_described(self, description: Description) -> Speaker | None:
        """Whom an age or a family tells: "the 34-year-old", "the mother of two"."""
        age = _AGE.search(description.text)
        if age is not None:
            key = self.article.ages.get(age.group(1))
            found = self.article.speaker_of(key) if key else None
            found = found or find_aged(self.article, self._pronouns, description, age.group(1))
            return decide("description.age", found)
        sex, last = sex_of_noun(description.head), self.memory.last_speaker(description.at)
        if sex is None or last is None or last.kind != "person" or _CHILDREN.search(description.text) is None:
            return None
        return decide("description.parent", last) if self.article.find_gender(last) == sex else None

    def _find_body(self, description: Description) -> Speaker:
        kind = "government" if is_government(description.words) else "organization"
        if (called := self._find_called_after(description, kind)) is not None:
            return called
        if description.has_possessor:
            key = make_key("org", description.text)
            return Speaker(name=description.text, key=key, kind=kind, rule="body.owned")
        named = self._find_named_body(description) if description.is_definite else None
        if named is not None:
            return named
        # "an administration that wants it" is any; "a court in Seoul" is one.
        is_any = description.is_new and description.is_specific and not description.modifiers
        if (kind == "government" or description.head == "police") and not is_any:
            # Whose ministry or army it is, the article alone tells: the key holds inside it.
            key = make_key("body", description.text)
            return Speaker(name=description.text, key=key, kind=kind, rule="body.of_state")
        return find_told_of(self.article, description) or Speaker(kind=kind, rule="body.unnamed")

    def _find_called_after(self, description: Description, kind: str) -> Speaker | None:
        """A body called after somebody, or after its town: "the Obama administration", "Rye police"."""
        is_after = description.head in self._words.called_after
        if not is_after or (description.is_plural and description.head != "police"):
            return None
        if description.called_after is not None:
            last = description.called_after.split()[-1]
            if last.lower() not in self.article.family_names and not self._may_be_called_after(last, description.head):
                return None
            after = last if last.lower() in self.article.family_names else description.called_after
            name = f"{after} {description.head}"
            named = Speaker(name=name, key=make_key("org", name), kind=kind, rule="body.called_after")
            self._called_after.setdefault(description.head, {})[named.key or ""] = named
            return named
        if not description.is_definite or description.modifiers:
            return None
        known = self._called_after.get(description.head) or list_called_after(self.article, description.head, kind)
        if not known:
            return find_campaign(self.article, description)
        return decide("body.called_after_before", next(iter(known.values()))) if len(known) == 1 else None

    def _may_be_called_after(self, name: str, head: str) -> bool:
        """Whether a name that the article gives nobody may be somebody's: a party's or an initial word is not."""
        return head == "police" or not (name.isupper() or "." in name or name.lower() in self._words.partisan)

    def _find_named_body(self, description: Description) -> Speaker | None:
        noun = self.article.body.doc[description.at]
        found = self.article.bodies.find(description, noun.idx)
        if description.head == "group" and not description.modifiers:
            body = found[0] if found is not None else None
            counted = find_counted_before(self.article, self._pronouns.find_several, noun, body)
            if counted is not None:
                return counted
        if found is not None:
            return find_reporting(self.article.body.doc, self.memory, description, found[0]) or decide(
                found[1], self.article.name_mention(found[0])
            )
        if description.head not in self._words.any_body:
            return None
        if (brought_in := find_brought_in(self.article, description)) is not None:
            return brought_in
        # No more can have spoken so near.
        for spoken in islice(self.memory.list_before(description.at), 2 * NEAR_TOKENS):
            if spoken.speaker.kind == "organization" and description.at - spoken.at <= NEAR_TOKENS:
                is_meant = self._may_go_on(description, spoken)
                return decide("body.last_speaker", spoken.speaker) if is_meant else None
        return None

    def _may_go_on(self, description: Description, spoken: Spoken) -> bool:
        """Whether "the company" may be the body that spoke last: not a newspaper, nor where another was named since."""
        name = spoken.speaker.name
        if name is None or description.called_after is not None:
            return False
        if description.head in self._words.business and not may_be_business(name):
            return False
        return not self.article.is_body_between(spoken.at, description.at, spoken.speaker.key)
