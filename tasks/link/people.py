"""One key a person over a release: forms of a name that mean the same, and surnames that other articles complete."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from tasks.language.names import load_titles, make_person_key
from tasks.language.places import make_slug
from tasks.lexicon import Lexicon, read_lexicon

PERSON = "person:"
# A bare surname is completed from articles so near; 30: a story is over by then, and a lasting name is in it.
NEAR = timedelta(days=30)
# Forms of a full name are one person's when articles so near have both: John Edwards ran for president eight years
# before John Bel Edwards became governor.
SAME_TIME = timedelta(days=730)
# Share of the articles with the surname that must mean one bearer.
DOMINANT_NEAR, DOMINANT_FAR = 0.8, 0.9
FEWEST_NEAR, FEWEST_FAR = 2, 4  # articles
# A surname with more given names than this over a release is common: a nickname alone joins none of its bearers.
MOST_BEARERS = 6


class _Nicknames(Lexicon):
    forms: tuple[frozenset[str], ...]
    articles: frozenset[str]


@cache
def _load_nicknames() -> _Nicknames:
    return read_lexicon("nicknames", _Nicknames)


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(make_slug(suffix) for suffix in load_titles().suffixes.names)


class _Figure(Lexicon):
    """Somebody in public office: forms of the name, and the first and last year of the office."""

    name: str
    also: tuple[str, ...] = ()
    office: str
    country: str
    years: tuple[int, int]

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all forms of the name, the usual one first."""
        return tuple(make_person_key(name.split()) for name in (self.name, *self.also))


class _Figures(Lexicon):
    people: tuple[_Figure, ...]


@cache
def _figures_by_family() -> dict[str, list[_Figure]]:
    found: dict[str, list[_Figure]] = defaultdict(list)
    for figure in read_lexicon("public_figures", _Figures).people:
        found[read_key(figure.keys[0]).family].append(figure)
    return found


@cache
def _nicknames() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, forms in enumerate(_load_nicknames().forms):
        for form in forms:
            found[form].add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's key, read as a name.

    Attributes:
        given: First word; "" for a surname alone.
        middle: Words between, articles such as "al" left out.
        family: Last word but for a suffix.
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


def read_key(key: str) -> PersonName:
    """Read a key such as `person:barack-h-obama`."""
    words = key.removeprefix(PERSON).split("-")
    suffix = words.pop() if len(words) > 1 and words[-1] in _suffixes() else ""
    family = words.pop()
    words = [word for word in words if word not in _load_nicknames().articles]
    return PersonName(words[0] if words else "", tuple(words[1:]), family, suffix)


def _may_be_one(one: PersonName, other: PersonName) -> bool:
    """Whether two full names of one family name can be one person's, middle names being left out or cut short."""
    if one.suffix != other.suffix:
        return False
    if len(one.middle) > 1 or len(other.middle) > 1:
        # "H. W." tells a father from his son, who has one middle name or none.
        return one.middle == other.middle
    if one.middle and other.middle:
        first, second = one.middle[0], other.middle[0]
        return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])
    return True


def _share_given(one: str, other: str) -> str | None:
    """How two given names are forms of one: "same", "nickname", or None."""
    if one == other:
        return "same"
    return (
        "nickname" if not _nicknames().get(one, frozenset()).isdisjoint(_nicknames().get(other, frozenset())) else None
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """That an article has a person's key: which article, its day, and the countries that it names."""

    article_id: str
    day: datetime | None
    countries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class KeyMap:
    """What one key of an article becomes over the release; fields as the columns of `entity_keys`."""

    article_id: str
    article_key: str
    entity_key: str
    how: str
    evidence: str


def unite_people(seen: Mapping[str, Sequence[Seen]]) -> list[KeyMap]:
    """Give each article's keys of persons the key that the release has for that person.

    Args:
        seen: By key, the articles that have it; an article once.

    Returns:
        The keys that change, by article and key.
    """
    names = {key: read_key(key) for key in seen}
    families: dict[str, list[str]] = defaultdict(list)
    for key, name in names.items():
        families[name.family].append(key)
    found: list[KeyMap] = []
    for keys in families.values():
        full = sorted((key for key in keys if names[key].is_full), key=lambda key: (-len(seen[key]), key))
        heads = _join_forms(full, names, seen)
        for key in full:
            head, how = heads[key]
            if head != key:
                found += [KeyMap(each.article_id, key, head, how, head) for each in seen[key]]
        bearers = _list_bearers(full, heads, seen)
        for key in keys:
            if not names[key].is_full:
                found += _complete(key, seen[key], bearers)
    return sorted(found, key=lambda each: (each.article_id, each.article_key))


def _join_forms(
    full: Sequence[str], names: Mapping[str, PersonName], seen: Mapping[str, Sequence[Seen]]
) -> dict[str, tuple[str, str]]:
    """Choose for each full key the one that stands for it, the form in most articles, and say how they are joined."""
    is_common = len({names[key].given for key in full if len(seen[key]) > 1}) > MOST_BEARERS
    heads: dict[str, tuple[str, str]] = {}
    kept: list[str] = []
    for key in full:
        fits = [
            (head, how)
            for head in kept
            if _may_be_one(names[head], names[key]) and (how := _share_given(names[head].given, names[key].given))
        ]
        fits = [(head, how) for head, how in fits if how == "same" or (how == "nickname" and not is_common)]
        fits = [(head, how) for head, how in fits if _are_of_a_time(seen[head], seen[key])]
        fits += [(head, "figure") for head in kept if _are_forms_of_one_figure(names[key].family, head, key)]
        # Of two that fit neither is meant more than the other.
        best = [fit for fit in fits if fit[1] == "figure"] or [fit for fit in fits if fit[1] == "same"] or fits
        heads[key] = (best[0][0], "name" if best[0][1] == "same" else best[0][1]) if len(best) == 1 else (key, "own")
        if heads[key][0] == key:
            kept.append(key)
    return heads


def _are_forms_of_one_figure(family: str, one: str, other: str) -> bool:
    return any(one in figure.keys and other in figure.keys for figure in _figures_by_family().get(family, ()))


def _are_of_a_time(one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    """Whether days of both lie near each other; articles without a day tell nothing."""
    days, others = (sorted(each.day for each in seen if each.day is not None) for seen in (one, other))
    if not days or not others:
        return True
    return days[0] - SAME_TIME <= others[-1] and others[0] - SAME_TIME <= days[-1]


@dataclass(frozen=True, slots=True)
class _Bearer:
    """How many articles name somebody in full, and the days of those whose day is known, in order."""

    n_articles: int
    days: list[datetime]

    def count_near(self, day: datetime | None) -> int:
        """Count the articles of the days around one."""
        return 0 if day is None else bisect_right(self.days, day + NEAR) - bisect_left(self.days, day - NEAR)


def _list_bearers(
    full: Iterable[str], heads: Mapping[str, tuple[str, str]], seen: Mapping[str, Sequence[Seen]]
) -> dict[str, _Bearer]:
    """The bearers of a family name by their key, each with the articles that name him or her in full."""
    articles: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    for key in full:
        articles[heads[key][0]] |= {each.article_id: each.day for each in seen[key]}
    return {
        head: _Bearer(len(days), sorted(day for day in days.values() if day is not None))
        for head, days in articles.items()
    }


def _complete(key: str, places: Sequence[Seen], bearers: Mapping[str, _Bearer]) -> list[KeyMap]:
    """Complete a bare surname in each of its articles, or tie it to the article."""
    found = []
    far = Counter({head: bearer.n_articles for head, bearer in bearers.items()})
    for place in places:
        near = Counter({head: bearer.count_near(place.day) for head, bearer in bearers.items()})
        head = _dominant(near, DOMINANT_NEAR, FEWEST_NEAR)
        how, counts = "surname_near", near
        if head is None and sum(near.values()) < FEWEST_NEAR:
            head, how, counts = _dominant(far, DOMINANT_FAR, FEWEST_FAR), "surname_release", far
        if head is None and (figure := _find_figure(key, place)) is not None:
            known = next((head for head in bearers if head in figure.keys), figure.keys[0])
            evidence = f"{figure.office}, {figure.years[0]} to {figure.years[1] % 9999 or 'now'}"
            found.append(KeyMap(place.article_id, key, known, "figure", evidence))
        elif head is None:
            found.append(KeyMap(place.article_id, key, f"{key}@{place.article_id}", "article", ""))
        else:
            evidence = f"{counts[head]} of {sum(counts.values())} articles"
            found.append(KeyMap(place.article_id, key, head, how, evidence))
    return found


def _find_figure(key: str, place: Seen) -> _Figure | None:
    """The one public figure of a family name who held office when an article was published that names the country."""
    name, day = read_key(key), place.day
    if day is None or name.suffix:
        return None
    fitting = [
        figure
        for figure in _figures_by_family().get(name.family, ())
        if figure.years[0] <= day.year <= figure.years[1] + 1
        and (not figure.country or figure.country in place.countries)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _dominant(counts: Counter[str], share: float, fewest: int) -> str | None:
    total = sum(counts.values())
    best = counts.most_common(1)
    if not best or best[0][1] < fewest or best[0][1] < share * total:
        return None
    return best[0][0]
