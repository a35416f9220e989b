from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tasks.link.claim_pairs import Compared, align
from tasks.link.claim_relations import Stated, relate_claims
from tasks.link.figures import Amount
from tasks.link.wordings import read_wording

DAYS = datetime(2023, 4, 3, tzinfo=UTC), datetime(2023, 4, 4, tzinfo=UTC)
CLOSED = "the council of Ostra closed the fish market"
NOT_CLOSED = "the council of Ostra has not closed the fish market"
BEFORE = "the pilots were not paid, and the council of Ostra closed the fish market"
WIDER = "the council of Ostra closed the fish market, the meat hall, both bakeries of the old port and the salt store"


def state(text: str, stance: str = "asserts", claimant: str | None = None, *stated: float, day: int = 0) -> Stated:
    amounts = tuple(Amount(("count", "", "house"), (value,), value, value, 0, len(text)) for value in stated)
    return Stated(Compared(read_wording(text, 0, []), stance, claimant_key=claimant), amounts, DAYS[day])


def relate(first: Stated, second: Stated) -> str:
    weights = dict.fromkeys(first.compared.known | second.compared.known, 1.0)
    spans = align(first.compared, second.compared, weights), align(second.compared, first.compared, weights)
    assert relate_claims(first, second, spans, weights) == relate_claims(second, first, spans[::-1], weights) or (
        first.published_at != second.published_at
    )
    return relate_claims(first, second, spans, weights)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (state(CLOSED), state(CLOSED), "agrees"),
        (state(CLOSED), state(NOT_CLOSED), "contradicts"),
        (state(CLOSED), state(CLOSED, "denies"), "contradicts"),
        (state(CLOSED, "denies"), state(NOT_CLOSED), "agrees"),
        (state(CLOSED), state(CLOSED, "does_not_confirm"), "differs"),
        (state(CLOSED, "does_not_confirm"), state(CLOSED, "does_not_confirm"), "agrees"),
        (state(CLOSED, "asks"), state(NOT_CLOSED, "asks"), "agrees"),
        (state(CLOSED, "asserts", "person:mirov"), state(NOT_CLOSED, "asserts", "person:mirov"), "agrees"),
        (state(CLOSED, "asserts", "person:mirov"), state(NOT_CLOSED, "asserts", "person:mirov", day=1), "updates"),
        (state("ten boats sank"), state("no storm sank them"), "agrees"),
        (state(CLOSED), state(WIDER), "narrower"),
    ],
)
def test_stance_and_negation_of_the_clause_decide(first: Stated, second: Stated, relation: str):
    assert relate(first, second) == relation


def test_a_negation_in_another_clause_turns_nothing_around():
    assert relate(state(CLOSED), state(BEFORE)) == "agrees"


def test_other_numbers_differ_on_one_day_and_are_news_on_the_next():
    one, other, later = (state(CLOSED, "asserts", None, value, day=day) for value, day in ((40, 0), (50, 0), (50, 1)))
    assert relate(one, other) == "differs"
    assert relate(one, later) == "updates"
    assert relate(other, later) == "agrees"
