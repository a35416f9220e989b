"""Which person a name means: full names, surnames and given names within one article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from spacy.attrs import IS_SPACE
from spacy.tokens import Doc

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.identity import Identity, not_told
from tasks.annotate.entities.person_forms import Person, group_forms
from tasks.annotate.entities.person_shapes import (
    ARTICLES,
    drop_ends,
    find_ends,
    is_family_with_particles,
    list_full,
    list_initialed,
    strip_initials,
    without_article,
)
from tasks.annotate.entities.uses import Use
from tasks.language.grammar import SINGULARS
from tasks.language.names import (
    guess_gender,
    is_given_name,
    is_reigning,
    is_suffix,
    split_name,
)
from tasks.language.nicknames import share_given
from tasks.language.people import is_kin, sex_of
from tasks.language.places import make_slug
from tasks.language.public_figures import list_figures_by_family, list_known_surnames

PARAGRAPHS_APART = 2  # line breaks between two bearers of a surname, so that the nearer is meant
MOST_BEARERS = 20  # of one surname; nobody knows any more which of them is near
FEWEST_LETTERS = 2  # a shorter given name may be an acronym's start: "Al", "Jo"


def _is(person: Person, link: str, rule: str) -> Identity:
    return Identity(key=person.key, name=person.name, link=link, rule=rule)


class People:
    """The persons whom an article names in full, and whom its shorter names mean."""

    def __init__(self, doc: Doc, candidates: Sequence[Candidate], uses: Mapping[str, Use]) -> None:
        self._doc = doc
        self._uses = uses
        self._by_form: dict[str, Person] = {}
        self._by_family: dict[str, list[Person]] = {}
        self._by_given: dict[str, list[Person]] = {}
        self.by_key: dict[str, Person] = {}
        full = drop_ends(list_full(candidates))
        self._full = group_forms(full)
        self._by_end = find_ends(self._full)
        bare: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            if len(candidate.words) == 1:
                bare.setdefault(make_slug(candidate.text), []).append(candidate)
        self._initialed = list_initialed(candidates)
        self._bare = {family: [candidate.start for candidate in found] for family, found in bare.items()}
        for person in self._full:
            given, family, _ = split_name(person.words)
            for form in {family, without_article(family)}:
                self._by_family.setdefault(form, []).append(person)
            self._by_given.setdefault(given, []).append(person)
            self._by_form |= dict.fromkeys(person.forms, person)
            self.by_key[person.key] = person
        for candidate in full:
            if candidate.nickname and (known := self._by_form.get(make_slug(candidate.text))) is not None:
                self._by_given.setdefault(make_slug(candidate.nickname), []).append(known)
        forms = ((candidate.start, self._by_form.get(make_slug(candidate.text))) for candidate in full)
        self._places: dict[str, list[int]] = {}
        for at, named in forms:
            if named is not None:
                self._places.setdefault(named.key, []).append(at)
        spaces = np.flatnonzero(doc.to_array(IS_SPACE)).tolist()
        self._breaks = [at for at in spaces if "\n" in doc[at].text]
        self._bearers: dict[tuple[str, str | None], list[Person]] = {}
        for candidate in candidates:
            if candidate.label == "person":
                self._note_gender(candidate)
                self._note_kin(candidate)
        self._guessed = {person.key for person in self.by_key.values() if person.gender is None}
        for person in self.by_key.values():
            person.gender = person.gender or guess_gender(person.words[0])
        self._note_titled(full)
        self._others: dict[str, Person] = {}
        self._told_by_suffix: set[str] = set()
        self._note_other_bearers(candidates, bare, uses)

    def _note_titled(self, full: Sequence[Candidate]) -> None:
        titled = (self._by_form.get(make_slug(candidate.text)) for candidate in full if candidate.has_title)
        self._titled = {person.key for person in titled if person is not None}

    def _note_other_bearers(
        self, candidates: Sequence[Candidate], bare: Mapping[str, Sequence[Candidate]], uses: Mapping[str, Use]
    ) -> None:
        juniors = (c for c in candidates if len(c.words) == 2 and is_suffix(c.words[1]))
        with_suffix = {make_slug(c.words[0]) for c in juniors if make_slug(c.text) not in self._by_form}
        for family in self._by_family.keys() & bare.keys():
            short = {family, *(make_slug(person.words[0]) for person in self._by_family[family])}
            if has_suffix := any(name.startswith(word) for word in with_suffix for name in short):
                self._told_by_suffix.add(family)
            other = self._find_other_bearer(family, bare[family], uses, has_suffix)
            if other is not None:
                self._others[family] = self.by_key.setdefault(other.key, other)

    def _find_other_bearer(
        self, family: str, bare: Sequence[Candidate], uses: Mapping[str, Use], has_suffix: bool
    ) -> Person | None:
        """Find who bears a surname alone where it cannot be theirs whom the article names in full by it.

        Theirs it is not where titles or pronouns tell the other sex; nor if they are somebody's relatives and the bare
        surname is a public figure's; nor if they are "Jr." and called so, or have no title and the surname comes first.

        Args:
            family: The surname, folded.
            bare: Where it stands alone.
            uses: How the article uses names of one word.
            has_suffix: Whether it, or the given name, stands with no more than a suffix: "Trump Jr.", "Don Jr.".
        """
        sharing, surname = self._by_family[family], bare[0].text
        sex = _tell_sex(bare, sharing, uses.get(surname) if _is_public_figure(family, sharing) else None)
        opening = min((place for person in sharing for place in self._places.get(person.key, ())), default=-1)
        is_public, is_first = _is_public_figure(family, sharing), bare[0].start < opening
        for person in sharing:
            is_junior = is_suffix(person.words[-1]) and not is_reigning(person.words)
            is_untitled = is_junior and person.key not in self._titled
            is_lesser = (is_public and (person.is_relative or is_untitled)) or (is_untitled and is_first)
            # A given name alone does not tell: "Nicola Roe … Mr. Roe" is one man.
            is_apart = is_public or is_first or person.is_relative
            is_other_sex = is_apart and sex is not None and person.gender not in (None, sex)
            if not is_other_sex and not is_lesser and not (is_junior and (has_suffix or person.is_relative)):
                return None
        return Person(key=f"person:{family}", name=surname, words=[surname], gender=sex)

    def is_part_of_name(self, word: str) -> bool:
        """Whether a word is the family name of a person whom the article names in full."""
        return make_slug(word) in self._by_family

    def is_only_given_name(self, word: str) -> bool:
        """Whether a word is the given name of a person of the article, and known as one."""
        return make_slug(word) in self._by_given and is_given_name(word)

    def is_given_name_of_one(self, word: str) -> bool:
        """Whether a word is the given name of exactly one person of the article, and no one's family name."""
        slug = make_slug(word)
        return len(self._by_given.get(slug, ())) == 1 and slug not in self._by_family and len(slug) > FEWEST_LETTERS

    def is_full_form(self, name: str) -> bool:
        """Whether a name is that of a person whom the article names in full."""
        return make_slug(name) in self._by_form

    def is_family_name(self, words: Sequence[str]) -> bool:
        """Whether words are a family name with its particles ("Le Pen") of a person whom the article names in full."""
        return is_family_with_particles(words) and make_slug(words[-1]) in self._by_family

    def list_words(self) -> set[str]:
        """The words, as written, of the names of the persons whom the article names in full."""
        return {word for person in self._full for word in person.words}

    def surnames(self) -> set[str]:
        """The family names, as written, of the persons whom the article names in full."""
        surnames: set[str] = set()
        for person in self._full:
            words = [word.rstrip(",") for word in person.words]
            surname = words[-2] if is_suffix(words[-1]) else words[-1]
            surnames |= {surname, surname[3:] if surname.startswith(ARTICLES) else surname}
        return surnames

    def resolve(self, candidate: Candidate) -> Identity:
        """Say whom a person's name means."""
        if (person := self._by_form.get(make_slug(candidate.text))) is not None:
            return _is(person, "name", "people.full_name")
        ending = self._by_end.get(make_slug(candidate.text), [])
        is_several = len(candidate.words) > 1 or "-" in candidate.text  # "Hale-Roe" of Ann Hale Roe
        if len(ending) == 1 and is_several and not is_suffix(candidate.words[-1]):
            return _is(ending[0], "surname", "people.family_name_of_words")
        words = strip_initials(candidate.words)
        if is_family_with_particles(words):
            words = words[-1:] if make_slug(words[-1]) in self._by_family else ["-".join(words)]
        if len(words) == 2 and is_suffix(words[1]):
            suffix = make_slug(words[1])
            sharing = [p for p in self._by_family.get(make_slug(words[0]), []) if split_name(p.words)[2] == suffix]
            if len(sharing) == 1:
                return _is(sharing[0], "surname", "people.family_name_and_suffix")
            return not_told("people.suffix_unclear")
        if len(words) != 1:
            return not_told("people.words_unclear")
        return self._resolve_word(candidate, words[0])

    def _resolve_word(self, candidate: Candidate, word: str) -> Identity:
        slug = make_slug(word)
        if slug in self._by_family:
            return self._resolve_family_name(candidate, slug)
        named = self._by_given.get(slug, [])
        if named:
            if len(named) == 1 and not candidate.has_title:
                return _is(named[0], "alias", "people.given_name")
            return not_told("people.given_name_unclear")
        if is_given_name(word) and not candidate.has_title and not self._is_known_surname(word):
            return not_told("people.given_name_alone")
        written = candidate.text if is_family_with_particles(candidate.words) else word
        name = self._initialed.get(slug, written)
        known = self.by_key.setdefault(f"person:{slug}", Person(key=f"person:{slug}", name=name, words=[word]))
        known.gender = known.gender or candidate.gender
        return _is(known, "name", "people.name_alone")

    def _is_known_surname(self, word: str) -> bool:
        """Whether a word is a public figure's surname, and the article uses it as a person's: "the Clinton years"."""
        return word in list_known_surnames() and word in self._uses and self._uses[word].score > 0

    def _resolve_family_name(self, candidate: Candidate, family: str) -> Identity:
        gender = candidate.gender
        other = self._others.get(family)
        named = [person for person in self._by_family[family] if gender is not None and person.gender == gender]
        if other is not None and (gender is None or other.gender == gender or not (named or other.gender)):
            return _is(other, "name", "people.other_bearer")
        if (family, gender) not in self._bearers:
            self._bearers[family, gender] = self._list_bearers(family, gender)
        fitting = self._bearers[family, gender]
        if len(fitting) == 1:
            return _is(fitting[0], "surname", "people.family_name")
        chosen = self._choose_bearer(candidate, fitting) if 1 < len(fitting) <= MOST_BEARERS else None
        return chosen or not_told("people.family_name_unclear")

    def _list_bearers(self, family: str, gender: str | None) -> list[Person]:
        """List whom a bare surname may mean, by the sex that the words around it tell."""
        sharing = self._drop_juniors(family) or self._by_family[family]
        fitting = [p for p in sharing if gender is None or p.gender in (None, gender)]
        if len(fitting) > 1:
            fitting = [p for p in fitting if not p.is_relative] or fitting
        if len(fitting) > 1 and gender is not None:
            fitting = [p for p in fitting if p.gender == gender]
        if (
            not fitting
            and len(sharing) == 1
            and sharing[0].key in self._guessed
            and family not in list_figures_by_family()
        ):
            # "Nicola Roe … Mr. Roe": a given name alone does not tell.
            return sharing
        fitting = self._drop_bywords(fitting, family)
        first = split_name(fitting[0].words)[0] if len(fitting) > 1 else ""
        if first and all(share_given(first, split_name(person.words)[0]) for person in fitting[1:]):
            # "Michael Roe … Mike Roe": one who is named in two forms.
            return [max(fitting, key=lambda person: len(self._places.get(person.key, ())))]
        return fitting

    def _drop_juniors(self, family: str) -> list[Person]:
        """Leave out of those of a surname who is "Jr.", unless the others are only brought in as his relatives."""
        sharing = self._by_family[family]
        elders = [p for p in sharing if not is_suffix(p.words[-1])]
        if all(p.is_relative and self._is_named_once(p) for p in elders):
            return sharing
        return [p for p in sharing if p in elders or self._is_told_most(p, family)]

    def _is_named_once(self, person: Person) -> bool:
        return len(self._places.get(person.key, ())) == 1

    def _is_told_most(self, junior: Person, family: str) -> bool:
        """Whether an article is about a "Jr.": else the son is "Trump Jr.", and the bare surname is his father's."""
        own, *others = sorted((self._places.get(p.key, []) for p in self._by_family[family]), key=len, reverse=True)
        is_most = own == self._places.get(junior.key) and len(own) > 1 and family not in self._told_by_suffix
        return is_most and all(own[0] < places[0] for places in others if places)

    def _drop_bywords(self, fitting: list[Person], family: str) -> list[Person]:
        """Leave out names that stand once and are nobody's beside a public figure's: "Demogorgon Trump"."""
        figures = {key for figure in list_figures_by_family().get(family, ()) for key in figure.keys}
        if all(person.key not in figures for person in fitting):
            return fitting
        return [
            p for p in fitting if p.key in figures or len(self._places.get(p.key, ())) > 1 or is_given_name(p.words[0])
        ]

    def _choose_bearer(self, candidate: Candidate, sharing: Sequence[Person]) -> Identity | None:
        """Choose whom a bare surname means that several bear.

        It is who had it to himself before the others came in; else who was named in full last, if the others were not
        named in full in that paragraph or the one before it.
        """
        full = {person.key: self._places.get(person.key, []) for person in sharing}
        if any(not places for places in full.values()):
            return None
        first = sorted((places[0], key) for key, places in full.items())
        (opening, owner), (second, _) = first[0], first[1]
        bare = self._bare.get(make_slug(candidate.words[-1]), [])
        after = bisect_right(bare, opening)
        if after < len(bare) and bare[after] < second:
            return _is(self.by_key[owner], "surname", "people.first_bearer")
        last = sorted((_last_before(places, candidate.start), key) for key, places in full.items())
        (earlier, _), (latest, key) = last[-2], last[-1]
        apart = latest >= 0 and (earlier < 0 or self._count_breaks(earlier, latest) >= PARAGRAPHS_APART)
        is_near = latest >= 0 and self._count_breaks(latest, candidate.start) < PARAGRAPHS_APART
        return _is(self.by_key[key], "surname", "people.last_bearer") if apart and is_near else None

    def _count_breaks(self, start: int, end: int) -> int:
        """Count the line breaks between two tokens."""
        return bisect_left(self._breaks, end) - bisect_left(self._breaks, start)

    def _note_kin(self, candidate: Candidate) -> None:
        person = self._by_form.get(make_slug(candidate.text))
        root = candidate.root(self._doc)
        before = [*self._doc[max(0, candidate.start - 2) : candidate.start]]
        before += [root.head] if root.dep_ == "appos" and root.head.i < root.i else []
        # "Ann Roe, her mother,"
        before += [
            each for each in root.children if each.dep_ == "appos" and any(own.dep_ == "poss" for own in each.lefts)
        ]
        if person is None or person.is_relative:
            return
        is_first_lady = [token.lower_ for token in before] == ["first", "lady"]
        person.is_relative = is_first_lady or any(is_kin(token.lower_) for token in before)

    def _note_gender(self, candidate: Candidate) -> None:
        gender = candidate.gender or _gender_around(self._doc, candidate)
        if gender is None:
            return
        candidate.gender = gender
        person = self._by_form.get(make_slug(candidate.text))
        if person is None and len(candidate.words) == 1:
            sharing = self._by_family.get(make_slug(candidate.text), [])
            # "Mr. Roe" is not Susan Roe.
            fits = len(sharing) == 1 and guess_gender(sharing[0].words[0]) in (None, gender)
            person = sharing[0] if fits else None
        if person is not None and person.gender is None:
            person.gender = gender


def _tell_sex(bare: Sequence[Candidate], sharing: Sequence[Person], use: Use | None) -> str | None:
    """The sex of whoever a bare surname means, by its titles, else by the pronouns that take it up."""
    titled = {candidate.gender for candidate in bare if candidate.gender}
    if not titled:
        return use.sex if use is not None else None
    sexes = {person.gender for person in sharing}
    # "Ms. Trump" is the one named in full; "Mr. Trump" is another.
    told = titled - sexes if len(sexes) == 1 and len(titled) > 1 else titled
    return next(iter(told)) if len(told) == 1 else None


def _is_public_figure(family: str, sharing: Sequence[Person]) -> bool:
    """Whether a surname is a public figure's who is none of some persons of that surname."""
    keys = {person.key for person in sharing}
    figures = list_figures_by_family().get(family.rpartition("-")[2], ())
    named = [figure.keys for figure in figures if figure.keys[0].endswith(f"-{family}")]
    return bool(named) and all(keys.isdisjoint(forms) for forms in named)


def _last_before(places: Sequence[int], before: int) -> int:
    at = bisect_left(places, before)
    return places[at - 1] if at else -1


def _gender_around(doc: Doc, candidate: Candidate) -> str | None:
    """Read the gender from a noun before the name or in apposition: "spokeswoman Farah Dakhlallah"."""
    root = candidate.root(doc)
    before = doc[candidate.start - 1] if candidate.start else None
    if before is not None and (said := sex_of(before.lower_)) and before.tag_ in SINGULARS:
        return said
    for child in root.children:
        if child.dep_ == "appos" and child.tag_ == "NN" and (said := sex_of(child.lower_)):
            return said
    if root.dep_ == "appos" and root.head.tag_ == "NN" and root.head.i < root.i:
        return sex_of(root.head.lower_)
    return None
