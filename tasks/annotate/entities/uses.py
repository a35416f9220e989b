"""How an article uses a name of one word: as a person's, or as that of a body or place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

from tasks.annotate.entities.candidate import POSSESSIVES, Candidate
from tasks.annotate.entities.lexicon import list_personal_verb_forms, load_name_uses
from tasks.language.cues import list_verb_forms
from tasks.language.function_words import load_function_words
from tasks.language.grammar import NOUN_SUBJECTS, NOUNS, VERBS
from tasks.language.names import GENDERS
from tasks.language.places import find_words

# How much each sign weighs: what persons alone do weighs more than what bodies do as well. Read in 470 articles.
_FOR_PERSON = {"has": 1, "speaks": 1, "acts": 1, "beside_person": 1, "taken_up": 2, "who": 2}
_FOR_BODY = {"has_of_body": 1, "located": 2, "its": 1, "article": 2, "plural": 2}
_CONTINUING = NOUNS | {"JJ", "HYPH"}  # "the Roe voters", "the Roe-era rule"
LEAST_SCORE = 3
LEAST_KINDS = 2
LONGEST_LOOK = 25  # tokens after a name in which a pronoun may take it up


@dataclass(slots=True)
class Use:
    """How often each sign stands beside a name, and which pronouns take it up."""

    signs: Counter[str] = field(default_factory=Counter)
    sexes: Counter[str] = field(default_factory=Counter)

    @property
    def score(self) -> int:
        """How much more the signs speak for a person than for a body or place."""
        person = sum(weight * self.signs[sign] for sign, weight in _FOR_PERSON.items())
        return person - sum(weight * self.signs[sign] for sign, weight in _FOR_BODY.items())

    @property
    def score_of_known(self) -> int:
        """The score where the name is known to be somebody's: then "the" goes with a noun behind it."""
        return self.score + _FOR_BODY["article"] * self.signs["article"]

    @property
    def has_signs(self) -> bool:
        """Whether any sign speaks for a person."""
        return any(self.signs[sign] for sign in _FOR_PERSON)

    @property
    def is_person(self) -> bool:
        """Whether signs of several kinds speak for a person."""
        return self.score >= LEAST_SCORE and sum(self.signs[sign] > 0 for sign in _FOR_PERSON) >= LEAST_KINDS

    @property
    def sex(self) -> Literal["m", "f"] | None:
        """The sex that the pronouns around it agree on."""
        if self.sexes["m"] > 2 * self.sexes["f"] + 1:
            return "m"
        return "f" if self.sexes["f"] > 2 * self.sexes["m"] + 1 else None


def read_uses(doc: Doc, names: Collection[str], candidates: Sequence[Candidate]) -> Mapping[str, Use]:
    """Read how an article uses names of one word where they stand alone.

    Args:
        doc: The parsed body.
        names: The names.
        candidates: Its names of all kinds; who stands beside a name is told by their labels.
    """
    named = [each for each in candidates if each.label == "person"]
    persons = {at: each.words[-1] for each in named for at in range(each.start, each.end)}
    longer = {at for each in candidates if len(each.words) > 1 for at in range(each.start, each.end)}
    uses = {name: Use() for name in names}
    for at in find_words(doc, names, ORTH) if names else ():
        if at in longer:
            continue
        token, use = doc[at], uses[doc[at].text]
        _read_neighbours(token, use)
        _read_pronouns(token, use, persons)
        joined = [child.i for child in token.children if child.dep_ == "conj"]
        joined += [token.head.i] if token.dep_ == "conj" else []
        use.signs["beside_person"] += any(persons.get(other, token.text) != token.text for other in joined)
    return uses


def _read_neighbours(token: Token, use: Use) -> None:
    doc, at = token.doc, token.i
    words = [each.lower_ for each in doc[at + 1 : at + 5]]
    owns = bool(words) and words[0] in POSSESSIVES
    after = words[owns : owns + 2]
    before = doc[at - 1].lower_ if at else ""
    known = load_name_uses()
    if not known.person.things.isdisjoint(after[:1] if not owns else after):
        use.signs["has"] += 1
    if not known.body.things.isdisjoint(after[:1]):
        use.signs["has_of_body"] += 1
    if after[:1] == ["who"] or after == [",", "who"]:
        use.signs["who"] += 1
    if before in known.body.locating and not owns and token.dep_ == "pobj":
        use.signs["located"] += 1
    is_alone = len(doc) <= at + 1 or doc[at + 1].tag_ not in _CONTINUING
    if before in load_function_words().articles and is_alone and not owns:
        use.signs["article"] += 1


def _read_pronouns(token: Token, use: Use, persons: Mapping[int, str]) -> None:
    """Read what a name does, and whether "he", "she" or "it" goes on from it in its sentence."""
    doc, sentence = token.doc, token.sent
    following = [each.lower_ for each in doc[token.i + 1 : min(sentence.end, token.i + LONGEST_LOOK)]]
    sex = next((GENDERS[word] for word in following if word in GENDERS), None)
    if sex and all(persons.get(at, token.text) == token.text for at in range(sentence.start, sentence.end)):
        use.signs["taken_up"] += 1
        use.sexes[sex] += 1
    if token.dep_ not in NOUN_SUBJECTS or token.head.tag_ not in VERBS:
        return
    verb = token.head
    if verb.lower_ in list_verb_forms("speaks"):
        use.signs["speaks"] += 1
    elif verb.lower_ in list_personal_verb_forms():
        use.signs["acts"] += 1
    if (verb.tag_ == "VBP" or verb.lower_ in ("are", "were")) and not any(c.dep_ == "conj" for c in token.children):
        use.signs["plural"] += 1
    if "its" in following:
        use.signs["its"] += 1
