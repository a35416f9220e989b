from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tasks.link.claim_pairs import Compared, align
from tasks.link.claim_relations import BROADER, NARROWER, Stated, relate_claims, say_one_thing
from tasks.link.figures import Amount
from tasks.link.wordings import read_wording

DAYS = datetime(2023, 4, 3, tzinfo=UTC), datetime(2023, 4, 4, tzinfo=UTC)
CLOSED = "the council of Ostra closed the fish market"
NOT_CLOSED = "the council of Ostra has not closed the fish market"
BEFORE = "the pilots were not paid, and the council of Ostra closed the fish market"
WIDER = "the council of Ostra closed the fish market, the meat hall, both bakeries of the old port and the salt store"


NAMES = {"Ostra": "place", "Corran": "place", "Velia": "person"}


def state(text: str, stance: str = "asserts", claimant: str | None = None, *stated: float, day: int = 0) -> Stated:
    amounts = tuple(Amount(("count", "", "house"), (value,), value, value, 0, len(text)) for value in stated)
    marked = [
        (text.index(name), text.index(name) + len(name), f"{kind}:{name.lower()}")
        for name, kind in NAMES.items()
        if name in text
    ]
    return Stated(Compared(read_wording(text, 0, marked), stance, claimant_key=claimant), amounts, DAYS[day])


def relate(first: Stated, second: Stated) -> str:
    weights = dict.fromkeys(first.compared.known | second.compared.known, 1.0)
    spans = align(first.compared, second.compared, weights), align(second.compared, first.compared, weights)
    relation, turned = relate_claims(first, second, spans, weights), relate_claims(second, first, spans[::-1], weights)
    assert {relation, turned} in ({relation}, {NARROWER, BROADER}) or first.published_at != second.published_at
    return relation


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
        (state(CLOSED), state(WIDER), NARROWER),
        (state(WIDER), state(CLOSED), BROADER),
    ],
)
def test_stance_and_negation_of_the_clause_decide(first: Stated, second: Stated, relation: str):
    assert relate(first, second) == relation


def test_a_negation_in_another_clause_turns_nothing_around():
    assert relate(state(CLOSED), state(BEFORE)) == "agrees"


def test_other_numbers_differ_and_greater_ones_of_what_grows_are_news_on_the_next_day():
    one, other, later = (state(CLOSED, "asserts", None, value, day=day) for value, day in ((40, 0), (50, 0), (50, 1)))
    assert (relate(one, other), relate(one, later), relate(other, later)) == ("differs", "differs", "agrees")
    killed = "the flood of Ostra killed the harbour pilots"
    one, more, fewer = (state(killed, "asserts", None, value, day=day) for value, day in ((40, 0), (50, 1), (30, 1)))
    assert (relate(one, more), relate(one, fewer)) == ("updates", "differs")


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        # What is denied stands behind the evidence.
        ("auditors found no evidence that Velia bribed the port clerks", "Velia bribed the port clerks", "contradicts"),
        # The name may stand before "and".
        (
            "auditors found no evidence of bribes by Velia to clerks",
            "Velia ran the port and bribed clerks",
            "contradicts",
        ),
        ("auditors found no evidence of bribes by Velia to clerks", "Corran ran the port and bribed clerks", "agrees"),
        # What is done is said behind the negation.
        ("the port clerks of Corran do not fear the port", "the port clerks of Corran left for Ostra", "agrees"),
        # Another deed of the same things is not denied.
        ("Velia never met the port clerks of Corran", "Velia paid the port clerks of Corran", "agrees"),
        # Who has not confirmed it says nothing against it.
        ("Corran has not confirmed that Velia bribed the clerks", "Corran said Velia bribed the clerks", "agrees"),
        ("nobody knows whether Velia bribed the port clerks", "Velia bribed the port clerks", "agrees"),
        ("Velia did not close the fish market of Ostra", "Corran closed the fish market of Ostra", "agrees"),
        # The deed may stand anywhere, if its doer or the order of what is said of it is the same.
        (
            "Ostra will not pay for the wall along the river",
            "Corran spoke of a wall by the river and of getting Ostra to pay for it",
            "contradicts",
        ),
        (
            "the clerk has never sold false figures to the auditors",
            "auditors asked Velia to tell why she sold false figures to the auditors in May",
            "contradicts",
        ),
        ("Ostra will not pay for the wall along the river", "Ostra paid for the wall along the river", "agrees"),
        (
            "Velia will not meet the clerks of Corran",
            "Velia avoids meeting the clerks of Corran",
            "agrees",
        ),
        ("Velia did not sell the port", "whether Velia sold the port and the mill", "agrees"),
        # "Not have" denies a thing that one has, not what is done to it.
        ("the pilots did not otherwise have port money to pay", "the pilots took port money to pay Velia", "agrees"),
        # Who opposes it says it no more than who does not do it.
        ("Velia did not believe in closing the port of Corran", "Velia opposed closing the port of Corran", "agrees"),
        ("Velia not only closed the port of Corran", "Velia closed the port of Corran", "agrees"),
    ],
)
def test_a_denial_is_of_one_deed_of_one_doer(first: str, second: str, relation: str):
    assert relate(state(first), state(second)) == relation


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("Velia is scheduled to open the canal to Corran", "Velia opened the canal to Corran", "updates"),
        ("Velia will open the canal to Corran", "Velia opened the canal to Corran", "updates"),
        ("Velia will open the canal to Corran", "Velia is expected to open the canal to Corran", "agrees"),
        ("Velia will open the canal to Corran", "Velia never opened the canal to Corran", "agrees"),
        ("Velia opened the canal to Corran", "Velia will open the canal to Corran", "agrees"),
        (
            "Velia, who won a seat in the port council, was expected to be fined for fraud",
            "After a long inquiry, Velia has been fined by a court for fraud",
            "updates",
        ),
        ("Velia is expected to open the canal", "Corran opened the canal to Ostra", "agrees"),
        ("Velia is expected to enter a crowded race of Ostra", "Velia joined a crowded race of Ostra", "agrees"),
        ("Velia will be in a crowded race of Ostra", "Velia joined a crowded race of Ostra", "agrees"),
    ],
)
def test_what_was_to_come_and_has_come_is_news(first: str, second: str, relation: str):
    weights = dict.fromkeys(state(first).compared.known | state(second).compared.known, 1.0)
    one, other = state(first), state(second)
    spans = align(one.compared, other.compared, weights), align(other.compared, one.compared, weights)
    assert relate_claims(one, other, spans, weights) == relation


def test_what_stays_open_stands_beside_what_is_said_of_it_alone():
    asked, told, else_told = state(CLOSED, "does_not_confirm"), state(CLOSED), state("the mayor of Ostra was tired")
    for other, meets in ((told, True), (else_told, False)):
        weights = dict.fromkeys(asked.compared.known | other.compared.known, 1.0)
        spans = align(asked.compared, other.compared, weights), align(other.compared, asked.compared, weights)
        assert say_one_thing(asked, other, spans, weights) is meets


def tell(text: str, *, on: str | None = None, said_until: str | None = None, voice: str = "indirect") -> Stated:
    told = state(text)
    event = None if on is None else (datetime.fromisoformat(f"{on}T00:00Z"), datetime.fromisoformat(f"{on}T23:59Z"))
    until = None if said_until is None else datetime.fromisoformat(f"{said_until}T00:00Z")
    compared = replace(told.compared, voice=voice, claimant_key="person:mirov")
    return replace(told, compared=compared, event=event, is_of_day=True, said_until=until)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        (tell("Velia met the envoys", on="2023-04-01"), tell("Velia met the envoys", on="2023-04-02"), "differs"),
        (tell("Velia met the envoys", on="2023-04-01"), tell("Velia met the envoys", on="2023-04-01"), "agrees"),
        (tell("Velia met the envoys", on="2023-04-01"), tell("Corran met the envoys", on="2023-04-02"), "agrees"),
        (tell("Velia will be met", on="2023-04-01"), tell("Velia will be met", on="2023-04-02"), "agrees"),
        # Who said in March that it was done did not speak of April.
        (tell("Velia repaid it", on="2023-04-01"), tell("Velia repaid it", said_until="2023-03-31"), "differs"),
        (tell("Velia repaid it", on="2023-04-01"), tell("Velia repaid it", said_until="2023-05-31"), "agrees"),
    ],
)
def test_one_deed_of_two_days_differs(first: Stated, second: Stated, relation: str):
    assert relate(first, second) == relation


@pytest.mark.parametrize(
    ("voice", "day", "said_until", "relation"),
    [
        ("direct", "2023-04-02", None, "agrees"),  # "today", from a statement of the day before
        ("direct", "2023-04-02", "2023-04-03", "differs"),
        ("direct", "2023-03-31", None, "differs"),
        ("indirect", "2023-04-02", None, "differs"),
    ],
)
def test_today_in_a_quote_may_be_another_day(voice: str, day: str, said_until: str | None, relation: str):
    quoted = replace(
        tell("Velia met the envoys", on=day, said_until=said_until, voice=voice),
        published_at=datetime.fromisoformat("2023-04-02T08:00Z"),
    )
    assert relate(tell("Velia met the envoys", on="2023-04-01"), quoted) == relation


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("what have you been doing all day long", "and what have you been counting all day long", "differs"),
        ("what have you been counting all day long", "what have you been counting all day long", "agrees"),
        ("what have you been doing for a day now", "what have you been doing for the day now", "agrees"),
        ("that cable did not come to my desk", "this cable did not come to my desk", "agrees"),
        ("what have you been counting all day long", "what have you been counted all day long", "agrees"),
    ],
)
def test_a_sentence_quoted_with_another_word_differs(first: str, second: str, relation: str):
    assert relate(tell(first, voice="direct"), tell(second, voice="direct")) == relation
    assert relate(tell(first), tell(second, voice="direct")) == "agrees"
