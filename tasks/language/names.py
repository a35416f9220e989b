"""Names of persons: titles apart, one key for the ways of writing a name, and what a name says of gender."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from tasks.language.places import make_slug
from tasks.lexicon import Lexicon, read_lexicon

GENDERS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip


# Numbers of popes and kings, from II: "I" alone is the pronoun, "V" an initial.
_NUMERAL = re.compile(r"X{0,3}(?:IX|IV|VI{1,3}|I{2,3}|(?<=X)[IV])")

# A capital inside a word, behind its first part.
_CAPITAL_INSIDE = re.compile(r"([A-Z][a-z]+)([A-Z][A-Za-z]*)")


class Honorifics(Lexicon):
    """Titles before a name, by what they say of its bearer: a man, a woman, neither."""

    m: tuple[str, ...]
    f: tuple[str, ...]
    n: tuple[str, ...]


class Names(Lexicon):
    """Words within or around names."""

    names: frozenset[str]


class Titles(Lexicon):
    """`data/lexicon/titles.toml`, where each table says what it is for."""

    honorifics: Honorifics
    strong: Names
    suffixes: Names
    post_nominals: Names
    particles: Names
    parting: Names
    of_persons: Names
    never: Names
    before_names: Names
    joined: Names
    joined_given: Names
    tails: Names
    no_persons: Names
    fields: Names


class GivenNames(Lexicon):
    """`data/lexicon/given_names.toml`: names of men and of women, by where they are at home."""

    m: Mapping[str, tuple[str, ...]]
    f: Mapping[str, tuple[str, ...]]


@cache
def load_titles() -> Titles:
    """Read the words around names, once a process."""
    return read_lexicon("titles", Titles)


@cache
def _titles() -> dict[tuple[str, ...], str]:
    said = load_titles().honorifics
    by_sex = {"n": said.n, "m": said.m, "f": said.f}
    return {tuple(title.split()): sex for sex, titles in by_sex.items() for title in titles}


@cache
def _given_names() -> tuple[frozenset[str], frozenset[str]]:
    """The given names of men and those of women, folded for comparison."""
    listed = read_lexicon("given_names", GivenNames)
    men, women = (
        frozenset(make_slug(name) for names in cultures.values() for name in names) for cultures in (listed.m, listed.f)
    )
    return men, women


LONGEST_TITLE = 4


def count_title_words(words: Sequence[str]) -> tuple[int, str | None]:
    """Count the words of title at the front of a name.

    Returns:
        How many words ("President Putin": 1), and the gender (m or f) that they say, if they do.
    """
    at, gender = 0, None
    while at < len(words):
        for size in range(min(LONGEST_TITLE, len(words) - at), 0, -1):
            said = _titles().get(tuple(words[at : at + size]))
            if said is not None:
                at += size
                gender = said if said != "n" else gender
                break
        else:
            break
    return at, gender


def find_title_before(words: Sequence[str]) -> tuple[int, str | None]:
    """Count the words of title that end a stretch of text ("... met with President": 1), and the gender they say."""
    gender: str | None = None
    end = len(words)
    while end:
        for size in range(min(LONGEST_TITLE, end), 0, -1):
            said = _titles().get(tuple(words[end - size : end]))
            if said is not None:
                end -= size
                gender = gender or (said if said != "n" else None)
                break
        else:
            break
    return len(words) - end, gender


def is_strong_title(words: Sequence[str]) -> bool:
    """Whether words are a title that only a person's name follows."""
    return " ".join(words) in load_titles().strong.names


def guess_gender(given_name: str) -> str | None:
    """Give m or f for a given name whose bearers are nearly always of that gender; None for others."""
    slug, (men, women) = make_slug(given_name), _given_names()
    if slug in men:
        return "m" if slug not in women else None
    return "f" if slug in women else None


def is_given_name(word: str) -> bool:
    """Whether a word is a given name known to the lexicon, or one behind a short front: "LuAnn"."""
    if _is_listed(word):
        return True
    parts = _CAPITAL_INSIDE.fullmatch(word)
    return parts is not None and parts[1] in load_titles().joined_given.names and _is_listed(parts[2])


def _is_listed(word: str) -> bool:
    slug = make_slug(word)
    return any(slug in names for names in _given_names())


def is_initial(word: str) -> bool:
    """Whether a word of a name is an initial or a run of them: "J.", "J", "J.R."."""
    return word.replace(".", "").isupper() and len(word.replace(".", "")) <= 2 and (len(word) <= 2 or "." in word)


def is_suffix(word: str) -> bool:
    """Whether a word follows a family name, or a pope's: "Jr.", "XVI"."""
    return word.rstrip(",") in load_titles().suffixes.names or _NUMERAL.fullmatch(word) is not None


def is_reigning(words: Sequence[str]) -> bool:
    """Whether words are a name of one word and its number: "Gregor III"."""
    return len(words) == 2 and _NUMERAL.fullmatch(words[1]) is not None and words[0].isalpha() and words[0].istitle()


def is_post_nominal(word: str) -> bool:
    """Whether a word follows a name and is no part of it: "QC", "MP"."""
    return word in load_titles().post_nominals.names


def is_particle(word: str) -> bool:
    """Whether a word is a small part of a family name: "van", "bin"."""
    return word in load_titles().particles.names


def is_coined(word: str) -> bool:
    """Whether a capital inside makes a word a body's name: "MindWare", "TfL"; "McRoe", "JaVonte" are persons'."""
    parts = _CAPITAL_INSIDE.fullmatch(word)
    if parts is None or parts[1] in load_titles().joined.names or is_given_name(word):
        return False
    return not all(map(is_given_name, parts.groups()))


def is_tail(word: str) -> bool:
    """Whether a word that a hyphen joins to a name is no part of it: "Roe-era"."""
    return word in load_titles().tails.names


def is_never_name(word: str) -> bool:
    """Whether the model is known to take a word for a person that is none."""
    return word in load_titles().never.names


def is_no_person(words: Sequence[str]) -> bool:
    """Whether the model is known to take words, each or all together, for a person who is none: "Common Core"."""
    titles = load_titles()
    known = titles.never.names | titles.no_persons.names
    return " ".join(words) in known or known.issuperset(words)


def make_person_key(words: Sequence[str]) -> str:
    """Give the key of a name without title: middle initials dropped, diacritics folded, generation kept.

    >>> make_person_key(["Donald", "J.", "Trump"])
    'person:donald-trump'
    """
    middle = [word for word in words[1:-1] if is_initial(word)]
    # One middle initial comes and goes between outlets; "H.W." is kept, since it tells George H.W. from George W. Bush.
    # "J. K. Roe" goes by both.
    is_dropped = len(middle) == 1 and len(middle[0].replace(".", "")) == 1 and not is_initial(words[0])
    dropped = middle if is_dropped else []
    inner = [word for at, word in enumerate(words) if at in (0, len(words) - 1) or word not in dropped]
    return f"person:{make_slug(' '.join(inner))}"


def split_name(words: Sequence[str]) -> tuple[str, str, str]:
    """Split a name into first word, family name (the last word but for a suffix) and suffix, folded for comparison."""
    kept = list(words)
    suffix = make_slug(kept.pop()) if len(kept) > 1 and is_suffix(kept[-1]) else ""
    return make_slug(kept[0]), make_slug(kept[-1]), suffix
