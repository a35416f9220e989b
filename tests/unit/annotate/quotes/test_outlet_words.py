"""Where a content ends and the outlet goes on, and where a quotation goes on with what is said."""

from __future__ import annotations

import pytest

from tests.unit.annotate.quotes.quoting import Parse, quotes_of

ENDS = [
    # A condition belongs to what is demanded, promised or warned of.
    ("Maria Lopez warned of floods if the wall was not mended.", ["floods if the wall was not mended"]),
    ("Maria Lopez demanded a delay until the wall is mended.", ["a delay until the wall is mended"]),
    ("Maria Lopez demanded an answer until she was led away.", ["an answer"]),
    ("Maria Lopez praised the keepers if they came on time.", ["the keepers"]),
    # The parse takes the subject for who is told, or breaks off within a phrase.
    (
        "Peter Brandt told the Delta Post allegations of fraud and doubts about the count could harm the mayor.",
        ["allegations of fraud and doubts about the count could harm the mayor"],
    ),
    (
        "Keepers told him parts of the bridge were lying scattered along the bank.",
        ["parts of the bridge were lying scattered along the bank"],
    ),
    ("Maria Lopez cut a fund that she said is the source of it.", ["that is the source of it"]),
    # A day of saying is no subject.
    ("The quay, which Maria Lopez said Monday would close, burned.", ["which would close"]),
    ("The plan that Maria Lopez said this week would fail was dropped.", ["that would fail"]),
    # A condition of what is warned of, and one of the telling.
    ("The port warned of a strike if pay was not raised.", ["a strike if pay was not raised"]),
    (
        "Maria Lopez urged a delay until more is learned about the storm.",
        ["a delay until more is learned about the storm"],
    ),
    ("The port warned of a strike if asked about pay.", ["a strike"]),
    ("Ann Roe promised an end to the strike if elected mayor.", ["an end to the strike if elected mayor"]),
    ("Maria Lopez demanded an answer if only to calm the crowd.", ["an answer"]),
    (
        "Others say there is not a one-size-fits-all plan that could be applied to the town’s incredibly old bridges.",
        ["there is not a one-size-fits-all plan that could be applied to the town’s incredibly old bridges"],
    ),
    (
        "Peter Brandt announced Thursday that the House would advance a bill with Lopez’s requested $5 billion for it.",
        ["that the House would advance a bill with Lopez’s requested $5 billion for it"],
    ),
    (
        "Maria Lopez said she had only one thing in mind in writing the book: “What is it like to build here?”",
        ["she had only one thing in mind", "What is it like to build here?"],
    ),
    ("That’s according to a Delta poll released Wednesday.", []),
    ("According to Page Six, Brandt and Lopez live apart.", ["Brandt and Lopez live apart"]),
    (
        "By comparison, according to Ann Roe in her study, the towns spent $13 million.",
        ["By comparison the towns spent $13 million"],
    ),
    (
        "It will cut the costs of the port, Maria Lopez said, lower fees and keep drivers happy.",
        ["It will cut the costs of the port lower fees and keep drivers happy"],
    ),
    (
        "Nine states have asked the fund for $36 billion in advances to cover the costs.",
        ["$36 billion in advances to cover the costs"],
    ),
    (
        "Maria Lopez of Texas called the failure to repair the bridge an “appalling” lapse.",
        ["the failure to repair the bridge an “appalling” lapse"],
    ),
    ("Maria Lopez said it would appeal, “God willing.”", ["it would appeal, “God willing.”"]),
    ("Maria Lopez said the bridge had fallen — a process known as sagging.", ["the bridge had fallen"]),
    ("Maria Lopez said she paid for the bridge, contradicting several reports.", ["she paid for the bridge"]),
    ("Maria Lopez vowed to close the bridge, a move that many oppose.", ["to close the bridge"]),
    (
        "Maria Lopez said Brandt was a “good man” but called his aide a “star.”",
        ["Brandt was a “good man”", "his aide a “star.”"],
    ),
    (
        "Maria Lopez says that drivers have a concern about the bridge, but criticized those who closed it.",
        ["that drivers have a concern about the bridge", "those who closed it"],
    ),
    (
        "Maria Lopez warned that the bridge was falling, falsely tying the builders to the cracks.",
        ["that the bridge was falling"],
    ),
    (
        "Maria Lopez countered that she did not pay for it, a point Peter Brandt objected to with, “You did pay.”",
        ["that she did not pay for it", "You did pay."],
    ),
    (
        "Maria Lopez noted that no bridge had fallen since the “flood year” — a period that leaves out the storms.",
        ["that no bridge had fallen since the “flood year”"],
    ),
    (
        "Maria Lopez emphasized that she opposed the bridge and adamantly refused to say why.",
        ["that she opposed the bridge", "to say why"],
    ),
    (
        "Maria Lopez said Brandt gave a “very strong speech” about the bridge and praised his call for calm.",
        ["Brandt gave a “very strong speech” about the bridge", "his call for calm"],
    ),
    (
        "Maria Lopez has proposed watching the bridge and signaled support for a second one.",
        ["watching the bridge", "support for a second one"],
    ),
    (
        "Maria Lopez said she met Peter Brandt and told him to leave.",
        ["she met Peter Brandt and told him to leave"],
    ),
    ("Maria Lopez described it to the Delta Gazette as “a lost cause.”", ["it as “a lost cause.”"]),
    (
        "Maria Lopez pledged to “stop” the builders and referred to an unspecified “safety plan.”",
        ["to “stop” the builders", "an unspecified “safety plan.”"],
    ),
    (
        "She left to mock Peter Brandt, who had said that it was an old bridge, and to insinuate that he was rich.",
        ["Peter Brandt", "that it was an old bridge", "that he was rich"],
    ),
    (
        "Maria Lopez accused builders of hiding the cracks while inspectors continued to charge the port with fraud.",
        ["builders of hiding the cracks"],
    ),
    (
        "The port replied, accusing the panel of attempting a “do-over” of the talks and suggesting it leave.",
        ["the panel of attempting a “do-over” of the talks", "it leave"],
    ),
    (
        "Maria Lopez told the paper that she believes the bridge was closed for a day, citing a letter from the port.",
        ["that she believes the bridge was closed for a day", "a letter from the port"],
    ),
    ("Maria Lopez called for it to be closed in an interview in January.", ["it to be closed"]),
    ("Maria Lopez denounced the repairs in an op-ed in the Gazette.", ["the repairs"]),
    ("Maria Lopez announced the repairs on social media.", ["the repairs"]),
    ("Maria Lopez announced a series of steps to keep the bridge open.", ["a series of steps to keep the bridge open"]),
    ("Maria Lopez denied the charges to protect her job.", ["the charges"]),
    ("The port, which offers Delta and Iris systems that builders can install on their own, is old.", []),
    (
        "Maria Lopez threatened to close the bridge if the council fails to repair it.",
        ["to close the bridge if the council fails to repair it"],
    ),
    (
        "Maria Lopez added that a hundred builders had left and that she and Theo Brandt had spoken about pay.",
        ["that a hundred builders had left and that she and Theo Brandt had spoken about pay"],
    ),
    (
        "Maria Lopez told Theo Brandt that “we keep it open, we mend it” and that she had seen support for that.",
        ["that “we keep it open, we mend it” and that she had seen support for that"],
    ),
    (
        "Maria Lopez said that she “did not see cracks” while serving as an inspector.",
        ["that she “did not see cracks” while serving as an inspector"],
    ),
    (
        "Maria Lopez wrote in a later post that “lazy builders” should “be dealt with better” and urged repairs.",
        ["that “lazy builders” should “be dealt with better”", "repairs"],
    ),
    (
        "Maria Lopez said the bridge is what the “town is talking about,” on Harbour Radio Monday.",
        ["the bridge is what the “town is talking about,”"],
    ),
    (
        "On Monday, as she warned the port against repairs in Peru, Peter Brandt, the builder, said, “We are ready.”",
        ["repairs in Peru", "We are ready."],
    ),
    ("Maria Lopez denied the report to reporters.", ["the report"]),
    ("Maria Lopez denied the report in no uncertain terms.", ["the report"]),
    ("Maria Lopez voiced concern, echoed by many others in the port.", ["concern"]),
    ("Maria Lopez labeled the builder a “crook,” in a bind.", ["the builder a “crook,”"]),
    (
        "Maria Lopez argued that the panel looked at decisions, which she said were not made in the port.",
        ["that the panel looked at decisions", "which were not made in the port"],
    ),
    (
        "Maria Lopez tweeted that the “port sinks again” after the vote, which she called “a blow to the coast.”",
        ["that the “port sinks again” after the vote", "a blow to the coast."],
    ),
    (
        "Maria Lopez said the council never agreed because its “offers were poor,” a reality she said still exists.",
        ["the council never agreed because its “offers were poor,”"],
    ),
    ("Maria Lopez said the bridge would open, a claim that angered the union.", ["the bridge would open"]),
    (
        "Maria Lopez said the bridge was safe, even though two inspectors found cracks.",
        ["the bridge was safe"],
    ),
    (
        "Maria Lopez said she “did not know of it,” when asked about the letter.",
        ["she “did not know of it,”"],
    ),
    (
        "Maria Lopez said that “no other port is like it,” forcing the union to retreat.",
        ["that “no other port is like it,”"],
    ),
    (
        "Maria Lopez said she would close the bridge but declined to say when.",
        ["she would close the bridge", "to say when"],
    ),
    (
        "Maria Lopez asked whether they trust the bridge, without indicating whether it was safe.",
        ["whether they trust the bridge", "whether it was safe"],
    ),
    (
        "A guard pointed a gun at her, Maria Lopez said, and a video shows that he fired twice.",
        ["A guard pointed a gun at her", "that he fired twice"],
    ),
    (
        "Maria Lopez said that experts were at work, offering assurances that the bridge would open.",
        ["that experts were at work", "that the bridge would open"],
    ),
    (
        "A third of drivers say they avoid the bridge (compared with a half who say the same of the ferry).",
        ["they avoid the bridge"],
    ),
    ("Maria Lopez said that the bridge was safe (which proved wrong).", ["that the bridge was safe"]),
    ("Maria Lopez called the bridge “Rust” — a play on the word “trust.”", ["the bridge “Rust”"]),
    (
        "The port reported that it added 90 jobs in May, beating economists’ forecasts.",
        ["that it added 90 jobs in May"],
    ),
    (
        "Maria Lopez announced she would close the bridge, setting up yet another battle with the union.",
        ["she would close the bridge"],
    ),
    (
        "Maria Lopez pledged to mend roads; cut taxes on the poor, in part by law; and build a second bridge.",
        ["to mend roads; cut taxes on the poor, in part by law; and build a second bridge"],
    ),
    # What the parse takes for the content stands before a sentence that has its own.
    (
        "In a statement made while drivers crossed the bridge, Maria Lopez said her plan would save it.",
        ["her plan would save it"],
    ),
    ("Most are in the mood for peace — a third said they want the council to talk.", ["they want the council to talk"]),
    ("Maria Lopez called for his removal to protest the vote.", ["his removal to protest the vote"]),
    ("The firm added 48,000 posts in May and has added 90,000 since March.", []),
    # What she says herself.
    (
        "Maria Lopez said the offer, which she calls “Gull,” was needed.",
        ["the offer, which she calls “Gull,” was needed"],
    ),
    (
        "Maria Lopez said she would stay, even if the council voted against her.",
        ["she would stay, even if the council voted against her"],
    ),
    (
        "Maria Lopez said the driver was stopped but refused to leave.",
        ["the driver was stopped but refused to leave"],
    ),
    # where it is said, or where what is told of is
    ("Maria Lopez condemned insults against drivers on Facebook.", ["insults against drivers on Facebook"]),
    ("Maria Lopez demanded a ban on Instagram.", ["a ban on Instagram"]),
    ("Maria Lopez denounced the ban on Instagram.", ["the ban"]),
    ("Maria Lopez announced delays in a speech.", ["delays"]),
    ("Maria Lopez demanded a recount to stop the sale.", ["a recount to stop the sale"]),
    ("Maria Lopez demanded money to fix the port.", ["money to fix the port"]),
    ("Maria Lopez proposed a toll to pay for the work.", ["a toll to pay for the work"]),
]


@pytest.mark.parametrize(("body", "contents"), ENDS)
def test_ends_before_the_outlet_goes_on(parse: Parse, body: str, contents: list[str]) -> None:
    assert [quote.content for quote in quotes_of(parse, body)] == contents


GOES_ON = [
    ("Maria Lopez called the plan “odd” and “cruel.”", "the plan “odd” and “cruel.”"),
    ("Maria Lopez said the ferry would sail again “soon.”", "the ferry would sail again “soon.”"),
    ("Maria Lopez called for “quick justice” and “calm” in the port.", "“quick justice” and “calm” in the port"),
]


@pytest.mark.parametrize(("body", "content"), GOES_ON)
def test_goes_on_over_a_quotation(parse: Parse, body: str, content: str) -> None:
    (quote,) = quotes_of(parse, body)
    assert quote.content == content
