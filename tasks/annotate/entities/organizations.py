"""Which organization a name means: acronyms that the article defines, short forms, and organs of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from tasks.annotate.entities.candidate import Candidate
from tasks.annotate.entities.identity import Identity, as_listed, not_told
from tasks.annotate.entities.lexicon import load_organization_words
from tasks.language.function_words import load_function_words
from tasks.language.known_names import load_countries, load_organizations
from tasks.language.places import Entry, find_words, load_gazetteer, make_slug, plain

LONGEST_INITIALS = 4  # letters; a shorter acronym is made of initials alone


@cache
def _kinds() -> dict[str, str]:
    """Words by which an organ of a state is called, and its kind."""
    return {words: kind for kind, row in load_organization_words().kinds.items() for words in row.words}


@cache
def _by_country_and_kind() -> dict[tuple[str, str], tuple[str, str]]:
    return {
        (known.country, known.kind): (f"org:{slug}", known.name)
        for slug, known in load_organizations().items()
        if known.country is not None and known.kind is not None
    }


def list_kind_words() -> Iterable[str]:
    """Give the words by which organs of states are called."""
    return _kinds()


LONGEST_KIND = max(len(words.split()) for words in _kinds())


def find_kind(words: str) -> str | None:
    """Give the kind of organ that words name ("foreign ministry"), or None."""
    return _kinds().get(plain(words).lower())


def name_organ(country: str, kind: str) -> Entry:
    """Give the organization of a kind that a country has, under its own name where the lexicon knows it."""
    known = _by_country_and_kind().get((country, kind))
    if known is None:
        state = load_countries()[country].name
        of_state = f"the {state}" if state.endswith(("s", "Republic", "Emirates", "Kingdom", "Congo")) else state
        known = f"org:{country.lower()}-{make_slug(kind)}", f"{kind.capitalize()} of {of_state}"
    key, name = known
    return Entry(key=key, name=name, label="organization", country=country, kind="organization", link="description")


def strip_suffixes(name: str) -> str:
    """Leave out what follows a company's name: "Apple Inc." is "Apple"."""
    words = plain(name).replace(",", "").split()
    while len(words) > 1 and words[-1] in load_organization_words().shapes.suffixes:
        words.pop()
    return " ".join(words)


def is_generic(name: str) -> bool:
    """Whether many places have an organization of that name."""
    return plain(name) in load_organization_words().shapes.generic


def spells(acronym: str, words: Sequence[str]) -> bool:
    """Whether words have the acronym as their initials, small words counted or not."""
    letters = acronym.replace(".", "").upper()
    skipped = load_function_words().small
    parts = [part for word in words for part in word.replace("-", " ").split() if part[0].isalnum()]
    told = [part for part in parts if part.lower() not in skipped]
    if len(letters) > 1 and letters in ("".join(map(_initial, told)).upper(), "".join(map(_initial, parts)).upper()):
        return True
    return (
        len(letters) >= LONGEST_INITIALS
        and len(told) > 1
        and _spells_in_parts(letters, [part.upper() for part in told])
    )


def _initial(word: str) -> str:
    return word[0]


def _spells_in_parts(letters: str, words: Sequence[str]) -> bool:
    """Whether letters are the beginnings of words in order: "MARINA" of "MARitime INdustry Authority"."""
    if not words:
        return not letters
    starts = (size for size in range(1, len(words[0]) + 1) if letters.startswith(words[0][:size]))
    return any(_spells_in_parts(letters[size:], words[1:]) for size in starts)


def is_acronym(text: str) -> bool:
    """Whether a name is written as an acronym."""
    letters = text.replace(".", "").replace("&", "")
    return 2 <= len(letters) <= 8 and letters.isalpha() and sum(map(str.isupper, letters)) >= max(2, len(letters) - 2)


def find_definitions(doc: Doc, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Find the acronyms that an article spells out.

    "National Intelligence Service (NIS)", "NIS (National Intelligence Service)" and "DPRK stands for the North's
    official name, the Democratic People's Republic of Korea".

    Returns:
        Acronym to the full name as written.
    """
    ends = {candidate.end: candidate for candidate in candidates}
    starts = {candidate.start: candidate for candidate in candidates}
    found: dict[str, str] = {}
    for at in find_words(doc, ("(", "stands", "stand", "short")):
        if not 0 < at < len(doc) - 2:
            continue
        text = doc[at].text
        if text == "(":
            before, inside = ends.get(at), doc[at + 1].text
            if before is not None and doc[at + 2].text in (")", ",", ";") and is_acronym(inside):
                if spells(inside, before.words):
                    found.setdefault(inside, before.text)
            elif before is not None and is_acronym(before.text):
                full = starts.get(at + 1) or starts.get(at + 2)
                if full is not None and spells(before.text, full.words):
                    found.setdefault(before.text, full.text)
        elif text in ("stands", "stand", "short") and doc[at + 1].text == "for":
            found |= _read_meaning(doc, at, starts)
    return found


def _read_meaning(doc: Doc, at: int, starts: Mapping[int, Candidate]) -> dict[str, str]:
    acronym = next((token.text for token in reversed(doc[max(0, at - 4) : at]) if is_acronym(token.text)), None)
    if acronym is None:
        return {}
    for start in range(at + 1, at + 20):
        candidate = starts.get(start)
        if candidate is not None and spells(acronym, candidate.words):
            return {acronym: candidate.text}
    return {}


class _Longer(NamedTuple):
    """The name that a shorter one means, and the rule that tied them."""

    name: str
    rule: str


class Organizations:
    """The organizations that an article names, and which of them its short names mean."""

    def __init__(self, doc: Doc, candidates: Sequence[Candidate], countries: Iterable[str]) -> None:
        self._countries = set(countries)
        self._definitions = find_definitions(doc, candidates)
        named = [c.text for c in candidates if c.label == "organization" and not c.entries]
        self._long = [name for name in dict.fromkeys(named) if len(name.split()) > 1]
        self._short = {**self._find_first_words(doc, candidates), **self._find_short(named)}

    def _find_first_words(self, doc: Doc, candidates: Sequence[Candidate]) -> dict[str, _Longer]:
        """Tie a first word alone to the one name that it begins: "Daeyang" to "Daeyang Heavy Works".

        The full name comes first and the two never share a sentence: "Apple", which made "Apple Music", is not it.
        """
        sentences: dict[str, list[int]] = {}
        for candidate in candidates:
            if candidate.label == "organization" and not candidate.entries:
                sentences.setdefault(candidate.text, []).append(doc[candidate.start].sent.start)
        found: dict[str, _Longer] = {}
        by_first: dict[str, list[str]] = {}
        for name in self._long:
            by_first.setdefault(name.split()[0], []).append(name)
        for short, places in sentences.items():
            longer = by_first.get(short, [])
            if " " in short or len(longer) != 1 or is_generic(short):
                continue
            named = sentences.get(longer[0], [])
            if named and named[0] < places[0] and set(named).isdisjoint(places):
                found[short] = _Longer(strip_suffixes(longer[0]), "organizations.first_word")
        return found

    def _find_short(self, named: Sequence[str]) -> dict[str, _Longer]:
        """Tie a short name to the one longer name that it is the start of: "Yonhap" to "Yonhap News Agency"."""
        shapes = load_organization_words().shapes
        skipped = load_function_words().small
        optional = shapes.optional | shapes.suffixes
        found: dict[str, dict[str, _Longer]] = {}
        for name in self._long:
            longer = strip_suffixes(name)
            words = name.split()
            for size in range(1, len(words)):
                rest = " ".join(words[size:])
                if rest in optional or all(word in optional for word in words[size:]):
                    short = " ".join(words[:size])
                    found.setdefault(short, {})[longer] = _Longer(longer, "organizations.short_form")
            initials = "".join(word[0] for word in words if word.lower() not in skipped and word[0].isalnum())
            if len(initials) > 2 and initials.isupper():
                found.setdefault(initials, {})[longer] = _Longer(longer, "organizations.initials")
        known = set(named)
        return {
            short: next(iter(longer.values())) for short, longer in found.items() if len(longer) == 1 and short in known
        }

    def resolve(self, text: str) -> Identity:
        """Say which organization a name that no lexicon knows means; none where many places have one of that name."""
        link, name, shortened = "name", strip_suffixes(text), None
        if text in self._definitions:
            link, shortened = "acronym", "organizations.spelled_out"
            name = strip_suffixes(self._definitions[text])
        elif name in self._short:
            link = "acronym" if is_acronym(name) else "alias"
            name, shortened = self._short[name]
        known = [entry for entry in load_gazetteer().get(name, ()) if entry.label in ("organization", "place")]
        if known and known[0].condition == "always":
            return as_listed(known[0], link, shortened or "organizations.without_suffix")
        organ = self._name_organ(name)
        if organ is not None:
            return as_listed(organ, link, shortened or "organizations.organ_of_state")
        if is_generic(name) or not make_slug(name):
            return not_told("organizations.generic")
        rule = shortened or "organizations.as_written"
        return Identity(key=f"org:{make_slug(name)}", name=name, link=link, rule=rule)

    def _name_organ(self, name: str) -> Entry | None:
        """Read "Russian Foreign Ministry" and "Foreign Ministry of Russia"."""
        words = name.split()
        for size in range(1, min(4, len(words))):
            front = load_gazetteer().get(" ".join(words[:size]), ())
            kind = find_kind(" ".join(words[size:]))
            if front and kind and front[0].kind in ("country", "demonym") and (country := front[0].country):
                return name_organ(country, kind)
            back = load_gazetteer().get(" ".join(words[-size:]), ())
            kind = find_kind(" ".join(words[: -size - 1])) if words[-size - 1].lower() in ("of", "for") else None
            if back and kind and back[0].kind == "country" and back[0].country:
                return name_organ(back[0].country, kind)
        return None

    @property
    def definitions(self) -> dict[str, str]:
        """Acronyms that the article spells out."""
        return self._definitions
