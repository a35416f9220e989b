"""What may happen yet, what a law leaves one to do, what is claimed and not alleged, and to whom it is answered."""

from __future__ import annotations

import pytest

from tests.unit.annotate.claims.reading import Parse, read


@pytest.mark.parametrize(
    ("claim_type", "body"),
    [
        (
            "prediction",
            "Ann Berg said the council could cut the fee on Friday. Ann Berg said the council might not pass the bill. "
            "“We may sell the mill,” Ann Berg said. Ann Berg said guards could become allies of the guild. "
            "“The town may have to close the mill,” Ann Berg said. "
            "Ann Berg said selling the mill could put the town at risk. "
            "Ann Berg said she did not think the mill would close.",
        ),
        (
            "other",
            "Ann Berg said the council could cut the fee. “I might add that the mill is old,” Ann Berg said. "
            "“I may be wrong,” Ann Berg said. “We could sell the mill,” Ann Berg said. "
            "“People have every right to be angry,” Ann Berg said. “I have a right to close it,” Ann Berg said. "
            "“The guild has the power to inspire millers,” Ann Berg said and “the mill has a way to go.”",
        ),
        (
            "law_or_rule",
            "Ann Berg said the council has the authority to close the mill. "
            "Ann Berg said tenants have a right to a written notice.",
        ),
        ("event", "Ann Berg said the guild did not set out to close the mill."),
        ("position", "“You gotta go to the mill,” Ann Berg said."),
        ("cause", "Ann Berg blamed the fire on the guild."),
    ],
)
def test_a_claim_is_of_the_kind_that_its_main_clause_has(parse: Parse, body: str, claim_type: str) -> None:
    found = [(claim.proposition, claim.claim_type) for claim in read(parse, body) if claim.voice != "narrator"]
    assert found
    assert [each for each in found if each[1] != claim_type] == []


@pytest.mark.parametrize(
    ("body", "certainty"),
    [
        ("“Whether you are a miller or a guest, this is your house,” Ann Berg said.", "certain"),
        ("“What we are trying to say is that the mill is old,” Ann Berg said.", "certain"),
        ("Ann Berg would not say whether the mill had closed.", "unknown"),
    ],
)
def test_a_clause_before_the_main_one_leaves_nothing_open(parse: Parse, body: str, certainty: str) -> None:
    assert [claim.certainty for claim in read(parse, body)] == [certainty]


@pytest.mark.parametrize(
    ("body", "propositions"),
    [
        ("Tom Holt confirmed the closure of the mill to Norland News.", ["the closure of the mill"]),
        ("Tom Holt denied any links to the media.", ["any links to the media"]),
        ("Tom Holt confirmed the sale to the Norland Post.", ["the sale to the Norland Post"]),
        ("Tom Holt confirmed the invitation to the guild.", ["the invitation to the guild"]),
    ],
)
def test_who_is_answered_is_no_part_of_what_is(parse: Parse, body: str, propositions: list[str]) -> None:
    assert [claim.proposition for claim in read(parse, body)] == propositions


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Ann Berg claims not to sell any flour.", [("asserts", "not to sell any flour")]),
        ("Ann Berg claims fraud in the vote.", [("alleges", "fraud in the vote")]),
        # What is taken or owned, and somebody who is only named.
        ("Norland claims almost the entire lake as its own.", []),
        ("Ann Berg was publicly accusing a sitting mayor.", []),
        ("Ann Berg claimed responsibility for the attack.", []),
    ],
)
def test_what_is_claimed_accuses_by_a_wrong_alone(parse: Parse, body: str, told: list[tuple[str, str]]) -> None:
    claims = read(parse, body)
    assert [(claim.stance, claim.proposition) for claim in claims if claim.voice != "narrator"] == told


def test_a_verb_judges_nothing_and_a_clause_without_its_own_thing_states_nothing(parse: Parse) -> None:
    claims = read(
        parse,
        "Ann Berg said guards sealed off the street to clear the debris. Ann Berg said clerks struggled to douse it. "
        "Fees are rising, as is the case every year in May.",
    )
    assert [(claim.claim_type, claim.is_checkable) for claim in claims] == [("event", True)] * 3
