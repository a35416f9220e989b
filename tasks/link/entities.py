"""Who is who over a release: the key that each article's key becomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from expectations.entity_tables import ENTITY_KEYS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.language.names import GENDERS
from tasks.language.places import make_slug
from tasks.link.bearers import KeyMap, Seen
from tasks.link.bodies import BODY, unite_bodies
from tasks.link.kinds import unite_kinds
from tasks.link.names import PERSON, read_first_initials, read_initial, read_key, read_title
from tasks.link.partition import Frame, read_columns, read_pieces
from tasks.link.people import read_initials, unite_people

MENTION_COLUMNS = ("article_id", "start", "text", "name", "entity_key", "link", "country", "rule")
LISTED = ("lexicon.", "government.")  # rules by which a lexicon says what a name means
FEWEST_PRONOUNS = 3  # that must agree before they tell a sex: one may stand for somebody else
LONGEST_TITLE = 40  # characters before a name in which its title may stand


@dataclass(slots=True)
class _Note:
    """What an article says of one of its keys."""

    # There are some twenty an article, with most of these empty, for which nothing is held.
    names: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    pronouns: tuple[str, ...] = ()
    honorifics: frozenset[str] = frozenset()
    offices: frozenset[int] = frozenset()
    initials: frozenset[str] = frozenset()
    first_initials: frozenset[str] = frozenset()
    spelled: frozenset[str] = frozenset()
    is_named: bool = False
    is_listed: bool = False


Notes = dict[str, dict[str, _Note]]


def link_entities(articles: Frame, entities: Frame, *spoken: tuple[Frame, str]) -> pa.Table:
    """Find which key of the release each article's key is.

    Args:
        articles: At least article_id and published_at; with body, titles before names count too.
        entities: Mentions, at least `MENTION_COLUMNS`, with the keys that each article alone gives them.
        spoken: Quotes and claims, each with its column of keys: who only speaks is linked too.

    Returns:
        Rows of `entity_keys`, by article and key; a key that is not there stays as it is.

    Source:
        docs/decisions/018-one-key.md
    """
    notes = _read_mentions(entities)
    for rows, column in spoken:
        columns = read_columns(rows, ("article_id", column))
        for article_id, key in zip(*columns.values(), strict=True):
            if key is not None and key.startswith((BODY, PERSON)):
                notes[article_id][key].is_named = True
    _read_titles(articles, notes)
    keys = _Keys(notes)
    listed = {key for found in notes.values() for key, note in found.items() if note.is_listed}
    keys.take(unite_kinds(keys.list_articles(), listed))
    countries, spelled = keys.gather_bodies()
    keys.take(unite_bodies(keys.list_articles(), listed, countries, spelled))
    published = read_columns(articles, ("article_id", "published_at"))
    days = dict(zip(published["article_id"], published["published_at"], strict=True))
    keys.take(read_initials(keys.list_seen(days)))
    keys.take(unite_people(keys.list_seen(days), keys.list_names(), keys.count_things()))
    return keys.write()


def _read_mentions(entities: Frame) -> Notes:
    """Read what mentions say, by article and key."""
    notes: Notes = defaultdict(lambda: defaultdict(_Note))
    same: dict[str, str] = {}
    for piece in read_pieces(entities, MENTION_COLUMNS):
        for row in zip(*read_columns(piece, MENTION_COLUMNS).values(), strict=True):
            article_id, start, text, name, key, link, country, rule = row
            if key is None:
                continue
            # One text of each in memory.
            article_id, key = same.setdefault(article_id, article_id), same.setdefault(key, key)
            note = notes[article_id][key]
            if country is not None and country not in note.countries:
                note.countries += (same.setdefault(country, country),)
            if link == "pronoun":
                note.pronouns += tuple(GENDERS.get(text.lower(), ""))
                continue
            note.is_named = True
            note.is_listed = note.is_listed or rule.startswith(LISTED)
            if name not in note.names:
                note.names += (same.setdefault(name, name),)
            if key.startswith(PERSON):
                note.starts += (start,)
                note.initials |= set(filter(None, (read_initial(name),)))
                note.first_initials |= set(filter(None, (read_first_initials(text),)))
            elif link == "acronym":
                note.spelled |= {make_slug(text)}
    return notes


def _read_titles(articles: Frame, notes: Notes) -> None:
    """Read offices and sexes from the titles before names, where a surname stands alone or with a suffix somewhere."""
    names = {key: read_key(key) for found in notes.values() for key in found if key.startswith(PERSON)}
    asked = {name.family for name in names.values() if name.suffix or not name.is_full}
    for piece in read_pieces(articles, ("article_id", "body")):
        for row, article_id in enumerate(piece["article_id"].to_pylist()):
            wanted = [
                note
                for key, note in notes.get(article_id, {}).items()
                if note.starts and key in names and names[key].family in asked
            ]
            body = (piece["body"][row].as_py() or "") if wanted else ""
            for note in wanted:
                for start in note.starts:
                    office, sex = read_title(body[max(0, start - LONGEST_TITLE) : start])
                    note.honorifics |= {sex} if sex is not None else set()
                    note.offices |= set() if office is None else {office}
                note.starts = ()


class _Keys:
    """The keys of articles on their way to those of the release."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        # A pronoun alone names nobody: its key follows the names.
        self._now = {
            (article_id, key): key
            for article_id, found in notes.items()
            for key, note in found.items()
            if note.is_named
        }
        self._told: dict[tuple[str, str], list[KeyMap]] = defaultdict(list)

    def take(self, maps: Iterable[KeyMap]) -> None:
        """Give keys their next form."""
        new = {(each.article_id, each.article_key): each for each in maps}
        for (article_id, own), key in self._now.items():
            if (each := new.get((article_id, key))) is not None:
                self._now[article_id, own] = each.entity_key
                self._told[article_id, own].append(each)

    def list_articles(self) -> dict[str, set[str]]:
        """By key, the articles that have it."""
        found: dict[str, set[str]] = defaultdict(set)
        for (article_id, _), key in self._now.items():
            found[key].add(article_id)
        return found

    def list_names(self) -> dict[str, set[str]]:
        """By key, the names that articles give it."""
        found: dict[str, set[str]] = defaultdict(set)
        for (article_id, own), key in self._now.items():
            found[key].update(self._notes[article_id][own].names)
        return found

    def count_things(self) -> Counter[str]:
        """By a name of one word, the articles that have it for something else than a person."""
        counts: Counter[str] = Counter()
        for key, articles in self.list_articles().items():
            kind, _, slug = key.partition(":")
            if kind != "person" and "-" not in slug:
                counts[slug] += len(articles)
        return counts

    def gather_bodies(self) -> tuple[Mapping[str, set[str]], Mapping[str, Mapping[str, set[str]]]]:
        """By key its countries; by abbreviation the keys whose articles print it, with these articles."""
        countries: dict[str, set[str]] = defaultdict(set)
        spelled: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for (article_id, own), key in self._now.items():
            note = self._notes[article_id][own]
            countries[key].update(note.countries)
            for short in note.spelled:
                spelled[short][key].add(article_id)
        return countries, spelled

    def list_seen(self, days: Mapping[str, datetime | None]) -> dict[str, list[Seen]]:
        """By key of a person, what its articles say; articles in order."""
        by_article: dict[str, dict[str, list[_Note]]] = defaultdict(lambda: defaultdict(list))
        for (article_id, own), key in self._now.items():
            by_article[article_id][key].append(self._notes[article_id][own])
        seen: dict[str, list[Seen]] = defaultdict(list)
        for article_id, found in sorted(by_article.items()):
            countries = frozenset(code for notes in self._notes[article_id].values() for code in notes.countries)
            company = frozenset(found)
            for key, notes in sorted(found.items()):
                if key.startswith(PERSON):
                    seen[key].append(_see(article_id, days.get(article_id), countries, company, notes))
        return seen

    def write(self) -> pa.Table:
        """Give the keys that changed as rows of `entity_keys`."""
        rows = [
            {
                "entity_key_id": hash_id("entity_keys", article_id, own),
                "article_id": article_id,
                "article_key": own,
                "entity_key": key,
                "how": self._told[article_id, own][-1].how,
                "evidence": "; ".join(each.evidence for each in self._told[article_id, own] if each.evidence) or None,
            }
            for (article_id, own), key in sorted(self._now.items())
            if key != own
        ]
        return pa.Table.from_pylist(rows, schema=make_arrow_schema(ENTITY_KEYS))


def _see(
    article_id: str,
    day: datetime | None,
    countries: frozenset[str],
    company: frozenset[str],
    notes: Sequence[_Note],
) -> Seen:
    honorifics = {sex for note in notes for sex in note.honorifics}
    pronouns = [sex for note in notes for sex in note.pronouns]
    told = honorifics or (set(pronouns) if len(pronouns) >= FEWEST_PRONOUNS else set())
    initials = {initial for note in notes for initial in note.initials}
    first = {initials for note in notes for initials in note.first_initials}
    return Seen(
        article_id,
        day,
        countries,
        sex=next(iter(told)) if len(told) == 1 else None,
        offices=frozenset(office for note in notes for office in note.offices),
        company=company,
        initial=next(iter(initials)) if len(initials) == 1 else "",
        first_initials=max(first, default=""),
    )
