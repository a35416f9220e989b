"""What is an utterance, what somebody only thinks, means or does, and what is no report at all."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, quotes_of

UTTERED = [
    "Mayor Ana Ruiz said the bridge was safe.",
    "Mayor Ana Ruiz promised to open the bridge.",
    "Mayor Ana Ruiz agreed that the bridge was safe.",
    "Mayor Ana Ruiz recalled that the bridge had shaken.",
    "Mayor Ana Ruiz would later concede that the bridge was unsafe.",
    "The crack prompted Mayor Ana Ruiz to say that the bridge was unsafe.",
    "Mayor Ana Ruiz came back to say that the bridge was safe.",
    "Mayor Ana Ruiz did not hesitate to confirm the report.",
    "Mayor Ana Ruiz went on to accuse the builders of fraud.",
    "Mayor Ana Ruiz denied not just the fraud at the bridge.",
    "Mayor Ana Ruiz voiced support for a second bridge.",
    "Mayor Ana Ruiz signaled support for a second bridge.",
    "The builder reported a loss of $2 million.",
    "Mayor Ana Ruiz announced a plan to close the bridge.",
    "Mayor Ana Ruiz warned of cracks in the bridge.",
    "Mayor Ana Ruiz criticized the builders for hiding the cracks.",
    "Mayor Ana Ruiz asked for $2 million.",
    "Mayor Ana Ruiz decried the “slow and careless reaction of the builders.”",
    "Mayor Ana Ruiz believes that the bridge is “a danger to every child in town.”",
    "The bridge is safe, according to the records.",
    "The report said the bridge was unsafe.",
    "This report by the council previously stated that the bridge was safe.",
    "Mayor Ana Ruiz added a warning to the council that the bridge would fail.",
    "A few drivers asked whether the bridge was safe.",
    "In Ana Ruiz’s words, the bridge is safe.",
    "Mayor Ana Ruiz called the vote a “great meeting of the town.”",
    "Ana Ruiz’s claim that the bridge was safe came late.",
    # A body demands, and a text; what a design demands nobody says.
    "The union that demands a second bridge met on Monday.",
    "The report demands an end to the works.",
    "Mayor Ana Ruiz said that the builders probably told her to leave.",
]
NOT_UTTERED = [
    "To confirm the link between the tide and the cracks, Mayor Ana Ruiz ordered another test.",
    "The towns saw a drop in cracks, indicating that the bridge is safe.",
    "Will Mayor Ana Ruiz offer her hand, suggesting the bridge is safe?",
    "A quick look at the cracks made it clear that the bridge was unsafe.",
    "That alone should make clear that the bridge is unsafe.",
    "If Mayor Ana Ruiz wins or vows to close the bridge, builders will leave.",
    "It would be as if the town took it upon itself to tell us whom to trust.",
    "Ana Ruiz, effectively demanding a new bridge, left the room.",
    "Peter Brandt responded to Ana Ruiz’s “four more years” remark.",
    "Drivers are betting that the bridge is safe.",
    "Mayor Ana Ruiz thinks the bridge is safe.",
    "Mayor Ana Ruiz plans to open the bridge.",
    "Mayor Ana Ruiz realized that the bridge was unsafe.",
    "Mayor Ana Ruiz agreed to open the bridge.",
    "Mayor Ana Ruiz did not say whether the bridge was safe.",
    "Mayor Ana Ruiz rejected the plan for a second bridge.",
    "Mayor Ana Ruiz will announce a second bridge on Friday.",
    "The poll showed that few people trust the bridge.",
    "The crack suggests that the bridge is unsafe.",
    "The bridge is safe, according to a poll.",
    "Critics may blame the builders of the bridge.",
    "But if Mayor Ana Ruiz implied that the bridge was safe, few believed it.",
    "Mayor Ana Ruiz finds the bridge ugly.",
    "Mayor Ana Ruiz is afraid that the bridge will fall.",
    "Ana Ruiz’s fear that the bridge would fall was shared.",
    "The law requests a second bridge.",
    "Did Mayor Ana Ruiz say that the bridge was safe?",
    "I write about the bridge.",
    "Few drivers asked whether the bridge was safe.",
    "In Ana Ruiz’s view, the bridge is safe.",
    "The bridge shook twice, according to a tally.",
    "Every parent would agree that the bridge is “a danger to every child in town.”",
    "The law aims to close the bridge to “every truck in the whole town.”",
    "When we call somebody a liar, few people listen.",
    "The Rye Gazette cited two officials.",
    "The council weighs a second bridge.",
    "Mayor Ana Ruiz criticized the plan for a second bridge.",
    "Mayor Ana Ruiz spoke about the cracks in the bridge.",
    "Mayor Ana Ruiz warned about the cracks in the bridge.",
    "Mayor Ana Ruiz announced the plan.",
    "Mayor Ana Ruiz threatened Peru.",
    "Mayor Ana Ruiz talked about “the wave.”",
    "Mayor Ana Ruiz cited Roe’s remarks that the bridge was “a danger to every child.”",
    "Mayor Ana Ruiz did not call the bridge “a danger to every child.”",
    "The town seeks to “win back every one of its children.”",
    "The bridge is said to be unsafe.",
    "The crack helps explain why the bridge was closed.",
    "A bridge of what economists call goods was lost.",
    "Few heard from those who say the bridge is safe.",
    "The council discussed closing the bridge.",
    "These are the plans that Ana Ruiz is offering to calm the town.",
    "The cracks appear to confirm the fraud at the bridge.",
    "Ana Ruiz confirmed this on Monday.",
    "Mayor Ana Ruiz was going to blame the builders of the bridge.",
    "The silence of the council explains why the bridge is closed.",
    "Interviews with drivers suggest that the bridge is unsafe.",
    "It was revealed that the bridge was unsafe.",
    "The town is tired of claims that the bridge is unsafe.",
    "Drivers will meet on Friday and insist that the bridge is unsafe.",
    "The title recalls how the bridge fell.",
    "Not everyone is convinced the bridge is safe.",
    "The bridge shook. It suggests that the pillars are old.",
    "You are going to hear Mayor Ana Ruiz say the bridge is safe.",
    "Mayor Ana Ruiz was hardly saying that the bridge was safe.",
    "Mayor Ana Ruiz said little of the bridge and refused to promise that it would open.",
    "Mayor Ana Ruiz distanced herself from the builders of the bridge.",
    "The bridge has a design that does demand heavy upkeep.",
    "The budget is a plan that demands exorbitant tolls.",
    # The writer's guess.
    "The builders probably told Ana Ruiz to leave the bridge.",
    "Perhaps Mayor Ana Ruiz said that the bridge was safe.",
    "Mayor Ana Ruiz perhaps hopes that “the bridge will never be open to them.”",
]
NO_REPORT = [
    "According to those methods, the bridge is safe.",
    "Mayor Ana Ruiz called Peter Brandt to complain.",
    "Mayor Ana Ruiz called into question the need for a second bridge.",
    "It promises to be a very cold winter.",
    "The report offered a critique of the plan to save money.",
    "They must resist the “wild and foolish impulse to build a bridge.”",
    "Nobody likes the idea that says the bridge is safe.",
    "Many have for their bible “Salt,” a guide to old bridges written by sailors that angers builders.",
    "The cry of “nobody will close it,” shouted at a rally, was heard.",
    "If Mayor Ana Ruiz says that the bridge is safe, people will cross it.",
    "Critics could argue that the bridge is unsafe.",
    "Drivers should ask whether the bridge is safe.",
    "Say hello to the best bridge in town.",
    "In a paper, “Salt and the Risk of Rust in Bridges,” published in May, the town lists each bridge.",
    "The drivers kept calling them names.",
    "An officer may go free if he or she contends they felt a risk.",
    "Suppose the mayor says that the bridge is safe.",
    "Until Mayor Ana Ruiz says that the bridge is safe, nobody will cross it.",
    "Four sailors claimed asylum.",
    "Mayor Ana Ruiz begged to differ.",
    "Mayor Ana Ruiz pleaded guilty to perjury over the bridge.",
    "The siege of the town is denying people food and water.",
    "The recipe calls for two eggs.",
    "The keeper denied the visitors on several chances.",
    "The coach called timeout with two minutes left.",
    "The storm is threatening to sap the town of its power.",
    "The accident claimed the lives of 12 people.",
    "The row over fees estimated the loss.",
    "Two of those hurt were firefighters, one of them shot near the bridge.",
    "Mayor Ana Ruiz has found herself alone.",
    "Mayor Ana Ruiz heard the bridge creak.",
    "When pressed on whether she would meet the council after its vote, Ruiz said nothing.",
    "Critics, many of whom want the bridge closed, met on Friday.",
    "An aide asked for anonymity to speak candidly.",
    "While nothing in the law or the old statutes says that mayors cannot be charged, none was.",
    "Nothing in her past suggests she has the will to close the bridge.",
    "Let's remember what is at stake with the bridge.",
    "The keeper wrote a reply to whoever denied Americans good roads.",
    "The law would put the bridge under the county for “clear and direct oversight of it” by May.",
    "Ann Roe had two goals, rookie Peter Brandt added a goal and an assist and Rye won.",
    "Ann Roe scored twice, Mona Hale added 14 points and Rye won the cup.",
    "The last time the baker added a new cake to her menu was five years ago.",
    "The baker added a new cake to a menu that drew many guests.",
    "An earlier version of this article incorrectly stated that the bridge was closed in 1999.",
    "This story previously said that the bridge was closed.",
    "The bridges promise to be even better than last year.",
    "Suddenly the drivers shared a moment — “I am as mad as hell and I will not take it!” — and began to walk.",
    # Who was told is not who tells it.
    "The score was developed with patients and families, Jonas Rand, MD, MSc, a study author and principal "
    "investigator for the Rye Center at Mass Institute, told Health.",
]


@pytest.mark.parametrize(
    ("body", "expected"), [*((body, True) for body in UTTERED), *((body, False) for body in NOT_UTTERED)]
)
def test_tells_what_was_said_from_what_was_not(parse: Parse, body: str, expected: bool) -> None:
    assert [quote.is_utterance for quote in quotes_of(parse, body)] == [expected]


def test_who_is_prompted_speaks(parse: Parse) -> None:
    body = "The crack prompted critics to say that the bridge was unsafe."
    (quote,) = quotes_of(parse, body)
    assert quote.speaker is not None
    assert body[slice(*quote.speaker)] == "critics"


@pytest.mark.parametrize("body", NO_REPORT)
def test_finds_nobody_saying_it(parse: Parse, body: str) -> None:
    assert quotes_of(parse, body) == []
