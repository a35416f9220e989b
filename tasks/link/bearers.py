"""Say of a bare surname whom it means: the bearers whom articles of its days name in full, by what speaks for each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log

from tasks.language.names import guess_gender
from tasks.link.names import read_key

# A bare surname is completed from articles so near; 30: a story is over by then, and a lasting name is in it.
NEAR = timedelta(days=30)
# Where no bearer is near, of those who are known for longer: so far from the first and last of their articles.
FAR = timedelta(days=730)
# A name that is as often something else ("told Bloomberg") is completed from near articles alone.
MOST_THINGS = 0.2
# Share of the articles with the surname that must mean one bearer.
DOMINANT_NEAR, DOMINANT_FAR = 0.8, 0.9
FEWEST_NEAR, FEWEST_FAR = 2, 4  # articles
# Where several bearers are near: what the article shares with one's nearest article, and how often with the next one's.
LEAST_SHARED, TIMES_SHARED = 6.0, 2.0
MOST_COMPARED = 20  # articles of a bearer
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Seen:
    """That an article has a person's key, and what it says there.

    Attributes:
        article_id: Which article.
        day: When it was published.
        countries: Countries that it names.
        sex: m or f where its honorifics and pronouns say it.
        offices: Numbers of offices (`nicknames.toml`) that stand before the name.
        company: Other keys of the article.
        initial: The middle initial that it prints.
        first_initials: Initials that it prints in the place of a given name, as a key has them.
    """

    article_id: str
    day: datetime | None
    countries: frozenset[str] = frozenset()
    sex: str | None = None
    offices: frozenset[int] = frozenset()
    company: frozenset[str] = frozenset()
    initial: str = ""
    first_initials: str = ""


@dataclass(frozen=True, slots=True)
class KeyMap:
    """What one key of an article becomes over the release; fields as the columns of `entity_keys`."""

    article_id: str
    article_key: str
    entity_key: str
    how: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Somebody of a family name, with the articles that name him or her in full: those whose day is known, in order."""

    n_articles: int
    dated: list[Seen]
    days: list[datetime]
    sex: str | None

    def find_near(self, day: datetime | None) -> Sequence[Seen]:
        """The articles of the days around one."""
        if day is None:
            return ()
        return self.dated[bisect_left(self.days, day - NEAR) : bisect_right(self.days, day + NEAR)]

    def is_of_time(self, day: datetime | None) -> bool:
        """Whether articles name the bearer about as early and as late as a day; where none is known it may be so."""
        return day is None or not self.days or self.days[0] - FAR <= day <= self.days[-1] + FAR


def list_bearers(
    full: Iterable[str], heads: Mapping[str, str], seen: Mapping[str, Sequence[Seen]]
) -> dict[str, Bearer]:
    """The bearers of a family name by their key.

    Args:
        full: Keys with a given name.
        heads: The key that stands for each.
        seen: The articles of each.
    """
    articles: dict[str, dict[str, Seen]] = defaultdict(dict)
    for key in full:
        articles[heads[key]] |= {each.article_id: each for each in seen[key]}
    return {head: _make_bearer(head, list(found.values())) for head, found in articles.items()}


def _make_bearer(head: str, found: Sequence[Seen]) -> Bearer:
    dated = sorted((each for each in found if each.day is not None), key=lambda each: (each.day, each.article_id))
    sexes = Counter(each.sex for each in found if each.sex is not None).most_common(2)
    told = sexes[0][0] if sexes and (len(sexes) == 1 or sexes[0][1] >= 4 * sexes[1][1]) else None
    sex = told or guess_gender(read_key(head).given)
    return Bearer(len(found), dated, [each.day or _NEVER for each in dated], sex)


def complete(
    place: Seen, bearers: Mapping[str, Bearer], weights: Mapping[str, float], n_things: int = 0
) -> tuple[str, str, str] | None:
    """Say whom a surname alone means in an article.

    Args:
        place: The article, and what it says of the surname's bearer.
        bearers: Those of the surname, by key.
        weights: How telling each key of the article is that it shares with another.
        n_things: Articles that have something else of the name.

    Returns:
        The bearer's key, how it was found, and what speaks for it; None where nothing tells.
    """
    fitting = {key: bearer for key, bearer in bearers.items() if not _is_other_sex(place, bearer)}
    near = {key: bearer.find_near(place.day) for key, bearer in fitting.items()}
    near = {key: found for key, found in near.items() if found and not _has_other_office(place, found)}
    counts = Counter({key: len(found) for key, found in near.items()})
    if (key := _dominant(counts, DOMINANT_NEAR, FEWEST_NEAR)) is not None:
        return key, "surname_near", _tell(counts, key)
    if place.offices:
        of_office = [key for key, found in near.items() if any(place.offices & each.offices for each in found)]
        if len(of_office) == 1:
            return of_office[0], "title", _tell(counts, of_office[0])
    if (key := _find_company(place, near, weights)) is not None:
        return key, "topic", _tell(counts, key)
    if counts.total() < FEWEST_NEAR:
        far = Counter({key: bearer.n_articles for key, bearer in fitting.items()})
        key = _dominant(far, DOMINANT_FAR, FEWEST_FAR)
        if key is not None and n_things < MOST_THINGS * far[key] and fitting[key].is_of_time(place.day):
            return key, "surname_release", _tell(far, key)
    return None


def _is_other_sex(place: Seen, bearer: Bearer) -> bool:
    return place.sex is not None and bearer.sex is not None and place.sex != bearer.sex


def _has_other_office(place: Seen, found: Sequence[Seen]) -> bool:
    """Whether the articles near give somebody offices, and none that the surname has in this one."""
    held = frozenset[int]().union(*(each.offices for each in found))
    return bool(place.offices and held) and place.offices.isdisjoint(held)


def _find_company(place: Seen, near: Mapping[str, Sequence[Seen]], weights: Mapping[str, float]) -> str | None:
    """The bearer of most articles near, where one of them is about the same matter, as entities that both name tell."""
    scores = {key: max(_share(place, each, weights) for each in found[-MOST_COMPARED:]) for key, found in near.items()}
    best = sorted(scores, key=lambda key: (-scores[key], key))
    if len(best) < 2 or scores[best[0]] < LEAST_SHARED or scores[best[0]] < TIMES_SHARED * scores[best[1]]:
        return None
    is_most = all(len(near[best[0]]) >= len(found) for found in near.values())
    return best[0] if is_most else None


def _share(one: Seen, other: Seen, weights: Mapping[str, float]) -> float:
    return sum(weights.get(key, 0.0) for key in sorted(one.company & other.company))


def weigh_company(seen: Iterable[Seen]) -> dict[str, float]:
    """Say how telling it is that two articles name an entity: the fewer of a release have it, the more."""
    companies = {each.article_id: each.company for each in seen}
    holders = Counter(key for company in companies.values() for key in company)
    return {key: log(len(companies) / n) for key, n in holders.items()}


def _tell(counts: Counter[str], key: str) -> str:
    return f"{counts[key]} of {counts.total()} articles"


def _dominant(counts: Counter[str], share: float, fewest: int) -> str | None:
    best = min(counts, key=lambda key: (-counts[key], key), default=None)
    if best is None or counts[best] < fewest or counts[best] < share * counts.total():
        return None
    return best
