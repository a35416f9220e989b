"""Read a person's key as a name, by the ways in which articles write it, and tell which names can be one person's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tasks.language.names import find_title_before, is_given_name, is_initial, is_particle, load_titles
from tasks.language.nicknames import load_nicknames
from tasks.language.places import make_slug

PERSON = "person:"
SEEN_NAMES = 32768  # names come back in many articles
SEEN_KEYS = 262144  # each is read several times in a run


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(make_slug(suffix) for suffix in load_titles().suffixes.names)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's key, read as a name.

    Attributes:
        given: First word; "" for a surname alone.
        middle: Words between; of the end of a longer name ("Blasey Ford") those before the family name.
        family: Last word but for a suffix, with small words before it ("de-blasio"), articles such as "al" left out.
        suffix: "jr" and the like, or "".
    """

    given: str
    middle: tuple[str, ...]
    family: str
    suffix: str

    @property
    def is_full(self) -> bool:
        """Whether it has a given name."""
        return bool(self.given)


def read_key(key: str, names: Iterable[str] = ()) -> PersonName:
    """Read a key such as `person:barack-h-obama`.

    Args:
        key: The key.
        names: Names under which articles have it: they tell "Al Gore" from "al-Maliki", and "Ocasio-Cortez" from a
            given name and a surname.
    """
    slug = key.removeprefix(PERSON)
    fitting = [name for name in names if name.lower().replace(" ", "-") == slug or make_slug(name) == slug]
    # With most hyphens and small letters: sentences begin with capitals, and headlines have nothing else.
    best = max(fitting, key=lambda name: (name.count("-"), sum(map(str.islower, name)), name), default=None)
    return _read_words(tuple(slug.split("-") if best is None else best.split()))


@lru_cache(maxsize=SEEN_KEYS)
def _read_words(whole: tuple[str, ...]) -> PersonName:
    if _is_plain(whole):
        return PersonName(whole[0].lower(), (), whole[1].lower(), "")
    words, suffix = list(whole), ""
    if len(words) > 1 and make_slug(words[-1]) in _suffixes():
        suffix = make_slug(words.pop())
    at = len(words) - 1
    while at > 0 and _belongs_to_family(words, at - 1):
        at -= 1
    family = make_slug("-".join(words[at:]))
    parts = family.split("-")
    while len(parts) > 1 and parts[0] in load_nicknames().articles:
        parts.pop(0)
    before = _join_initials([_close_initials(make_slug(word)) for word in words[:at]])
    if _is_family_first(before, parts):
        return PersonName("-".join([*before[1:], *parts]), (), before[0], suffix)
    return PersonName(before[0] if before else "", tuple(before[1:]), "-".join(parts), suffix)


def _is_plain(whole: Sequence[str]) -> bool:
    """Whether a name is a given name and a family name, as most are, and nothing else can be read in it."""
    joined = "".join(whole)
    if len(whole) != 2 or len(joined) - len(whole[0]) < 2 or len(whole[0]) < 2:
        return False
    if not (joined.isascii() and joined.isalpha()) or is_particle(whole[0]):
        return False
    return whole[1].lower() not in _suffixes() and whole[0].lower() not in load_nicknames().family_first


def _close_initials(word: str) -> str:
    """Write initials as one word: "h-w" as "hw"."""
    return word.replace("-", "") if all(len(part) == 1 for part in word.split("-")) else word


def _join_initials(words: Sequence[str]) -> list[str]:
    """Write initials in front as one word: "j-d" or "j", "d" as "jd"."""
    size = next((at for at, word in enumerate(words) if any(len(part) > 1 for part in word.split("-"))), len(words))
    letters = "".join(words[:size]).replace("-", "")
    return [letters, *words[size:]] if len(letters) > 1 else list(words)


def _belongs_to_family(words: Sequence[str], at: int) -> bool:
    """Whether a word is a small part of the family name behind it; "Al" and "Van" in front are given names as well."""
    word = words[at]
    if not is_particle(word):
        return False
    return at > 0 or word.islower() or not is_given_name(word)


def _is_family_first(before: Sequence[str], last: Sequence[str]) -> bool:
    """Whether a name is written family name first: "Kim Jong-un", "Xi Jinping"."""
    order = load_nicknames().family_first
    if not before or before[0] not in order:
        return False
    return "-".join([*before[1:], *last]) in order[before[0]]


def may_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two full names of one family name can be one person's, middle names being left out or cut short."""
    if _has_initials(one.middle) or _has_initials(other.middle):
        # "H. W." tells a father from his son, who has one middle name or none.
        return "".join(one.middle) == "".join(other.middle)
    if one.middle and other.middle:
        first, second = one.middle[0], other.middle[0]
        return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
    return True


def _has_initials(middle: Sequence[str]) -> bool:
    """Whether a middle name is two words or more, or two initials in one: "H. W.", "HW"."""
    return len(middle) > 1 or any(len(word) == 2 and not set(word) & set("aeiouy") for word in middle)


@cache
def _offices() -> dict[str, int]:
    return {title: number for number, titles in enumerate(load_nicknames().offices) for title in titles}


@lru_cache(maxsize=SEEN_NAMES)
def read_title(before: str) -> tuple[int | None, str | None]:
    """Read the title that ends the words before a name.

    Returns:
        The number of its office in `nicknames.toml`, and the sex that it says; None where it says none.
    """
    words = before.split()
    size, sex = find_title_before(words)
    title = [word.lower().rstrip(".") for word in words[len(words) - size :]]
    offices = (_offices().get(" ".join(title[at:])) for at in range(len(title)))
    return next((office for office in offices if office is not None), None), sex


@lru_cache(maxsize=SEEN_NAMES)
def read_initial(name: str) -> str:
    """The one middle initial of a name, in lower case; "" where it has none or several."""
    words = name.split()[1:]
    middle = [word.rstrip(".") for word in words[:-1] if is_initial(word)]
    return middle[0].lower() if len(middle) == 1 and len(middle[0]) == 1 else ""


@lru_cache(maxsize=SEEN_NAMES)
def read_first_initials(text: str) -> str:
    """The initials that stand for a given name, as a key has them: "h-r" of "H.R. McMaster"; "" where fewer do."""
    words = text.split()
    first = next((at for at, word in enumerate(words) if not is_initial(word)), len(words))
    letters = "".join(words[:first]).replace(".", "").lower()
    return "-".join(letters) if len(letters) > 1 and first == len(words) - 1 else ""
