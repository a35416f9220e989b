"""One key a person over a release."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.link.bearers import Seen
from tasks.link.names import read_title
from tasks.link.people import unite_people

DAY = datetime(2024, 5, 1, tzinfo=UTC)


def unite(*articles):
    """Unite the keys of articles, each given as days after the first and the keys of its persons."""
    seen = {}
    for number, (days, *keys) in enumerate(articles):
        day = None if days is None else DAY + timedelta(days=days)
        for key in keys:
            seen.setdefault(f"person:{key}", []).append(Seen(f"a{number}", day, frozenset({"GB"})))
    return {(each.article_id, each.article_key[7:]): (each.entity_key[7:], each.how) for each in unite_people(seen)}


@pytest.mark.parametrize(("one", "other", "how"), [
    ("marek-toll", "marek-j-toll", "name"),
    ("ines-paredes", "ines-maria-paredes", "name"),
    ("karim-al-masri", "karim-masri", "name"),
    ("robert-lindt", "bob-lindt", "nickname"),
    ("elizabeth-vane", "liz-vane", "nickname"),
    ("jacob-vane", "jack-vane", "nickname"),
    ("marek-toll", "marek-toll-ii", "name"),
    ("marek-h-w-toll", "marek-hw-toll", "name"),
])  # fmt: skip
def test_forms_of_one_name_have_the_key_of_the_form_in_most_articles(one, other, how):
    assert unite((0, one), (3, one), (5, other)) == {("a2", other): (one, how)}


@pytest.mark.parametrize(("one", "other"), [
    ("marek-toll", "martin-toll"),
    ("marek-toll", "marek-toll-jr"),
    ("marek-a-toll", "marek-b-toll"),
    ("marek-toll", "marek-h-w-toll"),
    ("marek-toll", "marek-tolland"),
    ("robert-lindt", "rudolph-lindt"),
])  # fmt: skip
def test_names_of_two_people_stay_two(one, other):
    assert unite((0, one), (1, one), (2, other), (3, other)) == {}


def test_two_whom_an_article_numbers_stay_two():
    assert unite((0, "marek-toll"), (1, "marek-toll", "marek-toll-iii"), (2, "marek-toll-iii")) == {}


def test_one_name_years_apart_and_with_another_middle_name_is_two_people():
    assert unite((0, "john-vane"), (1, "john-vane"), (2000, "john-bel-vane")) == {}


def test_nickname_alone_joins_no_bearers_of_a_common_surname():
    others = [(0, f"{given}-smith") for given in ("ann", "carl", "dora", "emil", "fay", "gus") for _ in range(2)]
    assert unite(*others, (0, "robert-smith"), (0, "robert-smith"), (0, "bob-smith")) == {}


def test_nickname_that_fits_two_people_joins_neither():
    articles = [(0, "gerald-vane"), (0, "gerald-vane"), (0, "jerome-vane"), (0, "jerome-vane"), (0, "jerry-vane")]
    assert unite(*articles) == {}


def test_surname_is_completed_from_the_articles_of_its_days():
    articles = [(0, "ann-roe"), (3, "ann-roe"), (900, "carl-roe"), (901, "carl-roe"), (903, "carl-roe")]
    assert unite(*articles, (5, "roe")) == {("a5", "roe"): ("ann-roe", "surname_near")}
    assert unite(*articles, (905, "roe")) == {("a5", "roe"): ("carl-roe", "surname_near")}


@pytest.mark.parametrize("articles", [
    [(0, "ann-roe"), (0, "ann-roe"), (0, "carl-roe"), (0, "carl-roe")],
    [(0, "ann-roe")],
    [],
])  # fmt: skip
def test_surname_that_nothing_completes_is_its_articles_own(articles):
    united = unite(*articles, (1, "roe"))
    place = f"a{len(articles)}"
    assert united == {(place, "roe"): (f"roe@{place}", "article")}


def test_surname_of_an_article_without_a_day_is_completed_by_the_only_bearer_of_the_release():
    articles = [(days, "ann-roe") for days in (0, 50, 100, 150)]
    assert unite(*articles, (None, "roe")) == {("a4", "roe"): ("ann-roe", "surname_release")}
    assert unite(*articles[:3], (None, "roe")) == {("a3", "roe"): ("roe@a3", "article")}


def test_surname_is_completed_to_the_form_that_stands_for_its_bearer():
    articles = [(0, "robert-lindt"), (1, "robert-lindt"), (2, "bob-lindt"), (3, "lindt")]
    assert unite(*articles)["a3", "lindt"] == ("robert-lindt", "surname_near")


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2000), st.sampled_from(["roe", "ann-roe", "a-roe", "anne-b-roe", "carl-roe", "roe-jr"])
        )
    )
)
def test_the_order_of_articles_changes_nothing_and_a_key_given_is_never_changed_again(articles):
    united = unite(*articles)
    backwards = unite(*reversed(articles))
    turned = {(f"a{len(articles) - 1 - int(article[1:])}", key): new for (article, key), new in backwards.items()}
    plain = {place: (new.split("@")[0], how) for place, (new, how) in united.items()}
    assert plain == {place: (new.split("@")[0], how) for place, (new, how) in turned.items()}
    assert {new for new, _ in united.values()}.isdisjoint(key for _, key in united)


def test_end_of_a_longer_name_is_that_name():
    articles = [(0, "christa-vane-roe"), (1, "vane-roe"), (2, "ann-roe"), (2, "ann-roe")]
    assert unite(*articles)["a1", "vane-roe"] == ("christa-vane-roe", "name")
    assert unite((0, "christa-ann-roe"), (1, "ann-roe")) == {}


def test_middle_name_is_left_out_in_articles_of_one_story():
    assert unite((0, "inga-rodham-vane"), (3, "inga-rodham-vane"), (5, "inga-vane")) == {
        ("a2", "inga-vane"): ("inga-rodham-vane", "name")
    }
    assert unite((0, "inga-bel-vane"), (1, "inga-bel-vane"), (100, "inga-vane")) == {}


@pytest.mark.parametrize(("year", "key"), [(1985, "margaret-thatcher"), (2024, "thatcher@a0")])
def test_public_figure_is_meant_in_the_years_of_office(year, key):
    seen = {"person:thatcher": [Seen("a0", datetime(year, 3, 1, tzinfo=UTC), frozenset({"GB"}))]}
    assert [each.entity_key for each in unite_people(seen)] == [f"person:{key}"]


@pytest.mark.parametrize(
    ("office", "key"), [("prime minister", "person:margaret-thatcher"), ("judge", "person:thatcher@a0")]
)
def test_public_figure_is_not_meant_where_the_surname_has_another_office(office, key):
    number, _ = read_title(f"said {office.title()} ")
    day = datetime(1985, 3, 1, tzinfo=UTC)
    seen = {"person:thatcher": [Seen("a0", day, frozenset({"GB"}), offices=frozenset({number}))]}
    assert [each.entity_key for each in unite_people(seen)] == [key]


@pytest.mark.parametrize(("company", "how"), [({"org:nato"}, "figure"), (set(), "article")])
def test_public_figure_of_a_body_is_meant_where_the_body_is_named(company, how):
    day = datetime(2020, 3, 1, tzinfo=UTC)
    seen = {"person:stoltenberg": [Seen("a0", day, company=frozenset(company))]}
    assert [each.how for each in unite_people(seen)] == [how]


def test_remembered_person_is_meant_at_any_time():
    assert unite((0, "mussolini")) == {("a0", "mussolini"): ("benito-mussolini", "figure")}


def test_family_name_in_front_is_completed():
    assert unite((0, "kim-jong-un"), (1, "kim-jong-un"), (2, "kim"))["a2", "kim"] == ("kim-jong-un", "surname_near")
