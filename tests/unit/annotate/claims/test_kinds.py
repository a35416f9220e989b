"""Of what kind a claim is, whether it can be checked, and how sure its wording is."""

from __future__ import annotations

import pytest

from tasks.annotate.spans import Claim
from tests.unit.annotate.claims.reading import Parse
from tests.unit.annotate.claims.reading import read as read_whole


def read(parse: Parse, body: str) -> list[Claim]:
    return [claim for claim in read_whole(parse, body, outlet=None, published_at=None) if claim.voice != "narrator"]


@pytest.mark.parametrize(
    ("body", "claim_type", "is_checkable"),
    [
        # What brought it about, in a phrase or a predicate; not beside the subject, nor what is not known.
        ("Ann Berg said the strike was due to low pay.", "cause", True),
        ("Ann Berg said the fire started as a result of bad wiring.", "cause", True),
        ("“Low pay is the reason for the strike,” Ann Berg said.", "cause", True),
        ("Ann Berg said the train is due to arrive on Friday.", "prediction", False),
        ("“The mill is a cause for concern,” Ann Berg said.", "other", False),
        ("“The cause of the fire is still unknown,” Ann Berg said.", "other", False),
        ("“Claims that the guild has not met due to rain are correct,” Ann Berg said.", "other", False),
        ("Ann Berg said the vote began as clerks, many wearing masks because of the flu, came by.", "event", True),
        # How long a thing lasted and how many want it; a measure or a sum that only tells which thing is meant.
        ("“The raid lasted 25 minutes,” Ann Berg said.", "quantity", True),
        ("“A majority of voters want the mill closed,” Ann Berg said.", "quantity", True),
        ("“Holt was hurt by a 9-inch knife,” Ann Berg said.", "event", True),
        ("“The rope is 9 inches long,” Ann Berg said.", "quantity", True),
        ("“The $10,000 question is a hard one,” Ann Berg said.", "other", False),
        ("“The new fee is just $1,221 above the old one,” Ann Berg said.", "quantity", True),
        # What somebody thinks of a thing, not what is set above another.
        ("“The most important thing is to keep calm,” Ann Berg said.", "other", False),
        ("“The most likely reason is rain,” Ann Berg said.", "cause", True),
        ("“The sale alienates its strongest critics,” Ann Berg said.", "other", False),
        ("“The largest mill is in Norland,” Ann Berg said.", "comparison", True),
        ("“She is one of the most skilful players on the tour,” Ann Berg said.", "comparison", False),
        ("“It is one of the most populous towns in Norland,” Ann Berg said.", "comparison", True),
        # What is wanted, or to be done now.
        ("“Now is the time to make peace with Norland,” Ann Berg said.", "position", False),
        ("“It is time to go home,” Ann Berg said.", "position", False),
        ("“I am willing to raise $600 million,” Ann Berg said.", "position", False),
        ("“Buyers are willing to pay $600 for it,” Ann Berg said.", "quantity", True),
        ("“The fee rules should be protected,” Ann Berg said.", "position", False),
        ("“I would say the mill is ready,” Ann Berg said.", "other", False),
        # What somebody felt, and figures of speech.
        ("“Holt was stunned by the number of visits,” Ann Berg said.", "other", False),
        ("“The mill is a waste of money,” Ann Berg said.", "other", False),
        ("“Money is the mother of mills,” Ann Berg said.", "other", True),
        ("“Trade is a wild west,” Ann Berg said.", "other", False),
        ("“Tom Holt is a Norland native,” Ann Berg said.", "other", True),
        ("“The law has become a lightning rod for critics,” Ann Berg said.", "other", False),
        ("“The miners remain buried,” Ann Berg said.", "other", True),
        ("“Owners may not have the money to pay,” Ann Berg said.", "other", False),
        ("“The vote is about trust,” Ann Berg said.", "other", False),
        ("Ann Berg said a majority of the board of Acme resigned on Friday.", "event", True),
        ("Ann Berg said a majority of the guild voted to close the mill.", "event", True),
        ("Ann Berg said a majority of the clerks are fools.", "other", False),
        ("Ann Berg said a majority of cases are settled by the guild.", "quantity", True),
        ("Ann Berg said a majority of millers oppose the fee.", "quantity", True),
        ("Ann Berg said Oslo Red is a mineral.", "other", True),
        ("Ann Berg said smuggling is a crime in Norway.", "other", True),
        ("Ann Berg said the Acme mill is a power station.", "other", True),
        ("Ann Berg said the fee is a weapon against millers.", "other", False),
        ("Ann Berg said Acme is one of the biggest employers in Norway.", "comparison", True),
        ("Ann Berg said Oslo has the most polluted harbour in Norway.", "comparison", True),
        ("Ann Berg said Oslo has the most beautiful harbour in Norway.", "comparison", False),
        ("Ann Berg said the biggest employer in Oslo is Acme.", "comparison", True),
        ("The culprit is still at large, Ann Berg said.", "other", True),
        ("Ann Berg said the culprit is a hero to millers.", "other", False),
        ("Ann Berg said the culprit was a cable.", "cause", True),
        ("Ann Berg said it is time for lunch.", "other", False),
        ("Ann Berg said it is time for Acme to close the mill.", "position", False),
    ],
)
def test_a_claim_is_of_the_kind_that_its_main_clause_is(
    parse: Parse, body: str, claim_type: str, is_checkable: bool
) -> None:
    (claim,) = read(parse, body)
    assert (claim.claim_type, claim.is_checkable) == (claim_type, is_checkable)


@pytest.mark.parametrize(
    ("body", "claim_type", "is_checkable"),
    [
        # What somebody thinks or knows is of the kind of what he tells; what records show, too.
        ("“I think the mill will close,” Ann Berg said.", "prediction", False),
        ("“I don't think the mill will close,” Ann Berg said.", "prediction", False),
        ("“I believe the mill must be closed,” Ann Berg said.", "position", False),
        ("“I think they have sold the mill,” Ann Berg said.", "event", False),
        ("Ann Berg said she thinks the mill will close.", "prediction", False),
        ("“He thinks the mill will close,” Ann Berg said.", "other", False),
        ("“I know how the mill will close,” Ann Berg said.", "other", False),
        ("Ann Berg said emails show that Tom Holt sold the mill.", "event", True),
        ("Ann Berg said the move shows that Tom Holt sold out.", "other", False),
        ("“That showed the weakness of the guild,” Ann Berg said.", "event", False),
        # Sides, and what is called for.
        ("“What we need is a new mill,” Ann Berg said.", "position", False),
        ("“I was against the sale of the mill,” Ann Berg said.", "position", False),
        ("“We are in favor of the ban,” Ann Berg said.", "position", False),
        ("“The mill is against the river,” Ann Berg said.", "other", False),
        ("Ann Berg said the council is opposed to the sale.", "position", False),
        ("Ann Berg said the council is ready to back the sale.", "position", False),
        ("“My brain is ready to explode,” Ann Berg said.", "other", False),
        ("Ann Berg said selling the mill should be legal.", "position", False),
        # What is to come, and what would have been.
        ("“We're gonna have a great party in Oslo,” Ann Berg said.", "prediction", False),
        ("Ann Berg said the town can expect fees to go up.", "prediction", False),
        ("Ann Berg said the bill would hurt schools.", "prediction", False),
        ("Ann Berg said the bill would allow sales.", "law_or_rule", True),
        ("“The next two years will demand another kind of focus,” Ann Berg said.", "prediction", False),
        ("Ann Berg said the House is expected to vote in 2027.", "prediction", True),
        ("“They would have gotten that $11,000,” Ann Berg said.", "quantity", False),
        ("Ann Berg said the miller is required to file a report.", "law_or_rule", True),
        # One thing beside another, with words between.
        ("“I have spent more time in Oslo than Tom Holt,” Ann Berg said.", "comparison", True),
        ("“The stakes matter more now than they ever have,” Ann Berg said.", "comparison", True),
        # Causes, and deeds that look like states or causes.
        ("Ann Berg said the guild contributed ideas to the list.", "event", True),
        ("Ann Berg said rain contributed to the fire.", "cause", True),
        ("Ann Berg said the loss was a byproduct of the strike.", "cause", True),
        ("Ann Berg said the inquiry had been troubled by leaks.", "event", True),
        ("Ann Berg said Tom Holt had a long meeting with the guild.", "event", True),
        ("Ann Berg said the clerks looked into the fire.", "event", True),
        ("Ann Berg said Tom Holt looked tired.", "other", False),
        # A number that is itself what was lost; what a thing could do.
        ("Ann Berg said more than 100 of her friends have been killed.", "quantity", True),
        ("Ann Berg said the battle could drive up turnout.", "prediction", False),
        ("Ann Berg said the clerks could read the ledgers.", "other", False),
    ],
)
def test_a_claim_is_of_the_kind_of_what_it_is_about(
    parse: Parse, body: str, claim_type: str, is_checkable: bool
) -> None:
    (claim,) = read(parse, body)
    assert (claim.claim_type, claim.is_checkable) == (claim_type, is_checkable)


@pytest.mark.parametrize(
    ("body", "is_checkable"),
    [
        # Where somebody is, not how he fares.
        ("“Tom Holt was in Oslo,” Ann Berg said.", True),
        ("“The case is on appeal,” Ann Berg said.", True),
        ("“The clerk was among the dead,” Ann Berg said.", True),
        ("“The cat is out of the bag,” Ann Berg said.", False),
        ("“Oslo is off base,” Ann Berg said.", False),
        ("“Nerves are on edge,” Ann Berg said.", False),
        # What can be found or not.
        ("There is no shortage of flour, Ann Berg said.", True),
        ("There is no way out of it, Ann Berg said.", False),
        ("Ann Berg said such fires are rare.", True),
        # What somebody makes of a thing or a deed.
        ("“The guild has an opportunity to lead,” Ann Berg said.", False),
        ("“The guild has a mill,” Ann Berg said.", True),
        ("“Nobody wins from a strike,” Ann Berg said.", False),
        ("“Tom Holt did well in Oslo,” Ann Berg said.", False),
        ("“Tom Holt left Oslo as well,” Ann Berg said.", True),
        ("Ann Berg said she found the fee “unfair.”", False),
        ("“Tom Holt called the fee a disgrace,” Ann Berg said.", True),
        ("“The sale amounted to theft,” Ann Berg said.", False),
        ("“We were shocked to learn of it today,” Ann Berg said.", False),
        ("“I briefed her on the sale of the mill,” Ann Berg said.", True),
        ("“I attended the meeting,” Ann Berg said.", True),
        ("“I have never assaulted anybody at the mill,” Ann Berg said.", True),
        ("“I got into a panic,” Ann Berg said.", False),
        ("“I heard three loud shots at the mill,” Ann Berg said.", True),
        ("“I hear a future in it,” Ann Berg said.", False),
        ("“The army has shown great restraint,” Ann Berg said.", False),
        ("“The army has shown the tape,” Ann Berg said.", True),
        ("“Tom Holt did everything he could,” Ann Berg said.", False),
        ("“Tom Holt did the work,” Ann Berg said.", True),
        ("“Tom Holt is part of the problem,” Ann Berg said.", False),
        ("“The mill is part of the port,” Ann Berg said.", True),
        ("Ann Berg said the permit is required by law.", True),
        ("“He is of Norwegian descent,” Ann Berg said.", True),
        ("“It is of no use,” Ann Berg said.", False),
        # Figures of speech.
        ("“There is a fire in his heart,” Ann Berg said.", False),
        ("“There is a fire in the mill,” Ann Berg said.", True),
        ("“The hope is rare,” Ann Berg said.", False),
        ("“I heard a lot of rubbish,” Ann Berg said.", False),
        ("“I fired up the voters,” Ann Berg said.", False),
        ("“I fired the voters' guard,” Ann Berg said.", True),
        ("“I drove fees up,” Ann Berg said.", False),
    ],
)
def test_what_somebody_makes_of_a_thing_cannot_be_checked(parse: Parse, body: str, is_checkable: bool) -> None:
    (claim,) = read(parse, body)
    assert claim.is_checkable == is_checkable


@pytest.mark.parametrize(
    ("body", "certainty"),
    [
        ("Ann Berg said the mill would close in May.", "certain"),
        ("Ann Berg had said that Acme would sell it.", "certain"),
        ("Ann Berg said the mill would close if the river froze.", "probable"),
        ("Ann Berg says the mill would close in May.", "probable"),
        ("Ann Berg said it would be wrong to close the mill.", "probable"),
        ("Ann Berg said the mill “would never close for good.”", "probable"),
        ("Ann Berg said the mill would have closed in May.", "probable"),
        ("“The mill would close in May,” Ann Berg said.", "probable"),
        ("Ann Berg said a truce would only help the guild.", "probable"),
        ("Ann Berg said selling the mill would help the guild.", "probable"),
        ("Ann Berg said such a sale would help the guild.", "probable"),
        ("Ann Berg predicted that the mill would close in May.", "probable"),
    ],
)
def test_a_would_that_was_a_will_hedges_nothing(parse: Parse, body: str, certainty: str) -> None:
    assert [claim.certainty for claim in read(parse, body)] == [certainty]


@pytest.mark.parametrize(
    ("body", "polarity"),
    [
        ("“Nor did the mayor sell the mill,” Ann Berg said.", "negative"),
        ("Nor did the mayor sell the mill, Ann Berg said.", "negative"),
        ("Ann Berg said neither the mayor nor the clerk sold the mill.", "negative"),
        ("“Neither man sold the mill,” Ann Berg said.", "negative"),
        ("“Not the mayor nor any of his clerks are stopping the sale,” Ann Berg said.", "negative"),
        ("Ann Berg said not all of the clerks left.", "affirmative"),
    ],
)
def test_neither_and_nor_negate(parse: Parse, body: str, polarity: str) -> None:
    assert [claim.polarity for claim in read(parse, body)] == [polarity]


def test_who_does_not_just_deny_it_denies_it(parse: Parse) -> None:
    (claim,) = read(parse, "Ann Berg does not just deny wrongdoing.")
    assert (claim.stance, claim.resolved) == ("denies", "[Ann Berg engaged in] wrongdoing")


@pytest.mark.parametrize(
    "body",
    [
        # A part of a clause that relates, what only opposes a plan.
        "Acme has a mill that officials say nobody runs at night.",
        "The guild's rejection of the peace plan surprised Ann Berg.",
        # What somebody wants to find out.
        "To confirm the link between the mill and the fire, Tom Holt ordered another test.",
    ],
)
def test_a_part_of_a_clause_is_no_claim(parse: Parse, body: str) -> None:
    assert not read(parse, body)


def test_a_deed_has_its_doer_though_nobody_is_named(parse: Parse) -> None:
    (claim,) = read(parse, "The Norland lawyer denied hiding the ledgers.")
    assert claim.resolved == "[The Norland lawyer] hiding the ledgers"


@pytest.mark.parametrize("words", ["the fate it met in 2014", "the mill to close in 2026"])
def test_what_is_foreseen_is_of_no_day_before(parse: Parse, words: str) -> None:
    (claim,) = read(parse, f"In 2024 Ann Berg predicted {words}.")
    assert (claim.event_start is not None) == words.endswith("2026")


@pytest.mark.parametrize(
    ("body", "claim_type"),
    [
        ("“The gate is barred to keep the cold out,” Ann Berg said.", "other"),
        ("“Clerks are barred from voting,” Ann Berg said.", "law_or_rule"),
    ],
)
def test_what_is_shut_is_under_no_rule(parse: Parse, body: str, claim_type: str) -> None:
    assert [claim.claim_type for claim in read(parse, body)] == [claim_type]
