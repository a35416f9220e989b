"""The persons whom an article names in full, and the forms of their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.annotate.entities.candidate import Candidate
from tasks.language.names import is_given_name, is_initial, is_suffix, make_person_key, split_name
from tasks.language.places import make_slug

SHORTEST_SHOUT = 4  # letters; shorter names in capitals may be initials


@dataclass(slots=True, kw_only=True)
class Person:
    """One person of an article: the key, the fullest form of the name, and the gender that the article or name says.

    `is_relative`: the article brings the person in as someone's relative, so that the bare surname is not theirs.
    """

    key: str
    name: str
    words: list[str]
    gender: str | None = None
    forms: set[str] = field(default_factory=set)
    is_relative: bool = False


def group_forms(candidates: Sequence[Candidate]) -> list[Person]:
    """Put the full names of an article together: those that differ in middle names, accents and hyphens are one person.

    The key comes from the shortest full form, which other articles are likeliest to share; the name is the fullest.
    """
    counts: Counter[tuple[str, ...]] = Counter(tuple(candidate.words) for candidate in candidates)
    ends: dict[tuple[str, str, str], list[tuple[str, ...]]] = {}
    for words in counts:
        ends.setdefault(split_name(words), []).append(words)
    people: list[Person] = []
    for alike in ends.values():
        for forms in _apart(alike):
            shortest = min(forms, key=lambda words: (len(words), -counts[words], words))
            fullest = max(forms, key=lambda words: (len(words), not _is_shouted(words), counts[words], words))
            slugs = {make_slug(" ".join(words)) for words in forms}
            people.append(Person(key=make_person_key(shortest), name=_write(fullest), words=list(fullest), forms=slugs))
    return _with_suffixes(people)


def _is_shouted(words: Sequence[str]) -> bool:
    """Whether a name is written in capitals: "ANN ROE"."""
    return all(word.isupper() for word in words) and any(len(word) >= SHORTEST_SHOUT for word in words)


def opens_shouted(words: Sequence[str]) -> bool:
    """Whether only the given name is written in capitals, as an article may begin: "ANN Roe"."""
    first, rest = words[0], words[1:]
    is_rest = bool(rest) and all(word.isalpha() and word.istitle() for word in rest)
    return is_rest and first.isupper() and len(first) >= SHORTEST_SHOUT and is_given_name(first)


def _write(words: Sequence[str]) -> str:
    """Write a name as names are written."""
    if not _is_shouted(words):
        return " ".join((words[0].capitalize(), *words[1:]) if opens_shouted(words) else words)
    return " ".join(word if is_initial(word) or is_suffix(word) else word.capitalize() for word in words)


def _apart(alike: list[tuple[str, ...]]) -> list[list[tuple[str, ...]]]:
    """Keep apart names whose middle names differ ("George W. Bush", "George H. W. Bush") and no bare form ties."""
    middles = {make_slug(" ".join(words[1:-1])) for words in alike if len(words) > 2}
    # Each begins with each other that is shorter, if it does with the next shorter one.
    if all(longer.startswith(shorter) for shorter, longer in pairwise(sorted(middles, key=len))):
        return [alike]
    return [[words] for words in alike]


def _with_suffixes(people: list[Person]) -> list[Person]:
    """Give people of one key one entry (accents and hyphens make forms that differ only in writing)."""
    merged: dict[str, Person] = {}
    for person in people:
        known = merged.setdefault(person.key, person)
        if known is not person:
            known.forms |= person.forms
            if len(person.words) > len(known.words):
                known.name, known.words = person.name, person.words
    return list(merged.values())
