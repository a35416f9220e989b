"""Make groups out of links: what is later joins what it is most like, and no chain ties strangers together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

from tasks.link.claim_pairs import Aligned

MOST_GROUPS = 3  # of one row, each for another of its clauses
MOST_SURE = 5  # more for sure links
LATEST = 12  # members of a group that a newcomer is held against


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows, the earlier first, how alike they are, and the stretch of either that says the same."""

    parent: int
    child: int
    score: float
    parent_span: Aligned
    child_span: Aligned
    is_sure: bool = False  # whatever the score


def join_best_parents(
    links: Sequence[Link],
    measure: Callable[[int, int], float],
    least_to_group: float,
    least_also: float,
    least_left: float = inf,
) -> list[list[int]]:
    """Group rows.

    Args:
        links: Pairs of rows; rows are numbered in the order of time.
        measure: How alike two rows are.
        least_to_group: What a newcomer and the latest members of a group must be alike on average.
        least_also: Least score of a link by which a row joins another group, with another of its clauses.
        least_left: Least score of a link that makes two rows a group where no group has both.

    Returns:
        Groups of at least two rows each; the first two founded it. A row joins the group in which the row that
        it is most like stands with the same clause.
    """
    by_child: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_child[link.child].append(link)
    groups: list[list[int]] = []
    standing: dict[int, list[tuple[int, Aligned]]] = defaultdict(list)
    for child in sorted(by_child):
        joined: list[tuple[int, Aligned]] = []
        for link in sorted(by_child[child], key=lambda each: (-each.score, each.parent)):
            if joined and (link.score < least_also or any(link.child_span.overlaps(span) for _, span in joined)):
                continue
            at = _find_group(standing[link.parent], link.parent_span, groups, link.parent)
            if at is None or any(at == other for other, _ in joined):
                continue
            near = groups[at][-LATEST:]
            if sum(measure(row, child) for row in near) / len(near) >= least_to_group:
                groups[at].append(child)
                joined.append((at, link.child_span))
            if len(joined) == MOST_GROUPS:
                break
        standing[child] += joined
    for link in sorted(links, key=lambda each: (-each.score, each.parent, each.child)):
        if link.is_sure or link.score >= least_left:
            _join_left(link, groups, standing, measure, least_to_group if link.is_sure else least_also)
    return [group for group in groups if len(group) > 1]


def _join_left(
    link: Link,
    groups: list[list[int]],
    standing: dict[int, list[tuple[int, Aligned]]],
    measure: Callable[[int, int], float],
    least: float,
) -> None:
    """Put two rows that no group has both into the group of one of them that is like the other, or into their own."""
    rows = {link.parent: link.parent_span, link.child: link.child_span}
    if {at for at, _ in standing[link.parent]} & {at for at, _ in standing[link.child]}:
        return
    for row, other in ((link.parent, link.child), (link.child, link.parent)):
        if len(standing[other]) > MOST_GROUPS + MOST_SURE * link.is_sure:
            return
        for at, span in standing[row]:
            near = [measure(each, other) for each in groups[at]]
            is_alike = (sum(near) / len(near) if link.is_sure else min(near)) >= least
            if span.overlaps(rows[row]) and len(near) > 1 and is_alike:
                groups[at].append(other)
                standing[other].append((at, rows[other]))
                return
    groups.append([link.parent, link.child])
    for row, span in rows.items():
        standing[row].append((len(groups) - 1, span))


def _find_group(standing: list[tuple[int, Aligned]], span: Aligned, groups: list[list[int]], row: int) -> int | None:
    """Find the group in which a row stands with a clause, or found one."""
    for at, other in standing:
        if other.overlaps(span):
            return at
    if len(standing) == MOST_GROUPS:
        return None
    groups.append([row])
    standing.append((len(groups) - 1, span))
    return len(groups) - 1


def join_groups(links: Sequence[Link], measure: Callable[[int, int], float], least_to_group: float) -> list[list[int]]:
    """Group rows of one clause each, the most alike first.

    Args:
        links: Pairs of rows; rows are numbered in the order of time. A sure one joins groups whatever else they hold.
        measure: How alike two rows are, the lower first.
        least_to_group: What two groups must be alike on average.

    Returns:
        Groups of at least two rows each, ascending.
    """
    group_of: dict[int, list[int]] = {}
    for link in sorted(links, key=lambda each: (-each.score, each.parent, each.child)):
        one, other = (group_of.setdefault(row, [row]) for row in (link.parent, link.child))
        if one is other:
            continue
        pairs = [(min(pair), max(pair)) for pair in product(one, other)]
        if link.is_sure or sum(measure(*pair) for pair in pairs) / len(pairs) >= least_to_group:
            one += other
            group_of |= dict.fromkeys(other, one)
    found = {id(group): sorted(group) for group in group_of.values() if len(group) > 1}
    return sorted(found.values())
