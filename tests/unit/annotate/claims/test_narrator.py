"""What the outlet states in its own voice."""

from __future__ import annotations

import pytest

from tasks.annotate.article import annotate_body
from tasks.annotate.spans import Claim
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document
from tests.unit.annotate.claims.reading import Parse
from tests.unit.annotate.claims.reading import read as read_whole


def read(parse: Parse, body: str) -> list[Claim]:
    return [claim for claim in read_whole(parse, body, published_at=None) if claim.voice == "narrator"]


@pytest.mark.parametrize(
    ("body", "propositions"),
    [
        ("The mill added 300 jobs in spring.", ["The mill added 300 jobs in spring"]),
        ("Ann Berg opened the new bridge over the river.", ["Ann Berg opened the new bridge over the river"]),
        (
            "Ann Berg closed the mill on the river and the town lost 40 jobs.",
            ["Ann Berg closed the mill on the river", "the town lost 40 jobs"],
        ),
        (
            "Ann Berg, who had led the port authority since 2009, resigned over the delays.",
            [
                "Ann Berg, who had led the port authority since 2009",
                "Ann Berg, who had led the port authority since 2009, resigned over the delays",
            ],
        ),
        (
            "Ann Berg sued the port authority over the delays, saying that it had lied.",
            ["Ann Berg sued the port authority over the delays"],
        ),
        (
            "While prices rose by 3 percent, they went home.",
            ["While prices rose by 3 percent, they went home", "prices rose by 3 percent"],
        ),
        # Of two deeds that are both denied neither is told alone.
        (
            "Ann Berg neither praised nor blamed the port authority.",
            ["Ann Berg neither praised nor blamed the port authority"],
        ),
        ("The town sued the port, but Ann Berg did not.", ["The town sued the port"]),
        (
            "Norland and Berg blamed each other in May 2019 for the delays.",
            ["Norland and Berg blamed each other in May 2019 for the delays"],
        ),
        # What somebody wants, or is for or against.
        ("Ann Berg opposes the new bridge over the river.", ["Ann Berg opposes the new bridge over the river"]),
        ("The bridge has eight problems.", ["The bridge has eight problems"]),
        ("Norland had nine issues on the ballot.", ["Norland had nine issues on the ballot"]),
        # A numeral and a title are nobody.
        ("The World War I memorial drew 40 boats.", ["The World War I memorial drew 40 boats"]),
        ("The Call Me Berg film made $5 million.", ["The Call Me Berg film made $5 million"]),
        ("Many voters want a bridge over the river.", ["Many voters want a bridge over the river"]),
        ("One of the boats was sunk by a mine.", ["One of the boats was sunk by a mine"]),
        # A report that states nothing is told as a deed.
        ("Ann Berg pushed for the bridge in May 2019.", ["Ann Berg pushed for the bridge in May 2019"]),
        ("Some 60 senators voted to move forward.", ["Some 60 senators voted to move forward"]),
        # Whose verb the tagger takes for an infinitive or a participle.
        (
            "The mayors, all 50 years old or younger, support limiting fees to 40 euros.",
            ["The mayors, all 50 years old or younger, support limiting fees to 40 euros"],
        ),
        (
            "The council of Oslo also narrowly approved Thursday, 18-9, a bill to close the mill.",
            ["The council of Oslo also narrowly approved Thursday, 18-9, a bill to close the mill"],
        ),
        ("Sixty percent of voters said they were glad.", ["Sixty percent of voters said they were glad"]),
        (
            "The mill closed in May because allegedly Tom Holt stole 40 boats.",
            [
                "The mill closed in May because allegedly Tom Holt stole 40 boats",
                "allegedly Tom Holt stole 40 boats",
            ],
        ),
    ],
)
def test_a_clause_that_tells_a_fact_is_a_claim_of_the_outlet(parse: Parse, body: str, propositions: list[str]) -> None:
    claims = read(parse, body)
    assert [claim.proposition for claim in claims] == propositions
    assert {(claim.claimant_name, claim.claimant_key, claim.claimant_kind) for claim in claims} == {
        ("Quay Post", "org:quay-post", "organization")
    }


@pytest.mark.parametrize(
    "body",
    [
        "Did Ann Berg close the mill in 2019?",
        "If Ann Berg had closed the mill in 2019, the town would be poor.",
        "I closed the old mill in 2019.",
        "Perhaps Ann Berg closed the mill to please the port.",
        "Ann Berg might close the mill in July.",
        "Ann Berg said the mill lost 40 jobs in 2019.",
        "Bridges are useful things for a town.",
        "The town lost 40 of the boats I tested.",
        "On Monday I sold 40 boats in the port.",
        "The old port has two ways to its gates.",
        "That leaves you with 40 boats in the port.",
        # "One" that only picks out its subject, what may be, and what the author thinks is to come.
        "One answer lies in a drawer of the old port.",
        "The mill should lose 40 jobs over the next years.",
        "Ann Berg will be hit by the biggest storm of all.",
        "Ann Berg will win back the town.",
        # Somebody's words, whoever he is, and a report of the clause beside it.
        "“The mill on the river lost more than 40 jobs in the spring of 2019 alone.”",
        "As Ann Berg noted in a letter to the port, bridges fall.",
        "That suggests the old mill is safe.",
        "To say that the mill had been ruined by 2019 is an understatement.",
        "A body found wrapped in chains by two men in Oslo",
    ],
)
def test_what_is_asked_supposed_judged_or_said_by_others_is_none(parse: Parse, body: str) -> None:
    assert read(parse, body) == []


def test_each_rule_says_why_a_clause_is_a_claim(parse: Parse) -> None:
    body = "The mill lost 40 jobs. The old bridge fell in May 2019. Ann Berg left the port. He favors a tunnel."
    assert [claim.rule for claim in read(parse, body)] == [
        "narrator.figure",
        "narrator.date",
        "narrator.event",
        "narrator.position",
    ]


@pytest.mark.parametrize(
    "body",
    [
        "The talking points in the memo included:",
        "The Oslo Post reported.",
        "People who vote every four years are often glad of it.",
        "The moment was gone.",
        "Ann Berg said that she was glad in May.",
        "It could help several towns on the river.",
        "The spring of 2019 will be critical.",
        # Lines with nothing but a name say who speaks next.
        "\n\n".join(["Ann Berg", "The mill lost 40 jobs.", "Tom Holt", "The dam fell in 2019."] * 3),
        # What ages only tell which is meant, what follows a day, what a thing shows.
        "For an 18-year-old, such visions give them some room.",
        "The records support the account of the mayor.",
    ],
)
def test_what_only_leads_in_or_tells_a_state_is_no_claim(parse: Parse, body: str) -> None:
    assert not read(parse, body)


def test_a_column_tells_no_deeds(parse: Parse) -> None:
    body = "Ann Berg left the port. The mill lost 40 jobs."
    article = clean_document(Document("dump.jsonl", "line 1", "id-1", body, is_opinion=True), EMPTY_PROFILE)
    assert isinstance(article, Article)
    assert [claim.rule for claim in annotate_body(article, parse(body)).claims] == ["narrator.figure"]
    ours = "We like it. Our town lost it. It was taken from us. We know."
    assert not [claim for claim in read(parse, f"Ann Berg left the port. {ours}") if "Berg" in claim.proposition]


def test_who_is_only_what_something_was_done_to_is_no_claim(parse: Parse) -> None:
    body = "Ann Berg left the port with Tom Holt, whom she called a fool."
    assert [claim.proposition for claim in read(parse, body)] == [body[:-1]]


@pytest.mark.parametrize(
    ("body", "days"),
    [
        ("The mill is set to close on May 3, 2019.", ["2019-05-03"]),
        ("Ann Berg plans to open the bridge in May 2019.", ["2019-05-01"]),
        ("When Ann Berg left the port on May 3, 2019, she sold 40 boats.", ["2019-05-03"]),
        ("The picture of the mayor at a ball in 2013 was found by Ann Berg.", [None]),
        ("Many towns have dropped Columbus Day for a fair of 40 boats.", [None]),
        ("Ann Berg copied 40 lines from a 2013 letter.", [None]),
    ],
)
def test_a_claim_has_the_days_of_what_it_says_happens(parse: Parse, body: str, days: list[str | None]) -> None:
    claims = read(parse, body)
    assert [claim.event_start and claim.event_start.date().isoformat() for claim in claims] == days
