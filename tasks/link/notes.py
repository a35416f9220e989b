"""What articles say of each of their keys, kept of every part: for the keys of a release, and for their index."""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from tasks.language.names import GENDERS
from tasks.language.places import make_slug
from tasks.link.bodies import BODY
from tasks.link.names import PERSON, read_first_initials, read_initial, read_title
from tasks.link.partition import Frame, Numbers, read_columns
from tasks.link.readings import NO_SHELF, Made, Shelf, join_texts, split_texts

NOTED_MENTIONS = (
    "article_id", "start", "text", "name", "label", "entity_key", "link", "country", "rule",
)  # fmt: skip
NOTED_QUOTES = ("article_id", "speaker_key", "speaker_name", "speaker_kind", "speaker_role")
NOTED_CLAIMS = ("article_id", "claimant_key", "claimant_name", "claimant_kind")
LISTED = ("lexicon.", "government.")  # rules by which a lexicon says what a name means
LONGEST_TITLE = 40  # characters before a name in which its title may stand
LABEL_OF_KIND = {"person": "person", "organization": "organization", "government": "organization"}
Texts = tuple[str, ...]


class Note(NamedTuple):
    """What an article says of one of its keys; each text once, but for pronouns.

    Attributes:
        is_named: Whether a name has it: a pronoun alone names nobody.
        is_listed: Whether a lexicon says what the name means.
        names: Its names; of mentions that are no pronouns.
        countries: Countries that its mentions belong to.
        pronouns: The sexes that its pronouns say.
        honorifics: The sexes that titles before it say.
        offices: Numbers of the offices that stand before it.
        initials: The middle initials of its names.
        first_initials: Initials that stand for a given name.
        spelled: Abbreviations of it, as keys have them.
        mentioned_names: The names that all its mentions have.
        mentioned_labels: What these say that it is.
        said_names: The names that quotes and claims have.
        said_labels: What these say that it is.
        roles: What quotes say of its office.
    """

    is_named: bool = False
    is_listed: bool = False
    names: Texts = ()
    countries: Texts = ()
    pronouns: Texts = ()
    honorifics: Texts = ()
    offices: tuple[int, ...] = ()
    initials: Texts = ()
    first_initials: Texts = ()
    spelled: Texts = ()
    mentioned_names: Texts = ()
    mentioned_labels: Texts = ()
    said_names: Texts = ()
    said_labels: Texts = ()
    roles: Texts = ()


class Notes(NamedTuple):
    """What the articles of a release say of their keys, a row a key of an article.

    Attributes:
        article_ids: The article of each row.
        keys: Its key, as the article alone gives it.
        numbers: The number of the note.
        notes: Notes by number: many articles say the same.
        n_mentions: How many mentions have the key there.
        n_quotes: The same of quotes.
        n_claims: The same of claims.
    """

    article_ids: list[str]
    keys: list[str]
    numbers: Numbers
    notes: list[Note]
    n_mentions: Numbers
    n_quotes: Numbers
    n_claims: Numbers


def read_notes(articles: Frame, entities: Frame, quotes: Frame, claims: Frame, shelf: Shelf = NO_SHELF) -> Notes:
    """Read what articles say of their keys, or find it read.

    Args:
        articles: The release's `articles`; article_id and body are read.
        entities: Mentions, at least `NOTED_MENTIONS`, with the keys that each article alone gives them.
        quotes: At least `NOTED_QUOTES`; so with the keys.
        claims: At least `NOTED_CLAIMS`; so with the keys.
        shelf: Where readings lie.
    """
    asked = [
        (articles, ("article_id", "body")), (entities, NOTED_MENTIONS), (quotes, NOTED_QUOTES), (claims, NOTED_CLAIMS),
    ]  # fmt: skip
    article_ids: list[str] = []
    keys: list[str] = []
    known: dict[str, int] = {}
    same: dict[str, str] = {}
    columns: dict[str, list[Numbers]] = {name: [np.zeros(0, np.int32)] for name in ("numbers", *_COUNTS)}
    for reading in shelf.read("notes", asked, _make_reading):
        held = reading.columns
        ids, names = split_texts(held["article_names"]), split_texts(held["key_names"])
        numbers = np.array([known.setdefault(text, len(known)) for text in split_texts(held["note_texts"])], np.int32)
        shown = reading.find_shown(ids)[held["articles"]]
        # One text of each key in memory.
        names = [same.setdefault(name, name) for name in names]
        article_ids += map(ids.__getitem__, held["articles"][shown].tolist())
        keys += map(names.__getitem__, held["keys"][shown].tolist())
        columns["numbers"].append(numbers[held["notes"][shown]])
        for name in _COUNTS:
            columns[name].append(held[name][shown])
    found = {name: np.concatenate(pieces) for name, pieces in columns.items()}
    return Notes(article_ids, keys, notes=_read_notes(known), **found)


_COUNTS = ("n_mentions", "n_quotes", "n_claims")


def _read_notes(texts: Iterable[str]) -> list[Note]:
    """Read what `_write_note` wrote."""
    notes = json.loads(f"[{','.join(texts)}]")
    return [Note(bool(named), bool(listed), *map(tuple, told)) for named, listed, *told in notes]


def _write_note(note: Mapping[str, Any]) -> str:
    """Write what was gathered of a key, texts in order, so that equal notes are one text."""
    fields = Note._fields[2:]
    told = [sorted(note.get(name, ())) for name in fields]
    while told and not told[-1]:
        told.pop()
    return json.dumps([int("named" in note), int("listed" in note), *told], separators=(",", ":"))


class _Writer:
    """Gathers what the articles of a part say of their keys."""

    def __init__(self) -> None:
        self.told: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)

    def add(self, place: tuple[str, str], **values: Any) -> None:
        """Add what is said, each once; None says nothing."""
        note = self.told[place]
        for name, value in values.items():
            if value is not None:
                note.setdefault(name, set()).add(value)

    def count(self, place: tuple[str, str], name: str) -> None:
        """Count a row."""
        note = self.told[place]
        note[name] = note.get(name, 0) + 1


def _make_reading(articles: pa.Table, entities: pa.Table, quotes: pa.Table, claims: pa.Table) -> Made:
    """Give what each article of a part says of its keys."""
    ids = articles["article_id"].to_pylist()
    bodies = dict(zip(ids, articles["body"].to_pylist(), strict=True))
    writer = _Writer()
    for article_id, start, text, name, label, key, link, country, rule in _list(entities, NOTED_MENTIONS):
        if key is None:
            continue
        place = article_id, key
        writer.count(place, "n_mentions")
        writer.add(place, countries=country, mentioned_names=name, mentioned_labels=label)
        if link == "pronoun":
            writer.told[place].setdefault("pronouns", []).extend(GENDERS.get(text.lower(), ""))
            continue
        is_listed = rule.startswith(LISTED) or None
        writer.add(place, named=True, listed=is_listed, names=name)
        if key.startswith(PERSON):
            body = bodies.get(article_id) or ""
            office, sex = read_title(body[max(0, start - LONGEST_TITLE) : start])
            writer.add(
                place, initials=read_initial(name) or None, first_initials=read_first_initials(text) or None,
                offices=office, honorifics=sex,
            )  # fmt: skip
        elif link == "acronym":
            writer.add(place, spelled=make_slug(text))
    for article_id, key, name, kind, role in _list(quotes, NOTED_QUOTES):
        _add_said(writer, article_id, key, "n_quotes", said_names=name, said_labels=LABEL_OF_KIND.get(kind), roles=role)
    for article_id, key, name, kind in _list(claims, NOTED_CLAIMS):
        _add_said(writer, article_id, key, "n_claims", said_names=name, said_labels=LABEL_OF_KIND.get(kind))
    return _write(ids, writer)


def _add_said(writer: _Writer, article_id: str, key: str | None, count: str, **values: str | None) -> None:
    """Add what a row of quotes or claims says; who only speaks is named, too."""
    if key is not None:
        writer.count((article_id, key), count)
        writer.add((article_id, key), named=key.startswith((BODY, PERSON)) or None, **values)


def _write(ids: Sequence[str], writer: _Writer) -> Made:
    at = {article_id: number for number, article_id in enumerate(ids)}
    keys: dict[str, int] = {}
    notes: dict[str, int] = {}
    columns = {name: array("i") for name in ("articles", "keys", "notes", *_COUNTS)}
    # The keys of an article stand together.
    for (article_id, key), note in sorted(writer.told.items(), key=lambda each: each[0]):
        columns["articles"].append(at.setdefault(article_id, len(at)))
        columns["keys"].append(keys.setdefault(key, len(keys)))
        columns["notes"].append(notes.setdefault(_write_note(note), len(notes)))
        for name in _COUNTS:
            columns[name].append(note.get(name, 0))
    texts = {"article_names": join_texts(at), "key_names": join_texts(keys), "note_texts": join_texts(notes)}
    return Made({name: np.array(column, np.int32) for name, column in columns.items()} | texts)


def _list(rows: pa.Table, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*read_columns(rows, names).values(), strict=True)
