"""Claims that stand by themselves: what their words need from the article, and whether anything is left open."""

from __future__ import annotations

import pytest

from tests.unit.annotate.claims.reading import Parse, read


def resolve(parse: Parse, body: str, words: str) -> tuple[str, bool]:
    claim = next(claim for claim in read(parse, body) if claim.proposition.startswith(words))
    assert body[claim.start : claim.end].startswith(words.split()[0])
    return claim.resolved, claim.is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "resolved"),
    [
        (
            "“I signed my letter of resignation in June 2019,” said Ann Berg.",
            "I signed",
            "I [Ann Berg] signed my letter of resignation in June 2019",
        ),
        (
            "“We say that Norway closed a mill in Oslo,” said Ann Berg.",
            "We say",
            "We [Ann Berg and others] say that Norway closed a mill in Oslo",
        ),
        (
            "Ann Berg left. Berg said that her mill lost 40 jobs in 2019.",
            "her mill",
            "her [Ann Berg's] mill lost 40 jobs in 2019",
        ),
        (
            "Ann Berg spoke in Oslo. Officials denied that Berg's mill failed in 2019.",
            "Berg's mill",
            "Berg's [Ann Berg's] mill failed in 2019",
        ),
        (
            "Officials said they would close the harbour of Oslo.",
            "they would",
            "they [Officials] would close the harbour of Oslo",
        ),
        ("Ann Berg opened a bridge in Oslo on Tuesday.", "Ann Berg", "… on Tuesday [2024-11-26]"),
        ("The port authority of Oslo lost 40 jobs last month.", "The port", "… last month [2024-10]"),
        (
            "Ann Berg signed a treaty with Norway. She said that the treaty would cost Oslo 4 million euros.",
            "the treaty",
            "the treaty [a treaty with Norway] would cost Oslo 4 million euros",
        ),
        (
            "Ann Berg, who had led the Oslo Port Authority since 2009, resigned.",
            "Ann Berg, who had",
            "Ann Berg had led the Oslo Port Authority since 2009",
        ),
        (
            "Ann Berg, 58, whose firm built 40 ships in Oslo, resigned.",
            "Ann Berg, 58, whose",
            "Ann Berg's firm built 40 ships in Oslo",
        ),
        (
            "Mayor Ann Berg promised to rebuild the Oslo town hall.",
            "to rebuild",
            "[Ann Berg will] rebuild the Oslo town hall",
        ),
        (
            "Ann Berg accused the Oslo Port Authority of paying bribes to officials.",
            "the Oslo",
            "the Oslo Port Authority [engaged in] paying bribes to officials",
        ),
        ("Aid workers said 300 men, most of them ill, left Oslo.", "300 men", "300 men, most of them ill, left Oslo"),
        (
            "Relatives accused the operator of sailing into a storm.",
            "the operator",
            "the operator [engaged in] sailing into a storm",
        ),
        (
            "Villagers accused soldiers of the murder of two boys.",
            "soldiers",
            "soldiers [are guilty of] the murder of two boys",
        ),
        (
            "Ann Berg denied having any personal ties to Norway.",
            "having",
            "[Ann Berg] having any personal ties to Norway",
        ),
        (
            "Ann Berg admitted to setting her Oslo office on fire.",
            "setting",
            "[Ann Berg] setting her [Ann Berg's] Oslo office on fire",
        ),
        (
            "Ann Berg urged the Oslo Port Authority to lower its fees.",
            "the Oslo",
            "the Oslo Port Authority [should] lower its fees",
        ),
        (
            "Aides said thousands of ships were sent to Oslo, but said that their crews remained in Norway and Peru.",
            "their crews",
            "their [thousands of ships'] crews remained in Norway and Peru",
        ),
        (
            "Ann Berg closed mills in Oslo. Officials said that 40 men had worked there.",
            "40 men",
            "40 men had worked there [Oslo]",
        ),
        (
            "“The US army closed a coal mine in Norway in 2019,” said Ann Berg.",
            "The US",
            "The US army closed a coal mine in Norway in 2019",
        ),
        (
            "As it grew, the Oslo Port Authority spent 40 million euros on cranes.",
            "As it",
            "As it grew, the Oslo Port Authority spent 40 million euros on cranes",
        ),
        (
            "Officials said that Norway sells crops such as rye and oats.",
            "Norway sells",
            "Norway sells crops such as rye and oats",
        ),
        (
            "Officials said that Norway rejected Tom Roe's plan to close mills.",
            "Norway rejected",
            "Norway rejected Tom Roe's plan to close mills",
        ),
        ("Mayor Ann Berg said she lost her hat in Oslo.", "she lost", "she [Ann Berg] lost her hat in Oslo"),
        (
            "Ann Berg said Oslo “lost 40 mills in a war.”",
            "Oslo “lost",
            "Oslo “lost 40 mills in a war.”",
        ),
        (
            "Ann Berg denied any involvement in a theft in Oslo.",
            "any involvement",
            "[Ann Berg had] any involvement in a theft in Oslo",
        ),
        ("Ann Berg denied gross misconduct in Oslo.", "gross", "[Ann Berg engaged in] gross misconduct in Oslo"),
        ("Officials confirmed 40 deaths in Oslo.", "40 deaths", "[there are] 40 deaths in Oslo"),
        (
            "Ann Berg rejected Acme's claim that Oslo had lost 40 mills in 2019.",
            "Acme's claim",
            "Oslo had lost 40 mills in 2019",
        ),
        ("But Ann Berg also closed a mill in Oslo in 2019.", "But Ann", "Ann Berg closed a mill in Oslo in 2019"),
        (
            "Mills of Acme have opened in Oslo over the past few weeks.",
            "Mills",
            "… over the past few weeks [until 2024-11-27]",
        ),
        (
            "Acme said mills in Oslo and Bergen carried more flour than it was licensed for.",
            "mills in",
            "mills in Oslo and Bergen carried more flour than it was licensed for",
        ),
        (
            "“[Berg] closed a mill in Oslo,” said Tom Roe. His rival is Ann Berg.",
            "[Berg] closed",
            "[Berg] [Ann Berg] closed a mill in Oslo",
        ),
        (
            "Joe Biden met Ann Berg. Berg said the president opened a mill in Oslo.",
            "the president",
            "the president [Joe Biden] opened a mill in Oslo",
        ),
        (
            "Joe Biden met Ann Berg. Berg said the administration opened a mill in Oslo.",
            "the administration",
            "the administration [the Biden administration] opened a mill in Oslo",
        ),
        (
            "Ann Berg said it was hard to close mills in Norway and Sweden.",
            "it was",
            "it was hard to close mills in Norway and Sweden",
        ),
        (
            "Acme cut its fees. In addition, Ann Berg sold 40 mills in Norway to Bob Lind.",
            "In addition",
            "Ann Berg sold 40 mills in Norway to Bob Lind",
        ),
        (
            "Acme lost jobs in Oslo, especially after Ann Berg sold 40 mills in Norway to Bob Lind.",
            "Ann Berg",
            "Ann Berg sold 40 mills in Norway to Bob Lind",
        ),
        (
            "The talks in Oslo ended in 2019, two days after Ann Berg had sold 40 mills in Norway to Bob Lind.",
            "Ann Berg",
            "Ann Berg had sold 40 mills in Norway to Bob Lind",
        ),
        (
            "Tom Roe left Oslo. He has met Ann Berg in a mill that belongs to the largest bank in Norway.",
            "He has",
            "He [Tom Roe] has met Ann Berg in a mill that belongs to the largest bank in Norway",
        ),
        (
            "Ann Berg urged Norway not to close 40 mills in Sweden in 2019.",
            "Norway not",
            "Norway [should] not close 40 mills in Sweden in 2019",
        ),
        (
            "Ann Berg said the rise in taxes cost Norway 40 mills.",
            "the rise",
            "the rise in taxes cost Norway 40 mills",
        ),
        (
            "Ann Berg said the shooting in Norway cost 40 lives.",
            "the shooting",
            "the shooting in Norway cost 40 lives",
        ),
        (
            "Ann Berg complained of being denied a seat in the Norwegian parliament in 2019.",
            "Ann Berg",
            "Ann Berg complained of being denied a seat in the Norwegian parliament in 2019",
        ),
        (
            "Ann Berg said that President Joe Biden had to repay the 40 million euros that he took from Norway.",
            "President",
            "President Joe Biden had to repay the 40 million euros that he took from Norway",
        ),
        (
            "The Oslo Harbour Council (OHC) met. Officials said the OHC lost 40 jobs in 2019.",
            "the OHC",
            "the OHC [Oslo Harbour Council] lost 40 jobs in 2019",
        ),
        (
            "The Federal Bureau of Investigation (FBI) met. Officials said the FBI lost 40 jobs in 2019.",
            "the FBI",
            "the FBI lost 40 jobs in 2019",
        ),
        (
            "Tom Berg said that Paul Roe sold his 40 mills in Norway.",
            "Paul Roe",
            "Paul Roe sold his 40 mills in Norway",
        ),
    ],
)
def test_what_a_claim_needs_is_put_in_brackets(parse: Parse, body: str, words: str, resolved: str) -> None:
    found, is_self_contained = resolve(parse, body, words)
    assert found.endswith(resolved.removeprefix("… ")) if resolved.startswith("…") else found == resolved
    assert is_self_contained


@pytest.mark.parametrize(
    "body",
    [
        "The Oslo Clinic gave 4,000 shots to children in Norway and Sweden.",
        "Police in Oslo fired 12 shots at Ann Berg and Tom Roe.",
        "Acme assists 40,000 farmers in Norway.",
        "Oslo scored 80 points in a school test of the Norwegian Ministry of Education.",
        "Ann Berg said the oldest bridge in Oslo is the Lantern Bridge.",
    ],
)
def test_what_a_claim_tells_in_full_can_stand_alone(parse: Parse, body: str) -> None:
    (claim,) = read(parse, body)
    assert claim.is_self_contained


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("“That is why you see it in Oslo,” said Ann Berg.", "That is"),
        ("Ann Berg said the bridge cost 4 million euros.", "the bridge"),
        ("“They closed mills in Norway in 2019,” said Ann Berg.", "They closed"),
        ("Officials said this decision cost Oslo 40 jobs.", "this decision"),
        ("“I have never said so in Oslo,” said Ann Berg.", "I have"),
        ("“Yes, I surely would,” said Ann Berg in Oslo.", "Yes, I"),
        ("Ann Berg said both sides signed a treaty in 2019.", "both sides"),
        ("Ann Berg accused them of hiding letters in Oslo.", "them of"),
        ("Ann Berg accused the head of the union of theft.", "the head"),
        ("Ann Berg said the Norwegian bank lost 40 jobs in 2019.", "the Norwegian"),
        ("Ann Berg said mills in Oslo were cheaper in 2019.", "mills in"),
        ("Officials said 40 men were locked up.", "40 men"),
        ("“There are more mills in Oslo,” said Ann Berg.", "There are"),
        ("Ann Berg said Tom Roe met him in Oslo.", "Tom Roe"),
        ("“We all drank milk in Norway in 2019,” said Ann Berg.", "We all"),
        ("“Mills in our country lost 40 jobs in 2019,” said Ann Berg.", "Mills in"),
        ("“Others will say, ‘I paid for mills in Norway’,” said Ann Berg.", "Others will"),
        ("“None of which was spent in Norway is lost,” said Ann Berg.", "None of"),
        ("“He went to Oslo in 2019 with 40 men,” said Ann Berg.", "He went"),
        ("A bill to fund Oslo passed in May. Officials said this bill cost Oslo 40 jobs.", "this bill"),
        ("The rise in the price of rye hurt Oslo. It was 40 percent in 2019.", "It was"),
        ("Officials in Oslo said they have to help them.", "they have"),
        ("Officials said Acme sold it in Oslo.", "Acme sold"),
        ("A travel ban hit Oslo. Officials said the partial ban was cheap.", "the partial"),
        ("“We've closed our mill in Oslo,” said Ann Berg.", "We've closed"),
        ("“Our clients lost 40 mills in Oslo,” said Ann Berg.", "Our clients"),
        ("Ann Berg said Oslo plans to have twelve.", "Oslo plans"),
        ("Ann Berg said Oslo wants the same for Norway.", "Oslo wants"),
        ("Ann Berg said Oslo closed a mill instead.", "Oslo closed"),
        ("Ann Berg lived in Oslo at the time.", "Ann Berg"),
        ("Since then Ann Berg has closed a mill in Oslo.", "Since then"),
        ("Ann Berg closed a mill in Oslo for the Committee in 2019.", "Ann Berg"),
        ("Ann Berg made the comment in jest in Oslo.", "Ann Berg"),
        ("Officials said that Oslo is the best place to do it.", "Oslo is"),
        ("Officials said Ann Berg kept up her opposition to it in Oslo.", "Ann Berg"),
        ("“No, I closed mills in Oslo,” said Ann Berg.", "No, I"),
        ("Tom Roe asked Ann Berg in Oslo on Tuesday.", "Tom Roe"),
        ("“I have no response,” said Ann Berg in Oslo.", "I have"),
        ("Officials said that Norway has rejected Tom Roe's plan.", "Norway has"),
        ("Officials said mills make flour.", "mills make"),
        ("Tom Roe left Oslo in May. He has met Ann Berg in a mill.", "He has"),
        ("Thirteen people are still missing.", "Thirteen"),
        ("The Labor Party met the Reform Party. Officials said the party won 40 seats.", "the party"),
        ("On Tuesday Ann Berg canceled a speech about milk.", "On Tuesday"),
        ("“How many of the 40 mills in Norway did Ann Berg sell?” asked Tom Roe.", "How many"),
        ("Many, who demanded that Norway close 40 mills in Oslo, left.", "Norway close"),
        ("Ann Berg said in Oslo that it was able to pay Norway 40 million euros in 2019.", "it was"),
        ("Ann Berg closed 40 mills in Norway after the Quay story.", "Ann Berg"),
        ("Ann Berg said the island nation lost 40 mills to Norway in 2019.", "the island"),
        ("Ann Berg issued guidance in 2019 saying that Norway will close 40 mills.", "Ann Berg"),
        ("Ann Berg said that Norway and Sweden rejected their own proposal.", "Norway and"),
        ("Tom Roe left Oslo. The news hurt Ann Berg in Norway in 2019.", "The news"),
        ("The country sold Ann Berg 40 mills in 2019.", "The country"),
        ("Ann Berg rejected the Norwegian decision in Oslo in 2019.", "Ann Berg"),
        ("The first mills closed in Oslo in 2019.", "The first"),
        ("“I sold 40 mills in Norway in 2019,” said a customer.", "I sold"),
        ("In Oslo prosecutors promised to close 40 mills in Norway.", "to close"),
        ("Ann Berg used that power to close 40 mills in Norway.", "Ann Berg used"),
        ("Acme grew. The company itself sold 40 mills in Norway in 2019.", "The company"),
        ("Tom Berg said praise from Paul Roe would not change his policy in Oslo.", "praise"),
        ("The coach Tom Berg said that Paul Roe had no pain and he feels good about Norway.", "Paul Roe"),
        ("“I sold 40 mills in Norway in 2019,” said a senior Norwegian senator.", "I sold"),
        ("Ann Berg stopped 40 shots as Oslo beat Norway.", "Ann Berg"),
        ("Mayor Ann Berg and Governor Tom Roe disagreed.", "Mayor"),
        ("A grand jury failed to indict Paul Roe, which spawned 40 protests in Oslo.", "Paul Roe"),
        ("Some of us want Norway to close 40 mills in Oslo.", "Norway to"),
        ("Ann Berg instead spent most of 2019 in Norway.", "Ann Berg"),
    ],
)
def test_what_the_article_does_not_tell_stays_and_is_open(parse: Parse, body: str, words: str) -> None:
    found = [claim for claim in read(parse, body) if claim.proposition.startswith(words)]
    assert not any(claim.is_self_contained for claim in found)
    assert found


def test_a_month_in_a_name_is_no_day(parse: Parse) -> None:
    body = "Ann Berg said that the law at the heart of June Medical let 40 mills in Norway close."
    assert resolve(parse, body, "the law")[0] == "the law at the heart of June Medical let 40 mills in Norway close"


def test_a_thing_that_is_demanded_is_a_sentence_but_open(parse: Parse) -> None:
    found = resolve(parse, "Officials demanded an end to the Oslo harbour fees.", "an end")
    assert found == ("[there should be] an end to the Oslo harbour fees", False)


@pytest.mark.parametrize(
    "body", ["Ann Berg called for calm.", "Ann Berg demanded party unity.", "Berg urged restraint."]
)
def test_what_somebody_only_speaks_about_is_no_claim(parse: Parse, body: str) -> None:
    assert not [claim for claim in read(parse, body) if claim.voice == "indirect"]


def test_a_claim_lists_whom_it_is_about_and_how_fine_its_days_are(parse: Parse) -> None:
    body = "Ann Berg left. She said that her aide Paul Trent met Acme Inc. in May and on Tuesday."
    claim = next(claim for claim in read(parse, body) if claim.voice == "indirect")
    assert claim.about_keys == ("person:ann-berg", "person:paul-trent", "org:acme")
    assert claim.event_grain == "month"


def test_offsets_go_on_pointing_at_the_words_of_the_article(parse: Parse) -> None:
    body = "“I signed it,” said Ann Berg, “in Oslo on Tuesday.”"
    (claim,) = read(parse, body)
    assert body[claim.start : claim.end] == "I signed it,” said Ann Berg, “in Oslo on Tuesday"
    assert claim.resolved == "I [Ann Berg] signed it in Oslo on Tuesday [2024-11-26]"
    assert not claim.is_self_contained


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Ann Berg said the mill closed in May 2019.", "2019-05-01"),
        ("Ann Berg said the mill closed after a May 2019 strike.", "2019-05-01"),
        ("Ann Berg said the mill won the 2019 prize.", None),
        ("Ann Berg said the results of June 2019’s vote were clear.", None),
        ("Ann Berg said it is the driest spring since 2019.", None),
        ("Ann Berg said the mill that closed in May 2019 is a ruin.", None),
    ],
)
def test_days_are_those_of_what_is_claimed(parse: Parse, body: str, day: str | None) -> None:
    (claim,) = (claim for claim in read(parse, body) if claim.voice != "narrator")
    assert (claim.event_start and f"{claim.event_start:%Y-%m-%d}") == day
