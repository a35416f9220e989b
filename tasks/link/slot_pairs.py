"""How two figures of one slot stand to each other: whether they state one thing, and whether both can be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import sqrt

from tasks.link.claim_pairs import FIGURE, Compared, Rarity
from tasks.link.claim_relations import LATER
from tasks.link.lexicon import load_same_sense
from tasks.link.partition import first_time
from tasks.link.wordings import find_term

LEAST_ALIKE = 0.1  # of the clauses of numbers that can both be right
LEAST_ALIKE_APART = 0.3  # of those of other numbers: of 25 pairs read below it two were of one thing
FEWEST_SHARED = 1
MANY_SHARED = 3  # by which clauses are alike though one of them says much besides
FEWEST_SHARED_BARE = 3  # where no word says what is counted
LEAST_TELLING = 10  # a number that two articles have of one thing by no chance: 13 of 13 read; "two states" are any two
LEAST_CLOSE = 7  # numbers between which counts of one thing differ by little
MOST_CLOSE = 1.25  # 47 and 48 pages, 7 and 8 investigations: 6 of 6 read
MOST_LOOSE = 1.5  # of the least number that a total allows; "thousands" is no sum of anything
MOST_PARTS = 8  # of an article that are added up
LEAST_OF_SUM = 0.2  # numbers that add up are of one thing however they are worded


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure with what it counts and the clause that says so.

    Attributes:
        figure_id: Its key.
        article_id: Its article.
        what: Kind, unit, head of the thing counted, period, direction of change, whether it is yet to come, and whether
            it is the whole of which a part is told.
        label: The thing counted, as printed.
        low: Least number it allows.
        high: Greatest number it allows.
        stated: The numbers it states.
        is_additional: Whether it comes on top of another.
        compared: Its clause.
        span: Where that lies in the body.
        published_at: When its article was published.
        outlet: Who published it.
        n_beside: Other numbers of the same thing in its article.
        is_beside: Whether one stands in its clause.
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
    n_beside: int = 0
    is_beside: bool = False

    @property
    def rank(self) -> tuple[datetime, str, str]:
        """Earliest published first, unknown times last, ties by id."""
        return first_time(self.published_at), self.article_id, self.figure_id


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the clauses of two figures are.

    Attributes:
        alike: Cosine of their terms, without numbers and the thing counted.
        shared: The terms that both have.
    """

    alike: float
    shared: frozenset[str]

    @property
    def is_sure(self) -> bool:
        """Whether they share so much that both figures belong together whatever else does."""
        return len(self.shared) >= MANY_SHARED


def measure_slots(first: Slot, second: Slot, rarity: Rarity) -> Likeness:
    """Measure how alike the clauses of two figures are."""
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
    alike = sum(weights[term] ** 2 for term in sorted(shared)) / (norms[0] * norms[1] or 1.0)
    return Likeness(min(1.0, alike), shared)


def do_agree(first: Slot, second: Slot) -> bool:
    """Whether both numbers can be right."""
    return first.low <= second.high and second.low <= first.high


def is_linked(first: Slot, second: Slot, found: Likeness) -> bool:
    """Whether two figures of one kind, unit and thing counted are of one thing."""
    # Of two numbers that come on top of others nobody can say that they come on top of the same.
    if first.is_additional != second.is_additional:
        return False
    enough = len(found.shared) >= (FEWEST_SHARED if first.what[2] else FEWEST_SHARED_BARE)
    if do_agree(first, second):
        return _are_one_number(first, second) or (enough and (found.alike >= LEAST_ALIKE or found.is_sure))
    if first.is_beside or second.is_beside:
        return False
    return _are_close(first, second, found) or (enough and found.alike >= LEAST_ALIKE_APART)


def _are_one_number(first: Slot, second: Slot) -> bool:
    """Whether both state a number of a named thing that no two articles of a story state by chance."""
    same = set(first.stated) & set(second.stated)
    return _names_thing(first) and max(same, default=0) >= LEAST_TELLING and first.what[0] != "percent"


@cache
def _list_anything() -> frozenset[str]:
    return frozenset(map(find_term, load_same_sense().anything))


def _names_thing(slot: Slot) -> bool:
    """Whether a figure says what is counted: not only people."""
    return slot.what[2] != "" and slot.what[2] not in _list_anything()


def _are_close(first: Slot, second: Slot, found: Likeness) -> bool:
    """Whether two counts are near one another, each the only one of its thing in its article or in like clauses."""
    low, high = sorted((max(first.stated), max(second.stated)))
    if first.what[0] != "count" or low < LEAST_CLOSE or high > MOST_CLOSE * low:
        return False
    return bool(found.shared) or (_names_thing(first) and first.n_beside == second.n_beside == 0)


def find_sums(slots: Sequence[Slot]) -> dict[tuple[int, int], int]:
    """Pair a total with the parts that another article has of it: 3,000 with 1,500 and an additional 1,500.

    Returns:
        Pairs of rows, lower first, with the row that is the part.
    """
    totals: dict[tuple[str | None, tuple[str, ...]], list[int]] = defaultdict(list)
    parts: dict[tuple[str, tuple[str, ...]], list[int]] = defaultdict(list)
    for row, each in enumerate(slots):
        totals[each.compared.story, each.what].append(row)
        parts[each.article_id, each.what].append(row)
    found: dict[tuple[int, int], int] = {}
    for (article_id, what), rows in sorted(parts.items()):
        added = [row for row in rows if slots[row].is_additional]
        bases = [row for row in rows if not slots[row].is_additional and len(slots[row].stated) == 1]
        for extra in added[:MOST_PARTS]:
            for base in bases[:MOST_PARTS]:
                total = slots[extra].stated[0] + slots[base].stated[0]
                for whole in totals[slots[extra].compared.story, what]:
                    each = slots[whole]
                    is_whole = each.low <= total <= each.high <= MOST_LOOSE * each.low and not each.is_additional
                    if is_whole and each.article_id != article_id:
                        found |= {(min(whole, part), max(whole, part)): part for part in (base, extra)}
    return found


def relate_slots(first: Slot, second: Slot) -> str:
    """Say how the later of two figures of one thing stands to the earlier."""
    if do_agree(first, second):
        return "agrees"
    times = first.published_at, second.published_at
    is_later = times[0] is not None and times[1] is not None and times[1] - times[0] >= LATER
    is_more = max(second.stated) > max(first.stated)
    return "updates" if is_later and is_more and (_grows(first) or _grows(second)) else "differs"


def _grows(slot: Slot) -> bool:
    """Whether a number is of what grows by the hour: the dead, the votes counted, what there is "so far"."""
    return not load_same_sense().growing.isdisjoint((*slot.compared.wording.words, *slot.label.lower().split()))
