"""Link figures of one slot across a story: the same thing counted of the same event, whoever tells it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from expectations.audit_groups import MOST_MEMBERS
from expectations.link_tables import FIGURE_GROUPS, FIGURE_LINKS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.best_parent import Link, join_groups
from tasks.link.claim_pairs import Aligned, Compared, Rarity
from tasks.link.claim_rows import ENTITY_COLUMNS, PLACED_FIGURES, read_marks
from tasks.link.figures import ABOUT, OF_ONE, is_round
from tasks.link.kept import Kept
from tasks.link.lexicon import load_same_sense
from tasks.link.partition import Frame, keep_articles, known_times, list_rows, pair_rows, read_columns
from tasks.link.readings import NO_SHELF, Made, Shelf, dump, join_texts, split_texts
from tasks.link.slot_pairs import (
    LEAST_OF_SUM,
    Likeness,
    Slot,
    find_sums,
    is_linked,
    measure_slots,
    relate_slots,
)
from tasks.link.wordings import Marked, Term, Wording, find_term, read_wording
from tasks.link.words import hash_word, split_words

SLOT_COLUMNS = (
    "figure_id", "article_id", "start", "end", "value", "low", "high", "approximation", "kind", "unit", "counted",
    "measured", "is_additional", "is_total", "change", "period",
)  # fmt: skip
REACH = 200  # characters on either side in which a figure's clause is looked for
LEAST_TO_GROUP = 0.1
_WHOLE = re.compile(r"\s+of\s+(?:\w+\s+){0,2}$")  # what stands before the second number of "240 of its 900 workers"
_RELATIVE = re.compile(r"\b(?:that|which|who)\b")
LONGEST_OF = 40
ROUND = 100  # "over 2,000" may be 2,128; "at least 11" is 11
_ONE_CLAUSE = Aligned(0, 1, 0, 0)
MOST_ALL_PAIRS = 60
NEIGHBOURS = 8
_OF_ARTICLE = ("article_id", "published_at", "outlet", "body")
_CLASSES = (Slot, Compared, Wording, Term)  # of which a slot is made


class LinkedFigures(NamedTuple):
    """What linking figures gives: `figure_links` and `figure_groups`."""

    links: pa.Table
    groups: pa.Table


def _read_bounds(value: Mapping[str, Any]) -> tuple[float, float, tuple[float, ...]]:
    """Give the least and greatest number that a figure allows, and those it states."""
    number, low, high = value["value"], value["low"], value["high"]
    bounds = (number, low) if value["approximation"] == "vague" else (number, low, high)
    if number is not None:
        is_loose = (value["approximation"] == "about" and is_round(number)) or (
            value["approximation"] in ("at_least", "over") and number >= ROUND and number % 10 == 0
        )
        slack = abs(number) * ABOUT if is_loose else 0.0
        low, high = (number - slack if low is None else low), (number + slack if high is None else high)
    stated = tuple(each for each in bounds if each is not None)
    return (-inf if low is None else low), (inf if high is None else high), stated


def _read_slot(
    value: Mapping[str, Any],
    body: str,
    marks: Sequence[Marked],
    is_whole: bool,
    published_at: datetime | None,
    outlet: str | None,
) -> Slot | None:
    low, high, stated = _read_bounds(value)
    label = value["counted"] or value["measured"] or ""
    if not stated or value["kind"] in OF_ONE:
        return None
    first = max(0, value["start"] - REACH)
    text = body[first : value["end"] + REACH]
    start, end = read_wording(text, first, ()).find_clause(value["start"], value["end"])
    start, end = max(start, first), int(min(end, first + len(text)))
    inside = [mark for mark in marks if start <= mark[0] and mark[1] <= end]
    wording = read_wording(body[start:end], start, inside)
    words = split_words(label.split(" of ")[0])  # pages of printed emails
    # What is to come of "15 bills that will …" is not that there are 15.
    relative = _RELATIVE.search(body, value["end"], end)
    own = wording.words if relative is None else split_words(body[start : relative.start()])
    is_to_come = not load_same_sense().prospects.isdisjoint(own)
    what = (
        value["kind"] or "", value["unit"] or "", find_term(words[-1]) if words else "", value["period"] or "",
        value["change"] or "", "to come" if is_to_come else "", "whole" if is_whole else "",
    )  # fmt: skip
    return Slot(
        value["figure_id"],
        value["article_id"],
        what,
        label or body[value["start"] : value["end"]],
        low,
        high,
        stated,
        bool(value["is_additional"]),
        Compared(wording),
        (start, end),
        published_at,
        outlet,
    )


def _find_wholes(values: Sequence[Mapping[str, Any]], body: str) -> set[str]:
    """Find the figures of which another one is a part: the second of "240 of its 900 workers"."""
    ends = {value["end"] for value in values}
    found = set()
    for value in values:
        before = _WHOLE.search(body, max(0, value["start"] - LONGEST_OF), value["start"])
        if before is not None and before.start() in ends:
            found.add(value["figure_id"])
    return found


def _count_beside(slots: Sequence[Slot]) -> list[Slot]:
    """Say of an article's figures how many others are of the same thing, and which of them stand in one clause."""
    rows: dict[tuple[str, ...], list[Slot]] = defaultdict(list)
    for each in slots:
        rows[each.what].append(each)
    return [
        replace(
            each,
            n_beside=len({other.stated for other in rows[each.what]}) - 1,
            is_beside=sum(other.span == each.span for other in rows[each.what]) > 1,
        )
        for each in slots
    ]


def _make_reading(articles: pa.Table, figures: pa.Table, entities: pa.Table | None = None) -> Made:
    """Give the figures of some articles, without the matters that these tell of."""
    ids = articles["article_id"].to_pylist()
    at = {article_id: row for row, article_id in enumerate(ids)}
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in zip(*read_columns(figures, SLOT_COLUMNS).values(), strict=True):
        value = dict(zip(SLOT_COLUMNS, row, strict=True))
        by_article[value["article_id"]].append(value)
    marks = read_marks(entities, figures) if by_article else {}
    numbers, things = [], []
    for article_id, values in sorted(by_article.items()):
        published_at, outlet, body = (articles[name][at[article_id]].as_py() for name in _OF_ARTICLE[1:])
        wholes = _find_wholes(values, body)
        found = [
            _read_slot(value, body, marks.get(article_id, ()), value["figure_id"] in wholes, published_at, outlet)
            for value in values
        ]
        for slot in _count_beside([slot for slot in found if slot is not None]):
            numbers.append(at[article_id])
            things.append(dump(slot))
    return Made({"article_names": join_texts(ids), "articles": np.array(numbers, np.int32)}, things)


def _read_slots(
    figures: Frame, articles: Frame, entities: Frame | None, story_of: Mapping[str, str], shelf: Shelf
) -> list[Slot]:
    """Read the figures of articles that tell of a matter, or find them read."""
    asked: list[tuple[Frame, Sequence[str]]] = [
        (articles, _OF_ARTICLE),
        (figures, (*SLOT_COLUMNS, *PLACED_FIGURES)),
        *([] if entities is None else [(entities, ENTITY_COLUMNS)]),
    ]
    slots: list[Slot] = []
    for reading in shelf.read("slots", [(keep_articles(*each, story_of), each[1]) for each in asked], _make_reading):
        is_shown = reading.find_shown(split_texts(reading.columns["article_names"]))[reading.columns["articles"]]
        for slot in Kept[Slot]([reading], _CLASSES, np.flatnonzero(is_shown)):
            slots.append(replace(slot, compared=replace(slot.compared, story=story_of[slot.article_id])))
    return sorted(slots, key=lambda each: each.rank)


def _find_pairs(slots: Sequence[Slot]) -> list[tuple[int, int]]:
    keys = np.array([hash_word(" ".join((str(each.compared.story), *each.what))) for each in slots], dtype=np.uint64)
    paired = pair_rows(keys, np.arange(len(slots), dtype=np.int64), MOST_ALL_PAIRS, NEIGHBOURS)
    return [
        (first, second) for first, second, _ in list_rows(paired) if slots[first].article_id != slots[second].article_id
    ]


def link_figures(
    figures: Frame,
    articles: Frame,
    entities: Frame | None,
    story_of: Mapping[str, str],
    shelf: Shelf = NO_SHELF,
) -> LinkedFigures:
    """Link the figures of a release that state one thing of one event, and group them.

    Args:
        figures: The release's `figures`, those of the outlets' own sentences too.
        articles: Its `articles`; `article_id`, `body`, `outlet` and `published_at` are read.
        entities: Its `entities`, where known: names of one entity then count as one term.
        story_of: The matter of each article that has one, of which several events may tell; figures of others are left
            out.
        shelf: Where readings of parts lie.

    Returns:
        `figure_links`, one row a pair in different articles of a story, the earlier first, and `figure_groups`. Figures
        are of one slot where kind, unit, thing counted, period and direction agree, both have come or are to come,
        and their clauses share terms. Row order of the input has no effect.

    Source:
        docs/decisions/006-linking.md
    """
    slots = _read_slots(figures, articles, entities, story_of, shelf)
    rarity = Rarity([each.compared for each in slots])
    sums = find_sums(slots)
    found: list[Link] = []
    measured: dict[tuple[int, int], Likeness] = {}
    for pair in sorted({*_find_pairs(slots), *sums}):
        likeness = measure_slots(slots[pair[0]], slots[pair[1]], rarity)
        measured[pair] = likeness
        if pair in sums or is_linked(slots[pair[0]], slots[pair[1]], likeness):
            is_sum = pair in sums
            alike = max(likeness.alike, LEAST_OF_SUM) if is_sum else likeness.alike
            found.append(Link(*pair, alike, _ONE_CLAUSE, _ONE_CLAUSE, is_sum or likeness.is_sure))
    groups = join_groups(
        found, lambda one, other: measured[one, other].alike if (one, other) in measured else 0.0, LEAST_TO_GROUP
    )
    release = _Told(slots, sums, measured)
    rows = [row for group in groups for row in _write_group(_keep_few(group, slots), release)]
    rows.sort(key=lambda row: (row["group_id"], row["figure_id"]))
    return LinkedFigures(
        _write_links(found, release), pa.Table.from_pylist(rows, schema=make_arrow_schema(FIGURE_GROUPS))
    )


@dataclass(frozen=True)
class _Told:
    """The figures of a release, those that add up, and what was measured of pairs."""

    slots: Sequence[Slot]
    sums: Mapping[tuple[int, int], int]
    measured: Mapping[tuple[int, int], Likeness]

    def relate(self, first: int, second: int) -> str:
        """Say how two figures of one thing stand to each other, the earlier first."""
        parts = self.sums.values()
        if (first, second) in self.sums or (first in parts and second in parts):
            return "adds_up"
        return relate_slots(self.slots[first], self.slots[second])


def _keep_few(group: Sequence[int], slots: Sequence[Slot]) -> list[int]:
    """Keep of each article its first figures: an article may state one number ten times over."""
    counts: Counter[str] = Counter()
    kept = []
    for row in group:
        counts[slots[row].article_id] += 1
        if counts[slots[row].article_id] <= MOST_MEMBERS:
            kept.append(row)
    return kept


def _write_links(found: Sequence[Link], told: _Told) -> pa.Table:
    rows = []
    for link in found:
        first, second = told.slots[link.parent], told.slots[link.child]
        evidence = (*filter(None, first.what[:3]), *sorted(told.measured[link.parent, link.child].shared))
        rows.append(
            {
                "figure_link_id": hash_id("figure_link", first.figure_id, second.figure_id),
                "figure_id": first.figure_id,
                "article_id": first.article_id,
                "other_figure_id": second.figure_id,
                "other_article_id": second.article_id,
                "aligned_start": first.span[0],
                "aligned_end": first.span[1],
                "other_aligned_start": second.span[0],
                "other_aligned_end": second.span[1],
                "relation": told.relate(link.parent, link.child),
                "similarity": link.score,
                "evidence": ", ".join(evidence) or None,
            }
        )
    rows.sort(key=lambda row: str(row["figure_link_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(FIGURE_LINKS))


def _write_group(members: Sequence[int], told: _Told) -> list[dict[str, Any]]:
    slots = told.slots
    first = slots[members[0]]
    parts = set(told.sums.values())
    # A part is no other number of the whole.
    whole = [row for row in members if row not in parts] or members
    stated = [number for row in whole for number in slots[row].stated]
    group_id = hash_id("figure_group", first.figure_id, slots[members[1]].figure_id)
    shared = {
        "group_id": group_id,
        "label": max(sorted(slots[row].label for row in whole), key=len),
        "value_low": min(stated),
        "value_high": max(stated),
        "value_unit": first.what[1] or None,
        "n_outlets": len({slots[row].outlet for row in members} - {None}),
        "first_seen": min(known_times(slots[row].published_at for row in members), default=None),
    }
    return [
        shared
        | {
            "figure_group_id": hash_id("figure_group", group_id, slots[row].figure_id),
            "figure_id": slots[row].figure_id,
            "article_id": slots[row].article_id,
            "agreement": "agrees" if row == members[0] else told.relate(members[0], row),
            "similarity": 1.0 if row == members[0] else _read_alike(told, members[0], row),
        }
        for row in members
    ]


def _read_alike(told: _Told, first: int, second: int) -> float:
    found = told.measured.get((first, second))
    return 0.0 if found is None else found.alike
