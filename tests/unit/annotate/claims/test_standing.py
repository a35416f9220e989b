"""What a claim that stands by itself must tell: of what event, of whom, whose clause; and full names of surnames."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from spacy.tokens import Doc

from tasks.annotate.article import annotate_body
from tasks.annotate.spans import Claim
from tasks.clean.article import clean_document
from tasks.clean.profile import EMPTY_PROFILE
from tasks.documents import Article, Document

Parse = Callable[[str], Doc]
OF_2014 = datetime(2014, 11, 26, tzinfo=UTC)


def find(parse: Parse, body: str, words: str) -> Claim:
    document = Document("dump.jsonl", "line 1", "id-1", body, outlet="Quay Post", published_at=OF_2014)
    article = clean_document(document, EMPTY_PROFILE)
    assert isinstance(article, Article)
    claims = annotate_body(article, parse(article.body)).claims
    return next(claim for claim in claims if claim.proposition.startswith(words))


@pytest.mark.parametrize(
    ("body", "words", "is_self_contained"),
    [
        # A day alone does not tell which event.
        ("The deadline for signatures is May 21.", "The deadline", False),
        ("Two workers were hurt at a mill on Friday.", "Two workers", False),
        ("Two workers were hurt at a mill in Oslo on Friday.", "Two workers", True),
        ("Wooden mills are rare today.", "Wooden mills", True),
        ("In a letter aides said that city officials will make an announcement on Tuesday.", "city officials", False),
        (
            "In a letter aides said that officials of Oslo will announce a budget for Norway on Tuesday.",
            "officials",
            True,
        ),
        ("Just 12 percent have a negative view.", "Just 12", False),
        # Nor does it where it owns the event.
        ("Wednesday’s attack had targeted a mill where Ann Berg met Tom Roe in 2009.", "Wednesday", False),
        ("Last year’s surge of mills hurt Ann Berg in Oslo.", "Last year", True),
        ("Norway held 40 votes in Oslo before November’s election.", "Norway", True),
        ("The jobless rate of Norway was 12 percent at 2012’s end.", "The jobless", True),
        # Who is told by a given name alone.
        ("“I sold 40 mills in Norway in 2009,” said Kate.", "I sold", False),
        ("“I sold 40 mills in Norway in 2009,” said Kate Berg.", "I sold", True),
        # Whose the clause is.
        ("A raid in Oslo, which left 40 Norwegians dead, is told of in a film.", "Oslo", False),
        ("Oslo, which lost 40 mills to Norway in 2009, is rich.", "Oslo", True),
        # "It" that is a thing.
        ("“It turns out to be a problem for Norway and Sweden,” said Ann Berg.", "It turns", False),
        ("“It turns out that Norway is a problem for Sweden,” said Ann Berg.", "It turns", True),
        # What somebody did without saying to what, when or where.
        ("More than 40,000 Norwegian soldiers died.", "More than", False),
        ("More than 40,000 Norwegian soldiers died in Sweden.", "More than", True),
        ("The Harbour Board of Oslo declined to comment.", "The Harbour", False),
        (
            "The Harbour Board of Oslo and Ann Berg declined to comment on fees in Norway.",
            "The Harbour",
            True,
        ),
        ("Another 33 percent say Ann Berg is drawing Norway together.", "Another", False),
        # A comparison with what was before.
        ("Ann Berg said that fees have made Oslo and Bergen less attractive for ships of Norway.", "fees", True),
        ("Ann Berg said that Oslo and Bergen are less attractive for ships of Norway.", "Oslo", False),
        ("Ann Berg and Tom Roe were picked for Norway and Sweden, respectively.", "Ann Berg", True),
        ("Officials said that mills employ 40 and 20 men in Norway, respectively.", "mills", False),
        # What only joins.
        ("At the same time, Ann Berg and Tom Roe closed 40 mills in Norway.", "At the same", True),
        # What it did besides stands behind the claim.
        ("More than 40,000 Norwegian soldiers died but were never mourned in Oslo.", "More than", False),
        # "It" is not the subject of its own clause.
        ("Ann Berg said that the council would stand by it in Norway.", "the council", False),
    ],
)
def test_a_claim_tells_of_what_it_is(parse: Parse, body: str, words: str, is_self_contained: bool) -> None:
    assert find(parse, body, words).is_self_contained == is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "resolved"),
    [
        # The article gives no first name: an office holder's need not be the one.
        ("Mr. Obama flew to Norway on business.", "Mr. Obama", "Mr. Obama flew to Norway on business"),
        ("Sgt. Harris sold 40 mills in Norway.", "Sgt.", "Sgt. Harris sold 40 mills in Norway"),
        ("Mrs. Biden sold 40 mills in Norway.", "Mrs.", "Mrs. Biden sold 40 mills in Norway"),
        (
            "President Obama flew to Norway on business.",
            "President",
            "President Obama [Barack Obama] flew to Norway on business",
        ),
        # Other offices of the name.
        ("Vice President Obama sold 40 mills in Norway.", "Vice", "Vice President Obama sold 40 mills in Norway"),
        ("Mill President Obama sold 40 mills in Norway.", "Mill", "Mill President Obama sold 40 mills in Norway"),
        # A title of the other sex, a second bearer, a town, a firm and a ruling.
        (
            "Tom Moe left early. Officials said that Mrs. Moe sold 40 mills in Norway.",
            "Mrs. Moe",
            "Mrs. Moe sold 40 mills in Norway",
        ),
        (
            "Dr. Ann Moe met Dr. Jim Moe in Bergen. Officials said that Dr. Moe sold 40 mills in Norway.",
            "Dr. Moe sold",
            "Dr. Moe sold 40 mills in Norway",
        ),
        (
            "Mayor Sam Houston left. Houston had 400 murders in 2019.",
            "Houston had",
            "Houston had 400 murders in 2019",
        ),
        (
            "Moe v. Holt was decided in 1973. Ann Moe left Oslo in 1980. Moe was decided by 7 votes.",
            "Moe was",
            "Moe was decided by 7 votes",
        ),
        # Kin and what is called by a name.
        (
            "Ann Moe sued Norland. The Moe case cost Norland 40 million euros.",
            "The Moe",
            "The Moe case cost Norland 40 million euros",
        ),
        (
            "Jim Moe left Oslo. The Moe brothers sold 30 mills.",
            "The Moe",
            "The Moe brothers sold 30 mills",
        ),
        # A relative is named.
        (
            "Michelle Obama left. Norway thanked Obama for 40 mills.",
            "Norway",
            "Norway thanked Obama [Michelle Obama] for 40 mills",
        ),
        # Before a noun.
        (
            "Ann Berg met Tom Roe. Officials said the Roe meeting hurt Norway in 2009.",
            "the Roe",
            "the Roe [Tom Roe] meeting hurt Norway in 2009",
        ),
        (
            "Barack Obama left. Officials said the Obama administration hurt Norway in 2009.",
            "the Obama",
            "the Obama administration hurt Norway in 2009",
        ),
        # Owners, whatever the tagger makes of the mark, and verbs that are written like one.
        (
            "Ann Hughes left. Norway praised Mrs. Hughes’ nomination in 2009.",
            "Norway",
            "Norway praised Mrs. Hughes’ [Ann Hughes'] nomination in 2009",
        ),
        (
            "Ann Berg left. Mrs. Berg, 58, whose firm built 40 ships in Oslo, resigned.",
            "Mrs. Berg, 58, whose",
            "Mrs. Berg's [Ann Berg's] firm built 40 ships in Oslo",
        ),
    ],
)
def test_full_names_stand_beside_surnames(parse: Parse, body: str, words: str, resolved: str) -> None:
    assert find(parse, body, words).resolved == resolved


def test_a_former_holder_is_not_the_president(parse: Parse) -> None:
    body = "President Barack Obama left. Officials said that the then-president met Ann Berg in Oslo in 2009."
    claim = find(parse, body, "the then")
    assert claim.resolved == "the then-president met Ann Berg in Oslo in 2009"
    assert not claim.is_self_contained


def test_an_object_in_an_accusation_becomes_a_subject(parse: Parse) -> None:
    claim = find(parse, "Ann Berg left. Critics accused her of hiding 40 letters from Norway.", "her")
    assert claim.resolved == "[Ann Berg engaged in] hiding 40 letters from Norway"


@pytest.mark.parametrize(
    ("body", "words", "resolved"),
    [
        (
            "A bridge in Bergen is old. In 2003, engineers there were fined by Acme Corp for hiding 40 cracks.",
            "In 2003",
            "In 2003, engineers there [Bergen] were fined by Acme Corp for hiding 40 cracks",
        ),
        (
            "A bridge in Bergen is old. Officials said that people trapped there are fighting 40 fires.",
            "people",
            "people trapped there [Bergen] are fighting 40 fires",
        ),
        (
            "A bridge in Bergen is old. Ann Roe argued there\u2019s \u201ca tax crisis\u201d in Norway and Sweden.",
            "there\u2019s",
            "there\u2019s \u201ca tax crisis\u201d in Norway and Sweden",
        ),
    ],
)
def test_there_is_a_place_unless_it_stands_for_the_subject(parse: Parse, body: str, words: str, resolved: str) -> None:
    claim = find(parse, body, words)
    assert claim.resolved == resolved
    assert claim.is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "is_self_contained"),
    [
        ("Ann Berg currently has 17 percent of the vote of Norway, and Tom Roe has 20.", "Ann Berg", False),
        ("Raids on Norland have so far killed 20,000 people in Bergen and Oslo.", "Raids", False),
        ("Ann Berg and Acme Corp have sold 29 mills of Norland to date.", "Ann Berg", False),
        ("Berg Corp still owes Norland 40 million euros, police said.", "Berg Corp", False),
        ("A band of heavy storms will form near Oslo and travel to Bergen, forecasters said.", "A band", False),
        # A day tells when, and so does who says it; past and future tenses tell another time.
        ("Ann Berg currently has 17 percent of the vote of Norway in 2014, and Tom Roe has 20.", "Ann Berg", True),
        ("“Berg Corp still owes Norland 40 million euros,” said Ann Moe.", "Berg Corp", True),
        ("Ann Berg still owed Norland 40 million euros when she met Tom Roe in Oslo.", "Ann Berg", True),
        ("Still, Ann Berg has sold Acme Corp to Tom Roe and the Harbour Board of Oslo.", "Still", True),
        ("Ann Berg, now an engineer of Acme Corp, has sold 40 mills in Norland.", "Ann Berg", True),
        ("Heavy storms are rare in Oslo and in the hills of Bergen, forecasters said.", "Heavy", True),
    ],
)
def test_what_holds_now_needs_a_day(parse: Parse, body: str, words: str, is_self_contained: bool) -> None:
    assert find(parse, body, words).is_self_contained == is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "is_self_contained"),
    [
        ("Officials said that Norway was the best ally of Tom Roe in the region.", "Norway", False),
        ("Officials said that Norway and the surrounding region lost 40 mills to Tom Roe.", "Norway", True),
        ("Officials said that Norway gave Tom Roe 40 mills in the city.", "Norway", False),
        ("Officials said that a firm in Oslo gave Tom Roe 40 mills in the city.", "a firm", True),
        ("Officials said that raids in Norway killed 40 soldiers of the two countries.", "raids", False),
        ("Officials said that raids in Norway and Peru killed 40 soldiers of the two countries.", "raids", True),
    ],
)
def test_a_place_is_what_its_noun_may_be_of(parse: Parse, body: str, words: str, is_self_contained: bool) -> None:
    assert find(parse, body, words).is_self_contained == is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "is_self_contained"),
    [
        ("Ann Berg of Norland had two assists.", "Ann Berg", False),
        ("Ann Berg of Norland had two assists against Peru in 2009.", "Ann Berg", True),
        ("Ann Berg stopped 35 shots of Tom Roe.", "Ann Berg", False),
        ("A robber fired 35 shots at Ann Berg in Oslo.", "A robber", True),
        ("Ann Berg saved three match points against Tom Roe.", "Ann Berg", False),
        ("Ann Berg added her seventh for Norland.", "Ann Berg", False),
        ("Ann Berg bought a third of the 40 mills of Norland.", "Ann Berg", True),
    ],
)
def test_of_a_match_it_is_told_which(parse: Parse, body: str, words: str, is_self_contained: bool) -> None:
    assert find(parse, body, words).is_self_contained == is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "is_self_contained"),
    [
        ("Tom Roe said that the Norland Defense Ministry’s allegations are false.", "the Norland", False),
        ("Tom Roe said that the Norland Defense Ministry’s allegations of fraud are false.", "the Norland", True),
        ("Tom Roe said that the Norland Defense Ministry’s letter is 40 pages long.", "the Norland", True),
        (
            "“Les moulins de Norland sont fermés et nous attendons une réponse dans la capitale,” said Ann Berg.",
            "Les",
            False,
        ),
    ],
)
def test_what_was_said_and_in_which_language_must_be_known(
    parse: Parse, body: str, words: str, is_self_contained: bool
) -> None:
    assert find(parse, body, words).is_self_contained == is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "is_self_contained"),
    [
        # A superlative and a sum that are told of what, and a quotation mark between.
        ("Officials said that a fire in Oslo was the deadliest in Norway in 40 years.", "a fire", True),
        ("Officials said that Acme Corp must pay Norland the $40,000 covered by Berg Corp in 2009.", "Acme", True),
        ("Officials said that Acme Corp and Berg Corp must pay Norland the $40,000.", "Acme", False),
        ("Ann Berg said that Acme Corp would help the “vast majority” of users in Norway.", "Acme", True),
        # A day tells which poll of a body, its name alone does not.
        ("Ann Berg said that Norland failed in the June 2011 Acme Corp poll.", "Norland", True),
        ("Ann Berg said that Norland and Tom Roe failed in the Acme Corp poll.", "Norland", False),
        # A dash is no hyphen, and what everybody says is known.
        ("Ann Berg said that Tom Roe hurt Norland in the 2009 election - and Acme Corp in 2010.", "Tom Roe", True),
        ("Ann Berg said that Norland and Acme Corp were on the right track.", "Norland", True),
        ("Ann Berg said that Norland and Acme Corp were on the other track.", "Norland", False),
    ],
)
def test_some_phrases_need_nothing(parse: Parse, body: str, words: str, is_self_contained: bool) -> None:
    assert find(parse, body, words).is_self_contained == is_self_contained


@pytest.mark.parametrize(
    ("body", "words", "resolved", "is_self_contained"),
    [
        (
            "Tom Roe met Ann Berg. In his speech on mills in Oslo, Roe proclaimed a plan for Norway in 2009.",
            "In his",
            "In his speech on mills in Oslo, Roe [Tom Roe] proclaimed a plan for Norway in 2009",
            True,
        ),
        (
            "Tom Roe met Ann Berg. Since his arrest in Oslo, Acme Corp has sold 40 mills in Norway.",
            "Since his",
            "Since his [Tom Roe's] arrest in Oslo, Acme Corp has sold 40 mills in Norway",
            True,
        ),
        # A country, not a man.
        (
            "Jordan closed its mills in Norway in 2009. Syria and Iraq are near Jordan.",
            "Jordan",
            "Jordan closed its mills in Norway in 2009",
            True,
        ),
        # "It" stands for the deed behind, or for nothing.
        (
            "Officials said that it would take 30 years for Norland to mend 40 mills in Oslo.",
            "it would",
            "it would take 30 years for Norland to mend 40 mills in Oslo",
            True,
        ),
        (
            "Officials said that it would take Norland 30 mills in Oslo.",
            "it would",
            "it would take Norland 30 mills in Oslo",
            False,
        ),
        (
            "Ann Berg said that it is unfair and unjust to close 40 mills in Norland.",
            "it is",
            "it is unfair and unjust to close 40 mills in Norland",
            True,
        ),
        (
            "Ann Berg feared that Tom Roe might not make it to Oslo in 2009.",
            "Tom Roe",
            "Tom Roe might not make it to Oslo in 2009",
            True,
        ),
        (
            "Ann Berg feared that Tom Roe might not take it to Oslo in 2009.",
            "Tom Roe",
            "Tom Roe might not take it to Oslo in 2009",
            False,
        ),
    ],
)
def test_a_pronoun_may_be_bound_in_its_clause(
    parse: Parse, body: str, words: str, resolved: str, is_self_contained: bool
) -> None:
    claim = find(parse, body, words)
    assert (claim.resolved, claim.is_self_contained) == (resolved, is_self_contained)
