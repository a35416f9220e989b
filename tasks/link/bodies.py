"""One key a body over a release: spellings and orders of its name, abbreviations that articles spell out.

A name that every city's office has is known within its article alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from tasks.language.people import is_body, is_role
from tasks.link.bearers import KeyMap
from tasks.link.kinds import SMALL, Articles
from tasks.link.lexicon import load_body_names

BODY = "org:"
# Articles that spell an abbreviation out, and the share of these that must mean one body.
_COMMITTEE = re.compile(r"^(|.*-)committee-on-(.+)$")
FEWEST_SPELLED, DOMINANT_SPELLED = 2, 0.9


def spell(slug: str) -> str:
    """Write a body's name in the one way that names are compared in.

    >>> spell("u-s-department-of-defence")
    'us-defense-department'
    """
    slug = _COMMITTEE.sub(r"\1\2-committee", slug)
    words = load_body_names()
    parts = [words.spellings.get(part, part) for part in slug.split("-") if part not in ("and", "the")] or ["the"]
    for at in range(len(parts) - 1, 0, -1):
        if parts[at - 1 : at + 1] in (["u", "s"], ["u", "k"], ["u", "n"]):
            parts[at - 1 : at + 1] = ["".join(parts[at - 1 : at + 1])]
    while len(parts) > 1 and parts[-1] in words.legal_forms:
        parts.pop()
    for head in ("department", "ministry"):
        if f"-{head}-of-" in f"-{'-'.join(parts)}":
            at = parts.index(head)
            rest = parts[at + 2 :]
            parts = [*parts[:at], *rest, head]
    return "-".join(parts)


def unite_bodies(
    articles: Articles,
    listed: Collection[str],
    countries: Mapping[str, Collection[str]],
    spelled: Mapping[str, Mapping[str, Collection[str]]],
) -> list[KeyMap]:
    """Give each article's keys of bodies the key that the release has for that body.

    Args:
        articles: By key, the articles that have it.
        listed: Keys that the lexicons have: they stay.
        countries: By key, the countries that its mentions belong to.
        spelled: By abbreviation, as `make_slug` writes it, and key, the articles that print both as names of one.

    Returns:
        The keys that change, by article and key.
    """
    bodies = {key: found for key, found in articles.items() if key.startswith(BODY)}
    heads = _join_spellings(bodies, listed, countries)
    found = [
        KeyMap(each, key, head, "spelling", head) for key, head in heads.items() if head != key for each in bodies[key]
    ]
    by_article: dict[str, set[str]] = defaultdict(set)
    for key, places in bodies.items():
        for each in places:
            by_article[each].add(key)
    for key in sorted(bodies):
        if heads[key] == key and key not in listed:
            found += _lengthen(key, bodies, heads, by_article, spelled)
    return sorted(found, key=lambda each: (each.article_id, each.article_key))


def _join_spellings(
    bodies: Articles, listed: Collection[str], countries: Mapping[str, Collection[str]]
) -> dict[str, str]:
    """The key that stands for each: the lexicon's, or that of most articles."""
    alike: dict[str, list[str]] = defaultdict(list)
    for key in sorted(bodies, key=lambda key: (key not in listed, -len(bodies[key]), key)):
        alike[spell(key.removeprefix(BODY))].append(key)
    heads = {}
    for keys in alike.values():
        head = keys[0]
        for key in keys:
            ours, theirs = set(countries.get(head, ())), set(countries.get(key, ()))
            is_elsewhere = bool(ours and theirs) and ours.isdisjoint(theirs)
            heads[key] = key if key in listed or is_elsewhere else head
    return heads


def _lengthen(
    key: str,
    bodies: Articles,
    heads: Mapping[str, str],
    by_article: Mapping[str, Collection[str]],
    spelled: Mapping[str, Mapping[str, Collection[str]]],
) -> list[KeyMap]:
    """Find what an abbreviation or a name of general words means in each of its articles."""
    slug = key.removeprefix(BODY)
    if "-" not in slug:
        whole, evidence = _find_whole(key, spelled.get(slug, {}))
        found = []
        for each in bodies[key]:
            here = [other for other in by_article[each] if find_initials(other.removeprefix(BODY)) == slug]
            if whole is not None:
                found.append(KeyMap(each, key, heads.get(whole, whole), "abbreviation", evidence))
            elif len(here) == 1 and len(slug) > 2:
                found.append(KeyMap(each, key, heads[here[0]], "abbreviation", "initials there"))
        return found
    if not _is_generic(slug.split("-")):
        return []
    found = []
    for each in bodies[key]:
        longer = [other for other in by_article[each] if other.endswith(f"-{slug}")]
        if len(longer) == 1:
            found.append(KeyMap(each, key, heads[longer[0]], "part", longer[0]))
        else:
            found.append(KeyMap(each, key, f"{key}@{each}", "article", ""))
    return found


def _is_generic(words: Sequence[str]) -> bool:
    """Whether every city, state or country may have something of a name."""
    known = load_body_names()
    if known.offices.isdisjoint((words[0], words[-1])):
        return False
    others = [word for word in words if word not in known.offices and word not in known.fields]
    # "The governor's office", "the agency's board" are somebody's in each article.
    return not others or ("s" in others and all(word == "s" or is_role(word) or is_body(word) for word in others))


def _find_whole(key: str, spelled: Mapping[str, Collection[str]]) -> tuple[str | None, str]:
    """What an abbreviation means over the release, and what speaks for it."""
    counts = Counter({whole: len(places) for whole, places in spelled.items() if whole != key})
    best = min(counts, key=lambda whole: (-counts[whole], whole), default=None)
    if best is None or counts[best] < FEWEST_SPELLED or counts[best] < DOMINANT_SPELLED * counts.total():
        return None, ""
    return best, f"spelled out in {counts[best]} of {counts.total()} articles"


@cache
def find_initials(slug: str) -> str:
    """The first letters of a name's words, small ones left out; "" of a single word."""
    words = [word for word in slug.split("-") if word not in SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
