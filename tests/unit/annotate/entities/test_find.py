"""Names in an article: where they stand, what they are, and which mean the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from expectations.tables import ENTITIES
from tasks.annotate.entities.find import find_entities
from tasks.language.body import Body

LABELS = next(column.values for column in ENTITIES.columns if column.name == "label")
LINKS = next(column.values for column in ENTITIES.columns if column.name == "link")


def keys_of(parse, text):
    """Mention text → key; a text that is mentioned twice with two keys maps to both."""
    found = {}
    for mention in find_entities(Body(parse(text))):
        found.setdefault(text[mention.start : mention.end], []).append(mention.entity_key)
    return {mention: keys[0] if len(set(keys)) == 1 else tuple(keys) for mention, keys in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles and possessives stay outside the name
        ("President Lindqvist spoke to Prime Minister Anna Berg.", {"Anna Berg": "person:anna-berg"}),
        ("Defense Secretary Mark Holloway's plan failed.", {"Mark Holloway": "person:mark-holloway"}),
        # a curved apostrophe ends no name
        ("“It is late,” said strategist Ford O’Hara.", {"Ford O’Hara": "person:ford-ohara"}),
        # a body's own person stands apart from it
        ("Rye State University’s Hallam, who ran the study, said no.", {"Hallam": "person:hallam"}),
        # a function says that a name is a person's, and where the place of office ends
        ("NDP finance critic Sukhi Dhaliwal said no.", {"Sukhi Dhaliwal": "person:sukhi-dhaliwal"}),
        (
            "The mayor of Mykolaiv, Oleksandr Sienkevych, said so.",
            {"Oleksandr Sienkevych": "person:oleksandr-sienkevych"},
        ),
        # surnames
        ("Mark Holloway met lawmakers. Holloway said little.", {"Holloway": "person:mark-holloway"}),
        ("Holloway wins. Mark Holloway won the vote on Sunday.", {"Holloway": "person:mark-holloway"}),
        ("Mark J. Holloway met Mark Holloway's critics.", {"Mark J. Holloway": "person:mark-holloway"}),
        (
            "J.P. Holloway spoke. Holloway left.",
            {"J.P. Holloway": "person:j-p-holloway", "Holloway": "person:j-p-holloway"},
        ),
        ("Nicola Holloway spoke. Mr. Holloway left.", {"Holloway": "person:nicola-holloway"}),
        ("Sen. Michael Holloway met Mike Holloway's aides. Holloway left.", {"Holloway": "person:michael-holloway"}),
        # two persons of one surname: told apart by title or left open
        ("Mark Holloway and Susan Holloway married. Mrs. Holloway is a judge.", {"Holloway": "person:susan-holloway"}),
        ("Mark Holloway and Peter Holloway met. Holloway said little.", {"Holloway": None}),
        (
            "Mark Holloway came with his wife Susan Holloway. Holloway said little.",
            {"Holloway": "person:mark-holloway"},
        ),
        # father and son
        (
            "Paul Holloway Jr. is running. He defends his father, Sen. Paul Holloway. Holloway said no.",
            {"Holloway": "person:paul-holloway-jr"},
        ),
        ("Mark Holloway Jr. met Mark Holloway.", {"Mark Holloway": "person:mark-holloway"}),
        (
            "Mark Holloway Jr. met Mark Holloway Sr. on Monday. Holloway Jr. said he would run.",
            {"Mark Holloway Sr": "person:mark-holloway-sr", "Holloway Jr.": "person:mark-holloway-jr"},
        ),
        # what an editor put in, what a hyphen joins
        ("They saw [Mark] Holloway.", {"Mark] Holloway": "person:mark-holloway"}),
        ("They hate Mark Holloway-era rules.", {"Mark Holloway": "person:mark-holloway"}),
        (
            "Prince Karim bin Faisal came to the summit. Bin Faisal left early.",
            {"Bin Faisal": "person:karim-bin-faisal"},
        ),
        # a title, letters after the name, a place
        (
            "We met Const. Mark Holloway and Susan Berg QC.",
            {"Mark Holloway": "person:mark-holloway", "Susan Berg": "person:susan-berg"},
        ),
        ("The first to sign was Susan Berg of Harbour Watch.", {"Susan Berg": "person:susan-berg"}),
        # a public figure's surname that is a given name as well, by its uses; without them it may be anybody's
        ("The Clinton campaign sued. Clinton said little.", {"Clinton": "person:clinton"}),
        ("They met Clinton.", {"Clinton": None}),
        # words that are no part of a name, and names joined
        (
            "Mark Holloway rose. Team Holloway cheered. Historian Susan Berg wrote that Holloway was right.",
            {"Holloway": "person:mark-holloway", "Susan Berg": "person:susan-berg"},
        ),
        (
            "Mark Holloway and Susan Berg met. The Holloway-Berg plan was read on Monday.",
            {"Holloway": "person:mark-holloway", "Berg": "person:susan-berg"},
        ),
        # an article before the family name
        ("Karim al-Faisal rose. On Monday Faisal left.", {"Faisal": "person:karim-al-faisal"}),
        # the bare surname of a "Jr." or of a woman is a father's or a husband's where titles say so
        (
            "Mr. Holloway spoke. He was glad. Susan Holloway, his wife, smiled. Mr. Holloway left.",
            {"Holloway": "person:holloway", "Susan Holloway": "person:susan-holloway"},
        ),
        (
            "Mark Holloway Jr. ran for office in Rye. Holloway said little of Mark Holloway, his father. "
            "Later Mark Holloway Jr. won.",
            {"Holloway": "person:mark-holloway-jr"},
        ),
        (
            "Mark Holloway Jr., a mayor, met Susan Berg. Holloway said little.",
            {"Holloway": "person:mark-holloway-jr"},
        ),
        # whoever comes in as a relative of a "Jr." is not who the article is about
        (
            "Mark Holloway Jr. ran for office. He praised his father, Gov. Mark Holloway of Ohio. Holloway won.",
            {"Mark Holloway": "person:mark-holloway", "Holloway": "person:mark-holloway-jr"},
        ),
        (
            "Mark Holloway III sued the bank. Mark Holloway, his uncle, had founded it. Later Holloway lost.",
            {"Mark Holloway": "person:mark-holloway", "Holloway": "person:mark-holloway-iii"},
        ),
        (
            "Gov. Mark Holloway left with his son, Mark Holloway Jr. of Rye. Later Holloway lost.",
            {"Holloway": "person:mark-holloway"},
        ),
        # who had the surname first keeps it
        (
            "Mark Holloway rose. Holloway spoke. His cousin was Peter Holloway. In 2010 Holloway left.",
            {"Holloway": "person:mark-holloway"},
        ),
    ],
)
def test_persons(parse, text, expected):
    found = keys_of(parse, text)
    assert {mention: found.get(mention, "no mention") for mention in expected} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UAE and the U.K. signed with Germany.", {"UAE": "place:AE", "U.K.": "place:GB", "Germany": "place:DE"}),
        ("Norwegian troops and Norwegians at home.", {"Norwegian": "place:NO", "Norwegians": "place:NO"}),
        ("Côte d’Ivoire borders Ghana.", {"Côte d’Ivoire": "place:CI"}),
        # a capital that acts is its government, one that is located in is a city
        ("Oslo denied that it had agreed to the deal.", {"Oslo": "place:NO"}),
        ("The minister arrived in Oslo on Monday.", {"Oslo": "place:oslo"}),
        ("Critics praised Oslo's decision.", {"Oslo": "place:NO"}),
        ("They walked through Oslo's parks.", {"Oslo": "place:oslo"}),
        ("Talks between Oslo and Lisbon failed.", {"Oslo": "place:NO", "Lisbon": "place:PT"}),
        ("The party accused Lisbon of lying.", {"Lisbon": "place:PT"}),
        ("WASHINGTON (Reuters) - The court said nothing.", {"WASHINGTON": "place:washington"}),
        ("Washington, Oregon and Idaho have passed such laws.", {"Washington": "place:washington"}),
        # seats
        ("The Kremlin said nothing.", {"Kremlin": "place:RU"}),
        ("A sign of weakness on the part of the Kremlin, he said.", {"Kremlin": "place:RU"}),
        ("The White House denied it.", {"White House": "org:white-house"}),
        ("The two met at the White House.", {"White House": "facility:white-house"}),
        ("The Pentagon said two soldiers died.", {"Pentagon": "org:us-department-of-defense"}),
        # the half of a country only where the article names the whole
        ("North Korea fired a missile. The North said it was a test.", {"North": "place:KP"}),
        # one name, two places: by what else the article names
        ("Voters in Georgia and Florida chose; the U.S. waits.", {"Georgia": "place:georgia"}),
        ("Protesters in Georgia marched in Tbilisi.", {"Georgia": "place:GE"}),
    ],
)
def test_places(parse, text, expected):
    found = keys_of(parse, text)
    assert {mention: found.get(mention, "no mention") for mention in expected} == expected


def test_the_north_of_elsewhere_is_no_country(parse):
    text = "Rain fell in the North of England. The North is wet."
    assert "place:KP" not in keys_of(parse, text).values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NATO and the United Nations met. The UN said so.", {"NATO": "org:nato", "UN": "org:un"}),
        (
            "The National Harbour Authority (NHA) closed two ports. The NHA said storms were near.",
            {"NHA": "org:national-harbour-authority"},
        ),
        # an acronym made of the beginnings of words
        (
            "The Coastal Industry Board (COINB) met. COINB said storms were near.",
            {"COINB": "org:coastal-industry-board"},
        ),
        # the first word alone, but not where it shares a sentence with the longer name
        (
            "Brightwater Marine Systems sold a dock. On Monday Brightwater said it was safe.",
            {"Brightwater": "org:brightwater-marine-systems"},
        ),
        (
            "Brightwater sold Brightwater Marine Systems. On Monday Brightwater said it was safe.",
            {"Brightwater": "org:brightwater"},
        ),
        ("The Supreme Court of Appeal was silent. Parliament met.", {"Parliament": None}),
        (
            "Norway's central bank raised rates. In Norway, the central bank said more may follow.",
            {"central bank": "org:no-central-bank"},
        ),
        (
            "South Korea's intelligence agency said so.",
            {"South Korea": "place:KR", "intelligence agency": "org:national-intelligence-service"},
        ),
        ("The Russian foreign ministry protested.", {"foreign ministry": "org:ru-foreign-ministry"}),
    ],
)
def test_organizations(parse, text, expected):
    found = keys_of(parse, text)
    assert {mention: found.get(mention, "no mention") for mention in expected} == expected


def test_an_acronym_that_the_text_explains_in_words(parse):
    text = "DPRK troops trained. DPRK stands for the North's official name, the Democratic People's Republic of Korea."
    found = keys_of(parse, text)
    assert found["DPRK"] == found["Democratic People's Republic of Korea"] == "place:KP"


@pytest.mark.parametrize(
    ("text", "mention", "label", "link", "country"),
    [
        ("Oslo denied the report.", "Oslo", "place", "metonym", "NO"),
        ("The Kremlin denied the report.", "Kremlin", "organization", "metonym", "RU"),
        ("A Norwegian ship sank.", "Norwegian", "nationality", "alias", "NO"),
        ("The U.S. agreed.", "U.S.", "place", "acronym", "US"),
        ("The Pentagon said so.", "Pentagon", "organization", "alias", "US"),
        ("Ukraine's health ministry said so.", "health ministry", "organization", "description", "UA"),
    ],
)
def test_label_link_and_country(parse, text, mention, label, link, country):
    found = next(m for m in find_entities(Body(parse(text))) if text[m.start : m.end] == mention)
    assert (found.label, found.link, found.country) == (label, link, country)


def test_the_canonical_name_is_the_fullest_without_title(parse):
    text = "Senator Mark Holloway rose. Mark J. Holloway spoke. Holloway sat down."
    assert {mention.name for mention in find_entities(Body(parse(text)))} == {"Mark J. Holloway"}


def test_a_surname_is_a_public_figures_and_not_of_a_byword(parse):
    text = "Angela Merkel met voters. She was their Zorgul Merkel, they wrote.\nIn the end Merkel said little."
    assert find_entities(Body(parse(text)))[-1].entity_key == "person:angela-merkel"


def test_nobody_is_named_by_a_title_that_ends_the_body(parse):
    doc = parse("They met Mr.")
    doc.ents = [Span(doc, 2, 3, label="PERSON")]
    assert find_entities(Body(doc)) == []


def test_nothing_in_an_empty_body(parse):
    assert find_entities(Body(parse(""))) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                [
                    "Mark Holloway",
                    "he",
                    "It said",
                    "Oslo",
                    "(NHA)",
                    "the North",
                    "\n",
                    "’s",
                    "“",
                    "President",
                    "Jr.",
                    "of",
                    ",",
                ]
            ),
        ),
        max_size=25,
    ).map(" ".join)
)
def test_any_text_gives_ordered_spans_in_bounds(parse, text):
    at = 0
    for mention in find_entities(Body(parse(text))):
        assert at <= mention.start < mention.end <= len(text)
        assert (mention.name is None) == (mention.entity_key is None)
        assert mention.label in LABELS
        assert mention.link is None or mention.link in LINKS
        at = mention.end
