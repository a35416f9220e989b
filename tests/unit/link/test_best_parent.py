from __future__ import annotations

from tasks.link.best_parent import MOST_GROUPS, Link, join_best_parents, join_groups
from tasks.link.claim_pairs import Aligned

WHOLE, HEAD, TAIL = Aligned(0, 8, 0, 80), Aligned(0, 4, 0, 40), Aligned(4, 8, 40, 80)


def link(parent: int, child: int, score: float = 0.9, spans: tuple[Aligned, Aligned] = (WHOLE, WHOLE)) -> Link:
    return Link(parent, child, score, *spans)


def join(*links: Link, least_also: float = 0.5) -> list[list[int]]:
    scores = {(each.parent, each.child): each.score for each in links}
    return join_best_parents(links, lambda row, child: scores.get((row, child), 0.0), 0.4, least_also)


def test_a_row_joins_the_group_of_what_it_is_most_like():
    assert join(link(0, 2, 0.6), link(1, 2, 0.9)) == [[1, 2]]


def test_a_chain_ties_no_strangers_together():
    assert join(link(0, 1), link(1, 2, 0.7)) == [[0, 1]]
    assert join(link(0, 1), link(1, 2), link(0, 2, 0.5)) == [[0, 1, 2]]


def test_another_clause_makes_another_group():
    assert join(link(0, 2, 0.9, (WHOLE, HEAD)), link(1, 2, 0.8, (WHOLE, TAIL))) == [[0, 2], [1, 2]]
    assert join(link(0, 2, 0.9, (WHOLE, HEAD)), link(1, 2, 0.8, (WHOLE, WHOLE))) == [[0, 2]]
    assert join(link(0, 2, 0.9, (WHOLE, HEAD)), link(1, 2, 0.8, (WHOLE, TAIL)), least_also=0.85) == [[0, 2]]


def test_a_row_with_one_clause_here_and_another_there_bridges_neither():
    assert join(link(0, 1, 0.9, (WHOLE, HEAD)), link(1, 2, 0.9, (TAIL, WHOLE))) == [[0, 1], [1, 2]]


def test_a_row_stands_in_few_groups():
    spans = [Aligned(at, at + 1, at, at + 1) for at in range(MOST_GROUPS + 2)]
    groups = join(*(link(row, 9, 0.9, (WHOLE, span)) for row, span in enumerate(spans)))
    assert len(groups) == MOST_GROUPS


def test_what_is_sure_or_most_alike_is_a_group_though_no_other_has_both():
    links = [link(0, 2, 0.9), link(1, 2, 0.8)]
    scores = {(each.parent, each.child): each.score for each in links}
    groups = join_best_parents(links, lambda row, child: scores.get((row, child), 0.0), 0.4, 0.5, 0.7)
    assert groups == [[0, 2], [1, 2]]
    sure = Link(1, 2, 0.3, WHOLE, WHOLE, is_sure=True)
    assert join(link(0, 2), sure) == [[0, 2], [1, 2]]
    assert join(link(0, 1), link(0, 2), link(1, 2), sure) == [[0, 1, 2]]


def test_rows_of_one_clause_are_grouped_by_what_they_are_like_on_average():
    links = [link(0, 1, 0.9), link(2, 3, 0.8), link(1, 2, 0.5)]
    scores = {(each.parent, each.child): each.score for each in links}
    join_all = [join_groups(links, lambda row, child: scores.get((row, child), 0.0), least) for least in (0.1, 0.2)]
    assert join_all == [[[0, 1, 2, 3]], [[0, 1], [2, 3]]]
    sure = [*links[:2], Link(1, 2, 0.0, WHOLE, WHOLE, is_sure=True)]
    assert join_groups(sure, lambda row, child: scores.get((row, child), 0.0), 0.2) == [[0, 1, 2, 3]]
