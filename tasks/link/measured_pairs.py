"""Measure pairs of claims, each once: how alike they are, how they stand to each other, whether they are linked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from tasks.link.claim_index import NEAR_DAYS, ClaimIndex
from tasks.link.claim_pairs import (
    ANSWERS,
    FIGURE,
    Aligned,
    Compared,
    Rarity,
    align,
    cut_out,
    explain_pair,
    have_one_claimant,
    have_one_mood,
    is_word,
    measure_pair,
    score_pair,
    weigh_terms,
)
from tasks.link.claim_relations import (
    BROADER,
    NARROWER,
    do_oppose,
    find_denied,
    leaves_open,
    relate_claims,
    say_one_thing,
)
from tasks.link.claim_rows import Claimed
from tasks.link.deeds import find_come_deed
from tasks.link.partition import Frame, read_columns
from tasks.link.stories import Likeness

COUNTED_COLUMNS = (
    "figure_id", "other_figure_id", "relation", "aligned_start", "aligned_end", "other_aligned_start",
    "other_aligned_end",
)  # fmt: skip
LEAST_SCORE = 0.28
LEAST_SCORE_FEW = 0.45  # of claims that share one word besides names, numbers and days
# Of two that are quoted, which are the same sentence or another, and of two of which one negates.
LEAST_SCORE_UNLIKE = 0.5
LEAST_SCORE_APART = 0.78  # of articles that tell no common story, or are not very alike
LEAST_SCORE_MOODS = 0.7  # of a fact and a demand, a promise or a question
LEAST_ALIKE = 0.28  # of two articles of a story: of claims of less alike ones 12 of 33 read were of one thing
LEAST_SCORE_SLIGHT = 0.6  # of what two outlets tell, no deed of it the same and little else
TELLING_FIGURE = 0.5  # what a number tells from ten on
LEAST_COVERED = 0.3  # of the weight of either claim's terms, that both must have not to share little
# Of two of which one has next to nothing of the other's main clause: of 23 read from .5 to .85 4 were of one thing.
LEAST_SCORE_ASIDE = 0.95
LEAST_MAIN = 0.1
_TURNED = {NARROWER: BROADER, BROADER: NARROWER}
LEAST_MET = 0.1  # of a claim and one whose words deny it; 9 of 10 read below were of two things


class Measured(NamedTuple):
    """A pair of claims as it was measured.

    Attributes:
        score: Share of pairs like it that are about one thing.
        evidence: What spoke for it.
        spans: The stretch of either that says the same.
        relation: A value of `claim_links.relation`, or `BROADER`: how the second stands to the first.
        is_sure: Whether one answers the other, or their figures are of one thing.
        is_beside: Whether one leaves something else open than what the other says.
        least: Least score by which two claims of one event are of one thing.
        is_two_sided: Whether one says that it is not so and the other that it is.
    """

    score: float
    evidence: str
    spans: tuple[Aligned, Aligned]
    relation: str
    is_sure: bool
    is_beside: bool
    least: float = LEAST_SCORE
    is_two_sided: bool = False


class Counted(NamedTuple):
    """Figures of one thing in two claims: how they stand to each other, and where their clauses lie in either."""

    relation: str
    spans: tuple[tuple[int, int], tuple[int, int]]
    is_sure: bool  # whether they are not the same number, which any two claims of a matter may have: the 60 votes


def read_counted(links: pa.Table | None, figures: Frame, index: ClaimIndex) -> dict[tuple[int, int], Counted]:
    """Give the pairs of claims, lower row first, whose figures are linked."""
    if links is None:
        return {}
    asked = {*links["figure_id"].to_pylist(), *links["other_figure_id"].to_pylist()}
    stated = zip(*read_columns(figures, ("figure_id", "claim_id", "value", "low", "high")).values(), strict=True)
    told = {figure: (claim, number) for figure, claim, *number in stated if figure in asked}
    holders = {figure: claim for figure, (claim, _) in told.items()}
    row_of = index.find_rows([claim for claim in holders.values() if claim is not None])
    found: dict[tuple[int, int], Counted] = {}
    for one, other, relation, *places in zip(*read_columns(links, COUNTED_COLUMNS).values(), strict=True):
        rows = [row_of[claim] for claim in (holders.get(one), holders.get(other)) if claim in row_of]
        if len(rows) < 2:
            continue
        spans = (places[0], places[1]), (places[2], places[3])
        first, second = min(rows), max(rows)
        is_sure = relation != "agrees" or told[one][1] != told[other][1]
        counted = Counted(relation, spans if first == rows[0] else (spans[1], spans[0]), is_sure)
        # Of two figures in both that one which is not the same is what a reader wants to know.
        if (first, second) not in found or found[first, second].relation == "agrees":
            found[first, second] = counted
    return found


class Pairs:
    """Pairs of claims, each measured once."""

    def __init__(
        self,
        claimed: Sequence[Claimed],
        rarity: Rarity,
        counted: Mapping[tuple[int, int], Counted],
        likeness: Likeness | None = None,
    ) -> None:
        self._claimed = claimed
        self._rarity = rarity
        self._counted = counted
        self._likeness = likeness
        self._measured: dict[tuple[int, int], Measured] = {}

    def measure(self, first: int, second: int) -> Measured:
        """Measure two claims; spans and relation are in the order of the rows given."""
        low, high = min(first, second), max(first, second)
        found = self._measured.get((low, high))
        if found is None:
            found = self._measured[low, high] = self._compare(
                self._claimed[low], self._claimed[high], self._counted.get((low, high))
            )
        if first == low:
            return found
        return found._replace(
            spans=(found.spans[1], found.spans[0]), relation=_TURNED.get(found.relation, found.relation)
        )

    def _compare(self, first: Claimed, second: Claimed, counted: Counted | None) -> Measured:
        weights = weigh_terms(first.compared, second.compared, self._rarity)
        features = measure_pair(first.compared, second.compared, weights)
        single = {term: weight for term, (weight, _) in weights.items()}
        spans = align(first.compared, second.compared, single), align(second.compared, first.compared, single)
        stated = first.stated, second.stated
        relation, score = relate_claims(*stated, spans, single), score_pair(features)
        opens = leaves_open(first.stated) != leaves_open(second.stated)
        denied = find_denied(*stated) if relation in ("contradicts", "updates") else None
        come = find_come_deed(first.compared, second.compared) if relation == "updates" else None
        meets = say_one_thing(*stated, spans, single) if opens else do_oppose(*stated, spans, single)
        meets = meets and _may_meet(first, second, score if denied is None else 1.0)
        meets = meets or (come is not None and score >= LEAST_MET)
        if counted is not None and relation != "contradicts":
            is_said_by_figures = counted.relation != "agrees" or (relation in ("differs", "updates") and not opens)
            relation = counted.relation if is_said_by_figures else relation
        places = counted.spans if counted is not None and relation != "contradicts" else denied or come
        if places is not None:
            spans = cut_out(first.compared, places[0]), cut_out(second.compared, places[1])
        is_sure = meets or (counted is not None and counted.is_sure)
        reason = "one answers the other" if meets else "figures of one thing" if counted is not None else ""
        return Measured(
            max(score, LEAST_SCORE) if is_sure else score,
            ", ".join(filter(None, (reason, explain_pair(features)))),
            spans,
            relation,
            is_sure,
            opens and not meets,
            _find_least(first, second, is_sure, single, features),
            first.compared.is_negative != second.compared.is_negative,
        )

    def forget(self, first: int, second: int) -> None:
        """Forget how a pair was measured, the lower row first: most are not linked and not asked for again."""
        self._measured.pop((first, second), None)

    def is_linked(self, first: int, second: int) -> bool:
        """Whether two claims are about one thing."""
        one, other = self._claimed[first], self._claimed[second]
        counted = self._counted.get((first, second))
        if counted is not None and counted.is_sure:
            return True
        shared = _share(one, other)
        # An article's "he was tired" is nobody else's.
        is_slight = len(shared) < 2 and not any(FIGURE in term or ":" in term for term in shared)
        if is_slight and not have_one_claimant(one.compared, other.compared):
            return False
        measured = self.measure(first, second)
        if measured.is_beside:
            return False
        is_told_once = one.compared.story is not None and one.compared.story == other.compared.story
        is_said_once = one.quote_group is not None and one.quote_group == other.quote_group
        if is_told_once or is_said_once:
            is_close = measured.is_sure or is_said_once or self._are_alike(one, other)
            return measured.score >= (measured.least if is_close else LEAST_SCORE_APART)
        is_near = one.day is not None and other.day is not None and abs(one.day - other.day) <= NEAR_DAYS
        return is_near and measured.score >= LEAST_SCORE_APART

    def _are_alike(self, first: Claimed, second: Claimed) -> bool:
        """Whether the articles of two claims of a story tell much the same."""
        return self._likeness is None or self._likeness.compare(first.article_id, second.article_id) >= LEAST_ALIKE


def _may_meet(first: Claimed, second: Claimed, score: float) -> bool:
    """Whether two claims that oppose one another are of one thing: one says what it denies, or both name somebody."""
    if not ANSWERS.isdisjoint((first.compared.stance, second.compared.stance)):
        return True
    is_named = any(":" in term for term in _share(first, second))
    return score >= LEAST_MET and is_named and not have_one_claimant(first.compared, second.compared)


def _find_least(
    first: Claimed, second: Claimed, is_sure: bool, weights: Mapping[str, float], features: Mapping[str, float]
) -> float:
    """Say how alike two claims of one event must be to be of one thing."""
    one, other, shared = first.compared, second.compared, _share(first, second)
    if not have_one_mood(one, other):
        return LEAST_SCORE_MOODS
    if is_sure:
        return LEAST_SCORE
    if features["main"] < LEAST_MAIN:
        return LEAST_SCORE_ASIDE
    is_counted = features["figure"] > TELLING_FIGURE
    if one.voice == other.voice == "narrator" and not is_counted and _share_little(one, other, weights):
        return LEAST_SCORE_SLIGHT
    if one.voice == other.voice == "direct" or one.is_negative != other.is_negative:
        return LEAST_SCORE_UNLIKE
    return LEAST_SCORE_FEW if sum(map(is_word, shared)) == 1 else LEAST_SCORE


def _share_little(first: Compared, second: Compared, weights: Mapping[str, float]) -> bool:
    """Whether two claims have no deed and little else in common."""
    done = [{each.term for each in claim.wording.terms if each.is_past} for claim in (first, second)]
    common = sum(weights[term] for term in sorted(first.known & second.known))
    most = max(sum(weights[term] for term in sorted(claim.known)) for claim in (first, second))
    return done[0].isdisjoint(done[1]) and common < LEAST_COVERED * most


def _share(first: Claimed, second: Claimed) -> frozenset[str]:
    return first.compared.known & second.compared.known
