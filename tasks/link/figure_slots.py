"""Link figures of one slot across a story: the same thing counted of the same event, whoever tells it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf, sqrt
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from expectations.audit_groups import MOST_MEMBERS
from expectations.link_tables import FIGURE_GROUPS, FIGURE_LINKS
from expectations.schema import make_arrow_schema
from tasks.ids import hash_id
from tasks.link.best_parent import Link, join_best_parents
from tasks.link.claim_pairs import FIGURE, Aligned, Compared, Rarity
from tasks.link.claim_relations import LATER
from tasks.link.figures import ABOUT, OF_ONE
from tasks.link.lexicon import load_same_sense
from tasks.link.partition import Frame, as_arrow, first_time, known_times, pair_rows, read_columns
from tasks.link.wordings import Marked, find_term, read_wording
from tasks.link.words import hash_word, split_words

SLOT_COLUMNS = (
    "figure_id", "article_id", "start", "end", "value", "low", "high", "approximation", "kind", "unit", "counted",
    "measured", "is_additional", "is_total", "change", "period",
)  # fmt: skip
REACH = 200  # characters on either side in which a figure's clause is looked for
LEAST_ALIKE = 0.1  # of the clauses of numbers that can both be right
LEAST_ALIKE_APART = 0.3  # of those of other numbers: of 25 pairs read below it two were of one thing
FEWEST_SHARED = 1
MANY_SHARED = 3  # by which clauses are alike though one of them says much besides
FEWEST_SHARED_BARE = 3  # where no word says what is counted
MOST_LOOSE = 1.5  # of the least number that a total allows; "thousands" is no sum of anything
LEAST_OF_SUM = 0.2  # numbers that add up are of one thing however they are worded
LEAST_TO_GROUP = 0.1
MOST_ALL_PAIRS = 60
NEIGHBOURS = 8


class LinkedFigures(NamedTuple):
    """What linking figures gives: `figure_links` and `figure_groups`."""

    links: pa.Table
    groups: pa.Table


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure with what it counts and the clause that says so.

    Attributes:
        figure_id: Its key.
        article_id: Its article.
        what: Kind, unit, head of the thing counted, period, direction of change, and whether it is yet to come.
        label: The thing counted, as printed.
        low: Least number it allows.
        high: Greatest number it allows.
        stated: The numbers it states.
        is_additional: Whether it comes on top of another.
        compared: Its clause.
        span: Where that lies in the body.
        published_at: When its article was published.
        outlet: Who published it.
    """

    figure_id: str
    article_id: str
    what: tuple[str, ...]
    label: str
    low: float
    high: float
    stated: tuple[float, ...]
    is_additional: bool
    compared: Compared
    span: tuple[int, int]
    published_at: datetime | None
    outlet: str | None

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """Earliest published first, unknown times last, ties by id."""
        return first_time(self.published_at), self.article_id, self.figure_id


def _read_bounds(value: Mapping[str, Any]) -> tuple[float, float, tuple[float, ...]]:
    """Give the least and greatest number that a figure allows, and those it states."""
    number, low, high = value["value"], value["low"], value["high"]
    bounds = (number, low) if value["approximation"] == "vague" else (number, low, high)
    if number is not None:
        slack = abs(number) * ABOUT if value["approximation"] == "about" else 0.0
        low, high = (number - slack if low is None else low), (number + slack if high is None else high)
    stated = tuple(each for each in bounds if each is not None)
    return (-inf if low is None else low), (inf if high is None else high), stated


def _read_slot(
    value: Mapping[str, Any],
    body: str,
    marks: Sequence[Marked],
    story: str,
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
    is_to_come = not load_same_sense().prospects.isdisjoint(wording.words)
    what = (
        value["kind"] or "", value["unit"] or "", find_term(words[-1]) if words else "", value["period"] or "",
        value["change"] or "", "to come" if is_to_come else "",
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
        Compared(wording, story=story),
        (start, end),
        published_at,
        outlet,
    )


def _read_slots(
    figures: Frame, articles: Frame, marks: Mapping[str, Sequence[Marked]], story_of: Mapping[str, str]
) -> list[Slot]:
    columns = read_columns(articles, ("article_id", "published_at", "outlet"))
    at = {article_id: row for row, article_id in enumerate(columns["article_id"])}
    bodies = as_arrow(articles).column("body")
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in zip(*read_columns(figures, SLOT_COLUMNS).values(), strict=True):
        value = dict(zip(SLOT_COLUMNS, row, strict=True))
        if value["article_id"] in story_of:
            by_article[value["article_id"]].append(value)
    slots = []
    for article_id, values in sorted(by_article.items()):
        place = at[article_id]
        body = str(bodies[place])
        for value in values:
            slot = _read_slot(
                value, body, marks.get(article_id, ()), story_of[article_id], columns["published_at"][place],
                columns["outlet"][place],
            )  # fmt: skip
            if slot is not None:
                slots.append(slot)
    return sorted(slots, key=lambda each: each.rank)


def _find_pairs(slots: Sequence[Slot]) -> list[tuple[int, int]]:
    keys = np.array([hash_word(" ".join((str(each.compared.story), *each.what))) for each in slots], dtype=np.uint64)
    paired = pair_rows(keys, np.arange(len(slots), dtype=np.int64), MOST_ALL_PAIRS, NEIGHBOURS)
    return [
        (first, second) for first, second, _ in paired.tolist() if slots[first].article_id != slots[second].article_id
    ]


def _measure(first: Slot, second: Slot, rarity: Rarity) -> tuple[float, frozenset[str]]:
    """Give the cosine of two clauses' terms, and those they share, without numbers and the thing counted."""
    sides = [
        {
            term
            for term in each.compared.known
            if not term.startswith(FIGURE) and not term[0].isdigit() and term != each.what[2]
        }
        for each in (first, second)
    ]
    weights = {term: rarity.weigh(term, first.compared.story)[0] for term in sides[0] | sides[1]}
    norms = [sqrt(sum(weights[term] ** 2 for term in sorted(side))) for side in sides]
    shared = frozenset(sides[0] & sides[1])
    return sum(weights[term] ** 2 for term in sorted(shared)) / (norms[0] * norms[1] or 1.0), shared


def _do_agree(first: Slot, second: Slot) -> bool:
    """Whether both numbers can be right."""
    return first.low <= second.high and second.low <= first.high


def _is_linked(first: Slot, second: Slot, alike: float, shared: frozenset[str]) -> bool:
    agree = _do_agree(first, second)
    is_alike = alike >= (LEAST_ALIKE if agree else LEAST_ALIKE_APART) or (agree and len(shared) >= MANY_SHARED)
    return is_alike and len(shared) >= (FEWEST_SHARED if first.what[2] else FEWEST_SHARED_BARE)


def _list_parts(slots: Sequence[Slot]) -> dict[tuple[str, tuple[str, ...]], list[int]]:
    """By article and thing counted, the figures of it."""
    parts: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, each in enumerate(slots):
        parts[each.article_id, each.what].append(row)
    return parts


def _find_sums(slots: Sequence[Slot], parts: Mapping[tuple[str, tuple[str, ...]], list[int]]) -> set[tuple[int, int]]:
    """Pair a total with the parts that another article has of it: 3,000 with 1,500 and an additional 1,500."""
    totals: dict[tuple[str | None, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, each in enumerate(slots):
        totals[each.compared.story, each.what].append(row)
    found = set()
    for (article_id, what), rows in sorted(parts.items()):
        added = [row for row in rows if slots[row].is_additional]
        bases = [row for row in rows if not slots[row].is_additional and len(slots[row].stated) == 1]
        for extra in added[:1]:
            for base in bases[:1]:
                total = slots[extra].stated[0] + slots[base].stated[0]
                for whole in totals[slots[extra].compared.story, what]:
                    each = slots[whole]
                    is_whole = each.low <= total <= each.high <= MOST_LOOSE * each.low and not each.is_additional
                    if is_whole and each.article_id != article_id:
                        found |= {(min(whole, part), max(whole, part)) for part in (base, extra)}
    return found


def _relate(first: Slot, second: Slot, is_sum: bool) -> str:
    if is_sum:
        return "adds_up"
    if _do_agree(first, second):
        return "agrees"
    times = first.published_at, second.published_at
    is_later = times[0] is not None and times[1] is not None and times[1] - times[0] >= LATER
    return "updates" if is_later else "differs"


def link_figures(
    figures: Frame, articles: Frame, marks: Mapping[str, Sequence[Marked]], story_of: Mapping[str, str]
) -> LinkedFigures:
    """Link the figures of a release that state one thing of one event, and group them.

    Args:
        figures: The release's `figures`, those of the outlets' own sentences too.
        articles: Its `articles`; `article_id`, `body`, `outlet` and `published_at` are read.
        marks: By article, the places of keys and numbers, with what stands for them.
        story_of: The story of each article that has one; figures of others are left out.

    Returns:
        `figure_links`, one row a pair in different articles of a story, the earlier first, and `figure_groups`. Figures
        are of one slot where kind, unit, thing counted, period and direction agree, both have come or are to come,
        and their clauses share terms. Row order of the input has no effect.

    Source:
        docs/decisions/006-linking.md
    """
    slots = _read_slots(figures, articles, marks, story_of)
    rarity = Rarity([each.compared for each in slots])
    sums = _find_sums(slots, _list_parts(slots))
    found, scores = [], {}
    evidence: dict[tuple[int, int], str] = {}
    for pair in sorted({*_find_pairs(slots), *sums}):
        first, second = slots[pair[0]], slots[pair[1]]
        alike, shared = _measure(first, second, rarity)
        alike = max(alike, LEAST_OF_SUM) if pair in sums else alike
        scores[pair] = alike
        # Of two numbers that come on top of others nobody can say that they come on top of the same.
        if pair in sums or (first.is_additional == second.is_additional and _is_linked(first, second, alike, shared)):
            evidence[pair] = ", ".join((*filter(None, first.what[:3]), *sorted(shared)))
            whole = Aligned(0, 1, 0, 0)
            found.append(Link(*pair, min(1.0, alike), whole, whole))
    groups = join_best_parents(found, lambda one, other: scores.get((one, other), 0.0), LEAST_TO_GROUP, 1.1)
    rows = [row for group in groups for row in _write_group(_keep_few(group, slots), slots, sums, scores)]
    rows.sort(key=lambda row: (row["group_id"], row["figure_id"]))
    return LinkedFigures(
        _write_links(found, slots, sums, evidence), pa.Table.from_pylist(rows, schema=make_arrow_schema(FIGURE_GROUPS))
    )


def _keep_few(group: Sequence[int], slots: Sequence[Slot]) -> list[int]:
    """Keep of each article its first figures: an article may state one number ten times over."""
    counts: Counter[str] = Counter()
    kept = []
    for row in group:
        counts[slots[row].article_id] += 1
        if counts[slots[row].article_id] <= MOST_MEMBERS:
            kept.append(row)
    return kept


def _write_links(
    found: Sequence[Link], slots: Sequence[Slot], sums: set[tuple[int, int]], evidence: Mapping[tuple[int, int], str]
) -> pa.Table:
    rows = []
    for link in found:
        first, second = slots[link.parent], slots[link.child]
        pair = (link.parent, link.child)
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
                "relation": _relate(first, second, pair in sums),
                "similarity": link.score,
                "evidence": evidence[pair] or None,
            }
        )
    rows.sort(key=lambda row: str(row["figure_link_id"]))
    return pa.Table.from_pylist(rows, schema=make_arrow_schema(FIGURE_LINKS))


def _write_group(
    members: Sequence[int], slots: Sequence[Slot], sums: set[tuple[int, int]], scores: Mapping[tuple[int, int], float]
) -> list[dict[str, Any]]:
    first = slots[members[0]]
    stated = [number for row in members for number in slots[row].stated]
    times = known_times(slots[row].published_at for row in members)
    labels = [slots[row].label for row in members]
    group_id = hash_id("figure_group", first.figure_id, slots[members[1]].figure_id)
    shared = {
        "group_id": group_id,
        "label": max(sorted(labels), key=len),
        "value_low": min(stated),
        "value_high": max(stated),
        "value_unit": first.what[1] or None,
        "n_outlets": len({slots[row].outlet for row in members} - {None}),
        "first_seen": min(times, default=None),
    }
    return [
        shared
        | {
            "figure_group_id": hash_id("figure_group", group_id, slots[row].figure_id),
            "figure_id": slots[row].figure_id,
            "article_id": slots[row].article_id,
            "agreement": "agrees" if row == members[0] else _relate(first, slots[row], (members[0], row) in sums),
            "similarity": 1.0 if row == members[0] else min(1.0, scores.get((members[0], row), 0.0)),
        }
        for row in members
    ]
