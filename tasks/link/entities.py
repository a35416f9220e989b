"""Who is who over a release: the key that each article's key becomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import compress

import numpy as np
import pyarrow as pa

from expectations.entity_tables import ENTITY_KEYS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.bearers import KeyMap, Seen
from tasks.link.bodies import unite_bodies
from tasks.link.kinds import unite_kinds
from tasks.link.names import PERSON, read_key
from tasks.link.notes import Note, Notes
from tasks.link.partition import Frame, read_columns
from tasks.link.people import read_initials, unite_people

# What notes say of a person alone, and what most say of it.
_OF_PERSON = slice(Note._fields.index("pronouns"), Note._fields.index("spelled"))
_NOTHING = Note()[_OF_PERSON]
FEWEST_PRONOUNS = 3  # that must agree before they tell a sex: one may stand for somebody else


def link_entities(articles: Frame, notes: Notes) -> pa.Table:
    """Find which key of the release each article's key is.

    Args:
        articles: At least article_id and published_at.
        notes: What articles say of their own keys.

    Returns:
        Rows of `entity_keys`, by article and key; a key that is not there stays as it is.

    Source:
        docs/decisions/018-one-key.md
    """
    keys = _Keys(notes)
    listed = keys.list_listed()
    keys.take(unite_kinds(keys.list_articles(), listed))
    countries, spelled = keys.gather_bodies()
    keys.take(unite_bodies(keys.list_articles(), listed, countries, spelled))
    published = read_columns(articles, ("article_id", "published_at"))
    days = dict(zip(published["article_id"], published["published_at"], strict=True))
    keys.take(read_initials(keys.list_initials()))
    keys.take(unite_people(keys.list_seen(days), keys.list_names(), keys.count_things()))
    return keys.write()


class _Keys:
    """The keys of articles on their way to those of the release."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes
        self._now = list(notes.keys)
        self._said = list(map(notes.notes.__getitem__, notes.numbers.tolist()))
        self._told: dict[int, list[KeyMap]] = defaultdict(list)
        # The rows of an article stand together.
        self._rows: dict[str, range] = {}
        for row, article_id in enumerate(notes.article_ids):
            self._rows[article_id] = range(self._rows.get(article_id, range(row, row)).start, row + 1)
        # A pronoun alone names nobody: its key follows the names.
        self._named = [note.is_named for note in self._said]
        self._articles: dict[str, set[str]] = defaultdict(set)
        for key, article_id in compress(zip(notes.keys, notes.article_ids, strict=True), self._named):
            self._articles[key].add(article_id)

    def _list_rows(self, test: Callable[[Note], object]) -> Iterator[int]:
        """List the rows whose notes name somebody and say something."""
        told = np.array([note.is_named and bool(test(note)) for note in self._notes.notes], bool)
        yield from np.flatnonzero(told[self._notes.numbers]).tolist()

    def take(self, maps: Iterable[KeyMap]) -> None:
        """Give keys their next form."""
        # All at once: what becomes of one key is not what becomes of another that becomes it.
        new: dict[str, dict[str, KeyMap]] = defaultdict(dict)
        for each in maps:
            new[each.article_id][each.article_key] = each
        for article_id, by_key in new.items():
            self._take_of_article(article_id, by_key)

    def _take_of_article(self, article_id: str, by_key: Mapping[str, KeyMap]) -> None:
        named = [row for row in self._rows[article_id] if self._named[row]]
        before = {self._now[row] for row in named}
        for row in named:
            if (each := by_key.get(self._now[row])) is not None:
                self._now[row] = each.entity_key
                self._told[row].append(each)
                self._articles[each.entity_key].add(article_id)
        for key in before - {self._now[row] for row in named}:
            self._articles[key].discard(article_id)
            if not self._articles[key]:
                del self._articles[key]

    def list_articles(self) -> Mapping[str, set[str]]:
        """By key, the articles that have it."""
        return self._articles

    def list_listed(self) -> set[str]:
        """The keys that lexicons have."""
        return {self._notes.keys[row] for row in self._list_rows(lambda note: note.is_listed)}

    def list_names(self) -> dict[str, set[str]]:
        """By key of a person, the names that articles give it."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self._list_rows(lambda note: note.names):
            if self._now[row].startswith(PERSON):
                found[self._now[row]].update(self._said[row].names)
        return found

    def count_things(self) -> Counter[str]:
        """By a name of one word, the articles that have it for something else than a person."""
        counts: Counter[str] = Counter()
        for key, articles in self._articles.items():
            kind, _, slug = key.partition(":")
            if kind != "person" and "-" not in slug:
                counts[slug] += len(articles)
        return counts

    def gather_bodies(self) -> tuple[Mapping[str, set[str]], Mapping[str, Mapping[str, set[str]]]]:
        """By key its countries; by abbreviation the keys whose articles print it, with these articles."""
        countries: dict[str, set[str]] = defaultdict(set)
        spelled: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in self._list_rows(lambda note: note.countries or note.spelled):
            note, key = self._said[row], self._now[row]
            countries[key].update(note.countries)
            for short in note.spelled:
                spelled[short][key].add(self._notes.article_ids[row])
        return countries, spelled

    def list_initials(self) -> dict[str, list[Seen]]:
        """By key of a person, the articles that print initials; articles in order."""
        found: dict[tuple[str, str], list[Note]] = defaultdict(list)
        for row in self._list_rows(lambda note: note.initials or note.first_initials):
            if self._now[row].startswith(PERSON):
                found[self._notes.article_ids[row], self._now[row]].append(self._said[row])
        seen: dict[str, list[Seen]] = defaultdict(list)
        for (article_id, key), notes in sorted(found.items()):
            seen[key].append(_see(article_id, None, frozenset(), frozenset(), notes, ()))
        return seen

    def list_seen(self, days: Mapping[str, datetime | None]) -> dict[str, list[Seen]]:
        """By key of a person, what its articles say; articles in order."""
        asked = self._list_asked()
        seen: dict[str, list[Seen]] = defaultdict(list)
        for article_id, rows in sorted(self._rows.items()):
            notes = self._said[rows.start : rows.stop]
            countries = frozenset(code for note in notes for code in note.countries)
            company = frozenset(self._now[row] for row in rows if self._named[row])
            persons: dict[str, list[int]] = {}
            for row in rows:
                if self._named[row] and self._now[row].startswith(PERSON):
                    persons.setdefault(self._now[row], []).append(row)
            for key, own in sorted(persons.items()):
                said = [self._said[row] for row in own]
                titled = [self._said[row] for row in own if self._notes.keys[row] in asked]
                seen[key].append(_see(article_id, days.get(article_id), countries, company, said, titled))
        return seen

    def _list_asked(self) -> set[str]:
        """List the own keys whose titles count: a surname of their family stands alone somewhere, or with a suffix."""
        names = {key: read_key(key) for key in set(self._notes.keys) if key.startswith(PERSON)}
        families = {name.family for name in names.values() if name.suffix or not name.is_full}
        return {key for key, name in names.items() if name.family in families}

    def write(self) -> pa.Table:
        """Give the keys that changed as rows of `entity_keys`."""
        ids, keys = self._notes.article_ids, self._notes.keys
        rows = [
            {
                "entity_key_id": hash_id("entity_keys", ids[row], keys[row]),
                "article_id": ids[row],
                "article_key": keys[row],
                "entity_key": self._now[row],
                "how": told[-1].how,
                "evidence": "; ".join(each.evidence for each in told if each.evidence) or None,
            }
            for row, told in sorted(self._told.items(), key=lambda each: (ids[each[0]], keys[each[0]]))
            if self._now[row] != keys[row]
        ]
        return pa.Table.from_pylist(rows, schema=make_arrow_schema(ENTITY_KEYS))


def _see(
    article_id: str,
    day: datetime | None,
    countries: frozenset[str],
    company: frozenset[str],
    notes: Sequence[Note],
    titled: Sequence[Note],
) -> Seen:
    """Say what an article says of a person; `titled` are the notes whose titles count."""
    if all(note[_OF_PERSON] == _NOTHING for note in notes):
        return Seen(article_id, day, countries, company=company)
    honorifics = {sex for note in titled for sex in note.honorifics}
    pronouns = [sex for note in notes for sex in note.pronouns]
    told = honorifics or (set(pronouns) if len(pronouns) >= FEWEST_PRONOUNS else set())
    initials = {initial for note in notes for initial in note.initials}
    first = {initials for note in notes for initials in note.first_initials}
    return Seen(
        article_id,
        day,
        countries,
        sex=next(iter(told)) if len(told) == 1 else None,
        offices=frozenset(office for note in titled for office in note.offices),
        company=company,
        initial=next(iter(initials)) if len(initials) == 1 else "",
        first_initials=max(first, default=""),
    )
