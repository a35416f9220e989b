"""Keys of a release, from what articles say of their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.language.places import make_slug
from tasks.link.entities import link_entities
from tasks.link.notes import NOTED_CLAIMS, NOTED_MENTIONS, NOTED_QUOTES, read_notes

MAY = datetime(2024, 5, 1, tzinfo=UTC)


def make_release(*articles, rule="r"):
    """Make the tables of articles, each a list of mentions: name or (text, name, key, link, country)."""
    rows, bodies = [], []
    for number, mentions in enumerate(articles):
        body = ""
        for mention in mentions:
            text, name, key, link, country = (
                mention if isinstance(mention, tuple) else (mention, None, None, "name", None)
            )
            before, _, bare = text.rpartition("|")
            key = key or f"person:{make_slug(bare)}"
            body += before
            row = (f"a{number}", len(body), bare, name or bare, None, key, link, country, rule)
            rows.append(dict(zip(NOTED_MENTIONS, row, strict=True)))
            body += f"{bare} spoke. "
        bodies.append((f"a{number}", MAY + timedelta(days=number), body))
    articles = pd.DataFrame(bodies, columns=["article_id", "published_at", "body"])
    return articles, pd.DataFrame(rows, columns=NOTED_MENTIONS)


def link_tables(articles, entities, spoken=()):
    """Link a release of such tables and of quotes by those who have some keys, each with its article."""
    quotes = pd.DataFrame([(*place, None, None, None) for place in spoken], columns=NOTED_QUOTES)
    return link_entities(articles, read_notes(articles, entities, quotes, pd.DataFrame([], columns=NOTED_CLAIMS)))


def link(*articles, rule="r"):
    """Link a release of such articles: by article and key, the new key and how it was found."""
    rows = link_tables(*make_release(*articles, rule=rule)).to_pylist()
    return {(row["article_id"], row["article_key"]): (row["entity_key"], row["how"]) for row in rows}


def name(text, key, link="name", country=None, whole=None):
    return (text, whole or text.rpartition("|")[2], key, link, country)


def test_a_key_that_changes_says_how():
    articles, entities = make_release(["Ann Roe"], ["Ann Roe"], ["Roe"])
    (row,) = link_tables(articles, entities).to_pylist()
    assert (row["article_id"], row["article_key"], row["entity_key"]) == ("a2", "person:roe", "person:ann-roe")
    assert (row["how"], row["evidence"]) == ("surname_near", "2 of 2 articles")


def test_pronouns_do_not_speak_for_a_name():
    assert link([name("He", "person:roe", link="pronoun", whole="Roe")]) == {}


ROES = (["Ann Roe"], ["Ann Roe"], ["Carl Roe"], ["Carl Roe"])


@pytest.mark.parametrize(("mentions", "key"), [
    (["Mr. |Roe"], "person:carl-roe"),
    (["Ms. |Roe"], "person:ann-roe"),
    (["Roe", *[name("she", "person:roe", link="pronoun", whole="Roe")] * 3], "person:ann-roe"),
    (["Roe", name("she", "person:roe", link="pronoun", whole="Roe")], "person:roe@a4"),
])  # fmt: skip
def test_surname_is_completed_with_one_of_its_sex(mentions, key):
    assert link(*ROES, mentions)["a4", "person:roe"][0] == key


def test_surname_is_completed_with_the_bearer_of_its_office():
    articles = (["Sen. |Ann Roe"], ["Ann Roe"], ["Judge |Uma Roe"], ["Uma Roe"])
    assert link(*articles, ["Judge |Roe"])["a4", "person:roe"] == ("person:uma-roe", "surname_near")
    assert link(*articles, ["Sen. |Roe"])["a4", "person:roe"][0] == "person:ann-roe"
    assert link(*articles, ["Coach |Roe"])["a4", "person:roe"] == ("person:roe@a4", "article")


def test_surname_is_completed_with_the_bearer_of_its_topic():
    others = [name(f"Quay {n}", f"org:quay-{n}") for n in range(6)]
    articles = (["Ann Roe", *others], ["Ann Roe"], ["Uma Roe"], *(["Ed Vane"] for _ in range(9)))
    assert link(*articles, ["Roe", *others])["a12", "person:roe"] == ("person:ann-roe", "topic")
    assert link(*articles, ["Roe"])["a12", "person:roe"][1] == "article"


def test_name_that_is_as_often_a_company_is_completed_from_near_articles_alone():
    firm = [name("Roe", "org:roe")]
    assert link(*(["Ann Roe"],) * 4, *([],) * 40, firm, ["Roe"])["a45", "person:roe"][1] == "article"
    assert link(*(["Ann Roe"],) * 4, *([],) * 40, ["Roe"])["a44", "person:roe"][1] == "surname_release"


def test_suffix_comes_and_goes_with_the_holder_of_an_office():
    holder = (["Attorney General |Emil Holt"], ["Attorney General |Emil Holt"], ["Attorney General |Emil Holt Jr."])
    assert link(*holder) == {("a2", "person:emil-holt-jr"): ("person:emil-holt", "name")}
    assert link(["Emil Holt"], ["Emil Holt Jr."]) == {}
    assert link(*holder, ["Attorney General |Emil Holt", "Emil Holt Jr."]) == {}


def test_middle_initial_tells_two_people_apart():
    usual, other = ([name("Eric Vane", "person:eric-vane", whole=whole)] for whole in ("Eric W. Vane", "Eric P. Vane"))
    united = link(usual, usual, usual, usual, other)
    assert united == {("a4", "person:eric-vane"): ("person:eric-p-vane", "initial")}


def test_initials_stand_for_a_given_name():
    initials = [name("H.R. Vane", "person:vane", whole="Vane")]
    united = link(initials, initials, ["Vane"])
    assert united["a0", "person:vane"] == ("person:h-r-vane", "initial")
    assert united["a2", "person:vane"] == ("person:h-r-vane", "surname_near")


def test_name_of_one_kind_has_one_key():
    vane = name("Nora Vane", "org:nora-vane")
    assert link(["Nora Vane"], [vane], [vane])["a1", "org:nora-vane"] == ("person:nora-vane", "kind")
    beast = name("Tidal Post", "work:tidal-post")
    assert link([name("Tidal Post", "org:tidal-post")], [beast], [beast]) == {
        ("a0", "org:tidal-post"): ("work:tidal-post", "kind")
    }


@pytest.mark.parametrize("rule", ["lexicon.seat", "government.seat"])
def test_seat_that_acts_is_no_building(rule):
    hall, house = name("Tidal Hall", "facility:tidal-hall"), name("Tidal Hall", "org:tidal-hall")
    assert link([hall], [hall], [house], rule=rule) == {}


def test_surname_taken_for_a_body_is_its_bearer():
    firm = name("Vane", "org:vane")
    united = link(*(["Nora Vane"],) * 9, [firm], ["Nora Vane", firm])
    assert united["a9", "org:vane"][0] == "person:nora-vane"
    assert united["a10", "org:vane"] == ("person:nora-vane", "kind")


def test_abbreviation_is_what_articles_spell_out():
    whole = name("Quay Harbor Office", "org:quay-harbor-office")
    short = name("QHO", "org:quay-harbor-office", link="acronym", whole="Quay Harbor Office")
    alone = name("QHO", "org:qho")
    assert link([whole, short], [whole, short], [alone]) == {
        ("a2", "org:qho"): ("org:quay-harbor-office", "abbreviation")
    }
    assert link([whole, short], [alone]) == {}
    assert link([whole, alone])["a0", "org:qho"] == ("org:quay-harbor-office", "abbreviation")


def test_body_that_only_speaks_is_linked_too():
    articles, entities = make_release(["Ann Roe"])
    spoken = [("a0", "org:governor-s-office"), ("a0", None)]
    (row,) = link_tables(articles, entities, spoken).to_pylist()
    assert row["entity_key"] == "org:governor-s-office@a0"


def test_given_name_of_who_only_speaks_is_of_its_article():
    articles, entities = make_release(["Ann Roe"])
    (row,) = link_tables(articles, entities, [("a0", "person:bob")]).to_pylist()
    assert (row["article_key"], row["entity_key"]) == ("person:bob", "person:bob@a0")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from([
                "Ann Roe", "Roe", "Carl Roe", "A.B. Roe", "Roe Jr.", name("Roe", "org:roe"),
                name("Ann Roe", "work:ann-roe"), name("Quay Board", "org:quay-board"), name("QB", "org:qb"),
                name("Health Department", "org:health-department"),
            ]),
            max_size=4,
        ),
        max_size=9,
    ),
    st.randoms(),
)  # fmt: skip
def test_keys_are_the_same_in_whatever_order_articles_are_read(articles, chance):
    tables = make_release(*articles)
    rows = link_tables(*tables).to_pylist()
    shuffled = [table.sample(frac=1, random_state=chance.randrange(2**31)) for table in tables]
    assert link_tables(*shuffled).to_pylist() == rows
