"""Say how two claims about one thing stand to each other, by the clause that both have alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.link.claim_pairs import Aligned, Compared, have_one_claimant
from tasks.link.figures import Amount, compare_amounts

LEAST_OPPOSED = 0.6  # share of the aligned clauses' weight that both have, below which their negations say nothing
FEWEST_OPPOSED = 3  # terms that both must have for it
FEWEST_NARROWER = 3  # terms that both have
LEAST_NARROWER = 0.9  # share of the shorter one that the longer has
MOST_NARROWER = 0.6  # share of the longer one that the shorter has
LATER = timedelta(hours=12)  # of two articles, from which on other numbers are news


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with what its relations to others hang on.

    Attributes:
        compared: Its words.
        amounts: Its figures.
        published_at: When its article was published.
    """

    compared: Compared
    amounts: tuple[Amount, ...]
    published_at: datetime | None


def _negates(claim: Compared, span: Aligned) -> bool:
    """Whether an odd number of negations stands in the clauses of a stretch."""
    start, end = claim.wording.find_clause(span.start, span.end)
    return sum(start <= at < end for at in claim.wording.negations) % 2 == 1


def _list_amounts(claim: Stated, span: Aligned) -> list[Amount]:
    start, end = claim.compared.wording.find_clause(span.start, span.end)
    return [amount for amount in claim.amounts if start <= amount.start and amount.end <= end]


def _weigh_clauses(
    first: Compared, second: Compared, spans: tuple[Aligned, Aligned], weights: Mapping[str, float]
) -> tuple[set[str], float]:
    """Give the terms that the clauses of both stretches have, and their share of what the clauses of either have."""
    sides = []
    for claim, span in ((first, spans[0]), (second, spans[1])):
        start, end = claim.wording.find_clause(span.start, span.end)
        sides.append({term.term for term in claim.wording.terms if start <= term.start and term.end <= end})
    one, other = sides
    shared = one & other
    total = sum(weights[term] for term in sorted(one | other))
    return shared, sum(weights[term] for term in sorted(shared)) / total if total else 0.0


def _do_oppose(first: Stated, second: Stated, spans: tuple[Aligned, Aligned], weights: Mapping[str, float]) -> bool:
    """Whether one claim says that it is so and the other that it is not."""
    if "asks" in (first.compared.stance, second.compared.stance):
        return False
    shared, share = _weigh_clauses(first.compared, second.compared, spans, weights)
    if share < LEAST_OPPOSED or len(shared) < FEWEST_OPPOSED:
        return False
    is_denial = (first.compared.stance == "denies") != (second.compared.stance == "denies")
    is_negation = _negates(first.compared, spans[0]) != _negates(second.compared, spans[1])
    return is_denial != is_negation


def _is_narrower(first: Compared, second: Compared, weights: Mapping[str, float]) -> bool:
    """Whether one of two claims says all that the other does and much besides."""
    if len(first.known & second.known) < FEWEST_NARROWER:
        return False
    shared = sum(weights[term] for term in sorted(first.known & second.known))
    totals = sorted(sum(weights[term] for term in sorted(each.known)) for each in (first, second))
    return shared >= LEAST_NARROWER * totals[0] and shared <= MOST_NARROWER * totals[1]


def relate_claims(first: Stated, second: Stated, spans: tuple[Aligned, Aligned], weights: Mapping[str, float]) -> str:
    """Say how two claims stand to each other, given that they are about one thing.

    Args:
        first: The claim of the earlier article.
        second: The other.
        spans: The stretch of either that says the same.
        weights: How telling terms are.

    Returns:
        A value of `claim_links.relation`. One claimant does not contradict himself on one day; who neither says that
        it is so nor that it is not stands beside, and differs.
    """
    is_open = [each.compared.stance == "does_not_confirm" for each in (first, second)]
    if any(is_open):
        return "agrees" if all(is_open) else "differs"
    times = first.published_at, second.published_at
    is_later = times[0] is not None and times[1] is not None and times[1] - times[0] >= LATER
    is_one = have_one_claimant(first.compared, second.compared)
    if _do_oppose(first, second, spans, weights) and not (is_one and not is_later):
        return "updates" if is_one else "contradicts"
    figures = compare_amounts(_list_amounts(first, spans[0]), _list_amounts(second, spans[1]))
    if figures == "differs":
        return "updates" if is_later else "differs"
    return "narrower" if _is_narrower(first.compared, second.compared, weights) else "agrees"
