"""One key a person over a release: forms of a name that mean the same, and surnames that other articles complete."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from tasks.language.names import is_given_name, make_person_key
from tasks.language.nicknames import share_given
from tasks.language.places import load_gazetteer, plain
from tasks.language.public_figures import PublicFigure, load_public_figures
from tasks.link.bearers import KeyMap, Seen, complete, list_bearers, weigh_company
from tasks.link.lexicon import load_known_short
from tasks.link.names import PERSON, PersonName, may_be_one, read_key, read_title

# Forms of a full name are one person's when articles so near have both: John Edwards ran for president eight years
# before John Bel Edwards became governor.
SAME_TIME = timedelta(days=730)
# The same where one alone has a middle name: John Edwards is remembered when John Bel Edwards governs.
SAME_STORY = timedelta(days=60)
# A surname with more given names than this over a release is common: a nickname alone joins none of its bearers.
MOST_BEARERS = 6
_NUMBERS = frozenset({"ii", "iii", "iv"})
# Articles that print a key's usual middle initial, and their share of those that print any.
FEWEST_INITIALS, DOMINANT_INITIAL = 3, 0.8


@cache
def _figures_by_family() -> dict[str, list[PublicFigure]]:
    found: dict[str, list[PublicFigure]] = defaultdict(list)
    for figure in load_public_figures():
        found[read_key(figure.keys[0], [figure.name]).family].append(figure)
    return found


@cache
def _remembered() -> dict[str, str]:
    """The keys of people who are known by a surname or initials alone at any time, by these."""
    return {word: make_person_key(name.split()) for word, name in load_known_short().people.items()}


def unite_people(
    seen: Mapping[str, Sequence[Seen]],
    names: Mapping[str, Collection[str]] | None = None,
    things: Mapping[str, int] | None = None,
) -> list[KeyMap]:
    """Give each article's keys of persons the key that the release has for that person.

    Args:
        seen: By key, the articles that have it; an article once.
        names: By key, the names that articles have under it.
        things: By a name of one word, as keys have it, how many articles have it for something else than a person.

    Returns:
        The keys that change, by article and key.
    """
    read = _read_names(seen, names or {})
    families: dict[str, list[str]] = defaultdict(list)
    for key, name in sorted(read.items()):
        families[name.family].append(key)
    heads: dict[str, tuple[str, str]] = {}
    for keys in families.values():
        full = sorted((key for key in keys if read[key].is_full), key=lambda key: (-len(seen[key]), key))
        heads |= _join_forms(full, read, seen)
    found = [
        KeyMap(each.article_id, key, head, how, head)
        for key, (head, how) in heads.items()
        if head != key
        for each in seen[key]
    ]
    found += _complete(families.values(), read, heads, seen, things or {})
    return sorted(found, key=lambda each: (each.article_id, each.article_key))


def _complete(
    families: Iterable[Sequence[str]],
    read: Mapping[str, PersonName],
    heads: Mapping[str, tuple[str, str]],
    seen: Mapping[str, Sequence[Seen]],
    things: Mapping[str, int],
) -> list[KeyMap]:
    """Complete the surnames that stand alone."""
    found: list[KeyMap] = []
    weights = weigh_company(each for places in seen.values() for each in places)
    for keys in families:
        full = [key for key in keys if read[key].is_full]
        for key in (key for key in keys if not read[key].is_full):
            of_name = [each for each in full if _may_mean(key, each, read)]
            bearers = list_bearers(of_name, {each: heads[each][0] for each in of_name}, seen)
            if read[key].middle and len(bearers) == 1:
                whole = next(iter(bearers))
                found += [KeyMap(each.article_id, key, whole, "name", "the end of it") for each in seen[key]]
            elif bearers or "-" not in key:
                n_things = things.get(key.removeprefix(PERSON), 0)
                for place in seen[key]:
                    told = complete(place, bearers, weights, n_things)
                    found.append(_look_up(key, place, heads) if told is None else KeyMap(place.article_id, key, *told))
    return found


def _read_names(seen: Mapping[str, Sequence[Seen]], names: Mapping[str, Collection[str]]) -> dict[str, PersonName]:
    read = {key: read_key(key, names.get(key, ())) for key in seen}
    for key, places in seen.items():
        if read[key].is_full and not read[key].middle and (initial := find_initial(places)) is not None:
            read[key] = replace(read[key], middle=(initial,))
    longer: dict[str, list[str]] = defaultdict(list)
    for key in seen:
        words = key.removeprefix(PERSON).split("-")
        for at in range(1, len(words) - 1):
            longer["-".join(words[at:])].append(key)
    for key, name in list(read.items()):
        # "Blasey Ford" of an article that has Christine Blasey Ford nowhere: the end of a name that more articles have.
        if name.is_full and not is_given_name(name.given):
            wholes = [whole for whole in longer.get(key.removeprefix(PERSON), ()) if len(seen[whole]) >= len(seen[key])]
            if wholes:
                read[key] = PersonName("", (name.given, *name.middle), read[min(wholes)].family, name.suffix)
    return read


def _may_mean(bare: str, full: str, read: Mapping[str, PersonName]) -> bool:
    """Whether a full key can be what a shorter one means: it ends with all of its words."""
    return not read[bare].middle or full.endswith(f"-{bare.removeprefix(PERSON)}")


def find_initial(places: Sequence[Seen]) -> str | None:
    """The middle initial of nearly all articles that print one."""
    counts = Counter(each.initial for each in places if each.initial)
    best = min(counts, key=lambda initial: (-counts[initial], initial), default=None)
    if best is None or counts[best] < FEWEST_INITIALS or counts[best] < DOMINANT_INITIAL * counts.total():
        return None
    return best


def read_initials(seen: Mapping[str, Sequence[Seen]]) -> list[KeyMap]:
    """Give keys of their own to people whom initials tell: George P. beside George W. Bush, H.R. McMaster.

    Args:
        seen: By key, the articles that have it.

    Returns:
        Keys of articles that print another middle initial than nearly all others of the key, and surnames before which
        initials stand for a given name.
    """
    found = []
    for key, places in seen.items():
        surname = key.removeprefix(PERSON)
        if "-" not in surname:
            found += [
                KeyMap(each.article_id, key, f"{PERSON}{each.first_initials}-{surname}", "initial", "")
                for each in places
                if each.first_initials
            ]
            continue
        usual = find_initial(places)
        if usual is None:
            continue
        given, _, rest = key.partition("-")
        found += [
            KeyMap(each.article_id, key, f"{given}-{each.initial}-{rest}", "initial", f"{usual} elsewhere")
            for each in places
            if each.initial and each.initial != usual
        ]
    return found


def _join_forms(
    full: Sequence[str], names: Mapping[str, PersonName], seen: Mapping[str, Sequence[Seen]]
) -> dict[str, tuple[str, str]]:
    """Choose for each full key the one that stands for it, the form in most articles, and say how they are joined."""
    is_common = len({names[key].given for key in full if len(seen[key]) > 1}) > MOST_BEARERS
    heads: dict[str, tuple[str, str]] = {}
    kept: list[str] = []
    for key in full:
        fits = [(head, how) for head in kept if (how := _fit(head, key, names, seen, is_common)) is not None]
        # Of two that fit neither is meant more than the other.
        best = next((kind for how in ("figure", "name") if (kind := [fit for fit in fits if fit[1] == how])), fits)
        heads[key] = best[0] if len(best) == 1 else (key, "own")
        if heads[key][0] == key:
            kept.append(key)
    return heads


def _fit(
    head: str, key: str, names: Mapping[str, PersonName], seen: Mapping[str, Sequence[Seen]], is_common: bool
) -> str | None:
    """How two full keys of a family name are found to be one person's; None where they are not."""
    one, other = names[head], names[key]
    if any({head, key}.issubset(figure.keys) for figure in _figures_by_family().get(one.family, ())):
        return "figure"
    if one.suffix != other.suffix and not (
        _leaves_suffix_out(one, other)
        and (_is_same_holder(seen[head], seen[key]) or (_is_numbered(one, other) and _are_apart(seen[head], seen[key])))
    ):
        return None
    how = share_given(one.given, other.given)
    if how is None or not may_be_one(one, other) or not _are_of_a_time(seen[head], seen[key]):
        return None
    if _leaves_name_out(one, other) and not _are_of_a_story(seen[head], seen[key]):
        return None
    return "name" if how == "same" else None if is_common else how


def _leaves_suffix_out(one: PersonName, other: PersonName) -> bool:
    return "" in (one.suffix, other.suffix)


def _is_numbered(one: PersonName, other: PersonName) -> bool:
    """Whether the suffix that one has is a number: no third of a name is in the news beside the second."""
    return {one.suffix, other.suffix} - {""} <= _NUMBERS


def _is_same_holder(one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    """Whether articles give both one office and none names both: "Jr." tells a son from his father in some only."""
    offices, others = (frozenset[int]().union(*(each.offices for each in seen)) for seen in (one, other))
    return not offices.isdisjoint(others) and _are_apart(one, other)


def _are_apart(one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    """Whether no article names both."""
    articles, rest = ({each.article_id for each in seen} for seen in (one, other))
    return articles.isdisjoint(rest)


def _leaves_name_out(one: PersonName, other: PersonName) -> bool:
    """Whether one has a middle name, more than an initial, that the other has not."""
    return bool(one.middle) != bool(other.middle) and max(map(len, one.middle + other.middle)) > 1


def _list_days(seen: Sequence[Seen]) -> list[datetime]:
    return sorted(each.day for each in seen if each.day is not None)


def _are_of_a_time(one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    """Whether the days of both lie near each other; articles without a day tell nothing."""
    days, others = _list_days(one), _list_days(other)
    if not days or not others:
        return True
    return days[0] - SAME_TIME <= others[-1] and others[0] - SAME_TIME <= days[-1]


def _are_of_a_story(one: Sequence[Seen], other: Sequence[Seen]) -> bool:
    """Whether an article of one lies near an article of the other; articles without a day tell nothing."""
    days, others = _list_days(one), _list_days(other)
    if not days or not others:
        return True
    return any(bisect_left(others, day - SAME_STORY) < bisect_right(others, day + SAME_STORY) for day in days)


def _look_up(key: str, place: Seen, heads: Mapping[str, tuple[str, str]]) -> KeyMap:
    """Complete a bare surname that no other article does from lists, or tie it to its article."""
    if (figure := _find_figure(key, place)) is not None:
        known = next((heads[form][0] for form in figure.keys if form in heads), figure.keys[0])
        evidence = f"{figure.office}, {figure.years[0]} to {figure.years[1] % 9999 or 'now'}"
        return KeyMap(place.article_id, key, known, "figure", evidence)
    if (whole := _remembered().get(key.removeprefix(PERSON))) is not None:
        return KeyMap(place.article_id, key, heads.get(whole, (whole, ""))[0], "figure", "known by this alone")
    return KeyMap(place.article_id, key, f"{key}@{place.article_id}", "article", "")


def _find_figure(key: str, place: Seen) -> PublicFigure | None:
    """The one public figure of a family name who held office when an article was published that names the country."""
    name, day = read_key(key), place.day
    if day is None or name.suffix:
        return None
    fitting = [
        figure
        for figure in _figures_by_family().get(name.family, ())
        if figure.years[0] <= day.year <= figure.years[1] + 1 and _fits_office(figure, place)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits_office(figure: PublicFigure, place: Seen) -> bool:
    """Whether an article names the country and the body of an office, and gives the surname no other."""
    office, _ = read_title(figure.office.title())
    if office is not None and place.offices and office not in place.offices:
        return False
    bodies = _list_bodies(figure.office)
    return (not figure.country or figure.country in place.countries) and (
        not bodies or not bodies.isdisjoint(place.company)
    )


@cache
def _list_bodies(office: str) -> frozenset[str]:
    """The keys of the bodies that an office names: "secretary general of NATO"."""
    words = office.split()
    runs = (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1))
    entries = (entry for run in runs for entry in load_gazetteer().get(plain(run), ()))
    return frozenset(entry.key for entry in entries if entry.key.startswith("org:"))
