"""What "the bill" and "this company" mean: a name or a fuller description that the article gives before."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence, Set

from spacy.tokens import Span, Token

from tasks.annotate.claims.lexicon import list_pointing, load_pointing_words
from tasks.annotate.claims.phrases import (
    has_complement,
    is_at_one_time,
    is_everybody,
    is_general,
    is_known,
    is_of_year,
    is_single,
    is_told_amount,
    names_itself,
    tells_which,
)
from tasks.annotate.claims.stretch import CLEAR, OPEN, Reading, Story, Stretch
from tasks.annotate.spans import Mention
from tasks.language.body import Chars, Tokens
from tasks.language.grammar import (
    ADJECTIVES,
    COMMON_NOUNS,
    NOUNS,
    PLURALS,
    PROPER_NOUNS,
    RECEIVERS,
    TIME_LABELS,
    has_child,
    noun_phrase,
    own_subject,
)
from tasks.language.inflection import add_s, singular
from tasks.language.people import is_body, is_person_noun, names_one_person
from tasks.language.places import load_gazetteer
from tasks.language.public_figures import load_public_figures

LONGEST_DESCRIPTION = 12  # tokens
MOST_PLACES = 64
NEAR_NAME = 8  # tokens
LONGEST_REACH = 3  # sentences
_COUNTRIES = frozenset({"country", "nation"})
_WITHIN_COUNTRIES = frozenset({"city", "town", "village", "county", "district", "province"})
_KINDS = ADJECTIVES | NOUNS - PROPER_NOUNS
# Rules of `speakers` that say whom a description means, for sure.
SURE_RULES = frozenset(
    {
        "description.role_before", "description.seat", "description.age", "body.called", "body.stands_for",
        "body.of_state", "body.called_after_before",
    }
)  # fmt: skip


class Descriptions:
    """What the definite phrases of one article's claims mean."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._read: dict[int, Reading] = {}

    def read(self, stretch: Stretch, determiner: Token) -> Reading:
        """Say what a phrase needs that opens with "the", "this" or "those"."""
        head = determiner.head
        if head.i - determiner.i > LONGEST_DESCRIPTION:
            return OPEN
        if head.tag_ not in NOUNS or (head.i + 1 < len(head.doc) and head.nbor().text == "-" and not head.whitespace_):
            return CLEAR if is_everybody(head) or is_told_amount(head) else OPEN
        if determiner.lower_ not in load_pointing_words().article:
            return self._read_shown(stretch, determiner)
        if _is_idiom(head, determiner):
            return CLEAR
        if names_itself(self._story, head, determiner) or is_single(head, determiner) or has_complement(head):
            return CLEAR
        if is_known(head, determiner):
            return OPEN if is_at_one_time(head, determiner) else CLEAR
        if stretch.names_before(head) or _has_bearer_before(stretch, determiner):
            return CLEAR
        if head.i not in self._read:
            self._read[head.i] = self._find(head, determiner)
        found = self._read[head.i]
        if found.text is not None and not _repeats(found.text, determiner):
            return found
        is_usual = is_general(head, determiner) and not self._is_told_before(head, determiner)
        return CLEAR if is_usual or self._is_everywhere(head) or is_of_year(head) else OPEN

    def _read_shown(self, stretch: Stretch, determiner: Token) -> Reading:
        """Read "this company": of eight that were given a name or a description that stands before four were others."""
        head = determiner.head
        if names_itself(self._story, head, determiner) or is_single(head, determiner):
            return OPEN
        if determiner.lower_ in ("those", "that") and tells_which(head):
            return CLEAR
        # "And that mills opened", whatever the parse makes of it.
        is_joined = determiner.lower_ == "that" and head.tag_ in PLURALS
        return CLEAR if is_joined or stretch.names_before(head) else OPEN

    def _places_before(self, head: Token, word: str) -> list[int]:
        """The last places of a word before a noun."""
        places = self._story.places_of(word)
        end = bisect_left(places, head.i)
        return places[max(0, end - MOST_PLACES) : end]

    def _is_told_before(self, head: Token, determiner: Token) -> bool:
        """Whether the article has told of one of that kind before: "a new tax system … the tax system"."""
        doc, kind = self._story.body.doc, {each.lower_ for each in head.lefts if each.i > determiner.i}
        told = (doc[at] for at in self._places_before(head, head.lower_) if doc[at].left_edge.lower_ in ("a", "an"))
        return any(kind & {each.lower_ for each in noun.lefts} or noun.n_lefts == 1 for noun in told)

    def _is_everywhere(self, head: Token) -> bool:
        """Whether a thing that the article has not told of stands where no reader looks back: "in the suburbs"."""
        words = load_pointing_words()
        if head.lower_ not in words.everywhere or any(each.lower_ in words.deictic for each in head.lefts):
            return False
        if head.dep_ not in ("dobj", "pobj", "attr") or head.head.dep_ == "agent":
            return False
        return not any(at < head.i for form in _list_forms(head.lower_) for at in self._story.places_of(form))

    def _find(self, head: Token, determiner: Token) -> Reading:
        if not self._is_alone(head) or any(each.lower_ == "then" for each in head.doc[determiner.i : head.i]):
            return OPEN  # "the then-president"
        if is_person_noun(head.lower_) or is_body(head.lower_):
            speaker = self._story.speakers.identify(head, Tokens((determiner.i, head.i + 1)))
            is_sure = (
                speaker.rule in SURE_RULES and self._bears(speaker.key, head) and self._is_called(speaker.key, head)
            )
            is_sure = is_sure and names_one_person(head.lower_) == (speaker.kind == "person")
            if is_sure and speaker.name is not None and not _repeats(speaker.name, determiner):
                return Reading(speaker.name, speaker.key)
        modifiers = {each.lower_ for each in head.lefts if each.i > determiner.i}
        if not modifiers and head.lower_ in load_pointing_words().of_president:
            return self._find_president(head)
        if head.lower_ in load_pointing_words().vague | load_pointing_words().unique:
            return OPEN
        return self._describe(head, modifiers)

    def _find_president(self, head: Token) -> Reading:
        """The president of that year where he alone is named before, and "the administration" as his."""
        published = self._story.published_at
        before = self._story.mentions[: bisect_left(self._story.mentions, head.idx, key=lambda each: each.start)]
        keys = {each.entity_key for each in before if each.label == "person"}
        bearing = {self._bearer_at(at) for at in self._places_before(head, "president")} - {None}
        found = [
            figure
            for figure in load_public_figures()
            if figure.office == "president"
            and published is not None
            and figure.years[0] <= published.year <= figure.years[1]
            and not keys.isdisjoint(figure.keys)
        ]
        # Who was vice president before stands in the list with both.
        found = [figure for figure in found if not bearing.isdisjoint(figure.keys)] if len(found) > 1 else found
        if len(found) != 1 or not bearing <= {*found[0].keys}:
            return OPEN
        name, key = found[0].name, found[0].keys[0]
        if head.lower_ == "president":
            return Reading(name, key)
        return Reading(f"the {name.split()[-1]} administration", f"administration of {key}")

    def _bearer_at(self, at: int) -> str | None:
        """The key of whoever is named behind a "President" that is no vice president's, nor a former one's."""
        doc = self._story.body.doc
        if at + 1 == len(doc) or (at and doc[at - 1].lower_ in load_pointing_words().no_longer):
            return None
        mention = self._story.mention_of(doc[at + 1])
        return None if mention is None or mention.label != "person" else mention.entity_key

    def _bears(self, key: str | None, head: Token) -> bool:
        """Whether somebody has "President" before his name, since every body has a president of its own."""
        if head.lower_ != "president":
            return True
        doc = self._story.body.doc
        bearers = Counter[str | None]()
        for at in self._places_before(head, "president"):
            mention = self._story.mention_of(doc[at + 1])
            if mention is not None:
                bearers[mention.entity_key] += 1
        return bearers[key] > 0 and bearers[key] == max(bearers.values())

    def _is_called(self, key: str | None, head: Token) -> bool:
        """Whether what stands before "counsel" in "the special counsel" stands beside a name of whom it would mean."""
        told = {each.lower_ for each in head.lefts if each.dep_ in ("amod", "compound") and each.tag_ in _KINDS}
        if not told or not is_person_noun(head.lower_):
            return True
        doc, body = self._story.body.doc, self._story.body
        for mention in self._story.mentions:
            if mention.entity_key == key and mention.link != "pronoun":
                start, end = body.tokens_of(Chars((mention.start, mention.end)))
                if told <= {word.lower_ for word in doc[max(0, start - NEAR_NAME) : end + NEAR_NAME]}:
                    return True
        return False

    def _is_alone(self, head: Token) -> bool:
        """Whether one body alone of those named before has a noun in its name: of two parties either may be meant."""
        if not is_body(head.lower_) and head.lower_ not in load_pointing_words().rivals:
            return True
        mentions, body = self._story.mentions, self._story.body
        before = mentions[: bisect_left(mentions, head.idx, key=lambda each: each.start)][-MOST_PLACES:]
        named = [
            each for each in before if head.lower_ in f"{each.name} {body.text[each.start : each.end]}".lower().split()
        ]
        reach = body.sentence_starts[max(0, body.sentence_number(head.i) - LONGEST_REACH)]
        near = [each for each in named if each.start >= body.doc[reach].idx]
        # A party and a committee have others of their kind in every story; of two courts the one named last is meant.
        is_near = bool(near) and head.lower_ not in load_pointing_words().rivals
        return len({each.entity_key for each in (near if is_near else named)}) <= 1

    def _describe(self, head: Token, modifiers: Set[str]) -> Reading:
        """The name or the description with which the article brings in what a noun means, if it is one only."""
        found: dict[str, Reading] = {}
        for at in self._places_before(head, head.lower_):
            word = self._story.body.doc[at]
            reading = self._introduce(word, modifiers)
            if reading is not None and (reading.text or "").lower() not in (head.lower_, *modifiers):
                found.pop(reading.identity or "", None)
                found[reading.identity or ""] = reading
        if len(found) == 1:
            return next(iter(found.values()))
        return self._take_last(head, list(found.values())) if found and not modifiers else OPEN

    def _take_last(self, head: Token, found: Sequence[Reading]) -> Reading:
        """The last of several that a bare "the memo" may mean, where it stands near and has a name: "the Roe memo"."""
        last, body = found[-1], self._story.body
        if last.text is None or head.left_edge.lower_ not in load_pointing_words().article:
            return OPEN
        named = [word for word in last.text.split() if word[:1].isupper()]
        places = self._places_before(head, head.lower_)
        near = body.sentence_number(head.i) - body.sentence_number(places[-1])
        return last if named and near <= LONGEST_REACH else OPEN

    def _introduce(self, word: Token, modifiers: Set[str]) -> Reading | None:
        """What a noun brings in; None where it brings in nothing, as a bare "the bill" does."""
        mention = self._story.mention_of(word)
        if mention is not None and word.tag_ in PROPER_NOUNS:
            if mention.end != word.idx + len(word) or word.head.idx in range(mention.start, mention.end):
                return None
            is_name = mention.name is not None and mention.name.lower() != word.lower_
            if is_person_noun(word.lower_) and mention.label != "person":
                return None  # of "the Republican" the party is none
            if word.tag_ == "NNPS" and singular(word.lower_) in load_pointing_words().kinds["place"]:
                return None  # of "the nations" the United Nations are none
            return Reading(mention.name, mention.entity_key or mention.name) if is_name else OPEN
        if word.tag_ not in COMMON_NOUNS or word.dep_ == "compound":
            return None
        bearer = self._bearer(word)
        if bearer is not None:
            return bearer
        if word.lower_ == "party":
            return None  # "Roe's party" may be another one in another year
        start, end = noun_phrase(word)
        phrase = self._story.body.doc[start:end]
        if not len(phrase) or (len(phrase) <= 2 and phrase[0].lower_ in load_pointing_words().definite):
            return None
        if len(phrase) > LONGEST_DESCRIPTION or not modifiers <= {each.lower_ for each in phrase}:
            return Reading(None, f"at {word.i}", is_open=True)
        if not self._tells(phrase, word):
            return Reading(None, f"at {word.i}", is_open=True)
        return Reading(phrase.text, phrase.text.lower())

    def _bearer(self, word: Token) -> Reading | None:
        """Whose description a noun is: "Acme, a company", "Acme is a company"."""
        if is_person_noun(word.lower_):
            return None
        named = word.head if word.dep_ == "appos" else own_subject(word.head) if word.dep_ == "attr" else None
        mention = None if named is None else self._story.mention_of(named)
        if mention is None or mention.name is None or mention.entity_key is None or mention.link == "pronoun":
            return None
        if mention.label not in load_pointing_words().kinds or (
            mention.label != "organization" and word.lower_ not in load_pointing_words().kinds[mention.label]
        ):
            return None
        return Reading(mention.name, mention.entity_key)

    def _tells(self, phrase: Span, head: Token) -> bool:
        """Whether a phrase says what it means without the article: "a bill to repeal the Clean Air Act"."""
        pointing = list_pointing() - {"the", "that"}
        if any(word.lower_ in pointing or word.is_quote for word in phrase) or phrase[0].lower_ in ("every", "no"):
            return False
        if has_child(head, "conj"):
            return False
        if any(word.head.tag_ not in PROPER_NOUNS and word.head != head for word in phrase if word.lower_ == "the"):
            return False
        if any(self._story.mention_of(word) is not None for word in phrase):
            return singular(head.lower_) not in load_pointing_words().of_bodies or has_complement(head)
        # "A statement released Tuesday" tells when it came, not what it is.
        content = [
            word for word in phrase if word.i > head.i and word.tag_ in NOUNS and word.ent_type_ not in TIME_LABELS
        ]
        return has_complement(head) and bool(content)


def _repeats(text: str, determiner: Token) -> bool:
    """Whether a reading says no more than the phrase does."""
    phrase = {word.lower_ for word in determiner.doc[determiner.i : determiner.head.i + 1]}
    return {word.lower() for word in text.split()} <= phrase | load_pointing_words().article


def _is_idiom(head: Token, determiner: Token) -> bool:
    """Whether a phrase only joins: "at the same time", "on the other hand"."""
    idioms = load_pointing_words().idioms
    phrase = head.doc[determiner.i : head.i + 1].text.lower()
    return phrase in idioms or (determiner.i > 0 and f"{determiner.nbor(-1).lower_} {phrase}" in idioms)


def _list_forms(noun: str) -> tuple[str, str, str]:
    return noun, singular(noun), add_s(singular(noun))


def _has_bearer_before(stretch: Stretch, determiner: Token) -> bool:
    """Whether a claim names before what "the company" or "the city" may be."""
    noun = singular(determiner.head.lower_)
    kinds = load_pointing_words().kinds
    labels = {label for label, nouns in kinds.items() if noun in nouns}
    # "The navy chose the company": who does something to it is another one.
    head = determiner.head
    actor = own_subject(head.head) if head.dep_ in RECEIVERS else None
    found = [
        mention
        for mention in stretch.mentions_before(determiner)
        if not (actor is not None and mention.start <= actor.idx < mention.end)
    ]
    if noun in kinds["place"]:
        found = [each for each in found if each.label == "place" and _may_be_called(stretch, each, head)]
        is_pair = any(each.lower_ in ("two", "both") for each in head.lefts)
        return len({each.entity_key for each in found}) > is_pair
    return any(mention.label in labels for mention in found)


def _may_be_called(stretch: Stretch, mention: Mention, head: Token) -> bool:
    """Whether a place may be "the city" behind it.

    A country is no city and not "the region", a town no nation, and "the Oslo protests" may be anywhere.
    """
    noun, kinds = singular(head.lower_), {entry.kind for entry in load_gazetteer().get(mention.name or "", ())}
    if "country" in kinds and (noun in _WITHIN_COUNTRIES or (noun == "region" and head.n_lefts == 1)):
        return False
    if noun in _COUNTRIES and kinds & {"capital", "part"}:
        return False
    last = stretch.story.body.token_at(mention.end - 1)
    is_beside = last is not None and last.dep_ in ("compound", "nmod") and last.head.i > last.i
    return not is_beside or last is None or singular(last.head.lower_) not in load_pointing_words().occurrences
