"""Make groups out of links: what is later joins what it is most like, and no chain ties strangers together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tasks.link.claim_pairs import Aligned

MOST_GROUPS = 3  # of one row, each for another of its clauses
LATEST = 12  # members of a group that a newcomer is held against


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows, the earlier first, how alike they are, and the stretch of either that says the same."""

    parent: int
    child: int
    score: float
    parent_span: Aligned
    child_span: Aligned


def join_best_parents(
    links: Sequence[Link], measure: Callable[[int, int], float], least_to_group: float, least_also: float
) -> list[list[int]]:
    """Group rows.

    Args:
        links: Pairs of rows; rows are numbered in the order of time.
        measure: How alike two rows are.
        least_to_group: What a newcomer and the latest members of a group must be alike on average.
        least_also: Least score of a link by which a row joins another group, with another of its clauses.

    Returns:
        Groups of at least two rows each, ascending, by their first rows. A row joins the group in which the row that
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
    return [group for group in groups if len(group) > 1]


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
