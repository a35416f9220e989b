"""What somebody does with a claim, which claim he answers, of what kind it is and whether it can be checked."""

from __future__ import annotations

import pytest

from tasks.annotate.spans import Claim
from tests.unit.annotate.claims.reading import Parse
from tests.unit.annotate.claims.reading import read as read_whole


def read(parse: Parse, body: str) -> list[Claim]:
    return read_whole(parse, body, outlet=None, published_at=None)


def told(parse: Parse, body: str) -> list[tuple[str, str]]:
    return [(claim.stance, claim.proposition) for claim in read(parse, body) if claim.voice != "narrator"]


@pytest.mark.parametrize(
    ("body", "stance", "proposition"),
    [
        # By mood, with any verb of saying.
        ("Ann Berg said the owners must pay for the dam.", "demands", "the owners must pay for the dam"),
        ("“The owners need to pay for the dam,” Ann Berg said.", "demands", "The owners need to pay for the dam"),
        ("“We have to close the dam,” Ann Berg said.", "demands", "We have to close the dam"),
        ("“I urge the owners to close the dam,” Ann Berg said.", "demands", "I urge the owners to close the dam"),
        ("Ann Berg said the owners must have known.", "asserts", "the owners must have known"),
        ("“I need to sleep more,” Ann Berg said.", "asserts", "I need to sleep more"),
        ("“Please close the dam before spring,” Ann Berg said.", "demands", "Please close the dam before spring"),
        ("Ann Berg suggested that the owner close the dam.", "demands", "the owner close the dam"),
        (
            "“Dr. Holt — release the water to the river,” Ann Berg said.",
            "demands",
            "Dr. Holt — release the water to the river",
        ),
        # By what stands behind the verb.
        ("Ann Berg asked the owners to sell a dam that leaks.", "demands", "the owners to sell a dam that leaks"),
        ("Ann Berg called for a recount.", "demands", "a recount"),
        (
            "“I encourage the owners to close the dam,” Ann Berg said.",
            "demands",
            "I encourage the owners to close the dam",
        ),
        ("Ann Berg told the owners to close the dam.", "demands", "the owners to close the dam"),
        ("Ann Berg wants the owners to close the dam.", "demands", "the owners to close the dam"),
        ("Ann Berg claimed that the owners were away.", "asserts", "the owners were away"),
        ("Ann Berg claimed that the owners lied to her.", "alleges", "the owners lied to her"),
        # A noun has its stance too.
        ("Shares rose on Ann Berg’s expectations that rates will fall.", "predicts", "rates will fall"),
        # What a noun that reports says is what is denied.
        ("Ann Berg rejected the claim that the dam had failed.", "denies", "the dam had failed"),
        ("Ann Berg challenged the notion that the dam had failed.", "denies", "the dam had failed"),
        ("Ann Berg disputed a report saying that the dam had failed.", "denies", "the dam had failed"),
        ("Ann Berg denied allegations of fraud.", "denies", "fraud"),
        # Who does not dispute it owns it.
        ("Ann Berg did not dispute that the dam had failed.", "confirms", "the dam had failed"),
        ("Ann Berg cannot deny that the dam had failed.", "confirms", "the dam had failed"),
        ("Ann Berg has not denied that the dam had failed.", "does_not_confirm", "the dam had failed"),
        ("Ann Berg neither confirmed nor denied that the dam had failed.", "does_not_confirm", "the dam had failed"),
        # A bare form may be a verb of a clause, and "how" a "that".
        ("Ann Berg said the ruling upended the plan.", "asserts", "the ruling upended the plan"),
        ("Ann Berg described how clerks were paid in cash.", "asserts", "clerks were paid in cash"),
        ("According to a letter, among the reasons were leaks.", "asserts", "among the reasons were leaks"),
        # Left open.
        ("Ann Berg would not say that the dam had failed.", "does_not_confirm", "the dam had failed"),
        ("Ann Berg did not say whether the dam had failed.", "does_not_confirm", "whether the dam had failed"),
        ("Ann Berg did not rule out that the dam had failed.", "does_not_confirm", "the dam had failed"),
    ],
)
def test_stance_is_read_from_cue_mood_and_grammar(parse: Parse, body: str, stance: str, proposition: str) -> None:
    assert (stance, proposition) in told(parse, body)


@pytest.mark.parametrize(
    "body",
    [
        # Somebody does something else with it.
        "Ann Berg rejected the plan for a new dam.",
        "Ann Berg rejects compromise as “the mushy middle.”",
        "Ann Berg dismissed the lawsuit last year.",
        "Ann Berg admitted dozens of patients to the ward.",
        # He did not say so, and leaves nothing open.
        "Ann Berg did not say that the dam had failed.",
        "It was not known whether the dam had failed.",
        # Nobody is told what they are.
        "Ann Berg denied the allegations.",
        "Ann Berg hopes to sail in the spring.",
        "Ann Berg wants to sail in the spring.",
        "Ann Berg called for calm.",
        "“Look at the old dam over there,” Ann Berg said.",
        "Ann Berg explained how many clerks were paid.",
        "Ann Berg showed why the dam had failed.",
        "Nobody denies that the dam had failed.",
        "You know that the dam had failed.",
        "Owners were asked to close the dam.",
        "Ann Berg dismissed the letter as a stunt.",
    ],
)
def test_what_claims_nothing_has_no_stance(parse: Parse, body: str) -> None:
    assert told(parse, body) == []


@pytest.mark.parametrize(
    ("body", "stance", "words", "answered"),
    [
        ("Oslo said 300 boats had sunk. Lima denied it.", "denies", "it", "300 boats had sunk"),
        ("Oslo said 300 boats had sunk. Lima denied that, adding that they float.", "denies", "that", "300 boats had"),
        ("Oslo said 300 boats had sunk. Lima disputed this in May.", "denies", "this", "300 boats had sunk"),
        ("Oslo said 300 boats had sunk, and Lima disputed the figure.", "denies", "the figure", "300 boats had sunk"),
        ("Oslo accused Lima of sinking its boats. Lima denied the accusation.", "denies", "the accusation", "Lima of"),
        ("Oslo said that its boats had sunk. Lima could not confirm the report.", "does_not_confirm", "the", "its"),
        ("Oslo said that its boats had sunk. No other state confirmed the report.", "does_not_confirm", "the", "its"),
        ("Lima rejected Oslo’s claim that its boats had sunk.", "denies", "Oslo’s claim that", "its boats had sunk"),
    ],
)  # fmt: skip
def test_an_answer_points_at_the_claim_it_answers(
    parse: Parse, body: str, stance: str, words: str, answered: str
) -> None:
    claims = read(parse, body)
    (answer,) = [claim for claim in claims if claim.answers is not None]
    assert answer.stance == stance
    assert answer.proposition.startswith(words)
    assert answer.answers is not None
    assert claims[answer.answers].proposition.startswith(answered)


def test_an_answer_is_of_the_days_it_answers_with_their_grain(parse: Parse) -> None:
    told, answer = read(parse, "Oslo said 300 boats had sunk in May 2019. Lima denied it.")
    assert told.event_start is not None
    assert (answer.event_start, answer.event_end) == (told.event_start, told.event_end)
    assert answer.event_grain == told.event_grain == "month"


def test_an_answer_is_resolved_by_what_it_answers(parse: Parse) -> None:
    claims = read(parse, "Oslo said 300 boats had sunk. Lima denied it.")
    assert [(claim.resolved, claim.claim_type) for claim in claims] == [
        ("300 boats had sunk", "quantity"),
        ("it [300 boats had sunk]", "quantity"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        # By the same speaker, or where two may be meant.
        "Lima said 300 boats had sunk. Lima denied it.",
        "Oslo said 300 boats had sunk and Riga said that none had. Lima denied it.",
        "“He lied. He cheated,” Ann Berg said. Lima denied the report.",
        # No claim of that kind stands near.
        "Oslo said that its boats had sunk. Lima disputed the figure.",
        "Oslo said that its boats had sunk. Lima disputed the Riga report.",
    ],
)
def test_an_answer_to_nothing_told_is_no_claim(parse: Parse, body: str) -> None:
    assert [claim for claim in read(parse, body) if claim.answers is not None] == []
    assert {"denies", "does_not_confirm"}.isdisjoint(claim.stance for claim in read(parse, body))


@pytest.mark.parametrize(
    ("body", "claim_type", "is_checkable"),
    [
        ("Ann Berg said the mill lost 300 jobs.", "quantity", True),
        ("Ann Berg said the voters decided three questions.", "quantity", True),
        ("Ann Berg said the mill is older than the bridge.", "comparison", True),
        ("Ann Berg said it lost more than 300 jobs.", "quantity", True),
        ("Ann Berg said the mill is the oldest in Norland.", "comparison", True),
        ("Ann Berg said the mill closed in the spring.", "event", True),
        ("Ann Berg said the mill will close.", "prediction", False),
        ("Ann Berg said the mill will lose 300 jobs.", "prediction", True),
        ("Ann Berg said the mill closed because the river froze.", "cause", True),
        ("Ann Berg said the law bans night shifts.", "law_or_rule", True),
        ("Ann Berg said the owners should sell the mill.", "position", False),
        ("Ann Berg urged the owners to sell the mill.", "position", False),
        ("Ann Berg said the mill is a great success.", "other", False),
        ("Ann Berg said the mill belongs to Norland.", "other", True),
        ("Ann Berg asked whether the mill had closed.", "other", False),
        ("“I love the mill,” Ann Berg said.", "other", False),
        ("“The mill might be a ruin,” Ann Berg said.", "other", False),
        ("Ann Berg said the two owners left the mill.", "event", True),
        ("Ann Berg said three owners left the mill.", "event", True),
        ("Ann Berg said the owners left the mill after three days.", "event", True),
        ("Ann Berg said the owners left the mill, which had lost 300 jobs.", "event", True),
        ("Ann Berg said the bill would fund mills.", "law_or_rule", True),
        ("Ann Berg said the owners would even burn the rye.", "other", True),
        ("Ann Berg said the mill is built on sand.", "other", True),
        ("Ann Berg said the mill would have failed if the river had frozen.", "other", False),
        ("Ann Berg said the mill had left the choice between two roads.", "event", True),
        ("Ann Berg said several owners left the mill.", "event", True),
        ("Ann Berg said she wanted the mill because it was old.", "position", False),
        ("Ann Berg said the mill will lose 300 jobs if the river freezes.", "prediction", False),
        ("Ann Berg said the owners noticed a big hole.", "event", True),
        ("Ann Berg said the mill is the toughest job in Norland.", "comparison", False),
        ("“Rye is our first choice,” Ann Berg said.", "other", False),
        ("The court said the mill was no museum.", "law_or_rule", True),
        ("Ann Berg said the mill can be sold.", "other", False),
        ("Ann Berg said more mills than bridges fell.", "comparison", True),
        ("Ann Berg said the mill stood for more than a year.", "event", True),
        ("Ann Berg said Acme was forced to sell.", "event", True),
        ("Ann Berg said the owners met at least twice.", "event", True),
        ("Ann Berg said she would like to sell the mill.", "position", False),
        ("Ann Berg said Holt made sure to lock the mill.", "event", True),
        ("Ann Berg said Holt leads the guild.", "other", True),
        ("Ann Berg said the leak led to losses.", "cause", True),
        ("Ann Berg said Holt was forced out.", "event", True),
        ("Ann Berg said the river stands high.", "other", True),
        ("Ann Berg said the owners stand with Norland.", "position", False),
        ("Ann Berg said its harshest critics left the mill.", "event", True),
        ("Ann Berg said she hoped for rain.", "position", False),
        ("“I want to thank the owners,” Ann Berg said.", "other", False),
        ("Ann Berg said 40 percent of the owners want the mill.", "quantity", True),
        ("Ann Berg said the owners expected the mill to be sold.", "prediction", False),
        ("Ann Berg said it is possible that the owners will sell the mill.", "prediction", False),
        ("Ann Berg said the leak could lead to losses.", "prediction", False),
        ("Ann Berg said the rents were much higher.", "comparison", True),
        ("Ann Berg said the rent was no higher than 1 percent.", "quantity", True),
        ("Ann Berg said Holt holds a 5-point lead.", "comparison", True),
        ("Ann Berg said Holt appeared at a rally.", "event", True),
        ("Ann Berg said Holt will sell the mill that he built in 1980.", "prediction", False),
        ("Ann Berg accused Holt of stealing the ledgers.", "event", True),
        ("Ann Berg accused Holt of belittling the guild.", "event", False),
        ("Ann Berg blamed Holt for the leak.", "cause", True),
        ("Ann Berg said the ledgers are fake news.", "other", False),
        ("Ann Berg said the guild has not responded nimbly.", "event", False),
        ("Ann Berg said she is one of the owners.", "other", True),
        # The words of the clause that reports are none of the claim's.
        ("“Holt is an owner,” Ann Berg quickly added in a call, “of the mill.”", "other", True),
        ("“Because the river froze,” Ann Berg said, “the mill closed.”", "cause", True),
        # What is under way, may come, is planned or threatened.
        ("Ann Berg said Holt is selling the mill.", "event", True),
        ("“The owners could sell the mill,” Ann Berg said.", "prediction", False),
        ("“Back then the mill could employ 400 clerks,” Ann Berg said.", "quantity", False),
        ("Ann Berg said the owners might sell the mill in 2030.", "prediction", False),
        ("Ann Berg said the owners plan to sell the mill.", "prediction", False),
        ("Ann Berg threatened to close the mill.", "prediction", False),
        # What compares, and what only seems to.
        ("Ann Berg said the owners pay as much for rye as for rent.", "comparison", True),
        ("Ann Berg said the owners sold as much rye as possible.", "event", True),
        ("Ann Berg said Holt compared the mill to a bridge.", "event", True),
        ("Ann Berg said the mill was less than ideal.", "other", False),
        # What somebody has left, and what he was or knew.
        ("Ann Berg said the guild has two weeks to leave.", "quantity", True),
        ("Holt denied knowing the owners of the mill.", "other", False),
        ("Holt denied any knowledge of the leak.", "other", False),
        ("Ann Berg blamed Holt for stealing the ledgers.", "event", True),
        ("Ann Berg said the order directs the guild to leave.", "law_or_rule", True),
    ],
)
def test_a_claim_has_a_type_and_can_be_checked_or_not(
    parse: Parse, body: str, claim_type: str, is_checkable: bool
) -> None:
    (claim,) = read(parse, body)
    assert (claim.claim_type, claim.is_checkable) == (claim_type, is_checkable)


def test_who_claims_it_is_kept_as_the_article_words_it(parse: Parse) -> None:
    claims = read(parse, "The report found that the mill lost 300 jobs. Mayor Ann Berg said that it had closed.")
    assert [(claim.claimant_text, claim.claimant_role) for claim in claims] == [
        ("The report", None),
        ("Mayor Ann Berg", "Mayor"),
    ]


def test_what_critics_say_is_not_said_by_whom_it_befalls(parse: Parse) -> None:
    (claim,) = (
        claim
        for claim in read(parse, "Ann Berg has held firm despite criticisms that the dam would leak.")
        if claim.voice != "narrator"
    )
    assert (claim.proposition, claim.claimant_name, claim.rule) == ("the dam would leak", None, "quote.indirect")


@pytest.mark.parametrize(
    ("body", "certainty"),
    [
        ("Ann Berg said no one could have seen it.", "certain"),
        ("Ann Berg said the dam could have failed.", "possible"),
        ("Ann Berg said the dam must have failed.", "probable"),
        ("Ann Berg said the owners had considered a sale.", "certain"),
        ("Ann Berg said the owners are considered rich.", "probable"),
        ("Ann Berg said it is possible the owners will sell the mill.", "possible"),
        ("Ann Berg said a sale is not possible.", "certain"),
        ("Ann Berg said the deal made it possible to open the mill.", "certain"),
        ("Ann Berg said the owners appeared at a hearing in May.", "certain"),
        ("Ann Berg said the owners appeared to be tired.", "probable"),
        ("Ann Berg said: “I believe the dam is safe.”", "probable"),
    ],
)
def test_certainty_is_that_of_a_reader(parse: Parse, body: str, certainty: str) -> None:
    assert [claim.certainty for claim in read(parse, body)] == [certainty]


@pytest.mark.parametrize(
    "body",
    [
        # What only names a topic, an author's own opinion, a clause that tells when, a plan.
        "Ann Berg acknowledged the gap.",
        "I think mills in Norland are cheap.",
        "Ann Berg denied being the owner, when in fact she was.",
        "Ann Berg rejected many of the plans in May.",
        "Ann Berg cannot admit that the mill failed.",
        "Acme has a mill that Ann Berg admits nobody runs.",
    ],
)
def test_what_says_nothing_that_is_so_is_no_claim(parse: Parse, body: str) -> None:
    claims = [claim for claim in read(parse, body) if claim.voice != "narrator"]
    assert not [claim for claim in claims if not claim.proposition.startswith("being")]


def test_a_sentence_that_is_no_question_is_not_asked(parse: Parse) -> None:
    claims = read(parse, "“The mill closed in May. Who closed it?” Ann Berg asked.")
    assert [claim.stance for claim in claims] == ["asserts", "asks"]


def test_who_says_that_he_denies_it_asserts_so(parse: Parse) -> None:
    (claim,) = read(parse, "“I deny that the mill closed,” Ann Berg said.")
    assert claim.stance == "asserts"


def test_a_claim_inside_an_answer_is_read_as_whose_it_is(parse: Parse) -> None:
    inner, outer = sorted(
        (claim for claim in read(parse, "Ann Berg rejected Tom Holt’s claim that he owns the mill.")),
        key=lambda claim: claim.stance,
    )
    assert (inner.stance, outer.stance) == ("asserts", "denies")
    assert (outer.resolved, outer.claim_type) == (inner.resolved, inner.claim_type)


@pytest.mark.parametrize(
    ("body", "polarity"),
    [
        ("Ann Berg said the dam isn’t safe.", "negative"),
        ("Ann Berg said it has not been ruled out that they left.", "affirmative"),
        ("Ann Berg said there is no doubt that the dam failed.", "affirmative"),
        ("Ann Berg said the dam is nothing but sand.", "affirmative"),
        ("Ann Berg said the dam is nothing more than sand.", "affirmative"),
        ("Ann Berg said Norland cannot just sell the dam.", "negative"),
    ],
)
def test_a_negation_that_denies_nothing_is_none(parse: Parse, body: str, polarity: str) -> None:
    assert [claim.polarity for claim in read(parse, body)] == [polarity]


def test_who_claims_it_is_no_pronoun_of_whom_the_sentence_tells(parse: Parse) -> None:
    body = "Ann Berg read a letter which says that the dam had failed. Police said Tom Holt broke his promise to leave."
    claims = {claim.proposition: claim for claim in read(parse, body) if claim.voice != "narrator"}
    assert claims["the dam had failed"].claimant_text == "a letter"
    assert claims["to leave"].claimant_name == "Tom Holt"


def test_who_confirms_it_later_is_no_source_of_it(parse: Parse) -> None:
    claims = read(parse, "Ann Berg said she was ill -- the Post later confirmed that she was at home.")
    assert [claim.source_chain for claim in claims if claim.claimant_text == "Ann Berg"] == [None]
