"""Whose a statement is that the article gives to somebody within it, or to nobody."""

from __future__ import annotations

import pytest

from tasks.annotate.spans import Claim
from tests.unit.annotate.claims.reading import Parse
from tests.unit.annotate.claims.reading import read as read_whole


def read(parse: Parse, body: str) -> list[Claim]:
    return read_whole(parse, body, published_at=None)


@pytest.mark.parametrize(
    ("body", "proposition", "claimant", "rule"),
    [
        (
            "The mill will hold more than 40 sales in May, according to a schedule seen by the guild.",
            "The mill will hold more than 40 sales in May",
            "a schedule",
            "relayed.according",
        ),
        (
            "According to the plan, $600,000 would be spent on the mill.",
            "$600,000 would be spent on the mill",
            "the plan",
            "relayed.according",
        ),
        (
            "The offer, according to the Daily Star, came late in May.",
            "The offer came late in May",
            "the Daily Star",
            "quote.indirect",
        ),
        ("Two of the mills, Ann Berg said, have closed.", "Two of the mills have closed", "Ann Berg", "quote.indirect"),
        (
            "The mayor saw the raids, which the army said killed eight people.",
            "the raids, which the army said killed eight people",
            "the army",
            "relayed.relative",
        ),
    ],
)
def test_whoever_the_article_names_within_a_statement_makes_it(
    parse: Parse, body: str, proposition: str, claimant: str, rule: str
) -> None:
    (claim,) = (each for each in read(parse, body) if each.proposition == proposition)
    assert (claim.claimant_text, claim.rule, claim.voice) == (claimant, rule, "indirect")


def test_what_nobody_is_said_to_expect_the_outlet_foresees(parse: Parse) -> None:
    (claim,) = read(parse, "The council is expected to sell the mill.")
    assert (claim.claimant_name, claim.voice, claim.stance) == ("Quay Post", "narrator", "predicts")
    assert (claim.proposition, claim.rule) == ("The council is expected to sell the mill", "narrator.awaited")


def test_what_somebody_expects_is_his(parse: Parse) -> None:
    (claim,) = read(parse, "The council is expected by Ann Berg to sell the mill.")
    assert claim.claimant_name == "Ann Berg"


@pytest.mark.parametrize(
    "body",
    [
        # What is asked, is to come or tells of no claim; a thing's "will not confirm"; whom fraud is laid to.
        "Are any of you aware that the mill was sold?",
        "They won't know whether the mill is open.",
        "The test will not confirm that the mill is safe.",
        "My prediction for the new year?",
        "Police looked into allegations of fraud by Tom Holt.",
    ],
)
def test_what_nobody_puts_forward_is_no_claim(parse: Parse, body: str) -> None:
    assert not [claim for claim in read(parse, body) if claim.voice != "narrator"]


def test_who_will_not_confirm_does_not(parse: Parse) -> None:
    (claim,) = read(parse, "Officials will not confirm that the mill is safe.")
    assert claim.stance == "does_not_confirm"


@pytest.mark.parametrize("verb", ["are proposing", "propose", "am proposing"])
def test_whoever_is_proposing_a_thing_asks_for_it(parse: Parse, verb: str) -> None:
    subject = "I" if verb.startswith("am") else "We"
    (claim,) = read(parse, f"“{subject} {verb} a new mill for Norland,” Ann Berg said.")
    assert claim.stance == "demands"


@pytest.mark.parametrize(
    "body",
    [
        # Manner, measure and titles are no sources.
        "The mill paid 40 workers according to their rank.",
        "In May 2019 things went according to Berg's plan.",
        "The 40 votes were counted according to the rules.",
        "Fees rise 5 percent according to age; 40 men left.",
        # The main clause is the outlet's.
        "The attack, which Norland said killed 12 people, took place in Oslo and left 40 hurt.",
        # Whose the second clause is is left open; who denies or is silent asserts nothing.
        "The mayor saw the raids, which the army said killed eight people, and which left 40 hurt in Oslo.",
        "The mayor saw the raids, which the army said killed eight people and left 40 hurt in Oslo.",
        "The mayor saw the raids, which the army denied killed eight people.",
        "The mayor saw the raids, which the army did not say killed eight people.",
        "The mayor saw the raids, which no one said killed eight people.",
    ],
)
def test_what_is_no_source_is_given_nothing(parse: Parse, body: str) -> None:
    assert {claim.claimant_name for claim in read(parse, body)} == {"Quay Post"}


@pytest.mark.parametrize(
    "body",
    [
        "It was predicted that Norland would lose 40 jobs.",
        "Ann Berg was expected to resign on Friday but did not.",
        "Had Berg been expected to sell the mill, 40 men would have left.",
        "Students are expected to wear a uniform.",
        "Every member is expected to pay 40 euros a year.",
        "The mill is expected to be safe.",
    ],
)
def test_what_was_awaited_and_what_people_are_held_to_is_nobodys(parse: Parse, body: str) -> None:
    assert not [claim for claim in read(parse, body) if claim.rule == "narrator.awaited"]
