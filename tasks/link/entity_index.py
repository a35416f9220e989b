"""An index of all entities of a release: who is mentioned, who speaks, who claims."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

import numpy as np
import pyarrow as pa

from expectations.entity_tables import ENTITY_INDEX
from expectations.schema import make_arrow_schema
from tasks.link.names import PERSON
from tasks.link.notes import LABEL_OF_KIND, Note, Notes
from tasks.link.partition import Frame, Numbers, Rows, first_time, read_columns
from tasks.publish.keyed_parts import tell_kind

MOST_ALIASES, MOST_ROLES = 20, 20
# Kinds of keys that are an article's words for somebody, not a name.
WORDS = frozenset({"anonymous", "group", "body", "role"})
# Left in a name by the text around it: "Donald] Trump".
_ODD = re.compile(r"[][(){}<>\"“”|/\\*_]|\s-|-\s|&$")
_COUNTS = ("n_mentions", "n_quotes", "n_claims")
_TEXTS = tuple(name for name in Note._fields if not name.startswith("is_"))
_TOLD = ("scope", "name", "label", "aliases", "roles", "country")
Counted = Sequence[tuple[Note, int]]  # notes, and how many articles have each
Times = dict[tuple[str, str], tuple[datetime, datetime]]


def index_entities(articles: Frame, notes: Notes, entity_keys: pa.Table) -> pa.Table:
    """List the entities of a release, with the keys of the release.

    Args:
        articles: At least article_id, outlet and published_at.
        notes: What articles say of their keys.
        entity_keys: What `link_entities` gave; an article's own keys are aliases.

    Returns:
        Rows of `entity_index`, by key: one for each that stands in a table.
    """
    found = _Found(articles, notes, entity_keys)
    own_keys: dict[str, Counter[str]] = defaultdict(Counter)
    for key, own in zip(*(entity_keys[name].to_pylist() for name in ("entity_key", "article_key")), strict=True):
        own_keys[key][own] += 1
    columns: dict[str, Any] = {name: [] for name in _TOLD}
    is_mentioned = found.columns["n_mentions"] > 0
    for at, counted in found.list_notes():
        key = found.names[at]
        told = _tell(key, counted, bool(is_mentioned[at]), own_keys.get(key, {}), found.role_times)
        for name, value in zip(_TOLD, told, strict=True):
            columns[name].append(value)
    columns |= {"entity_key": found.names} | found.columns
    schema = make_arrow_schema(ENTITY_INDEX)
    return pa.Table.from_arrays([pa.array(columns[field.name], field.type) for field in schema], schema=schema)


class _Found:
    """What the articles of a release say of its keys.

    Attributes:
        names: The keys, in order.
        columns: What is counted of each, and when it is seen first and last.
        role_times: By key and role, the first and the last known time.
    """

    def __init__(self, articles: Frame, notes: Notes, entity_keys: pa.Table) -> None:
        self._notes = list(notes.notes)
        keys, self._numbers = self._put_keys(notes, entity_keys)
        self.names = sorted(set(keys))
        at = {key: number for number, key in enumerate(self.names)}
        self._keys = np.fromiter(map(at.__getitem__, keys), np.int64, len(keys))
        ids, outlets, times = read_columns(articles, ("article_id", "outlet", "published_at")).values()
        places = {article_id: number for number, article_id in enumerate(ids)}
        held = np.fromiter(map(places.__getitem__, notes.article_ids), np.int64, len(keys))
        self.columns: dict[str, Any] = {name: self._sum(getattr(notes, name)) for name in _COUNTS}
        self._take_once(held)
        self.columns["n_articles"] = self._sum(np.ones(len(self._keys), np.int64))
        self.columns["n_outlets"] = self._count_others(outlets, self._held)
        self._see(times)

    def _put_keys(self, notes: Notes, entity_keys: pa.Table) -> tuple[list[str], Rows]:
        """Give rows the keys of the release; what becomes of another kind is called by that."""
        columns = (entity_keys[name].to_pylist() for name in ("article_id", "article_key", "entity_key"))
        new = {(article_id, own): key for article_id, own, key in zip(*columns, strict=True)}
        keys, numbers = list(notes.keys), notes.numbers.astype(np.int64)
        for row, place in enumerate(zip(notes.article_ids, notes.keys, strict=True)):
            if (key := new.get(place)) is not None:
                keys[row] = key
                if key.partition(":")[0] != place[1].partition(":")[0]:
                    is_said = bool(notes.n_quotes[row] + notes.n_claims[row])
                    numbers[row] = self._add(
                        _call(self._notes[numbers[row]], key, bool(notes.n_mentions[row]), is_said)
                    )
        return keys, numbers

    def _add(self, note: Note) -> int:
        self._notes.append(note)
        return len(self._notes) - 1

    def _sum(self, counts: Numbers) -> Rows:
        return np.bincount(self._keys, counts, len(self.names)).astype(np.int64)

    def _take_once(self, held: Rows) -> None:
        """Make one row of the rows of an article that have one key."""
        order = np.lexsort((held, self._keys))
        keys, held, numbers = self._keys[order], held[order], self._numbers[order]
        begins = np.ones(len(order), bool)
        begins[1:] = (keys[1:] != keys[:-1]) | (held[1:] != held[:-1])
        starts = np.flatnonzero(begins)
        ends = np.append(starts[1:], len(order))
        for start, end in zip(starts[ends - starts > 1], ends[ends - starts > 1], strict=True):
            numbers[start] = self._add(_unite([self._notes[number] for number in numbers[start:end]]))
        self._keys, self._held, self._numbers = keys[starts], held[starts], numbers[starts]

    def _count_others(self, values: Sequence[str | None], held: Rows) -> Rows:
        """Count the known outlets of each key."""
        known: dict[str, int] = {}
        numbers = np.array([-1 if each is None else known.setdefault(each, len(known)) for each in values], np.int64)
        of_row = numbers[held]
        pairs = np.unique(self._keys[of_row >= 0] * max(1, len(known)) + of_row[of_row >= 0])
        return np.bincount(pairs // max(1, len(known)), minlength=len(self.names))

    def _see(self, times: Sequence[datetime | None]) -> None:
        """Note when each key is seen first and last, and each of its roles."""
        order = sorted((at for at, time in enumerate(times) if time is not None), key=lambda at: first_time(times[at]))
        ranks = np.full(len(times), -1, np.int64)
        ranks[order] = np.arange(len(order))
        seen = ranks[self._held]
        first, last = np.full(len(self.names), len(order), np.int64), np.full(len(self.names), -1, np.int64)
        np.minimum.at(first, self._keys[seen >= 0], seen[seen >= 0])
        np.maximum.at(last, self._keys, seen)
        # Who is never seen has the place behind the last, which is before the first, too.
        ranked = [*(times[at] for at in order), None]
        self.columns |= {"first_seen": [ranked[at] for at in first], "last_seen": [ranked[at] for at in last]}
        self.role_times: Times = {}
        has_role = np.array([bool(note.roles) for note in self._notes], bool)
        for row in np.flatnonzero(has_role[self._numbers]).tolist():
            time = times[self._held[row]]
            for role in self._notes[self._numbers[row]].roles if time is not None else ():
                place = self.names[self._keys[row]], role
                earliest, latest = self.role_times.get(place, (time, time))
                self.role_times[place] = min(earliest, time), max(latest, time)

    def list_notes(self) -> Iterator[tuple[int, Counted]]:
        """By key, in order, its notes and how many articles have each."""
        size = max(1, len(self._notes))
        codes, counts = np.unique(self._keys * size + self._numbers, return_counts=True)
        told = zip((codes // size).tolist(), (codes % size).tolist(), counts.tolist(), strict=True)
        for key, rows in groupby(told, key=lambda row: row[0]):
            yield key, [(self._notes[number], count) for _, number, count in rows]


def _call(note: Note, key: str, is_mentioned: bool, is_said: bool) -> Note:
    """Give what is said of a key that becomes one of another kind."""
    said = LABEL_OF_KIND.get(tell_kind("speaker_kind", key))
    return note._replace(
        mentioned_labels=(tell_kind("label", key),) if is_mentioned else (),
        said_labels=(said,) if is_said and said is not None else (),
    )


def _unite(notes: Sequence[Note]) -> Note:
    """Give what an article says of several keys that are one."""
    texts: dict[str, Any] = {name: tuple({value for note in notes for value in getattr(note, name)}) for name in _TEXTS}
    return Note(**texts)


def _tell(
    key: str, counted: Counted, is_mentioned: bool, own_keys: Mapping[str, int], role_times: Times
) -> tuple[Any, ...]:
    """Give of a key what `_TOLD` names."""
    # A name comes from mentions; of one who is nowhere mentioned, from what was said and claimed.
    kind = "mentioned" if is_mentioned else "said"
    names = _put_best_first(key, _rank(_count(counted, f"{kind}_names")))
    labels, countries = (_rank(_count(counted, name)) for name in (f"{kind}_labels", "countries"))
    held = _count(counted, "roles")
    roles = []
    for role in sorted(held, key=lambda role: (-held[role], role))[:MOST_ROLES]:
        first_seen, last_seen = role_times.get((key, role), (None, None))
        roles.append({"role": role, "first_seen": first_seen, "last_seen": last_seen, "n_articles": held[role]})
    return (
        _tell_scope(key, is_mentioned),
        names[0],
        next(iter(labels), None),
        [*names[1:], *_rank(own_keys)][:MOST_ALIASES],
        roles,
        countries[0] if len(countries) == 1 else None,
    )


def _count(counted: Counted, name: str) -> dict[str, int]:
    """Count the articles that have each of some texts."""
    if len(counted) == 1:
        # Most keys are of one article.
        return dict.fromkeys(getattr(counted[0][0], name), counted[0][1])
    counts: dict[str, int] = {}
    for note, count in counted:
        for value in getattr(note, name):
            counts[value] = counts.get(value, 0) + count
    return counts


def _rank(counts: Mapping[str, int]) -> list[str]:
    """Put those of most articles first, of equals the longest, then by the alphabet."""
    return sorted(counts, key=lambda value: (-counts[value], -len(value), value)) if len(counts) > 1 else [*counts]


def _tell_scope(key: str, is_mentioned: bool) -> str:
    """How far a key goes."""
    if "@" in key:
        return "article"
    return "words" if key.partition(":")[0] in WORDS and not is_mentioned else "release"


def _put_best_first(key: str, names: list[str]) -> list[str]:
    """Put whole names first: those with marks of the text last, of a person a surname alone behind full names."""
    if len(names) < 2:
        return names
    is_person = key.startswith(PERSON)
    return sorted(names, key=lambda name: (_ODD.search(name) is not None, is_person and " " not in name))
