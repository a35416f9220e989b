"""Reports without marks, or with some: what is reported, by which words and by whom; one sentence a construction."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tasks.annotate.quotes.inverted import find_inverted_report
from tasks.annotate.quotes.reports import Saying
from tasks.language.body import Body
from tasks.language.cues import load_verb_cues
from tests.unit.annotate.quotes.quoting import Parse, Row, quotes_of, rows

INDIRECT = [
    (
        "The Delta news agency quoted Maria Lopez, the mayor, as saying that the bridge was safe.",
        [("indirect", "that the bridge was safe", "saying", "Maria Lopez, the mayor")],
    ),
    ("As Maria Lopez points out, the bridge is old.", [("indirect", "the bridge is old", "points out", "Maria Lopez")]),
    ("Delta cited the mayor as saying it was safe.", [("indirect", "it was safe", "saying", "the mayor")]),
    (
        "Maria Lopez said the bridge is unsafe and urged a quick repair.",
        [
            ("indirect", "the bridge is unsafe", "said", "Maria Lopez"),
            ("indirect", "a quick repair", "urged", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez called on Monday for the builders to return.",
        [("indirect", "the builders to return", "called", "Maria Lopez")],
    ),
    (
        "Maria Lopez called the failure of the National Harbour Office (NHO) “a disgrace.”",
        [
            (
                "mixed",
                "the failure of the National Harbour Office (NHO) “a disgrace.”",
                "called",
                "Maria Lopez",
            )
        ],
    ),
    (
        "Maria Lopez said on Delta Radio, where she is a regular guest, that the bridge was unsafe.",
        [("indirect", "that the bridge was unsafe", "said", "Maria Lopez")],
    ),
    (
        "While the bridge may close on Monday, Maria Lopez said the road would stay open.",
        [("indirect", "the road would stay open", "said", "Maria Lopez")],
    ),
    (
        "The harbour has a bridge that is worth $2 million, according to town records.",
        [("indirect", "The harbour has a bridge that is worth $2 million", "according to", "town records")],
    ),
    (
        "Maria Lopez acknowledged a common enemy, saying she would fight it.",
        [
            ("indirect", "a common enemy", "acknowledged", "Maria Lopez"),
            ("indirect", "she would fight it", "saying", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez left on Friday, saying she has the nerve for it and vowing to fight the builders.",
        [
            ("indirect", "she has the nerve for it", "saying", "Maria Lopez"),
            ("indirect", "to fight the builders", "vowing", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said the bridge should close\n\nThat is why the town needs a ferry.",
        [("indirect", "the bridge should close", "said", "Maria Lopez")],
    ),
    ("As the debate over the bridge continues, here are five facts about it.", []),
    ("Maria Lopez weighed in on Monday.", []),
    ("Maria Lopez joined a movement called the Free Farmers' Party.", []),
    ("Speaking of football, the final is in May.", []),
    ("Who has said what about Maria Lopez?", []),
    (
        "Leaving the bank’s office Wednesday night, Lopez would say little other than he’s focused on the bridge.",
        [("indirect", "little other than he’s focused on the bridge", "would say", "Lopez")],
    ),
    ("Recruiting our panelists by phone ensures that nearly all adults are asked.", []),
    (
        "Maria Lopez of Austin, Texas said the plan failed.",
        [("indirect", "the plan failed", "said", "Maria Lopez of Austin")],
    ),
    ("In the suburbs of Paris, France said it would build.", [("indirect", "it would build", "said", "France")]),
    ("Maria Lopez said that it was safe.", [("indirect", "that it was safe", "said", "Maria Lopez")]),
    (
        "The council plans to send the bank the books of the bridge, said two officials.",
        [("indirect", "The council plans to send the bank the books of the bridge", "said", "two officials")],
    ),
    (
        "Still, Maria Lopez said, the bridge would open.",
        [("indirect", "the bridge would open", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez called on the council to open the bridge.",
        [("indirect", "the council to open the bridge", "called on", "Maria Lopez")],
    ),
    ("Police questioned two suspects on Friday.", []),
    ("Police questioned two protesters on Friday.", []),
    (
        "Maria Lopez admonished the council to open the bridge.",
        [("indirect", "the council to open the bridge", "admonished", "Maria Lopez")],
    ),
    (
        "The Delta Post editorialized that the bridge was safe.",
        [("indirect", "that the bridge was safe", "editorialized", "The Delta Post")],
    ),
    ("Maria Lopez demurred when asked about the bridge.", []),
    ("The committee asked the agency on Friday.", []),
    (
        "Maria Lopez promised her colleagues a new bridge.",
        [("indirect", "a new bridge", "promised", "Maria Lopez")],
    ),
    ("Maria Lopez questioned the price.", [("indirect", "the price", "questioned", "Maria Lopez")]),
    ("Maria Lopez knocked out half of the supply.", []),
    ("Some 2,000 employees protested outside parliament for a second straight day.", []),
    ("Not all experts agree that the bridge is safe.", []),
    ("Nobody said that the bridge was safe.", []),
    ("No 10 said that the bridge was safe.", [("indirect", "that the bridge was safe", "said", "No 10")]),
    (
        "Maria Lopez submitted that the crops had been lost.",
        [("indirect", "that the crops had been lost", "submitted", "Maria Lopez")],
    ),
    (
        "Maria Lopez said the bridge had failed, a claim that the council denied.",
        [("indirect", "the bridge had failed", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez said the bridge had cost 2 million dinars ($40,000).",
        [("indirect", "the bridge had cost 2 million dinars ($40,000)", "said", "Maria Lopez")],
    ),
    (
        "The bridge fell, according to Maria Lopez, but the mayor denied it.",
        [("indirect", "The bridge fell", "according to", "Maria Lopez")],
    ),
    (
        "Maria Lopez, speaking on condition of anonymity to discuss the plans, said it failed.",
        [("indirect", "it failed", "said", "Maria Lopez")],
    ),
    ("An aide was not authorized to discuss the plan publicly.", []),
    ("Asked if she planned to lead the party, Maria Lopez left.", []),
    ("Lawyers questioned Maria Lopez for three hours.", []),
    (
        "Analysts questioned the wisdom of the deal.",
        [("indirect", "the wisdom of the deal", "questioned", "Analysts")],
    ),
    ("Maria Lopez said it was safe.", [("indirect", "it was safe", "said", "Maria Lopez")]),
    ("The bridge was safe, Maria Lopez said.", [("indirect", "The bridge was safe", "said", "Maria Lopez")]),
    (
        "The bridge, Maria Lopez said, would open in May.",
        [("indirect", "The bridge would open in May", "said", "Maria Lopez")],
    ),
    (
        "The shop will close in May, Lopez said, when its lease ends.",
        [("indirect", "The shop will close in May when its lease ends", "said", "Lopez")],
    ),
    (
        "The bridge will open in May, according to Maria Lopez.",
        [("indirect", "The bridge will open in May", "according to", "Maria Lopez")],
    ),
    (
        "According to Maria Lopez, the bridge will open in May.",
        [("indirect", "the bridge will open in May", "According to", "Maria Lopez")],
    ),
    (
        "Maria Lopez said Monday the bridge would open.",
        [("indirect", "the bridge would open", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez said late on Monday the bridge would open.",
        [("indirect", "the bridge would open", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez said Monday would be a holiday.",
        [("indirect", "Monday would be a holiday", "said", "Maria Lopez")],
    ),
    ("Police allege the man burned two bridges.", [("indirect", "the man burned two bridges", "allege", "Police")]),
    ("May said the bridge was closed.", [("indirect", "the bridge was closed", "said", "May")]),
    (
        "The council told reporters that the bridge had failed, according to two engineers who were there.",
        [
            (
                "indirect",
                "The council told reporters that the bridge had failed",
                "according to",
                "two engineers who were there",
            )
        ],
    ),
    (
        "In the words of the mayor, Maria Lopez, it was a wonder.",
        [("indirect", "it was a wonder", "words", "the mayor, Maria Lopez")],
    ),
    (
        "In Maria Lopez’s words, the bridge is a wonder.",
        [("indirect", "the bridge is a wonder", "words", "Maria Lopez’s")],
    ),
    (
        "Lopez: We will open the bridge in May\n\nMaria Lopez spoke to the council on Monday.",
        [("indirect", "We will open the bridge in May", ":", "Lopez")],
    ),
    (
        "Maria Lopez urged the council to open the bridge.",
        [("indirect", "the council to open the bridge", "urged", "Maria Lopez")],
    ),
    ("Maria Lopez promised to open the bridge.", [("indirect", "to open the bridge", "promised", "Maria Lopez")]),
    (
        "Maria Lopez denied having delayed the bridge.",
        [("indirect", "having delayed the bridge", "denied", "Maria Lopez")],
    ),
    ("Maria Lopez asked whether it was safe.", [("indirect", "whether it was safe", "asked", "Maria Lopez")]),
    (
        "Maria Lopez made the claim that the bridge was safe.",
        [("indirect", "that the bridge was safe", "made the claim", "Maria Lopez")],
    ),
    (
        "Seoul’s confirmation that the troops had left came late.",
        [("indirect", "that the troops had left", "confirmation", "Seoul’s")],
    ),
    (
        "Maria Lopez was quoted as saying that the bridge was safe.",
        [("indirect", "that the bridge was safe", "saying", "Maria Lopez")],
    ),
    ("The cables were believed to have rusted.", [("indirect", "The cables to have rusted", "were believed", None)]),
    ("The bridge is said to be unsafe.", [("indirect", "The bridge to be unsafe", "is said", None)]),
    (
        "Maria Lopez confirmed the bridge was closed, but said that it would open in May.",
        [
            ("indirect", "the bridge was closed", "confirmed", "Maria Lopez"),
            ("indirect", "that it would open in May", "said", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said the bridge was safe, adding that it would open in May.",
        [
            ("indirect", "the bridge was safe", "said", "Maria Lopez"),
            ("indirect", "that it would open in May", "adding", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said the bridge was safe, while rejecting the notion that it had been built in haste.",
        [
            ("indirect", "the bridge was safe", "said", "Maria Lopez"),
            ("indirect", "the notion that it had been built in haste", "rejecting", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said the bridge was safe, without giving details.",
        [("indirect", "the bridge was safe", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez, the deputy mayor, said that it was safe.",
        [("indirect", "that it was safe", "said", "Maria Lopez, the deputy mayor")],
    ),
    (
        "Maria Lopez, who replaced Peter Brandt, said that it was safe.",
        [("indirect", "that it was safe", "said", "Maria Lopez, who replaced Peter Brandt")],
    ),
    ("Seoul has not confirmed the reports.", [("indirect", "the reports", "has not confirmed", "Seoul")]),
    (
        "The inspectors told lawmakers that the bridge was unsafe, according to officials.",
        [("indirect", "The inspectors told lawmakers that the bridge was unsafe", "according to", "officials")],
    ),
    (
        "Maria Lopez called it “beyond reckless” for Rye to hold up a vote until May.",
        [("mixed", "it “beyond reckless” for Rye to hold up a vote until May", "called", "Maria Lopez")],
    ),
    (
        "Maria Lopez called it reckless to hold up a vote.",
        [("indirect", "it reckless to hold up a vote", "called", "Maria Lopez")],
    ),
    ("Maria Lopez described the plan as reckless.", [("indirect", "the plan as reckless", "described", "Maria Lopez")]),
    (
        "Maria Lopez is confident that the bridge is safe.",
        [("indirect", "that the bridge is safe", "is confident", "Maria Lopez")],
    ),
    (
        "Maria Lopez made it clear that the bridge was safe.",
        [("indirect", "that the bridge was safe", "made it clear", "Maria Lopez")],
    ),
    (
        "Maria Lopez wrote a letter saying that the bridge was safe.",
        [("indirect", "that the bridge was safe", "saying", "Maria Lopez")],
    ),
    (
        "Maria Lopez, speaking in Rome, said in a statement on Monday that it was safe.",
        [("indirect", "that it was safe", "said", "Maria Lopez")],
    ),
    ("Maria Lopez explained how the bridge held.", [("indirect", "how the bridge held", "explained", "Maria Lopez")]),
    (
        "The bridge was safe, as Maria Lopez noted.",
        [("indirect", "The bridge was safe", "noted", "Maria Lopez")],
    ),
    (
        "Maria Lopez told analysts on a call that the bridge was safe.",
        [("indirect", "that the bridge was safe", "told", "Maria Lopez")],
    ),
    (
        "Maria Lopez accused the council of opening the bridge without permission.",
        [("indirect", "the council of opening the bridge without permission", "accused", "Maria Lopez")],
    ),
    (
        "Maria Lopez praised his courage in the storm.",
        [("indirect", "his courage in the storm", "praised", "Maria Lopez")],
    ),
    (
        "Maria Lopez said the bridge was safe, in an interview on Sunday.",
        [("indirect", "the bridge was safe", "said", "Maria Lopez")],
    ),
    # A second report, which the parse joins to the content of the first.
    (
        "Maria Lopez said the bridge was too narrow, and predicted that it would fail.",
        [
            ("indirect", "the bridge was too narrow", "said", "Maria Lopez"),
            ("indirect", "that it would fail", "predicted", "Maria Lopez"),
        ],
    ),
    (
        "Maria Lopez said that tolls were too low and urged the council to raise them.",
        [
            ("indirect", "that tolls were too low", "said", "Maria Lopez"),
            ("indirect", "the council to raise them", "urged", "Maria Lopez"),
        ],
    ),
    # The place, day and agency that open an article are neither words nor speaker.
    (
        "LISBON, May 7 (NPA) - Maria Lopez said it was safe.",
        [("indirect", "it was safe", "said", "Maria Lopez")],
    ),
    (
        "LISBON, Portugal (NPA) — The bridge was closed after the storm, Maria Lopez said.",
        [("indirect", "The bridge was closed after the storm", "said", "Maria Lopez")],
    ),
    ("Maria Lopez called for a new bridge.", [("indirect", "a new bridge", "called for", "Maria Lopez")]),
]
MIXED = [
    (
        "Maria Lopez said the bridge was a wonder: “We tested every cable.”",
        [("mixed", "the bridge was a wonder: “We tested every cable.”", "said", "Maria Lopez")],
    ),
    (
        "Maria Lopez said the bridge was “a wonder of engineering” and would open in May.",
        [
            (
                "mixed",
                "the bridge was “a wonder of engineering” and would open in May",
                "said",
                "Maria Lopez",
            )
        ],
    ),
    (
        "Maria Lopez called the plan “reckless and cruel.”",
        [("mixed", "the plan “reckless and cruel.”", "called", "Maria Lopez")],
    ),
    (
        "After the storm, “we tested every cable,” Maria Lopez said.",
        [("mixed", "After the storm, “we tested every cable,”", "said", "Maria Lopez")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), INDIRECT + MIXED)
def test_reads_each_construction(parse: Parse, body: str, expected: list[Row]) -> None:
    assert rows(body, quotes_of(parse, body)) == expected


@pytest.mark.parametrize(
    ("body", "cue_class"),
    [
        ("Maria Lopez wrote that it was safe.", "writing"),
        ("Maria Lopez believes that it is safe.", "belief"),
        ("Maria Lopez vowed to rebuild it.", "intention"),
        ("Maria Lopez knew that it was safe.", "knowledge"),
    ],
)
def test_cues_have_a_class(parse: Parse, body: str, cue_class: str) -> None:
    (quote,) = quotes_of(parse, body)
    assert quote.cue_class == cue_class


def test_a_speaker_that_the_parse_takes_for_the_main_word_of_the_sentence(parse: Parse) -> None:
    words = ["The", "plan", "failed", ",", "said", "two", "officials", "."]
    doc = Doc(
        parse("").vocab,
        words=words,
        tags=["DT", "NN", "VBD", ",", "VBD", "CD", "NNS", "."],
        heads=[1, 2, 6, 6, 6, 6, 6, 6],
        deps=["det", "nsubj", "ccomp", "punct", "amod", "nummod", "ROOT", "punct"],
    )
    cue = load_verb_cues()["said"]
    report = find_inverted_report(Saying(Body(doc), doc[4], cue, None))
    assert report is not None and report.speaker_head == doc[6]
