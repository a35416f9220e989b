"""One kind a name over a release."""

from __future__ import annotations

import pytest

from tasks.link.kinds import unite_kinds


def unite(keys, listed=()):
    """Unite keys that are given with their articles."""
    found = unite_kinds({key: set(articles) for key, articles in keys.items()}, listed)
    return {(each.article_id, each.article_key): each.entity_key for each in found}


@pytest.mark.parametrize(("most", "few"), [
    ("work:tidal-post", "org:tidal-post"),
    ("person:nora-vane", "org:nora-vane"),
    ("org:tidal-caucus", "person:tidal-caucus"),
    ("org:tidal-watch", "place:tidal-watch"),
    ("org:wikitides", "place:wikitides"),
    ("place:sarnoville", "person:sarnoville"),
])  # fmt: skip
def test_name_is_what_most_articles_take_it_for(most, few):
    assert unite({most: "abcd", few: "e"}) == {("e", few): most}


def test_body_by_its_last_word_is_no_person_however_often_it_is_taken_for_one():
    assert (
        unite({"person:tidal-caucus": "abc", "org:tidal-caucus": "d"})["a", "person:tidal-caucus"] == "org:tidal-caucus"
    )


def test_known_given_name_makes_a_person_however_often_it_is_taken_for_a_body():
    assert unite({"org:martha-vane": "abc", "person:martha-vane": "d"})["a", "org:martha-vane"] == "person:martha-vane"


def test_person_and_body_that_are_about_as_frequent_stay_two():
    assert unite({"person:quill-vane": "abc", "org:quill-vane": "de"}) == {}


def test_listed_key_stays():
    assert (
        unite({"place:sarno-bay": "a", "org:sarno-bay": "bcd"}, ["place:sarno-bay"])["b", "org:sarno-bay"]
        == "place:sarno-bay"
    )
    assert unite({"org:vane": "ab", "person:nora-vane": "abcdefghi"}, ["org:vane"]) == {}


def test_one_word_of_two_kinds_stays_two_unless_one_is_rare():
    assert unite({"org:sarno": "abc", "place:sarno": "de"}) == {}


def test_surname_taken_for_a_place_is_the_person_whom_the_article_names():
    assert unite({"place:vane": "a", "person:nora-vane": "ab"}) == {("a", "place:vane"): "person:nora-vane"}
    assert unite({"place:vane": "c", "person:nora-vane": "ab"}) == {}


def test_company_of_a_surname_stays_where_the_surname_is_rarer():
    assert unite({"org:vane": "abc", "person:nora-vane": "ad"}) == {}
