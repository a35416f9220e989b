"""One kind a name over a release: a person or a body, as most of its articles take it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from tasks.language.names import is_given_name
from tasks.link.bearers import KeyMap
from tasks.link.lexicon import load_body_names, load_known_short
from tasks.link.names import PERSON, read_key

# Of kinds in equally many articles the first is taken: the tagger calls most of what it does not know an organization.
KINDS = ("law", "event", "work", "product", "facility", "place", "org", "person", "group", "language")
# A person and a thing of one name may be two: one of the two kinds has to be so many times as frequent.
TIMES_PERSON = 2
# A single word has many bearers: "Columbia" is a university and a district.
TIMES_WORD = 4
# A surname taken for a body, in an article that names nobody in full: so many times, and so many articles, against it.
TIMES_SURNAME, FEWEST_SURNAME = 4, 8
TIMES_NAMED = 1.5  # the same in an article that names one in full
SMALL = frozenset({"of", "the", "and", "for", "on", "in", "to", "s"})
BODIES = frozenset({"org", "product", "event"})

Articles = Mapping[str, Collection[str]]


def unite_kinds(articles: Articles, listed: Collection[str]) -> list[KeyMap]:
    """Give a name that articles take for several kinds of things the key of one.

    Args:
        articles: By key, the articles that have it.
        listed: Keys that the lexicons have: they stay, whatever else their name is taken for.

    Returns:
        The keys that change, by article and key.
    """
    by_slug: dict[str, dict[str, str]] = defaultdict(dict)
    for key in articles:
        kind, _, slug = key.partition(":")
        if kind in KINDS:
            by_slug[slug][kind] = key
    named = _list_named(articles)
    found: list[KeyMap] = []
    for slug, keys in by_slug.items():
        if len(keys) == 1 and ("-" in slug or "person" in keys or slug not in named):
            continue
        counts = Counter({kind: len(articles[key]) for kind, key in keys.items()})
        if "-" in slug:
            found += _unite(slug, keys, articles, listed, counts)
            continue
        bearers = named.get(slug, {})
        found += _take_surnames(keys, articles, listed, counts, bearers)
        if "person" in keys and not bearers and slug not in load_known_short().people:
            found += _take_words(keys, articles, listed, counts)
        things = Counter({kind: n for kind, n in counts.items() if kind != "person"})
        if not bearers and len(things) > 1:
            found += _unite(slug, {kind: keys[kind] for kind in things}, articles, listed, things)
    return sorted(found, key=lambda each: (each.article_id, each.article_key))


def _list_named(articles: Articles) -> dict[str, dict[str, list[str]]]:
    """By family name and article, the keys of those whom the article names in full, whom most articles have first."""
    named: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for key in sorted((key for key in articles if key.startswith(PERSON)), key=lambda key: (-len(articles[key]), key)):
        name = read_key(key)
        if name.is_full:
            for article_id in articles[key]:
                named[name.family][article_id].append(key)
    return named


def _unite(
    slug: str, keys: Mapping[str, str], articles: Articles, listed: Collection[str], counts: Counter[str]
) -> Iterator[KeyMap]:
    """Choose one kind for a name."""
    if len(keys) < 2:
        return
    ranked = sorted(keys, key=lambda kind: (keys[kind] not in listed, -counts[kind], KINDS.index(kind)))
    if "person" in ranked and keys[ranked[0]] not in listed:
        first, _, last = slug.partition("-")
        if last.rpartition("-")[2] in load_body_names().never_persons:
            ranked = sorted(ranked, key=lambda kind: kind == "person")
            counts = counts - Counter({"person": counts["person"]})
        elif is_given_name(first) and last.count("-") < 2 and SMALL.isdisjoint(last.split("-")):
            ranked = sorted(ranked, key=lambda kind: kind != "person")
            counts = Counter({"person": counts["person"]})
    best = ranked[0]
    for kind in ranked[1:]:
        times = TIMES_PERSON if "person" in (best, kind) else 1 if "-" in slug else TIMES_WORD
        is_less = counts[best] >= times * counts[kind] or keys[best] in listed
        if keys[kind] not in listed and is_less:
            evidence = f"{best} in {counts[best]} articles, {kind} in {len(articles[keys[kind]])}"
            yield from (KeyMap(each, keys[kind], keys[best], "kind", evidence) for each in articles[keys[kind]])


def _take_surnames(
    keys: Mapping[str, str],
    articles: Articles,
    listed: Collection[str],
    counts: Counter[str],
    bearers: Mapping[str, list[str]],
) -> Iterator[KeyMap]:
    """Take for a person what has a surname alone for its name, where the release's articles name people so."""
    others = counts.total() - counts["person"]
    for kind, key in keys.items():
        if kind == "person" or key in listed:
            continue
        is_known = kind in BODIES and len(bearers) >= max(TIMES_SURNAME * others, FEWEST_SURNAME)
        for article_id in articles[key]:
            persons = bearers.get(article_id, ())
            if persons and len(bearers) >= TIMES_NAMED * others:
                yield KeyMap(article_id, key, persons[0], "kind", "named in full there")
            elif is_known:
                evidence = f"person in {len(bearers)} articles, {kind} in {counts[kind]}"
                yield KeyMap(article_id, key, f"{PERSON}{key.partition(':')[2]}", "kind", evidence)


def _take_words(
    keys: Mapping[str, str], articles: Articles, listed: Collection[str], counts: Counter[str]
) -> Iterator[KeyMap]:
    """Take for a thing what some articles take for a surname that nobody has."""
    things = sorted((kind for kind in keys if kind != "person"), key=lambda kind: (-counts[kind], KINDS.index(kind)))
    if things and (keys[things[0]] in listed or counts[things[0]] >= max(2, counts["person"])):
        evidence = f"{things[0]} in {counts[things[0]]} articles, nobody of this name"
        yield from (
            KeyMap(each, keys["person"], keys[things[0]], "kind", evidence) for each in articles[keys["person"]]
        )
