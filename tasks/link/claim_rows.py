"""Read the claims of a release as they are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa

from expectations.enumerations import DAY_GRAINS
from tasks.link.claim_pairs import FIGURE, Compared
from tasks.link.claim_relations import Stated
from tasks.link.figures import Amount, read_amounts
from tasks.link.partition import NEVER, Frame, first_time, read_columns, said_on
from tasks.link.told import FIRST_PERSON, find_told
from tasks.link.verdict import share_key
from tasks.link.wordings import Marked, read_wording

CLAIM_COLUMNS = (
    "claim_id", "article_id", "start", "text", "proposition", "resolved", "stance", "voice", "quote_id", "said_at",
    "said_grain", "claimant_key", "claimant_name", "claimant_kind", "event_start", "event_end", "event_grain",
)  # fmt: skip
ENTITY_COLUMNS = ("article_id", "start", "end", "entity_key")
NAME_COLUMNS = ("article_id", "text", "name", "entity_key", "link")
LONGEST_DAYS = {"weekend": 3, "week": 7, "month": 31, "year": 365}  # of the times of that grain
PLACED_FIGURES = ("article_id", "start", "end", "value")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim with what linking it hangs on: its words, its day, the story of its article."""

    claim_id: str
    article_id: str
    outlet: str | None
    label: str
    compared: Compared
    stated: Stated
    published_at: datetime | None
    day: int | None
    quote_group: str | None = None

    def put_in(self, story: str | None, quote_group: str | None) -> Claimed:
        """Give the claim with the story of its article and the group of its quote."""
        compared = replace(self.compared, story=story)
        return replace(self, compared=compared, stated=replace(self.stated, compared=compared), quote_group=quote_group)


def read_marks(entities: Frame | None, figures: Frame) -> dict[str, list[Marked]]:
    """Give, by article, the places of keys and numbers, with what stands for them."""
    marks: dict[str, list[Marked]] = defaultdict(list)
    if entities is not None:
        for article_id, start, end, key in zip(*read_columns(entities, ENTITY_COLUMNS).values(), strict=True):
            if key is not None:
                marks[article_id].append((start, end, key))
    for article_id, start, end, value in zip(*read_columns(figures, PLACED_FIGURES).values(), strict=True):
        if value is not None:
            marks[article_id].append((start, end, f"{FIGURE}{value:g}"))
    for found in marks.values():
        found.sort()
    return marks


def read_names(entities: Frame | None) -> dict[str, dict[str, str]]:
    """Give, by article, the keys of its names, lower case."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    if entities is not None:
        for article_id, text, name, key, link in zip(*read_columns(entities, NAME_COLUMNS).values(), strict=True):
            if key is not None and link != "pronoun":
                names[article_id] |= {each.lower(): key for each in (text, name) if each is not None}
    return names


def _read_compared(value: Mapping[str, Any], marks: Sequence[Marked], names: Mapping[str, str]) -> Compared:
    start, text = value["start"], value["text"]
    inside = [mark for mark in marks if start <= mark[0] and mark[1] <= start + len(text)]
    wording = read_wording(text, start, inside, find_told(text, start, value["resolved"]), names)
    key, name = share_key(value["claimant_key"]), value["claimant_name"]
    speaks = key is not None and not FIRST_PERSON.isdisjoint(wording.words)
    return Compared(
        wording,
        value["stance"],
        value["voice"],
        key,
        name.split()[-1].lower() if name and value["claimant_kind"] == "person" else None,
        frozenset({key} if speaks and key is not None else ()),
    )


def _read_stated(
    value: Mapping[str, Any], compared: Compared, amounts: tuple[Amount, ...], published_at: datetime | None
) -> Stated:
    event = None
    if value["event_start"] is not None and value["event_end"] is not None:
        event = value["event_start"], value["event_end"]
    days = LONGEST_DAYS.get(value["said_grain"]) if value["said_grain"] not in DAY_GRAINS else 1
    said_until = value["said_at"] + timedelta(days) if value["said_at"] is not None and days is not None else None
    return Stated(compared, amounts, published_at, event, value["event_grain"] in DAY_GRAINS, said_until)


def read_claims(
    articles: pa.Table, claims: pa.Table, figures: pa.Table, entities: pa.Table | None = None
) -> Iterator[tuple[Claimed, str | None]]:
    """Read claims as their articles alone tell them, without story and group.

    Args:
        articles: `article_id`, `published_at` and `outlet`.
        claims: `CLAIM_COLUMNS`.
        figures: `PLACED_FIGURES` and `FIGURE_COLUMNS`.
        entities: `ENTITY_COLUMNS` and `NAME_COLUMNS`, where known.

    Returns:
        Claims, each with the quote that it stands in; of an article one after another, by id.
    """
    columns = read_columns(articles, ("article_id", "published_at", "outlet"))
    published = dict(zip(columns["article_id"], columns["published_at"], strict=True))
    outlets = dict(zip(columns["article_id"], columns["outlet"], strict=True))
    names = read_names(entities)
    marks, amounts = read_marks(entities, figures), read_amounts(figures)
    values = read_columns(claims, CLAIM_COLUMNS)
    places = zip(values["article_id"], values["claim_id"], strict=True)
    for _, at in sorted((place, at) for at, place in enumerate(places)):
        value: dict[str, Any] = {name: column[at] for name, column in values.items()}
        article_id = value["article_id"]
        published_at = published.get(article_id)
        time = first_time(said_on(value["said_at"], value["said_grain"]), published_at)
        compared = _read_compared(value, marks.get(article_id, ()), names.get(article_id, {}))
        claim = Claimed(
            value["claim_id"],
            article_id,
            outlets.get(article_id),
            value["resolved"],
            compared,
            _read_stated(value, compared, tuple(amounts.get(value["claim_id"], ())), published_at),
            published_at,
            None if time == NEVER else time.toordinal(),
        )
        yield claim, value["quote_id"]
