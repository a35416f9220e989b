"""Names of places, peoples and organizations in the lexicons, and whether a seat of government acts in a sentence."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

import spacy
from spacy.attrs import LOWER
from spacy.matcher import PhraseMatcher
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from tasks.language.body import Tokens
from tasks.language.cues import list_verb_forms
from tasks.language.inflection import make_forms
from tasks.language.known_names import load_countries, load_governments, load_organizations, load_places

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
SEEN_NAMES = 32768  # names come back: half of the calls are answered from memory
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One name in the lexicons and what it names.

    Attributes:
        key: `entities.entity_key`.
        name: Canonical name.
        label: `entities.label`.
        country: ISO 3166-1 alpha-2 code, where it belongs to one country.
        kind: country, demonym, capital, seat, body, half, part, region or organization.
        link: `entities.link` of this name.
        condition: "always"; "named" counts only where the model takes it for a name; "local" only in an article that
            mentions its country.
        acts_for: Key and name of the government that it stands for when it acts.
    """

    key: str
    name: str
    label: str
    country: str | None
    kind: str
    link: str = "name"
    condition: str = "always"
    acts_for: tuple[str, str] | None = None


@lru_cache(maxsize=SEEN_NAMES)
def plain(text: str) -> str:
    """Give a name with straight apostrophes, single spaces and no leading article."""
    words = text.translate(_APOSTROPHES).split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    return " ".join(words)


@lru_cache(maxsize=SEEN_NAMES)
def make_slug(name: str) -> str:
    """Give the part of a key after its colon: lower case, diacritics folded, words joined by hyphens."""
    folded = unicodedata.normalize("NFKD", plain(name)).encode("ascii", "ignore").decode().lower()
    return _NOT_SLUG.sub("-", folded.replace("'s ", "s ").replace("'", "")).strip("-")


def _plurals(demonym: str) -> tuple[str, ...]:
    if demonym.endswith(("s", "sh", "ch", "ese", "men", "Thai")):
        return (demonym, "Thais") if demonym == "Thai" else (demonym,)
    return demonym, demonym + "s"


def _country_entries() -> Iterator[tuple[str, Entry]]:
    for code, country in load_countries().items():
        ambiguous = {plain(text) for text in country.ambiguous}
        key, name = f"place:{code}", plain(country.name)
        of_country = partial(Entry, key=key, name=name, country=code)
        for text in dict.fromkeys(plain(text) for text in (name, *country.aliases)):
            is_acronym = text.replace(".", "").isupper()
            link = "name" if text == name else "acronym" if is_acronym else "alias"
            condition = "named" if text in ambiguous else "always"
            yield text, of_country(label="place", kind="country", link=link, condition=condition)
        for demonym in country.demonyms:
            condition = "named" if demonym in ambiguous else "always"
            for text in _plurals(demonym):
                yield text, of_country(label="nationality", kind="demonym", link="alias", condition=condition)
        cities = [(spelling, country.capital[0]) for spelling in country.capital]
        for text, city in (*cities, *((seat, seat) for seat in country.seats)):
            link = "name" if text == city else "alias"
            condition = "named" if text in ambiguous else "always"
            acts_for = None if text in ambiguous else (key, name)
            of_city = partial(Entry, key=f"place:{make_slug(city)}", name=plain(city), label="place", country=code)
            yield plain(text), of_city(kind="capital", link=link, condition=condition, acts_for=acts_for)


def _place(
    name: str,
    country: str | None,
    kind: str,
    *,
    link: str = "name",
    condition: str = "always",
    acts_for: tuple[str, str] | None = None,
) -> Entry:
    entry = partial(Entry, key=f"place:{make_slug(name)}", name=name, label="place", country=country, kind=kind)
    return entry(link=link, condition=condition, acts_for=acts_for)


def _people(place: str, country: str | None) -> Entry:
    """The people of a place that is no country."""
    return replace(_place(place, country, "demonym", link="alias"), label="nationality")


def _place_entries() -> Iterator[tuple[str, Entry]]:
    regions, parts = load_places().regions, load_places().parts
    for name in regions.names:
        condition = "named" if name in regions.ambiguous else "always"
        yield name, _place(name, None, "region", condition=condition)
    for text, name in regions.demonyms.items():
        for form in _plurals(text):
            yield form, _people(name, None)
    for code, part in parts.items():
        for name in part.names:
            yield name, _place(name, code, "part")
        for text, name in part.abbreviations.items():
            yield text, _place(name, code, "part", link="alias")
        for text, name in part.demonyms.items():
            for form in _plurals(text):
                yield form, _people(name, code)


def _organization_entries() -> Iterator[tuple[str, Entry]]:
    for slug, organization in load_organizations().items():
        name = organization.name
        entry = partial(Entry, key=f"org:{slug}", name=name, label="organization", country=organization.country)
        local = {plain(text) for text in organization.local}
        for text in dict.fromkeys(plain(text) for text in (name, *organization.aliases, *organization.local)):
            is_acronym = text.replace(".", "").isupper() and len(text) < 8
            link = "name" if text == plain(name) else "acronym" if is_acronym else "alias"
            condition = "local" if text in local else "always"
            yield text, entry(kind="organization", link=link, condition=condition)


def _government_entries() -> Iterator[tuple[str, Entry]]:
    governments, countries = load_governments(), load_countries()
    for text, code in governments.seats.items():
        is_own = text in governments.own_bodies
        acts_for = (f"org:{make_slug(text)}", text) if is_own else (f"place:{code}", countries[code].name)
        entry = partial(Entry, key=f"facility:{make_slug(text)}", name=text, label="facility", country=code)
        yield text, entry(kind="seat", acts_for=acts_for)
    for text, slug in governments.bodies.items():
        acts_for = (f"org:{slug}", load_organizations()[slug].name)
        yield text, _place(text, "BE", "body", acts_for=acts_for)
    for text, code in governments.halves.items():
        entry = partial(Entry, key=f"place:{code}", name=countries[code].name, label="place", country=code)
        yield text, entry(kind="half", link="alias", condition="local")


@cache
def load_gazetteer() -> dict[str, tuple[Entry, ...]]:
    """Give every name in the lexicons, as `plain` writes it, with what it may name, the likeliest first."""
    found: dict[str, list[Entry]] = {}
    sources = (_government_entries(), _country_entries(), _place_entries(), _organization_entries())
    for text, entry in (pair for source in sources for pair in source):
        entries = found.setdefault(text, [])
        if not any(known.key == entry.key for known in entries):
            entries.append(entry)
    return {text: tuple(entries) for text, entries in found.items()}


@cache
def load_matcher(vocab: Vocab) -> PhraseMatcher:
    """Give a matcher of every name in the lexicons, with straight and curly apostrophes."""
    tokenizer = spacy.blank("en").tokenizer
    matcher = PhraseMatcher(vocab)
    texts = {form for text in load_gazetteer() for form in (text, text.replace("'", "’"))}
    # Rebuilt in the caller's vocab, so that one matcher never mixes two string stores.
    docs = [Doc(vocab, words=[token.text for token in tokenizer(text)]) for text in sorted(texts)]
    matcher.add("gazetteer", docs)
    return matcher


def find_known_names(doc: Doc) -> list[Tokens]:
    """Find the names in the lexicons: token spans in text order, the longest where they overlap."""
    kept: list[Tokens] = []
    for start, end in sorted(
        ((s, e) for _, s, e in load_matcher(doc.vocab)(doc)), key=lambda span: (span[0], -span[1])
    ):
        if not kept or start >= kept[-1][1]:
            kept.append(Tokens((start, end)))
    return kept


def find_words(doc: Doc, words: Collection[str], attribute: int = LOWER) -> list[int]:
    """Give the positions of the tokens that are among some words, faster than going through the tokens."""
    places = _place_words(doc, attribute)
    found = _list_ids(words if isinstance(words, frozenset) else frozenset(words)) & places.keys()
    return sorted(at for word in found for at in places[word])


def find_words_between(doc: Doc, words: frozenset[str], start: int, end: int, attribute: int = LOWER) -> list[int]:
    """Give the positions of the tokens from one to before another that are among some words of a lexicon."""
    places = _find_all(doc, words, attribute)
    return places[bisect_left(places, start) : bisect_left(places, end)]


@lru_cache(maxsize=8)  # the lists that claims of one article are held against
def _find_all(doc: Doc, words: frozenset[str], attribute: int) -> list[int]:
    return find_words(doc, words, attribute)


@lru_cache(maxsize=4)  # the attributes by which the words of one article are looked up
def _place_words(doc: Doc, attribute: int) -> dict[int, list[int]]:
    """List where each word of a text stands."""
    places: dict[int, list[int]] = {}
    for at, word in enumerate(doc.to_array(attribute).tolist()):
        places.setdefault(word, []).append(at)
    return places


@lru_cache(maxsize=64)  # the lists of the lexicons, and the last few of an article
def _list_ids(words: frozenset[str]) -> frozenset[int]:
    return frozenset(get_string_id(word) for word in words)


@cache
def _acting_verbs() -> frozenset[str]:
    """The forms of verbs whose subject acts as a government."""
    return list_verb_forms("acts") | {form for lemma in load_governments().acting.verbs for form in make_forms(lemma)}


@cache
def _object_verbs() -> frozenset[str]:
    """The forms of verbs whose object is a government spoken to or acted on."""
    lemmas = load_governments().acting.object_verbs
    return list_verb_forms("addresses") | {form for lemma in lemmas for form in make_forms(lemma)}


def acts(span: Span) -> bool:
    """Whether the place that a span names acts as a government there: "Moscow denied it", not "in Moscow".

    Source:
        docs/decisions/005-entities.md
    """
    root = span.root
    if _opens_dateline(span) or any(_is_part(other) for other in root.conjuncts):
        return False
    while root.dep_ == "conj" and root.head.i < root.i and root.head.ent_type_ not in ("DATE", "TIME"):
        root = root.head
    return _acts_as_argument(root) or _acts_as_modifier(root, span)


def _opens_dateline(span: Span) -> bool:
    """Whether a place opens its line as the one reported from: "WASHINGTON (Reuters) - The ..."."""
    doc = span.doc
    if span.start and not doc[span.start - 1].is_space:
        return False
    after = doc[span.end].text if span.end < len(doc) else ""
    if after == "-" and not doc[span.end - 1].whitespace_:
        return False  # "Moscow-backed"
    return after in ("(", "-", "–", "—", "--", ",", "/", ":", "|") or span.text.isupper()


def _is_part(token: Token) -> bool:
    """Whether a word names a part of a country: "Washington, Oregon and Idaho" are states."""
    return any(entry.kind == "part" for entry in load_gazetteer().get(token.text, ()))


def is_located(span: Span) -> bool:
    """Whether a seat of government is named as a place: "at the White House"."""
    root = span.root
    if root.dep_ != "pobj":
        return False
    acting = load_governments().acting
    preposition, governor = root.head.lower_, root.head.head
    if preposition == "to" and governor.tag_ in ("NN", "NNS"):
        return governor.lower_ in acting.visits
    return preposition in acting.locating and governor.lower_ not in acting.nouns


def _acts_as_argument(root: Token) -> bool:
    acting, head = load_governments().acting, root.head
    if root.dep_ == "nsubj":
        return _is_acting_verb(head)
    if root.dep_ in ("dobj", "dative", "nsubjpass"):
        return head.lower_ in _object_verbs()
    if root.dep_ != "pobj" or head.lower_ not in acting.prepositions:
        return False
    if head.dep_ == "agent":
        return head.head.lower_ in _acting_verbs() or head.head.lower_ in _object_verbs()
    governor = head.head
    if governor.tag_.startswith("V"):
        return head.lower_ in ("with", "against") and governor.lower_ in _acting_verbs()
    # "the allies of Moscow" but "the government of Paris": only ties of two sides and what comes from one.
    return head.lower_ != "of" and governor.lower_ in acting.nouns


def _is_acting_verb(verb: Token) -> bool:
    if not verb.tag_.startswith("V"):
        return False
    if verb.lower_ in _acting_verbs():
        return True
    return any(child.dep_ == "ccomp" and child.i > verb.i for child in verb.children)


def _acts_as_modifier(root: Token, span: Span) -> bool:
    acting, head = load_governments().acting, root.head
    if root.dep_ == "poss":
        joined = (child.lower_ for child in head.children if child.dep_ == "conj")
        return head.lower_ in acting.nouns or any(word in acting.nouns for word in joined)
    after = span.doc[span.end : span.end + 2]
    if len(after) == 2 and after[0].text == "-" and not after[0].whitespace_:
        return after[1].lower_ in acting.hyphenated
    return False
